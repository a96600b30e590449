// The workbench as WebAssembly says what it says natively, byte for byte, over every rule file of the
// project and of its golden texts, broken ones too.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { caveat, profileOf, sources } from "./package_user.mjs";

const patient = profileOf("02-referred");
const as_of = "2026-11-20";
const work = 3_000;

/// Rule files, as text; what is no UTF-8 no request can hold.
function ruleFiles() {
    const found = [];
    for (const folder of ["rules", "tests/golden"]) {
        for (const file of fs.readdirSync(path.join(sources, folder), { recursive: true })) {
            if (!/(?<!\.cases|\.fhir)\.yaml$/.test(file)) continue;
            const bytes = fs.readFileSync(path.join(sources, folder, file));
            const text = bytes.toString();
            if (Buffer.from(text).equals(bytes)) found.push([`${folder}/${file}`, text]);
        }
    }
    return found;
}

/// All that can be asked of one file, by the uri `a.yaml`.
function requestsFor(file, text) {
    const uri = "a.yaml";
    const asked = [{ call: "open", uri, v: 1, text }];
    const cases = path.join(sources, file.replace(/\.yaml$/, ".cases.yaml"));
    const cases_text = fs.existsSync(cases) ? fs.readFileSync(cases, "utf8") : "";
    if (cases_text !== "") {
        asked.push({ call: "open", uri: "a.cases.yaml", v: 1, text: cases_text });
        asked.push({ call: "findings", uri: "a.cases.yaml", as_of }, { call: "lenses", uri });
    }
    asked.push({ call: "findings", uri, as_of });
    for (let each = 0; each < 4; ++each) {
        const at = Math.floor((text.length * (each + 0.5)) / 4);
        for (const call of ["hover", "definition", "references", "highlight", "rename_from", "complete"]) {
            asked.push({ call, uri, at });
        }
        asked.push({ call: "rename", uri, at, name: "another name" });
        asked.push({ call: "actions", uri, from: at, to: at + 40 });
    }
    for (const call of ["format", "symbols", "tokens", "lenses", "folds", "facts", "cases"]) {
        asked.push({ call, uri });
    }
    const about = { uri, profile: patient, as_of };
    asked.push({ call: "screen", ...about }, { call: "screen", ...about, respondents: ["patient"] });
    for (const reader of ["clinician", "desk", "patient"]) {
        asked.push({ call: "text", ...about, for: reader, details: reader === "clinician" });
    }
    for (const [, rule] of [...text.matchAll(/\bid: ([a-z-]+)/g)].slice(1, 3)) {
        asked.push({ call: "explain", ...about, rule });
    }
    asked.push(
        { call: "show", ...about, for: "clinician" },
        { call: "keep", ...about, name: "somebody" },
        { call: "case", uri, name: /name: ([\w ,]+)$/m.exec(cases_text)?.[1] ?? "nobody" },
        { call: "propose", uri, as_of, work },
        { call: "propose", uri, as_of, work, slice: 1 },
        { call: "take", uri, yaml: "# Proposed\ncases:\n  - {name: somebody new, as of: 2026-11-20, facts: {}, expect: {verdict: proceed}}\n" },
        { call: "change", uri, v: 2, edits: [{ from: 0, to: 1, text: "→ 😀" }] },
        { call: "screen", ...about },
        { call: "change", uri, v: 3, edits: [{ from: 0, to: 4, text: text.slice(0, 1) }] },
        { call: "open", uri: "b.yaml", v: 1, text: text.replace(/>= 7/g, ">= 8") },
        { call: "compare", old: uri, new: "b.yaml", as_of, work },
        { call: "close", uri },
        { call: "symbols", uri },
    );
    return asked;
}

test("every call about every rule file has the bytes that it has natively", { timeout: 900_000 }, async () => {
    const files = ruleFiles();
    assert.ok(files.length > 40, `${files.length} files`);
    const blocks = files.map(([file, text]) => requestsFor(file, text).map((each) => JSON.stringify(each)));
    const calls = new Set();
    const ran = spawnSync(process.env.CAVEAT_WORKBENCH_ANSWERS, {
        input: blocks.map((each) => `${each.join("\n")}\n`).join("\n"),
        maxBuffer: 1 << 30,
    });
    assert.equal(ran.status, 0, String(ran.stderr));
    const expected = ran.stdout.toString().split("\n");
    let at = 0;
    for (const [which, block] of blocks.entries()) {
        const bench = await caveat.loadWorkbench();
        for (const request of block) {
            const answer = bench.call(request);
            const { call } = JSON.parse(request);
            if ("ok" in JSON.parse(answer)) calls.add(call);
            assert.ok(answer.endsWith("\n"));
            if (answer.slice(0, -1) !== expected[at]) {
                assert.equal(answer.slice(0, -1), expected[at], `${files[which][0]}: ${request.slice(0, 300)}`);
            }
            ++at;
        }
        bench.dispose();
    }
    assert.equal(at, expected.length - 1);
    // Each has answered something at least once.
    assert.deepEqual(
        [...calls].sort(),
        [
            "actions", "case", "cases", "change", "close", "compare", "complete", "definition", "explain", "facts",
            "findings", "folds", "format", "highlight", "hover", "keep", "lenses", "open", "propose",
            "references", "rename", "rename_from", "screen", "show", "symbols", "take", "text", "tokens",
        ],
    );
});

test("a request may be an object; what is none is a problem; disposed of twice is nothing", async () => {
    const bench = await caveat.loadWorkbench();
    const problem = (request) => JSON.parse(bench.call(request)).problem.code;
    assert.equal(problem({ call: "nothing" }), "unknown-call");
    assert.match(problem("[]"), /^wrong-/);
    assert.match(problem("{"), /json/);
    assert.ok(problem('{"call":"open","uri":"\uD800"}'));
    bench.dispose();
    bench.dispose();
    assert.throws(() => bench.call({ call: "symbols" }), /this workbench was disposed of/);
});
