// Units: which else somebody may answer in, and what they are called. The core converts, exactly.

import type { Field } from "caveat";

import type { Messages } from "./messages.js";

/** What people measure the same thing in, by the unit of the fact. */
const others: Record<string, readonly string[]> = {
    kg: ["[lb_av]"],
    m: ["cm", "[in_i]"],
    cm: ["[in_i]"],
    Cel: ["[degF]"],
    "°C": ["°F"],
    d: ["wk"],
    wk: ["d"],
    mo: ["a"],
};

/** The fact's own unit first; empty where it has none. Of whole numbers that alone: in another unit
    they would be none. */
export function unitsOf(field: Field): readonly string[] {
    if (field.unit === undefined) return [];
    return field.whole ? [field.unit] : [field.unit, ...(others[field.unit] ?? [])];
}

/** As people say it: `pounds`. */
export function unitWord(unit: string | undefined, messages: Messages): string {
    if (unit === undefined || unit === "1") return "";
    return Object.hasOwn(messages.unitsOf, unit) ? (messages.unitsOf[unit] ?? unit) : unit;
}
