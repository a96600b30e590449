// A profile that grows answer by answer. It is kept as the values that were given, by the keys of
// their facts, and read by the core as every profile is: so its report is that of the whole.

import type {
    Answer,
    Conversation,
    Facts,
    Profile,
    Question,
    Report,
    RuleSet,
    ScreenOptions,
    TextOptions,
} from "./api.js";
import { optionsOf, screenOptions, textOptions } from "./options.js";
import { demandPlain } from "./plain.js";
import { profileText } from "./profile_text.js";

interface Place {
    fact: number;
    record?: number;
    field?: number;
}
type Find = (path: string) => Place | undefined;

/** A copy that shares nothing with what was given. */
function copy<Value>(value: Value): Value {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(copy) as Value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copy(each)])) as Value;
}

/** The records that an answer holds; undefined where it is no list of records. */
function recordsOf(answer: Answer | undefined): Facts[] | undefined {
    const list =
        typeof answer === "object" && answer !== null && !Array.isArray(answer) && "present" in answer
            ? answer.present
            : answer;
    if (!Array.isArray(list)) return undefined;
    const isRecord = (each: unknown) => typeof each === "object" && each !== null && !Array.isArray(each);
    return list.every(isRecord) ? (list as Facts[]) : undefined;
}

export class OpenConversation implements Conversation {
    readonly #rules: RuleSet;
    readonly #find: Find;
    readonly #options: ScreenOptions;
    readonly #about: Omit<Profile, "facts">;
    /** By key; a key that the rules do not have stands as it was given. */
    readonly #answers = new Map<string, Answer>();

    constructor(rules: RuleSet, find: Find, start: Profile, options: ScreenOptions) {
        this.#rules = rules;
        this.#find = find;
        this.#options = optionsOf(options, screenOptions);
        profileText(start);
        const { facts = {}, ...about } = start;
        demandPlain(facts, "facts are a plain object, {[key]: answer}");
        this.#about = copy(about);
        for (const [key, answer] of Object.entries(this.#keyed("", facts))) {
            this.#answers.set(key, this.#stored(key, answer));
        }
    }

    /** Answers under the keys of facts, or of the fields of a record (`inside` is "sessions[0]."); what the
        rules do not ask stands as it was given. */
    #keyed(inside: string, given: Facts): Facts {
        const keyed: [string, Answer][] = [];
        for (const [name, answer] of Object.entries(given)) {
            if (answer === undefined) continue;
            const key = this.#key(inside, name);
            if (keyed.some(([other]) => other === key)) {
                throw new TypeError(`the profile answers ${inside}${key} twice`);
            }
            keyed.push([key, answer]);
        }
        return Object.fromEntries(keyed);
    }
    #key(inside: string, name: string): string {
        const place = this.#find(inside + name);
        if (place === undefined) return name;
        const { key, fields } = this.#factOf(place);
        if (inside !== "") return fields[place.field ?? fields.length]?.key ?? name;
        return place.record === undefined ? key : name;
    }
    /** A copy to keep of what is said of a fact: its records by the keys of their fields. */
    #stored(key: string, answer: Answer | undefined): Answer {
        const stored = copy(answer) as Answer;
        const records = recordsOf(stored);
        records?.forEach((record, at) => (records[at] = this.#keyed(`${key}[${at}].`, record)));
        return stored;
    }
    #factOf(place: Place) {
        return this.#rules.facts[place.fact] as RuleSet["facts"][number];
    }
    #placeOf(path: string): Place {
        const place = this.#find(path);
        if (place !== undefined) return place;
        throw new RangeError(`the rules ask nothing that is called ${JSON.stringify(path)}`);
    }

    set(path: string, answer: Answer | undefined): void {
        if (answer === undefined) return this.unset(path);
        // Throws for what JSON cannot say, before anything changes.
        profileText({ facts: { [path]: answer } });
        const place = this.#placeOf(path);
        const { key, fields } = this.#factOf(place);
        if (place.record === undefined) {
            this.#answers.set(key, this.#stored(key, answer));
            return;
        }
        const given = this.#answers.get(key);
        const records = given === undefined ? [] : recordsOf(given);
        if (records === undefined || place.record > records.length) {
            throw new RangeError(`${path}: ${key} has ${records?.length ?? 0} records`);
        }
        const field = place.field === undefined ? undefined : fields[place.field]?.key;
        if (field === undefined) {
            if (recordsOf([answer] as Answer) === undefined) {
                throw new TypeError(`${path}: a record is an object of answers`);
            }
            records[place.record] = this.#keyed(`${key}[${place.record}].`, copy(answer) as Facts);
        } else {
            (records[place.record] ??= {})[field] = copy(answer);
        }
        if (given === undefined) this.#answers.set(key, records);
    }

    unset(path: string): void {
        const place = this.#placeOf(path);
        const { key, fields } = this.#factOf(place);
        if (place.record === undefined) {
            this.#answers.delete(key);
            return;
        }
        const records = recordsOf(this.#answers.get(key));
        const record = records?.[place.record];
        if (records === undefined || record === undefined) return;
        const field = place.field === undefined ? undefined : fields[place.field]?.key;
        if (field !== undefined) delete record[field];
        // That there are none would be an answer.
        else if (records.length === 1 && records === this.#answers.get(key)) this.#answers.delete(key);
        else records.splice(place.record, 1);
    }

    profile(): Profile {
        return copy({ ...this.#about, facts: Object.fromEntries(this.#answers) });
    }
    questions(): Question[] {
        return this.report().questions;
    }
    report(): Report {
        return this.#rules.screen(this.profile(), this.#options);
    }
    text(options: TextOptions = {}): string {
        return this.#rules.screenText(this.profile(), { ...this.#options, ...optionsOf(options, textOptions) });
    }
}
