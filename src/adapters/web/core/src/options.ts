// Options as the core reads them.

import type { TextOptions } from "./api.js";
import type { Lent } from "./core.js";
import { Struct } from "./structs.js";
import { bytesOf } from "./utf8.js";

function oneOf<Word extends string>(what: string, given: Word | undefined, words: readonly Word[]): number {
    if (given === undefined) return 0;
    const at = words.indexOf(given);
    if (at < 0) throw new TypeError(`${what} is one of ${words.join(", ")}, not ${String(given)}`);
    return at;
}

function isDay(text: unknown): boolean {
    if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
    const day = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const known = ["asOf", "respondents", "why", "noValues", "extraFacts", "for", "details"];

/** A caveat_screen_options. */
export function optionsIn(lent: Lent, options: TextOptions): number {
    for (const name of Object.keys(options)) {
        if (!known.includes(name)) {
            throw new TypeError(`there is no option ${name}; there are ${known.join(", ")}`);
        }
    }
    const made = Struct.new(lent, "caveat_screen_options");
    if (options.asOf !== undefined) {
        if (!isDay(options.asOf)) {
            throw new TypeError(`asOf is a day such as "2026-11-20", not ${JSON.stringify(options.asOf)}`);
        }
        made.set("default_as_of", lent.copy(bytesOf(options.asOf)));
    }
    if (options.respondents !== undefined) {
        for (const each of options.respondents) oneOf("a respondent", each, ["patient", "clinician"]);
        made.set("without_patient", options.respondents.includes("patient") ? 0 : 1);
        made.set("without_clinician", options.respondents.includes("clinician") ? 0 : 1);
    }
    made.set("why", oneOf("why", options.why, ["all", "fired"]));
    made.set("no_values", options.noValues ? 1 : 0);
    made.set("extra_facts_are_notes", oneOf("extraFacts", options.extraFacts, ["problem", "note"]));
    made.set("reader", oneOf("for", options.for, ["clinician", "desk", "patient"]));
    made.set("details", options.details ? 1 : 0);
    return made.at;
}
