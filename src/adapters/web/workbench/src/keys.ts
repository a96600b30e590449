// Keys that work in every pane. What the editor has bound itself never comes here.

import { nextDiagnostic, previousDiagnostic } from "@codemirror/lint";

import type { WorkbenchPage } from "./app.js";
import { nextPane } from "./panes.js";

export function pressed(page: WorkbenchPage, event: KeyboardEvent): void {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "F6") {
        event.preventDefault();
        nextPane(page.renderRoot as ShadowRoot, event.shiftKey ? -1 : 1);
    } else if (event.key === "F8" && !page.dialogs.isOpen) {
        event.preventDefault();
        const view = page.showText();
        (event.shiftKey ? previousDiagnostic : nextDiagnostic)(view);
        view.focus();
    }
}
