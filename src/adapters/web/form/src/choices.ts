// A question that takes any number of codes: check boxes. Where no code of the file stands alone,
// as `none of these` does, one of our own says that there are none.

import type { Answer } from "caveat";
import { html } from "lit";
import { live } from "lit/directives/live.js";

import { codeOf, nothingChosen, type Kind, type Place } from "./kind.js";
import { fill } from "./messages.js";

interface Input {
    /** Keys, in the order of the file. */
    codes: string[];
    /** Our own "none of these" is ticked. */
    none: boolean;
}

/** Whether some code of the file may not stand beside another. */
function hasLoner({ field, together }: Place): boolean {
    const keys = field.codes.map(({ key }) => key);
    return keys.some((key, at) => at > 0 && !together(field, key, keys[at - 1] ?? key));
}

function keysOf(answer: Answer, { field }: Place): (string | undefined)[] {
    const list: unknown =
        typeof answer === "object" && answer !== null && "present" in answer ? answer.present : answer;
    return Array.isArray(list) ? list.map((each) => codeOf(field, each)) : [];
}

function tick(input: Input, key: string, place: Place): { input: Input; alone: boolean } {
    const kept = input.codes.filter((each) => each !== key && place.together(place.field, each, key));
    const known = place.field.codes.map((each) => each.key);
    return {
        input: {
            codes: [...kept, key].sort((one, other) => known.indexOf(one) - known.indexOf(other)),
            none: false,
        },
        alone: kept.length < input.codes.length || input.none,
    };
}

export const choices: Kind<Input> = {
    blank: () => ({ codes: [], none: false }),
    shown(answer, place) {
        const keys = keysOf(answer, place);
        const known = place.field.codes.map(({ key }) => key).filter((key) => keys.includes(key));
        return { codes: known, none: Array.isArray(answer) && answer.length === 0 && !hasLoner(place) };
    },
    read(input, place) {
        if (input.codes.length > 0) return { answer: input.codes };
        return input.none ? { answer: [] } : nothingChosen(place);
    },
    hint: ({ messages }) => messages.chooseAll,
    draw(drawn) {
        const { field, id, input, messages, disabled } = drawn;
        const box = (at: number, label: string, isTicked: boolean, change: (to: boolean) => void) =>
            html`<label class="choice" part="choice">
                <input
                    type="checkbox"
                    id="${id}-${at}"
                    .checked=${live(isTicked)}
                    ?disabled=${disabled}
                    @change=${(event: Event) => change((event.target as HTMLInputElement).checked)}
                />
                <bdi>${label}</bdi>
            </label>`;
        const change = (key: string, label: string, to: boolean) => {
            if (!to) {
                drawn.change({ codes: input.codes.filter((each) => each !== key), none: false });
                return;
            }
            const ticked = tick(input, key, drawn);
            const isOnly = ticked.alone && ticked.input.codes.length === 1;
            drawn.change(ticked.input, isOnly ? fill(messages.standsAlone, { label }) : undefined);
        };
        const none = messages.noneOfThese;
        return html`<div class="choices">
            ${field.codes.map(({ key, label }, at) =>
                box(at, label, input.codes.includes(key), (to) => change(key, label, to)),
            )}
            ${hasLoner(drawn)
                ? null
                : box(field.codes.length, none, input.none, (to) => {
                      const said =
                          to && input.codes.length > 0 ? fill(messages.standsAlone, { label: none }) : undefined;
                      drawn.change({ codes: to ? [] : input.codes, none: to }, said);
                  })}
        </div>`;
    },
    typed: (input, { field }) =>
        field.codes
            .filter(({ key }) => input.codes.includes(key))
            .map(({ label }) => label)
            .join(", "),
};
