// Rule files loaded, and patients screened by them.

import type {
    Caveat,
    Conversation,
    Diagnostic,
    Fact,
    Outcome,
    Profile,
    Report,
    Rule,
    RuleSet,
    ScreenOptions,
    TextOptions,
} from "./api.js";
import { OpenConversation } from "./conversation.js";
import type { Core, Lent } from "./core.js";
import { asked, factsOf, outcomesOf, rulesOf, word } from "./declared.js";
import { diagnosticsOf, rendered } from "./diagnostics.js";
import { RuleFileError } from "./errors.js";
import { optionsIn, optionsOf, screenOptions, textOptions } from "./options.js";
import { profileText } from "./profile_text.js";
import { bytesOf, textOf } from "./utf8.js";

type Input = Uint8Array | string | Profile;
/** A function of the core that makes a text of a screening. */
type Writer = (screening: number, options: number, text: number, length: number) => number;

/** Gives memory back that nobody has disposed of. */
const lost = new FinalizationRegistry<Held>((held) => {
    try {
        free(held);
    } catch {
        // The core has failed before, and its memory with it.
    }
});

/** What a rule set holds of the core; 0: nothing. One screening is filled again and again, as it keeps
    what every report of its rules says. */
interface Held {
    readonly core: Core;
    rules: number;
    screening: number;
}

function free(held: Held): void {
    const { core, rules, screening } = held;
    held.rules = held.screening = 0;
    core.call("caveat_screening_free", screening);
    core.call("caveat_rules_free", rules);
}

function check(core: Core, status: number): void {
    if (status !== 0) {
        throw new Error(`Caveat: ${core.wordAt(core.call("caveat_status_text", status))}`);
    }
}

function inputBytes(input: Input): Uint8Array {
    if (typeof input === "string") return bytesOf(input);
    return input instanceof Uint8Array ? input : bytesOf(profileText(input));
}

/** At the desk, and of the patient, only the patient can be asked: with questions to a clinician the desk
    would read the opposite of what it reads elsewhere. */
function toReader(options: TextOptions): TextOptions {
    const { for: reader = "clinician", respondents = ["patient"], why } = options;
    if (reader === "clinician") return options;
    if (respondents.includes("clinician")) {
        throw new TypeError(
            `the ${reader} reads what the patient can answer: \`for\` goes with \`respondents: ["patient"]\``,
        );
    }
    if (why === "all") {
        throw new TypeError('`why: "all"` is for clinicians: it goes with `for: "clinician"`');
    }
    return { ...options, respondents };
}

export class LoadedRules implements RuleSet {
    readonly #core: Core;
    readonly #held: Held;
    readonly id: string;
    readonly version: string;
    readonly title: string;
    readonly screens: string;
    readonly sha256: string;
    readonly reviewBy?: string;
    readonly audience: "patient" | "clinician";
    readonly warnings: readonly Diagnostic[];
    readonly #counts: { facts: number; rules: number; outcomes: number };
    #facts?: readonly Fact[];
    #rules?: readonly Rule[];
    #outcomes?: readonly Outcome[];

    constructor(core: Core, handle: number, warnings: readonly Diagnostic[]) {
        this.#core = core;
        this.#held = { core, rules: handle, screening: 0 };
        this.warnings = warnings;
        lost.register(this, this.#held, this);
        const about = asked(core, "caveat_rules_get", [handle], "caveat_rules_info", (of) => ({
            id: of.text("id"),
            version: of.text("version"),
            title: of.text("title"),
            screens: of.text("screens"),
            sha256: of.text("sha256"),
            reviewBy: of.date("review_by"),
            audience: word<"patient" | "clinician">(core, "respondent", of.u32("audience")),
            counts: {
                facts: of.u32("fact_count"),
                rules: of.u32("rule_count"),
                outcomes: of.u32("outcome_count"),
            },
        }));
        this.id = about.id;
        this.version = about.version;
        this.title = about.title;
        this.screens = about.screens;
        this.sha256 = about.sha256;
        if (about.reviewBy !== undefined) this.reviewBy = about.reviewBy;
        this.audience = about.audience;
        this.#counts = about.counts;
    }

    #live(): number {
        if (this.#held.rules === 0) throw new Error("this rule set was disposed of");
        return this.#held.rules;
    }

    get facts(): readonly Fact[] {
        return (this.#facts ??= factsOf(this.#core, this.#live(), this.#counts.facts));
    }
    get outcomes(): readonly Outcome[] {
        return (this.#outcomes ??= outcomesOf(this.#core, this.#live(), this.#counts.outcomes));
    }
    get rules(): readonly Rule[] {
        return (this.#rules ??= rulesOf(this.#core, this.#live(), this.#counts.rules, this.outcomes));
    }

    /** Reads and screens a profile, and copies out what is written of it. */
    #written(input: Input, options: TextOptions, write: Writer): Uint8Array {
        const rules = this.#live();
        const core = this.#core;
        const bytes = inputBytes(input);
        return core.lend((lent: Lent) => {
            const chosen = optionsIn(lent, options);
            const json = lent.copy(bytes);
            const out = lent.room(16);
            const [profile, made, text, length] = [out, out + 4, out + 8, out + 12];
            try {
                if (this.#held.screening === 0) {
                    check(core, core.call("caveat_screening_new", made));
                    this.#held.screening = core.u32(made);
                }
                const { screening } = this.#held;
                check(core, core.call("caveat_profile_from_json", rules, json, bytes.length, chosen, profile));
                check(core, core.call("caveat_screen", core.u32(profile), chosen, screening));
                check(core, write(screening, chosen, text, length));
                return core.copyOut(core.u32(text), core.u32(length));
            } finally {
                core.call("caveat_string_free", core.u32(text));
                core.call("caveat_profile_free", core.u32(profile));
            }
        });
    }

    screenBytes(profile: Input, options: ScreenOptions = {}): Uint8Array {
        return this.#written(profile, optionsOf(options, screenOptions), (screening, chosen, text, length) =>
            this.#core.call("caveat_screening_json", screening, chosen, text, length),
        );
    }
    verdictBytes(profile: Input, options: ScreenOptions = {}): Uint8Array {
        return this.#written(profile, optionsOf(options, screenOptions), (screening, _, text, length) =>
            this.#core.call("caveat_screening_verdict", screening, text, length),
        );
    }
    screenText(profile: Input, options: TextOptions = {}): string {
        // Why of all rules would be all the details.
        const chosen = { why: "fired", ...toReader(optionsOf(options, textOptions)) } as const;
        return textOf(
            this.#written(profile, chosen, (screening, chosen, text, length) =>
                this.#core.call("caveat_screening_text", screening, chosen, text, length),
            ),
        );
    }
    screen(profile: Profile, options: ScreenOptions = {}): Report {
        return JSON.parse(textOf(this.screenBytes(profile, options))) as Report;
    }
    conversation(start: Profile = { facts: {} }, options: ScreenOptions = {}): Conversation {
        this.#live();
        return new OpenConversation(this, (path) => this.#place(path), start, options);
    }

    /** Fact, record and field of a path; undefined where the rules have no such place. */
    #place(path: string): { fact: number; record?: number; field?: number } | undefined {
        const core = this.#core;
        const bytes = bytesOf(path);
        return core.lend((lent) => {
            const name = lent.copy(bytes);
            const at = lent.room(12);
            if (core.call("caveat_place_find", this.#live(), name, bytes.length, at) !== 0) {
                return undefined;
            }
            const [fact, record, field] = [core.u32(at), core.i32(at + 4), core.i32(at + 8)];
            return { fact, ...(record >= 0 && { record }), ...(field >= 0 && { field }) };
        });
    }

    dispose(): void {
        if (this.#held.rules === 0) return;
        lost.unregister(this);
        free(this.#held);
    }
    [Symbol.dispose](): void {
        this.dispose();
    }
}

/** Loads a rule file. */
function load(core: Core, text: string | Uint8Array, name: string): RuleSet {
    const bytes = typeof text === "string" ? bytesOf(text) : text;
    if (!(bytes instanceof Uint8Array)) throw new TypeError("a rule file is a text or a Uint8Array");
    return core.lend((lent) => {
        const out = lent.room(8);
        const status = core.call(
            "caveat_load_text",
            lent.copy(bytes),
            bytes.length,
            lent.copy(bytesOf(name)),
            0,
            out,
            out + 4,
        );
        const [handle, problems] = [core.u32(out), core.u32(out + 4)];
        try {
            const badRules = 1;
            if (status !== badRules) check(core, status);
            const diagnostics = diagnosticsOf(core, problems);
            if (handle === 0) throw new RuleFileError(name, diagnostics, rendered(core, problems));
            return new LoadedRules(core, handle, diagnostics);
        } finally {
            core.call("caveat_diagnostics_free", problems);
        }
    });
}

export function caveatOf(core: Core, module: WebAssembly.Module, version: string): Caveat {
    return {
        version,
        module,
        rules: (text, name = "rules.yaml") => load(core, text, name),
    };
}
