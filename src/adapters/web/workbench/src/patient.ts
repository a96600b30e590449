// The patient beside the rules: every fact as a field, or one deciding question after the other.

import type { Answer, Fact, Question } from "caveat";
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";

import type { Drawn, Kind, Trouble } from "../form/kind.js";
import { kindOf } from "../form/kinds.js";
import { merged } from "../form/messages.js";
import { style as formStyle } from "../form/style.js";
import { factOf, together } from "./fact_model.js";
import type { CoreFact, Screened } from "./protocol.js";
import { paneStyle } from "./style.js";

const messages = merged({ notKnown: "Nobody knows" });

export class PatientPane extends LitElement {
    static override readonly styles = [formStyle, paneStyle];
    static override readonly properties = {
        facts: { attribute: false },
        report: { attribute: false },
        answers: { attribute: false },
        inputs: { attribute: false },
        mode: {},
        reader: {},
    };

    declare facts: readonly CoreFact[];
    declare report: Screened["report"] | undefined;
    declare answers: Map<string, Answer>;
    declare inputs: Map<string, unknown>;
    declare mode: string;
    /** Who reads the result: at the desk, and of the patient, only the patient can be asked. */
    declare reader: string;

    /** Of the interview: the question that stands there, and those before it. */
    #current: string | undefined;
    #trail: string[] = [];
    #troubles = new Map<string, Trouble>();
    #said = "";
    #wantsFocus: string | undefined;
    #visit = 0;

    constructor() {
        super();
        this.facts = [];
        this.report = undefined;
        this.answers = new Map();
        this.inputs = new Map();
        this.mode = "interview";
        this.reader = "clinician";
    }

    /** Nobody has answered anything. */
    restart(): void {
        this.#current = undefined;
        this.#trail = [];
        this.#troubles.clear();
        this.requestUpdate();
    }

    protected override updated(): void {
        if (this.#wantsFocus === undefined) return;
        const wanted = this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(this.#wantsFocus)}`);
        this.#wantsFocus = undefined;
        wanted?.focus();
    }

    // ---- answers ---------------------------------------------------------------------------------

    #tell(): void {
        this.requestUpdate();
        this.dispatchEvent(new CustomEvent("answered"));
    }
    #place(fact: Fact, at: number) {
        return { field: fact, id: `f${at}`, messages, together };
    }
    #kind(fact: Fact): Kind<unknown> {
        return kindOf(fact.kind);
    }
    #input(fact: Fact, at: number): unknown {
        if (this.inputs.has(fact.key)) return this.inputs.get(fact.key);
        const place = this.#place(fact, at);
        const answer = this.answers.get(fact.key);
        const kind = this.#kind(fact);
        return answer === undefined || answer === null ? kind.blank(place) : kind.shown(answer, place);
    }
    #change(fact: Fact, at: number, input: unknown, said: string | undefined): void {
        this.inputs.set(fact.key, input);
        const reading = this.#kind(fact).read(input, this.#place(fact, at));
        if ("answer" in reading) this.answers.set(fact.key, reading.answer);
        else this.answers.delete(fact.key);
        this.#troubles.delete(fact.key);
        this.#said = said ?? "";
        this.#tell();
    }
    /** What is wrong with a field is said when somebody leaves it. */
    #check(fact: Fact, at: number, isNothingWrong: boolean): Trouble | undefined {
        const input = this.inputs.get(fact.key);
        if (this.answers.has(fact.key)) return undefined;
        const reading = this.#kind(fact).read(input ?? this.#input(fact, at), this.#place(fact, at));
        const trouble = "trouble" in reading ? reading.trouble : undefined;
        if (trouble === undefined || (isNothingWrong && trouble.nothing)) this.#troubles.delete(fact.key);
        else this.#troubles.set(fact.key, trouble);
        this.requestUpdate();
        return this.#troubles.get(fact.key);
    }
    #notKnown(fact: Fact): void {
        this.inputs.delete(fact.key);
        this.#troubles.delete(fact.key);
        this.answers.set(fact.key, null);
        this.#tell();
    }
    #takeBack(key: string): void {
        this.inputs.delete(key);
        this.#troubles.delete(key);
        this.answers.delete(key);
        this.#tell();
    }

    // ---- drawing ---------------------------------------------------------------------------------

    protected override render(): TemplateResult {
        const problems = this.report?.problems ?? [];
        return html`${problems.length === 0
                ? nothing
                : html`<section class="problems" aria-label="Problems with answers">
                      <h3>Problems with answers</h3>
                      <ul>
                          ${problems.map(({ message, path }) => this.#drawProblem(message, path))}
                      </ul>
                  </section>`}
            <p class="hidden" role="status">${this.#said}</p>
            ${this.mode === "all" ? this.#drawAll() : this.#drawInterview()}`;
    }

    #drawProblem(message: string, path: string | undefined): TemplateResult {
        // `facts.pain_nrs`, `facts.visits[0].day`
        const key = [...this.answers.keys()].find(
            (each) => path?.startsWith(`facts.${each}`) && /^(?:$|[.[])/.test(path.slice(`facts.${each}`.length)),
        );
        return html`<li>
            <bdi>${message}</bdi>
            ${key === undefined
                ? nothing
                : html`<button type="button" class="plain" @click=${() => this.#takeBack(key)}>
                      Take back the answer to <bdi>${key.replaceAll("_", " ")}</bdi>
                  </button>`}
        </li>`;
    }

    #question(key: string): Question | undefined {
        return this.report?.questions.find(({ fact }) => fact === key);
    }

    #drawField(core: CoreFact, at: number): TemplateResult {
        const fact = factOf(core);
        const kind = this.#kind(fact);
        const id = `f${at}`;
        const isNull = this.answers.get(fact.key) === null;
        const trouble = this.#troubles.get(fact.key);
        const drawn: Drawn<unknown> = {
            ...this.#place(fact, at),
            input: this.#input(fact, at),
            labelledBy: `${id}-name`,
            describedBy: `${id}-hint ${id}-problem`,
            trouble,
            disabled: false,
            change: (input, said) => this.#change(fact, at, input, said),
            focus: (wanted) => {
                this.#wantsFocus = wanted;
                this.requestUpdate();
            },
        };
        const leave = (event: FocusEvent) => {
            const inside = (event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null);
            if (!inside && this.inputs.has(fact.key)) this.#check(fact, at, true);
        };
        return html`<fieldset
            class="question ${trouble ? "troubled" : ""}"
            aria-describedby="${id}-hint"
            @focusout=${leave}
        >
            <legend id="${id}-name" tabindex="-1"><bdi>${core.ask || `${core.name}?`}</bdi></legend>
            <p id="${id}-hint" class="hint">${kind.hint(drawn)}</p>
            <div id="${id}-problem" class="problem" role="alert"><bdi>${trouble?.text ?? ""}</bdi></div>
            ${kind.draw(drawn)}
            <div class="small-buttons">
                <button type="button" aria-pressed=${isNull} @click=${() => this.#notKnown(fact)}>
                    ${isNull ? "✓ " : ""}Nobody knows
                </button>
                ${this.answers.has(fact.key)
                    ? html`<button type="button" class="plain" @click=${() => this.#takeBack(fact.key)}>
                          Take back
                      </button>`
                    : nothing}
            </div>
        </fieldset>`;
    }

    #drawAll(): TemplateResult {
        if (this.facts.length === 0) return html`<p>These rules ask nothing yet.</p>`;
        return html`${this.facts.map((fact, at) => {
            const why = this.#whyIdle(fact);
            return html`${fact.section === "" ? nothing : html`<h3 class="part"><bdi>${fact.section}</bdi></h3>`}
                <div class="fact ${why === "" ? "" : "idle"}">
                    ${this.#drawField(fact, at)}
                    ${why === "" ? nothing : html`<p class="hint"><bdi>${why}</bdi></p>`}
                </div>`;
        })}`;
    }
    /** Why nobody needs an answer; empty where one is needed, or given. */
    #whyIdle({ key, only_if: gate, whom }: CoreFact): string {
        if (this.report === undefined || this.answers.has(key) || this.#question(key) !== undefined) return "";
        if (whom === "clinician" && this.reader !== "clinician") return "Asked of the clinician, not of the patient.";
        return `No answer changes anything now.${gate === "" ? "" : ` It is asked only if: ${gate}.`}`;
    }

    /** The question that stands there: it stays until somebody goes on, whatever its answer opens. */
    #asked(): string | undefined {
        if (this.#current !== undefined && this.facts.some(({ key }) => key === this.#current)) return this.#current;
        const open = this.report?.questions ?? [];
        const left = open.filter(({ fact }) => !this.answers.has(fact) && !this.#trail.includes(fact));
        this.#current = (left.find(({ decides }) => decides) ?? left[0])?.fact;
        return this.#current;
    }
    #next(): void {
        const at = this.facts.findIndex(({ key }) => key === this.#current);
        const core = this.facts[at];
        if (core !== undefined) {
            const fact = factOf(core);
            if (this.inputs.has(fact.key) && this.#check(fact, at, true) !== undefined) {
                this.#wantsFocus = this.#troubles.get(fact.key)?.control;
                return;
            }
            this.#trail = [...this.#trail.filter((each) => each !== fact.key), fact.key];
        }
        this.#current = undefined;
        this.#arrive();
    }
    #back(): void {
        this.#current = this.#trail.at(-1);
        this.#trail = this.#trail.slice(0, -1);
        this.#arrive();
    }
    #arrive(): void {
        ++this.#visit;
        const at = this.facts.findIndex(({ key }) => key === this.#asked());
        this.#wantsFocus = at < 0 ? "over" : `f${at}-name`;
        this.requestUpdate();
    }

    #drawInterview(): TemplateResult {
        const key = this.#asked();
        const at = this.facts.findIndex((fact) => fact.key === key);
        const core = this.facts[at];
        const back =
            this.#trail.length === 0
                ? nothing
                : html`<button type="button" @click=${() => this.#back()}>Back</button>`;
        const most = (this.report?.questions ?? []).filter(({ fact }) => !this.answers.has(fact)).length;
        if (core === undefined) {
            return html`<p id="over" tabindex="-1">
                    ${this.facts.length === 0
                        ? "These rules ask nothing yet."
                        : this.report === undefined
                          ? "What to ask next is not known, since there is no result."
                          : most > 0
                            ? `Passed over and still open: ${most}.`
                            : "Nothing is left to ask."}
                </p>
                <div class="buttons">${back}</div>`;
        }
        const question = this.#question(core.key);
        return html`<form novalidate autocomplete="off" @submit=${(event: Event) => {
            event.preventDefault();
            this.#next();
        }}>
            <p class="hint">${this.#trail.length} asked, up to ${most} open</p>
            ${keyed(`${this.#visit} ${core.key}`, this.#drawField(core, at))}
            <div class="buttons">
                ${back}
                <button type="submit" class="main">Next</button>
            </div>
            ${question === undefined || question.rules.length === 0
                ? nothing
                : html`<details>
                      <summary>Why is this asked?</summary>
                      <p>
                          ${question.decides ? "It may change the verdict, by " : "It is about advice only, by "}
                          ${question.rules.map(
                              (rule, n) => html`${n > 0 ? ", " : ""}<bdi>${rule}</bdi>`,
                          )}.
                      </p>
                  </details>`}
        </form>`;
    }
}

customElements.define("caveat-patient", PatientPane);
