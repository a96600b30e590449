// The conversions of units that the library is held to (tests/unit/values/ucum_pairs.hpp), by an
// implementation of UCUM that nobody here wrote, in both directions.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { need, sources } from "./judges.mjs";

const { UcumLhcUtils } = need("@lhncbc/ucum-lhc");

test("each pair of units converts as UCUM has it", () => {
    const ucum = UcumLhcUtils.getInstance();
    const text = fs.readFileSync(path.join(sources, "tests/unit/values/ucum_pairs.hpp"), "utf8");
    // Arbitrary units are converted by no judge, not even into a thousandth of themselves.
    const pairs = [...text.matchAll(/\{"([^"]*)",\s*"([^"]*)",\s*"([^"]+)"\}/g)].filter(([words]) => !words.includes("[iU]") && !words.includes("[IU]"));
    assert.ok(pairs.length > 400, `${pairs.length}`);
    const value_of = (fraction) => {
        const [numerator, denominator = "1"] = fraction.split("/");
        return Number(numerator) / Number(denominator);
    };
    for (const [, a, b, factor] of pairs) {
        for (const [from, to, expected] of [[a, b, value_of(factor)], [b, a, 1 / value_of(factor)]]) {
            const { status, toVal, msg } = ucum.convertUnitTo(from, 1, to);
            assert.equal(status, "succeeded", `${from} to ${to}: ${msg}`);
            assert.ok(Math.abs(toVal / expected - 1) < 1e-9, `1 ${from} is ${toVal} ${to}, not ${expected}`);
        }
    }
});
