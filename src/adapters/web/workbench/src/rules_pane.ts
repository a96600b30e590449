// The rules as they are drawn: their text and their cases', an outline, tools for the name at the cursor,
// and what is wrong.

import { html, nothing, type TemplateResult } from "lit";
import { cache } from "lit/directives/cache.js";

import type { WorkbenchPage } from "./app.js";
import { drawOutline } from "./outline.js";
import type { Pane } from "./places.js";
import type { Diagnostic } from "./protocol.js";
import { largeFile } from "./sync.js";
import { timeOf } from "./times.js";

const signs = { error: "✗", warning: "!", note: "i" } as const;

function drawProblem(
    page: WorkbenchPage,
    problem: Diagnostic,
    of: "rules" | "cases",
    isFinding = false,
): TemplateResult {
    return html`<li>
        <span class="sign ${problem.severity}" aria-hidden="true">${signs[problem.severity]}</span>
        <button type="button" class="link" @click=${() => page.goTo(problem, of)}>
            ${of === "cases" ? "cases, line" : "line"} ${problem.line}: <bdi>${problem.message}</bdi>
        </button>
        ${problem.help === "" ? nothing : html`<bdi class="hint">${problem.help}</bdi>`}
        ${page.documents.isReadOnly
            ? nothing
            : problem.fixes.map(
                  (fix) => html`<button type="button" @click=${() => page.mend(fix)}><bdi>${fix.title}</bdi></button>`,
              )}
        ${isFinding && !page.documents.isReadOnly
            ? html`<button
                  type="button"
                  aria-label="Accept: line ${problem.line}, ${problem.message}"
                  @click=${() => void page.accepting.ask(problem)}
              >Accept …</button>`
            : nothing}
    </li>`;
}

function drawProblems(page: WorkbenchPage): TemplateResult {
    const { trial } = page;
    const { diagnostics, caseDiagnostics, findings } = trial;
    const errors = diagnostics.filter(({ severity }) => severity === "error").length;
    const isLarge = page.rules.text.length > largeFile;
    const state =
        trial.rules === undefined
            ? ""
            : errors > 0
              ? `${errors} ${errors === 1 ? "error" : "errors"}`
              : trial.loads
                ? "No errors"
                : "Reading the rules …";
    return html`<div class="problem-list" role="region" aria-label="Problems" tabindex="0">
        <p>
            ${state}${isLarge ? " · large file: checking when you pause" : ""}${errors > 0 && trial.loadedAt !== undefined
                ? html` · the result is of the last version without errors (${timeOf(trial.loadedAt)})`
                : nothing}
        </p>
        <ul>
            ${diagnostics.map((each) => drawProblem(page, each, "rules"))}
            ${caseDiagnostics.map((each) => drawProblem(page, each, "cases"))}
            ${findings.map((each) => drawProblem(page, each, "rules", true))}
        </ul>
    </div>`;
}

function drawTools(page: WorkbenchPage): TemplateResult {
    const { names } = page;
    return html`<div class="head tools">
        ${page.documents.isReadOnly
            ? nothing
            : html`<button type="button" aria-keyshortcuts="F2" @click=${() => void names.askName()}>Rename</button>
                  <button type="button" aria-keyshortcuts="Shift+Alt+F" @click=${() => void names.format()}>Format</button>`}
        <button type="button" aria-keyshortcuts="Control+K" @click=${() => names.show()}>What is this?</button>
        <span class="hint" role="status"><bdi>${names.told}</bdi></span>
    </div>`;
}

export function drawRules(page: WorkbenchPage): TemplateResult {
    const { pane } = page;
    const { entry } = page;
    const isText = pane === "text" || pane === "cases" || entry.isOpen;
    const tab = (to: Pane, name: string) => html`<button
        type="button"
        aria-pressed=${pane === to}
        @click=${() => page.places.go(`#/rules/${to}`)}
    >${name}</button>`;
    const put = (text: string) =>
        html`<button type="button" aria-label="Insert ${text}" @click=${() => page.editor.insert(text)}>${text}</button>`;
    return html`<section
        class="pane rules-pane ${page.view === "rules" ? "here" : ""} ${page.places.isHidden("rules") ? "put-away" : ""}"
        aria-labelledby="rules-head"
    >
        ${entry.isOpen
            ? entry.drawHead()
            : html`<div class="head">
                  <h2 id="rules-head" tabindex="-1">Rules</h2>
                  <div class="tabs">
                      ${tab("text", "Text")} ${tab("outline", "Outline")} ${tab("page", "Page")} ${tab("cases", "Cases text")}
                  </div>
              </div>`}
        ${page.isReady && isText ? drawTools(page) : nothing}
        <div class="body editor" ?hidden=${pane !== "text" && !entry.isOpen}><div id="rules-editor"></div></div>
        <div class="body editor" ?hidden=${pane !== "cases"}><div id="cases-editor"></div></div>
        ${cache(page.isReady && pane === "outline" && !entry.isOpen ? drawOutline(page) : nothing)}
        ${page.isReady && pane === "page" ? page.pageTab.draw() : nothing}
        ${page.isReady && isText ? page.names.drawCard() : nothing}
        ${entry.drawOffers()}
        <div class="keys ${isText && !page.documents.isReadOnly ? "here" : ""}">${["→", "≥", "{", "}", ":", "-"].map(put)}</div>
        ${page.isReady ? drawProblems(page) : nothing}
    </section>`;
}
