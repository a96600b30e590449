// The examples to choose from. Opening one makes a copy.

import { html, nothing, type TemplateResult } from "lit";

import type { WorkbenchPage } from "./app.js";
import type { Example, Sample } from "./examples.js";

function drawPatients(page: WorkbenchPage, example: Example, done: () => void): TemplateResult | typeof nothing {
    if (example.patients.length === 0) return nothing;
    const open = async (sample: Sample) => {
        // Where the rules are at hand already, the patient alone is another one.
        const isOpen = page.rules.text === example.rules;
        if (!isOpen && !(await page.create(example.name, example.rules, example.cases))) return;
        page.takePatient(sample);
        done();
    };
    return html`<details>
        <summary>with one of ${example.patients.length} sample patients</summary>
        <ul class="list">
            ${example.patients.map(
                (sample) => html`<li>
                    <button type="button" class="link" @click=${() => void open(sample)}>${sample.name}</button>
                    <span class="hint">${sample.shows}</span>
                </li>`,
            )}
        </ul>
    </details>`;
}

/** `done` is called once one is open. */
export function drawExamples(page: WorkbenchPage, all: readonly Example[], done: () => void): TemplateResult {
    const open = async ({ name, rules, cases }: Example) => {
        if (await page.create(name, rules, cases)) done();
    };
    const begin = () =>
        void page.tour.begin().then(done, () => {
            page.notice = "The tour cannot be read.";
            done();
        });
    return html`<p>
            <button type="button" class="main" @click=${begin}>The guide as a tour, in five steps</button>
        </p>
        <h3>Rule sets</h3>
        <p class="hint">None of them is a medical device. Opening one makes a copy.</p>
        <ul class="list sets">
            ${all.map(
                (each) => html`<li>
                    <button type="button" class="link" @click=${() => void open(each)}><bdi>${each.title}</bdi></button>
                    ${drawPatients(page, each, done)}
                </li>`,
            )}
        </ul>`;
}
