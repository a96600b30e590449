// The cases as they are drawn: how each ends, and where it is written.

import { html, nothing, type TemplateResult } from "lit";

import type { WorkbenchPage } from "./app.js";
import type { Failure } from "./protocol.js";
import { cases as countOf } from "./words.js";

export function drawCases(page: WorkbenchPage): TemplateResult | typeof nothing {
    const cases = page.trial.tested?.run.cases ?? [];
    const isHere = page.view === "cases";
    const failing = cases.filter(({ passed }) => !passed);
    const rest = cases.filter(({ passed }) => passed);
    return html`<section
        class="pane cases ${isHere ? "here" : ""}"
        aria-labelledby="cases-head"
        ?hidden=${page.places.isHidden("cases") && !isHere}
    >
        <div class="head"><h2 id="cases-head" tabindex="-1">Cases</h2> ${caseWords(page)}</div>
        <div class="body" tabindex="0" role="region" aria-label="Every case">
            ${page.isReady ? page.proposals.draw() : nothing}
            ${cases.length === 0
                ? html`<p>There are no cases yet: answer questions, then press “Keep as case”.</p>`
                : nothing}
            <ul class="list">
                ${[...failing, ...rest].map(
                    (each) => html`<li>
                        <span class=${each.passed ? "good" : "bad"}>${each.passed ? "✓ passes" : "✗ fails"}</span>
                        ${each.approved ? nothing : html`<span class="hint">not approved</span>`}
                        <button type="button" class="link" @click=${() => goToCase(page, each)}>
                            <bdi>${each.name}</bdi>
                        </button>
                        <button
                            type="button"
                            class="link"
                            aria-label="Load this patient: ${each.name}"
                            @click=${() => void page.loadCase(each.name)}
                        >Load this patient</button>
                        ${each.failures.length === 0 ? nothing : drawFailures(each.failures)}
                    </li>`,
                )}
            </ul>
        </div>
    </section>`;
}

function drawFailures(failures: readonly Failure[]): TemplateResult {
    return html`<ul>
        ${failures.map(
            ({ subject, expected, actual, why }) => html`<li>
                <bdi>${subject}</bdi>: expected <bdi>${expected}</bdi>, actually <strong><bdi>${actual}</bdi></strong>
                ${why.length === 0
                    ? nothing
                    : html`<details>
                          <summary>why</summary>
                          <ul>
                              ${why.map((reason) => html`<li><bdi>${reason}</bdi></li>`)}
                          </ul>
                      </details>`}
            </li>`,
        )}
    </ul>`;
}

function goToCase(page: WorkbenchPage, found: { file: string; line: number }): void {
    const of = found.file === page.trial.rules?.uri ? "rules" : "cases";
    const { doc } = page[of].view.state;
    const line = doc.line(Math.min(Math.max(1, found.line), doc.lines));
    page.goTo({ from: line.from, to: line.to }, of);
}

export function caseWords(page: WorkbenchPage): string {
    const tested = page.trial.tested;
    if (tested === undefined) return page.trial.loads ? "Running the cases …" : "";
    if (!tested.is_usable) return "The cases have errors.";
    const { cases, failed } = tested.run;
    return `${countOf(cases.length)}, ${failed === 0 ? "none fails" : failed === 1 ? "1 fails" : `${failed} fail`}`;
}
