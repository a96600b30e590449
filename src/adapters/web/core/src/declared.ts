// What a rule file declares, as plain values.

import type { Code, Fact, FactKind, Field, Outcome, Rule, Verb } from "./api.js";
import type { Core } from "./core.js";
import { Struct, type StructName } from "./structs.js";

/** Lists of words, as caveat.h numbers them. */
const words = { severity: 1, kind: 2, verb: 3, respondent: 5, ifUnknown: 6 };
const itself = 0xffff_ffff; // CAVEAT_NONE: a code of the fact, not of one of its fields

/** The word of a value, as JSON writes it. */
export function word<Word extends string>(core: Core, list: keyof typeof words, value: number): Word {
    return core.wordAt(core.call("caveat_word", words[list], value)) as Word;
}

/** Asks the core to fill one struct, and makes something of it. */
export function asked<Name extends StructName, Result>(
    core: Core,
    call: string,
    from: readonly number[],
    name: Name,
    read: (struct: Struct<Name>) => Result,
): Result {
    return core.lend((lent) => {
        const struct = Struct.new(lent, name);
        const status = core.call(call, ...from, struct.at);
        if (status !== 0) {
            throw new Error(`${call}: ${core.wordAt(core.call("caveat_status_text", status))}`);
        }
        return read(struct);
    });
}

function list<Each>(count: number, each: (at: number) => Each): Each[] {
    return Array.from({ length: count }, (_, at) => each(at));
}

function codes(core: Core, rules: number, fact: number, field: number, count: number): Code[] {
    return list(count, (code) =>
        asked(core, "caveat_rules_code", [rules, fact, field, code], "caveat_code_info", (of) => ({
            key: of.text("key"),
            label: of.text("label"),
        })),
    );
}

/** What facts and fields share. */
function field(core: Core, of: Struct<"caveat_fact_info"> | Struct<"caveat_field_info">): Field {
    const made: Field = {
        key: of.text("key" as never),
        name: of.text("name" as never),
        kind: word<FactKind>(core, "kind", of.u32("kind" as never)),
        whole: of.u32("is_whole" as never) !== 0,
        codes: [],
    };
    const unit = of.text("unit" as never);
    const from = of.decimal("from" as never);
    const to = of.decimal("to" as never);
    if (unit !== "") made.unit = unit;
    if (from !== undefined) made.from = from;
    if (to !== undefined) made.to = to;
    return made;
}

function fact(core: Core, rules: number, at: number): Fact {
    const [made, codeCount, fieldCount] = asked(
        core,
        "caveat_rules_fact",
        [rules, at],
        "caveat_fact_info",
        (of): [Fact, number, number] => {
            const one: Fact = {
                ...field(core, of),
                ask: of.text("ask"),
                whom: word(core, "respondent", of.u32("whom")),
                fields: [],
            };
            if (of.text("each") !== "") one.each = of.text("each");
            return [one, of.u32("code_count"), of.u32("field_count")];
        },
    );
    made.codes = codes(core, rules, at, itself, codeCount);
    made.fields = list(fieldCount, (inside) => {
        const [one, count] = asked(
            core,
            "caveat_rules_field",
            [rules, at, inside],
            "caveat_field_info",
            (of): [Field, number] => [field(core, of), of.u32("code_count")],
        );
        return { ...one, codes: codes(core, rules, at, inside, count) };
    });
    return made;
}

export function factsOf(core: Core, rules: number, count: number): Fact[] {
    return list(count, (at) => fact(core, rules, at));
}

export function outcomesOf(core: Core, rules: number, count: number): Outcome[] {
    return list(count, (at) =>
        asked(core, "caveat_rules_outcome", [rules, at], "caveat_outcome_info", (of) => ({
            id: of.text("id"),
            verb: word<Verb>(core, "verb", of.u32("verb")),
            name: of.text("name"),
            say: of.text("say"),
        })),
    );
}

export function rulesOf(core: Core, rules: number, count: number, outcomes: readonly Outcome[]): Rule[] {
    const read = list(count, (at) =>
        asked(core, "caveat_rules_rule", [rules, at], "caveat_rule_info", (of) => ({
            id: of.text("id"),
            because: of.text("because"),
            sentence: of.text("sentence"),
            strictest: word<Verb>(core, "verb", of.u32("strictest")),
            ifUnknown: word<Rule["ifUnknown"]>(core, "ifUnknown", of.u32("if_unknown")),
            outcomes: of.numbers("outcomes", "outcome_count"),
            sources: of.texts("sources", "source_count"),
            overrides: of.numbers("overrides", "overrides_count"),
            overriddenBy: of.numbers("overridden_by", "overridden_by_count"),
            line: of.u32("line"),
            column: of.u32("column"),
        })),
    );
    const ids = (of: { id: string }[] | readonly Outcome[], numbers: number[]) =>
        numbers.map((at) => (of[at] as { id: string }).id);
    return read.map((each) => ({
        ...each,
        outcomes: ids(outcomes, each.outcomes),
        overrides: ids(read, each.overrides),
        overriddenBy: ids(read, each.overriddenBy),
    }));
}
