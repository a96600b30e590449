// The core, once for a page however many forms it has, and rule files by their address.

import { load, RuleFileError, type Caveat, type Problem, type RuleSet } from "caveat";

let core: Promise<Caveat> | undefined;

function theCore(): Promise<Caveat> {
    core ??= load({ wasm: new URL("./caveat.wasm", import.meta.url) }).catch((problem: unknown) => {
        core = undefined; // Another form may have more luck.
        throw problem;
    });
    return core;
}

async function fetched(address: URL): Promise<Uint8Array> {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address.href} gave ${response.status} ${response.statusText}`.trim());
    return new Uint8Array(await response.arrayBuffer());
}

export async function loadRules(address: string): Promise<RuleSet> {
    const url = new URL(address, document.baseURI);
    const [caveat, bytes] = await Promise.all([theCore(), fetched(url)]);
    return caveat.rules(bytes, url.pathname.split("/").pop() || "rules.yaml");
}

/** Why a form cannot be shown, for the host. */
export function problemsOf(failure: unknown): readonly Problem[] {
    if (failure instanceof RuleFileError) return failure.diagnostics;
    const message = failure instanceof Error ? failure.message : String(failure);
    return [{ severity: "error", code: "not-loaded", message }];
}
