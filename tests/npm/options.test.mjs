// Options: what is misspelt or of another kind is refused; it would be as if nothing had been said.

import assert from "node:assert/strict";
import test from "node:test";
import { caveat, small } from "./package_user.mjs";

const core = await caveat.load();
const rules = core.rules(small, "small.yaml");
const profile = { facts: { pain_nrs: 8 } };

/// Every way in that takes the options of a screening.
const ways = {
    screen: (options) => rules.screen(profile, options),
    screenBytes: (options) => rules.screenBytes(profile, options),
    verdictBytes: (options) => rules.verdictBytes(profile, options),
    screenText: (options) => rules.screenText(profile, options),
    conversation: (options) => rules.conversation(profile, options),
    text: (options) => rules.conversation(profile).text(options),
};

test("options that are no plain object are refused everywhere", () => {
    class Options {
        get asOf() {
            return "2026-11-20";
        }
    }
    const wrong = [
        [new Date(), /^options are a plain object, not a Date$/],
        ["2026-11-20", /not a string$/],
        [7, /not a number$/],
        [null, /not null$/],
        [["asOf"], /not a list$/],
        [new Map([["asOf", "2026-11-20"]]), /not a Map$/],
        [Promise.resolve({ asOf: "2026-11-20" }), /not a Promise: await it first$/],
        [new Options(), /not an? Options$/],
        [Object.create({ asOf: "2026-11-20" }), /not an object of another kind$/],
    ];
    for (const [name, way] of Object.entries(ways)) {
        for (const [options, message] of wrong) assert.throws(() => way(options), { name: "TypeError", message }, name);
        way({});
        way(undefined);
    }
});

test("an option that is misspelt, or of another kind, is refused everywhere", () => {
    const wrong = [
        [{ asof: "2026-11-20" }, /^there is no option asof here; there are asOf, /],
        [{ as_of: "2026-11-20" }, /no option as_of/],
        [JSON.parse('{"__proto__":1}'), /no option __proto__/],
        [{ constructor: 1 }, /no option constructor/],
        [{ asOf: new Date("2026-11-20") }, /^asOf is a day such as "2026-11-20", not a Date$/],
        [{ asOf: null }, /not null$/],
        [{ asOf: 20261120 }, /not 20261120$/],
        [{ asOf: "2026-02-29" }, /not "2026-02-29"$/],
        [{ asOf: "2026-11" }, /not "2026-11"$/],
        [{ asOf: "2026-11-20T00:00:00Z" }, /not "2026-11-20T/],
        [{ respondents: "patient" }, /^respondents is a list of patient, clinician, not "patient"$/],
        [{ respondents: new Set(["patient"]) }, /not a Set$/],
        [{ respondents: null }, /not null$/],
        [{ respondents: [] }, /^respondents names nobody; leave it out for both$/],
        [{ respondents: ["nurse"] }, /^a respondent is one of patient, clinician, not "nurse"$/],
        [{ respondents: [undefined] }, /not undefined$/],
        [{ respondents: [, "patient"] }, /not undefined$/],
        [{ why: "none" }, /^why is one of all, fired, not "none"$/],
        [{ why: null }, /not null$/],
        [{ noValues: "false" }, /^noValues is true or false, not "false"$/],
        [{ noValues: 0 }, /not 0$/],
        [{ extraFacts: "ignore" }, /^extraFacts is one of problem, note, not "ignore"$/],
    ];
    for (const [name, way] of Object.entries(ways)) {
        for (const [options, message] of wrong) assert.throws(() => way(options), { name: "TypeError", message }, name);
    }
    // What is only for a report in words does nothing elsewhere, and is not taken there.
    for (const [name, way] of Object.entries(ways)) {
        for (const options of [{ for: "desk" }, { details: true }]) {
            if (name === "screenText" || name === "text") way(options);
            else assert.throws(() => way(options), /there is no option (for|details) here/, name);
        }
    }
    for (const way of [ways.screenText, ways.text]) {
        assert.throws(() => way({ for: "nurse" }), /^TypeError: for is one of clinician, desk, patient, not "nurse"$/);
        assert.throws(() => way({ details: "no" }), /details is true or false/);
    }
});

test("an option of undefined is as if it were not there", () => {
    const nothing = { asOf: undefined, respondents: undefined, why: undefined, noValues: undefined, extraFacts: undefined };
    assert.deepEqual(rules.screenBytes(profile, nothing), rules.screenBytes(profile));
    assert.equal(rules.screenText(profile, { ...nothing, for: undefined }), rules.screenText(profile));
    const talk = rules.conversation(profile, { asOf: "2026-11-20" });
    assert.equal(talk.text({ asOf: undefined }), rules.screenText(profile, { asOf: "2026-11-20" }));
});

test("a conversation keeps its options as they were given", () => {
    const options = { asOf: "2026-11-20", respondents: ["patient"] };
    const talk = rules.conversation(profile, options);
    const before = talk.report();
    options.asOf = "2020-01-01";
    options.respondents.push("clinician");
    assert.deepEqual(talk.report(), before);
    assert.equal(talk.report().as_of, "2026-11-20");
});

test("a text for the desk or the patient is of what the patient can answer, whoever asks for it", () => {
    const lump = core.rules(`caveat: 1
id: lump
version: 1.0.0
facts:
  fever: {type: yes/no, ask: "Fever?"}
  lump: {type: yes/no, ask: "Is there a lump?", ask whom: clinician}
outcomes:
  avoid massage: {say: Not now.}
rules:
  - {id: r-fever, rule: fever → avoid massage}
  - {id: r-lump, rule: lump → avoid massage}
`);
    const known = { as_of: "2026-11-20", facts: { fever: false } };
    for (const reader of ["desk", "patient"]) {
        const text = lump.screenText(known, { for: reader });
        assert.equal(lump.screenText(known, { for: reader, respondents: ["patient"], why: "fired" }), text);
        for (const respondents of [["patient", "clinician"], ["clinician"]]) {
            const said = { name: "TypeError", message: /reads what the patient can answer/ };
            assert.throws(() => lump.screenText(known, { for: reader, respondents }), said);
            const talk = lump.conversation(known, { respondents });
            assert.throws(() => talk.text({ for: reader }), said);
            assert.equal(talk.text({ for: reader, respondents: ["patient"] }), text);
        }
        assert.throws(() => lump.screenText(known, { for: reader, why: "all" }), /`why: "all"` is for clinicians/);
    }
    assert.match(lump.screenText(known, { for: "desk" }), /^BOOK\./m);
    lump.screenText(known, { for: "clinician", respondents: ["clinician"], why: "all" });
    lump.dispose();
});

test("what loads takes its own options alone", async () => {
    const wrong = [
        ["/static/caveat.wasm", /^options are a plain object, not a string$/],
        [new URL("file:///caveat.wasm"), /not a URL$/],
        [{ wsam: "caveat.wasm" }, /^there is no option wsam here; there are wasm/],
    ];
    for (const [options, message] of wrong) {
        for (const way of [caveat.load, caveat.loadWorkbench, (given) => caveat.pool(small, given)]) {
            await assert.rejects(Promise.resolve(options).then(way), { name: "TypeError", message });
        }
    }
    await assert.rejects(caveat.load({ size: 2 }), /no option size/);
    await assert.rejects(caveat.pool(small, { sise: 2 }), /no option sise here; there are wasm, size, worker/);
    await assert.rejects(caveat.pool(small, { size: null }), /whole number from 1/);
    await assert.rejects(caveat.load({ wasm: null }), TypeError);
});
