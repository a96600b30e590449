// The result as it is drawn: the report for whoever reads it, what changed, and why.

import { html, nothing, type TemplateResult } from "lit";

import type { WorkbenchPage } from "./app.js";
import { drawReport } from "./runs.js";
import { timeOf } from "./times.js";
import { words } from "./words.js";

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
    const rules = trial.screened?.report.rules ?? [];
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
            ${drawChanges(page)}
            ${rules.length === 0
                ? nothing
                : html`<details>
                      <summary>Why: all ${rules.length} rules</summary>
                      <ul class="list">
                          ${rules.map(
                              ({ id, status }) => html`<li>
                                  <button type="button" class="link" @click=${() => void page.explain(id)}>
                                      <bdi>${id}</bdi></button>: ${words(status)}
                              </li>`,
                          )}
                      </ul>
                  </details>`}
        </div>
    </section>`;
}
