// What the core calls a thing, as people read it.

export const words = (key: string) => key.replaceAll("_", " ");

export const cases = (count: number) => `${count} ${count === 1 ? "case" : "cases"}`;
export const rules = (count: number) => `${count} ${count === 1 ? "rule" : "rules"}`;
export const patients = (count: number) => `${count} ${count === 1 ? "patient" : "patients"}`;

/** Why something failed; browsers leave some messages empty. */
export function reasonOf(failure: unknown): string {
    const { message = "", name = "" } = failure as Partial<Error>;
    return (message || name || String(failure)).replace(/\.$/, "");
}

/** An answer of a profile, on one line. */
export function answerWords(answer: unknown): string {
    if (answer === true) return "yes";
    if (answer === false) return "no";
    if (answer === null) return "nobody knows";
    if (typeof answer === "number") return String(answer);
    if (typeof answer === "string") return words(answer);
    if (Array.isArray(answer) && answer.every((each) => typeof each === "string")) {
        return answer.length === 0 ? "none" : answer.map(words).join(", ");
    }
    return JSON.stringify(answer);
}
