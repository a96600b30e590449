// Text of the core, drawn: pieces by the part that they play, and always as text.

import { html, type TemplateResult } from "lit";

import type { Run } from "./protocol.js";

/** At which the core breaks lines. */
const width = 96;

interface Line {
    runs: Run[];
    /** Blanks before the first word. */
    indent: number;
    length: number;
}

function linesOf(runs: readonly Run[]): Line[] {
    const lines: Line[] = [{ runs: [], indent: 0, length: 0 }];
    for (const { text, role } of runs) {
        for (const [at, piece] of text.split("\n").entries()) {
            if (at > 0) lines.push({ runs: [], indent: 0, length: 0 });
            if (piece !== "") lines.at(-1)?.runs.push({ text: piece, role });
        }
    }
    for (const line of lines) {
        const text = line.runs.map((run) => run.text).join("");
        line.indent = text.length - text.trimStart().length;
        line.length = text.length;
    }
    return lines;
}

/** Whether a line was begun only because the one before was full: its first word had no room there. */
function goesOn(line: Line, before: Line | undefined): boolean {
    if (before === undefined || before.length === 0 || line.length === 0 || line.indent === 0) return false;
    const text = line.runs.map((run) => run.text).join("").trimStart();
    const word = text.split(" ")[0] ?? "";
    if (/^(-|Q\d+)$/.test(word)) return false;
    return line.indent >= before.indent && before.length + 1 + word.length > width;
}

/** The report as lines that a narrow pane can break for itself. */
export function unbroken(runs: readonly Run[]): { indent: number; runs: Run[] }[] {
    const made: { indent: number; runs: Run[] }[] = [];
    let before: Line | undefined;
    for (const line of linesOf(runs)) {
        const last = made.at(-1);
        if (goesOn(line, before) && last !== undefined) {
            const [first, ...rest] = line.runs;
            last.runs.push({ text: ` ${first?.text.trimStart() ?? ""}`, role: first?.role ?? "plain" }, ...rest);
        } else {
            made.push({ indent: line.indent, runs: line.runs });
        }
        before = line;
    }
    return made;
}

export const drawRuns = (runs: readonly Run[]): TemplateResult =>
    html`${runs.map(({ text, role }) => html`<span class="role-${role}">${text}</span>`)}`;

/** A report, a line a block; deep lines hang by a class, since no style may stand in the page. */
export function drawReport(runs: readonly Run[]): TemplateResult {
    return html`<div class="report">
        ${unbroken(runs).map(({ indent, runs: pieces }) => {
            const text = pieces.map((piece) => piece.text).join("");
            const depth = indent === 0 ? 0 : indent < 6 ? 1 : 2;
            if (text.trim() === "") return html`<div class="gap"></div>`;
            return html`<div class="line depth-${depth}"><bdi>${drawRuns(pieces)}</bdi></div>`;
        })}
    </div>`;
}
