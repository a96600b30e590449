// How the page looks. Colours follow the system; nothing is told by colour alone.

import { css } from "lit";

export const colours = css`
    :host {
        color-scheme: light dark;
        --paper: light-dark(#ffffff, #14181d);
        --soft: light-dark(#f2f4f6, #1e242b);
        --ink: light-dark(#1a1d21, #e6e9ec);
        --dim: light-dark(#565d66, #a5adb6);
        --line: light-dark(#d5dae0, #39414b);
        --edge: light-dark(#6f7780, #8d959e);
        --here: light-dark(#0b57a40d, #8cc2ff12);
        --marked: light-dark(#cfe3fb, #264a72);
        --accent: light-dark(#0b57a4, #8cc2ff);
        --on-accent: light-dark(#ffffff, #10151b);
        --bad: light-dark(#a3211a, #ff9a90);
        --careful: light-dark(#7a5200, #f0c061);
        --good: light-dark(#1c6b35, #7fd69a);
        --fact: light-dark(#00586b, #7fd3e6);
        --term: light-dark(#6b2b8f, #d5a8f0);
        --outcome: light-dark(#8a3300, #f5b184);
        --number: light-dark(#0b57a4, #9ccbff);
    }
`;

/** What panes have in common. */
export const paneStyle = css`
    .hidden {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
        white-space: nowrap;
    }
    h3 {
        margin: 0 0 0.4rem;
        font-size: 1em;
    }
    .hint {
        color: var(--dim);
        font-size: 0.875rem;
    }
    fieldset.question > legend {
        font-size: 1.05em;
    }
    .part {
        margin: 1.25rem 0 0.75rem;
        color: var(--dim);
    }
    .part:first-of-type {
        margin-top: 0;
    }
    .fact {
        margin: 0 0 1rem;
        padding: 0 0 1rem;
        border-bottom: 1px solid var(--line);
    }
    .fact.idle legend {
        color: var(--dim);
    }
    .choice {
        min-height: 2.25rem;
        padding: 0.2rem 0.6rem;
    }
    .choices {
        gap: 0.3rem;
    }
    .small-buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 1rem;
        margin-top: 0.5rem;
    }
    .small-buttons button {
        min-height: 2rem;
        padding: 0.15rem 0.7rem;
        font-size: 0.9rem;
    }
    .small-buttons button[aria-pressed="true"] {
        border-color: var(--accent);
        box-shadow: inset 0 0 0 1px var(--accent);
    }
    .problems {
        border-inline-start: 4px solid var(--bad);
        padding: 0.4rem 0.75rem;
        margin-bottom: 1rem;
        background: var(--soft);
    }
    .problems ul {
        padding-inline-start: 1.2rem;
    }
    details {
        margin-top: 1rem;
    }
    summary {
        cursor: pointer;
        min-height: 1.75rem;
    }
`;

/** Text of the core by the part that it plays. */
export const runStyle = css`
    .report {
        line-height: 1.45;
        overflow-wrap: anywhere;
    }
    .line {
        padding-inline-start: 2.2ch;
        text-indent: -2.2ch;
    }
    .line.depth-1 {
        padding-inline-start: 3.5ch;
    }
    .line.depth-2 {
        padding-inline-start: 5ch;
    }
    .gap {
        height: 0.8rem;
    }
    .role-heading,
    .role-name,
    .role-error,
    .role-bad {
        font-weight: 600;
    }
    .role-bad,
    .role-error {
        color: var(--bad);
    }
    .role-careful,
    .role-warning {
        color: var(--careful);
        font-weight: 600;
    }
    .role-good {
        color: var(--good);
        font-weight: 600;
    }
    .role-aside,
    .role-note {
        color: var(--dim);
    }
`;
