// From nothing to a document that is open: what this tab had before, what a link brings, the newest of
// this browser, or the first example.

import type { Profile } from "caveat";

import type { WorkbenchPage } from "./app.js";
import { examples, firstExample } from "./examples.js";
import { isLink, readFragment } from "./link.js";
import { remembered } from "./session.js";
import type { Kept } from "./store.js";
import { reasonOf } from "./words.js";

export async function begin(page: WorkbenchPage): Promise<void> {
    const before = remembered();
    const { trial, documents } = page;
    trial.answers = new Map(Array.isArray(before.answers) ? before.answers : []);
    trial.inputs = new Map(Array.isArray(before.inputs) ? before.inputs : []);
    trial.typedDay = before.typedDay ?? "";
    if (before.reader) trial.reader = before.reader;
    page.mode = before.mode === "all" ? "all" : "interview";
    page.places.begin(before);

    const id = before.document;
    const kept = id === undefined ? undefined : await documents.find(id).catch((failure: unknown) => unread(page, failure));
    const { unsaved } = before;
    const hash = location.hash;
    if (id !== undefined && unsaved !== undefined) {
        // The page went away before its last words were kept.
        await documents.open(kept ?? { id, ...unsaved });
        if (kept === undefined) documents.saving = { is: "waiting", at: undefined };
        page.show(documents.current as Kept, before.caret ?? 0);
        if (kept === undefined || unsaved.changed >= kept.changed) {
            if (kept !== undefined) {
                page.rules.replace(unsaved.rules);
                page.cases.replace(unsaved.cases);
            }
            page.rules.view.dispatch({ selection: { anchor: Math.min(before.caret ?? 0, unsaved.rules.length) } });
        }
    } else if (kept !== undefined) {
        await page.openDocument(kept, before.caret ?? 0);
    } else if (!isLink(hash)) {
        await openAny(page);
    }
    if (isLink(hash)) await openLink(page, hash);
    await page.tour.goOn(before.tour);
    page.places.arrive();
}

/** Whoever has written something sees another text now, and is told why. */
function unread(page: WorkbenchPage, failure: unknown): undefined {
    page.notice =
        `What is kept in this browser cannot be read: ${reasonOf(failure)}. None of it is changed; ` +
        "once it can be read, Documents lists it.";
}

async function openAny(page: WorkbenchPage): Promise<void> {
    const [newest] = await page.documents.list().catch((failure: unknown) => unread(page, failure) ?? []);
    if (newest !== undefined) return page.openDocument(newest);
    try {
        const first = (await examples()).sets.find(({ name }) => name === firstExample);
        if (first !== undefined) {
            await page.create(first.name, first.rules, first.cases);
            return;
        }
    } catch {
        page.notice = "The examples cannot be read.";
    }
    await page.create("rules.yaml", "", "");
}

/** A link opens as a new document. */
export async function openLink(page: WorkbenchPage, hash: string): Promise<void> {
    const linked = await readFragment(hash);
    page.places.leaveLink();
    if (linked === undefined) {
        page.notice = "This link is not whole: a part of it was cut off. Ask for it again, or for the file.";
        if (page.documents.current === undefined) await openAny(page);
        return;
    }
    await page.create(linked.name, linked.rules, linked.cases);
    const { patient, as_of = "" } = linked;
    if (patient !== undefined) page.takePatient({ facts: patient as Profile["facts"], as_of });
}
