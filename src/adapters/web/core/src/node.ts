// Caveat in Node.

import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

import type { Caveat, LoadOptions, Pool, PoolOptions, WasmSource, Workbench } from "./api.js";
import type { FromWorker } from "./blocks.js";
import { moduleOf } from "./module.js";
import { loadOptions, optionsOf, poolOptions } from "./options.js";
import { type Thread, Workers } from "./pool.js";
import { started, startedWorkbench } from "./start.js";

export type * from "./api.js";
export { RuleFileError } from "./errors.js";

/** What lies beside this file. Set when the package is built, once for each kind of module. */
declare const CAVEAT_BESIDE: string;
declare const CAVEAT_WORKER: string;

const mostWorkers = 8;

function compiled(source: WasmSource): Promise<WebAssembly.Module> {
    return moduleOf(source, async (address) =>
        address.protocol === "file:" ? new Uint8Array(await readFile(address)) : fetch(address),
    );
}

async function core(wasm: WasmSource = new URL("./caveat.wasm", CAVEAT_BESIDE)): Promise<Caveat> {
    return started(await compiled(wasm));
}

/** The core. A file is read from the disk, anything else is fetched. */
export async function load(options: LoadOptions = {}): Promise<Caveat> {
    return core(optionsOf(options, loadOptions).wasm);
}

/** The core of the workbench. */
export async function loadWorkbench(options: LoadOptions = {}): Promise<Workbench> {
    const { wasm = new URL("./caveat-workbench.wasm", CAVEAT_BESIDE) } = optionsOf(options, loadOptions);
    return startedWorkbench(await compiled(wasm));
}

function thread(script: URL | string): Thread {
    const worker = new Worker(script);
    return {
        post: (message, moved) => worker.postMessage(message, moved),
        listen(heard, ended) {
            worker.on("message", (message: FromWorker) => heard(message));
            worker.on("messageerror", (problem: Error) => ended(problem.message));
            worker.on("error", (problem: Error) => ended(problem.message));
            worker.on("exit", (status) => ended(`exit status ${status}`));
        },
        async end() {
            await worker.terminate();
        },
    };
}

/** Workers that screen by one rule set. */
export async function pool(rules: string | Uint8Array, options: PoolOptions = {}): Promise<Pool> {
    const {
        size = Math.min(availableParallelism(), mostWorkers),
        worker = new URL(CAVEAT_WORKER, CAVEAT_BESIDE),
        wasm,
    } = optionsOf(options, poolOptions);
    return Workers.of(await core(wasm), rules, size, () => thread(worker));
}
