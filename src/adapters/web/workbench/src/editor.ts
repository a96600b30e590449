// The text of a file in an editor. What is wrong with it, what its words are and what could be written
// there is the core's answer; this only shows it.

import { autocompletion, completionKeymap, snippet, type CompletionContext } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, nextDiagnostic, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, Transaction, type ChangeSet } from "@codemirror/state";
import {
    drawSelection,
    EditorView,
    highlightActiveLine,
    hoverTooltip,
    keymap,
    lineNumbers,
    placeholder,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

import { coverage, problemLines, setMarks, setProblemLines, setTokens, wordColours } from "./editor_marks.js";
import { editorTheme } from "./editor_theme.js";
import { editorWindow, setWindow } from "./editor_window.js";
import type { Diagnostic, Fix, Mark, Offer, Run, Span, Token } from "./protocol.js";

export interface EditorAsks {
    changed(changes: ChangeSet): void;
    moved(): void;
    complete(at: number): Promise<Offer[]>;
    hover(at: number): Promise<(Span & { runs: Run[] }) | null>;
    mend(fix: Fix): void;
    /** Alt-Enter: the fix that is preferred where the caret is. */
    mendHere(at: number): boolean;
    /** F2, Shift-Alt-F and Ctrl-K. */
    rename(): void;
    format(): void;
    whatIsThis(): void;
}

/** Stands where nothing is written yet. */
const begun = "Write rules here. For the first time? Examples has the guide as a tour.";

const yamlStyle = HighlightStyle.define([
    { tag: tags.propertyName, class: "word-key" },
    { tag: tags.comment, class: "word-comment" },
]);

/** `${1:n}` of a snippet as the editor reads it: `${n}`. */
function template(text: string): string {
    return text.replace(/\$\{\d+:([^}]*)\}/g, "${$1}").replace(/\$(\d+)/g, "${}");
}

/** Enter in a line of blanks: what comes next belongs to nothing above. Otherwise a new section would begin
    within the one before. */
function endIndentation({ state, dispatch }: EditorView): boolean {
    const { main } = state.selection;
    const line = state.doc.lineAt(main.head);
    if (state.readOnly || !main.empty || !/^[ \t]+$/.test(line.text)) return false;
    dispatch(
        state.update({
            changes: { from: line.from, to: line.to, insert: "\n" },
            selection: { anchor: line.from + 1 },
            scrollIntoView: true,
            userEvent: "input",
        }),
    );
    return true;
}

/** A key that is always taken. */
const done = (act: () => void) => () => {
    act();
    return true;
};

export class RuleEditor {
    readonly view: EditorView;
    readonly #readOnly = new Compartment();
    readonly #popup = new Compartment();
    readonly #asks: EditorAsks;
    #isSetting = false;

    constructor(root: ShadowRoot, parent: HTMLElement, label: string, asks: EditorAsks) {
        this.#asks = asks;
        this.view = new EditorView({
            root,
            parent,
            state: EditorState.create({ doc: "", extensions: this.#extensions(label) }),
        });
        // Where the room grows less, as by the keys of a phone, the caret stays in sight.
        new ResizeObserver(() => {
            if (!this.view.hasFocus) return;
            this.view.dispatch({ effects: EditorView.scrollIntoView(this.caret, { y: "nearest", yMargin: 24 }) });
        }).observe(parent);
    }

    #completion() {
        // Whoever ends a line by Enter takes nothing that they have not chosen.
        return autocompletion({ override: [(context) => this.#offers(context)], selectOnOpen: false });
    }
    #extensions(label: string) {
        const asks = this.#asks;
        return [
            lineNumbers(),
            coverage,
            lintGutter(),
            history(),
            drawSelection(),
            highlightActiveLine(),
            highlightSelectionMatches(),
            bracketMatching(),
            EditorView.lineWrapping,
            indentUnit.of("  "),
            yaml(),
            syntaxHighlighting(yamlStyle),
            wordColours,
            problemLines((fix) => asks.mend(fix)),
            this.#popup.of(this.#completion()),
            editorWindow,
            hoverTooltip((_view, at) => this.#hover(at)),
            editorTheme,
            placeholder(label === "Rules" ? begun : ""),
            EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", spellcheck: "false" }),
            this.#readOnly.of([]),
            keymap.of([
                { key: "F8", run: nextDiagnostic },
                { key: "Shift-F8", run: previousDiagnostic },
                { key: "F2", run: done(asks.rename) },
                { key: "Shift-Alt-f", run: done(asks.format) },
                { key: "Ctrl-k", run: done(asks.whatIsThis) },
                { key: "Alt-Enter", run: (view) => asks.mendHere(view.state.selection.main.head) },
                ...completionKeymap,
                { key: "Enter", run: endIndentation },
                ...searchKeymap,
                ...historyKeymap,
                ...defaultKeymap,
                indentWithTab,
            ]),
            EditorView.updateListener.of((update) => {
                if (update.docChanged && !this.#isSetting) asks.changed(update.changes);
                if (update.docChanged || update.selectionSet) asks.moved();
            }),
        ];
    }

    get text(): string {
        return this.view.state.doc.toString();
    }
    get caret(): number {
        return this.view.state.selection.main.head;
    }

    /** Another document: what was undone in the one before cannot be brought back here. */
    set(text: string, caret: number, label: string): void {
        this.#isSetting = true;
        this.view.setState(EditorState.create({ doc: text, extensions: this.#extensions(label) }));
        const head = Math.min(caret, this.view.state.doc.length);
        this.view.dispatch({ selection: { anchor: head }, effects: EditorView.scrollIntoView(head, { y: "center" }) });
        this.#isSetting = false;
    }
    /** Other text for the same document, which can be undone. */
    replace(text: string): void {
        this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text } });
    }
    apply(edits: readonly { from: number; to: number; text: string }[]): void {
        this.view.dispatch({
            changes: edits.map(({ from, to, text }) => ({ from, to, insert: text })),
            annotations: Transaction.userEvent.of("input.fix"),
        });
    }
    /** Edits that move nothing but blanks: the caret stays at its word. */
    layOut(edits: readonly { from: number; to: number; text: string }[]): void {
        const seen = this.text.slice(0, this.caret).replace(/\s/g, "").length;
        this.apply(edits);
        const { text } = this;
        let at = 0;
        for (let count = 0; at < text.length && (count < seen || /\s/.test(text.charAt(at))); ++at) {
            if (!/\s/.test(text.charAt(at))) ++count;
        }
        this.view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
    }
    setReadOnly(isReadOnly: boolean): void {
        this.view.dispatch({
            effects: this.#readOnly.reconfigure(
                // Nothing changes it: neither keys, nor a fix, nor a file.
                isReadOnly
                    ? [EditorState.readOnly.of(true), EditorView.editable.of(true), EditorState.changeFilter.of(() => false)]
                    : [],
            ),
        });
    }

    showDiagnostics(all: readonly Diagnostic[]): void {
        const end = this.view.state.doc.length;
        const shown = all.map(({ from, to, severity, message, help, fixes }) => ({
            from: Math.min(from, end),
            to: Math.min(Math.max(to, from), end),
            severity: severity === "note" ? ("info" as const) : severity,
            message: help === "" ? message : `${message}\n${help}`,
            actions: fixes.map((fix) => ({ name: fix.title, apply: () => this.#asks.mend(fix) })),
        }));
        this.view.dispatch(setDiagnostics(this.view.state, shown));
    }
    showProblemLines(all: readonly Diagnostic[]): void {
        this.view.dispatch({ effects: setProblemLines.of(all) });
    }
    showTokens(tokens: readonly Token[]): void {
        this.view.dispatch({ effects: setTokens.of(tokens) });
    }
    showMarks(marks: readonly Mark[]): void {
        this.view.dispatch({ effects: setMarks.of(marks) });
    }

    goTo(span: Span): void {
        const end = this.view.state.doc.length;
        const [anchor, head] = [Math.min(span.from, end), Math.min(span.to, end)];
        this.view.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
        this.view.focus();
    }
    insert(text: string): void {
        this.view.dispatch(this.view.state.replaceSelection(text));
        this.view.focus();
    }

    /** Nothing: all of the text. */
    showOnly(lines: Span | undefined, caret?: Span): void {
        const { doc } = this.view.state;
        const end = lines && doc.lineAt(Math.min(lines.to, doc.length)).to;
        this.view.dispatch({
            effects: [setWindow.of(lines), this.#popup.reconfigure(lines === undefined ? this.#completion() : [])],
            ...(end !== undefined && { selection: { anchor: caret?.from ?? end, head: caret?.to ?? end } }),
        });
    }
    /** What could stand at the caret. */
    offersHere(): Promise<Offer[]> {
        return this.#asks.complete(this.caret);
    }
    take(offer: Offer): void {
        const { view } = this;
        // What was typed since belongs to the word that it takes the place of.
        const to = Math.max(offer.to, this.caret);
        if (offer.snippet) snippet(template(offer.text))(view, { label: offer.label }, offer.from, to);
        else {
            view.dispatch({
                changes: { from: offer.from, to, insert: offer.text },
                selection: { anchor: offer.from + offer.text.length },
                annotations: Transaction.userEvent.of("input.complete"),
            });
        }
        view.focus();
    }

    async #offers(context: CompletionContext) {
        const word = context.matchBefore(/[\w-]+/);
        if (!context.explicit && (word === null || word.to - word.from < 2)) return null;
        const offers = await this.#asks.complete(context.pos);
        if (offers.length === 0 || context.aborted) return null;
        const from = Math.min(...offers.map((each) => each.from));
        return {
            from,
            options: offers.map((each) => ({
                label: each.label,
                detail: each.detail,
                type: each.kind,
                apply: each.snippet
                    ? (view: EditorView, _offer: unknown, _from: number, to: number) =>
                          snippet(template(each.text))(view, { label: each.label }, each.from, to)
                    : each.text,
            })),
        };
    }

    async #hover(at: number) {
        const found = await this.#asks.hover(at);
        if (found === null) return null;
        return {
            pos: found.from,
            end: found.to,
            create: () => {
                const dom = document.createElement("div");
                dom.className = "hover";
                for (const { text, role } of found.runs) {
                    const piece = dom.appendChild(document.createElement("span"));
                    piece.className = `role-${role}`;
                    piece.textContent = text;
                }
                return { dom };
            },
        };
    }
}
