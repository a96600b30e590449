// All tests of the form in one process, which starts one browser.

import "./numbers.test.mjs";
import "./journey.test.mjs";
import "./back.test.mjs";
import "./hostile.test.mjs";
import "./host.test.mjs";
import "./access.test.mjs";
import "./slips.test.mjs";
import "./booking.test.mjs";
import "./looks.test.mjs";
