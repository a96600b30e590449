// Between two panes: moved by pointer or by arrow keys.

import { html, type TemplateResult } from "lit";

import type { WorkbenchPage } from "./app.js";
import { columns } from "./places.js";

const usual: Record<string, number> = { rules: 44, patient: 28, result: 28 };
const least = 12;

const shares = { ...usual };

function set(page: WorkbenchPage, one: string, other: string, share: number): void {
    const sum = (shares[one] ?? 0) + (shares[other] ?? 0);
    const now = Math.min(Math.max(least, share), sum - least);
    shares[one] = now;
    shares[other] = sum - now;
    layOut(page);
    page.requestUpdate();
}

/** Columns for the panes that are shown, and for what stands between them. */
export function layOut(page: WorkbenchPage): void {
    const shown = columns.filter((each) => !page.places.isHidden(each));
    const wide = shown.map((each) => `minmax(14rem, ${shares[each]}fr)`);
    page.style.setProperty("--columns", wide.join(" auto "));
}

/** Between the pane `one` and the pane `other`, which is to its right. */
export function separator(page: WorkbenchPage, one: string, other: string): TemplateResult {
    const share = () => shares[one] ?? 0;
    const press = (event: KeyboardEvent) => {
        const step = { ArrowLeft: -2, ArrowRight: 2 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        set(page, one, other, share() + step);
    };
    const drag = (event: PointerEvent) => {
        const line = event.currentTarget as HTMLElement;
        if (!line.hasPointerCapture(event.pointerId)) return;
        const width = line.parentElement?.clientWidth ?? 1;
        set(page, one, other, share() + (event.movementX / width) * 100);
    };
    return html`<div
        role="separator"
        tabindex="0"
        aria-orientation="vertical"
        aria-label="Width of ${one} and ${other}"
        aria-valuenow=${Math.round(share())}
        aria-valuemin=${least}
        aria-valuemax=${Math.round((shares[one] ?? 0) + (shares[other] ?? 0) - least)}
        @keydown=${press}
        @pointerdown=${(event: PointerEvent) => (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)}
        @pointermove=${drag}
    ></div>`;
}
