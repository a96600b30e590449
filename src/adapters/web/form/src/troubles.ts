// From what the core finds wrong with an answer to what is said beside the field.

import type { Problem } from "caveat";

import { firstControl, type Kind, type Place, type Trouble } from "./kind.js";
import { fill } from "./messages.js";
import { expected } from "./number.js";

/** The message for a problem of the core; its own sentence where there is none. */
function said(problem: Problem, place: Place, typed: string): string {
    const { messages, field } = place;
    const values = { typed, reason: problem.message, expected: "" };
    switch (problem.code) {
        case "out-of-range":
            if (field.kind !== "number") return fill(messages.dateNotPossible, values);
            return fill(messages.outOfRange, { ...values, expected: expected(field, messages) });
        case "after-as-of":
        case "record-after-as-of":
            return fill(messages.dateNotPossible, values);
        case "not-whole":
            return fill(messages.notWhole, values);
        case "too-many-digits":
            return fill(messages.tooManyDigits, values);
        default:
            return fill(messages.notUsable, values);
    }
}

export function troubleOf(problem: Problem, kind: Kind<unknown>, input: unknown, place: Place): Trouble {
    const inside = kind.refused?.(input, place, problem.path ?? "");
    if (inside === undefined) {
        return { text: said(problem, place, kind.typed(input, place)), control: firstControl(kind, place) };
    }
    const about = { ...place, field: inside.field ?? place.field };
    const text = said(problem, about, inside.typed);
    return { text: inside.where === "" ? text : `${inside.where}: ${text}`, control: inside.control };
}
