// A search of the core, slice by slice: between two slices the core answers whatever else is asked.

import type { Core } from "./core.js";
import type { Slice } from "./protocol.js";

/** How long a slice should take. */
const sliceMs = 100;
const firstSlice = 200_000;
const mostFaster = 4;

export class Search<Answer extends Slice> {
    readonly #core: Core;
    readonly #request: { call: string; [more: string]: unknown };
    #isStopped = false;

    constructor(core: Core, request: { call: string; [more: string]: unknown }) {
        this.#core = core;
        this.#request = request;
    }

    /** What was found when it ended, or was stopped. `heard` is told after each slice. */
    async run(heard: (answer: Answer) => void): Promise<Answer> {
        let slice = firstSlice;
        let answer = await this.#core.call<Answer>({ ...this.#request, slice });
        while (answer.token !== null) {
            heard(answer);
            const begun = performance.now();
            const stop = this.#isStopped;
            answer = await this.#core.call<Answer>({ ...this.#request, slice, token: answer.token, stop });
            const pace = sliceMs / Math.max(1, performance.now() - begun);
            slice = Math.max(1, Math.round(slice * Math.min(mostFaster, pace)));
        }
        return answer;
    }
    stop(): void {
        this.#isStopped = true;
    }
}
