// The result as it is drawn: the report for whoever reads it, what changed, and why.

import { html, nothing, type TemplateResult } from "lit";

import type { WorkbenchPage } from "./app.js";
import type { Run } from "./protocol.js";
import { drawReport } from "./runs.js";
import { timeOf } from "./times.js";
import { rules as countOf, words } from "./words.js";

function drawChanges(page: WorkbenchPage): TemplateResult | typeof nothing {
    const { since } = page.trial;
    if (since === null || since.length === 0) return nothing;
    return html`<h3>Changed by the last ${page.cause === "answer" ? "answer" : "change of the rules"}</h3>
        <ul class="list">
            ${since.map(
                ({ rule, from, to }) => html`<li>
                    <bdi>${rule}</bdi>: ${from === null ? "new" : words(from)} → ${to === null ? "gone" : words(to)}
                </li>`,
            )}
        </ul>`;
}

export function drawResult(page: WorkbenchPage): TemplateResult {
    const { trial } = page;
    const choose = (event: Event) => {
        trial.reader = (event.target as HTMLSelectElement).value;
        page.answered();
    };
    const isStale = trial.screened !== undefined && !trial.loads && trial.loadedAt !== undefined;
    return html`<section
        class="pane result-pane ${page.view === "result" ? "here" : ""} ${page.places.isHidden("result") ? "put-away" : ""}"
        aria-labelledby="result-head">
        <div class="head">
            <h2 id="result-head" tabindex="-1">Result</h2>
            <label>for
                <select @change=${choose}>
                    ${["clinician", "desk", "patient"].map(
                        (each) => html`<option value=${each} ?selected=${each === trial.reader}>${each}</option>`,
                    )}
                </select>
            </label>
            <label><input type="checkbox" .checked=${trial.details} @change=${(event: Event) => {
                trial.details = (event.target as HTMLInputElement).checked;
                page.answered();
            }} /> details</label>
        </div>
        <div class="body" tabindex="0" role="region" aria-label="What the rules say">
            ${isStale
                ? html`<p class="stale">
                      By the last version without errors, of ${timeOf(trial.loadedAt as Date)}.
                  </p>`
                : nothing}
            ${trial.refused === ""
                ? drawReport(trial.runs)
                : html`<p class="stale"><bdi>No result: ${trial.refused}</bdi></p>`}
            <div class="beside">${drawChanges(page)} ${drawWhy(page)}</div>
        </div>
    </section>`;
}

/** For clinicians: neither the desk nor the patient is to read what rules say of others. */
function drawWhy(page: WorkbenchPage): TemplateResult | typeof nothing {
    const rules = page.trial.screened?.report.rules ?? [];
    if (rules.length === 0 || page.trial.reader !== "clinician") return nothing;
    const holds = rules.filter(({ status }) => status === "fired" || status === "presumed");
    const rest = rules.filter((each) => !holds.includes(each));
    const list = (some: typeof rules) => html`<ul class="list">
        ${some.map(({ id, status }) => drawRule(page, id, status))}
    </ul>`;
    return html`${holds.length === 0 ? nothing : html`<h3>Rules that hold</h3>${list(holds)}`}
        ${rest.length === 0
            ? nothing
            : html`<details>
                  <summary>${holds.length === 0 ? `Why: all ${countOf(rest.length)}` : `The other rules: ${rest.length}`}</summary>
                  ${list(rest)}
              </details>`}`;
}

function drawRule(page: WorkbenchPage, id: string, status: string): TemplateResult {
    const { explained } = page.trial;
    const part = (name: string, runs: readonly Run[] | undefined) => {
        const key = `${name} ${id}`;
        const look = (event: Event) => page.trial.look(id, key, (event.currentTarget as HTMLDetailsElement).open);
        return html`<details ?open=${page.trial.looks.has(key)} @toggle=${look}>
            <summary>${name}<span class="hidden">: ${id}</span></summary>
            ${runs === undefined ? html`<p class="hint">Looking …</p>` : drawReport(runs)}
        </details>`;
    };
    const of = explained.get(id);
    return html`<li class="why">
        <bdi>${id}</bdi>: ${words(status)} ${part("why", of?.why)} ${part("what would change", of?.changes)}
    </li>`;
}
