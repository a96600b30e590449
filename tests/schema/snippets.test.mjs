// What an editor inserts is valid where it is inserted.

import assert from "node:assert/strict";
import test from "node:test";
import { schema, validator_of } from "./schema.mjs";

/// `${1:name}` as it stands before anybody types.
const plain = (body) => JSON.parse(JSON.stringify(body).replaceAll(/\$\{\d+:([^}]*)\}/g, "$1"));

test("every snippet fits where it is offered", () => {
    let count = 0;
    const visit = (part, pointer) => {
        if (part === null || typeof part !== "object") return;
        const validate = part.defaultSnippets && validator_of(pointer);
        for (const snippet of part.defaultSnippets ?? []) {
            const wrong = `${pointer}: ${snippet.label}`;
            assert.ok(validate(plain(snippet.body)), `${wrong}\n${JSON.stringify(validate.errors, null, 1)}`);
            count += 1;
        }
        for (const [key, inner] of Object.entries(part)) visit(inner, `${pointer}/${encodeURIComponent(key)}`);
    };
    visit(schema, "#");
    assert.ok(count > 10);
});

test("every key and every definition that people meet is described", () => {
    for (const [name, part] of [["the file", schema], ...Object.entries(schema.definitions)]) {
        for (const [key, property] of Object.entries(part.properties ?? {})) {
            const target = property.allOf?.[0]?.$ref?.replace("#/definitions/", "");
            const described = property.description ?? schema.definitions[decodeURI(target ?? "")]?.description;
            assert.ok(described, `${key} in ${name}`);
            assert.match(described, /\.$/);
        }
    }
});

test("every example is valid", () => {
    const visit = (part, pointer) => {
        if (part === null || typeof part !== "object" || Array.isArray(part)) return;
        for (const example of part.examples ?? []) {
            const validate = validator_of(pointer);
            assert.ok(validate(example), `${pointer}: ${JSON.stringify(example)}\n${JSON.stringify(validate.errors)}`);
        }
        for (const [key, inner] of Object.entries(part)) visit(inner, `${pointer}/${encodeURIComponent(key)}`);
    };
    visit(schema, "#");
});
