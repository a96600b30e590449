// How what was looked for is shown: cases that were proposed, patients who differ, reasons.

import { css } from "lit";

export const foundStyle = css`
    .merge .cm-collapsedLines::before,
    .merge .cm-collapsedLines::after {
        content: "…";
    }
    .differences > li {
        padding: 0.5rem 0;
        border-bottom: 1px solid var(--line);
    }
    .why {
        padding: 0.25rem 0;
    }
    .why details {
        padding-inline-start: 1rem;
    }
    .both {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr));
        gap: 0.75rem 1.5rem;
        margin-top: 0.5rem;
        padding: 0.5rem 0.75rem;
        background: var(--soft);
    }
    .both h4 {
        margin: 0 0 0.25rem;
    }
    .proposed {
        border-inline-start: 4px solid var(--accent);
        padding: 0.1rem 0.75rem;
        margin-bottom: 0.75rem;
    }
    pre {
        max-height: 18rem;
        overflow: auto;
        white-space: pre-wrap;
        padding: 0.5rem;
        background: var(--soft);
        font-size: 0.875rem;
    }
    progress {
        accent-color: var(--accent);
        max-width: 100%;
    }
`;
