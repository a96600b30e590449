// A worker of the pool in a browser.

import { type ToWorker, workerOf } from "./blocks.js";

const scope = globalThis as unknown as {
    postMessage(message: unknown, moved: ArrayBuffer[]): void;
    onmessage: (event: MessageEvent<ToWorker>) => void;
    onmessageerror: () => void;
};
const { hear, unread } = workerOf((message, moved) => scope.postMessage(message, moved));
scope.onmessage = (event) => void hear(event.data);
scope.onmessageerror = unread;
