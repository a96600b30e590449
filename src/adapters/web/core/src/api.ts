// What the package offers, as types.

/** What somebody says of a fact. `null`: asked, and not known; a fact that is left out was not
    asked. Numbers are read by their shortest decimal, `bigint` by all its digits. */
export type Answer =
    | null
    | boolean
    | number
    | bigint
    | string
    | Quantity
    | Within
    | string[]
    | Codes
    | Facts[]
    | { present: Facts[] };
/** A number with its unit; without one in that of the fact. */
export interface Quantity {
    value: number | bigint;
    unit?: string;
}
/** A number of which only limits are known. */
export interface Within {
    from?: number | bigint;
    above?: number | bigint;
    to?: number | bigint;
    below?: number | bigint;
    unit?: string;
}
/** Some of the codes that are there, and some that are not; of the others nothing is known. */
export interface Codes {
    present: string[];
    absent?: string[];
}
/** Answers by the keys of facts, or of the fields of a record. */
export interface Facts {
    [key: string]: Answer | undefined;
}
/** What is known of one patient. */
export interface Profile {
    /** Stands in the report. */
    patient?: string;
    /** The day of the screening, `2026-11-20`. */
    as_of?: string;
    facts: Facts;
}

/** How to read, screen and report. */
export interface ScreenOptions {
    /** The day for a profile that names none; without both, rules that look at time wait. */
    asOf?: string;
    /** Who can answer now: both, unless it is said. */
    respondents?: readonly ("patient" | "clinician")[];
    /** For which rules the report says why: all, unless it is said. */
    why?: "all" | "fired";
    /** Leaves out what the patient said, so that a log can be kept. */
    noValues?: boolean;
    /** Facts that the rules do not ask are notes, not problems. */
    extraFacts?: "problem" | "note";
}
/** And for a report in words. */
export interface TextOptions extends ScreenOptions {
    /** For whom: a clinician, unless it is said. The desk and the patient read what the patient can
        answer: with another respondent, or why of all, it is refused. */
    for?: "clinician" | "desk" | "patient";
    /** Shows what is otherwise counted. */
    details?: boolean;
}

export type Verdict =
    | "not_applicable"
    | "proceed"
    | "proceed_with_conditions"
    | "refer_first"
    | "do_not_proceed";
export type Verb = "inform" | "suggest" | "caution" | "require" | "refer" | "avoid";
export type Truth = "no" | "unknown" | "yes";

/** Something wrong with a rule file, a profile or an answer. */
export interface Problem {
    severity: "note" | "warning" | "error";
    /** Stable: programs may switch on it. */
    code: string;
    message: string;
    help?: string;
    /** The place in the profile. */
    path?: string;
}
/** The same in a rule file. */
export interface Diagnostic extends Problem {
    help: string;
    /** From 1; columns in code points. */
    line: number;
    column: number;
    /** Places in the bytes of the file. */
    begin: number;
    end: number;
    /** Other places that explain it. */
    labels: { text: string; begin: number; end: number }[];
}

/** A question that can still change something. */
export interface Question {
    fact: string;
    whom: "patient" | "clinician";
    /** The strictest verb at stake. */
    strictest: Verb;
    /** An answer may still change the verdict, or lift an outcome. */
    decides: boolean;
    /** The author's words. */
    ask?: string;
    rules: string[];
    paths?: string[];
    [more: string]: unknown;
}
/** The report, `caveat/report/1`: rules/REFERENCE.md, section 12, has all of it. */
export interface Report {
    schema: "caveat/report/1";
    patient?: string;
    as_of?: string | null;
    verdict: Verdict;
    at_least: Verdict;
    at_most: Verdict;
    complete: boolean;
    outcomes: { id: string; verb: Verb; name: string; say?: string; [more: string]: unknown }[];
    questions: Question[];
    problems: Problem[];
    [more: string]: unknown;
}

export interface Code {
    key: string;
    label: string;
}
export type FactKind = "yes_no" | "number" | "choice" | "choices" | "date" | "records";
/** A fact of a record. */
export interface Field {
    key: string;
    /** As the author wrote it. */
    name: string;
    kind: FactKind;
    /** UCUM symbol. */
    unit?: string;
    whole: boolean;
    from?: number;
    to?: number;
    codes: Code[];
}
export interface Fact extends Field {
    /** The question; empty where the file has none. */
    ask: string;
    whom: "patient" | "clinician";
    /** What one of the records is called. */
    each?: string;
    /** Of records. */
    fields: Field[];
}
export interface Rule {
    id: string;
    because: string;
    /** The author's, on one line; empty where it is written in keys. */
    sentence: string;
    strictest: Verb;
    ifUnknown: "ask" | "presume" | "ignore";
    outcomes: string[];
    sources: string[];
    /** Ids of the rules that it lifts, and of those that lift it. */
    overrides: string[];
    overriddenBy: string[];
    line: number;
    column: number;
}
export interface Outcome {
    id: string;
    verb: Verb;
    name: string;
    /** For people; may be empty. */
    say: string;
}

/** A rule file, loaded. It holds memory that no collector sees at once: dispose of it. */
export interface RuleSet {
    readonly id: string;
    readonly version: string;
    readonly title: string;
    /** What `avoid`, `refer` and the others are about. */
    readonly screens: string;
    /** Of the bytes of the file. */
    readonly sha256: string;
    /** The last day on which the rules count as reviewed, `2027-01-31`. */
    readonly reviewBy?: string;
    readonly audience: "patient" | "clinician";
    readonly facts: readonly Fact[];
    readonly rules: readonly Rule[];
    readonly outcomes: readonly Outcome[];
    readonly warnings: readonly Diagnostic[];
    screen(profile: Profile, options?: ScreenOptions): Report;
    /** The bytes of the report, as every other way into Caveat gives them. */
    screenBytes(profile: Uint8Array | string | Profile, options?: ScreenOptions): Uint8Array;
    /** The verdict alone, as a short line. */
    verdictBytes(profile: Uint8Array | string | Profile, options?: ScreenOptions): Uint8Array;
    /** The report for people to read. */
    screenText(profile: Uint8Array | string | Profile, options?: TextOptions): string;
    conversation(start?: Profile, options?: ScreenOptions): Conversation;
    /** Gives the memory back; a second time does nothing. Any other use afterwards throws. */
    dispose(): void;
}

/** A profile that grows answer by answer. */
export interface Conversation {
    /** Facts and fields by their paths, in any spelling: `pain nrs`, `sessions[2].spasm_eased`.
        The last answer wins; `undefined` takes it back. `sessions[2]` is a whole record, and may be
        the one behind the last; with the last record goes a list that is complete, since an empty one
        says that there are none. */
    set(path: string, answer: Answer | undefined): void;
    unset(path: string): void;
    /** What was said so far. A copy. */
    profile(): Profile;
    /** What to ask next, strictest first. */
    questions(): Question[];
    report(): Report;
    text(options?: TextOptions): string;
}

/** Where the WebAssembly is taken from, instead of the file beside the package. */
export type WasmSource =
    | ArrayBuffer
    | ArrayBufferView
    | WebAssembly.Module
    | URL
    | string
    | Response
    | Promise<Response>;
export interface LoadOptions {
    wasm?: WasmSource;
}

/** The core, ready. */
export interface Caveat {
    readonly version: string;
    readonly module: WebAssembly.Module;
    /** Throws `RuleFileError` where the file has errors. `name` stands for it in messages. */
    rules(text: string | Uint8Array, name?: string): RuleSet;
}

export interface PoolOptions extends LoadOptions {
    /** Workers; as many as there are processors, and at most 8, unless it is said. */
    size?: number;
    /** The script of a worker, where a bundler has put it elsewhere. */
    worker?: URL | string;
}
export interface LinesOptions extends ScreenOptions {
    /** The verdict alone, not the whole report. */
    only?: "verdict";
}
/** Workers that screen side by side. */
export interface Pool {
    /** Profiles as NDJSON, cut into pieces anywhere; one answer a line, in order, each with its line
        break. A blank or broken line has its answer too. No more is read ahead than the workers have
        in hand. */
    screenLines(
        lines: AsyncIterable<Uint8Array> | Iterable<Uint8Array> | ReadableStream<Uint8Array>,
        options?: LinesOptions,
    ): AsyncIterableIterator<Uint8Array>;
    /** Ends the workers; what is still being screened fails. A second time does nothing. */
    close(): Promise<void>;
}

/** The core of the workbench. */
export interface Workbench {
    /** One request as JSON, its answer as JSON: `{"v":1,"ok":…}` or `{"v":1,"problem":{…}}`. */
    call(request: string | object): string;
    dispose(): void;
}
