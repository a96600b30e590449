// From the attributes of the element to how an interview is led.

import type { Settings } from "./interview.js";

/** Attributes that a host may change while somebody answers; nothing is lost by it. */
export const asksOtherwise = new Set<PropertyKey>(["asOf", "respondents", "until", "maxQuestions", "draft"]);

export function settingsOf(form: {
    respondents: string;
    until: Settings["until"];
    maxQuestions: number | null;
}): Settings {
    const { respondents, until, maxQuestions } = form;
    return {
        // The core says what is wrong with a word that it does not know.
        respondents: respondents.split(/[\s,]+/).filter((each) => each !== "") as Settings["respondents"],
        until,
        ...(maxQuestions !== null && maxQuestions >= 0 && { most: maxQuestions }),
    };
}
