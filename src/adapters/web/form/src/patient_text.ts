// What the rules say to the patient: a text folded to the width of a terminal, as paragraphs and
// lists again.

import { html, type TemplateResult } from "lit";

interface Block {
    words: string;
    items: string[];
}

/** Blocks stand apart by an empty line; items begin with `-`, and what is indented further goes on. */
export function blocksOf(text: string): Block[] {
    return text
        .split(/\n\s*\n/)
        .filter((each) => each.trim() !== "")
        .map((each) => {
            const block: Block = { words: "", items: [] };
            for (const line of each.split("\n")) {
                const words = line.trim();
                if (/^ *- /.test(line)) {
                    block.items.push(words.slice(2));
                } else if (line.startsWith(" ") && block.items.length > 0) {
                    block.items.push(`${block.items.pop() ?? ""} ${words}`);
                } else {
                    block.words = `${block.words} ${words}`.trim();
                }
            }
            return block;
        });
}

export function drawPatientText(text: string): TemplateResult[] {
    return blocksOf(text).map(({ words, items }) =>
        items.length === 0
            ? html`<p><bdi>${words}</bdi></p>`
            : html`<h2>${words}</h2>
                  <ul>
                      ${items.map((item) => html`<li><bdi>${item}</bdi></li>`)}
                  </ul>`,
    );
}
