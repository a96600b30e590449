// Documents and their versions, in this browser only.

import { openDB, type DBSchema, type IDBPDatabase } from "idb";

/** Times are milliseconds since 1970. */
export interface Kept {
    id: string;
    name: string;
    rules: string;
    cases: string;
    changed: number;
    /** Nothing: it never was. */
    downloaded?: number;
}
export interface Version {
    key?: number;
    document: string;
    began: number;
    changed: number;
    rules: string;
    cases: string;
}

interface Schema extends DBSchema {
    documents: { key: string; value: Kept };
    versions: { key: number; value: Version; indexes: { document: string } };
}

/** Keys within so many milliseconds make one version. */
const oneVersion = 60_000;
const mostVersions = 50;

/** Which versions go, of those of one document, the oldest first: all but the newest 50, and one of
    each day before them. */
export function superfluous(versions: readonly Version[]): Version[] {
    const older = versions.slice(0, Math.max(0, versions.length - mostVersions));
    const day = (version: Version) => new Date(version.changed).toDateString();
    return older.filter((version, at) => {
        const next = older[at + 1];
        return next !== undefined && day(next) === day(version);
    });
}

export class Store {
    #database: IDBPDatabase<Schema> | undefined;

    /** Throws where this browser keeps nothing. */
    async #open(): Promise<IDBPDatabase<Schema>> {
        this.#database ??= await openDB<Schema>("caveat-workbench", 1, {
            upgrade(database) {
                database.createObjectStore("documents", { keyPath: "id" });
                const versions = database.createObjectStore("versions", { keyPath: "key", autoIncrement: true });
                versions.createIndex("document", "document");
            },
            terminated: () => {
                this.#database = undefined;
            },
        });
        return this.#database;
    }

    async all(): Promise<Kept[]> {
        const found = await (await this.#open()).getAll("documents");
        return found.sort((one, other) => other.changed - one.changed);
    }
    async find(id: string): Promise<Kept | undefined> {
        return (await this.#open()).get("documents", id);
    }

    /** Keeps the document, and its text as a version: all of it, or nothing and a throw. False where
     * another tab has taken it over: then there is a version alone, and what that one wrote stays.
     *
     * known  when the document that this tab has seen kept last was changed
     * apart  a version of its own, as when one is restored
     */
    async keep(document: Kept, known: number | undefined, apart = false): Promise<boolean> {
        const database = await this.#open();
        const transaction = database.transaction(["documents", "versions"], "readwrite", { durability: "strict" });
        const documents = transaction.objectStore("documents");
        const versions = transaction.objectStore("versions");
        const there = await documents.get(document.id);
        const isOurs = there === undefined || there.changed === known;
        const writes: Promise<unknown>[] = [];
        const before = await versions.index("document").getAll(document.id);
        const last = before.at(-1);
        const { id, changed, rules, cases } = document;
        if (last === undefined || last.rules !== rules || last.cases !== cases) {
            // Where the clock was set back, a version begins.
            const age = last === undefined ? -1 : changed - last.began;
            const goesOn = isOurs && !apart && last !== undefined && age >= 0 && age < oneVersion && before.length > 1;
            if (goesOn) {
                writes.push(versions.put({ ...last, changed, rules, cases }));
            } else {
                // Where it is not ours, whoever has the document begins another one.
                const began = isOurs ? changed : changed - oneVersion;
                writes.push(versions.add({ document: id, began, changed, rules, cases }));
                for (const { key } of superfluous(before)) {
                    if (key !== undefined) writes.push(versions.delete(key));
                }
            }
        }
        // Last: a document that was not kept whole is not one of another tab.
        if (isOurs) writes.push(documents.put(document));
        await Promise.all([...writes, transaction.done]);
        return isOurs;
    }

    /** The document as it is kept, from now on of the tab that asks: no other one replaces it. */
    async takeOver(id: string): Promise<Kept | undefined> {
        const transaction = (await this.#open()).transaction("documents", "readwrite", { durability: "strict" });
        const found = await transaction.store.get(id);
        if (found !== undefined) {
            found.changed = Math.max(Date.now(), found.changed + 1);
            await transaction.store.put(found);
        }
        await transaction.done;
        return found;
    }

    async versions(id: string): Promise<Version[]> {
        const found = await (await this.#open()).getAllFromIndex("versions", "document", id);
        return found.reverse();
    }
    async remove(id: string): Promise<void> {
        const database = await this.#open();
        const transaction = database.transaction(["documents", "versions"], "readwrite");
        const versions = transaction.objectStore("versions");
        const keys = await versions.index("document").getAllKeys(id);
        await Promise.all([
            transaction.objectStore("documents").delete(id),
            ...keys.map((key) => versions.delete(key)),
            transaction.done,
        ]);
    }
}
