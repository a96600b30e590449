// Two versions of the rules side by side, and the patients whom they treat differently.

import { MergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { html, nothing, type TemplateResult } from "lit";

import type { WorkbenchPage } from "./app.js";
import { editorTheme } from "./editor_theme.js";
import type { Compared, Difference, Run } from "./protocol.js";
import { drawReport } from "./runs.js";
import { Search } from "./search.js";
import type { Kept, Version } from "./store.js";
import { timeOf } from "./times.js";
import { answerWords, patients as countOf, words } from "./words.js";

interface Older {
    name: string;
    rules: string;
    cases: string;
}

export class Comparison {
    readonly #page: WorkbenchPage;
    /** Nothing until they are read. */
    #choices: Older[] | undefined;
    #chosen: Older | undefined;
    #search: Search<Compared> | undefined;
    #compared: Compared | undefined;
    #wasStopped = false;
    /** Of the older text, as the core has it open. */
    #uri = "";
    /** What both versions say of one of the patients. */
    #both: { of: Difference; before: Run[]; after: Run[] } | undefined;
    #said = "";
    #merge: MergeView | undefined;

    constructor(page: WorkbenchPage) {
        this.#page = page;
    }

    begin(versions: readonly Version[], documents: readonly Kept[]): void {
        const current = this.#page.documents.current?.id;
        this.#choices = [
            ...versions.slice(1).map(({ changed, rules, cases }) => ({ name: `Version of ${timeOf(changed)}`, rules, cases })),
            ...documents.filter(({ id }) => id !== current),
        ];
        this.#chosen = undefined;
        this.end();
    }
    forget(): void {
        this.#choices = undefined;
        this.end();
    }
    /** Nothing is looked for any more. */
    end(): void {
        this.#search?.stop();
        this.#search = undefined;
        this.#compared = undefined;
        this.#both = undefined;
        this.#said = "";
        this.#merge?.destroy();
        this.#merge = undefined;
        if (this.#uri !== "") this.#page.trial.closeBeside(this.#uri);
        this.#uri = "";
    }

    async #choose(event: Event): Promise<void> {
        const older = this.#choices?.[Number((event.target as HTMLSelectElement).value)];
        this.end();
        this.#chosen = older;
        if (older === undefined) return this.#page.requestUpdate();
        this.#page.requestUpdate();
        await this.#page.updateComplete;
        const parent = this.#page.renderRoot.querySelector<HTMLElement>(".merge");
        const side = (doc: string, label: string) => ({
            doc,
            extensions: [
                EditorState.readOnly.of(true),
                EditorView.lineWrapping,
                EditorView.contentAttributes.of({ "aria-label": label }),
                editorTheme,
            ],
        });
        if (parent !== null) {
            this.#merge = new MergeView({
                a: side(older.rules, "Before"),
                b: side(this.#page.rules.text, "Now"),
                parent,
                root: this.#page.renderRoot as ShadowRoot,
                collapseUnchanged: { margin: 2 },
            });
        }
        await this.#look(older);
    }

    async #look(older: Older): Promise<void> {
        const { trial } = this.#page;
        this.#wasStopped = false;
        let search: Search<Compared> | undefined;
        try {
            this.#uri = await trial.openBeside(older.rules, older.cases);
            if (this.#chosen !== older) return;
            search = new Search<Compared>(trial.core, {
                call: "compare",
                old: this.#uri,
                new: trial.rules?.uri,
                as_of: trial.asOf,
            });
            this.#search = search;
            const hear = (compared: Compared) => {
                if (this.#search !== search) return;
                this.#compared = compared;
                this.#page.requestUpdate();
            };
            hear(await search.run(hear));
        } catch (failure) {
            if (this.#chosen === older) this.#said = `Patients cannot be compared: ${(failure as Error).message}.`;
        }
        if (this.#search === search) this.#search = undefined;
        this.#page.requestUpdate();
    }

    draw(): TemplateResult | typeof nothing {
        const found = this.#compared;
        if (this.#choices === undefined) return nothing;
        if (this.#choices.length === 0) {
            return html`<p>There is nothing to compare with yet: an older version, or another document.</p>`;
        }
        return html`<p>
                <label>The text at hand beside
                    <select @change=${(event: Event) => void this.#choose(event)}>
                        <option value="-1" ?selected=${this.#chosen === undefined}>choose one</option>
                        ${this.#choices.map(({ name }, at) => html`<option value=${at}>${name}</option>`)}
                    </select>
                </label>
            </p>
            <div class="merge" tabindex="0" role="region" aria-label="Both texts" ?hidden=${this.#chosen === undefined}></div>
            <p role="status">${this.#search === undefined ? this.#said : "Looking for patients who are treated differently …"}</p>
            ${this.#search === undefined ? nothing : this.#drawRunning()}
            ${found === undefined ? nothing : this.#drawFound(found)}`;
    }
    #drawRunning(): TemplateResult {
        const { tried, different } = this.#compared ?? { tried: 0, different: 0 };
        const stop = () => {
            this.#wasStopped = true;
            this.#search?.stop();
        };
        return html`<p class="row">
            <span>${countOf(tried)} tried, ${different} treated differently</span>
            <button type="button" @click=${stop}>Stop</button>
        </p>`;
    }

    #drawFound({ patients, tried, different }: Compared): TemplateResult | typeof nothing {
        if (patients.length === 0) {
            if (this.#search !== undefined) return nothing;
            return html`<p>
                ${this.#wasStopped ? "stopped early: " : ""}no difference found in ${countOf(tried)}; to prove there is
                none: <code>caveat diff old.yaml new.yaml</code>
            </p>`;
        }
        const most = 50;
        return html`<h3>Patients treated differently: ${different} of ${tried}${this.#wasStopped ? ", stopped early" : ""}</h3>
            <p class="hint">For each thing that turns out otherwise, one patient with no answer more than it takes.</p>
            <ul class="list differences">
                ${patients.slice(0, most).map((each) => this.#drawDifference(each))}
            </ul>
            ${patients.length > most ? html`<p>And ${patients.length - most} more.</p>` : nothing}`;
    }
    #drawDifference(it: Difference): TemplateResult {
        const { profile, before, after } = it;
        const facts = Object.entries(profile.facts);
        const change = (was: string, is: string) => html`${words(was)} → ${words(is)}`;
        const bounds = before.verdict === after.verdict && Object.keys(after.rules).length === 0;
        return html`<li>
            <strong>
                ${before.verdict === after.verdict ? words(after.verdict) : change(before.verdict, after.verdict)}
            </strong>
            ${bounds ? html`; could become ${change(before.at_most, after.at_most)}, at least
                  ${change(before.at_least, after.at_least)}` : nothing}
            <ul>
                ${Object.entries(after.rules).map(
                    ([rule, is]) => html`<li><bdi>${rule}</bdi>: ${change(before.rules[rule] ?? "", is)}</li>`,
                )}
                <li>
                    ${facts.length === 0
                        ? "of somebody who has answered nothing"
                        : html`with ${facts.map(
                              ([key, value], at) => html`${at > 0 ? "; " : ""}<bdi>${words(key)}: ${answerWords(value)}</bdi>`,
                          )}`}
                </li>
            </ul>
            <button type="button" @click=${() => this.#open(it)}>Open this patient</button>
            <button type="button" aria-expanded=${this.#both?.of === it} @click=${() => void this.#openInBoth(it)}>
                See both reports
            </button>
            ${this.#both?.of === it
                ? html`<div class="both">
                      <section aria-label="By the rules before"><h4>Before</h4>${drawReport(this.#both.before)}</section>
                      <section aria-label="By the rules now"><h4>Now</h4>${drawReport(this.#both.after)}</section>
                  </div>`
                : nothing}
        </li>`;
    }
    async #openInBoth(it: Difference): Promise<void> {
        const { trial } = this.#page;
        if (this.#both?.of === it) {
            this.#both = undefined;
        } else {
            try {
                const [before, after] = await Promise.all(
                    [this.#uri, trial.rules?.uri ?? ""].map((uri) => trial.reportOf(uri, it.profile)),
                );
                this.#both = { of: it, before: before ?? [], after: after ?? [] };
            } catch (failure) {
                this.#said = (failure as Error).message;
            }
        }
        this.#page.requestUpdate();
    }
    #open({ profile }: Difference): void {
        this.#page.takePatient(profile);
        this.#page.dialogs.close();
    }
}
