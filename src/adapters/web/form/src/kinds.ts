// Every kind of question.

import type { FactKind } from "caveat";

import { choice } from "./choice.js";
import { choices } from "./choices.js";
import { date } from "./date.js";
import type { Kind } from "./kind.js";
import { number } from "./number.js";
import { records } from "./records.js";
import { yesNo } from "./yes_no.js";

const kinds = { yes_no: yesNo, number, choice, choices, date, records };

/** What a kind takes as its input is its own affair: nobody else looks into it. */
export function kindOf(kind: FactKind): Kind<unknown> {
    return kinds[kind] as unknown as Kind<unknown>;
}
