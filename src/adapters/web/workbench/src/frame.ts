// What stands above the panes: the document and what can be done with it, and what went wrong.

import { html, nothing, type TemplateResult } from "lit";

import type { WorkbenchPage } from "./app.js";
import { headings, titles } from "./dialogs.js";
import { takeNewer } from "./offline.js";
import { timeOf } from "./times.js";

function savedWords(page: WorkbenchPage): string {
    const { saving, current } = page.documents;
    if (current === undefined) return "";
    const out = current.downloaded === undefined ? "never downloaded" : `downloaded ${timeOf(current.downloaded)}`;
    if (saving.is === "failed") return "not saved";
    if (saving.is === "waiting") return `saving …, in this browser only, ${out}`;
    return `saved ${timeOf(saving.at)}, in this browser only, ${out}`;
}

export function drawHeader(page: WorkbenchPage): TemplateResult {
    const name = page.documents.current?.name ?? "";
    const open = (dialog: string) => () => page.dialogs.open(dialog);
    return html`<header>
        <h1>Caveat</h1>
        <button type="button" @click=${open("documents")}><bdi>${name || "Documents"}</bdi> ▾</button>
        <span class="saved">${savedWords(page)}</span>
        ${headings.map((each) =>
            each === "help"
                ? html`<button type="button" class="wide" aria-label="Help" @click=${open(each)}>?</button>`
                : html`<button type="button" class="wide" @click=${open(each)}>${titles[each]}</button>`,
        )}
        <button type="button" class="narrow" aria-label="More" @click=${open("more")}>⋮</button>
    </header>`;
}

export function drawBanners(page: WorkbenchPage): TemplateResult {
    const { saving, isReadOnly, isOvertaken } = page.documents;
    const { newer } = page;
    const saveAll = () => {
        page.saveFile("rules");
        if (page.cases.text !== "") page.saveFile("cases");
    };
    return html`<div>
        ${page.failed === ""
            ? nothing
            : html`<p class="banner" role="alert">
                  The rules cannot be checked in this browser: ${page.failed}. What you write is kept all the same.
              </p>`}
        ${saving.is === "failed"
            ? html`<p class="banner" role="alert">
                  ${saving.at === undefined ? "Not saved." : `Not saved since ${timeOf(saving.at)}.`}
                  <button type="button" @click=${saveAll}>Download now</button>
              </p>`
            : nothing}
        ${isReadOnly
            ? html`<p class="banner mild" role="status">
                  This document is open in another tab, so here it can only be read.
                  ${isOvertaken ? "What was written here last is in its History." : nothing}
                  <button type="button" @click=${() => void page.takeOver()}>Take over</button>
              </p>`
            : nothing}
        ${newer === undefined
            ? nothing
            : html`<p class="banner mild" role="status">
                  New version: <button type="button" @click=${() => void page.documents.flush().then(() => takeNewer(newer))}>Reload</button>
              </p>`}
        ${page.tour.draw()}
        ${page.notice === ""
            ? nothing
            : html`<p class="banner mild" role="alert">
                  <bdi>${page.notice}</bdi>
                  <button type="button" @click=${() => {
                      page.notice = "";
                      page.requestUpdate();
                  }}>Close</button>
              </p>`}
    </div>`;
}
