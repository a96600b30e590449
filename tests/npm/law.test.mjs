// The law: for one patient, rule set, day and options the bytes of the report are those of C++.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { caveat, generatedCases } from "./package_user.mjs";

test("2,000 generated profiles of each of 20 rule sets, in Node", { timeout: 900_000 }, async () => {
    const core = await caveat.load();
    const native = createHash("sha256");
    const here = createHash("sha256");
    let count = 0;
    let sets = 0;
    for (const { number, text, cases } of generatedCases()) {
        ++sets;
        const rules = core.rules(text);
        for (const { profile, report } of cases) {
            const made = rules.screenBytes(profile);
            native.update(report);
            here.update(made);
            if (!report.equals(made)) {
                assert.equal(Buffer.from(made).toString(), report.toString(), `${number}: ${profile}`);
            }
            ++count;
        }
        rules.dispose();
    }
    assert.deepEqual([sets, count], [20, 40_000]);
    assert.equal(here.digest("hex"), native.digest("hex"));
});
