// The form model of the core as the kinds of questions take it.

import type { Fact, Field } from "caveat";

import type { CoreFact, CoreField } from "./protocol.js";

const exclusive = new WeakMap<Field, ReadonlySet<string>>();

function fieldOf(core: CoreField): Field {
    const { key, name, kind, whole, codes, unit } = core;
    const field: Field = { key, name, kind, whole, codes };
    if (unit !== undefined && unit !== "") field.unit = unit;
    if (core.from !== null) field.from = Number(core.from);
    if (core.to !== null) field.to = Number(core.to);
    exclusive.set(field, new Set(core.exclusive));
    return field;
}

const made = new WeakMap<CoreFact, Fact>();

export function factOf(core: CoreFact): Fact {
    let fact = made.get(core);
    if (fact === undefined) {
        const { ask, whom } = core;
        const each = core.each === "" ? {} : { each: core.each };
        const field = fieldOf(core);
        fact = Object.assign(field, { ask, whom, ...each, fields: core.fields.map(fieldOf) });
        made.set(core, fact);
    }
    return fact;
}

/** Whether two codes of a field may stand side by side. */
export function together(field: Field, code: string, other: string): boolean {
    const alone = exclusive.get(field);
    return alone === undefined || (!alone.has(code) && !alone.has(other));
}
