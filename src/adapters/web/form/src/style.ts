// The one style of the form. Colours follow the page (`color-scheme`), letters are the page's own,
// and nothing is told by colour alone.

import { css } from "lit";

export const style = css`
    :host {
        --accent: var(--caveat-accent, #0b57a4);
        --on-accent: var(--caveat-on-accent, #fff);
        --bad: var(--caveat-problem, #a3211a);
        --edge: var(--caveat-edge, #767676);
        --radius: var(--caveat-radius, 0.4rem);
        display: block;
        max-width: 40rem;
        line-height: 1.5;
        overflow-wrap: anywhere;
    }
    @supports (color: light-dark(#000, #fff)) {
        :host {
            --accent: var(--caveat-accent, light-dark(#0b57a4, #8cc2ff));
            --on-accent: var(--caveat-on-accent, light-dark(#fff, #10151b));
            --bad: var(--caveat-problem, light-dark(#a3211a, #ff9a90));
            --edge: var(--caveat-edge, light-dark(#767676, #8d9299));
        }
    }
    :host([hidden]) {
        display: none;
    }
    * {
        box-sizing: border-box;
    }
    .hidden {
        position: absolute;
        width: 1px;
        height: 1px;
        margin: 0;
        padding: 0;
        border: 0;
        overflow: hidden;
        clip-path: inset(50%);
        white-space: nowrap;
    }
    p,
    ul {
        margin: 0 0 0.5rem;
    }
    p:has(> bdi:empty),
    p:empty {
        display: none;
    }
    h2 {
        margin: 1rem 0 0.25rem;
        font-size: 1.1em;
    }
    fieldset {
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
    }
    .question.troubled {
        border-inline-start: 0.3rem solid var(--bad);
        padding-inline-start: 0.75rem;
    }
    legend {
        padding: 0;
        margin-bottom: 0.5rem;
        font-weight: bold;
    }
    .question > legend {
        font-size: 1.25em;
        line-height: 1.3;
    }
    .progress,
    #hint,
    .hint,
    .part > span {
        font-size: 0.9em;
    }
    .notice {
        border: 1px solid var(--edge);
        border-radius: var(--radius);
        padding: 0.5rem 0.75rem;
    }
    .problem:not(.hidden):has(> bdi:not(:empty)) {
        margin: 0.5rem 0;
        color: var(--bad);
        font-weight: bold;
    }
    .choices {
        display: grid;
        gap: 0.5rem;
    }
    .choices.few {
        grid-template-columns: repeat(auto-fit, minmax(min(7rem, 100%), 1fr));
    }
    .choice {
        display: flex;
        gap: 0.75rem;
        align-items: center;
        min-height: 2.75rem;
        padding: 0.4rem 0.75rem;
        border: 1px solid var(--edge);
        border-radius: var(--radius);
        cursor: pointer;
    }
    .choice.small {
        border: 0;
        padding: 0;
        margin: 0.25rem 0 0;
        font-weight: normal;
    }
    .choice:has(:checked):not(.small) {
        border-color: var(--accent);
        box-shadow: inset 0 0 0 1px var(--accent);
    }
    .choice:has(:focus-visible) {
        outline: 3px solid var(--accent);
        outline-offset: 2px;
    }
    .choice bdi {
        min-width: 0;
    }
    input,
    select,
    button {
        font: inherit;
        max-width: 100%;
        border-radius: var(--radius);
    }
    input[type="radio"],
    input[type="checkbox"] {
        flex: none;
        width: 1.3rem;
        height: 1.3rem;
        margin: 0;
        accent-color: var(--accent);
    }
    .choice input:focus-visible {
        outline: none;
    }
    input[type="text"],
    select {
        min-height: 2.75rem;
        padding: 0.4rem 0.6rem;
        border: 1px solid var(--edge);
        background: Field;
        color: FieldText;
    }
    [aria-invalid="true"] {
        border: 2px solid var(--bad);
    }
    .number,
    .date,
    .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 0.75rem;
        align-items: center;
    }
    .number input {
        width: 9rem;
    }
    .date {
        align-items: end;
    }
    .part {
        display: grid;
    }
    .day input {
        width: 4rem;
    }
    .year input {
        width: 6rem;
    }
    .card {
        margin: 0 0 1rem;
        padding: 0.5rem 0.9rem 0.75rem;
        border: 1px solid var(--edge);
        border-radius: var(--radius);
    }
    .card > legend {
        padding: 0 0.4rem;
        margin: 0 -0.4rem;
    }
    .name > bdi::first-letter {
        text-transform: uppercase;
    }
    .name > bdi {
        display: inline-block;
    }
    .field {
        margin: 0 0 1rem;
    }
    .name {
        font-weight: bold;
        margin: 0 0 0.25rem;
    }
    .buttons {
        margin-top: 1.25rem;
    }
    .question .buttons {
        margin: 0.5rem 0;
    }
    button {
        min-height: 2.75rem;
        padding: 0.5rem 1rem;
        border: 1px solid var(--edge);
        background: transparent;
        color: inherit;
        cursor: pointer;
    }
    button.main {
        border-color: var(--accent);
        background: var(--accent);
        color: var(--on-accent);
        font-weight: bold;
    }
    button.plain {
        border: 0;
        padding: 0.5rem 0;
        color: var(--accent);
        text-decoration: underline;
    }
    button:disabled,
    .choice:has(:disabled) {
        cursor: default;
        opacity: 0.6;
    }
    input:focus-visible,
    select:focus-visible,
    button:focus-visible,
    [tabindex]:focus-visible {
        outline: 3px solid var(--accent);
        outline-offset: 2px;
    }
    [tabindex="-1"]:focus {
        outline: none;
    }
    @media (max-width: 30rem) {
        form > .buttons > button {
            flex: 1 1 100%;
        }
    }
    @media (forced-colors: active) {
        .choice:has(:checked):not(.small) {
            outline: 2px solid Highlight;
        }
    }
`;
