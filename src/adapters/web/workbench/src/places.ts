// Where somebody is: a pane, a tab of the rules, a dialog, and which panes are hidden. Each move is an
// entry of the history, so that Back takes it back; the address says it, and what is hidden goes along.

import type { WorkbenchPage } from "./app.js";
import { openLink } from "./beginning.js";
import { isLink } from "./link.js";
import type { Session } from "./session.js";

export const panes = ["text", "outline", "cases"] as const;
export type Pane = (typeof panes)[number];
export const views = ["rules", "patient", "result", "cases"] as const;
export type View = (typeof views)[number];

/** Panes that stand side by side. */
export const columns = ["rules", "patient", "result"] as const;

interface Entry {
    hidden: View[];
}

export class Places {
    readonly #page: WorkbenchPage;
    #hidden: ReadonlySet<View> = new Set<View>(["cases"]);

    constructor(page: WorkbenchPage) {
        this.#page = page;
    }

    /** Where this tab was before. */
    begin(before: Partial<Session>): void {
        const page = this.#page;
        page.pane = panes.find((each) => each === before.pane) ?? "text";
        page.view = views.find((each) => each === before.view) ?? "rules";
    }
    /** Once there is a document. A dialog has an entry before it, to which closing goes back. */
    arrive(): void {
        const isBehindAnother = !location.hash.startsWith("#/dialog/") || history.state !== null;
        if (!location.hash.startsWith("#/") || !isBehindAnother) this.leaveLink();
        this.#route();
    }
    /** The address no longer has the link that was opened. */
    leaveLink(): void {
        history.replaceState(this.#entry(), "", `#/${this.#page.view}`);
    }
    listen(): void {
        addEventListener("popstate", () => {
            if (!isLink(location.hash)) this.#route();
        });
        addEventListener("hashchange", () => {
            if (isLink(location.hash)) void openLink(this.#page, location.hash);
        });
    }

    go(route: string): void {
        if (location.hash !== route) history.pushState(this.#entry(), "", route);
        this.#route();
    }

    // ---- panes that are hidden where there is room for all -----------------------------------------

    isHidden(view: View): boolean {
        return this.#hidden.has(view);
    }
    /** Of panes side by side, one stays. */
    mayHide(view: View): boolean {
        return view === "cases" || columns.some((each) => each !== view && !this.#hidden.has(each));
    }
    toggle(view: View): void {
        const hidden = new Set(this.#hidden);
        if (!hidden.delete(view)) {
            if (!this.mayHide(view)) return;
            hidden.add(view);
        }
        this.#hidden = hidden;
        history.pushState(this.#entry(), "");
        this.#route();
    }

    #entry(): Entry {
        return { hidden: [...this.#hidden] };
    }
    #route(): void {
        const page = this.#page;
        const { hidden } = (history.state ?? {}) as Partial<Entry>;
        if (Array.isArray(hidden)) this.#hidden = new Set(views.filter((each) => hidden.includes(each)));
        const [, first = "", second = ""] = location.hash.split("/");
        const view = views.find((each) => each === first);
        if (view !== undefined) {
            page.view = view;
            const pane = panes.find((each) => each === second);
            if (view === "rules" && pane !== undefined) page.pane = pane;
        }
        page.dialogs.showOnly(first === "dialog" ? second : "");
        page.remember();
        page.requestUpdate();
    }
}
