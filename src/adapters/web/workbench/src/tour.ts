// The first five sections of the guide, in the workbench: the file, the patient and the cases of each, and
// what to try with them. All of it happens in one document, whose history has what was tried.

import { html, nothing, type TemplateResult } from "lit";

import type { WorkbenchPage } from "./app.js";
import { isNarrow } from "./entry.js";
import { examples, type Step } from "./examples.js";

/** What is worth a look in each step; its heading is the guide's. */
const words: readonly { says: string; tries: string }[] = [
    {
        says:
            "A rule is a sentence with an arrow: what must be true stands before it, what follows behind it. The last two " +
            "lines of this file are rules. Above them stand the facts that may be known of a patient, and the outcomes.",
        tries: "Write “chest pian” in a rule: the mistake is named below its line, and a button mends it.",
    },
    {
        says:
            "Patient has the questions and answers, Result what the rules say of them. This patient has no pain in the " +
            "chest, and a pain score of 8.",
        tries: "Answer 6 instead of 8, and yes instead of no.",
    },
    {
        says:
            "Here one question is not answered. That is never a “no”: the rule waits, it asks, and the result says what " +
            "the answer could still bring.",
        tries: "Answer the question, first with no, then with yes.",
    },
    {
        says:
            "Each rule has a reason and a source now, and a number that somebody had to choose has a name. What stands " +
            "behind “unless” is an exception: it counts once it is answered with yes. Until then the rule is presumed.",
        tries: "Say that a doctor has examined the heart.",
    },
    {
        says:
            "Cases are patients with what you expect of the rules. They stand in “Cases text” and are tried as you type; " +
            "the marks beside the rules say how much of each they show.",
        tries: "Change what a case expects, and see under Cases how it fails.",
    },
];

export interface TourPlace {
    document: string;
    step: number;
}

export class Tour {
    readonly #page: WorkbenchPage;
    #steps: Step[] = [];
    #place: TourPlace | undefined;

    constructor(page: WorkbenchPage) {
        this.#page = page;
    }

    /** Where it is, while its document is the one that is open. */
    get place(): TourPlace | undefined {
        return this.#place?.document === this.#page.documents.current?.id ? this.#place : undefined;
    }
    async begin(): Promise<void> {
        await this.#read();
        const first = this.#steps[0];
        if (first === undefined || !(await this.#page.create("exercise-class.yaml", first.rules, ""))) return;
        this.#place = { document: this.#page.documents.current?.id ?? "", step: 0 };
        this.#page.requestUpdate();
    }
    /** After a reload. */
    async goOn(place: TourPlace | undefined): Promise<void> {
        if (place === undefined) return;
        await this.#read().catch(() => undefined);
        if (this.#steps[place.step] !== undefined) this.#place = place;
        this.#page.requestUpdate();
    }
    async #read(): Promise<void> {
        this.#steps = (await examples()).tour;
    }

    async #go(step: number): Promise<void> {
        const page = this.#page;
        const next = this.#steps[step];
        if (this.place === undefined || next === undefined) return;
        this.#place = { ...this.place, step };
        if (!page.documents.isReadOnly) {
            if (page.rules.text !== next.rules) page.rules.replace(next.rules);
            if (page.cases.text !== next.cases) page.cases.replace(next.cases);
        }
        if (next.cases !== "" && page.places.isHidden("cases")) page.places.toggle("cases");
        page.takePatient(next.patient);
        await page.updateComplete;
        page.renderRoot.querySelector<HTMLElement>("#tour-head")?.focus();
    }
    #end(): void {
        this.#place = undefined;
        this.#page.takePatient(undefined);
        this.#page.editor.view.focus();
    }

    draw(): TemplateResult | typeof nothing {
        const { place } = this;
        const step = place && this.#steps[place.step];
        const said = place && words[place.step];
        if (place === undefined || step === undefined || said === undefined) return nothing;
        const last = this.#steps.length - 1;
        const to = (at: number, name: string) =>
            html`<button type="button" @click=${() => void this.#go(at)}>${name}</button>`;
        return html`<section class="banner mild tour" aria-labelledby="tour-head">
            <h2 id="tour-head" tabindex="-1">Tour, ${place.step + 1} of ${last + 1}: ${step.title}</h2>
            <details ?open=${!isNarrow()}>
                <summary>What to see, and what to try</summary>
                <p>${said.says} <strong>Try it: ${said.tries}</strong></p>
            </details>
            <div class="row">
                ${place.step > 0 ? to(place.step - 1, "Step back") : nothing}
                ${place.step < last ? to(place.step + 1, "Next step") : nothing}
                <button type="button" @click=${() => this.#end()}>End the tour</button>
            </div>
        </section>`;
    }
}
