// All tests of the workbench in one process, which starts one browser.

import "./live.test.mjs";
import "./names.test.mjs";
import "./outline.test.mjs";
import "./examples.test.mjs";
import "./keeping.test.mjs";
import "./bad.test.mjs";
import "./offline.test.mjs";
import "./sharing.test.mjs";
import "./cases.test.mjs";
import "./compare.test.mjs";
import "./patient.test.mjs";
import "./export.test.mjs";
import "./failing.test.mjs";
import "./access.test.mjs";
import "./tree.test.mjs";
