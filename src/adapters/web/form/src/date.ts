// A question that takes a date, in parts, of which the day, or the day and the month, may be left
// out. The month is chosen by name, so that nobody can mistake it for the day.

import { html, type TemplateResult } from "lit";
import { ifDefined } from "lit/directives/if-defined.js";
import { live } from "lit/directives/live.js";

import { two } from "./days.js";
import { invalid, type Drawn, type Kind, type Place, type Reading } from "./kind.js";
import { fill } from "./messages.js";
import { narrow } from "./typed_number.js";

interface Input {
    day: string;
    /** "1" to "12", or empty. */
    month: string;
    year: string;
}

/** Days of a month in the calendar that everybody uses today. */
const daysIn = (year: number, month: number) => {
    const last = new Date(Date.UTC(2000, 0, 1));
    last.setUTCFullYear(year, month, 0);
    return last.getUTCDate();
};

function typed(input: Input, { messages }: Place): string {
    const parts = {
        day: narrow(input.day),
        month: messages.months[Number(input.month) - 1] ?? "",
        year: narrow(input.year),
    };
    return messages.dateOrder.map((part) => parts[part]).filter((part) => part !== "").join(" ");
}

function read(input: Input, place: Place): Reading {
    const { id, messages } = place;
    const [day, month, year] = [narrow(input.day), input.month, narrow(input.year)];
    const trouble = (message: string, part: keyof Input, what = "") => ({
        trouble: {
            text: fill(message, { typed: what, notKnown: messages.notKnown }),
            control: `${id}-${part}`,
        },
    });
    const first = messages.dateOrder[0] ?? "day";
    if (day === "" && month === "" && year === "") {
        return { trouble: { ...trouble(messages.nothingTyped, first).trouble, nothing: true } };
    }
    if (day !== "" && !/^(0?[1-9]|[12]\d|3[01])$/.test(day)) return trouble(messages.wrongDay, "day", day);
    if (year === "") return trouble(messages.noYear, "year");
    if (!/^\d{4}$/.test(year) || Number(year) === 0) return trouble(messages.fourDigits, "year", year);
    if (month === "") return day === "" ? { answer: year } : trouble(messages.noMonth, "month");
    if (day === "") return { answer: `${year}-${two(Number(month))}` };
    if (Number(day) > daysIn(Number(year), Number(month))) {
        return trouble(messages.noSuchDay, "day", typed(input, place));
    }
    return { answer: `${year}-${two(Number(month))}-${two(Number(day))}` };
}

function draw(drawn: Drawn<Input>): TemplateResult {
    const { id, input, messages } = drawn;
    const digits = (part: "day" | "year") =>
        html`<label class="part ${part}">
            <span id="${id}-${part}-name">${messages[part]}</span>
            <input
                type="text"
                id="${id}-${part}"
                inputmode="numeric"
                autocomplete="off"
                aria-describedby=${drawn.describedBy}
                aria-invalid=${ifDefined(invalid(drawn, `${id}-${part}`))}
                ?disabled=${drawn.disabled}
                .value=${live(input[part])}
                @input=${(event: Event) =>
                    drawn.change({ ...input, [part]: (event.target as HTMLInputElement).value })}
            />
        </label>`;
    const parts = {
        day: () => digits("day"),
        month: () => html`<label class="part month">
            <span>${messages.month}</span>
            <select
                id="${id}-month"
                aria-describedby=${drawn.describedBy}
                aria-invalid=${ifDefined(invalid(drawn, `${id}-month`))}
                ?disabled=${drawn.disabled}
                @change=${(event: Event) =>
                    drawn.change({ ...input, month: (event.target as HTMLSelectElement).value })}
            >
                <option value="" .selected=${live(input.month === "")}></option>
                ${messages.months.map(
                    (name, at) =>
                        html`<option value=${at + 1} .selected=${live(input.month === String(at + 1))}>
                            ${name}
                        </option>`,
                )}
            </select>
        </label>`,
        year: () => digits("year"),
    };
    return html`<div class="date" role="group" aria-labelledby=${drawn.labelledBy}>
        ${messages.dateOrder.map((part) => parts[part]())}
    </div>`;
}

export const date: Kind<Input> = {
    blank: () => ({ day: "", month: "", year: "" }),
    shown(answer) {
        const found = typeof answer === "string" ? /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(answer) : null;
        const [, year = "", month = "", day = ""] = found ?? [];
        const bare = (digits: string) => digits.replace(/^0/, "");
        return { year, month: bare(month), day: bare(day) };
    },
    read,
    hint: ({ messages }) => messages.dateHint,
    draw,
    typed,
};
