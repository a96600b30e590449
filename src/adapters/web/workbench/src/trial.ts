// The rules and their patient, as the core sees them: what is wrong with the text, and what the rules
// that loaded last say of the answers.

import type { Answer, Profile } from "caveat";

import { today } from "../form/days.js";
import { carried } from "./carried.js";
import type { Core } from "./core.js";
import { Refused, type Cases, type Change, type CoreFact, type Diagnostic, type Facts, type Judged } from "./protocol.js";
import type { CasesAdded, Explained, Run, Screened, Symbol, Token } from "./protocol.js";
import { Sync } from "./sync.js";

const restMs = 1000;

export function casesName(name: string): string {
    return name.replace(/\.ya?ml$/i, "") + ".cases.yaml";
}

/** What is said of one rule, cut where it goes on with what would change it. */
function partsOf(runs: readonly Run[]): Explained {
    const at = runs.findIndex(({ text, role }) => role === "heading" && text === "What would change it");
    return at < 0 ? { why: [...runs], changes: [] } : { why: runs.slice(0, at), changes: runs.slice(at + 1) };
}

/** What is new: what is wrong with a text, its words and entries, the result, … */
export type Changed = "judged" | "read" | "screened" | "rest" | "cases";

export class Trial {
    readonly core: Core;
    readonly #changed: (what: Changed) => void;
    rules: Sync | undefined;
    cases: Sync | undefined;
    diagnostics: Diagnostic[] = [];
    caseDiagnostics: Diagnostic[] = [];
    /** What may be meant otherwise, in rules that load. */
    findings: Diagnostic[] = [];
    loads = false;
    /** When the rules that screen were read. */
    loadedAt: Date | undefined;
    facts: readonly CoreFact[] = [];
    screened: Screened | undefined;
    runs: Run[] = [];
    since: Change[] | null = null;
    /** Why there is no result, in the core's words. */
    refused = "";
    tokens: Token[] = [];
    symbols: Symbol[] = [];
    tested: Cases | undefined;
    /** By rule, for the answers and rules at hand. */
    explained = new Map<string, Explained>();
    /** The parts of that which are open, each with its rule. */
    readonly looks = new Map<string, string>();

    answers = new Map<string, Answer>();
    inputs = new Map<string, unknown>();
    /** The day of the screening where somebody has typed one; else it is the day that it is now. */
    typedDay = "";
    reader = "clinician";
    /** Shows in the result what is otherwise counted. */
    details = false;

    /** The rules whose facts are at hand, by when they were read. */
    #factsOf: Date | undefined;
    /** As they were declared when the answers were given, maybe in another document. */
    #declared: readonly CoreFact[] = [];
    #rest: ReturnType<typeof setTimeout> | undefined;
    #refreshing = 0;

    get isSettled(): boolean {
        return [this.rules, this.cases].every((each) => each?.isSettled ?? true);
    }
    get asOf(): string {
        return this.typedDay || today();
    }

    constructor(core: Core, changed: (what: Changed) => void) {
        this.core = core;
        this.#changed = changed;
    }

    open(name: string, rules: string, cases: string): void {
        this.rules?.close();
        this.cases?.close();
        ++this.#refreshing; // What is being screened is of the document before.
        Object.assign(this, { diagnostics: [], caseDiagnostics: [], findings: [], loads: false, loadedAt: undefined });
        Object.assign(this, { facts: [], screened: undefined, runs: [], since: null, tested: undefined });
        const files = {
            rules: new Sync(this.core, name, false, (judged) => this.rules === files.rules && this.#judged(judged)),
            cases: new Sync(this.core, casesName(name), true, (judged) => {
                if (this.cases !== files.cases) return;
                this.caseDiagnostics = judged.diagnostics;
                this.#changed("judged");
                this.#rests();
            }),
        };
        Object.assign(this, files);
        if (cases.trim() !== "") files.cases.open(cases);
        files.rules.open(rules);
    }

    #judged({ diagnostics, loads }: Judged): void {
        this.diagnostics = diagnostics;
        this.loads = loads;
        if (loads) this.loadedAt = new Date();
        else this.findings = [];
        this.#changed("judged");
        // The core answers in order, and the result is waited for.
        if (loads) void this.screen();
        else if (this.loadedAt === undefined) this.refused = "there is nothing to screen by until the rules have no errors";
        void this.#read();
        this.#rests();
    }

    async #read(): Promise<void> {
        const { rules } = this;
        if (rules === undefined) return;
        const [tokens, symbols] = await Promise.all([
            this.core.call<Token[]>({ call: "tokens", uri: rules.uri }),
            this.core.call<Symbol[]>({ call: "symbols", uri: rules.uri }),
        ]).catch(() => [[], []] as [Token[], Symbol[]]);
        if (this.rules !== rules) return;
        this.tokens = tokens;
        this.symbols = symbols;
        this.#changed("read");
    }

    /** After the last key: what takes longer, and what is read out. */
    #rests(): void {
        clearTimeout(this.#rest);
        this.#rest = setTimeout(() => {
            this.#changed("rest");
            if (this.loads) void this.test();
        }, restMs);
    }

    profile(): Profile {
        return { facts: Object.fromEntries(this.answers) };
    }
    #patient() {
        return { uri: this.rules?.uri, profile: this.profile(), as_of: this.asOf };
    }

    /** Screens by the rules that loaded last; an answer that is older than the last question is dropped. */
    async screen(): Promise<void> {
        if (this.rules === undefined) return;
        const round = ++this.#refreshing;
        const { loadedAt } = this;
        const respondents = this.reader === "clinician" ? ["patient", "clinician"] : ["patient"];
        try {
            const [facts, screened, text] = await Promise.all([
                loadedAt !== undefined && loadedAt === this.#factsOf
                    ? undefined
                    : this.core.call<Facts>({ call: "facts", uri: this.rules.uri }),
                this.core.call<Screened>({ call: "screen", ...this.#patient(), respondents }),
                this.core.call<{ runs: Run[] }>({ call: "text", ...this.#patient(), for: this.reader, details: this.details }),
            ]);
            if (round !== this.#refreshing) return;
            const isOtherwise = facts !== undefined && this.#take(facts.facts);
            this.#factsOf = loadedAt;
            if (isOtherwise) return await this.screen();
            this.screened = screened;
            this.explained = new Map();
            for (const rule of new Set(this.looks.values())) void this.#explain(rule);
            // What is an option of the command line is a box to tick here.
            this.runs = text.runs.map((run) => ({ ...run, text: run.text.replace("--details", "tick “details”") }));
            this.since = screened.since;
            this.refused = "";
        } catch (failure) {
            if (round !== this.#refreshing) return;
            // What was found before is of another day, or of other answers.
            const isDay = failure instanceof Refused && failure.code === "bad-date";
            const refused = isDay ? "the day is written as 2026-11-20" : (failure as Error).message;
            Object.assign(this, { refused, screened: undefined, runs: [], since: null });
        }
        this.#changed("screened");
    }
    /** What was typed for a fact that is now declared otherwise means nothing; its answer says what it did.
        True where that takes other words. */
    #take(facts: readonly CoreFact[]): boolean {
        const before = new Map(this.#declared.map((fact) => [fact.key, fact]));
        let isOtherwise = false;
        for (const fact of facts) {
            const was = before.get(fact.key);
            if (was === undefined || JSON.stringify(was) === JSON.stringify(fact)) continue;
            this.inputs.delete(fact.key);
            const answer = this.answers.get(fact.key);
            if (answer === undefined || answer === null) continue;
            const said = carried(answer, was, fact);
            isOtherwise ||= JSON.stringify(said) !== JSON.stringify(answer);
            this.answers.set(fact.key, said);
        }
        if (JSON.stringify(this.facts) !== JSON.stringify(facts)) this.facts = facts;
        this.#declared = facts;
        return isOtherwise;
    }

    /** Runs the cases, and looks for what may be meant otherwise. */
    async test(): Promise<void> {
        const { rules } = this;
        if (rules === undefined) return;
        try {
            const [tested, findings] = await Promise.all([
                this.core.call<Cases>({ call: "cases", uri: rules.uri }),
                this.core.call<Diagnostic[]>({ call: "findings", uri: rules.uri, as_of: today() }),
            ]);
            if (this.rules !== rules) return;
            this.tested = tested;
            if (this.loads) this.findings = findings;
        } catch {
            this.tested = undefined;
        }
        this.#changed("cases");
    }
    /** Somebody opens a part of what is said of a rule, or closes it. */
    look(rule: string, part: string, isOpen: boolean): void {
        if (!isOpen) return void this.looks.delete(part);
        this.looks.set(part, rule);
        if (!this.explained.has(rule)) void this.#explain(rule);
    }
    async #explain(rule: string): Promise<void> {
        const { explained } = this;
        try {
            const { runs } = await this.core.call<{ runs: Run[] }>({ call: "explain", ...this.#patient(), rule });
            explained.set(rule, partsOf(runs));
        } catch (failure) {
            const refused = [{ text: (failure as Error).message, role: "error" }];
            explained.set(rule, { why: refused, changes: refused });
        }
        if (explained === this.explained) this.#changed("screened");
    }
    /** One page of HTML. */
    async page(hasPatient = true): Promise<string> {
        const { uri, profile, as_of } = this.#patient();
        const asked = { call: "show", uri, as_of, ...(hasPatient ? { profile, for: this.reader } : {}) };
        return (await this.core.call<{ html: string }>(asked)).html;
    }
    async keep(name: string): Promise<CasesAdded> {
        this.cases?.flush();
        return this.core.call<CasesAdded>({ call: "keep", ...this.#patient(), name });
    }
    /** Proposed cases, put into the text. */
    async take(yaml: string): Promise<CasesAdded> {
        this.cases?.flush();
        return this.core.call<CasesAdded>({ call: "take", uri: this.rules?.uri, yaml });
    }
    /** The patient of a case. */
    async patientOf(name: string): Promise<Profile> {
        this.cases?.flush();
        return (await this.core.call<{ profile: Profile }>({ call: "case", uri: this.rules?.uri, name })).profile;
    }

    /** The report of a patient by the rules of an open file. */
    async reportOf(uri: string, profile: Profile): Promise<Run[]> {
        const asked = { call: "text", uri, profile, as_of: this.asOf, for: this.reader };
        const { runs } = await this.core.call<{ runs: Run[] }>(asked);
        return runs.map((run) => ({ ...run, text: run.text.replace(" All of it: --details", "") }));
    }
    /** Opens an older text of the rules beside the one at hand. Its name, or what is wrong. */
    async openBeside(older: string, cases: string): Promise<string> {
        const uri = `before/${this.rules?.uri ?? "rules.yaml"}`;
        this.rules?.flush();
        this.cases?.flush();
        const judged = await this.core.call<Judged>({ call: "open", uri, v: 1, text: older });
        if (cases !== "") await this.core.call({ call: "open", uri: casesName(uri), v: 1, text: cases });
        if (!judged.loads) throw new Error("the older version has errors, so nobody can be screened by it");
        if (!this.loads) throw new Error("the text at hand has errors, so nobody can be screened by it");
        return uri;
    }
    closeBeside(uri: string): void {
        for (const each of [uri, casesName(uri)]) {
            void this.core.call({ call: "close", uri: each }).catch(() => undefined);
        }
    }
}
