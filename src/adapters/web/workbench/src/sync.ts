// One open file on its way to the core: each change is sent as soon as the one before is judged, and
// what was judged before the last key is dropped.

import type { ChangeSet, Text } from "@codemirror/state";

import type { Core } from "./core.js";
import type { Edit, Judged } from "./protocol.js";

/** In longer files (UTF-16 units) a change waits until the typing pauses. */
export const largeFile = 400_000;
const pauseMs = 300;

function editsOf(changes: ChangeSet): Edit[] {
    const edits: Edit[] = [];
    changes.iterChanges((from, to, _begin, _end, text) => {
        edits.push({ from, to, text: text.toString() });
    });
    return edits;
}

export class Sync {
    readonly #core: Core;
    readonly #heard: (judged: Judged) => void;
    readonly uri: string;
    #version = 0;
    #pending: ChangeSet | undefined;
    #inFlight = 0;
    #timer: ReturnType<typeof setTimeout> | undefined;
    #isOpen = false;
    #isClosed = false;

    constructor(core: Core, uri: string, heard: (judged: Judged) => void) {
        this.#core = core;
        this.#heard = heard;
        this.uri = uri;
    }

    open(text: string): void {
        this.#pending = undefined;
        this.#isOpen = true;
        this.#send({ call: "open", uri: this.uri, text });
    }
    close(): void {
        if (this.#isClosed) return;
        this.#isClosed = true;
        clearTimeout(this.#timer);
        if (!this.#isOpen) return;
        void this.#core.call({ call: "close", uri: this.uri }).catch(() => undefined);
    }

    changed(changes: ChangeSet, document: Text): void {
        // Cases that nobody has written are no file.
        if (!this.#isOpen) return this.open(document.toString());
        this.#pending = this.#pending?.compose(changes) ?? changes;
        clearTimeout(this.#timer);
        if (document.length > largeFile) {
            this.#timer = setTimeout(() => this.flush(), pauseMs);
        } else if (this.#inFlight === 0) {
            this.flush();
        }
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
        void this.#core.call<Judged>({ ...request, v: version }).then((judged) => {
            --this.#inFlight;
            if (this.#isClosed) return;
            if (version === this.#version && this.#pending === undefined) this.#heard(judged);
            else if (this.#inFlight === 0) this.flush();
        });
    }
}
