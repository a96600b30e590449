// Bad input is input: each kind of it has its sentence, and none becomes an answer.

import assert from "node:assert/strict";
import test from "node:test";
import vm from "node:vm";
import { caveat, small } from "./package_user.mjs";

const core = await caveat.load();
const rules = core.rules(small, "small.yaml");

function refused(text, name) {
    try {
        core.rules(text, name);
    } catch (problem) {
        assert.ok(problem instanceof caveat.RuleFileError, String(problem));
        assert.ok(problem instanceof Error);
        return problem;
    }
    assert.fail("the rule file was taken");
}

test("a broken rule file is an error with places, and with text for people", () => {
    const problem = refused(small.replace("pain nrs >= 7", "pian nrs >= 7"), "rules/small.yaml");
    const [first] = problem.diagnostics;
    assert.equal(first.code, "unknown-name");
    assert.equal(first.severity, "error");
    assert.equal(first.line, 1 + small.split("\n").findIndex((each) => each.includes("severe-pain")));
    assert.ok(first.end > first.begin);
    assert.match(problem.rendered, /^rules\/small\.yaml:\d+:\d+: error: /);
    assert.match(problem.rendered, /\^\^\^\^/);
    assert.match(problem.rendered, /help: did you mean `pain nrs`\?/);
    assert.match(problem.message, /rules\/small\.yaml cannot be used/);
    assert.equal(problem.name, "RuleFileError");
});

test("a label says where else to look", () => {
    const twice = small.replace("  begun:", "  seen: {type: date}\n  begun:");
    const { diagnostics } = refused(twice);
    assert.ok(diagnostics.some((each) => each.labels.length > 0 && each.labels[0].text !== ""));
});

test("rule files that are no UTF-8, or no text at all, are refused by name", () => {
    const bytes = Buffer.from(small);
    bytes[40] = 0xff;
    assert.equal(refused(bytes).diagnostics[0].code, "not-utf8");
    assert.equal(refused(`${small}# \uD800`).diagnostics[0].code, "not-utf8");
    assert.equal(refused(`${small}# \uDC00\uD83D\uDE00`).diagnostics[0].code, "not-utf8");
    core.rules(`${small}# \uD83D\uDE00`).dispose();
    refused("");
    refused(new Uint8Array());
    for (const nothing of [undefined, null, 7, {}, [1, 2]]) {
        assert.throws(() => core.rules(nothing), /a rule file is a text or a Uint8Array/);
    }
});

test("a text is not cut off at a zero byte", () => {
    refused(`${small}\0rules: []`);
    assert.equal(rules.screen({ patient: "a\0b", facts: {} }).patient, "a\0b");
});

test("what JSON cannot say is refused with the place, and never becomes null", () => {
    const loop = {};
    loop.a = loop;
    const cases = [
        [Number.NaN, /^facts\.pain_nrs: NaN is no answer/],
        [1e400, /^facts\.pain_nrs: Infinity is no answer/],
        [-1e400, /-Infinity/],
        [() => 7, /type function/],
        [Symbol("7"), /type symbol/],
        [new Date(0), /a Date is no answer.*"2026-11-20"/],
        [new Map(), /a Map/],
        [new Set(), /a Set/],
        [[1, undefined], /^facts\.pain_nrs\[1\]: .*type undefined/],
        [{ value: Number.NaN }, /^facts\.pain_nrs\.value: NaN/],
        [loop, /nested as deep/],
        [new (class Pain {})(), /a Pain/],
    ];
    for (const [answer, words] of cases) {
        assert.throws(() => rules.screen({ facts: { pain_nrs: answer } }), { name: "TypeError", message: words });
    }
    for (const profile of [undefined, null, 7, [], "{}"]) {
        assert.throws(() => rules.conversation().set("seen", Symbol()), TypeError);
        if (typeof profile !== "string") assert.throws(() => rules.screen(profile), TypeError);
    }
});

test("a profile that is no plain object is refused, and never an empty patient", () => {
    class Patient {
        get patient() {
            return "a";
        }
        facts = { seen: true };
    }
    const bytes = new TextEncoder().encode('{"facts":{"pain_nrs":8}}');
    const profile = { facts: { pain_nrs: 8 } };
    const wrong = [
        [Promise.resolve(profile), /^a profile is a plain object, .*, not a Promise: await it first$/],
        [new Map(Object.entries(profile)), /not a Map$/],
        [new Set(), /not a Set$/],
        [new Date(), /not a Date$/],
        [bytes.buffer, /not an ArrayBuffer$/],
        [new DataView(bytes.buffer), /not a DataView$/],
        [new Uint16Array(2), /not a Uint16Array$/],
        [new Blob([bytes]), /not a Blob$/],
        [new Response(bytes), /not a Response$/],
        [new Patient(), /not a Patient$/],
        [Object.create(profile), /not an object of another kind$/],
        [Object.create(Object.assign(Object.create(null), profile)), /not an object of another kind$/],
        [[profile], /not a list$/],
        [7, /not a number$/],
        [true, /not a boolean$/],
        [null, /not null$/],
        [() => profile, /not a function$/],
    ];
    for (const [each, message] of wrong) {
        const said = { name: "TypeError", message };
        assert.throws(() => rules.screen(each), said);
        assert.throws(() => rules.screenBytes(each), said);
        assert.throws(() => rules.verdictBytes(each), said);
        assert.throws(() => rules.screenText(each), said);
        assert.throws(() => rules.conversation(each), said);
        if (each === null || typeof each !== "object") continue;
        // And so one level down.
        assert.throws(() => rules.conversation({ facts: each }), { name: "TypeError" });
        if (!Array.isArray(each)) assert.throws(() => rules.screen({ facts: each }), { name: "TypeError" });
    }
    // Bytes and texts are for those who screen at once; a conversation keeps values.
    for (const each of [bytes, "{}"]) assert.throws(() => rules.conversation(each), { name: "TypeError" });
    // Plain ones of any realm, behind whatever watches them.
    const elsewhere = vm.runInNewContext("({ facts: { pain_nrs: 8 } })");
    for (const each of [profile, elsewhere, new Proxy(profile, {}), Object.assign(Object.create(null), profile)]) {
        assert.equal(rules.screen(each).at_most, rules.screen(profile).at_most);
        assert.deepEqual(rules.conversation(each).report(), rules.screen(profile));
    }
});

test("bigint is its digits, and what has too many of them is a problem", () => {
    assert.deepEqual(
        rules.screenBytes({ facts: { pain_nrs: 7n } }),
        rules.screenBytes('{"facts":{"pain_nrs":7}}'),
    );
    const { problems } = rules.screen({ facts: { weight: 12345678901234567890123n } });
    const [first] = problems.filter((each) => each.severity === "error");
    assert.match(first.path, /weight/);
    assert.match(first.message, /\w/);
});

test("a number beyond all bounds in a text is a problem with a sentence", () => {
    const report = JSON.parse(Buffer.from(rules.screenBytes('{"facts":{"weight":1e400}}')).toString());
    const errors = report.problems.filter((each) => each.severity === "error");
    assert.equal(errors.length, 1);
    assert.match(errors[0].message, /1e400|number/);
    assert.equal(report.at_most, "refer_first");
});

test("half of a character in an answer is a problem, not another character", () => {
    for (const half of ["\uD800", "a\uDC00b"]) {
        for (const profile of [{ facts: { side: half } }, { patient: half, facts: {} }]) {
            const report = rules.screen(profile);
            assert.ok(report.problems.some((each) => each.severity === "error"), JSON.stringify(profile));
        }
        const raw = rules.screenBytes(`{"facts":{"side":"${half}"}}`);
        const { problems } = JSON.parse(Buffer.from(raw).toString());
        assert.ok(problems.some((each) => each.severity === "error"));
    }
});

test("profiles that are no JSON, no UTF-8 or too long are problems of the report", () => {
    for (const profile of [
        "",
        "{",
        "[]",
        "null",
        new Uint8Array([0x7b, 0xff, 0x7d]),
        `{"facts":{${'"a":1,'.repeat(1_500_000)}"b":2}}`,
    ]) {
        const report = JSON.parse(Buffer.from(rules.screenBytes(profile)).toString());
        assert.ok(report.problems.some((each) => each.severity === "error"));
        assert.equal(report.complete, false);
    }
});

test("keys that JavaScript has a meaning for are keys", () => {
    const profile = JSON.parse('{"facts":{"__proto__":{"seen":true},"constructor":1}}');
    const { problems } = rules.screen(profile);
    assert.deepEqual(
        problems.filter((each) => each.severity === "error").map((each) => each.path).sort(),
        ["facts.__proto__", "facts.constructor"],
    );
});
