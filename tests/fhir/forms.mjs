// The form of a rule set, and what its answers are called in profiles.

import { caveat } from "./judges.mjs";

export const form_of = (rules) => JSON.parse(caveat(["fhir", "questionnaire", rules]));

/// The keys of codes, by linkId, as the schema of profiles has them.
export function keys_of(rules) {
    const schema = JSON.parse(caveat(["schema", rules]));
    const constants = (part) => [...JSON.stringify(part ?? null).matchAll(/"const":("(?:[^"\\]|\\.)*")/g)].map(([, each]) => JSON.parse(each));
    const keys = {};
    for (const [key, part] of Object.entries(schema.properties.facts.properties)) {
        keys[key] = constants(schema.$defs[`${key}.code`] ?? part);
        const fields = schema.$defs[`${key}.records`]?.items.properties ?? {};
        for (const [field, inner] of Object.entries(fields)) {
            keys[`${key}/${field}`] = constants(schema.$defs[`${key}.${field}.code`] ?? inner);
        }
    }
    return keys;
}
