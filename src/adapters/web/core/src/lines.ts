// A stream of bytes, cut anywhere, into blocks of whole lines.

import { joined } from "./utf8.js";

export type Pieces =
    | AsyncIterable<Uint8Array>
    | Iterable<Uint8Array>
    | ReadableStream<Uint8Array>;

const lineBreak = 10;
const carriageReturn = 13;
/** More than a profile may have, line break and all: such a line is kept no longer than that. */
const mostOfALine = 8 * 1024 * 1024 + 2;

async function* piecesOf(pieces: Pieces): AsyncGenerator<Uint8Array> {
    // Not every browser walks streams.
    if (!("getReader" in pieces) || Symbol.asyncIterator in pieces) {
        yield* pieces;
        return;
    }
    const reader = (pieces as ReadableStream<Uint8Array>).getReader();
    let isDone = false;
    try {
        for (;;) {
            const { done, value } = await reader.read();
            isDone = done;
            if (done) return;
            yield value;
        }
    } finally {
        if (!isDone) await reader.cancel();
        reader.releaseLock();
    }
}

/** The same pieces, none larger than is said. */
async function* smaller(pieces: Pieces, most: number): AsyncGenerator<Uint8Array> {
    for await (const piece of piecesOf(pieces)) {
        if (!(piece instanceof Uint8Array)) throw new TypeError("lines come as pieces of bytes");
        for (let at = 0; at < piece.length; at += most) yield piece.subarray(at, at + most);
    }
}

/** Blocks of whole lines, each about as large as is said; the last line may lack its break. Of a line
    that is too long as much is kept as shows that. */
export async function* blocksOf(pieces: Pieces, blockBytes: number): AsyncGenerator<Uint8Array> {
    let kept: Uint8Array[] = [];
    let size = 0; // of what is kept
    let open = 0; // of the line that is not whole yet
    // Copies: whoever gave a piece may fill its memory again.
    const keep = (bytes: Uint8Array) => {
        kept.push(new Uint8Array(bytes));
        size += bytes.length;
    };
    const keepOpen = (bytes: Uint8Array) => {
        keep(bytes.subarray(0, Math.max(0, mostOfALine - open)));
        open += bytes.length;
    };
    for await (const piece of smaller(pieces, blockBytes)) {
        const first = piece.indexOf(lineBreak);
        if (first < 0) {
            keepOpen(piece);
            continue;
        }
        const end = piece.lastIndexOf(lineBreak) + 1;
        keepOpen(piece.subarray(0, first));
        keep(piece.subarray(first, end));
        open = 0;
        if (size >= blockBytes) {
            yield joined(kept);
            kept = [];
            size = 0;
        }
        keepOpen(piece.subarray(end));
    }
    if (size > 0) yield joined(kept);
}

/** The lines of a block, without their breaks (`\n` or `\r\n`). */
export function* linesOf(block: Uint8Array): Generator<Uint8Array> {
    let from = 0;
    while (from < block.length) {
        const found = block.indexOf(lineBreak, from);
        const end = found < 0 ? block.length : found;
        const hasReturn = end > from && block[end - 1] === carriageReturn;
        yield block.subarray(from, hasReturn ? end - 1 : end);
        from = end + 1;
    }
}
