// From the attributes of the element to how an interview is led.

import type { Settings } from "./interview.js";

/** A number as it is written; NaN for a text that holds none, where JavaScript has 0. */
const count = (text: string | null) => (text === null ? null : /\S/.test(text) ? Number(text) : NaN);

/** As Lit declares them. */
export const attributes = {
    rules: {},
    name: { reflect: true },
    asOf: { attribute: "as-of" },
    respondents: {},
    until: {},
    maxQuestions: { converter: count, attribute: "max-questions" },
    draft: {},
    show: {},
    back: {},
    messages: { attribute: false },
};

/** Attributes that a host may change while somebody answers; nothing is lost by it. */
export const asksOtherwise = new Set<PropertyKey>(["asOf", "respondents", "until", "maxQuestions", "draft"]);

/** Attributes that take a word, and the words; the first is meant where there is no attribute. */
const words = {
    until: ["verdict", "complete"],
    draft: ["none", "session"],
    show: ["nothing", "patient"],
    back: ["inside", "history"],
} as const;

/** Throws where an attribute says what no attribute says: a form that is led otherwise than its host
    believes is none. An attribute that was taken away is null. */
export function settingsOf(
    form: { [Name in keyof typeof words]: string | null } & {
        respondents: string | null;
        maxQuestions: number | null;
    },
): Settings {
    for (const [name, known] of Object.entries(words)) {
        const given = form[name as keyof typeof words];
        if (given !== null && !known.some((each) => each === given)) {
            throw new Error(`the attribute \`${name}\` is ${known.join(" or ")}, not ${given}`);
        }
    }
    const { maxQuestions } = form;
    if (maxQuestions !== null && !(maxQuestions >= 0)) {
        throw new Error("the attribute `max-questions` is a number from 0");
    }
    // The core says what is wrong with a word that it does not know.
    const respondents = (form.respondents ?? "patient").split(/[\s,]+/).filter((each) => each !== "");
    if (respondents.length === 0) throw new Error("the attribute `respondents` names nobody");
    return {
        respondents: respondents as Settings["respondents"],
        until: form.until === "complete" ? "complete" : "verdict",
        ...(maxQuestions !== null && { most: maxQuestions }),
    };
}
