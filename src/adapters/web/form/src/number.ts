// A question that takes a number: a text field, never `type=number`, which drops what it cannot read
// without a word; its unit; and limits, where the number itself is not known.

import type { Answer, Field, Within } from "caveat";
import { html, type TemplateResult } from "lit";
import { ifDefined } from "lit/directives/if-defined.js";
import { live } from "lit/directives/live.js";

import { invalid, type Drawn, type Kind, type Place, type Reading, type Trouble } from "./kind.js";
import { fill, type Messages } from "./messages.js";
import { readNumber } from "./typed_number.js";
import { unitsOf, unitWord } from "./units.js";

type How = "exactly" | "between" | "from" | "above" | "to" | "below";

interface Input {
    how: How;
    text: string;
    /** The upper end, with "between". */
    second: string;
    unit: string;
    /** Texts whose reading is settled; see `readNumber`. */
    settled: string[];
    /** Limits that were known before: "between" cannot say that an end is not among them. */
    within?: Within;
}

const limits = ["between", "from", "above", "to", "below"] as const;

/** `A number from 0 to 10 kg`. */
export function expected({ from, to, unit, whole }: Field, messages: Messages): string {
    const word = unitWord(unit, messages);
    const values = {
        what: whole ? messages.wholeNumber : messages.number,
        from,
        to,
        unit: word === "" ? "" : ` ${word}`,
    };
    if (from !== undefined) return fill(to === undefined ? messages.fromOn : messages.fromTo, values);
    return fill(to === undefined ? messages.justIn : messages.upTo, values);
}

/** A number as a text that reads back as it. */
function textOf(value: unknown): string {
    if (typeof value !== "number") return typeof value === "bigint" || typeof value === "string" ? String(value) : "";
    const text = String(value);
    return text.includes("e")
        ? value.toLocaleString("en", { useGrouping: false, maximumFractionDigits: 20 })
        : text;
}

function troubleWith(typed: string, control: string, settled: string[], messages: Messages): Trouble | number {
    const read = readNumber(typed, settled.find((each) => each === typed));
    if ("value" in read) return read.value;
    const say = (message: string) => fill(message, { typed: typed.trim(), notKnown: messages.notKnown });
    if ("readings" in read) {
        const message = read.readings.length > 1 ? messages.twoReadings : messages.digitsAlone;
        return { text: say(message), control, readings: read.readings };
    }
    const said = {
        nothing: messages.nothingTyped,
        "not-a-number": messages.notANumber,
        "only-the-number": messages.onlyTheNumber,
        "too-many-digits": messages.tooManyDigits,
    };
    return { text: say(said[read.wrong]), control, ...(read.wrong === "nothing" && { nothing: true }) };
}

function read(input: Input, { field, id, messages }: Place): Reading {
    const own = input.unit === "" || input.unit === field.unit ? {} : { unit: input.unit };
    const first = troubleWith(input.text, id, input.settled, messages);
    if (typeof first !== "number") return { trouble: first };
    if (input.how === "exactly") {
        return { answer: "unit" in own ? { value: first, ...own } : first };
    }
    if (input.how !== "between") return { answer: { [input.how]: first, ...own } };
    if (input.within !== undefined && isShown(input, input.within, field.unit ?? "")) return { answer: input.within };
    const second = troubleWith(input.second, `${id}-second`, input.settled, messages);
    if (typeof second !== "number") return { trouble: second };
    if (second <= first) {
        const typed = `${input.text.trim()} – ${input.second.trim()}`;
        return { trouble: { text: fill(messages.wrongOrder, { typed }), control: id } };
    }
    return { answer: { from: first, to: second, ...own } };
}

/** Whether nobody has typed over what is shown of these limits. */
function isShown({ text, second, unit }: Input, within: Within, own: string): boolean {
    const [low, high] = endsOf(within);
    return text === textOf(low) && second === textOf(high) && unit === (within.unit ?? own);
}
const endsOf = (within: Within) => [within.from ?? within.above, within.to ?? within.below] as const;

function shown(answer: Answer, place: Place): Input {
    const input = number.blank(place);
    let said: unknown[] = [];
    if (typeof answer !== "object" || answer === null || Array.isArray(answer)) {
        said = [answer];
        input.text = textOf(answer);
    } else if ("value" in answer) {
        said = [answer.value];
        input.text = textOf(answer.value);
        input.unit = answer.unit ?? input.unit;
    } else if (!("present" in answer)) {
        const within = answer as Within;
        const [low, high] = endsOf(within);
        said = [low, high];
        input.how = low !== undefined && high !== undefined ? "between" : (limits.find((each) => each in within) ?? "exactly");
        input.text = textOf(low ?? high);
        input.second = low === undefined ? "" : textOf(high);
        input.unit = within.unit ?? input.unit;
        if (input.how === "between") input.within = within;
    }
    // A text that a host gave for a number has as many readings as one that is typed.
    input.settled = said.filter((each) => typeof each !== "string").map(textOf);
    return input;
}

/** Buttons for what may have been meant; none where nothing was asked. */
function readings(drawn: Drawn<Input>): TemplateResult | null {
    const { trouble, input, id } = drawn;
    const isFirst = trouble?.control === id;
    if (trouble?.readings === undefined || !(isFirst || trouble.control === `${id}-second`)) return null;
    const settle = (reading: string) => {
        const part = isFirst ? { text: reading } : { second: reading };
        drawn.change({ ...input, ...part, settled: [...input.settled, reading] });
        drawn.focus(trouble.control);
    };
    return html`<div class="buttons">
        ${trouble.readings.map(
            (reading) => html`<button type="button" @click=${() => settle(reading)}>${reading}</button>`,
        )}
    </div>`;
}

function field(drawn: Drawn<Input>, id: string, name: string, value: string, change: (to: string) => void) {
    const { from } = drawn.field;
    // The keyboard of decimals has no minus sign.
    const keyboard = from !== undefined && from >= 0 ? "decimal" : "text";
    return html`<input
        type="text"
        id=${id}
        inputmode=${keyboard}
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        aria-labelledby="${drawn.labelledBy} ${name}"
        aria-describedby=${drawn.describedBy}
        aria-invalid=${ifDefined(invalid(drawn, id))}
        ?disabled=${drawn.disabled}
        .value=${live(value)}
        @input=${(event: Event) => change((event.target as HTMLInputElement).value)}
    />`;
}

function unitPicker(drawn: Drawn<Input>): TemplateResult | null {
    const { input, id, messages } = drawn;
    const units = [...new Set([...unitsOf(drawn.field), ...(input.unit === "" ? [] : [input.unit])])];
    const [only] = units;
    if (only === undefined) return null;
    if (units.length === 1) return html`<bdi id="${id}-unit">${unitWord(only, messages)}</bdi>`;
    return html`<select
        id="${id}-unit"
        aria-label=${messages.unit}
        ?disabled=${drawn.disabled}
        @change=${(event: Event) => drawn.change({ ...input, unit: (event.target as HTMLSelectElement).value })}
    >
        ${units.map(
            (each) =>
                html`<option .value=${each} .selected=${live(each === (input.unit || only))}>
                    ${unitWord(each, messages)}
                </option>`,
        )}
    </select>`;
}

function draw(drawn: Drawn<Input>): TemplateResult {
    const { input, id, messages } = drawn;
    const words = {
        between: messages.between,
        from: messages.atLeast,
        above: messages.moreThan,
        to: messages.atMost,
        below: messages.lessThan,
    };
    const isRough = input.how !== "exactly";
    const picker = html`<select
        id="${id}-how"
        aria-label=${messages.itIs}
        ?disabled=${drawn.disabled}
        @change=${(event: Event) => drawn.change({ ...input, how: (event.target as HTMLSelectElement).value as How })}
    >
        ${limits.map(
            (each) => html`<option .value=${each} .selected=${live(each === input.how)}>${words[each]}</option>`,
        )}
    </select>`;
    const isBetween = input.how === "between";
    return html`<div class="number">
            ${isRough ? picker : null}
            <span class="hidden" id="${id}-low">${isBetween ? messages.lowest : ""}</span>
            ${field(drawn, id, `${id}-low`, input.text, (text) => drawn.change({ ...input, text }))}
            ${isBetween
                ? html`<span aria-hidden="true">–</span>
                      <span class="hidden" id="${id}-high">${messages.highest}</span>
                      ${field(drawn, `${id}-second`, `${id}-high`, input.second, (second) =>
                          drawn.change({ ...input, second }),
                      )}`
                : null}
            ${unitPicker(drawn)}
        </div>
        ${readings(drawn)}
        <button
            type="button"
            class="plain"
            id="${id}-roughly"
            ?disabled=${drawn.disabled}
            @click=${() => drawn.change({ ...input, how: isRough ? "exactly" : "between" })}
        >
            ${isRough ? messages.exactly : messages.roughly}
        </button>`;
}

export const number: Kind<Input> = {
    blank: ({ field: { unit = "" } }) => ({ how: "exactly", text: "", second: "", unit, settled: [] }),
    shown,
    read,
    hint: (place) => expected(place.field, place.messages),
    draw,
    typed(input, { field, messages }) {
        const word = unitWord(input.unit, messages);
        const unit = word === "" || input.unit === field.unit ? "" : ` ${word}`;
        return (input.how === "between" ? `${input.text.trim()} – ${input.second.trim()}` : input.text.trim()) + unit;
    },
};
