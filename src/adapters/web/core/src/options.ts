// Options: checked and copied once, where they come in. What is misspelt, or of another kind, is refused:
// it would be as if nothing had been said.

import type { TextOptions } from "./api.js";
import type { Lent } from "./core.js";
import { demandPlain, kindOf } from "./plain.js";
import { Struct } from "./structs.js";
import { bytesOf } from "./utf8.js";

/** The option as it is taken; throws TypeError where it is none. */
type Check = (value: unknown, name: string) => unknown;
type Checks = Readonly<Record<string, Check>>;

function shown(value: unknown): string {
    return typeof value === "string" || typeof value === "number" ? JSON.stringify(value) : kindOf(value);
}
function oneOf(words: readonly string[]): Check {
    return (value, name) => {
        if (words.includes(value as string)) return value;
        throw new TypeError(`${name} is one of ${words.join(", ")}, not ${shown(value)}`);
    };
}
const flag: Check = (value, name) => {
    if (typeof value === "boolean") return value;
    throw new TypeError(`${name} is true or false, not ${shown(value)}`);
};
const day: Check = (value, name) => {
    if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
        const read = new Date(`${value}T00:00:00Z`);
        if (!Number.isNaN(read.getTime()) && read.toISOString().startsWith(value)) return value;
    }
    throw new TypeError(`${name} is a day such as "2026-11-20", not ${shown(value)}`);
};
const respondent = oneOf(["patient", "clinician"]);
const respondents: Check = (value, name) => {
    if (!Array.isArray(value)) throw new TypeError(`${name} is a list of patient, clinician, not ${shown(value)}`);
    // Nobody would have nothing to be asked, and whatever is open would bind no verdict.
    if (value.length === 0) throw new TypeError(`${name} names nobody; leave it out for both`);
    return Array.from(value, (each) => respondent(each, "a respondent"));
};
/** Whoever uses it says what is wrong with it. */
const anything: Check = (value) => value;

const whys = ["all", "fired"];
const extras = ["problem", "note"];
const readers = ["clinician", "desk", "patient"];

export const screenOptions: Checks = {
    asOf: day,
    respondents,
    why: oneOf(whys),
    noValues: flag,
    extraFacts: oneOf(extras),
};
export const textOptions: Checks = { ...screenOptions, for: oneOf(readers), details: flag };
export const linesOptions: Checks = { ...screenOptions, only: oneOf(["verdict"]) };
export const loadOptions: Checks = { wasm: anything };
export const poolOptions: Checks = { ...loadOptions, size: anything, worker: anything };

/** A copy of what is said in the options. */
export function optionsOf<Options extends object>(given: Options, checks: Checks): Options {
    demandPlain(given, "options are a plain object");
    const taken: [string, unknown][] = [];
    for (const [name, value] of Object.entries(given)) {
        const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
        if (check === undefined) {
            throw new TypeError(`there is no option ${name} here; there are ${Object.keys(checks).join(", ")}`);
        }
        if (value !== undefined) taken.push([name, check(value, name)]);
    }
    return Object.fromEntries(taken) as Options;
}

/** A caveat_screen_options. */
export function optionsIn(lent: Lent, options: TextOptions): number {
    const made = Struct.new(lent, "caveat_screen_options");
    const position = (words: readonly string[], word: string | undefined) =>
        word === undefined ? 0 : words.indexOf(word);
    if (options.asOf !== undefined) made.set("default_as_of", lent.copy(bytesOf(options.asOf)));
    if (options.respondents !== undefined) {
        made.set("without_patient", options.respondents.includes("patient") ? 0 : 1);
        made.set("without_clinician", options.respondents.includes("clinician") ? 0 : 1);
    }
    made.set("why", position(whys, options.why));
    made.set("no_values", options.noValues ? 1 : 0);
    made.set("extra_facts_are_notes", position(extras, options.extraFacts));
    made.set("reader", position(readers, options.for));
    made.set("details", options.details ? 1 : 0);
    return made.at;
}
