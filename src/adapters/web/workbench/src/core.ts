// The core, in its worker: requests out, answers back, in order.

import { Refused } from "./protocol.js";
import type { Asked, Started, Told } from "./worker.js";

/** Where the worker and the WebAssembly come from: files beside the page, or the page itself. */
export interface CoreFiles {
    worker(): Worker;
    wasm(): string | ArrayBuffer;
}

export class Core {
    readonly #worker: Worker;
    readonly #waiting = new Map<number, (answer: string) => void>();
    #last = 0;
    readonly ready: Promise<void>;

    /** `failed` hears, once, that the core cannot go on. */
    constructor(files: CoreFiles, failed: (why: string) => void) {
        this.#worker = files.worker();
        this.ready = new Promise((resolve) => {
            this.#worker.onmessage = ({ data }: MessageEvent<Told>) => {
                if ("ready" in data) return resolve();
                if ("failed" in data) return failed(data.failed);
                this.#waiting.get(data.n)?.(data.answer);
                this.#waiting.delete(data.n);
            };
        });
        this.#worker.onerror = (event) => failed(event.message || "its script cannot be read");
        this.#worker.postMessage({ wasm: files.wasm() } satisfies Started);
    }

    /** Throws `Refused` where the core refuses. */
    async call<Answer>(request: { call: string; [more: string]: unknown }): Promise<Answer> {
        const n = ++this.#last;
        const answer = await new Promise<string>((resolve) => {
            this.#waiting.set(n, resolve);
            this.#worker.postMessage({ n, request } satisfies Asked);
        });
        const told = JSON.parse(answer) as { ok: Answer } | { problem: { code: string; message: string } };
        if ("problem" in told) throw new Refused(told.problem);
        return told.ok;
    }
}
