// Texts to bytes and back. Half of a surrogate pair is written as the three bytes that no UTF-8 has,
// so that the core says that something is wrong, and where; TextEncoder would put another character
// in its place without a word.

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const lone = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

export function bytesOf(text: string): Uint8Array {
    if (!lone.test(text)) return encoder.encode(text);
    const pieces: Uint8Array[] = [];
    let rest = text;
    for (let found = lone.exec(rest); found !== null; found = lone.exec(rest)) {
        const unit = rest.charCodeAt(found.index);
        pieces.push(encoder.encode(rest.slice(0, found.index)));
        pieces.push(Uint8Array.of(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 63), 0x80 | (unit & 63)));
        rest = rest.slice(found.index + 1);
    }
    pieces.push(encoder.encode(rest));
    return joined(pieces);
}

export function textOf(bytes: Uint8Array): string {
    return decoder.decode(bytes);
}

export function joined(pieces: readonly Uint8Array[]): Uint8Array {
    const all = new Uint8Array(pieces.reduce((sum, each) => sum + each.length, 0));
    let at = 0;
    for (const each of pieces) {
        all.set(each, at);
        at += each.length;
    }
    return all;
}
