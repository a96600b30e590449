// A profile as the text that the core reads. What JSON cannot say is refused here: JSON.stringify
// would turn NaN into null, which is an answer.

import type { Profile } from "./api.js";
import { demandPlain, isPlain, kindOf } from "./plain.js";

const mostNesting = 32;

function refuse(path: string, what: string, help: string): never {
    throw new TypeError(`${path}: ${what} is no answer; ${help}`);
}

function numberText(value: number, path: string): string {
    if (Number.isFinite(value)) return JSON.stringify(value);
    refuse(path, String(value), "leave it out, or give null where nobody knows");
}

function objectText(value: object, path: string, depth: number): string {
    if (!isPlain(value)) {
        refuse(path, kindOf(value), 'answers are plain values; a day is a text, "2026-11-20"');
    }
    const members: string[] = [];
    for (const [key, each] of Object.entries(value)) {
        if (each === undefined) continue;
        members.push(`${JSON.stringify(key)}:${valueText(each, `${path}.${key}`, depth + 1)}`);
    }
    return `{${members.join(",")}}`;
}

function valueText(value: unknown, path: string, depth: number): string {
    if (depth > mostNesting) refuse(path, "what is nested as deep as this", "records hold answers");
    switch (typeof value) {
        case "boolean":
        case "bigint":
            return String(value);
        case "string":
            return JSON.stringify(value);
        case "number":
            return numberText(value, path);
        case "object":
            if (value === null) return "null";
            if (!Array.isArray(value)) return objectText(value, path, depth);
            return `[${Array.from(value, (each, at) => valueText(each, `${path}[${at}]`, depth + 1))}]`;
        default:
            refuse(path, `a value of type ${typeof value}`, "leave it out where nothing was said");
    }
}

/** The profile as one line of JSON. Throws TypeError for what JSON cannot say. */
export function profileText(profile: Profile): string {
    demandPlain(profile, "a profile is a plain object, {patient, as_of, facts: {…}}");
    const members = Object.entries(profile)
        .filter(([, each]) => each !== undefined)
        .map(([key, each]) => `${JSON.stringify(key)}:${valueText(each, key, 0)}`);
    return `{${members.join(",")}}`;
}
