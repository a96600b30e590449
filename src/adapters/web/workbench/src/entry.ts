// One entry of the rules in an editor of its own, for windows without room: a rule and nothing else, with
// what could stand at the caret in a row above the keys.

import { html, nothing, type TemplateResult } from "lit";

import type { WorkbenchPage } from "./app.js";
import type { Offer, Span, Symbol } from "./protocol.js";

const restMs = 150;
const mostOffered = 12;

/** Whether panes stand one at a time. */
const narrow = matchMedia("(max-width: 63.99rem)");
export const isNarrow = () => narrow.matches;

interface Open {
    route: string;
    title: string;
}

export const routeOf = (section: string, name: string) =>
    `#/edit/${encodeURIComponent(section)}/${encodeURIComponent(name)}`;

export class Entry {
    readonly #page: WorkbenchPage;
    #open: Open | undefined;
    /** A place of the address that is not found yet. */
    #wanted = "";
    #offers: Offer[] = [];
    #timer: ReturnType<typeof setTimeout> | undefined;
    #round = 0;

    constructor(page: WorkbenchPage) {
        this.#page = page;
    }

    get isOpen(): boolean {
        return this.#open !== undefined;
    }

    /** Shows these lines alone, and the caret at their end or at `caret`. */
    open(section: string, name: string, lines: Span, title: string, caret?: Span): void {
        const { rules, places } = this.#page;
        this.#open = { route: routeOf(section, name), title };
        this.#wanted = "";
        rules.showOnly(lines, caret);
        places.go(this.#open.route);
        void this.#page.updateComplete.then(() => rules.view.focus());
        this.moved();
    }
    openSymbol(section: Symbol | undefined, entry: Symbol, caret?: Span): void {
        this.open(section?.name ?? "", entry.name, linesOf(this.#page.rules.text, entry), entry.name, caret);
    }
    /** A rule behind the last one. */
    add(): void {
        const { rules, trial } = this.#page;
        const last = trial.symbols.find(({ name }) => name === "rules")?.parts.at(-1);
        if (last === undefined) return;
        const { from, to } = linesOf(rules.text, last);
        const { doc } = rules.view.state;
        const dash = /^\s*/.exec(doc.lineAt(from).text)?.[0] ?? "  ";
        const end = doc.lineAt(to).to;
        rules.apply([{ from: end, to: end, text: `\n${dash}- ` }]);
        const begin = end + 1;
        this.open("rules", "", { from: begin, to: begin }, "New rule");
    }

    /** What the address says; empty where it names no entry. */
    showOnly(route: string): void {
        if (route === (this.#open?.route ?? "")) return;
        const left = this.#open?.route;
        if (this.#open !== undefined) this.#page.rules.showOnly(undefined);
        this.#open = undefined;
        this.#wanted = route;
        if (route !== "") this.find();
        else if (left !== undefined) void this.#return(left);
    }
    /** Back in the outline, where somebody came from. */
    async #return(route: string): Promise<void> {
        this.#page.requestUpdate();
        await this.#page.updateComplete;
        const from = [...this.#page.renderRoot.querySelectorAll<HTMLElement>("[data-entry]")];
        (from.find(({ dataset }) => dataset["entry"] === route) ?? from[0])?.focus();
    }
    /** Once the core has read the rules: the entry that the address names. */
    find(): void {
        const { trial, places } = this.#page;
        if (this.#wanted === "" || trial.symbols.length === 0) return;
        const route = this.#wanted;
        this.#wanted = "";
        for (const section of trial.symbols) {
            if (section.parts.length === 0 && routeOf("", section.name) === route) {
                return this.openSymbol(undefined, section);
            }
            const entry = section.parts.find(({ name }) => routeOf(section.name, name) === route);
            if (entry !== undefined) return this.openSymbol(section, entry);
        }
        places.replace("#/rules/outline");
    }

    /** The caret or the text has moved: what could stand there now. */
    moved(): void {
        if (!this.isOpen) return;
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void this.#offer(), restMs);
    }
    async #offer(): Promise<void> {
        const round = ++this.#round;
        const offers = await this.#page.rules.offersHere().catch(() => []);
        if (round !== this.#round) return;
        this.#offers = offers.slice(0, mostOffered);
        this.#page.requestUpdate();
    }

    drawHead(): TemplateResult {
        return html`<div class="head">
            <button type="button" @click=${() => history.back()}>← Back</button>
            <h2 id="rules-head" tabindex="-1"><bdi>${this.#open?.title}</bdi></h2>
        </div>`;
    }
    drawOffers(): TemplateResult | typeof nothing {
        if (!this.isOpen || this.#offers.length === 0 || this.#page.documents.isReadOnly) return nothing;
        return html`<div class="offers" role="group" aria-label="What could stand here">
            ${this.#offers.map(
                (offer) => html`<button type="button" @click=${() => this.#page.rules.take(offer)}><bdi>${offer.label}</bdi></button>`,
            )}
        </div>`;
    }
}

/** Of an entry, without the blank lines behind it. */
function linesOf(text: string, { from, to }: Span): Span {
    const end = from + text.slice(from, to).trimEnd().length;
    return { from, to: end };
}
