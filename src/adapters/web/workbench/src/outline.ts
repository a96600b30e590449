// The rules as a list: each section with what is in it, of a rule its sentence. A tap goes there.

import { html, nothing, type TemplateResult } from "lit";

import type { WorkbenchPage } from "./app.js";
import { isNarrow, routeOf } from "./entry.js";
import type { Symbol } from "./protocol.js";

/** What is open before anybody has chosen: what people come for. */
const opensFirst = "rules";

function problemsIn(page: WorkbenchPage, { from, to }: Symbol): number {
    const errors = page.trial.diagnostics.filter(({ severity }) => severity === "error");
    return errors.filter((each) => each.from < to && each.to > from).length;
}

function drawProblemCount(count: number): TemplateResult | typeof nothing {
    if (count === 0) return nothing;
    return html`<span class="bad">✗ ${count} ${count === 1 ? "problem" : "problems"}</span>`;
}

function drawEntry(page: WorkbenchPage, section: Symbol | undefined, entry: Symbol): TemplateResult {
    const isSentence = entry.kind === "rule" && entry.detail !== "";
    const main = isSentence ? entry.detail : entry.name;
    const aside = isSentence ? entry.name : entry.detail;
    return html`<li>
        <button
            type="button"
            class="link"
            data-entry=${routeOf(section?.name ?? "", entry.name)}
            @click=${() => page.edit(section, entry)}
        ><bdi dir=${isSentence ? "ltr" : "auto"}>${main}</bdi></button>
        ${aside === "" ? nothing : html`<bdi class="hint">${aside}</bdi>`} ${drawProblemCount(problemsIn(page, entry))}
    </li>`;
}

function drawSection(page: WorkbenchPage, section: Symbol): TemplateResult {
    const isRules = section.name === opensFirst;
    return html`<details ?open=${isRules}>
        <summary>
            <bdi>${section.name}</bdi> (${section.parts.length}) ${drawProblemCount(problemsIn(page, section))}
        </summary>
        <ul class="list">
            ${section.parts.map((entry) => drawEntry(page, section, entry))}
        </ul>
        ${isRules && isNarrow() && !page.documents.isReadOnly
            ? html`<button type="button" @click=${() => page.entry.add()}>+ rule</button>`
            : nothing}
    </details>`;
}

export function drawOutline(page: WorkbenchPage): TemplateResult {
    const { symbols } = page.trial;
    const sections = symbols.filter(({ parts }) => parts.length > 0);
    const isFirst = ({ name }: Symbol) => name === opensFirst;
    const lines = symbols.filter(({ parts }) => parts.length === 0);
    return html`<div class="body outline" tabindex="0" role="region" aria-label="Outline">
        ${symbols.length === 0 ? html`<p>There are no rules yet.</p>` : nothing}
        ${[...sections.filter(isFirst), ...sections.filter((each) => !isFirst(each))].map((each) => drawSection(page, each))}
        ${lines.length === 0
            ? nothing
            : html`<details>
                  <summary>about the file (${lines.length})</summary>
                  <ul class="list">
                      ${lines.map((line) => drawEntry(page, undefined, line))}
                  </ul>
              </details>`}
    </div>`;
}
