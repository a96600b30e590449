// Every call of the package in Node.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { back, caveat, commandLine, installed, profileOf, read, small, sources, user } from "./package_user.mjs";

const core = await caveat.load();
const rules = core.rules(back, "rules/back-pain-massage.yaml");
const day = { asOf: "2026-11-20" };
const profiles = fs
    .readdirSync(new URL("../../examples/profiles/", import.meta.url))
    .filter((each) => each.endsWith(".json"))
    .map((each) => each.replace(".json", ""));

test("the package, the core and the header are of one version", () => {
    const [, header] = /CAVEAT_VERSION_STRING "(.+)"/.exec(read("include/caveat/version.hpp"));
    const { version } = JSON.parse(fs.readFileSync(path.join(installed, "package.json"), "utf8"));
    assert.deepEqual([version, core.version], [header, header]);
    assert.ok(core.module instanceof WebAssembly.Module);
});

test("a core of another version is refused, and what is none", async () => {
    const bytes = fs.readFileSync(path.join(installed, "caveat.wasm"));
    let count = 0;
    for (let at = bytes.indexOf(`${core.version}\0`); at >= 0; at = bytes.indexOf(`${core.version}\0`, at + 1)) {
        bytes.write("9.9.9", at);
        ++count;
    }
    assert.ok(count > 0);
    await assert.rejects(caveat.load({ wasm: bytes }), /package caveat is of version 0\.1\.0, its WebAssembly of 9\.9\.9/);
    await assert.rejects(
        caveat.load({ wasm: fs.readFileSync(path.join(installed, "caveat-workbench.wasm")) }),
        /not the core of Caveat/,
    );
    await assert.rejects(caveat.load({ wasm: new Uint8Array([1, 2, 3]) }), WebAssembly.CompileError);
});

test("the WebAssembly comes from bytes, a module, an address, a response or the promise of one", async () => {
    const file = path.join(installed, "caveat.wasm");
    const bytes = fs.readFileSync(file);
    const response = (type) => new Response(bytes, { headers: { "content-type": type } });
    for (const wasm of [
        bytes,
        bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
        core.module,
        new URL(`file://${file}`),
        response("application/wasm"),
        response("application/octet-stream"),
        Promise.resolve(response("application/wasm; charset=x")),
    ]) {
        assert.equal((await caveat.load({ wasm })).version, core.version);
    }
    await assert.rejects(
        caveat.load({ wasm: new Response("none here", { status: 404 }) }),
        /gives status 404/,
    );
});

test("a rule set tells what the file declares", () => {
    assert.equal(rules.id, "back-pain-massage");
    assert.equal(rules.screens, "massage");
    assert.match(rules.sha256, /^[0-9a-f]{64}$/);
    assert.match(rules.reviewBy, /^\d{4}-\d{2}-\d{2}$/);
    assert.equal(rules.audience, "clinician");
    assert.deepEqual(rules.warnings, []);
    const one = core.rules(small, "small.yaml");
    assert.deepEqual(one.facts.map((each) => each.kind), [
        "yes_no", "number", "number", "choice", "choices", "date", "records",
    ]);
    assert.deepEqual(one.facts[0], {
        key: "seen", name: "seen", kind: "yes_no", whole: false, codes: [],
        ask: "Has a doctor seen it?", whom: "patient", fields: [],
    });
    const { key, whole, from, to } = one.facts[1];
    assert.deepEqual({ key, whole, from, to }, { key: "pain_nrs", whole: true, from: 0, to: 10 });
    assert.equal(one.facts[2].unit, "kg");
    assert.deepEqual(one.facts[3].codes[2], { key: "both_sides", label: "both sides" });
    assert.equal(one.facts[6].each, "visit");
    assert.deepEqual(one.facts[6].fields.map((each) => [each.key, each.kind, each.codes.length]), [
        ["visited", "date", 0], ["pain", "number", 0], ["regions", "choices", 2],
    ]);
    assert.deepEqual(one.rules[1], {
        id: "heavy", because: "", sentence: "weight >= 100 kg → suggest 3 sessions",
        strictest: "suggest", ifUnknown: "ask", outcomes: ["suggest_n_sessions"], sources: [],
        overrides: [], overriddenBy: [], line: one.rules[1].line, column: 5,
    });
    assert.deepEqual(one.outcomes[0], {
        id: "refer_to_doctor", verb: "refer", name: "to doctor", say: "See a doctor first.",
    });
    const lifting = rules.rules.find((each) => each.id === "inflamed-muscle");
    assert.ok(lifting.overrides.includes("massage-may-help"));
    assert.ok(
        rules.rules.find((each) => each.id === "massage-may-help").overriddenBy.includes("inflamed-muscle"),
    );
    one.dispose();
});

test("reports have the bytes of the command line, for every profile and reader", () => {
    assert.ok(profiles.length >= 10);
    for (const name of profiles) {
        const file = `examples/profiles/${name}.json`;
        const words = ["screen", "rules/back-pain-massage.yaml", file, "--as-of", day.asOf];
        const line = Buffer.from(JSON.stringify(JSON.parse(read(file))));
        const report = rules.screenBytes(read(file), day);
        assert.deepEqual(
            JSON.parse(Buffer.from(report).toString()),
            JSON.parse(commandLine(...words, "--format", "json").toString()),
        );
        assert.deepEqual(rules.screenBytes(line, day), report);
        assert.deepEqual(rules.screen(profileOf(name), day), JSON.parse(Buffer.from(report).toString()));
        for (const reader of ["clinician", "desk", "patient"]) {
            assert.equal(
                rules.screenText(read(file), { ...day, for: reader }),
                commandLine(...words, "--for", reader).toString(),
            );
        }
        assert.equal(
            rules.screenText(read(file), { ...day, for: "clinician", details: true }),
            commandLine(...words, "--for", "clinician", "--details").toString(),
        );
    }
});

test("options are those of the command line", () => {
    const file = "examples/profiles/02-referred.json";
    const said = (...words) =>
        JSON.parse(commandLine("screen", "rules/back-pain-massage.yaml", file, "--format", "json", ...words));
    const heard = (options) => rules.screen(JSON.parse(read(file)), options);
    assert.deepEqual(heard({ why: "fired" }), said("--why", "fired"));
    assert.deepEqual(heard({ noValues: true }), said("--no-values"));
    assert.deepEqual(heard({ respondents: ["patient"] }), said("--respondents", "patient"));
    const extra = { facts: { nobody_asks: 1 } };
    assert.equal(rules.screen(extra, { ...day, extraFacts: "note" }).problems[0].severity, "note");
    assert.equal(rules.screen(extra, day).problems[0].severity, "error");
    assert.equal(rules.screen({ facts: {} }, day).as_of, day.asOf);
});

test("an option that is none is refused by name", () => {
    for (const [options, words] of [
        [{ asof: "2026-11-20" }, /no option asof/],
        [{ asOf: "20.11.2026" }, /asOf is a day such as/],
        [{ asOf: "2026-02-30" }, /asOf is a day such as/],
        [{ why: "none" }, /why is one of all, fired/],
        [{ respondents: ["nurse"] }, /respondent is one of patient, clinician/],
    ]) {
        assert.throws(() => rules.screen({ facts: {} }, options), words);
    }
});

test("the verdict alone is the line of the command line", () => {
    const line = JSON.stringify(profileOf("02-referred"));
    const file = path.join(installed, "one.ndjson");
    fs.writeFileSync(file, `${line}\n`);
    assert.equal(
        Buffer.from(rules.verdictBytes(line)).toString().trimEnd(),
        commandLine("screen", "rules/back-pain-massage.yaml", file, "--only", "verdict").toString().trimEnd(),
    );
    fs.rmSync(file);
});

test("a conversation keeps the profile, and its report is that of the whole", () => {
    const one = core.rules(small, "small.yaml");
    const talk = one.conversation({ patient: "p1", as_of: "2026-11-20", facts: {} });
    assert.ok(talk.questions().some((each) => each.fact === "pain_nrs"));
    talk.set("Pain NRS", 3);
    talk.set("pain nrs", 8); // the last one wins
    talk.set("conditions", ["gout"]);
    talk.set("visits", [{ pain: 2 }]);
    talk.set("visits[0].regions", ["neck"]);
    talk.set("visits[1].pain", 9);
    talk.set("side", null);
    talk.set("weight", { value: 154, unit: "[lb_av]" });
    const whole = {
        patient: "p1",
        as_of: "2026-11-20",
        facts: {
            pain_nrs: 8, conditions: ["gout"],
            visits: [{ pain: 2, regions: ["neck"] }, { pain: 9 }],
            side: null, weight: { value: 154, unit: "[lb_av]" },
        },
    };
    assert.deepEqual(talk.profile(), whole);
    assert.deepEqual(talk.report(), one.screen(whole));
    assert.deepEqual(talk.report().problems, []);
    assert.equal(talk.text({ for: "patient" }), one.screenText(whole, { for: "patient" }));
    talk.unset("visits[0]");
    talk.unset("visits[0].pain");
    talk.set("weight", undefined);
    talk.unset("side");
    assert.deepEqual(talk.profile().facts, { pain_nrs: 8, conditions: ["gout"], visits: [{}] });
    talk.set("visits[0]", undefined);
    assert.deepEqual(talk.profile().facts, { pain_nrs: 8, conditions: ["gout"] });
    talk.set("visits", { present: [{}] });
    talk.unset("visits[0]");
    assert.deepEqual(talk.profile().facts.visits, { present: [] });
    talk.set("visits", [{}]);
    // What is given out or was given in is a copy.
    talk.profile().facts.visits.push({});
    assert.equal(talk.profile().facts.visits.length, 1);
    assert.throws(() => talk.set("pain nsr", 1), /ask nothing that is called "pain nsr"/);
    assert.throws(() => talk.set("visits[7].pain", 1), /visits has 1 records/);
    assert.throws(() => talk.set("visits[0]", 3), /a record is an object/);
    assert.throws(() => talk.set("pain nrs", Number.NaN), /pain nrs: NaN is no answer/);
    assert.equal(talk.profile().facts.pain_nrs, 8);
    one.dispose();
    assert.throws(() => talk.report(), /disposed of/);
});

test("a conversation starts where a profile stands, under the keys of the rules", () => {
    const start = { facts: { "Pain-NRS": 7, unasked: 1 } };
    const one = core.rules(small);
    const talk = one.conversation(start);
    assert.deepEqual(talk.profile().facts, { pain_nrs: 7, unasked: 1 });
    assert.equal(talk.report().problems[0].code, one.screen(start).problems[0].code);
    assert.throws(() => one.conversation({ facts: { "Pain NRS": 1, pain_nrs: 2 } }), /answers pain_nrs twice/);
    one.dispose();
});

test("the keys of records are found in any spelling too, wherever they were given", () => {
    const one = core.rules(small);
    const start = { facts: { visits: [{ Pain: 9, "VISITED": "2026-11-01", unasked: 1 }, { PAIN: 9 }] } };
    const talk = one.conversation(start);
    assert.deepEqual(talk.profile().facts.visits, [{ pain: 9, visited: "2026-11-01", unasked: 1 }, { pain: 9 }]);
    talk.set("visits[0].PAIN", 2); // the last one wins
    talk.unset("Visits[1].pain");
    assert.deepEqual(talk.profile().facts.visits, [{ pain: 2, visited: "2026-11-01", unasked: 1 }, {}]);
    assert.deepEqual(
        talk.report().problems.filter((each) => each.severity === "error").map((each) => each.path),
        ["facts.visits[0].unasked"],
    );
    talk.set("visits[1]", { Pain: 9 });
    talk.unset("visits[1].pain");
    talk.set("visits[2]", { Regions: ["neck"] });
    talk.set("visits[2].regions", ["arm"]);
    assert.deepEqual(talk.profile().facts.visits.slice(1), [{}, { regions: ["arm"] }]);
    talk.set("visits", { present: [{ Pain: 1 }] });
    talk.set("visits[0].pain", 3);
    assert.deepEqual(talk.profile().facts.visits, { present: [{ pain: 3 }] });
    const twice = [{ pain: 1 }, { Pain: 1, pain: 2 }];
    const before = talk.profile();
    assert.throws(() => one.conversation({ facts: { visits: twice } }), /answers visits\[1\]\.pain twice/);
    assert.throws(() => talk.set("visits", twice), /answers visits\[1\]\.pain twice/);
    assert.throws(() => talk.set("visits[0]", twice[1]), /answers visits\[0\]\.pain twice/);
    assert.throws(() => talk.set("visits[0]", []), /a record is an object/);
    assert.deepEqual(talk.profile(), before);
    one.dispose();
});

test("dispose twice is nothing, use after it throws", () => {
    const one = core.rules(small);
    one.dispose();
    one.dispose();
    one[Symbol.dispose]?.();
    for (const use of [
        () => one.screen({ facts: {} }),
        () => one.screenBytes("{}"),
        () => one.facts,
        () => one.rules,
        () => one.conversation(),
    ]) {
        assert.throws(use, /this rule set was disposed of/);
    }
    // What was read before stays, and other rule sets too.
    assert.equal(one.id, "small");
    assert.equal(rules.screen({ facts: {} }).verdict, "proceed");
});

test("the examples of the guides run", () => {
    const run = (file, ...words) => spawnSync(process.execPath, [file, ...words], { cwd: user, encoding: "utf8" });
    for (const [guide, said] of [["README.md", /proceed|refer_first/], ["src/adapters/web/core/README.md", /^\w+ \[ '/]]) {
        const [, code] = /```js\n(import \{ readFile \}[^`]*?load[^`]*)```/.exec(read(guide));
        fs.writeFileSync(path.join(user, "guide.mjs"), code);
        fs.copyFileSync(path.join(sources, "examples/two-sentences.yaml"), path.join(user, "two-sentences.yaml"));
        const { stdout, stderr } = run("guide.mjs");
        assert.match(stdout, said, stderr);
    }
    fs.copyFileSync(path.join(sources, "examples/npm/stream.mjs"), path.join(user, "stream.mjs"));
    const file = path.join(user, "some.ndjson");
    fs.writeFileSync(file, `${JSON.stringify(profileOf("02-referred"))}\n`.repeat(3));
    const rulesFile = path.join(sources, "rules/back-pain-massage.yaml");
    assert.equal(
        run("stream.mjs", rulesFile, file, "2026-11-20").stdout,
        commandLine("screen", rulesFile, file, "--as-of", "2026-11-20").toString(),
    );
    const broken = run("stream.mjs", file, file);
    assert.equal(broken.status, 1);
    assert.match(broken.stderr, /error: /);
});
