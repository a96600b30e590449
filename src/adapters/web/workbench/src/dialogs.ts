// Dialogs: each is an entry of the history, so that Back closes it.

import { html, nothing, type TemplateResult } from "lit";

import type { WorkbenchPage } from "./app.js";
import { Comparison } from "./comparison.js";
import { examples, type Example } from "./examples.js";
import { drawExamples } from "./examples_dialog.js";
import { fragmentOf, type Linked } from "./link.js";
import type { Kept, Version } from "./store.js";
import { casesName } from "./trial.js";
import { timeOf } from "./times.js";
import { download } from "./ways_out.js";
import { reasonOf } from "./words.js";

export const titles: Record<string, string> = {
    documents: "Documents",
    examples: "Examples",
    more: "More",
    download: "Download",
    share: "Share",
    compare: "Compare",
    history: "History",
    help: "Help",
    keep: "Keep as case",
    rename: "Rename",
    accept: "Accept a finding",
};

/** What the head of the page leads to. */
export const headings = ["examples", "download", "share", "compare", "history", "help"] as const;

export class Dialogs {
    readonly #page: WorkbenchPage;
    readonly #comparison: Comparison;
    #open = "";
    /** What the dialog was opened for. */
    #shown = "";
    #closed: (() => void) | undefined;
    /** Nothing until it is read. */
    #documents: Kept[] | undefined;
    #examples: Example[] | undefined;
    #versions: Version[] | undefined;
    #said = "";
    #withPatient = false;
    #link = "";

    constructor(page: WorkbenchPage) {
        this.#page = page;
        this.#comparison = new Comparison(page);
    }

    /** In place of the one that is open, or as an entry of its own. */
    open(name: string, isInPlace = false): void {
        const { places } = this.#page;
        if (isInPlace) places.replace(`#/dialog/${name}`);
        else places.go(`#/dialog/${name}`);
    }
    /** `closed` is called once it is gone. */
    close(closed?: () => void): void {
        if (this.#open === "") return closed?.();
        this.#closed = closed;
        history.back();
    }
    get isOpen(): boolean {
        return this.#open !== "";
    }

    /** What the address says. */
    showOnly(name: string): void {
        if (name !== "" && !Object.hasOwn(titles, name)) name = "";
        // What it was about is gone after a reload.
        if (name === "rename" && !this.#page.names.isAsking) name = "";
        if (name === "accept" && !this.#page.accepting.isAsking) name = "";
        if (name === this.#open) return;
        if (this.#open === "compare") this.#comparison.forget();
        this.#open = name;
        this.#said = "";
        this.#link = "";
        this.#withPatient = false;
        this.#documents = this.#examples = this.#versions = undefined;
        void this.#prepare(name);
    }
    async #prepare(name: string): Promise<void> {
        const { documents } = this.#page;
        let said = "The examples cannot be read.";
        try {
            if (name === "documents") {
                said = "The documents in this browser cannot be read: ";
                this.#documents = await documents.list();
            } else if (name === "examples") {
                this.#examples = (await examples()).sets;
            } else if (name === "history") {
                said = "The history of this document cannot be read: ";
                this.#versions = await documents.versions();
            } else if (name === "compare") {
                said = "What there is to compare with cannot be read: ";
                this.#comparison.begin(await documents.versions(), await documents.list());
            }
        } catch (failure) {
            if (this.#open === name) this.#said = said.endsWith(".") ? said : `${said}${reasonOf(failure)}.`;
        }
        this.#page.requestUpdate();
    }
    /** Once the page is drawn. */
    updated(): void {
        const dialog = this.#page.renderRoot.querySelector("dialog");
        if (dialog === null) return;
        if (this.#open !== "" && this.#shown !== this.#open) {
            this.#shown = this.#open;
            if (!dialog.open) dialog.showModal();
            const first = dialog.querySelector<HTMLElement>("[autofocus]") ?? dialog.querySelector("h2");
            first?.focus();
            if (first instanceof HTMLInputElement) first.select();
        } else if (this.#open === "" && dialog.open) {
            this.#shown = "";
            dialog.close();
            this.#closed?.();
            this.#closed = undefined;
        }
    }

    draw(): TemplateResult {
        const cancel = (event: Event) => {
            event.preventDefault();
            this.close();
        };
        return html`<dialog
            class=${this.#open === "compare" ? "wide" : ""}
            aria-labelledby="dialog-head"
            @cancel=${cancel}
        >
            <h2 id="dialog-head" tabindex="-1">${titles[this.#open] ?? ""}</h2>
            ${this.#body()}
            <p role="status">${this.#said}</p>
            ${this.#open === "" ? nothing : html`<button type="button" @click=${() => this.close()}>Close</button>`}
        </dialog>`;
    }
    #body(): TemplateResult | typeof nothing {
        switch (this.#open) {
            case "documents":
                return this.#drawDocuments();
            case "examples":
                return drawExamples(this.#page, this.#examples ?? [], () => this.close());
            case "more":
                return this.#drawMore();
            case "download":
                return this.#drawDownload();
            case "share":
                return this.#drawShare();
            case "compare":
                return this.#comparison.draw();
            case "history":
                return this.#drawHistory();
            case "keep":
                return this.#drawKeep();
            case "rename":
                return this.#page.names.drawRename((said) => this.#say(said));
            case "accept":
                return this.#page.accepting.drawDialog((said) => this.#say(said));
            case "help":
                return drawHelp();
            default:
                return nothing;
        }
    }
    #say(said: string): void {
        this.#said = said;
        this.#page.requestUpdate();
    }

    // ---- each of them ----------------------------------------------------------------------------

    #drawDocuments(): TemplateResult {
        const page = this.#page;
        const current = page.documents.current?.id;
        const choose = (event: Event) => {
            const input = event.target as HTMLInputElement;
            const file = input.files?.[0];
            input.value = "";
            if (file !== undefined) void page.openFile(file);
        };
        const then = (done: Promise<unknown>) => void done.then(() => this.close());
        const remove = async (kept: Kept) => {
            if (!confirm(`Remove ${kept.name} and its history from this browser?`)) return;
            try {
                await page.documents.store.remove(kept.id);
            } catch (failure) {
                return this.#say(`${kept.name} cannot be removed: ${(failure as Error).message}`);
            }
            await this.#prepare("documents");
        };
        return html`<div class="row">
                <label>Open a file <input type="file" accept=".yaml,.yml,.txt" @change=${choose} /></label>
                <button type="button" @click=${() => then(page.create("rules.yaml", "", ""))}>New, empty</button>
                <button type="button" @click=${() => this.open("examples", true)}>Examples</button>
            </div>
            <h3>In this browser</h3>
            <ul class="list">
                ${this.#documents?.map(
                    (kept) => html`<li class="row">
                        <button type="button" class="link grow" @click=${() => then(page.openDocument(kept))}>
                            <bdi>${kept.name}</bdi>
                        </button>
                        <span class="hint">${timeOf(kept.changed)}</span>
                        ${kept.id === current
                            ? html`<span class="hint">open</span>`
                            : html`<button
                                  type="button"
                                  aria-label="Remove ${kept.name}"
                                  @click=${() => void remove(kept)}
                              >Remove</button>`}
                    </li>`,
                )}
            </ul>`;
    }

    /** Where the head of the page has no room. */
    #drawMore(): TemplateResult {
        return html`<ul class="list">
            ${headings.map(
                (each) => html`<li>
                    <button type="button" class="link" @click=${() => this.open(each, true)}>${titles[each]}</button>
                </li>`,
            )}
        </ul>`;
    }

    #drawDownload(): TemplateResult {
        const page = this.#page;
        const { trial } = page;
        const name = page.documents.current?.name ?? "rules.yaml";
        const stem = name.replace(/\.ya?ml$/i, "");
        const report = trial.screened?.report;
        const savePage = async () => {
            try {
                download(`${stem}.html`, await trial.page(), "text/html");
            } catch (failure) {
                this.#say((failure as Error).message);
            }
        };
        return html`<ul class="list">
            <li><button type="button" class="link" @click=${() => page.saveFile("rules")}>The rules, <bdi>${name}</bdi></button></li>
            ${page.cases.text === ""
                ? nothing
                : html`<li>
                      <button type="button" class="link" @click=${() => page.saveFile("cases")}>
                          Their cases, <bdi>${casesName(name)}</bdi>
                      </button>
                  </li>`}
            ${trial.loadedAt === undefined
                ? nothing
                : html`<li>
                      <button type="button" class="link" @click=${() => void savePage()}>
                          A page to read and print, with this patient
                      </button>
                  </li>`}
            ${report === undefined
                ? nothing
                : html`<li>
                          <button
                              type="button"
                              class="link"
                              @click=${() => download(`${stem}-report.json`, JSON.stringify(report, null, 2), "application/json")}
                          >The report on this patient as JSON</button>
                      </li>
                      <li>
                          <button type="button" class="link" @click=${() => {
                              this.close();
                              setTimeout(() => print(), 200);
                          }}>Print the result</button>
                      </li>`}
        </ul>`;
    }

    #drawShare(): TemplateResult {
        const page = this.#page;
        const copy = async () => {
            const { current } = page.documents;
            if (current === undefined) return;
            const linked: Linked = { name: current.name, rules: page.rules.text, cases: page.cases.text };
            if (this.#withPatient) {
                const { answers, typedDay } = page.trial;
                Object.assign(linked, { patient: Object.fromEntries(answers), ...(typedDay && { as_of: typedDay }) });
            }
            const fragment =
                (await fragmentOf(linked)) ?? (await fragmentOf({ ...linked, cases: "" }));
            if (fragment === undefined) {
                this.#link = "";
                return this.#say("These rules are too long for a link. Download the file and send that.");
            }
            this.#link = new URL(fragment, location.href).href;
            const isWhole = linked.cases === "" || (await fragmentOf(linked)) !== undefined;
            const without = isWhole ? "" : " The cases are too long for it and are left out.";
            try {
                await navigator.clipboard.writeText(this.#link);
                this.#say(`The link is copied.${without}`);
            } catch {
                this.#say(`Copy the link from the field.${without}`);
            }
        };
        return html`<p>
                The link holds the rules themselves. They stand behind its <code>#</code>, which no browser sends to a
                server: whoever has the link has the rules.
            </p>
            ${page.cases.text.trim() === ""
                ? nothing
                : html`<p>Their cases go along, with every patient who was kept as one.</p>`}
            ${page.trial.answers.size === 0
                ? nothing
                : html`<p>
                      <label>
                          <input type="checkbox" .checked=${this.#withPatient} @change=${(event: Event) => {
                              this.#withPatient = (event.target as HTMLInputElement).checked;
                              page.requestUpdate();
                          }} />
                          With the answers of this patient
                      </label>
                      ${this.#withPatient
                          ? html`<strong class="bad">Whoever has the link can read these answers.</strong>`
                          : nothing}
                  </p>`}
            <p><button type="button" class="main" @click=${() => void copy()}>Copy link</button></p>
            ${this.#link === ""
                ? nothing
                : html`<p><label>Link <input type="text" readonly .value=${this.#link} /></label></p>`}`;
    }

    #drawHistory(): TemplateResult | typeof nothing {
        const page = this.#page;
        const restore = async (version: Version) => {
            // What is there now first: it stays a version.
            await page.documents.flush();
            if (page.documents.saving.is === "failed") {
                return this.#say("The text at hand could not be saved, so no version takes its place. Download it first.");
            }
            page.rules.replace(version.rules);
            page.cases.replace(version.cases);
            await page.documents.flush(true);
            this.close();
        };
        if (this.#versions === undefined) return nothing;
        if (this.#versions.length === 0) return html`<p>There are no versions yet.</p>`;
        return html`<p class="hint">Restoring one is a version too, so nothing is lost by it.</p>
            <ul class="list">
                ${this.#versions.map(
                    (version, at) => html`<li class="row">
                        <span class="grow">
                            ${timeOf(version.changed)} <span class="hint">${version.rules.split("\n").length} lines</span>
                        </span>
                        ${at === 0
                            ? html`<span class="hint">the text at hand</span>`
                            : page.documents.isReadOnly
                              ? nothing
                              : html`<button
                                    type="button"
                                    aria-label="Restore the version of ${timeOf(version.changed)}"
                                    @click=${() => void restore(version)}
                                >Restore</button>`}
                    </li>`,
                )}
            </ul>`;
    }

    #drawKeep(): TemplateResult {
        const keep = async (event: Event) => {
            event.preventDefault();
            const input = this.#page.renderRoot.querySelector<HTMLInputElement>("#case-name");
            const name = input?.value.trim() ?? "";
            if (name === "") return this.#say("Please give the case a name that says what it shows.");
            const refused = await this.#page.keepCase(name);
            if (refused !== "") return this.#say(refused);
            this.close();
        };
        return html`<form @submit=${keep}>
            <p>What the rules say of this patient today is written into the cases, as not approved yet.</p>
            <p class="row">
                <label class="grow">What it shows <input type="text" id="case-name" size="40" autocomplete="off" /></label>
                <button type="submit" class="main">Keep</button>
            </p>
        </form>`;
    }
}

function drawHelp(): TemplateResult {
    return html`<p>
            Write rules on the left. Mistakes are underlined as you type, and said below the line. Answer for a patient in
            the middle; what the rules say of them stands on the right. Nothing that you write leaves this browser unless
            you download or share it. To learn how rules are written, take the tour in Examples: five steps, a quarter of an
            hour.
        </p>
        <ul>
            <li>F8, Shift+F8: the next problem, and the one before</li>
            <li>Alt+Enter: mend the problem in this line, where there is one way to do it</li>
            <li>Ctrl+K: what the name at the cursor stands for, and where it is used</li>
            <li>F2: another name for it, in the rules and in their cases; Shift+Alt+F: lay the file out anew</li>
            <li>Ctrl+Space: what could stand here; ↓ and Enter put it there</li>
            <li>Ctrl+F: find; Ctrl+Z: undo</li>
            <li>F6, Shift+F6: the next pane, and the one before</li>
            <li>Escape, then Tab: out of the editor</li>
        </ul>`;
}
