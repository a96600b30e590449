// The panes as they are drawn: the rules, the patient, the result, the cases.

import { html, nothing, type TemplateResult } from "lit";

import type { WorkbenchPage } from "./app.js";
import { caseWords, drawCases } from "./cases_pane.js";
import { views, type Pane, type View } from "./places.js";
import type { Diagnostic, Symbol } from "./protocol.js";
import { drawResult } from "./result.js";
import { separator } from "./separator.js";
import { largeFile } from "./sync.js";
import { timeOf } from "./times.js";
import { words } from "./words.js";

const signs = { error: "✗", warning: "!", note: "i" } as const;

function drawProblem(page: WorkbenchPage, problem: Diagnostic, of: "rules" | "cases"): TemplateResult {
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
            ${findings.map((each) => drawProblem(page, each, "rules"))}
        </ul>
    </div>`;
}

function drawSymbols(page: WorkbenchPage, all: readonly Symbol[]): TemplateResult {
    return html`<ul>
        ${all.map(
            (symbol) => html`<li>
                <button type="button" class="link" @click=${() => page.goTo(symbol)}><bdi>${symbol.name}</bdi></button>
                ${symbol.detail === "" ? nothing : html`<bdi class="hint">${symbol.detail}</bdi>`}
                ${symbol.parts.length === 0 ? nothing : drawSymbols(page, symbol.parts)}
            </li>`,
        )}
    </ul>`;
}

function drawRules(page: WorkbenchPage): TemplateResult {
    const tab = (pane: Pane, name: string) =>
        html`<button type="button" aria-pressed=${page.pane === pane} @click=${() => page.places.go(`#/rules/${pane}`)}>${name}</button>`;
    const put = (text: string) =>
        html`<button type="button" aria-label="Insert ${text}" @click=${() =>
            (page.pane === "cases" ? page.cases : page.rules).insert(text)}>${text}</button>`;
    return html`<section class="pane rules-pane ${page.view === "rules" ? "here" : ""}" aria-labelledby="rules-head">
        <div class="head">
            <h2 id="rules-head" tabindex="-1">Rules</h2>
            <div class="tabs">${tab("text", "Text")} ${tab("outline", "Outline")} ${tab("cases", "Cases text")}</div>
        </div>
        <div class="body editor" ?hidden=${page.pane !== "text"}><div id="rules-editor"></div></div>
        <div class="body editor" ?hidden=${page.pane !== "cases"}><div id="cases-editor"></div></div>
        <div class="body list" tabindex="0" role="region" aria-label="Outline" ?hidden=${page.pane !== "outline"}>
            ${page.isReady ? drawSymbols(page, page.trial.symbols) : nothing}
        </div>
        <div class="keys ${page.view === "rules" && page.pane !== "outline" && !page.documents.isReadOnly ? "here" : ""}">
            ${["→", "≥", "{", "}", ":", "-"].map(put)}
        </div>
        ${page.isReady ? drawProblems(page) : nothing}
    </section>`;
}

function drawPatient(page: WorkbenchPage): TemplateResult {
    const { trial } = page;
    const mode = (to: "interview" | "all", name: string) =>
        html`<button type="button" aria-pressed=${page.mode === to} @click=${() => {
            page.mode = to;
            page.answered();
        }}>${name}</button>`;
    const day = (event: Event) => {
        trial.typedDay = (event.target as HTMLInputElement).value.trim();
        page.answered();
    };
    return html`<section class="pane patient-pane ${page.view === "patient" ? "here" : ""}" aria-labelledby="patient-head">
        <div class="head">
            <h2 id="patient-head" tabindex="-1">Patient</h2>
            <div class="tabs">${mode("interview", "Interview")} ${mode("all", "All")}</div>
        </div>
        <div class="body" tabindex="0" role="region" aria-label="Questions">
            <caveat-patient
                .facts=${trial.facts}
                .report=${trial.screened?.report}
                .answers=${trial.answers}
                .inputs=${trial.inputs}
                mode=${page.mode}
                @answered=${() => page.answered()}
            ></caveat-patient>
        </div>
        <div class="head">
            <label>Day <input type="text" inputmode="numeric" size="10" .value=${trial.asOf} @change=${day} /></label>
            <span>${trial.answers.size} ${trial.answers.size === 1 ? "answer" : "answers"}, kept in this tab only</span>
            ${trial.answers.size === 0
                ? nothing
                : html`<button type="button" @click=${() => page.clearPatient()}>Clear</button>`}
            ${trial.screened === undefined || page.documents.isReadOnly
                ? nothing
                : html`<button type="button" @click=${() => page.dialogs.open("keep")}>Keep as case</button>`}
        </div>
    </section>`;
}

const verdictWords: Record<string, string> = {
    not_applicable: "Not applicable",
    proceed: "Proceed",
    proceed_with_conditions: "Proceed with conditions",
    refer_first: "Refer first",
    do_not_proceed: "Do not proceed",
};

export function drawPanes(page: WorkbenchPage): TemplateResult {
    const names: Record<View, string> = { rules: "Rules", patient: "Patient", result: "Result", cases: "Cases" };
    const verdict = page.isReady ? page.trial.screened?.report.verdict : undefined;
    const marks = page.isReady ? (page.trial.tested?.marks.filter(({ of }) => of === "rule") ?? []) : [];
    const covered = marks.filter(({ mark }) => mark === "covered").length;
    return html`<p class="strip" role="region" aria-label="Verdict">
            ${verdict === undefined ? "No result yet" : (verdictWords[verdict] ?? words(verdict))}
            ${page.isReady && !page.trial.loads ? " · by the last version without errors" : ""}
        </p>
        <main>
            ${drawRules(page)} ${separator(page, "rules", "patient")}
            ${page.isReady
                ? html`${drawPatient(page)} ${separator(page, "patient", "result")} ${drawResult(page)} ${drawCases(page)}`
                : nothing}
        </main>
        <footer>
            <button
                type="button"
                aria-expanded=${!page.places.isHidden("cases")}
                @click=${() => page.places.toggle("cases")}
            >Cases</button>
            <span>${page.isReady ? caseWords(page) : ""}</span>
            ${marks.length === 0 ? nothing : html`<span>${covered} of ${marks.length} rules covered</span>`}
            <span class="wide hint">F8 next problem · F6 next pane · Alt+Enter mend here</span>
        </footer>
        <nav aria-label="Panes">
            ${views.map(
                (view) => html`<button type="button" aria-current=${page.view === view} @click=${() => page.places.go(`#/${view}`)}>
                    ${names[view]}
                </button>`,
            )}
        </nav>`;
}

/** Moves the focus on to the heading of the next pane, or of the one before. */
export function nextPane(root: ShadowRoot, step: number): void {
    const all = [...root.querySelectorAll<HTMLElement>("section.pane h2")].filter((each) => each.checkVisibility());
    const active = root.activeElement?.closest("section.pane");
    const at = all.findIndex((each) => each.closest("section.pane") === active);
    all[(at + step + all.length) % all.length]?.focus();
}
