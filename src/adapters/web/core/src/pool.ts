// Workers that screen side by side. Each has at most one block in hand; an answer is taken for the very
// block that this worker was given last, and for nothing else. Blocks are handed on in their order.

import type { Caveat, LinesOptions, Pool } from "./api.js";
import type { Answers, FromWorker, ToWorker } from "./blocks.js";
import { blocksOf, type Pieces } from "./lines.js";
import { linesOptions, optionsOf } from "./options.js";
import { bytesOf } from "./utf8.js";

/** A worker of Node or of a browser. */
export interface Thread {
    post(message: ToWorker, moved: ArrayBuffer[]): void;
    listen(heard: (message: FromWorker) => void, ended: (why: string) => void): void;
    end(): Promise<void>;
}

interface Awaited {
    ticket: string;
    done: (answers: Answers) => void;
    failed: (problem: Error) => void;
}

function newTicket(): string {
    return crypto.getRandomValues(new Uint32Array(4)).join("-");
}

/** One worker and what it was asked. */
class Hand {
    readonly #thread: Thread;
    #awaited: Awaited | undefined;
    #failure: Error | undefined;
    #ready: { done: () => void; failed: (problem: Error) => void } | undefined;

    constructor(thread: Thread) {
        this.#thread = thread;
        thread.listen(
            (message) => this.#hear(message),
            (why) => this.fail(new Error(`a worker of Caveat ended: ${why}`)),
        );
    }

    get isBusy(): boolean {
        return this.#awaited !== undefined;
    }

    start(module: WebAssembly.Module, rules: Uint8Array): Promise<void> {
        return new Promise((done, failed) => {
            if (this.#failure !== undefined) return failed(this.#failure);
            this.#ready = { done, failed };
            this.#thread.post({ start: { module, rules } }, []);
        });
    }

    screen(lines: Uint8Array, options: LinesOptions): Promise<Answers> {
        return new Promise((done, failed) => {
            if (this.#failure !== undefined) return failed(this.#failure);
            const ticket = newTicket();
            // Nothing is awaited where this throws.
            this.#thread.post({ block: { ticket, lines, options } }, [lines.buffer as ArrayBuffer]);
            this.#awaited = { ticket, done, failed };
        });
    }

    #hear(message: FromWorker): void {
        if ("failure" in message) {
            // What a block's options made fail is of this block; the worker goes on.
            const problem = new Error(message.failure);
            const awaited = this.#awaited;
            if (awaited === undefined || message.ticket !== awaited.ticket) return this.fail(problem);
            this.#awaited = undefined;
            awaited.failed(problem);
        } else if ("ready" in message) {
            this.#ready?.done();
            this.#ready = undefined;
        } else if (this.#awaited === undefined || message.ticket !== this.#awaited.ticket) {
            this.fail(new Error("a worker of Caveat answered what it was not asked"));
        } else {
            const { done } = this.#awaited;
            this.#awaited = undefined;
            done(message);
        }
    }

    /** Nothing is believed of this worker from now on. */
    fail(problem: Error): void {
        this.#failure ??= problem;
        this.#awaited?.failed(this.#failure);
        this.#ready?.failed(this.#failure);
        this.#awaited = this.#ready = undefined;
    }

    end(): Promise<void> {
        return this.#thread.end();
    }
}

/** So many bytes of lines in one block, about. */
const blockBytes = 64 * 1024;

export class Workers implements Pool {
    readonly #hands: Hand[];
    /** Those who wait for a hand that is free. */
    readonly #waiting: (() => void)[] = [];
    #isClosed = false;

    private constructor(hands: Hand[]) {
        this.#hands = hands;
    }

    /** Loads the rules here first, so that what is wrong with them is said as it is elsewhere. */
    static async of(
        caveat: Caveat,
        rules: string | Uint8Array,
        size: number,
        thread: () => Thread,
    ): Promise<Pool> {
        if (!Number.isInteger(size) || size < 1) {
            throw new RangeError(`the size of a pool is a whole number from 1, not ${size}`);
        }
        caveat.rules(rules).dispose();
        const text = typeof rules === "string" ? bytesOf(rules) : rules;
        const hands: Hand[] = [];
        try {
            while (hands.length < size) hands.push(new Hand(thread()));
            await Promise.all(hands.map((each) => each.start(caveat.module, text)));
        } catch (problem) {
            await Promise.all(hands.map((each) => each.end()));
            throw problem;
        }
        return new Workers(hands);
    }

    async *screenLines(lines: Pieces, given: LinesOptions = {}): AsyncIterableIterator<Uint8Array> {
        this.#open();
        const options = optionsOf(given, linesOptions);
        // In the order of the blocks: what is begun, one for each worker and one to follow.
        const begun: Promise<Answers>[] = [];
        const blocks = blocksOf(lines, blockBytes);
        let isDone = false;
        try {
            for (;;) {
                while (!isDone && begun.length <= this.#hands.length) {
                    const { done, value } = await blocks.next();
                    isDone = done === true;
                    if (isDone) break;
                    const answers = this.#screened(value as Uint8Array, options);
                    // Whoever has stopped reading hears of no failure.
                    answers.catch(() => undefined);
                    begun.push(answers);
                }
                const first = begun.shift();
                if (first === undefined) return;
                const { bytes, ends } = await first;
                let from = 0;
                for (const end of ends) {
                    yield bytes.subarray(from, end);
                    from = end;
                }
            }
        } finally {
            await blocks.return(undefined);
        }
    }

    #open(): void {
        if (this.#isClosed) throw new Error("this pool is closed");
    }

    async #screened(lines: Uint8Array, options: LinesOptions): Promise<Answers> {
        let hand = this.#hands.find((each) => !each.isBusy);
        while (hand === undefined) {
            await new Promise<void>((free) => this.#waiting.push(free));
            hand = this.#hands.find((each) => !each.isBusy);
        }
        this.#open();
        try {
            return await hand.screen(lines, options);
        } finally {
            this.#waiting.shift()?.();
        }
    }

    async close(): Promise<void> {
        this.#isClosed = true;
        for (const each of this.#hands) each.fail(new Error("this pool is closed"));
        for (const free of this.#waiting.splice(0)) free();
        await Promise.all(this.#hands.map((each) => each.end()));
    }
}
