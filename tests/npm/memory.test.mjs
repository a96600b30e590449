// Memory grows while texts are read from it, and is given back.

import assert from "node:assert/strict";
import test from "node:test";
import v8 from "node:v8";
import vm from "node:vm";
import { back, caveat, small } from "./package_user.mjs";

v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc");

/// The memories of cores, which the package shows to nobody.
const memories = [];
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...given) => {
    const made = await instantiate.call(WebAssembly, ...given);
    memories.push(made.exports.memory);
    return made;
};
const sizeOf = (at) => memories[at].buffer.byteLength;

test("what is read while memory grows is what was written", async () => {
    const core = await caveat.load();
    const at = memories.length - 1;
    const rules = core.rules(small);
    const before = sizeOf(at);
    const expected = rules.screenBytes('{"patient":"p","facts":{"pain_nrs":8}}');
    const said = Buffer.from(expected).toString();
    // Each of these needs more memory than there is, in the middle of a call.
    for (const megabytes of [1, 4, 7]) {
        const patient = "ä".repeat(megabytes * 512 * 1024);
        const report = rules.screen({ patient, facts: { pain_nrs: 8, seen: false } });
        assert.equal(report.patient, patient);
        assert.equal(report.verdict, "refer_first");
        const padded = `${small}#${" ".repeat(megabytes * 1024 * 1024 - small.length)}`;
        const large = core.rules(padded);
        assert.equal(large.facts.length, 7);
        large.dispose();
    }
    assert.ok(sizeOf(at) > before, "memory did not grow");
    assert.deepEqual(rules.screenBytes('{"patient":"p","facts":{"pain_nrs":8}}'), expected);
    // What was given out before it grew is a copy.
    assert.equal(Buffer.from(expected).toString(), said);
    rules.dispose();
});

test("a thousand rule sets, disposed of, take the memory of one", async () => {
    const core = await caveat.load();
    const at = memories.length - 1;
    const once = () => {
        const rules = core.rules(small);
        rules.screen({ facts: { pain_nrs: 8, seen: false } });
        assert.throws(() => core.rules("caveat: 1\nrules: [a"), caveat.RuleFileError);
        rules.dispose();
    };
    for (let count = 0; count < 20; ++count) once();
    const size = sizeOf(at);
    for (let count = 0; count < 1000; ++count) once();
    assert.equal(sizeOf(at), size);
});

test("what nobody disposes of is given back once it is collected", async () => {
    const core = await caveat.load();
    const at = memories.length - 1;
    const some = async () => {
        for (let count = 0; count < 20; ++count) core.rules(back);
        collect();
        await new Promise((next) => setTimeout(next, 10));
    };
    for (let count = 0; count < 3; ++count) await some();
    const size = sizeOf(at);
    for (let count = 0; count < 10; ++count) await some();
    assert.ok(sizeOf(at) <= size * 1.5, `${size} became ${sizeOf(at)}`);
});
