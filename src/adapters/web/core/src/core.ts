// One instance of the core: its memory, calls into it, texts in and out. Views of the memory are taken
// anew for every access: a call may grow it, and an old view then reads nothing without a word.

import { textOf } from "./utf8.js";

const noSuchFile = 8; // `badf` of WASI

/** The few calls of WASI that a C library could make. There is nothing behind them. */
function system(core: () => Core): WebAssembly.Imports {
    const refused = () => noSuchFile;
    return {
        wasi_snapshot_preview1: {
            fd_close: refused,
            fd_read: refused,
            fd_seek: refused,
            fd_write: refused,
            environ_get: () => 0,
            environ_sizes_get: (count: number, bytes: number) => {
                core().setU32(count, 0);
                core().setU32(bytes, 0);
                return 0;
            },
            proc_exit: (status: number) => {
                throw new Error(`the core ended itself with status ${status}`);
            },
        },
        env: { emscripten_notify_memory_growth: () => undefined },
    };
}

/** Memory that a call borrows, given back together. */
export class Lent {
    #pieces: number[] = [];

    constructor(readonly core: Core) {}

    /** So many bytes, all zero. */
    room(size: number): number {
        const at = this.core.allocate(size);
        this.#pieces.push(at);
        this.core.bytes(at, size).fill(0);
        return at;
    }
    /** A copy with a zero byte behind. */
    copy(bytes: Uint8Array): number {
        const at = this.core.allocate(bytes.length + 1);
        this.#pieces.push(at);
        const to = this.core.bytes(at, bytes.length + 1);
        to.set(bytes);
        to[bytes.length] = 0;
        return at;
    }
    giveBack(): void {
        for (const at of this.#pieces) this.core.call("free", at);
        this.#pieces = [];
    }
}

export class Core {
    readonly #exports: WebAssembly.Exports;
    #broken = "";

    private constructor(instance: WebAssembly.Instance) {
        this.#exports = instance.exports;
    }

    static async of(module: WebAssembly.Module): Promise<Core> {
        let core: Core | undefined;
        const instance = await WebAssembly.instantiate(module, system(() => core as Core));
        core = new Core(instance);
        core.call("_initialize");
        return core;
    }

    has(name: string): boolean {
        return typeof this.#exports[name] === "function";
    }
    /** Calls a function of the core. What traps leaves memory as nobody knows: nothing goes on then. */
    call(name: string, ...given: number[]): number {
        if (this.#broken !== "") throw new Error(this.#broken);
        try {
            return (this.#exports[name] as (...given: number[]) => number)(...given) >>> 0;
        } catch (problem) {
            this.#broken = `the core of Caveat has failed in ${name} and cannot be used any more: ${String(problem)}`;
            throw new Error(this.#broken, { cause: problem });
        }
    }

    #memory(): ArrayBuffer {
        return (this.#exports["memory"] as WebAssembly.Memory).buffer;
    }
    /** A view that holds until the next call. */
    bytes(at: number, size: number): Uint8Array {
        return new Uint8Array(this.#memory(), at, size);
    }
    u32(at: number): number {
        return new DataView(this.#memory()).getUint32(at, true);
    }
    i32(at: number): number {
        return new DataView(this.#memory()).getInt32(at, true);
    }
    i64(at: number): bigint {
        return new DataView(this.#memory()).getBigInt64(at, true);
    }
    setU32(at: number, value: number): void {
        new DataView(this.#memory()).setUint32(at, value, true);
    }

    allocate(size: number): number {
        const at = this.call("malloc", Math.max(size, 1));
        if (at === 0) throw new RangeError(`there is no memory for ${size} more bytes`);
        return at;
    }
    /** A copy that stays. */
    copyOut(at: number, length: number): Uint8Array {
        return this.bytes(at, length).slice();
    }
    text(at: number, length: number): string {
        return textOf(this.bytes(at, length));
    }
    /** A text that ends with a zero byte. */
    wordAt(at: number): string {
        const all = new Uint8Array(this.#memory());
        return textOf(all.subarray(at, all.indexOf(0, at)));
    }

    /** Runs `work` with memory that is given back after it, whatever comes of it. */
    lend<Result>(work: (lent: Lent) => Result): Result {
        const lent = new Lent(this);
        try {
            return work(lent);
        } finally {
            if (this.#broken === "") lent.giveBack();
        }
    }
}

