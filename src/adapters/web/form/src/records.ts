// A question that takes records, such as sessions: a card for each, with its fields.

import type { Answer, Fact, Facts, Field } from "caveat";
import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";

import { firstControl, type Drawn, type Kind, type Place, type Reading } from "./kind.js";
import { kindOf } from "./kinds.js";
import { fill } from "./messages.js";

interface Filled {
    input: unknown;
    notKnown: boolean;
}
/** One for each field, in the order of the file. */
type Card = Filled[];

interface Input {
    cards: Card[];
    /** There are none. */
    none: boolean;
    /** There may be more than these. */
    more: boolean;
    /** The card that was taken away last. */
    removed?: { at: number; card: Card };
}

const fieldsOf = ({ field }: Place): Field[] => (field as Fact).fields;
const eachOf = ({ field }: Place): string => (field as Fact).each ?? field.name;
const idOf = (id: string, card: number, field: number) => `${id}-${card}-${field}`;

/** `Session 2`. */
function titleOf(place: Place, card: number): string {
    const each = eachOf(place);
    const capital = each.charAt(0).toUpperCase() + each.slice(1);
    return fill(place.messages.record, { each: capital, n: card + 1 });
}

/** `Session 2, date`. */
function nameOf(place: Place, card: number, field: Field): string {
    return `${titleOf(place, card)}, ${field.name}`;
}

function inside(place: Place, field: Field, card: number, at: number): Place {
    return { ...place, field, id: idOf(place.id, card, at) };
}

function blankCard(place: Place, card: number): Card {
    return fieldsOf(place).map((field, at) => ({
        input: kindOf(field.kind).blank(inside(place, field, card, at)),
        notKnown: false,
    }));
}

function cardOf(record: unknown, place: Place, card: number): Card {
    const known = typeof record === "object" && record !== null ? (record as Facts) : {};
    return fieldsOf(place).map((field, at) => {
        const answer = Object.hasOwn(known, field.key) ? known[field.key] : undefined;
        const where = inside(place, field, card, at);
        const kind = kindOf(field.kind);
        const isKnown = answer !== undefined && answer !== null;
        return { input: isKnown ? kind.shown(answer, where) : kind.blank(where), notKnown: answer === null };
    });
}

function readCard(card: Card, place: Place, number: number): { record: Facts } | Reading {
    const members: [string, Answer][] = [];
    for (const [at, field] of fieldsOf(place).entries()) {
        const filled = card[at];
        if (filled === undefined || filled.notKnown) {
            members.push([field.key, null]);
            continue;
        }
        const reading = kindOf(field.kind).read(filled.input, inside(place, field, number, at));
        if ("trouble" in reading) {
            const { fieldOpen, notKnown } = place.messages;
            const text = reading.trouble.nothing ? fill(fieldOpen, { notKnown }) : reading.trouble.text;
            return { trouble: { ...reading.trouble, text: `${nameOf(place, number, field)}: ${text}` } };
        }
        members.push([field.key, reading.answer]);
    }
    return { record: Object.fromEntries(members) };
}

function read(input: Input, place: Place): Reading {
    const { id, messages } = place;
    if (input.cards.length === 0) {
        if (input.none) return { answer: [] };
        const text = fill(messages.noRecords, { none: messages.thereAreNone });
        return { trouble: { text, control: `${id}-add` } };
    }
    const records: Facts[] = [];
    for (const [at, card] of input.cards.entries()) {
        const made = readCard(card, place, at);
        if (!("record" in made)) return made;
        records.push(made.record);
    }
    return { answer: input.more ? { present: records } : records };
}

function draw(drawn: Drawn<Input>): TemplateResult {
    const { id, input, messages } = drawn;
    const each = eachOf(drawn);
    const words = (message: string, at: number) => fill(message, { each, n: at + 1 });
    const field = (card: number, at: number, about: Field, filled: Filled) => {
        const where = idOf(id, card, at);
        const change = (to: Partial<Filled>, said?: string) => {
            const cards = input.cards.map((one, other) =>
                other === card ? one.map((was, place) => (place === at ? { ...was, ...to } : was)) : one,
            );
            drawn.change({ ...input, cards }, said);
        };
        const isTroubled = drawn.trouble?.control === where || drawn.trouble?.control.startsWith(`${where}-`);
        // Read out where all troubles are; here it is seen beside the field.
        const said = isTroubled ? html`<p class="problem" aria-hidden="true"><bdi>${drawn.trouble?.text}</bdi></p>` : null;
        const isOne = about.kind === "number";
        const place = inside(drawn, about, card, at);
        const hint = isOne
            ? html`<p id="${where}-hint" class="hint">${kindOf(about.kind).hint(place)}</p>`
            : null;
        const inner = kindOf(about.kind).draw({
            ...drawn,
            ...place,
            input: filled.input,
            labelledBy: `${where}-name`,
            describedBy: isOne ? `${where}-hint problem` : "problem",
            disabled: drawn.disabled || filled.notKnown,
            change: (to, said) => change({ input: to }, said),
        });
        const name = html`<bdi id="${where}-name">${about.name}</bdi>`;
        const notKnown = html`<label class="choice small">
            <input
                type="checkbox"
                id="${where}-unknown"
                aria-describedby="${where}-name"
                .checked=${live(filled.notKnown)}
                ?disabled=${drawn.disabled}
                @change=${(event: Event) => change({ notKnown: (event.target as HTMLInputElement).checked })}
            />
            ${messages.notKnown}
        </label>`;
        return isOne
            ? html`<div class="field"><p class="name">${name}</p>${hint} ${inner} ${said} ${notKnown}</div>`
            : html`<fieldset class="field"><legend class="name">${name}</legend>${inner} ${said} ${notKnown}</fieldset>`;
    };
    const add = () => {
        drawn.change({ ...input, cards: [...input.cards, blankCard(drawn, input.cards.length)], none: false });
        drawn.focus(`${id}-card-${input.cards.length}`);
    };
    const remove = (at: number) => {
        const card = input.cards[at];
        if (card === undefined) return;
        const cards = input.cards.filter((_, other) => other !== at);
        drawn.change({ ...input, cards, removed: { at, card } }, words(messages.removed, at));
        drawn.focus(`${id}-back`);
    };
    const bringBack = ({ at, card }: NonNullable<Input["removed"]>) => {
        const { removed: _, ...rest } = input;
        const cards = [...input.cards.slice(0, at), card, ...input.cards.slice(at)];
        drawn.change({ ...rest, cards, none: false });
        drawn.focus(`${id}-card-${at}`);
    };
    const box = (what: "none" | "more", label: string) =>
        html`<label class="choice">
            <input
                type="checkbox"
                id="${id}-${what}"
                .checked=${live(input[what])}
                ?disabled=${drawn.disabled}
                @change=${(event: Event) =>
                    drawn.change({ ...input, [what]: (event.target as HTMLInputElement).checked })}
            />
            ${label}
        </label>`;
    return html`${input.cards.map(
            (card, at) =>
                html`<fieldset class="card" part="card">
                    <legend id="${id}-card-${at}" tabindex="-1"><bdi>${titleOf(drawn, at)}</bdi></legend>
                    ${fieldsOf(drawn).map((about, place) =>
                        field(at, place, about, card[place] ?? { input: undefined, notKnown: true }),
                    )}
                    <button
                        type="button"
                        class="plain"
                        id="${id}-remove-${at}"
                        ?disabled=${drawn.disabled}
                        @click=${() => remove(at)}
                    >
                        <bdi>${words(messages.remove, at)}</bdi>
                    </button>
                </fieldset>`,
        )}
        <div class="buttons">
            <button type="button" id="${id}-add" ?disabled=${drawn.disabled} @click=${add}>
                <bdi>${words(messages.add, 0)}</bdi>
            </button>
            ${input.removed === undefined
                ? null
                : html`<button
                      type="button"
                      id="${id}-back"
                      ?disabled=${drawn.disabled}
                      @click=${() => input.removed && bringBack(input.removed)}
                  >
                      <bdi>${words(messages.bringBack, input.removed.at)}</bdi>
                  </button>`}
        </div>
        ${input.cards.length === 0 ? box("none", messages.thereAreNone) : box("more", messages.mayBeMore)}`;
}

export const records: Kind<Input> = {
    blank: () => ({ cards: [], none: false, more: false }),
    shown(answer, place) {
        const isOpen = typeof answer === "object" && answer !== null && "present" in answer;
        const list: unknown = isOpen ? answer.present : answer;
        const cards = Array.isArray(list) ? list.map((each, at) => cardOf(each, place, at)) : [];
        return { cards, none: !isOpen && Array.isArray(list) && list.length === 0, more: isOpen };
    },
    read,
    hint: () => "",
    draw,
    typed: () => "",
    refused(input, place, path) {
        const [, digits, key] = /\[(\d+)\](?:\.(\w+))?/.exec(path) ?? [];
        const card = Number(digits ?? input.cards.length);
        const filled = input.cards[card];
        if (filled === undefined) return { control: `${place.id}-add`, where: "", typed: "" };
        const at = fieldsOf(place).findIndex((field) => field.key === key);
        const about = fieldsOf(place)[at];
        if (about === undefined) return { control: `${place.id}-card-${card}`, where: "", typed: "" };
        const where = inside(place, about, card, at);
        const kind = kindOf(about.kind);
        return {
            control: firstControl(kind, where),
            where: nameOf(place, card, about),
            field: about,
            typed: kind.typed(filled[at]?.input, where),
        };
    },
};
