// A file that somebody opens or drops: its text, or one sentence that says why there is none.

/** Bytes, as the core has it. */
export const mostBytes = 8 * 1024 * 1024;

export type FileText = { text: string } | { refused: string };

const megabytes = (bytes: number) => (bytes / (1024 * 1024)).toFixed(1);

export async function readFile(file: File): Promise<FileText> {
    const name = file.name || "This file";
    if (file.size > mostBytes) {
        return { refused: `${name} has ${megabytes(file.size)} MB; a rule file may have at most 8 MB.` };
    }
    let bytes: Uint8Array;
    try {
        bytes = new Uint8Array(await file.arrayBuffer());
    } catch {
        return { refused: `${name} cannot be read.` };
    }
    return textOf(bytes, name);
}

export function textOf(bytes: Uint8Array, name: string): FileText {
    if (bytes.length === 0) return { refused: `${name} is empty.` };
    if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4) {
        return {
            refused: `${name} is a Word file or another archive, not text; save it as plain text and open that.`,
        };
    }
    let text: string;
    try {
        text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
        return { refused: `${name} is not text in UTF-8; save it with the encoding UTF-8 and open that.` };
    }
    if (text.includes("\0")) return { refused: `${name} is not a text file.` };
    return { text: text.replace(/\r\n?/g, "\n") };
}
