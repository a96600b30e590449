// The document that is open: kept in this browser a moment after each key, written by one tab alone.

import { Claim } from "./claim.js";
import { Store, type Kept, type Version } from "./store.js";

const saveAfterMs = 400;
const tryAgainMs = 5000;

export type Saving =
    | { is: "saved"; at: number }
    | { is: "waiting"; at: number | undefined }
    /** `at`: when it was last saved. */
    | { is: "failed"; at: number | undefined };

export function newId(): string {
    const bytes = crypto.getRandomValues(new Uint8Array(12));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Documents {
    readonly store = new Store();
    readonly #claim: Claim;
    readonly #changed: () => void;
    current: Kept | undefined;
    isReadOnly = false;
    /** Another tab took the document over before all was saved: that is a version now. */
    isOvertaken = false;
    saving: Saving = { is: "waiting", at: undefined };
    /** Names that this tab has seen kept. */
    names: string[] = [];
    #isDirty = false;
    /** When the document was changed that this tab has seen kept last. */
    #known: number | undefined;
    /** The texts that were downloaded last. */
    #out = { rules: "", cases: "" };
    #timer: ReturnType<typeof setTimeout> | undefined;
    #writing: Promise<void> = Promise.resolve();
    #askedToPersist = false;

    /** `changed` hears that something of this is to be shown anew. */
    constructor(changed: () => void) {
        this.#changed = changed;
        this.#claim = new Claim(async () => {
            await this.flush();
            this.isReadOnly = true;
            this.#changed();
        });
    }

    get isDirty(): boolean {
        return this.#isDirty;
    }

    /** The newest first. This, `find` and `versions` throw where what is kept cannot be read. */
    async list(): Promise<Kept[]> {
        const all = await this.store.all();
        this.names = all.map(({ name }) => name);
        return all;
    }
    find(id: string): Promise<Kept | undefined> {
        return this.store.find(id);
    }
    async versions(): Promise<Version[]> {
        return this.current === undefined ? [] : this.store.versions(this.current.id);
    }

    /** Whether nothing is lost where another document takes the place of this one: it is saved, or what
        could not be saved was downloaded since. */
    async mayLeave(): Promise<boolean> {
        await this.flush();
        const { current, saving } = this;
        return saving.is !== "failed" || current === undefined || (current.downloaded ?? 0) >= current.changed;
    }
    async open(document: Kept): Promise<void> {
        await this.flush();
        this.current = document;
        this.#known = document.changed;
        this.#out = { rules: "", cases: "" };
        this.#isDirty = this.isOvertaken = false;
        this.isReadOnly = !(await this.#claim.take(document.id));
        this.saving = { is: "saved", at: document.changed };
        this.#changed();
    }

    /** A new document, which replaces none. */
    async create(name: string, rules: string, cases: string): Promise<Kept> {
        await this.list().catch(() => undefined);
        const document = { id: newId(), name: this.#free(name), rules, cases, changed: Date.now() };
        await this.open(document);
        this.saving = { is: "waiting", at: undefined };
        this.#isDirty = true;
        await this.flush();
        return document;
    }
    #free(name: string): string {
        // By `.cases` the core knows what are no rules.
        const stem = name.replace(/(?:\.cases)*\.ya?ml$|(?:\.cases)+$/i, "") || "rules";
        for (let n = 1; ; ++n) {
            const free = `${stem}${n === 1 ? "" : `-${n}`}.yaml`;
            if (!this.names.includes(free)) return free;
        }
    }

    touch(rules: string, cases: string): void {
        const { current } = this;
        if (current === undefined || this.isReadOnly) return;
        if (current.rules === rules && current.cases === cases) return;
        Object.assign(current, { rules, cases, changed: Date.now() });
        this.#isDirty = true;
        if (this.saving.is === "saved") this.saving = { is: "waiting", at: this.saving.at };
        this.#timer ??= setTimeout(() => void this.flush(), saveAfterMs);
        this.#changed();
    }
    /** One of the texts was; the document is, once both have been as they stand. */
    downloaded(what: "rules" | "cases"): void {
        const { current } = this;
        if (current === undefined) return;
        this.#out[what] = current[what];
        if (this.#out.rules !== current.rules || this.#out.cases !== current.cases) return;
        current.downloaded = Date.now();
        this.#isDirty = true;
        void this.flush();
    }

    /** Saves what is not saved; the document goes on where that fails. */
    flush(apart = false): Promise<void> {
        clearTimeout(this.#timer);
        this.#timer = undefined;
        const { current } = this;
        if (!this.#isDirty || current === undefined || this.isReadOnly) return this.#writing;
        this.#isDirty = false;
        const before = this.saving.at;
        const kept = { ...current };
        this.#writing = this.#writing
            .then(() => this.store.keep(kept, this.#known, apart))
            .then(
                (isOurs) => {
                    if (!isOurs) return this.#overtaken();
                    this.#known = kept.changed;
                    if (!this.#isDirty) this.saving = { is: "saved", at: Date.now() };
                    this.#persist();
                },
                () => {
                    this.saving = { is: "failed", at: before };
                    this.#isDirty = true;
                    this.#timer ??= setTimeout(() => void this.flush(), tryAgainMs);
                },
            )
            .then(() => this.#changed());
        return this.#writing;
    }
    /** Whoever was asleep when another tab took over hears of it late. */
    #overtaken(): void {
        this.#claim.drop();
        this.isReadOnly = this.isOvertaken = true;
        this.saving = { is: "saved", at: this.current?.changed ?? 0 };
    }
    /** Asks the browser, once, not to clear this away by itself. */
    #persist(): void {
        if (this.#askedToPersist) return;
        this.#askedToPersist = true;
        void navigator.storage?.persist?.().catch(() => false);
    }

    /** The document as the other tab left it. Where that cannot be read, this throws, and nothing is taken
        over: what is kept would be replaced by the older text of this tab. */
    async takeOver(): Promise<Kept | undefined> {
        await this.#claim.takeOver();
        const { current } = this;
        if (current === undefined) return undefined;
        try {
            const found = await this.store.takeOver(current.id);
            if (found !== undefined) {
                this.current = found;
                this.#known = found.changed;
                this.#isDirty = false;
                this.saving = { is: "saved", at: found.changed };
            }
        } catch (failure) {
            this.#claim.drop();
            throw failure;
        }
        this.isReadOnly = this.isOvertaken = false;
        this.#changed();
        return this.current;
    }
}
