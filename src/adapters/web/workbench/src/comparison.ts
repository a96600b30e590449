// Two versions of the rules side by side, and the patients whom they treat differently.

import { MergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { html, nothing, type TemplateResult } from "lit";

import type { WorkbenchPage } from "./app.js";
import { editorTheme } from "./editor_theme.js";
import type { Compared } from "./protocol.js";
import type { Kept, Version } from "./store.js";
import { timeOf } from "./times.js";
import { words } from "./words.js";

interface Older {
    name: string;
    rules: string;
    cases: string;
}

export class Comparison {
    readonly #page: WorkbenchPage;
    #choices: Older[] = [];
    #chosen: Older | undefined;
    #compared: Compared | undefined;
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
        this.#compared = undefined;
        this.#said = "";
        this.#merge?.destroy();
        this.#merge = undefined;
    }

    async #choose(event: Event): Promise<void> {
        const older = this.#choices[Number((event.target as HTMLSelectElement).value)];
        this.#merge?.destroy();
        this.#merge = undefined;
        this.#compared = undefined;
        this.#chosen = older;
        if (older === undefined) return this.#page.requestUpdate();
        this.#said = "Looking for patients …";
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
        try {
            this.#compared = await this.#page.trial.compare(older.rules, older.cases);
            this.#said = "";
        } catch (failure) {
            this.#said = `Patients cannot be compared: ${(failure as Error).message}.`;
        }
        this.#page.requestUpdate();
    }

    draw(): TemplateResult {
        const found = this.#compared;
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
            <p role="status">${this.#said}</p>
            ${found === undefined ? nothing : this.#drawFound(found)}`;
    }

    #drawFound({ patients, tried }: Compared): TemplateResult {
        const name = this.#page.documents.current?.name ?? "new.yaml";
        if (patients.length === 0) {
            return html`<p>
                No difference found in ${tried} patients; to prove there is none:
                <code>caveat diff old.yaml <bdi>${name}</bdi></code>
            </p>`;
        }
        return html`<h3>Patients treated differently: ${patients.length} of ${tried}</h3>
            <ul>
                ${patients.slice(0, 50).map(
                    ({ profile, before, after }) => html`<li>
                        ${before.verdict === after.verdict
                            ? html`${words(after.verdict)} both times`
                            : html`${words(before.verdict)} → ${words(after.verdict)}`};
                        ${Object.keys(after.rules).map(
                            (rule) => html`<bdi>${rule}</bdi>: ${words(before.rules[rule] ?? "")} → ${words(after.rules[rule] ?? "")}; `,
                        )}
                        <code><bdi>${JSON.stringify(profile.facts)}</bdi></code>
                        <button type="button" @click=${() => this.#open(profile.facts)}>Open this patient</button>
                    </li>`,
                )}
            </ul>
            ${patients.length > 50 ? html`<p>And ${patients.length - 50} more.</p>` : nothing}`;
    }
    #open(facts: Record<string, unknown>): void {
        const { trial } = this.#page;
        trial.inputs = new Map();
        trial.answers = new Map(Object.entries(facts) as [string, never][]);
        this.#page.patientPane?.restart();
        this.#page.answered();
        this.#page.dialogs.close();
    }
}
