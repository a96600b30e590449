// The second click of a double one would press what has come into the place of the first: the same button
// of the next question, which nobody has read.

import type { LitElement } from "lit";

/** Lets a double click press a button of this element once. What hosts put into its slots is theirs. */
export function pressOnce(element: LitElement): void {
    const once = (event: MouseEvent) => {
        const [pressed] = event.composedPath();
        const isOurs = pressed instanceof Element && pressed.getRootNode() === element.renderRoot;
        if (event.detail < 2 || !isOurs || pressed.closest("button") === null) return;
        event.preventDefault();
        event.stopImmediatePropagation();
    };
    element.addEventListener("click", once, { capture: true });
}
