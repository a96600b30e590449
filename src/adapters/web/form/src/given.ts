// What the host says is known already.

import type { Profile, RuleSet } from "caveat";

import { today } from "./days.js";

/** A copy of all that is plain. What is not stays as it is, and the core refuses it. The form's own value
    is JSON, which has no `bigint`: one that is a number too is that number. */
export function copied<Value>(value: Value): Value {
    if (typeof value === "bigint" && Number.isSafeInteger(Number(value))) return Number(value) as Value;
    if (Array.isArray(value)) return value.map(copied) as Value;
    if (typeof value !== "object" || value === null) return value;
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && prototype !== Object.prototype) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copied(each)])) as Value;
}

/** What an interview begins with: on the day of the attribute, of the profile, or today. Throws where the
    profile is none. */
export function startOf(rules: RuleSet, given: Profile, day: string | null): Profile {
    const known = rules.conversation(given).profile();
    return { ...known, as_of: day ?? known.as_of ?? today() };
}
