// Rules in a link: deflated into its fragment, which no browser sends to anybody.

/** Characters of a fragment: more than that breaks in mail. */
export const mostCharacters = 32 * 1024;
const mostText = 8 * 1024 * 1024;

export interface Linked {
    name: string;
    rules: string;
    cases: string;
    /** Answers by fact, only where somebody ticked that they go along. */
    patient?: Record<string, unknown>;
    /** The day that was typed for them; where there is none, they are screened as of today. */
    as_of?: string;
}

async function through(bytes: Uint8Array, stream: CompressionStream | DecompressionStream, most: number) {
    const writer = stream.writable.getWriter();
    const written = writer.write(bytes as BufferSource).then(() => writer.close());
    written.catch(() => undefined);
    const reader = stream.readable.getReader();
    const pieces: Uint8Array[] = [];
    let length = 0;
    for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        length += value.length;
        // A short link may hold very much text.
        if (length > most) throw new RangeError("too long");
        pieces.push(value as Uint8Array);
    }
    await written;
    const all = new Uint8Array(length);
    let at = 0;
    for (const piece of pieces) {
        all.set(piece, at);
        at += piece.length;
    }
    return all;
}

function base64url(bytes: Uint8Array): string {
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** `#r=…`, or nothing where it would be too long. */
export async function fragmentOf(linked: Linked): Promise<string | undefined> {
    const bytes = new TextEncoder().encode(JSON.stringify(linked));
    const packed = await through(bytes, new CompressionStream("deflate-raw"), Infinity);
    const text = `#r=${base64url(packed)}`;
    return text.length > mostCharacters ? undefined : text;
}

export const isLink = (hash: string) => hash.startsWith("#r=");

/** What a link holds; nothing where a part of it is missing. */
export async function readFragment(hash: string): Promise<Linked | undefined> {
    try {
        const text = atob(hash.slice(3).replace(/-/g, "+").replace(/_/g, "/"));
        const packed = Uint8Array.from(text, (each) => each.charCodeAt(0));
        const bytes = await through(packed, new DecompressionStream("deflate-raw"), mostText);
        const found = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as Partial<Linked>;
        if (typeof found.name !== "string" || typeof found.rules !== "string") return undefined;
        const linked: Linked = { name: found.name, rules: found.rules, cases: String(found.cases ?? "") };
        if (typeof found.patient === "object" && found.patient !== null) linked.patient = found.patient;
        if (typeof found.as_of === "string") linked.as_of = found.as_of;
        return linked;
    } catch {
        return undefined;
    }
}
