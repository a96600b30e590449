// A window on a few lines of a text: the rest of it is there, but neither seen nor typed in.

import { EditorState, StateEffect, StateField, type Extension, type Transaction } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";

import type { Span } from "./protocol.js";

/** Nothing: all of the text is seen again. */
export const setWindow = StateEffect.define<Span | undefined>();

/** Whole lines. */
export const seen = StateField.define<Span | undefined>({
    create: () => undefined,
    update(window, { changes, effects, newDoc }) {
        if (window !== undefined) {
            window = { from: changes.mapPos(window.from, -1), to: changes.mapPos(window.to, 1) };
        }
        for (const effect of effects) {
            if (!effect.is(setWindow)) continue;
            const { value } = effect;
            window = value && {
                from: newDoc.lineAt(Math.min(value.from, newDoc.length)).from,
                to: newDoc.lineAt(Math.min(value.to, newDoc.length)).to,
            };
        }
        return window;
    },
    provide: (field) =>
        EditorView.decorations.compute([field], (state): DecorationSet => {
            const window = state.field(field);
            if (window === undefined) return Decoration.none;
            const unseen = Decoration.replace({ block: true });
            const pieces = [];
            if (window.from > 0) pieces.push(unseen.range(0, window.from - 1));
            if (window.to < state.doc.length) pieces.push(unseen.range(window.to + 1, state.doc.length));
            return Decoration.set(pieces);
        }),
});

/** What somebody types; an edit that mends something may stand anywhere. */
const isTyped = (change: Transaction) =>
    change.isUserEvent("delete") || change.isUserEvent("input.type") || change.isUserEvent("input.paste");

export const editorWindow: Extension = [
    seen,
    EditorState.changeFilter.of((change) => {
        const window = change.startState.field(seen);
        if (window === undefined || !isTyped(change)) return true;
        let isInside = true;
        change.changes.iterChangedRanges((from, to) => {
            isInside &&= from >= window.from && to <= window.to;
        });
        return isInside;
    }),
    EditorState.transactionFilter.of((change) => {
        const window = change.startState.field(seen);
        const { selection } = change;
        if (window === undefined || selection === undefined || change.effects.some((each) => each.is(setWindow))) return change;
        const [from, to] = [change.changes.mapPos(window.from, -1), change.changes.mapPos(window.to, 1)];
        const inside = (at: number) => Math.min(Math.max(at, from), to);
        const { anchor, head } = selection.main;
        if (inside(anchor) === anchor && inside(head) === head) return change;
        return [change, { selection: { anchor: inside(anchor), head: inside(head) }, sequential: true }];
    }),
];
