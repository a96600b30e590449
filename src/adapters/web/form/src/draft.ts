// What was answered and typed, kept for this tab (`draft="session"`), so that a reload loses nothing.

import type { Fact, Profile, RuleSet } from "caveat";

import type { Step } from "./interview.js";
import { kindOf } from "./kinds.js";
import { english } from "./messages.js";

export interface Draft {
    steps: Step[];
    /** What was typed, by fact. */
    inputs: Map<string, unknown>;
}

interface Kept {
    /** The rule set that asked. */
    rules: string;
    /** The profile that it began with: another patient's draft is no draft of this one. */
    start: string;
    steps: Step[];
    /** A fact, as it was declared then, and what was typed. */
    inputs: [string, string, unknown][];
}

const told = (fact: Fact | undefined) => JSON.stringify(fact ?? null);

/** Drafts are read that another version of the form has written: what has another shape is none. */
const isStep = (step: Step | null) => typeof step === "object" && typeof step?.fact === "string";
function isInput(fact: Fact | undefined, input: unknown): boolean {
    if (fact === undefined) return false;
    try {
        kindOf(fact.kind).read(input, { field: fact, id: "draft", messages: english, together: () => true });
        return true;
    } catch {
        return false;
    }
}

export class Drafts {
    readonly #key: string;

    /** `name` tells the forms of one page from each other. */
    constructor(name: string, rules: string) {
        this.#key = `caveat-form ${location.pathname} ${name} ${rules}`;
    }

    keep(rules: RuleSet, start: Profile, steps: readonly Step[], inputs: ReadonlyMap<string, unknown>): void {
        const facts = new Map(rules.facts.map((fact) => [fact.key, fact]));
        const kept: Kept = {
            rules: rules.sha256,
            start: JSON.stringify(start),
            steps: [...steps],
            inputs: [...inputs].map(([key, input]) => [key, told(facts.get(key)), input]),
        };
        try {
            sessionStorage.setItem(this.#key, JSON.stringify(kept));
        } catch {
            // Refused or full: the form goes on, and a reload begins anew.
        }
    }

    /** Where the rules have changed since, nothing is taken for answered, but what was typed is there
        again when it is asked. */
    found(rules: RuleSet, start: Profile): Draft | undefined {
        try {
            const kept = JSON.parse(sessionStorage.getItem(this.#key) ?? "null") as Kept | null;
            if (kept === null || kept.start !== JSON.stringify(start)) return undefined;
            const facts = new Map(rules.facts.map((fact) => [fact.key, fact]));
            const same = kept.inputs.filter(
                ([key, about, input]) => told(facts.get(key)) === about && isInput(facts.get(key), input),
            );
            if (!Array.isArray(kept.steps) || !kept.steps.every(isStep)) return undefined;
            return {
                steps: kept.rules === rules.sha256 ? kept.steps : [],
                inputs: new Map(same.map(([key, , input]) => [key, input])),
            };
        } catch {
            return undefined;
        }
    }

    drop(): void {
        try {
            sessionStorage.removeItem(this.#key);
        } catch {
            // There is none where storage is refused.
        }
    }
}
