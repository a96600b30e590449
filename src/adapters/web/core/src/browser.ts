// Caveat in a browser. Its files lie beside this one, which bundlers see by `new URL`; whoever has them
// elsewhere says where. Nothing but them is requested.

import type { Caveat, LoadOptions, Pool, PoolOptions, WasmSource, Workbench } from "./api.js";
import type { FromWorker } from "./blocks.js";
import { moduleOf } from "./module.js";
import { loadOptions, optionsOf, poolOptions } from "./options.js";
import { type Thread, Workers } from "./pool.js";
import { started, startedWorkbench } from "./start.js";

export type * from "./api.js";
export { RuleFileError } from "./errors.js";

const mostWorkers = 8;

function compiled(source: WasmSource): Promise<WebAssembly.Module> {
    return moduleOf(source, (address) => fetch(address));
}

async function core(wasm: WasmSource = new URL("./caveat.wasm", import.meta.url)): Promise<Caveat> {
    return started(await compiled(wasm));
}

/** The core. */
export async function load(options: LoadOptions = {}): Promise<Caveat> {
    return core(optionsOf(options, loadOptions).wasm);
}

/** The core of the workbench. */
export async function loadWorkbench(options: LoadOptions = {}): Promise<Workbench> {
    const { wasm = new URL("./caveat-workbench.wasm", import.meta.url) } = optionsOf(options, loadOptions);
    return startedWorkbench(await compiled(wasm));
}

function thread(worker: Worker): Thread {
    return {
        post: (message, moved) => worker.postMessage(message, moved),
        listen(heard, ended) {
            worker.onmessage = (event: MessageEvent<FromWorker>) => heard(event.data);
            worker.onerror = (event) => ended(event.message || "its script cannot be loaded");
            worker.onmessageerror = () => ended("a message could not be read");
        },
        async end() {
            worker.terminate();
        },
    };
}

/** Workers that screen by one rule set. */
export async function pool(rules: string | Uint8Array, options: PoolOptions = {}): Promise<Pool> {
    const {
        size = Math.min(navigator.hardwareConcurrency || 1, mostWorkers),
        worker,
        wasm,
    } = optionsOf(options, poolOptions);
    return Workers.of(await core(wasm), rules, size, () =>
        thread(
            worker === undefined
                ? new Worker(new URL("./worker.mjs", import.meta.url), { type: "module" })
                : new Worker(worker, { type: "module" }),
        ),
    );
}
