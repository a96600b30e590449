// A question that takes yes or no: two radio buttons.

import { oneOf } from "./choice.js";
import { nothingChosen, type Kind } from "./kind.js";

/** Nothing until one is chosen. */
type Input = boolean | null;

const answers = [true, false];

export const yesNo: Kind<Input> = {
    blank: () => null,
    shown: (answer) => (typeof answer === "boolean" ? answer : null),
    read: (input, place) => (input === null ? nothingChosen(place) : { answer: input }),
    hint: () => "",
    draw: (drawn) =>
        oneOf(
            drawn,
            [drawn.messages.yes, drawn.messages.no],
            drawn.input === null ? -1 : answers.indexOf(drawn.input),
            (at) => drawn.change(answers[at] ?? null),
        ),
    typed: (input, { messages }) => (input === null ? "" : input ? messages.yes : messages.no),
};
