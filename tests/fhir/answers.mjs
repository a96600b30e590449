// Answers made up for a form, as a person would give them, and the profile that they are: written
// from the form alone, apart from what reads it.

const absent = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
const yes_no = "http://terminology.hl7.org/CodeSystem/v2-0136";

const extension = (item, name) =>
    (item.extension ?? []).find(({ url }) => url.endsWith(`/${name}`));
const limit = (item, name, usual) => {
    const found = extension(item, name);
    return found ? found.valueInteger ?? found.valueDecimal : usual;
};

/// Answers to one question, or none.
function answers_to(item, below) {
    if (below(4) === 0) return [];
    if (item.type === "integer" || item.type === "decimal") {
        const low = limit(item, "minValue", -5);
        const high = limit(item, "maxValue", Math.max(low, 0) + 250);
        const steps = item.type === "integer" ? high - low : Math.round((high - low) * 10);
        const value = item.type === "integer" ? low + below(steps + 1) : Number((low + below(steps + 1) / 10).toFixed(1));
        return [item.type === "integer" ? { valueInteger: value } : { valueDecimal: Math.min(value, high) }];
    }
    if (item.type === "date") {
        const low = extension(item, "minValue")?.valueDate ?? "2024-01-01";
        const high = extension(item, "maxValue")?.valueDate ?? "2026-11-19";
        const [from, to] = [low, high].map((day) => Date.parse(day) / 86_400_000);
        return [{ valueDate: new Date((from + below(to - from + 1)) * 86_400_000).toISOString().slice(0, 10) }];
    }
    const options = item.answerOption.map(({ valueCoding }) => valueCoding);
    const alone = item.answerOption.filter((each) => each.extension).map(({ valueCoding }) => valueCoding);
    if (!item.repeats) return [{ valueCoding: options[below(options.length)] }];
    if (below(4) === 0) return [{ valueCoding: alone[below(alone.length)] }];
    const chosen = options.filter((each) => !alone.includes(each) && below(3) === 0);
    return chosen.map((valueCoding) => ({ valueCoding }));
}

/// Whether one answer to the question that a test names meets it.
function meets(test, answers) {
    return answers.some((answer) => {
        if (test.answerCoding) {
            return answer.valueCoding?.code === test.answerCoding.code &&
                answer.valueCoding?.system === test.answerCoding.system;
        }
        const value = answer.valueInteger ?? answer.valueDecimal;
        const wanted = test.answerInteger ?? test.answerDecimal;
        return { "=": value === wanted, "<": value < wanted, "<=": value <= wanted, ">": value > wanted, ">=": value >= wanted }[test.operator];
    });
}

/// An answer to the form by chance: as a QuestionnaireResponse with every question that is shown,
/// and as the facts of a profile. `keys` tell the codes of the rule set for each question.
export function made_up(form, keys, below) {
    const given = new Map();
    const walk = (items) => items.forEach((item) => {
        if (item.type !== "group") given.set(item.linkId, answers_to(item, below));
        if (!(item.type === "group" && item.repeats)) walk(item.item ?? []);
    });
    walk(form.item);
    const records = new Map();
    const groups = (items) => items.forEach((item) => {
        if (item.type === "group" && item.repeats) {
            records.set(item.linkId, Array.from({ length: below(3) }, () =>
                item.item.map((field) => ({ linkId: field.linkId, answer: answers_to(field, below) }))
                    .filter(({ answer }) => answer.length > 0)).filter((fields) => fields.length > 0));
        } else {
            groups(item.item ?? []);
        }
    });
    groups(form.item);

    // What is hidden has no answer, and then hides others: until nothing changes.
    const enabled = (item) => {
        const tests = (item.enableWhen ?? []).map((test) => meets(test, given.get(test.question) ?? []));
        return tests.length === 0 || (item.enableBehavior === "any" ? tests.some(Boolean) : tests.every(Boolean));
    };
    const hide = (items, is_hidden) => {
        let changed = false;
        for (const item of items) {
            const out = is_hidden || !enabled(item);
            if (out && (given.get(item.linkId)?.length ?? 0) > 0) {
                given.set(item.linkId, []);
                changed = true;
            }
            if (out && (records.get(item.linkId)?.length ?? 0) > 0) {
                records.set(item.linkId, []);
                changed = true;
            }
            if (!(item.type === "group" && item.repeats)) changed = hide(item.item ?? [], out) || changed;
        }
        return changed;
    };
    while (hide(form.item, false));

    const written = (items) => items.flatMap((item) => {
        if (item.type === "group" && item.repeats) {
            return records.get(item.linkId).map((fields) => ({ linkId: item.linkId, text: item.text, item: fields }));
        }
        if (item.type === "group") {
            const inner = written(item.item);
            return inner.length === 0 ? [] : [{ linkId: item.linkId, item: inner }];
        }
        const answer = given.get(item.linkId);
        return answer.length === 0 ? [] : [{ linkId: item.linkId, answer }];
    });
    const response = {
        resourceType: "QuestionnaireResponse",
        id: "r",
        questionnaire: `${form.url}${form.version ? `|${form.version}` : ""}`,
        status: "completed",
        subject: { reference: "Patient/p" },
        authored: "2026-11-20T08:00:00Z",
        item: written(form.item),
    };
    return { response, facts: facts_of(form, keys, given, records) };
}

const is_none = ({ code, system }) => code === "none-of-these" && system.endsWith("/CodeSystem/answers");

/// One answer as a profile has it; nothing where there is none.
function value_of(item, answers, keys) {
    if (answers.length === 0) return undefined;
    const [{ valueCoding, valueInteger, valueDecimal, valueDate }] = answers;
    if (valueCoding === undefined) return valueInteger ?? valueDecimal ?? valueDate;
    if (valueCoding.system === absent) return null;
    if (valueCoding.system === yes_no) return valueCoding.code === "Y";
    const options = item.answerOption.map((each) => each.valueCoding).filter((each) => each.system !== absent && !is_none(each));
    const key = (coding) => keys[options.findIndex(({ code, system }) => code === coding.code && system === coding.system)];
    if (!item.repeats) return key(valueCoding);
    return answers.filter((each) => !is_none(each.valueCoding)).map((each) => key(each.valueCoding)).sort();
}

function facts_of(form, keys, given, records) {
    const facts = {};
    const walk = (items) => items.forEach((item) => {
        if (item.type === "group" && item.repeats) {
            const all = value_of({}, given.get(`${item.linkId}:all`) ?? [], []) === true;
            const list = records.get(item.linkId).map((fields) => Object.fromEntries(
                fields.map(({ linkId, answer }) => [
                    linkId.split("/")[1],
                    value_of(item.item.find((each) => each.linkId === linkId), answer, keys[linkId]),
                ])));
            if (all) facts[item.linkId] = list;
            else if (list.length > 0) facts[item.linkId] = { present: list };
        } else if (item.type === "group") {
            walk(item.item);
        } else if (!item.linkId.includes(":")) {
            const value = value_of(item, given.get(item.linkId), keys[item.linkId]);
            if (value !== undefined) facts[item.linkId] = value;
        }
    });
    walk(form.item);
    return facts;
}
