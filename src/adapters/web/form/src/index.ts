// What a page loads: it defines the element.

import { CaveatForm } from "./caveat_form.js";

export { CaveatForm };
/** For translators: every word that there is. */
export { english } from "./messages.js";

if (customElements.get("caveat-form") === undefined) customElements.define("caveat-form", CaveatForm);
