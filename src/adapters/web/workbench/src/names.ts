// The name under the cursor: what it stands for and where it is used, another name for it everywhere, and
// a file laid out anew. All of it is the core's answer.

import { html, nothing, type TemplateResult } from "lit";

import type { WorkbenchPage } from "./app.js";
import type { RuleEditor } from "./editor.js";
import type { FileEdit, Run, Span } from "./protocol.js";
import { drawRuns } from "./runs.js";

/** Where a name stands: in which file, and on which line. */
interface Place extends Span {
    of: "rules" | "cases";
    line: number;
    text: string;
}
interface Card {
    runs: Run[];
    declared: Place | undefined;
    used: Place[];
}
interface Asked {
    of: "rules" | "cases";
    at: number;
    /** As it is declared; nothing where it may have no other name, for the reason `refused`. */
    name: string;
    refused: string;
}

/** Uses of a name that are listed; the rest is counted. */
const mostListed = 50;
const restMs = 200;

const places = (count: number) => `${count} ${count === 1 ? "place" : "places"}`;

export class Names {
    readonly #page: WorkbenchPage;
    #card: Card | undefined;
    #asked: Asked | undefined;
    #told = "";
    #timer: ReturnType<typeof setTimeout> | undefined;
    #round = 0;
    #takesFocus = false;

    constructor(page: WorkbenchPage) {
        this.#page = page;
    }

    /** What was done, or why not, for the line above the text. */
    get told(): string {
        return this.#told;
    }
    #tell(words: string): void {
        this.#told = words;
        this.#page.requestUpdate();
    }

    get #of(): "rules" | "cases" {
        return this.#page.pane === "cases" ? "cases" : "rules";
    }
    get #editor(): RuleEditor {
        return this.#page[this.#of];
    }
    /** Whatever is asked next is about the text as it stands. */
    #flushed(of: "rules" | "cases"): string | undefined {
        this.#page.trial.rules?.flush();
        this.#page.trial.cases?.flush();
        return this.#page.trial[of]?.uri;
    }

    // ---- what stands under the cursor ------------------------------------------------------------

    /** Shows the card of the name at the cursor, and puts the focus there. */
    show(): void {
        this.#takesFocus = true;
        if (!this.#page.places.hasCard) this.#page.places.showCard(true);
        void this.#read();
    }
    hide(): void {
        this.#page.places.showCard(false);
        this.#editor.view.focus();
    }
    /** The caret has moved, or the text has: an open card follows once that rests. */
    moved(): void {
        if (this.#told !== "") this.#tell("");
        if (!this.#page.places.hasCard) return;
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void this.#read(), restMs);
    }

    async #read(): Promise<void> {
        const round = ++this.#round;
        const of = this.#of;
        const uri = this.#flushed(of);
        const { core } = this.#page.trial;
        const asked = { uri, at: this.#editor.caret };
        const [hover, declared, used] = await Promise.all([
            core.call<{ runs: Run[] } | null>({ call: "hover", ...asked }),
            core.call<(Span & { uri: string }) | null>({ call: "definition", ...asked }),
            core.call<(Span & { uri: string })[]>({ call: "references", ...asked }),
        ]).catch(() => [null, null, []] as const);
        if (round !== this.#round) return;
        this.#card =
            hover === null
                ? undefined
                : {
                      runs: hover.runs,
                      declared: declared === null ? undefined : this.#place(declared),
                      used: used.map((each) => this.#place(each)),
                  };
        this.#page.requestUpdate();
        if (!this.#takesFocus) return;
        this.#takesFocus = false;
        await this.#page.updateComplete;
        this.#page.renderRoot.querySelector<HTMLElement>("#card-head")?.focus();
    }
    #place({ uri, from, to }: Span & { uri: string }): Place {
        const of = uri === this.#page.trial.cases?.uri ? "cases" : "rules";
        const { doc } = this.#page[of].view.state;
        const line = doc.lineAt(Math.min(from, doc.length));
        return { of, from, to, line: line.number, text: line.text.trim() };
    }

    drawCard(): TemplateResult | typeof nothing {
        const page = this.#page;
        const card = this.#card;
        if (!page.places.hasCard) return nothing;
        const leave = (event: KeyboardEvent) => {
            if (event.key !== "Escape") return;
            event.preventDefault();
            this.hide();
        };
        const go = (place: Place, words: unknown) => html`<button
            type="button"
            class="link"
            @click=${() => page.goTo(place, place.of)}
        >${words}</button>`;
        return html`<section class="card" aria-labelledby="card-head" @keydown=${leave}>
            <div class="row">
                <h3 id="card-head" class="grow" tabindex="-1">At the cursor</h3>
                <button type="button" @click=${() => this.hide()}>Close</button>
            </div>
            ${card === undefined
                ? html`<p>No declared name stands at the cursor.</p>`
                : html`<p class="as-typed"><bdi>${drawRuns(card.runs)}</bdi></p>
                      ${card.declared === undefined
                          ? nothing
                          : html`<p>${go(card.declared, `Go to its declaration, line ${card.declared.line}`)}</p>`}
                      <h4>In ${places(card.used.length)}</h4>
                      <ul class="list">
                          ${card.used.slice(0, mostListed).map(
                              (each) => html`<li>
                                  ${go(
                                      each,
                                      html`${each.of === "cases" ? "cases, line" : "line"} ${each.line}: <bdi>${each.text}</bdi>`,
                                  )}
                              </li>`,
                          )}
                          ${card.used.length > mostListed
                              ? html`<li>and ${card.used.length - mostListed} more</li>`
                              : nothing}
                      </ul>`}
        </section>`;
    }

    // ---- another name ----------------------------------------------------------------------------

    async askName(): Promise<void> {
        if (this.#page.documents.isReadOnly) return;
        const of = this.#of;
        const at = this.#editor.caret;
        this.#asked = { of, at, name: "", refused: "" };
        try {
            const uri = this.#flushed(of);
            this.#asked.name = (await this.#page.trial.core.call<{ name: string }>({ call: "rename_from", uri, at })).name;
        } catch (failure) {
            this.#asked.refused = (failure as Error).message;
        }
        this.#page.dialogs.open("rename");
    }
    get isAsking(): boolean {
        return this.#asked !== undefined;
    }

    /** In the rules and in their cases, or nowhere: then why, in the core's words. */
    async #rename(name: string): Promise<string> {
        const asked = this.#asked;
        if (asked === undefined) return "";
        const { of, at } = asked;
        const { trial } = this.#page;
        let edits: FileEdit[];
        try {
            edits = await trial.core.call<FileEdit[]>({ call: "rename", uri: this.#flushed(of), at, name });
        } catch (failure) {
            return (failure as Error).message;
        }
        const inCases = edits.filter(({ uri }) => uri === trial.cases?.uri);
        const inRules = edits.filter(({ uri }) => uri === trial.rules?.uri);
        if (inRules.length > 0) this.#page.rules.apply(inRules);
        if (inCases.length > 0) this.#page.cases.apply(inCases);
        this.#asked = undefined;
        this.#page.dialogs.close(() => {
            this.#editor.view.focus();
            this.#tell(
                `Renamed to ${name.trim()} in ${places(inRules.length)} of the rules` +
                    (inCases.length === 0 ? "." : ` and ${places(inCases.length)} of the cases.`),
            );
        });
        return "";
    }

    drawRename(say: (words: string) => void): TemplateResult {
        const { name = "", refused = "" } = this.#asked ?? {};
        if (refused !== "") return html`<p><bdi>${sentence(refused)}</bdi></p>`;
        const rename = async (event: Event) => {
            event.preventDefault();
            const input = this.#page.renderRoot.querySelector<HTMLInputElement>("#new-name");
            say(sentence(await this.#rename(input?.value ?? "")));
            input?.focus();
        };
        return html`<form @submit=${rename}>
            <p><bdi>${name}</bdi> gets another name everywhere in the rules and in their cases.</p>
            <p class="row">
                <label class="grow">New name
                    <input type="text" id="new-name" size="40" autocomplete="off" autofocus .value=${name} />
                </label>
                <button type="submit" class="main">Rename</button>
            </p>
        </form>`;
    }

    // ---- a file laid out -------------------------------------------------------------------------

    async format(): Promise<void> {
        const of = this.#of;
        if (this.#page.documents.isReadOnly || this.#page[of].text === "") return;
        try {
            const { doc } = this.#page[of].view.state;
            const edits = await this.#page.trial.core.call<FileEdit[]>({ call: "format", uri: this.#flushed(of) });
            if (this.#page[of].view.state.doc !== doc) return this.#tell("The text has changed meanwhile: try again.");
            if (edits.length > 0) this.#page[of].layOut(edits);
            this.#tell(edits.length > 0 ? "Laid out anew." : "It is laid out already.");
        } catch (failure) {
            this.#tell(sentence((failure as Error).message));
        }
    }
}

/** A message of the core as a sentence by itself. */
function sentence(message: string): string {
    if (message === "") return "";
    return message.charAt(0).toUpperCase() + message.slice(1) + (/[.!?]$/.test(message) ? "" : ".");
}
