// What Node and browsers share: the core, started, and of the very version of the package.

import type { Caveat, Workbench } from "./api.js";
import { Core } from "./core.js";
import { caveatOf } from "./rule_set.js";
import { OpenWorkbench } from "./workbench.js";

/** Of the package: set when it is built. */
declare const CAVEAT_PACKAGE_VERSION: string;

export async function started(module: WebAssembly.Module): Promise<Caveat> {
    const core = await Core.of(module);
    if (!core.has("caveat_version")) {
        throw new Error("this WebAssembly is not the core of Caveat");
    }
    const version = core.wordAt(core.call("caveat_version"));
    if (version !== CAVEAT_PACKAGE_VERSION) {
        throw new Error(
            `the package caveat is of version ${CAVEAT_PACKAGE_VERSION}, its WebAssembly of ${version}: ` +
                "take both from one package",
        );
    }
    return caveatOf(core, module, version);
}

export async function startedWorkbench(module: WebAssembly.Module): Promise<Workbench> {
    return new OpenWorkbench(await Core.of(module));
}
