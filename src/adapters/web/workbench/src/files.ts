// Where the worker and the WebAssembly are: beside the page, or in it (`alone.ts`).

import type { CoreFiles } from "./core.js";

declare const CAVEAT_ALONE: boolean;

function bytesOf(base64: string): ArrayBuffer {
    const text = atob(base64);
    const bytes = new Uint8Array(text.length);
    for (let at = 0; at < text.length; ++at) bytes[at] = text.charCodeAt(at);
    return bytes.buffer;
}

/** Text of an element of the page that is data, not script. */
const textIn = (id: string) => document.getElementById(id)?.textContent ?? "";

export const coreFiles: CoreFiles = CAVEAT_ALONE
    ? {
          worker: () => new Worker(URL.createObjectURL(new Blob([textIn("worker")], { type: "text/javascript" }))),
          wasm: () => bytesOf(textIn("wasm")),
      }
    : {
          worker: () => new Worker(new URL("./worker.js", document.baseURI)),
          wasm: () => new URL("./caveat-workbench.wasm", document.baseURI).href,
      };
