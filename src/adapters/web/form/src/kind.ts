// What the kinds of questions have in common: each has what was typed or ticked so far, reads an
// answer from it, and draws itself.

import type { Answer, Field } from "caveat";
import type { TemplateResult } from "lit";

import { fill, type Messages } from "./messages.js";

/** Something wrong with what was typed, said beside the field. */
export interface Trouble {
    text: string;
    /** The id of the control that takes the focus. */
    control: string;
    /** Nothing was typed or chosen at all. */
    nothing?: true;
    /** What may have been meant: pressing one puts it into the control. */
    readings?: string[];
}

/** An answer, or what is wrong with it. */
export type Reading = { answer: Answer } | { trouble: Trouble };

/** What a kind of question is read and drawn with. */
export interface Place {
    field: Field;
    /** Of the first control; the others begin with it. Unique inside the form. */
    id: string;
    messages: Messages;
    /** Whether two codes of a field may stand side by side. */
    together(field: Field, code: string, other: string): boolean;
}

/** And what it is drawn with besides. */
export interface Drawn<Input> extends Place {
    input: Input;
    /** Ids of the elements that name and describe the controls. */
    labelledBy: string;
    describedBy: string;
    trouble?: Trouble | undefined;
    disabled: boolean;
    /** Takes what somebody typed or ticked; `said` is read out. */
    change(input: Input, said?: string): void;
    /** Puts the focus on a control of this id once it is drawn. */
    focus(id: string): void;
}

export interface Refused {
    control: string;
    where: string;
    typed: string;
    field?: Field;
}

/** `Input` is JSON, so that a draft can hold it. */
export interface Kind<Input> {
    blank(place: Place): Input;
    /** As if somebody had typed this answer; blank where the kind has no such answer. */
    shown(answer: Answer, place: Place): Input;
    read(input: Input, place: Place): Reading;
    /** How to answer, in a few words; empty where that shows. */
    hint(place: Place): string;
    draw(drawn: Drawn<Input>): TemplateResult;
    /** What was typed, for messages that name it. */
    typed(input: Input, place: Place): string;
    /** What the core refuses at a path below the fact: the control, and where that is, in words. */
    refused?(input: Input, place: Place, path: string): Refused;
}

/** The code that a host means, whose spelling the core takes, too; digits may stand as a number. */
export function codeOf(field: Field, said: unknown): string | undefined {
    const plain = (text: string) => text.normalize("NFKC").toLowerCase().trim().replace(/[\s_-]+/g, "_");
    if (typeof said !== "string" && typeof said !== "number") return undefined;
    return field.codes.find(({ key }) => plain(key) === plain(String(said)))?.key;
}

/** An `aria-invalid` of a control: absent unless it is in trouble. */
export function invalid(drawn: { trouble?: Trouble | undefined }, id: string): "true" | undefined {
    return drawn.trouble?.control === id ? "true" : undefined;
}

/** What is said where nothing is chosen. */
export function nothingChosen({ id, messages }: Place): Reading {
    const text = fill(messages.nothingChosen, { notKnown: messages.notKnown });
    return { trouble: { text, nothing: true, control: `${id}-0` } };
}

/** The first of the controls of a kind: it is what lacks when nothing is typed. */
export function firstControl(kind: Kind<unknown>, place: Place): string {
    const blank = kind.read(kind.blank(place), place);
    return "trouble" in blank ? blank.trouble.control : place.id;
}
