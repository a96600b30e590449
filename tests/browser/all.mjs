// All tests of pages in one process, which starts one browser.

import "./alone.test.mjs";
import "./hostile.test.mjs";
import "./access.test.mjs";
import "./keyboard.test.mjs";
import "./shape.test.mjs";
import "./looks.test.mjs";
