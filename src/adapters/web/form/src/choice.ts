// A question that takes one code: radio buttons.

import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";

import { codeOf, nothingChosen, type Drawn, type Kind } from "./kind.js";

/** The key of the code; nothing until one is chosen. */
type Input = string | null;

/** Radio buttons with labels as text; `chosen` is a position, -1 for none. */
export function oneOf(
    drawn: Drawn<never> | Drawn<unknown>,
    labels: readonly string[],
    chosen: number,
    choose: (at: number) => void,
): TemplateResult {
    return html`<div class="choices ${labels.length === 2 ? "few" : ""}">
        ${labels.map(
            (label, at) => html`<label class="choice" part="choice">
                <input
                    type="radio"
                    id="${drawn.id}-${at}"
                    name=${drawn.id}
                    .checked=${live(at === chosen)}
                    ?disabled=${drawn.disabled}
                    @change=${() => choose(at)}
                />
                <bdi>${label}</bdi>
            </label>`,
        )}
    </div>`;
}

export const choice: Kind<Input> = {
    blank: () => null,
    shown: (answer, { field }) => codeOf(field, answer) ?? null,
    read: (input, place) => (input === null ? nothingChosen(place) : { answer: input }),
    hint: ({ messages }) => messages.chooseOne,
    draw: (drawn) =>
        oneOf(
            drawn,
            drawn.field.codes.map(({ label }) => label),
            drawn.field.codes.findIndex(({ key }) => key === drawn.input),
            (at) => drawn.change(drawn.field.codes[at]?.key ?? null),
        ),
    typed: (input, { field }) => field.codes.find(({ key }) => key === input)?.label ?? "",
};
