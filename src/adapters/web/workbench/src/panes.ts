// The panes as they are drawn: the rules, the patient, the result, the cases.

import { html, nothing, type TemplateResult } from "lit";

import type { WorkbenchPage } from "./app.js";
import { caseWords, drawCases } from "./cases_pane.js";
import { columns, views, type View } from "./places.js";
import { drawResult } from "./result.js";
import { drawRules } from "./rules_pane.js";
import { separator } from "./separator.js";
import { words } from "./words.js";

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
    return html`<section
        class="pane patient-pane ${page.view === "patient" ? "here" : ""} ${page.places.isHidden("patient") ? "put-away" : ""}"
        aria-labelledby="patient-head">
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
                reader=${trial.reader}
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
            ${drawRules(page)} ${between(page, "rules")}
            ${page.isReady
                ? html`${drawPatient(page)} ${between(page, "patient")} ${drawResult(page)} ${drawCases(page)}`
                : nothing}
        </main>
        <footer>
            <div class="tabs" role="group" aria-label="Panes that are shown">
                ${views.map(
                    (view) => html`<button
                        type="button"
                        aria-pressed=${!page.places.isHidden(view)}
                        ?disabled=${!page.places.isHidden(view) && !page.places.mayHide(view)}
                        @click=${() => page.places.toggle(view)}
                    >${names[view]}</button>`,
                )}
            </div>
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

/** Between a pane and the next one that is shown. */
function between(page: WorkbenchPage, one: View): TemplateResult | typeof nothing {
    const shown = columns.filter((each) => !page.places.isHidden(each));
    const at = shown.findIndex((each) => each === one);
    const other = at < 0 ? undefined : shown[at + 1];
    return other === undefined ? nothing : separator(page, one, other);
}

/** Moves the focus on to the heading of the next pane, or of the one before. */
export function nextPane(root: ShadowRoot, step: number): void {
    const all = [...root.querySelectorAll<HTMLElement>("section.pane h2")].filter((each) => each.checkVisibility());
    const active = root.activeElement?.closest("section.pane");
    const at = all.findIndex((each) => each.closest("section.pane") === active);
    all[(at + step + all.length) % all.length]?.focus();
}
