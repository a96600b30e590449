// What is asked, in which order, and what was answered. Nothing of it is drawn here.

import type { Answer, Conversation, Fact, Field, Problem, Profile, Question, Report, RuleSet } from "caveat";

/** An answer that leaves its question open (a year where the day is needed) is asked for once more;
    so is one that was skipped. */
const mostTimes = 2;

/** One thing that somebody did: an answer, or none where the question was skipped. */
export interface Step {
    fact: string;
    answer?: Answer;
    /** It was "I don't know": the answer is what is known all the same, or null. */
    notKnown?: true;
}

export interface Settings {
    respondents: ("patient" | "clinician")[];
    /** Until no answer can change the verdict, or until all is answered that can change anything. */
    until: "verdict" | "complete";
    /** Questions put; as many as there are, unless it is said. */
    most?: number;
}

export class Interview {
    readonly rules: RuleSet;
    readonly #settings: Settings;
    readonly #start: Profile;
    readonly #facts: ReadonlyMap<string, Fact>;
    readonly #together = new Map<string, boolean>();
    readonly #steps: Step[] = [];
    #conversation: Conversation;
    #report!: Report;
    #open: Question[] = [];

    /** Throws where the profile, the day or a respondent is none. */
    constructor(rules: RuleSet, settings: Settings, start: Profile, steps: readonly Step[] = []) {
        this.rules = rules;
        this.#settings = settings;
        this.#start = start;
        this.#facts = new Map(rules.facts.map((fact) => [fact.key, fact]));
        this.#conversation = this.#begun();
        this.#steps.push(...steps);
        for (const step of steps) this.#apply(step);
        this.#look();
        const day = this.#report.problems.find(({ code }) => code === "bad-as-of");
        if (day !== undefined) throw new Error(day.message);
    }

    #options() {
        return { respondents: this.#settings.respondents };
    }
    #begun(): Conversation {
        return this.rules.conversation(this.#start, this.#options());
    }
    #times(fact: string, isAnswer: boolean): number {
        return this.#steps.filter((step) => step.fact === fact && "answer" in step === isAnswer).length;
    }

    #look(): void {
        this.#report = this.#conversation.report();
        const { until } = this.#settings;
        const wanted = this.#report.questions.filter(
            // A question that no rule hangs on is one that the rule file always asks.
            ({ fact, decides, rules }) =>
                this.#facts.has(fact) &&
                (until === "complete" || decides || rules.length === 0) &&
                !this.#steps.some((step) => step.fact === fact && step.notKnown) &&
                this.#times(fact, true) < mostTimes &&
                this.#times(fact, false) < mostTimes,
        );
        const isFresh = ({ fact }: Question) => this.#times(fact, false) === 0;
        this.#open = [...wanted.filter(isFresh), ...wanted.filter((each) => !isFresh(each))];
        const left = (this.#settings.most ?? Infinity) - this.#steps.length;
        if (this.#open.length > left) this.#open = this.#open.slice(0, Math.max(0, left));
    }

    /** What is asked now; nothing when it is over. */
    get question(): Question | undefined {
        return this.#open[0];
    }
    /** The fact behind the question. */
    get fact(): Fact | undefined {
        return this.question && this.#facts.get(this.question.fact);
    }
    /** How many questions there may still be, this one included. */
    get open(): number {
        return this.#open.length;
    }
    get steps(): readonly Step[] {
        return this.#steps;
    }
    get report(): Report {
        return this.#report;
    }
    /** What is to be told of the rules, such as that they are past their review. */
    get warnings(): Problem[] {
        return [...this.rules.warnings, ...this.#report.problems.filter(({ severity }) => severity === "warning")];
    }
    /** Everything that is known, the day included. A copy. */
    get profile(): Profile {
        return this.#conversation.profile();
    }
    /** What the patient may read, in the sentences of the rule file. */
    get patientText(): string {
        return this.#conversation.text({ for: "patient", details: true, respondents: ["patient"] });
    }
    /** What is known of a fact so far. */
    answerTo(fact: string): Answer | undefined {
        const { facts } = this.profile;
        return Object.hasOwn(facts, fact) ? facts[fact] : undefined;
    }
    /** What is known of a fact, if it counts: nothing of it is wrong, and it contradicts nothing. */
    counting(fact: string): Answer | undefined {
        const without = this.rules.conversation(this.profile, this.#options());
        without.unset(fact);
        const apart = new Set(without.report().problems.map(({ message }) => message));
        const isWrong = this.#report.problems.some(
            ({ severity, message }) => severity === "error" && !apart.has(message),
        );
        return isWrong ? undefined : this.answerTo(fact);
    }
    /** Whether the question now was put before: answered, and open all the same, or skipped. */
    get returned(): "answered" | "skipped" | undefined {
        const fact = this.question?.fact;
        if (fact === undefined) return undefined;
        if (this.#times(fact, true) > 0) return "answered";
        return this.#times(fact, false) > 0 ? "skipped" : undefined;
    }

    #apply({ fact, answer }: Step): void {
        if (answer !== undefined) this.#conversation.set(fact, answer);
    }

    take(step: Step): void {
        this.#steps.push(step);
        this.#apply(step);
        this.#look();
    }

    /** Undoes the last step and gives it back. */
    back(): Step | undefined {
        const last = this.#steps.pop();
        this.#conversation = this.#begun();
        for (const step of this.#steps) this.#apply(step);
        this.#look();
        return last;
    }

    /** What the core finds wrong with an answer by itself. */
    wrongWith(fact: string, answer: Answer): Problem | undefined {
        const { as_of } = this.#start;
        const trial: Profile = { ...(as_of !== undefined && { as_of }), facts: { [fact]: answer } };
        const { problems } = this.rules.screen(trial, this.#options());
        return problems.find(({ severity, path }) => severity === "error" && path?.startsWith("facts"));
    }

    /** What it would contradict, in the words of the rule file. */
    contradiction(fact: string, answer: Answer): string | undefined {
        const before = new Set(this.#report.problems.map(({ message }) => message));
        const trial = this.rules.conversation(this.profile, this.#options());
        trial.set(fact, answer);
        const found = trial
            .report()
            .problems.find(
                ({ code, message }) => (code === "impossible" || code === "conflict") && !before.has(message),
            );
        return found?.message;
    }

    /** Whether the core takes two codes of a field side by side. */
    together(fact: string, field: Field, one: string, other: string): boolean {
        const name = JSON.stringify([fact, field.key, one, other]);
        let together = this.#together.get(name);
        if (together === undefined) {
            const isInside = this.#facts.get(fact)?.kind === "records";
            const answer: Answer = isInside ? [{ [field.key]: [one, other] }] : [one, other];
            const { problems } = this.rules.screen({ facts: { [fact]: answer } });
            together = !problems.some(({ code }) => code === "not-alone");
            this.#together.set(name, together);
        }
        return together;
    }
}
