// A finding that is meant: its reason is asked, and the core writes both under `accept` of what it is about.

import { html, nothing, type TemplateResult } from "lit";

import type { WorkbenchPage } from "./app.js";
import { today } from "../form/days.js";
import type { Action, Diagnostic } from "./protocol.js";

export class Accepting {
    readonly #page: WorkbenchPage;
    #finding: Diagnostic | undefined;
    #isPossible = true;

    constructor(page: WorkbenchPage) {
        this.#page = page;
    }

    get isAsking(): boolean {
        return this.#finding !== undefined;
    }
    async ask(finding: Diagnostic): Promise<void> {
        this.#finding = finding;
        this.#isPossible = (await this.#answer("it is meant")) !== undefined;
        this.#page.dialogs.open("accept");
    }
    /** What writes the answer down; nothing where the file has no place for it. */
    async #answer(reason: string): Promise<Action | undefined> {
        const { trial } = this.#page;
        const finding = this.#finding;
        if (finding === undefined) return undefined;
        trial.rules?.flush();
        const { from, to, code } = finding;
        const asked = { call: "actions", uri: trial.rules?.uri, from, to, as_of: today(), reason };
        const all = await trial.core.call<Action[]>(asked).catch(() => []);
        return all.find((each) => each.code === code && each.title.startsWith("accept "));
    }

    drawDialog(say: (words: string) => void): TemplateResult | typeof nothing {
        const finding = this.#finding;
        if (finding === undefined) return nothing;
        const accept = async (event: Event) => {
            event.preventDefault();
            const reason = this.#page.renderRoot.querySelector<HTMLInputElement>("#accept-reason")?.value.trim() ?? "";
            if (reason === "") return say("Please say in a few words why this is meant.");
            const answer = await this.#answer(reason);
            if (answer === undefined) return say("The text has changed: this finding is no longer there.");
            this.#finding = undefined;
            this.#page.dialogs.close(() => this.#page.mend(answer));
        };
        return html`<p>Line ${finding.line}: <bdi>${finding.message}</bdi></p>
            ${this.#isPossible
                ? html`<form @submit=${accept}>
                      <p>Where this is meant, the file says so, with the reason. The finding is not shown again.</p>
                      <p class="row">
                          <label class="grow">Why it is meant
                              <input type="text" id="accept-reason" size="40" autocomplete="off" autofocus />
                          </label>
                          <button type="submit" class="main">Accept</button>
                      </p>
                  </form>`
                : html`<p>The file has no place where this could be accepted: it has to be mended.</p>`}`;
    }
}
