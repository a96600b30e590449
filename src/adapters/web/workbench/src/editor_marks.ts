// What the editor shows in and beside the text: words by what they stand for, problems on a line of
// their own below, and in the gutter what the cases cover.

import { RangeSet, RangeSetBuilder, StateEffect, StateField, type EditorState, type Extension } from "@codemirror/state";
import { Decoration, EditorView, gutter, GutterMarker, WidgetType, type DecorationSet } from "@codemirror/view";

import type { Diagnostic, Fix, Mark, Token } from "./protocol.js";

export const setTokens = StateEffect.define<readonly Token[]>();
export const setProblemLines = StateEffect.define<readonly Diagnostic[]>();
export const setMarks = StateEffect.define<readonly Mark[]>();

const colourOf = new Map<string, Decoration>();
function coloured(kind: string): Decoration {
    let found = colourOf.get(kind);
    if (found === undefined) {
        found = Decoration.mark({ class: `word-${kind}` });
        colourOf.set(kind, found);
    }
    return found;
}

export const wordColours = StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(shown, { changes, effects, state }) {
        shown = shown.map(changes);
        for (const effect of effects) {
            if (!effect.is(setTokens)) continue;
            const end = state.doc.length;
            const inside = effect.value.filter(({ from, to }) => from < to && to <= end);
            shown = Decoration.set(inside.map(({ from, to, kind }) => coloured(kind).range(from, to)), true);
        }
        return shown;
    },
    provide: (field) => EditorView.decorations.from(field),
});

class ProblemLine extends WidgetType {
    readonly #problem: Diagnostic;
    readonly #mend: (fix: Fix) => void;
    constructor(problem: Diagnostic, mend: (fix: Fix) => void) {
        super();
        this.#problem = problem;
        this.#mend = mend;
    }
    override eq(other: ProblemLine): boolean {
        // A fix has places of the text that it was made for.
        return JSON.stringify(this.#problem) === JSON.stringify(other.#problem);
    }
    override toDOM(): HTMLElement {
        const { severity, message, help, fixes } = this.#problem;
        const line = document.createElement("div");
        line.className = `problem-line ${severity}`;
        const words = line.appendChild(document.createElement("bdi"));
        words.textContent = `${severity === "error" ? "✗" : "!"} ${message}${help === "" ? "" : ` — ${help}`}`;
        for (const fix of fixes) {
            const button = line.appendChild(document.createElement("button"));
            button.type = "button";
            button.textContent = fix.title;
            button.tabIndex = -1;
            button.onmousedown = (event) => event.preventDefault();
            button.onclick = () => this.#mend(fix);
        }
        return line;
    }
    override ignoreEvent(): boolean {
        return true;
    }
}

function linesBelow(state: EditorState, all: readonly Diagnostic[], mend: (fix: Fix) => void): DecorationSet {
    const lines = all
        .filter(({ severity }) => severity !== "note")
        .map((problem) => {
            const at = state.doc.lineAt(Math.min(problem.from, state.doc.length)).to;
            return Decoration.widget({ widget: new ProblemLine(problem, mend), block: true, side: 1 }).range(at);
        });
    return Decoration.set(lines, true);
}

export function problemLines(mend: (fix: Fix) => void): Extension {
    return StateField.define<DecorationSet>({
        create: () => Decoration.none,
        update(shown, { changes, effects, state }) {
            shown = shown.map(changes);
            for (const effect of effects) {
                if (effect.is(setProblemLines)) shown = linesBelow(state, effect.value, mend);
            }
            return shown;
        },
        provide: (field) => EditorView.decorations.from(field),
    });
}

const signs = { covered: "✓", partly: "◐", not_covered: "○" } as const;
const said = {
    covered: "the cases show all of this rule",
    partly: "the cases show a part of this rule",
    not_covered: "no case shows this rule",
} as const;

class CoverageMark extends GutterMarker {
    readonly #mark: Mark["mark"];
    constructor(mark: Mark["mark"]) {
        super();
        this.#mark = mark;
    }
    override eq(other: CoverageMark): boolean {
        return this.#mark === other.#mark;
    }
    override toDOM(): HTMLElement {
        const sign = document.createElement("span");
        sign.className = `mark-${this.#mark}`;
        sign.textContent = signs[this.#mark];
        sign.title = said[this.#mark];
        return sign;
    }
}

const marks = StateField.define<RangeSet<GutterMarker>>({
    create: () => RangeSet.empty,
    update(shown, { changes, effects, state }) {
        shown = shown.map(changes);
        for (const effect of effects) {
            if (!effect.is(setMarks)) continue;
            const builder = new RangeSetBuilder<GutterMarker>();
            let last = -1;
            const rules = effect.value.filter(({ of, from }) => of === "rule" && from <= state.doc.length);
            for (const { from, mark } of [...rules].sort((one, other) => one.from - other.from)) {
                const at = state.doc.lineAt(from).from;
                if (at > last) builder.add(at, at, new CoverageMark(mark));
                last = Math.max(at, last);
            }
            shown = builder.finish();
        }
        return shown;
    },
});

/** Marks of the rules; the gutter is there once cases have been run. */
export const coverage: Extension = [
    marks,
    gutter({ class: "coverage", markers: (view) => view.state.field(marks) }),
];
