// The core, in its worker: requests out, answers back, in order.

import { Refused } from "./protocol.js";
import type { Asked, Started, Told } from "./worker.js";

/** Where the worker and the WebAssembly come from: files beside the page, or the page itself. */
export interface CoreFiles {
    worker(): Worker;
    wasm(): string | ArrayBuffer;
}

interface Waiting {
    answered(answer: string): void;
    failed(failure: Error): void;
}

export class Core {
    readonly #worker: Worker | undefined;
    readonly #waiting = new Map<number, Waiting>();
    #failure: Error | undefined;
    #last = 0;

    /** `failed` hears, once, that the core cannot go on. */
    constructor(files: CoreFiles, failed: (why: string) => void) {
        const fail = (why: string) => {
            if (this.#failure !== undefined) return;
            this.#failure = new Error(`the core has failed: ${why}`);
            failed(why);
            for (const each of this.#waiting.values()) each.failed(this.#failure);
            this.#waiting.clear();
        };
        try {
            this.#worker = files.worker();
            this.#worker.onmessage = ({ data }: MessageEvent<Told>) => {
                if ("ready" in data) return;
                if ("failed" in data) return fail(data.failed);
                this.#waiting.get(data.n)?.answered(data.answer);
                this.#waiting.delete(data.n);
            };
            this.#worker.onerror = (event) => fail(event.message || "its script cannot be read");
            this.#worker.onmessageerror = () => fail("a message could not be read");
            this.#worker.postMessage({ wasm: files.wasm() } satisfies Started);
        } catch (failure) {
            fail(String(failure));
        }
    }

    /** Throws `Refused` where the core refuses, and another error where it has failed: then for good. */
    async call<Answer>(request: { call: string; [more: string]: unknown }): Promise<Answer> {
        const answer = await new Promise<string>((answered, failed) => {
            if (this.#failure !== undefined) return failed(this.#failure);
            const n = ++this.#last;
            this.#waiting.set(n, { answered, failed });
            this.#worker?.postMessage({ n, request } satisfies Asked);
        });
        const told = JSON.parse(answer) as { ok: Answer } | { problem: { code: string; message: string } };
        if ("problem" in told) throw new Refused(told.problem);
        return told.ok;
    }
}
