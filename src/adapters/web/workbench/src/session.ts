// What this tab remembers over a reload: where somebody was, and the patient, who is kept nowhere else.

import type { Answer } from "caveat";

import type { TourPlace } from "./tour.js";

export interface Session {
    document: string;
    caret: number;
    view: string;
    pane: string;
    reader: string;
    mode: string;
    typedDay: string;
    answers: [string, Answer][];
    /** What was typed, by fact. */
    inputs: [string, unknown][];
    /** Where the tour is. */
    tour?: TourPlace;
    /** The text as it stood when the page went away: a save may not have ended then. */
    unsaved?: { name: string; rules: string; cases: string; changed: number };
}

const key = "caveat-workbench";

export function remember(session: Session): boolean {
    try {
        sessionStorage.setItem(key, JSON.stringify(session));
        return true;
    } catch {
        return false;
    }
}

export function remembered(): Partial<Session> {
    try {
        const found: unknown = JSON.parse(sessionStorage.getItem(key) ?? "{}");
        return typeof found === "object" && found !== null ? found : {};
    } catch {
        return {};
    }
}
