// All tests of the schema in one process, which compiles it once.

import "./files.test.mjs";
import "./wrong.test.mjs";
import "./spellings.test.mjs";
import "./snippets.test.mjs";
import "./editors.test.mjs";
