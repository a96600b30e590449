// What is typed for the question at hand, beside what is known of it.

import type { Answer } from "caveat";

import type { Interview } from "./interview.js";
import type { Place } from "./kind.js";
import { kindOf } from "./kinds.js";
import type { Messages } from "./messages.js";

export function placeOf(interview: Interview | undefined, messages: Messages): Place | undefined {
    const fact = interview?.fact;
    if (interview === undefined || fact === undefined) return undefined;
    return {
        field: fact,
        id: "answer",
        messages,
        together: (field, one, other) => interview.together(fact.key, field, one, other),
    };
}

/** What was typed; where nothing was, what is known. */
export function inputOf(interview: Interview, inputs: ReadonlyMap<string, unknown>, place: Place): unknown {
    const { key, kind } = place.field;
    if (inputs.has(key)) return inputs.get(key);
    const known = interview.answerTo(key);
    return known === undefined || known === null ? kindOf(kind).blank(place) : kindOf(kind).shown(known, place);
}

/** What "I don't know" leaves of what is known, such as the year of a day: all of it, unless it does not
    count or was typed over. */
export function leftKnown(interview: Interview, inputs: ReadonlyMap<string, unknown>, place: Place): Answer {
    const { key, kind } = place.field;
    const read = (input: unknown) => JSON.stringify(kindOf(kind).read(input, place));
    const known = interview.counting(key) ?? null;
    const typed = inputOf(interview, inputs, place);
    return known !== null && read(typed) === read(kindOf(kind).shown(known, place)) ? known : null;
}
