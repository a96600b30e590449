// Every judgement, in one process.

import "./forms.test.mjs";
import "./service.test.mjs";
