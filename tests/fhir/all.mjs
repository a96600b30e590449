// Every judgement, in one process.

import "./forms.test.mjs";
import "./results.test.mjs";
import "./service.test.mjs";
import "./running.test.mjs";
import "./units.test.mjs";
import "./page.test.mjs";
