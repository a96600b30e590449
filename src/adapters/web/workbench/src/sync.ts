// One open file on its way to the core: each change is sent as soon as the one before is judged, and
// what was judged before the last key is dropped.

import type { ChangeSet, Text } from "@codemirror/state";

import type { Core } from "./core.js";
import type { Edit, Judged } from "./protocol.js";

/** In longer files (UTF-16 units) a change waits until the typing pauses. */
export const largeFile = 400_000;
const pauseMs = 300;

/** Half of a character is no text, and no file can hold it: it is judged as it would be saved. */
const whole = (text: string) => text.replace(/\p{Surrogate}/gu, "\uFFFD");

/** What is said of a text that the core did not take. */
function notChecked(failure: Error): Judged {
    const message = `the text cannot be checked: ${failure.message}`;
    const at = { from: 0, to: 0, line: 1, column: 1 };
    return {
        loads: false,
        diagnostics: [{ ...at, severity: "error", code: "not-checked", message, help: "", labels: [], fixes: [] }],
    };
}

function editsOf(changes: ChangeSet): Edit[] {
    const edits: Edit[] = [];
    changes.iterChanges((from, to, _begin, _end, text) => {
        edits.push({ from, to, text: whole(text.toString()) });
    });
    return edits;
}

function isBlank(document: Text): boolean {
    for (const lines = document.iter(); !lines.next().done; ) {
        if (lines.value.trim() !== "") return false;
    }
    return true;
}

export class Sync {
    readonly #core: Core;
    readonly #heard: (judged: Judged) => void;
    readonly uri: string;
    readonly #mayLack: boolean;
    #version = 0;
    #pending: ChangeSet | undefined;
    #inFlight = 0;
    #timer: ReturnType<typeof setTimeout> | undefined;
    #isOpen = false;
    #isClosed = false;

    /** `mayLack`: without any text it is no file, as cases that nobody has written. */
    constructor(core: Core, uri: string, mayLack: boolean, heard: (judged: Judged) => void) {
        this.#mayLack = mayLack;
        this.#core = core;
        this.#heard = heard;
        this.uri = uri;
    }

    /** Whether what was heard last is of the text at hand. */
    get isSettled(): boolean {
        return this.#pending === undefined && this.#inFlight === 0;
    }

    open(text: string): void {
        this.#pending = undefined;
        this.#isOpen = true;
        this.#send({ call: "open", uri: this.uri, text: whole(text) });
    }
    close(): void {
        if (this.#isClosed) return;
        this.#isClosed = true;
        clearTimeout(this.#timer);
        if (!this.#isOpen) return;
        void this.#core.call({ call: "close", uri: this.uri }).catch(() => undefined);
    }

    changed(changes: ChangeSet, document: Text): void {
        if (this.#mayLack && isBlank(document)) return this.#leave();
        if (!this.#isOpen) return this.open(document.toString());
        this.#pending = this.#pending?.compose(changes) ?? changes;
        clearTimeout(this.#timer);
        if (document.length > largeFile) {
            this.#timer = setTimeout(() => this.flush(), pauseMs);
        } else if (this.#inFlight === 0) {
            this.flush();
        }
    }

    /** Somebody has taken all of it out. What the core still says of it is not heard. */
    #leave(): void {
        clearTimeout(this.#timer);
        this.#pending = undefined;
        if (!this.#isOpen) return;
        this.#isOpen = false;
        ++this.#version;
        void this.#core.call({ call: "close", uri: this.uri }).catch(() => undefined);
        this.#heard({ diagnostics: [], loads: false });
    }

    /** Sends what was typed, so that whatever is asked next is about it. */
    flush(): void {
        if (this.#pending === undefined || this.#isClosed) return;
        const edits = editsOf(this.#pending);
        this.#pending = undefined;
        this.#send({ call: "change", uri: this.uri, edits });
    }

    #send(request: { call: string; [more: string]: unknown }): void {
        const version = ++this.#version;
        ++this.#inFlight;
        const refused = (failure: Error) => {
            // Which text the core has now is not known: the next change sends all of it.
            this.#isOpen = false;
            this.#pending = undefined;
            return notChecked(failure);
        };
        void this.#core.call<Judged>({ ...request, v: version }).catch(refused).then((judged) => {
            --this.#inFlight;
            if (this.#isClosed) return;
            if (version === this.#version && this.#pending === undefined) this.#heard(judged);
            else if (this.#inFlight === 0) this.flush();
        });
    }
}
