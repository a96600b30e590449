import type { Diagnostic } from "./api.js";

/** A rule file that has errors. */
export class RuleFileError extends Error {
    /** Every error and warning. */
    readonly diagnostics: readonly Diagnostic[];
    /** All of them as text, with the lines of the file and carets. */
    readonly rendered: string;

    constructor(name: string, diagnostics: readonly Diagnostic[], rendered: string) {
        super(`${name} cannot be used:\n${rendered}`);
        this.name = "RuleFileError";
        this.diagnostics = diagnostics;
        this.rendered = rendered;
    }
}
