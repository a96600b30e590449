// Patients whom no case shows yet, looked for by the core and offered as cases.

import { html, nothing, type TemplateResult } from "lit";

import type { WorkbenchPage } from "./app.js";
import type { Proposed } from "./protocol.js";
import { Search } from "./search.js";
import { cases } from "./words.js";

export class Proposals {
    readonly #page: WorkbenchPage;
    #search: Search<Proposed> | undefined;
    #found: Proposed | undefined;
    /** The texts that they are about. */
    #about = "";
    #said = "";

    constructor(page: WorkbenchPage) {
        this.#page = page;
    }

    /** Those of another document mean nothing here. */
    forget(): void {
        this.#search?.stop();
        this.#search = undefined;
        this.#found = undefined;
        this.#said = "";
    }

    #texts(): string {
        return `${this.#page.rules.text}\0${this.#page.cases.text}`;
    }
    async #begin(): Promise<void> {
        const { trial } = this.#page;
        this.forget();
        this.#about = this.#texts();
        trial.rules?.flush();
        trial.cases?.flush();
        const search = new Search<Proposed>(trial.core, { call: "propose", uri: trial.rules?.uri, as_of: trial.asOf });
        this.#search = search;
        const hear = (found: Proposed) => {
            if (this.#search !== search) return;
            this.#found = found;
            this.#page.requestUpdate();
        };
        this.#page.requestUpdate();
        try {
            hear(await search.run(hear));
        } catch (failure) {
            if (this.#search === search) {
                this.#found = undefined;
                this.#said = `No cases are proposed: ${(failure as Error).message}.`;
            }
        }
        if (this.#search === search) this.#search = undefined;
        this.#page.requestUpdate();
    }
    async #take(yaml: string): Promise<void> {
        const count = this.#found?.count ?? 0;
        if (this.#about !== this.#texts()) {
            this.#said = "The rules or their cases have changed since. Propose again.";
        } else {
            const refused = await this.#page.takeCases(yaml);
            if (refused === "") {
                this.forget();
                this.#said = `${cases(count)} taken in, not approved yet: look at each in the text of the cases.`;
            } else {
                this.#said = `They cannot be taken in: ${refused}.`;
            }
        }
        this.#page.requestUpdate();
    }

    draw(): TemplateResult {
        const page = this.#page;
        const found = this.#found;
        const isRunning = this.#search !== undefined;
        return html`${isRunning || !page.trial.loads || page.documents.isReadOnly
                ? nothing
                : html`<p>
                      <button type="button" @click=${() => void this.#begin()}>Propose cases</button>
                      <span class="hint">for what no case shows yet</span>
                  </p>`}
            <p role="status">${isRunning ? "Looking for patients …" : this.#said}</p>
            ${isRunning ? this.#drawRunning(found) : found?.yaml === undefined ? nothing : this.#drawFound(found, found.yaml)}`;
    }
    #drawRunning(found: Proposed | undefined): TemplateResult {
        const { done, all, count } = found ?? { done: 0, all: 1, count: 0 };
        return html`<p class="row">
            <progress aria-label="Looked for" max=${all} value=${done}></progress>
            <span>${found === undefined ? "" : `${done} of ${all} things looked for, ${cases(count)} found`}</span>
            <button type="button" @click=${() => this.#search?.stop()}>Stop</button>
        </p>`;
    }
    #drawFound({ count, left = 0, not_found = [], disproved = [], done, all }: Proposed, yaml: string): TemplateResult {
        const leave = () => {
            this.forget();
            this.#page.requestUpdate();
        };
        const head =
            count > 0
                ? `${cases(count)} proposed${done < all ? ", as far as the search went" : ""}.`
                : left === 0
                  ? "The cases show all that there is to show."
                  : "No case was found to propose.";
        return html`<div class="proposed" role="region" aria-label="Proposed cases">
            <p>
                ${head}
                ${count === 0 ? nothing : "What is expected of each is what the rules say today; whether that is right, somebody has to look."}
            </p>
            ${left === 0 ? nothing : html`<p>${left} ${left === 1 ? "thing is" : "things are"} still shown by no case.</p>`}
            ${count === 0
                ? html`<p><button type="button" @click=${leave}>Close</button></p>`
                : html`<p class="row">
                          <button type="button" class="main" @click=${() => void this.#take(yaml)}>
                              Take them into the cases
                          </button>
                          <button type="button" @click=${leave}>Leave them</button>
                      </p>
                      <details>
                          <summary>Look at them first</summary>
                          <pre tabindex="0" role="region" aria-label="Text of the proposed cases"><bdi>${yaml}</bdi></pre>
                      </details>`}
            ${drawList("Shown by no patient that was tried", not_found)}
            ${drawList("Said to be impossible, and seen all the same", disproved)}
        </div>`;
    }
}

function drawList(title: string, all: readonly string[]): TemplateResult | typeof nothing {
    if (all.length === 0) return nothing;
    return html`<details>
        <summary>${title}: ${all.length}</summary>
        <ul>
            ${all.map((each) => html`<li><bdi>${each}</bdi></li>`)}
        </ul>
    </details>`;
}
