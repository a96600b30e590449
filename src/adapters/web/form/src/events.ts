// What the form tells its host: each as a `CustomEvent` that bubbles.

import type { Answer, Problem, Profile, Report } from "caveat";

export interface FormEvents {
    /** The first question is there. The warnings say, for one, that the rules are past their review. */
    "caveat-ready": {
        rules: { id: string; version: string; title: string; sha256: string };
        warnings: readonly Problem[];
    };
    /** One answer; `null`: nothing of it is known; `undefined`: it was taken back. */
    "caveat-answer": { fact: string; value: Answer | undefined };
    /** Nothing is left to ask. It comes again when somebody goes back and on. */
    "caveat-done": { profile: Profile; report: Report };
    /** The form cannot be shown. */
    "caveat-error": { diagnostics: readonly Problem[] };
}

declare global {
    interface HTMLElementEventMap {
        "caveat-ready": CustomEvent<FormEvents["caveat-ready"]>;
        "caveat-answer": CustomEvent<FormEvents["caveat-answer"]>;
        "caveat-done": CustomEvent<FormEvents["caveat-done"]>;
        "caveat-error": CustomEvent<FormEvents["caveat-error"]>;
    }
}
