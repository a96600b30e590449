// Rule files that come with the page. Opening one makes a copy.

export interface Example {
    name: string;
    title: string;
    rules: string;
    cases: string;
}

/** Where the page has them: in itself, or in a file beside it. */
declare const CAVEAT_EXAMPLES: Example[] | null;

let found: Promise<Example[]> | undefined;

export function examples(): Promise<Example[]> {
    found ??= CAVEAT_EXAMPLES === null
        ? fetch(new URL("./examples.json", document.baseURI)).then((answer) => answer.json() as Promise<Example[]>)
        : Promise.resolve(CAVEAT_EXAMPLES);
    return found;
}

/** What stands in the page of somebody who comes for the first time. */
export const firstExample = "two-sentences.yaml";
