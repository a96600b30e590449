// What is written of rule sets and of screenings, before judges of others: PlanDefinition,
// GuidanceResponse, and cards, of which nothing that refers or advises against may be lost.
//
// CAVEAT_CARDS_PATIENTS says how many patients of each rule set are screened (40).

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { made_up } from "./answers.mjs";
import { form_of, keys_of } from "./forms.mjs";
import { broken_invariants, broken_rules_of_cards, caveat, chance, errors_of, folder, rule_files } from "./judges.mjs";

const count = Number(process.env.CAVEAT_CARDS_PATIENTS ?? 40);

test("a judge of cards and results that is shown something wrong says so", () => {
    const card = { uuid: "u", summary: "s", indicator: "info", source: { label: "l" } };
    assert.deepEqual(broken_rules_of_cards({ cards: [card] }), []);
    for (const wrong of [
        { summary: "x".repeat(140) }, { indicator: "red" }, { source: {} }, { detail: "" },
        { suggestions: [{ label: "l" }] }, { links: [{ label: "l", url: "https://a.example", type: "absolute", appContext: "c" }] },
        { overrideReasons: [{ code: "c", system: "s" }] },
        { selectionBehavior: "at-most-one", suggestions: [{ label: "l", actions: [{ type: "delete", description: "d", resource: {} }] }] },
    ]) {
        assert.notDeepEqual(broken_rules_of_cards({ cards: [{ ...card, ...wrong }] }), [], JSON.stringify(wrong));
    }
    assert.notDeepEqual(errors_of({ resourceType: "GuidanceResponse", status: "success" }), []);
});

for (const rules of rule_files()) {
    test(`the plan of ${rules} is a PlanDefinition by R4, with a rule an action`, () => {
        const plan = JSON.parse(caveat(["fhir", "plan", rules]));
        assert.deepEqual(errors_of(plan), []);
        assert.deepEqual(broken_invariants(plan, "pdf-"), []);
        assert.ok(plan.action.length > 0);
        for (const { textEquivalent, condition } of plan.action) assert.ok(textEquivalent && condition === undefined);
    });
}

/// The text that Markdown shows: escapes and entities taken back.
const shown = (markdown) => markdown.replace(/\\(.)/g, "$1").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&").replaceAll("\u2060", "");

const parts = (parameter, name) => (parameter.part ?? []).filter((each) => each.name === name);
const value = ([parameter]) => Object.entries(parameter ?? {}).find(([key]) => key.startsWith("value"))?.[1];

test(`cards and results of ${count} patients of every rule set pass, and no referral is lost`, { timeout: 3_600_000 }, () => {
    const seen = { cards: 0, critical: 0, success: 0, "data-requested": 0, suggestions: 0 };
    for (const [number, rules] of rule_files().entries()) {
        const form = form_of(rules);
        const keys = keys_of(rules);
        const below = chance(5000 + number);
        const file = path.join(folder, "patients.ndjson");
        fs.writeFileSync(file, Array.from({ length: count }, () => JSON.stringify(made_up(form, keys, below).response)).join("\n"));
        const lines = (task) => caveat(["fhir", task, rules, file, "--as-of", "2026-11-20"], { status: [0, 1] })
            .trim().split("\n").map((line) => JSON.parse(line));
        const cards = lines("cards");
        const results = lines("result");
        assert.equal(cards.length, count);
        assert.equal(results.length, count);
        results.forEach((result, index) => {
            const where = `${rules}, ${index}`;
            assert.deepEqual(errors_of(result), [], where);
            assert.deepEqual(broken_rules_of_cards(cards[index]), [], where);
            ++seen[result.status];
            const of_patient = cards[index].cards;
            seen.cards += of_patient.length;
            for (const { suggestions } of of_patient) {
                for (const { actions } of suggestions ?? []) {
                    for (const { resource } of actions) assert.deepEqual(errors_of(resource), [], where);
                    ++seen.suggestions;
                }
            }
            const outcomes = result.contained[0].parameter.filter((each) => each.name === "outcome");
            const strict = outcomes.filter((each) => ["refer", "avoid"].includes(value(parts(each, "verb"))));
            const critical = of_patient.filter((card) => card.indicator === "critical");
            assert.equal(critical.length, strict.length, where);
            for (const each of strict) {
                const say = value(parts(each, "say"));
                assert.ok(critical.some(({ summary, detail }) => summary === say || shown(detail).includes(say)), `${where}: ${say}`);
            }
            seen.critical += critical.length;
        });
    }
    for (const [what, times] of Object.entries(seen)) assert.ok(times > 0 || what === "suggestions", `no ${what}`);
});
