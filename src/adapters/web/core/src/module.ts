// The WebAssembly, from wherever it is taken, compiled.

import type { WasmSource } from "./api.js";

async function ofResponse(response: Response): Promise<WebAssembly.Module> {
    if (!response.ok) {
        throw new Error(`the WebAssembly of Caveat: ${response.url} gives status ${response.status}`);
    }
    // Servers that do not know the type are many; what compiles while loading takes this one alone.
    return response.headers.get("content-type") === "application/wasm"
        ? WebAssembly.compileStreaming(response)
        : WebAssembly.compile(await response.arrayBuffer());
}

/** `read` gets what lies at an address. */
export async function moduleOf(
    source: WasmSource,
    read: (address: URL) => Promise<Response | BufferSource>,
): Promise<WebAssembly.Module> {
    const found = await source;
    if (found instanceof WebAssembly.Module) return found;
    if (typeof Response !== "undefined" && found instanceof Response) return ofResponse(found);
    if (found instanceof URL || typeof found === "string") {
        const base = typeof document === "undefined" ? undefined : document.baseURI;
        const got = await read(new URL(found, base));
        return got instanceof Response ? ofResponse(got) : WebAssembly.compile(got);
    }
    return WebAssembly.compile(found as BufferSource);
}
