// The schema accepts what the reader accepts, and rejects what the reader rejects for its form.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { files_of, need, sources, text_of } from "./packages.mjs";
import { described, problems_of, schema, validator_of_schema } from "./schema.mjs";

const yaml = need("yaml");

function assert_accepted(file, version) {
    const problems = problems_of(text_of(file), version);
    assert.equal(problems.length, 0, `${file}\n${described(problems)}`);
}

// What is said of every file with a mistake, as the tests of the readers keep it. Profiles are
// another matter.
const golden = fs.readdirSync(path.join(sources, "tests/golden"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !["profiles", "serve"].includes(entry.name))
    .flatMap((entry) => files_of(`tests/golden/${entry.name}`, ".yaml"))
    .map((file) => ({ file, message_file: file.replace(/(\.cases)?\.yaml$/, ".txt") }))
    .filter(({ message_file }) => fs.existsSync(path.join(sources, message_file)))
    .map(({ file, message_file }) => {
        const errors = text_of(message_file).matchAll(/^\S+?(?::(\d+):\d+)?: error: .*\[([a-z0-9-]+)\]$/gm);
        return { file, errors: [...errors].map(([, line, code]) => ({ line, code })) };
    });

// Errors about form alone, which a schema can see.
const errors_of_form = new Set([
    "bad-name", "empty-expectation", "empty-group", "misplaced-key", "missing-arrow", "missing-key",
    "missing-reason", "missing-value", "not-a-rule-file", "rule-twice", "several-groups",
    "unknown-finding", "unknown-group", "unknown-key", "unknown-respondent", "unknown-verb",
    "unknown-version", "unknown-word", "wrong-form", "wrong-value",
]);
// An answer that was not finished looks like `null` to a schema, and a text the same with quotes and
// without.
const beyond_a_schema = new Set([
    "tests/golden/cases/wrong-answers.cases.yaml",
    "tests/golden/load/code-of-two-words-without-quotes.yaml",
    "tests/golden/load/score-entry-not-asked-without-a-gate.yaml",
]);
// The schema points to the mapping that has one key too many, the reader to that key.
const errors_elsewhere = new Set(["several-groups"]);

test("every rule file and every file of cases is accepted", () => {
    const folders = ["rules", "examples", "tests/golden/findings"];
    const files = folders.flatMap((folder) => files_of(folder, ".yaml"));
    assert.ok(files.length > 10);
    for (const file of files) assert_accepted(file);
});

test("they are accepted too where an editor still reads YAML 1.1", () => {
    for (const file of files_of("rules", ".yaml")) {
        // There, dates without quotes are no texts; editors hand them on as they were written.
        const text = text_of(file).replaceAll(/: (\d{4}-\d{2}-\d{2})$/gm, ': "$1"');
        const problems = problems_of(text, "1.1");
        assert.equal(problems.length, 0, `${file}\n${described(problems)}`);
    }
});

test("what loads is accepted, warnings or not", () => {
    const loading = golden.filter(({ errors }) => errors.length === 0);
    assert.ok(loading.length > 0);
    for (const { file } of loading) assert_accepted(file);
});

test("what the reader rejects for its form is rejected, on the same line", () => {
    const wrong = golden.filter(
        ({ file, errors }) => !beyond_a_schema.has(file) && errors.some(({ code }) => errors_of_form.has(code)),
    );
    assert.ok(wrong.length > 40, `only ${wrong.length} files`);
    for (const { file, errors } of wrong) {
        const problems = problems_of(text_of(file));
        const lines = problems.map(({ place }) => place.split(":")[0]);
        for (const { line, code } of errors) {
            if (!errors_of_form.has(code)) continue;
            if (errors_elsewhere.has(code) && problems.length > 0) continue;
            assert.ok(lines.includes(line), `${file}:${line} ${code}\n${described(problems)}`);
        }
    }
});

test("each example in the guide is accepted, a part of a file as such", () => {
    const { if: _, then, ...without_required } = schema;
    assert.ok(then.else.required.includes("rules"));
    const validate = validator_of_schema(without_required);
    let parts = 0;
    for (const page of ["README.md", ...files_of("rules", ".md")]) {
        const blocks = text_of(page).matchAll(/^```yaml\n(.*?)^```\n(\n```text\n(.*?)^```$)?/gms);
        for (const [, block, , said] of blocks) {
            // An example of a mistake is followed by its message.
            if (said?.includes("error:")) continue;
            const document = yaml.parseDocument(block, { logLevel: "silent" });
            const value = document.errors.length === 0 ? document.toJS() : null;
            // Some examples are single lines of a section, or sentences.
            if (value === null || typeof value !== "object") continue;
            if (!Object.keys(value).some((key) => key in schema.properties)) continue;
            assert.ok(validate(value), `${page}\n${block}\n${JSON.stringify(validate.errors, null, 1)}`);
            parts += 1;
        }
    }
    assert.ok(parts >= 8, `only ${parts} examples`);
});
