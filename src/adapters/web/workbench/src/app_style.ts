// The frame of the page: panes side by side, or one at a time where there is no room.

import { css } from "lit";

export const appStyle = css`
    :host {
        display: grid;
        grid-template-rows: auto auto minmax(0, 1fr) auto;
        height: 100dvh;
        background: var(--paper);
        color: var(--ink);
        font-family: system-ui, "DejaVu Sans", sans-serif;
        line-height: 1.5;
        overflow-wrap: anywhere;
    }
    * {
        box-sizing: border-box;
    }
    button,
    select,
    input {
        font: inherit;
        color: inherit;
    }
    button,
    select,
    input[type="text"],
    input[type="date"] {
        min-height: 2rem;
        padding: 0.15rem 0.7rem;
        border: 1px solid var(--edge);
        border-radius: 0.35rem;
        background: var(--paper);
        max-width: 100%;
    }
    button {
        cursor: pointer;
    }
    button.main {
        background: var(--accent);
        border-color: var(--accent);
        color: var(--on-accent);
    }
    button.link {
        border: 0;
        padding: 0.1rem 0;
        min-height: 1.75rem;
        text-align: start;
        color: var(--accent);
        text-decoration: underline;
        background: none;
    }
    :is(button, select, input, summary, [tabindex]):focus-visible {
        outline: 3px solid var(--accent);
        outline-offset: 1px;
    }
    header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.35rem 0.75rem;
        padding: 0.4rem 0.75rem;
        background: var(--soft);
        border-bottom: 1px solid var(--line);
    }
    header h1 {
        margin: 0;
        font-size: 1.1rem;
    }
    .saved {
        flex: 1 1 12rem;
        color: var(--dim);
        font-size: 0.875rem;
    }
    .banner {
        margin: 0;
        padding: 0.5rem 0.75rem;
        background: var(--soft);
        border-bottom: 3px solid var(--bad);
    }
    .banner.mild {
        border-bottom-color: var(--careful);
    }
    main {
        display: grid;
        grid-template-columns: var(--columns);
        grid-template-rows: minmax(0, 1fr) auto;
        min-height: 0;
    }
    section.pane {
        display: flex;
        flex-direction: column;
        min-width: 0;
        min-height: 0;
    }
    .head {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 0.6rem;
        align-items: center;
        padding: 0.35rem 0.75rem;
        border-bottom: 1px solid var(--line);
        font-size: 0.9rem;
    }
    .head h2 {
        margin: 0;
        font-size: 1rem;
    }
    .tabs {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem;
    }
    .tabs button {
        font-size: 0.9rem;
        min-height: 1.85rem;
    }
    .tabs button[aria-pressed="true"],
    nav button[aria-current="true"] {
        border-color: var(--accent);
        box-shadow: inset 0 -3px 0 var(--accent);
        font-weight: 600;
    }
    .body {
        flex: 1;
        min-height: 0;
        overflow: auto;
        padding: 0.75rem;
    }
    .body.editor {
        padding: 0;
        overflow: hidden;
    }
    .body.editor > div {
        height: 100%;
    }
    .hidden {
        position: absolute;
        width: 1px;
        height: 1px;
        margin: 0;
        overflow: hidden;
        clip-path: inset(50%);
        white-space: nowrap;
    }
    [hidden] {
        display: none !important;
    }
    [role="separator"] {
        width: 0.5rem;
        cursor: col-resize;
        background: var(--soft);
        border-inline: 1px solid var(--line);
        touch-action: none;
    }
    .problem-list {
        max-height: 12rem;
        overflow: auto;
        border-top: 1px solid var(--line);
        padding: 0.4rem 0.75rem;
        font-size: 0.9rem;
    }
    .problem-list ul,
    .list {
        list-style: none;
        margin: 0;
        padding: 0;
    }
    .problem-list li {
        padding: 0.15rem 0;
    }
    .problem-list p {
        margin: 0;
    }
    .sign {
        font-weight: 700;
    }
    .sign.error,
    .bad {
        color: var(--bad);
    }
    .sign.warning {
        color: var(--careful);
    }
    .good {
        color: var(--good);
    }
    .hint {
        color: var(--dim);
        font-size: 0.875rem;
    }
    .list ul {
        list-style: none;
        padding-inline-start: 1rem;
    }
    .stale {
        border-inline-start: 4px solid var(--careful);
        padding: 0.25rem 0.6rem;
        background: var(--soft);
    }
    .cases {
        grid-column: 1 / -1;
        max-height: 40dvh;
        border-top: 1px solid var(--line);
    }
    footer {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 1.25rem;
        align-items: center;
        padding: 0.3rem 0.75rem;
        background: var(--soft);
        border-top: 1px solid var(--line);
        font-size: 0.875rem;
    }
    .keys,
    button.narrow {
        display: none;
    }
    nav {
        display: none;
    }
    .strip {
        display: none;
    }
    dialog {
        width: min(44rem, calc(100vw - 1.5rem));
        max-height: calc(100dvh - 2rem);
        border: 1px solid var(--edge);
        border-radius: 0.6rem;
        background: var(--paper);
        color: var(--ink);
        padding: 1rem 1.25rem;
        overflow: auto;
    }
    dialog.wide {
        width: min(80rem, calc(100vw - 1.5rem));
    }
    dialog::backdrop {
        background: #0008;
    }
    dialog h2 {
        margin: 0 0 0.5rem;
        font-size: 1.15rem;
    }
    dialog h3 {
        margin: 1rem 0 0.25rem;
        font-size: 1rem;
    }
    .row {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem 0.75rem;
        align-items: center;
        padding: 0.2rem 0;
    }
    .row > .grow {
        flex: 1 1 12rem;
    }
    .merge {
        max-height: 45dvh;
        overflow: auto;
        border: 1px solid var(--line);
    }
    @media (min-width: 64rem) {
        section.pane.put-away {
            display: none;
        }
    }
    @media (max-width: 63.99rem) {
        :host {
            grid-template-rows: auto auto auto minmax(0, 1fr) auto auto;
        }
        main {
            display: block;
            overflow: hidden;
        }
        section.pane {
            height: 100%;
        }
        section.pane:not(.here),
        [role="separator"],
        :is(header, footer) .wide {
            display: none;
        }
        button.narrow {
            display: inline-block;
        }
        .cases {
            max-height: none;
            border-top: 0;
        }
        header {
            gap: 0.25rem 0.4rem;
            padding: 0.25rem 0.5rem;
            font-size: 0.875rem;
        }
        header button {
            padding: 0.1rem 0.45rem;
        }
        .strip {
            display: block;
            margin: 0;
            padding: 0.25rem 0.75rem;
            border-bottom: 1px solid var(--line);
            font-size: 0.9rem;
            font-weight: 600;
        }
        nav {
            display: grid;
            grid-template-columns: repeat(auto-fit, minmax(4.75rem, 1fr));
            background: var(--soft);
            border-top: 1px solid var(--line);
        }
        nav button {
            border: 0;
            border-radius: 0;
            background: none;
            min-height: 2.75rem;
            padding: 0.25rem;
        }
        .keys.here {
            display: flex;
            gap: 0.25rem;
            padding: 0.25rem 0.5rem;
            border-top: 1px solid var(--line);
        }
        .keys button {
            flex: 1;
            min-height: 2.5rem;
            padding: 0;
        }
        footer {
            display: none;
        }
        header {
            display: grid;
            grid-template-columns: auto minmax(0, 1fr) auto;
        }
        header button {
            justify-self: start;
        }
        /* In large letters a long name would take the whole window. */
        header button:not(.narrow) {
            overflow: hidden;
            text-overflow: ellipsis;
            white-space: nowrap;
        }
        .list > li + li {
            margin-top: 0.25rem;
            padding-top: 0.25rem;
            border-top: 1px solid var(--line);
        }
        .saved {
            order: 1;
            grid-column: 1 / -1;
            font-size: 0.75rem;
        }
        .problem-list {
            max-height: 6.5rem;
        }
    }
    /* Zoomed to 400 %: the page scrolls, and a pane stays high enough to read in. */
    @media (max-width: 63.99rem) and (max-height: 26rem) {
        :host {
            height: auto;
        }
        main {
            height: 22rem;
        }
    }
    @media print {
        :host {
            display: block;
            height: auto;
        }
        header,
        footer,
        nav,
        dialog,
        .banner,
        .strip,
        .keys,
        .beside,
        section.pane:not(.result-pane),
        [role="separator"],
        .result-pane .head {
            display: none !important;
        }
        main,
        .result-pane {
            display: block !important;
            height: auto;
        }
        .body {
            overflow: visible;
        }
    }
`;
