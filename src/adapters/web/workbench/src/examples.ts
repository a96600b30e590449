// Rule files that come with the page, sample patients, and the guide as a tour. Opening one makes a copy.

import type { Answer } from "caveat";

export interface Patient {
    as_of: string;
    facts: Record<string, Answer>;
}
export interface Sample extends Patient {
    name: string;
    /** One sentence or two. */
    shows: string;
}
export interface Example {
    name: string;
    title: string;
    rules: string;
    cases: string;
    patients: Sample[];
}
/** A section of the guide: the file as it is there. */
export interface Step {
    title: string;
    rules: string;
    cases: string;
    patient?: Patient;
}
export interface Examples {
    sets: Example[];
    tour: Step[];
}

/** Where the page has them: in itself, or in a file beside it. */
declare const CAVEAT_EXAMPLES: Examples | null;

let found: Promise<Examples> | undefined;

async function fetched(): Promise<Examples> {
    const answer = await fetch(new URL("./examples.json", document.baseURI));
    if (!answer.ok) throw new Error(`${answer.url} gave ${answer.status}`);
    return (await answer.json()) as Examples;
}

export function examples(): Promise<Examples> {
    found ??= CAVEAT_EXAMPLES === null
        ? fetched().catch((failure: unknown) => {
              found = undefined; // The next time may have more luck.
              throw failure;
          })
        : Promise.resolve(CAVEAT_EXAMPLES);
    return found;
}

/** What stands in the page of somebody who comes for the first time. */
export const firstExample = "two-sentences.yaml";
