// The workbench: rules, a patient and what the rules say of them, side by side.

import type { EditorView } from "@codemirror/view";
import type { Answer, Profile } from "caveat";
import { html, LitElement, type PropertyValues, type TemplateResult } from "lit";

import { Accepting } from "./accepting.js";
import { appStyle } from "./app_style.js";
import { begin } from "./beginning.js";
import { Core } from "./core.js";
import { Dialogs } from "./dialogs.js";
import { Documents } from "./documents.js";
import { Entry, isNarrow } from "./entry.js";
import { RuleEditor } from "./editor.js";
import { coreFiles } from "./files.js";
import { drawBanners, drawHeader } from "./frame.js";
import { pressed } from "./keys.js";
import { Names } from "./names.js";
import { PageTab } from "./page_tab.js";
import { drawPanes } from "./panes.js";
import { Places, type Pane, type View } from "./places.js";
import { Proposals } from "./proposals.js";
import type { CasesAdded, Diagnostic, Fix, Symbol } from "./protocol.js";
import { newVersion } from "./offline.js";
import { readFile } from "./reading.js";
import { rulesStyle } from "./rules_style.js";
import { foundStyle } from "./found_style.js";
import { layOut } from "./separator.js";
import { remember } from "./session.js";
import type { Kept } from "./store.js";
import { colours, runStyle } from "./style.js";
import { Tour } from "./tour.js";
import { casesName, Trial, type Changed } from "./trial.js";
import { download } from "./ways_out.js";
import { reasonOf } from "./words.js";
import "./patient.js";
import type { PatientPane } from "./patient.js";

export class WorkbenchPage extends LitElement {
    static override readonly styles = [colours, appStyle, rulesStyle, foundStyle, runStyle];

    readonly documents = new Documents(() => this.requestUpdate());
    readonly dialogs = new Dialogs(this);
    readonly places = new Places(this);
    readonly names = new Names(this);
    readonly entry = new Entry(this);
    readonly tour = new Tour(this);
    readonly accepting = new Accepting(this);
    readonly pageTab = new PageTab(this);
    readonly proposals = new Proposals(this);
    trial!: Trial;
    rules!: RuleEditor;
    cases!: RuleEditor;
    pane: Pane = "text";
    view: View = "rules";
    mode: "interview" | "all" = "interview";
    /** Said in words where something did not work; stays until it is closed. */
    notice = "";
    failed = "";
    /** A version of the page that waits to be taken. */
    newer: ServiceWorker | undefined;
    isReady = false;
    /** What was changed before the last screening. */
    cause: "answer" | "rules" = "answer";
    #said = "";
    #lastSaid = "";
    #wasReadOnly = false;
    /** What was begun and has not ended is not begun once more, as by a double click. */
    #isCreating = false;
    #isAdding = false;

    // ---- from nothing to a document that is open -------------------------------------------------

    protected override firstUpdated(): void {
        void this.#start().catch((failure: unknown) => {
            this.notice = `What was open before cannot be opened: ${String(failure)}`;
            this.requestUpdate();
        });
    }

    async #start(): Promise<void> {
        const core = new Core(coreFiles, (why) => {
            this.failed = why;
            this.requestUpdate();
        });
        this.trial = new Trial(core, (what) => this.#heard(what));
        this.rules = this.#editor("rules-editor", "Rules", "rules");
        this.cases = this.#editor("cases-editor", "Cases", "cases");
        this.isReady = true;
        this.#listen();
        await begin(this);
    }

    #editor(id: string, label: string, of: "rules" | "cases"): RuleEditor {
        const sync = () => (of === "rules" ? this.trial.rules : this.trial.cases);
        return new RuleEditor(this.renderRoot as ShadowRoot, this.renderRoot.querySelector(`#${id}`) as HTMLElement, label, {
            changed: (changes) => {
                this.cause = "rules";
                const document = (of === "rules" ? this.rules : this.cases).view.state.doc;
                sync()?.changed(changes, document);
                this.documents.touch(this.rules.text, this.cases.text);
            },
            moved: () => {
                this.remember();
                this.names.moved();
                this.entry.moved();
            },
            complete: async (at) => {
                sync()?.flush();
                return this.trial.core.call({ call: "complete", uri: sync()?.uri, at });
            },
            hover: (at) => this.trial.core.call({ call: "hover", uri: sync()?.uri, at }),
            mend: (fix) => this.mend(fix),
            mendHere: (at) => this.#mendHere(at),
            rename: () => void this.names.askName(),
            format: () => void this.names.format(),
            whatIsThis: () => this.names.show(),
        });
    }

    // ---- documents -------------------------------------------------------------------------------

    async openDocument(kept: Kept, caret = 0): Promise<void> {
        if (!(await this.#mayLeave())) return;
        await this.documents.open(kept);
        this.show(kept, caret);
    }
    /** False where what is open may not be left. */
    async create(name: string, rules: string, cases: string): Promise<boolean> {
        if (this.#isCreating) return false;
        this.#isCreating = true;
        try {
            if (!(await this.#mayLeave())) return false;
            this.#forgetPatient();
            this.show(await this.documents.create(name, rules, cases), 0);
            return true;
        } finally {
            this.#isCreating = false;
        }
    }
    async #mayLeave(): Promise<boolean> {
        if (await this.documents.mayLeave()) return true;
        this.notice =
            "What is open could not be saved in this browser. Download it first; then another document can be opened.";
        this.requestUpdate();
        return false;
    }
    show(kept: Kept, caret: number): void {
        if (this.entry.isOpen) this.places.replace("#/rules/outline");
        this.rules.set(kept.rules, caret, "Rules");
        this.cases.set(kept.cases, 0, "Cases");
        this.setReadOnly();
        this.proposals.forget();
        // As the editors have them, which end every line alike.
        this.trial.open(kept.name, this.rules.text, this.cases.text);
        document.title = `${kept.name} – Caveat workbench`;
        this.remember();
        this.requestUpdate();
    }
    setReadOnly(): void {
        this.rules.setReadOnly(this.documents.isReadOnly);
        this.cases.setReadOnly(this.documents.isReadOnly);
    }
    async takeOver(): Promise<void> {
        try {
            const kept = await this.documents.takeOver();
            if (kept !== undefined) this.show(kept, this.rules.caret);
        } catch (failure) {
            this.notice = `What the other tab has written cannot be read: ${reasonOf(failure)}. Nothing is taken over.`;
            this.requestUpdate();
        }
    }
    async openFile(file: File): Promise<void> {
        const read = await readFile(file);
        if ("refused" in read) {
            this.notice = `${read.refused} Nothing was changed.`;
            this.requestUpdate();
            return;
        }
        if (/\.cases\.ya?ml$/i.test(file.name)) {
            if (this.documents.isReadOnly) {
                this.notice = `${file.name} cannot take the place of the cases: here they can only be read. Nothing was changed.`;
                return this.requestUpdate();
            }
            this.cases.replace(read.text);
            this.places.go("#/rules/cases");
        } else {
            await this.create(file.name, read.text, "");
            this.dialogs.close();
        }
    }
    saveFile(what: "rules" | "cases" = "rules"): void {
        const { current } = this.documents;
        if (current === undefined) return;
        if (what === "rules") download(current.name, this.rules.text);
        else download(casesName(current.name), this.cases.text);
        this.documents.downloaded(what);
    }

    #forgetPatient(): void {
        this.trial.answers = new Map();
        this.trial.inputs = new Map();
        this.trial.typedDay = "";
        this.patientPane?.restart();
    }
    /** Somebody else, on their day; nothing: nobody yet, today. */
    takePatient(patient: Profile | undefined): void {
        this.#forgetPatient();
        this.trial.answers = new Map(Object.entries(patient?.facts ?? {}) as [string, Answer][]);
        this.trial.typedDay = patient?.as_of ?? "";
        this.answered();
    }
    async loadCase(name: string): Promise<void> {
        try {
            this.takePatient(await this.trial.patientOf(name));
            this.places.go("#/patient");
        } catch (failure) {
            this.notice = `This patient cannot be loaded: ${(failure as Error).message}.`;
            this.requestUpdate();
        }
    }
    clearPatient(): void {
        this.#forgetPatient();
        this.answered();
    }
    get patientPane(): PatientPane | null {
        return this.renderRoot.querySelector<PatientPane>("caveat-patient");
    }

    // ---- what the core says ----------------------------------------------------------------------

    #heard(what: Changed): void {
        const { trial } = this;
        if (what === "judged") {
            this.rules.showDiagnostics(trial.diagnostics);
            this.cases.showDiagnostics(trial.caseDiagnostics);
            // A line below whose problem is gone would say something untrue.
            if (trial.diagnostics.length === 0) this.rules.showProblemLines([]);
            if (trial.caseDiagnostics.length === 0) this.cases.showProblemLines([]);
        } else if (what === "read") {
            this.rules.showTokens(trial.tokens);
            this.entry.find();
        } else if (what === "rest") {
            this.rules.showProblemLines(trial.diagnostics);
            this.cases.showProblemLines(trial.caseDiagnostics);
            this.#say();
        } else if (what === "cases") {
            this.rules.showMarks(trial.tested?.marks ?? []);
        } else {
            this.pageTab.changed();
            this.remember();
        }
        this.requestUpdate();
    }
    /** What somebody hears who does not see the list. */
    #say(): void {
        const errors = this.trial.diagnostics.filter(({ severity }) => severity === "error");
        const first = errors[0];
        const said =
            first === undefined
                ? "No errors."
                : `${errors.length} ${errors.length === 1 ? "error" : "errors"}: ${first.message}`;
        if (said === this.#lastSaid) return;
        // Nothing was wrong, and nothing is.
        this.#said = this.#lastSaid === "" && first === undefined ? "" : said;
        this.#lastSaid = said;
    }

    answered(): void {
        this.cause = "answer";
        this.remember();
        void this.trial.screen();
        this.requestUpdate();
    }
    mend(fix: Fix): void {
        const ofRules = fix.edits.filter(({ uri }) => uri === this.trial.rules?.uri);
        const ofCases = fix.edits.filter(({ uri }) => uri === this.trial.cases?.uri);
        // Its places are those of the text that was judged.
        if (!this.trial.isSettled) {
            this.notice = "The text has just changed, so nothing was mended. Once it is read, try again.";
            return this.requestUpdate();
        }
        if (ofRules.length > 0) this.rules.apply(ofRules);
        if (ofCases.length > 0) this.cases.apply(ofCases);
        this.editor.view.focus();
    }
    #mendHere(at: number): boolean {
        const document = this.rules.view.state.doc;
        const line = document.lineAt(Math.min(at, document.length));
        const here = this.trial.diagnostics.filter(({ from, to }) => from <= line.to && to >= line.from);
        const fix = here.flatMap(({ fixes }) => fixes).find(({ preferred }) => preferred);
        if (fix === undefined) return false;
        this.mend(fix);
        return true;
    }
    goTo(problem: Diagnostic | { from: number; to: number }, of: "rules" | "cases" = "rules"): void {
        this.places.go(of === "rules" ? "#/rules/text" : "#/rules/cases");
        void this.updateComplete.then(() => this[of].goTo(problem));
    }
    /** Where what stands in the outline is written. */
    edit(section: Symbol | undefined, entry: Symbol): void {
        if (isNarrow()) this.entry.openSymbol(section, entry);
        else this.goTo(entry);
    }
    /** The text of the pane at hand, which is the rules where there is none. */
    get editor(): RuleEditor {
        return this.pane === "cases" ? this.cases : this.rules;
    }
    showText(): EditorView {
        if (this.pane !== "cases" && this.pane !== "text") this.places.go("#/rules/text");
        return this.editor.view;
    }
    /** What was refused, in the core's words; empty where it is done. */
    keepCase(name: string): Promise<string> {
        return this.#addCases(() => this.trial.keep(name));
    }
    takeCases(yaml: string): Promise<string> {
        return this.#addCases(() => this.trial.take(yaml));
    }
    async #addCases(make: () => Promise<CasesAdded>): Promise<string> {
        if (this.#isAdding) return "others are being written just now";
        this.#isAdding = true;
        try {
            const { doc } = this.cases.view.state;
            const kept = await make();
            if (this.cases.view.state.doc !== doc) return "the cases have changed meanwhile";
            const edits = kept.edits.map(({ from, to, text }) => ({ from, to, text }));
            if (kept.is_new) this.cases.replace(edits[0]?.text ?? "");
            else this.cases.apply(edits);
            return "";
        } catch (failure) {
            return (failure as Error).message;
        } finally {
            this.#isAdding = false;
        }
    }

    // ---- keys, and leaving -----------------------------------------------------------------------

    #listen(): void {
        this.places.listen();
        const leave = () => {
            void this.documents.flush();
            this.remember();
        };
        addEventListener("pagehide", leave);
        document.addEventListener("visibilitychange", leave);
        addEventListener("beforeunload", (event) => {
            if (this.documents.saving.is === "failed") event.preventDefault();
        });
        addEventListener(newVersion, (event) => {
            this.newer = (event as CustomEvent<ServiceWorker>).detail;
            this.requestUpdate();
        });
        addEventListener("dragover", (event) => event.preventDefault());
        addEventListener("drop", (event) => {
            event.preventDefault();
            const file = event.dataTransfer?.files[0];
            if (file !== undefined) void this.openFile(file);
        });
        addEventListener("keydown", (event) => pressed(this, event));
    }
    remember(): void {
        const { current } = this.documents;
        if (!this.isReady || current === undefined) return;
        const { trial } = this;
        const unsaved = this.documents.isDirty || this.documents.saving.is !== "saved";
        const { name, changed } = current;
        remember({
            document: current.id,
            caret: this.rules.caret,
            view: this.view,
            pane: this.pane,
            reader: trial.reader,
            mode: this.mode,
            typedDay: trial.typedDay,
            answers: [...trial.answers],
            inputs: [...trial.inputs],
            ...(this.tour.place && { tour: this.tour.place }),
            ...(unsaved && !this.documents.isReadOnly
                ? { unsaved: { name, rules: this.rules.text, cases: this.cases.text, changed } }
                : {}),
        });
    }

    // ---- drawing ---------------------------------------------------------------------------------

    protected override updated(_changed: PropertyValues): void {
        if (this.isReady && this.#wasReadOnly !== this.documents.isReadOnly) {
            this.#wasReadOnly = this.documents.isReadOnly;
            this.setReadOnly();
        }
        layOut(this);
        this.pageTab.updated();
        this.toggleAttribute("one-entry", this.entry.isOpen);
        this.dialogs.updated();
    }

    protected override render(): TemplateResult {
        return html`${drawHeader(this)} ${drawBanners(this)}
            <p class="hidden" id="said" role="status" aria-live="polite">${this.#said}</p>
            ${drawPanes(this)} ${this.dialogs.draw()}`;
    }
}

customElements.define("caveat-workbench", WorkbenchPage);
