// Each file in wrong/ has one mistake, and its first line says where: `# wrong at 7:12`.
// A misspelt key may leave two places: its own, and that of the mapping where it is missed.

import assert from "node:assert/strict";
import test from "node:test";
import { files_of, text_of } from "./packages.mjs";
import { described, problems_of } from "./schema.mjs";

for (const file of files_of("tests/schema/wrong", ".yaml")) {
    const name = file.match(/([^/.]+)(\.cases)?\.yaml$/)[1].replaceAll("-", " ");
    test(`the mistake is found where it stands: ${name}`, () => {
        const [, expected] = text_of(file).match(/^# wrong at ([\d: ]+)\n/);
        const problems = problems_of(text_of(file));
        const places = [...new Set(problems.map((each) => each.place))];
        assert.deepEqual(places, expected.split(" "), described(problems));
        assert.ok(problems.every((each) => !each.is_yaml));
    });
}
