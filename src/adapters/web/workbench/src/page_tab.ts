// The rules as one page to read: what `caveat show` writes of the rules that loaded last, with the patient
// where one has answers. It stands in a frame in which nothing runs.

import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";

import type { WorkbenchPage } from "./app.js";
import { pressed } from "./keys.js";
import { timeOf } from "./times.js";

const restMs = 400;

/** How somebody left a page, for the next one in its place. */
interface Left {
    top: number;
    /** Headings of what is open. */
    open: string[];
}

const headingOf = (details: HTMLDetailsElement) => details.querySelector("summary")?.textContent ?? "";

export class PageTab {
    readonly #page: WorkbenchPage;
    #html = "";
    #made = 0;
    #refused = "";
    #isShown = false;
    #left: Left = { top: 0, open: [] };
    #timer: ReturnType<typeof setTimeout> | undefined;
    #round = 0;

    constructor(page: WorkbenchPage) {
        this.#page = page;
    }

    /** After each drawing: a page is made once somebody looks at it. */
    updated(): void {
        const isShown = this.#page.pane === "page";
        if (isShown === this.#isShown) return;
        this.#isShown = isShown;
        if (isShown) void this.#make();
    }
    /** The rules or the patient are others now. */
    changed(): void {
        if (!this.#isShown) return;
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void this.#make(), restMs);
    }

    async #make(): Promise<void> {
        const round = ++this.#round;
        const { trial } = this.#page;
        let made = "";
        let refused = "";
        try {
            // What it does by script, nobody needs who has the workbench.
            made = (await trial.page(trial.answers.size > 0)).replace(/<script>[^]*<\/script>/, "");
        } catch (failure) {
            refused = trial.loadedAt === undefined ? "the rules have errors" : (failure as Error).message;
        }
        if (round !== this.#round || (made === this.#html && refused === this.#refused)) return;
        this.#leave();
        this.#html = made;
        this.#refused = refused;
        ++this.#made;
        this.#page.requestUpdate();
    }
    get #frame(): HTMLIFrameElement | null {
        return this.#page.renderRoot.querySelector("iframe");
    }
    #leave(): void {
        const frame = this.#frame;
        const shown = frame?.contentDocument;
        if (!frame?.contentWindow || !shown) return;
        this.#left = {
            top: frame.contentWindow.scrollY,
            open: [...shown.querySelectorAll<HTMLDetailsElement>("details[open]")].map(headingOf),
        };
    }
    #arrive(): void {
        const frame = this.#frame;
        const shown = frame?.contentDocument;
        if (!frame?.contentWindow || !shown) return;
        for (const each of shown.querySelectorAll("details")) each.open ||= this.#left.open.includes(headingOf(each));
        frame.contentWindow.scrollTo(0, this.#left.top);
        shown.addEventListener("keydown", (event) => pressed(this.#page, event));
        shown.addEventListener("click", (event) => {
            // To the frame, `#facts` would be a place of the workbench.
            const link = (event.target as Element).closest("a[href^='#']");
            const place = link?.getAttribute("href");
            if (!place || frame.contentWindow === null) return;
            event.preventDefault();
            frame.contentWindow.location.hash = place;
        });
    }

    draw(): TemplateResult {
        const { trial } = this.#page;
        if (this.#html === "") {
            return html`<div class="body"><p>
                ${this.#refused === "" ? "Writing the page …" : html`There is no page: <bdi>${this.#refused}</bdi>.`}
            </p></div>`;
        }
        return html`${trial.loads || trial.loadedAt === undefined
                ? nothing
                : html`<p class="stale">Of the last version without errors (${timeOf(trial.loadedAt)}).</p>`}
            ${keyed(
                this.#made,
                html`<iframe
                    class="body"
                    title="The rules as a page"
                    sandbox="allow-same-origin"
                    .srcdoc=${this.#html}
                    @load=${() => this.#arrive()}
                ></iframe>`,
            )}`;
    }
}
