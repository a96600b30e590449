// Where somebody is: a pane, a tab of the rules, a dialog, and which panes are hidden. Each move is an
// entry of the history, so that Back takes it back; the address says it, and what is hidden goes along.

import type { WorkbenchPage } from "./app.js";
import { openLink } from "./beginning.js";
import { isNarrow } from "./entry.js";
import { isLink } from "./link.js";
import type { Session } from "./session.js";

export const panes = ["text", "outline", "page", "cases"] as const;
export type Pane = (typeof panes)[number];
export const views = ["rules", "patient", "result", "cases"] as const;
export type View = (typeof views)[number];

/** Panes that stand side by side. */
export const columns = ["rules", "patient", "result"] as const;

interface Entry {
    hidden: View[];
    /** The card of the name at the cursor. */
    card: boolean;
}

function viewOf(route: string): View | undefined {
    const first = route.split("/")[1];
    return first === "edit" ? "rules" : views.find((each) => each === first);
}

export class Places {
    readonly #page: WorkbenchPage;
    #hidden: ReadonlySet<View> = new Set<View>(["cases"]);

    #hasCard = false;

    constructor(page: WorkbenchPage) {
        this.#page = page;
    }

    /** Where this tab was before. */
    begin(before: Partial<Session>): void {
        const page = this.#page;
        page.pane = panes.find((each) => each === before.pane) ?? (isNarrow() ? "outline" : "text");
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

    /** A pane that was hidden is shown again where somebody goes there. */
    go(route: string): void {
        const hidden = this.#hidden;
        this.#hidden = new Set([...hidden].filter((each) => each === "cases" || each !== viewOf(route)));
        if (location.hash !== route || this.#hidden.size < hidden.size) history.pushState(this.#entry(), "", route);
        this.#route();
    }

    /** Somewhere else, in place of where it was. */
    replace(route: string): void {
        history.replaceState(this.#entry(), "", route);
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

    get hasCard(): boolean {
        return this.#hasCard;
    }
    showCard(isShown: boolean): void {
        this.#hasCard = isShown;
        history.pushState(this.#entry(), "");
        this.#route();
    }

    #entry(): Entry {
        return { hidden: [...this.#hidden], card: this.#hasCard };
    }
    #route(): void {
        const page = this.#page;
        const { hidden, card } = (history.state ?? {}) as Partial<Entry>;
        this.#hasCard = card === true;
        if (Array.isArray(hidden)) this.#hidden = new Set(views.filter((each) => hidden.includes(each)));
        const [, first = "", second = ""] = location.hash.split("/");
        const view = viewOf(location.hash);
        if (view !== undefined) {
            page.view = view;
            const pane = panes.find((each) => each === second);
            if (view === "rules" && pane !== undefined) page.pane = pane;
        }
        const isEntry = first === "edit";
        if (isEntry) Object.assign(page, { view: "rules", pane: "outline" });
        page.entry.showOnly(isEntry ? location.hash : "");
        page.dialogs.showOnly(first === "dialog" ? second : "");
        page.remember();
        page.requestUpdate();
    }
}
