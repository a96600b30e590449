// The worker that holds the core: first where its WebAssembly is, then one request after the other.

import { loadWorkbench, type Workbench } from "caveat";

export interface Started {
    wasm: ArrayBuffer | string;
}
export interface Asked {
    n: number;
    request: object;
}
export type Told = { ready: true } | { failed: string } | { n: number; answer: string };

let core: Promise<Workbench> | undefined;

self.onmessage = async ({ data }: MessageEvent<Started | Asked>) => {
    if ("wasm" in data) {
        core = loadWorkbench({ wasm: data.wasm });
        core.then(
            () => postMessage({ ready: true } satisfies Told),
            (failure: unknown) => postMessage({ failed: String(failure) } satisfies Told),
        );
        return;
    }
    try {
        const ready = await core;
        if (ready === undefined) throw new Error("it was asked before it was started");
        postMessage({ n: data.n, answer: ready.call(data.request) } satisfies Told);
    } catch (failure) {
        postMessage({ failed: String(failure) } satisfies Told);
    }
};
