// What is given from outside as an object has to be a plain one: of a Map, a promise or an object that
// stands on another, nothing would be found, and nothing is an answer too.

/** What a value is, for people. */
export function kindOf(value: unknown): string {
    if (value === null || value === undefined) return String(value);
    if (typeof value !== "object") return `a ${typeof value}`;
    if (Array.isArray(value)) return "a list";
    const name: unknown = value.constructor?.name;
    if (typeof name !== "string" || name === "" || name === "Object") return "an object of another kind";
    return `${/^[AEIO]/.test(name) ? "an" : "a"} ${name}`;
}

/** Whether all that an object says are members of its own. */
export function isPlain(value: object): boolean {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === null) return true;
    // As it is in any frame or realm.
    return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, "isPrototypeOf");
}

/** Throws TypeError for whatever is no plain object. `shape` says what is expected. */
export function demandPlain(value: unknown, shape: string): void {
    if (typeof value === "object" && value !== null && !Array.isArray(value) && isPlain(value)) return;
    const isPromise = typeof (value as PromiseLike<unknown> | null | undefined)?.then === "function";
    throw new TypeError(`${shape}, not ${kindOf(value)}${isPromise ? ": await it first" : ""}`);
}
