// Every rule set as a form: valid by judges of others, and what is filled in comes back.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { broken_invariants, caveat, chance, errors_of, folder, items_of, rule_files, sources } from "./judges.mjs";
import { made_up } from "./answers.mjs";
import { form_of, keys_of } from "./forms.mjs";
import { Renderer } from "./renderer.mjs";

test("a judge that is shown something wrong says so", () => {
    const form = form_of("rules/phq-9.yaml");
    assert.notDeepEqual(errors_of({ ...form, status: "splendid" }), []);
    form.item.push(form.item[0]);
    assert.notDeepEqual(broken_invariants(form, "que-"), []);
});

for (const rules of rule_files()) {
    test(`the form of ${rules} is a Questionnaire by R4, with all its invariants`, () => {
        const form = form_of(rules);
        assert.deepEqual(errors_of(form), []);
        assert.deepEqual(broken_invariants(form, "que-"), []);
        const links = [...items_of(form)].map(({ item }) => item.linkId);
        assert.equal(new Set(links).size, links.length, "linkIds are unique");
        for (const { item } of items_of(form)) {
            assert.ok(item.type !== "group" || item.item.length > 0, `${item.linkId} is a group of nothing`);
            assert.ok((item.enableWhen ?? []).length < 2 || item.enableBehavior, item.linkId);
            for (const { question } of item.enableWhen ?? []) assert.ok(links.includes(question), `${item.linkId}: ${question}`);
            assert.ok(!(item.initial && item.answerOption), item.linkId);
        }
    });
}

test("what is filled in is read as it was given, in every rule set", () => {
    for (const rules of rule_files()) {
        const form = form_of(rules);
        const keys = keys_of(rules);
        const below = chance(rules.length);
        const made = Array.from({ length: 20 }, () => made_up(form, keys, below));
        const lines = made.map(({ response }) => JSON.stringify(response)).join("\n");
        const file = path.join(folder, "responses.ndjson");
        fs.writeFileSync(file, lines);
        const read = caveat(["fhir", "profile", rules, file, "--as-of", "2026-11-20"], { status: [0, 1] });
        read.trim().split("\n").forEach((line, index) => {
            same_facts(JSON.parse(line).facts, made[index].facts, `${rules}, ${index}`, made[index].response);
        });
    }
});

function same_facts(read, given, where, response) {
    const sorted = (facts) => JSON.parse(JSON.stringify(facts), (key, value) =>
        Array.isArray(value) && value.every((each) => typeof each === "string") ? [...value].sort()
            // A number with its unit, which is that of the question.
            : value?.unit !== undefined && value.value !== undefined ? value.value : value);
    assert.deepEqual(sorted(read), sorted(given), `${where}\n${JSON.stringify(response)}`);
}

test("two hundred answers pass through a renderer and come back as they were given", { timeout: 900_000 }, async (context) => {
    const renderer = await Renderer.start();
    context.after(() => renderer.close());
    const files = rule_files();
    let compared = 0;
    const seen = { null: 0, none: 0 };
    for (const [number, rules] of files.entries()) {
        const form = form_of(rules);
        const keys = keys_of(rules);
        const below = chance(1000 + number);
        const count = Math.ceil(200 / files.length);
        const made = Array.from({ length: count }, () => made_up(form, keys, below));
        const back = await renderer.through(form, made.map(({ response }) => response));
        const file = path.join(folder, "rendered.ndjson");
        fs.writeFileSync(file, back.map((each) => JSON.stringify({ ...each, id: "r", subject: { reference: "Patient/p" }, authored: "2026-11-20T08:00:00Z", status: "completed" })).join("\n"));
        const read = caveat(["fhir", "profile", rules, file, "--as-of", "2026-11-20"], { status: [0, 1] });
        read.trim().split("\n").forEach((line, index) => {
            same_facts(JSON.parse(line).facts, made[index].facts, `${rules}, ${index}`, back[index]);
            const values = Object.values(made[index].facts);
            if (values.includes(null)) ++seen.null;
            if (values.some((each) => Array.isArray(each) && each.length === 0)) ++seen.none;
            ++compared;
        });
    }
    assert.ok(compared >= 200, `${compared}`);
    assert.ok(seen.null > 0 && seen.none > 0, JSON.stringify(seen));
});
