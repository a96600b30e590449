// What the core is asked and what it answers; src/adapters/workbench/workbench.hpp has the calls.

import type { Fact, Profile, Report } from "caveat";

/** Places are UTF-16 units, as the editor counts them. */
export interface Span {
    from: number;
    to: number;
}
export interface Edit extends Span {
    text: string;
}
export interface FileEdit extends Edit {
    uri: string;
}
export interface Fix {
    title: string;
    edits: FileEdit[];
    preferred: boolean;
}
/** Something that the core can do about a problem. */
export interface Action extends Fix {
    /** Of the problem. */
    code: string;
}
export interface Diagnostic extends Span {
    line: number;
    column: number;
    severity: "note" | "warning" | "error";
    code: string;
    message: string;
    help: string;
    labels: (Span & { text: string })[];
    fixes: Fix[];
}
export interface Judged {
    diagnostics: Diagnostic[];
    loads: boolean;
}
/** A piece of a text, and what part it plays. */
export interface Run {
    text: string;
    role: string;
}
/** Of one rule and one patient. */
export interface Explained {
    why: Run[];
    changes: Run[];
}
/** Of which version of the rules an answer is. */
export interface OfRules {
    rules: { uri: string; v: number; is_current: boolean };
}
export interface Facts extends OfRules {
    needs_as_of: boolean;
    facts: CoreFact[];
}
export type CoreField = Omit<Fact, "from" | "to" | "fields" | "ask" | "whom" | "each"> & {
    from: string | null;
    to: string | null;
    exclusive: string[];
};
export type CoreFact = CoreField & {
    /** Title of the section of the file that begins with it; empty elsewhere. */
    section: string;
    ask: string;
    whom: "patient" | "clinician";
    only_if: string;
    each: string;
    fields: CoreField[];
};
export interface Change {
    rule: string;
    from: string | null;
    to: string | null;
}
export interface Screened extends OfRules {
    since: Change[] | null;
    report: Report & { rules: { id: string; status: string; because: string }[] };
}
export interface Offer extends Span {
    kind: string;
    label: string;
    detail: string;
    text: string;
    snippet: boolean;
}
export interface Symbol extends Span {
    name: string;
    detail: string;
    kind: string;
    parts: Symbol[];
}
export interface Token extends Span {
    kind: string;
    declares: boolean;
}
/** One expectation of a case that does not hold. */
export interface Failure {
    subject: string;
    expected: string;
    actual: string;
    /** Reasons, in sentences. */
    why: string[];
    line: number;
}
export interface CaseResult {
    name: string;
    file: string;
    line: number;
    approved: boolean;
    passed: boolean;
    failures: Failure[];
}
export interface Mark extends Span {
    of: string;
    mark: "covered" | "partly" | "not_covered";
}
export interface Cases extends OfRules {
    is_usable: boolean;
    marks: Mark[];
    run: { failed: number; cases: CaseResult[]; coverage?: unknown };
}
export interface CasesAdded {
    uri: string;
    name: string;
    is_new: boolean;
    edits: FileEdit[];
}
export interface Side {
    verdict: string;
    at_least: string;
    at_most: string;
    rules: Record<string, string>;
}
/** A search that goes on in slices: with a token there is more to do. */
export interface Slice {
    token: number | null;
}
export interface Proposed extends Slice {
    /** Things that were looked for, and all of them. */
    done: number;
    all: number;
    /** Cases found so far. */
    count: number;
    /** With the last slice: the cases, and what nobody shows. */
    yaml?: string;
    left?: number;
    not_found?: string[];
    disproved?: string[];
}
export interface Difference {
    profile: Profile;
    before: Side;
    after: Side;
}
export interface Compared extends Slice {
    /** As small as they can be, one for each thing that turns out otherwise. */
    patients: Difference[];
    tried: number;
    /** How many of those are treated differently. */
    different: number;
}

/** What the core refuses, in its words. */
export class Refused extends Error {
    readonly code: string;
    constructor(problem: { code: string; message: string }) {
        super(problem.message);
        this.code = problem.code;
    }
}
