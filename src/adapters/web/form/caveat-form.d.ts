// Types of `caveat-form.js`, which defines the element when it is loaded.

/** Asks what a rule set needs to know, one question at a time. Its value in a form is the profile as
    JSON; it is valid once nothing is left to ask, and never where the rules do not load. */
export declare class CaveatForm extends HTMLElement {
    /** The address of the rule file. */
    rules: string | null;
    /** Of the value in a form, and of the draft. */
    name: string;
    /** The day of the screening, `2026-11-20`; today, unless it is said. */
    asOf: string | null;
    /** Who answers: `patient`, `clinician`, or both with a blank between. */
    respondents: string;
    /** Until no answer can change the verdict, or until nothing is open that can change anything. */
    until: "verdict" | "complete";
    /** At most so many questions. */
    maxQuestions: number | null;
    /** `session`: answers are kept in this tab, so that a reload loses nothing. */
    draft: "none" | "session";
    /** `patient`: what the rules say to the patient is shown at the end. */
    show: "nothing" | "patient";
    /** `history`: the browser's own Back button goes from question to question. */
    back: "inside" | "history";
    /** Own words, for a translation; the others stay English. */
    messages: Partial<Messages> | undefined;
    /** What is known: set, from a record, it begins anew; read, with all that was answered. */
    profile: Profile;
    /** The report on what is known so far; undefined until the rules are there. */
    readonly report: Report | undefined;
    /** Forgets what was answered, and its draft, and begins anew with the profile that was set. */
    restart(): void;
    readonly form: HTMLFormElement | null;
    readonly validity: ValidityState;
    readonly validationMessage: string;
    checkValidity(): boolean;
    reportValidity(): boolean;
}

declare global {
    interface HTMLElementTagNameMap {
        "caveat-form": CaveatForm;
    }
}
