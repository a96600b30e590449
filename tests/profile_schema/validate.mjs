// Each profile against the schema of its rule set, by ajv: what a screening finds nothing wrong
// with is accepted, what it reports is refused. Reads what profile_schema_triples writes.

import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import readline from "node:readline";

const require = createRequire(path.join(process.env.CAVEAT_NPM_FOLDER, "package.json"));
const Ajv = require("ajv/dist/2020").default;

const options = { strict: true, strictRequired: false, allowUnionTypes: true };

const seen = { accept: 0, refuse: 0, either: 0 };
const wrong = [];
for await (const line of readline.createInterface({ input: process.stdin })) {
    const { seed, schema, profiles } = JSON.parse(line);
    const validate = new Ajv(options).compile(schema);
    for (const [profile, expected, said] of profiles) {
        seen[expected] += 1;
        const is_accepted = validate(profile);
        if (expected === "either" || is_accepted === (expected === "accept")) continue;
        const where = is_accepted ? "" : JSON.stringify(validate.errors.at(-1));
        wrong.push(`rule set ${seed}: ${expected}: ${JSON.stringify(profile)} ${said} ${where}`);
    }
}
assert.deepEqual(wrong.slice(0, 10), [], `${wrong.length} profiles`);
for (const [expected, count] of Object.entries(seen)) assert.ok(count > 100, `${expected}: ${count}`);

// What a schema says otherwise than a screening, as caveat/schema.hpp lists it.
const file = new URL("../golden/schema/sample.schema.json", import.meta.url);
const sample = new Ajv(options).compile(JSON.parse(fs.readFileSync(file, "utf8")));
const accepts = (facts) => sample({ as_of: "2026-11-20", facts });
for (const facts of [
    { surgery_date: "1980-01-01" },
    { surgery_date: "2027-01-01" },
    { pain_nrs: { above: 5, below: 6 } },
    { regions: { present: ["neck"], absent: ["neck"] } },
]) {
    assert.ok(accepts(facts), JSON.stringify(facts));
}
for (const facts of [
    { Pain_NRS: 7 },
    { "pain nrs": 7 },
    { regions: ["upper back"] },
    { weight: { value: 154, unit: "[lb_av]" } },
    { weight: { value: 70, unit: "" } },
    { pregnant: { value: null } },
]) {
    assert.ok(!accepts(facts), JSON.stringify(facts));
}
console.log(seen);
