// Validates YAML texts against rules/caveat.schema.json, and says where each error stands.
// Entrances: problems_of, validator_of.

import { need, text_of } from "./packages.mjs";

const Ajv = need("ajv");
const yaml = need("yaml");

export const schema = JSON.parse(text_of("rules/caveat.schema.json"));

// Keywords for editors. Any other unknown keyword is a misspelt one, and an error.
const editor_keywords = ["defaultSnippets", "enumDescriptions", "errorMessage", "patternErrorMessage"];

function compiler() {
    const ajv = new Ajv({
        allErrors: true,
        strict: true,
        // They ask for what draft-07 does not: types and properties repeated in every branch.
        strictTypes: false,
        strictRequired: false,
    });
    ajv.addVocabulary(editor_keywords);
    return ajv;
}

const ajv = compiler();
ajv.addSchema(schema, "caveat");

/// A function that tells whether a value is valid against a part of the schema: "#/definitions/fact".
export const validator_of = (pointer) => ajv.getSchema(`caveat${pointer}`);

/// The same for a changed schema.
export const validator_of_schema = (changed) => compiler().compile(changed);

// They only say that an error stands further inside.
const outer_keywords = new Set(["if", "anyOf", "allOf", "propertyNames"]);

const steps_of = (pointer) =>
    pointer.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));

/// The node at the end of the steps, and its key where it has one. A key that is no text has none.
function find(document, steps) {
    let found = { key: null, value: document.contents };
    for (const step of steps) {
        if (yaml.isMap(found.value)) {
            found = found.value.items.find((pair) => String(pair.key?.value ?? "") === step);
        } else {
            found = { key: null, value: found.value?.items[Number(step)] };
        }
        found ??= { key: null, value: null };
    }
    return found;
}

function node_at_fault(document, error) {
    const found = find(document, steps_of(error.instancePath));
    const key_of = (name) => find(document, [...steps_of(error.instancePath), name]).key;
    if (error.keyword === "additionalProperties") return key_of(error.params.additionalProperty);
    if (error.propertyName !== undefined) return key_of(error.propertyName);
    const is_at_key = error.keyword === "required" || error.keyword === "false schema";
    return is_at_key && found.key ? found.key : found.value;
}

/// What is wrong with a text: YAML's own errors, or the schema's with line and column from 1.
export function problems_of(text, version = "1.2") {
    const lines = new yaml.LineCounter();
    const document = yaml.parseDocument(text, { lineCounter: lines, version, logLevel: "silent" });
    const place_of = (offset) => {
        const { line, col } = lines.linePos(offset);
        return `${line}:${col}`;
    };
    if (document.errors.length > 0) {
        return document.errors.map((error) => ({ is_yaml: true, place: place_of(error.pos[0]), message: error.message }));
    }
    const validate = validator_of("#");
    if (validate(document.toJS())) return [];
    return validate.errors
        .filter((error) => !outer_keywords.has(error.keyword))
        .map((error) => {
            const node = node_at_fault(document, error);
            return {
                is_yaml: false,
                place: place_of(node?.range?.[0] ?? 0),
                message: `${error.instancePath} ${error.message}`,
            };
        });
}

export const described = (problems) => problems.map((each) => `${each.place} ${each.message}`).join("\n");
