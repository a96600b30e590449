// An answer whose fact is declared otherwise from now on: it says no more than it did.

import type { Answer, Facts } from "caveat";

import type { CoreFact, CoreField } from "./protocol.js";

/** A number in the unit in which it was given; without one it is in `1`. */
function inUnit(answer: Answer, unit: string): Answer {
    if (typeof answer === "number") return { value: answer, unit };
    if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return answer;
    return "present" in answer || "absent" in answer ? answer : { unit, ...answer };
}

/** A list that was all there are denies no code that nobody was asked about. */
function opened(answer: Answer, was: CoreField, now: CoreField): Answer {
    const [before, known] = [was, now].map(({ codes }) => codes.map(({ key }) => key)) as [string[], string[]];
    if (!Array.isArray(answer) || known.every((key) => before.includes(key))) return answer;
    const said = answer.filter((each): each is string => typeof each === "string");
    // What was wrong in a part has denied nothing.
    const isWhole = said.length === answer.length && said.every((key) => before.includes(key));
    const absent = isWhole ? before.filter((key) => !said.includes(key) && known.includes(key)) : [];
    // A code that stands alone would deny the new ones.
    return { present: said.filter((key) => !now.exclusive.includes(key)), absent };
}

function inField(answer: Answer, was: CoreField, now: CoreField): Answer {
    const [unit = "", other = ""] = [was.unit, now.unit];
    if (now.kind === "number" && unit !== other) return inUnit(answer, unit || "1");
    return now.kind === "choices" && was.kind === "choices" ? opened(answer, was, now) : answer;
}

export function carried(answer: Answer, was: CoreFact, now: CoreFact): Answer {
    if (now.kind !== "records" || was.kind !== "records") return inField(answer, was, now);
    const record = (each: unknown): unknown => {
        if (typeof each !== "object" || each === null || Array.isArray(each)) return each;
        const fields = Object.entries(each as Facts).map(([key, said]) => {
            const [before, after] = [was, now].map(({ fields }) => fields.find((field) => field.key === key));
            return [key, said === undefined || !before || !after ? said : inField(said, before, after)];
        });
        return Object.fromEntries(fields) as Facts;
    };
    if (Array.isArray(answer)) return answer.map(record) as Answer;
    const isOpen = typeof answer === "object" && answer !== null && "present" in answer && Array.isArray(answer.present);
    return isOpen ? ({ present: (answer.present as unknown[]).map(record) } as Answer) : answer;
}
