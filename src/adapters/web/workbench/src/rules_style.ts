// The pane of the rules: the outline and the card of a name.

import { css } from "lit";

export const rulesStyle = css`
    .outline details {
        margin: 0.25rem 0;
    }
    .outline summary {
        cursor: pointer;
        min-height: 2rem;
        font-weight: 600;
    }
    .outline p {
        margin: 0;
    }
    .card {
        max-height: 40%;
        overflow: auto;
        padding: 0.4rem 0.75rem;
        border-top: 1px solid var(--line);
        font-size: 0.9rem;
    }
    .card :is(h3, h4, p) {
        margin: 0 0 0.25rem;
        font-size: inherit;
    }
    .as-typed {
        white-space: pre-wrap;
    }
    iframe.body {
        width: 100%;
        padding: 0;
        border: 0;
    }
    .offers {
        display: flex;
        gap: 0.25rem;
        padding: 0.25rem 0.5rem;
        overflow-x: auto;
        border-top: 1px solid var(--line);
    }
    .offers button {
        flex: none;
        max-width: 14rem;
        min-height: 2.5rem;
    }
    @media (max-width: 63.99rem) {
        .problem-list li {
            display: grid;
            grid-template-columns: 1.1rem minmax(0, 1fr);
        }
        .problem-list li > :not(.sign) {
            grid-column: 2;
            justify-self: start;
        }
        :host([one-entry]) {
            grid-template-rows: auto minmax(0, 1fr);
        }
        :host([one-entry]) :is(header > :not(h1), nav, .strip, .tools) {
            display: none;
        }
        /* The name of the page, for those who hear it. */
        :host([one-entry]) header {
            position: absolute;
            clip-path: inset(50%);
        }
    }
    .tour :is(h2, p) {
        margin: 0 0 0.25rem;
        font-size: 0.95rem;
    }
    .tools button {
        font-size: 0.875rem;
        min-height: 1.75rem;
    }
    @media (max-width: 63.99rem) {
        .rules-pane h2,
        .rules-pane .tabs button {
            font-size: 0.8rem;
        }
        .rules-pane .head {
            padding: 0.2rem 0.5rem;
            gap: 0.2rem 0.4rem;
        }
        .rules-pane .tabs button,
        .tools button {
            padding: 0.1rem 0.4rem;
        }
    }
`;
