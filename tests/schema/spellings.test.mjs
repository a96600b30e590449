// The reader takes a key in any case, and `-`, `_` or several blanks for the blank in it. So does
// the schema, by one pattern for each key; a key in its plain spelling is what editors complete.

import assert from "node:assert/strict";
import test from "node:test";
import { schema } from "./schema.mjs";

const joint = "(?:[-_]|\\s+)";
const in_any_case = (word) => word.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);

/// Matches every spelling of a key but the plain one.
function other_spellings(key) {
    const words = key.split(/[ -]/).map(in_any_case);
    return `^(?!${key}$)${words.join(joint)}$`;
}

/// `at least 2 of` stands for every count.
function other_counts(key) {
    const [, words] = key.match(/^(.*) 2 of$/);
    const spelled = words.split(" ").map(in_any_case).join(joint);
    return `^(?!${key}$)${spelled}\\s+\\S(?:.*\\S)?\\s+[Oo][Ff]$`;
}

const parts = [
    ["#", schema],
    ...Object.entries(schema.definitions).map(([name, part]) => [`#/definitions/${encodeURI(name)}`, part]),
].filter(([, part]) => part.additionalProperties === false);

test("every spelling of a key means what the plain one means", () => {
    assert.ok(parts.length >= 10);
    for (const [pointer, part] of parts) {
        const expected = Object.fromEntries(
            Object.keys(part.properties).map((key) => [
                key.endsWith(" 2 of") ? other_counts(key) : other_spellings(key),
                { $ref: `${pointer}/properties/${encodeURI(key)}` },
            ]),
        );
        assert.deepEqual(part.patternProperties, expected, `${pointer}: write these patternProperties`);
    }
});

test("the patterns match what they are meant for", () => {
    const matches = (pattern, key) => new RegExp(pattern, "u").test(key);
    for (const key of ["If Unknown", "if-unknown", "IF_UNKNOWN", "if  unknown"]) {
        assert.ok(matches(other_spellings("if unknown"), key), key);
    }
    for (const key of ["if unknown", "ifunknown", "if unknowns", "if--unknown"]) {
        assert.ok(!matches(other_spellings("if unknown"), key), key);
    }
    for (const key of ["at least 3 of", "At-Least few signs of"]) {
        assert.ok(matches(other_counts("at least 2 of"), key), key);
    }
    for (const key of ["at least 2 of", "at least of", "at most 3 of"]) {
        assert.ok(!matches(other_counts("at least 2 of"), key), key);
    }
});

test("what the reader takes in any case, the schema takes so too", () => {
    const words = new Set();
    const visit = (part) => {
        if (part === null || typeof part !== "object") return;
        const [listed, any_case] = part.anyOf ?? [];
        if (listed?.enum && any_case?.pattern) {
            for (const word of listed.enum) {
                assert.match(word.toUpperCase(), new RegExp(any_case.pattern, "u"));
                assert.match(word, new RegExp(any_case.pattern, "u"));
                words.add(word);
            }
            assert.equal(listed.enumDescriptions.length, listed.enum.length);
        }
        Object.values(part).forEach(visit);
    };
    visit(schema);
    assert.ok(words.has("yes/no") && words.has("refer first"));
});
