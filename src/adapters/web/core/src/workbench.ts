// The core of the workbench: a request as JSON in, an answer as JSON out.

import type { Workbench } from "./api.js";
import type { Core } from "./core.js";
import { bytesOf } from "./utf8.js";

export class OpenWorkbench implements Workbench {
    readonly #core: Core;
    #handle: number;

    constructor(core: Core) {
        this.#core = core;
        this.#handle = core.call("caveat_workbench_new");
        if (this.#handle === 0) throw new RangeError("there is no memory for a workbench");
    }

    call(request: string | object): string {
        if (this.#handle === 0) throw new Error("this workbench was disposed of");
        const core = this.#core;
        const bytes = bytesOf(typeof request === "string" ? request : JSON.stringify(request));
        return core.lend((lent) => {
            const length = lent.room(4);
            const given = lent.copy(bytes);
            const answer = core.call("caveat_workbench_call", this.#handle, given, bytes.length, length);
            if (answer === 0) {
                this.dispose();
                throw new RangeError("the workbench ran out of memory and cannot go on");
            }
            const text = core.text(answer, core.u32(length));
            core.call("free", answer);
            return text;
        });
    }

    dispose(): void {
        if (this.#handle === 0) return;
        this.#core.call("caveat_workbench_free", this.#handle);
        this.#handle = 0;
    }
    [Symbol.dispose](): void {
        this.dispose();
    }
}
