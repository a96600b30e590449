// `<caveat-form>`: asks what a rule set needs to know, one question at a time, and hands over what
// was answered and the report. What it offers is in `caveat_form.d.ts`.

import type { Profile, Report, RuleSet } from "caveat";
import { html, LitElement, type PropertyValues, type TemplateResult } from "lit";

import { BackButton } from "./back_button.js";
import { type Draft, Drafts } from "./draft.js";
import type { FormEvents } from "./events.js";
import { Interview, type Step } from "./interview.js";
import { copied, startOf } from "./given.js";
import { firstControl, type Trouble } from "./kind.js";
import { kindOf } from "./kinds.js";
import { loadRules, problemsOf } from "./loading.js";
import { fill, merged, type Messages } from "./messages.js";
import { pressOnce } from "./press_once.js";
import { drawEnd, drawFailure, drawQuestion, drawWaiting } from "./screens.js";
import { asksOtherwise, attributes, settingsOf } from "./settings.js";
import { style } from "./style.js";
import { troubleOf } from "./troubles.js";
import { inputOf, leftKnown, placeOf } from "./typed.js";

export class CaveatForm extends LitElement {
    static readonly formAssociated = true;
    static override readonly styles = style;
    static override readonly properties = attributes;

    declare rules: string | null;
    declare name: string;
    declare asOf: string | null;
    declare respondents: string;
    declare until: "verdict" | "complete";
    declare maxQuestions: number | null;
    declare draft: "none" | "session";
    declare show: "nothing" | "patient";
    declare back: "inside" | "history";
    declare messages: Partial<Messages> | undefined;

    readonly #internals = this.attachInternals();
    #words: Messages = merged(undefined);
    #rules: RuleSet | undefined;
    #loads = 0;
    #hasFailed = false;
    #isDisabled = false;
    #given: Profile = { facts: {} };
    #interview: Interview | undefined;
    #inputs = new Map<string, unknown>();
    /** Steps that were gone back over, the last first. */
    #undone: Step[] = [];
    #visit = 0;
    #trouble: Trouble | undefined;
    /** The answer of which it was said that it contradicts another. */
    #contradicting: string | undefined;
    #notice = "";
    #said = "";
    /** The control, or the part of the form, that takes the focus once it is drawn. */
    #wantsFocus: string | undefined;
    #drafts: Drafts | undefined;
    #backButton: BackButton | undefined;

    constructor() {
        super();
        this.rules = null;
        this.name = "";
        this.asOf = null;
        this.respondents = "patient";
        this.until = "verdict";
        this.maxQuestions = null;
        this.draft = "none";
        this.show = "nothing";
        this.back = "inside";
        this.messages = undefined;
        pressOnce(this);
    }

    // ---- what hosts use --------------------------------------------------------------------------

    get profile(): Profile {
        return this.#interview?.profile ?? copied(this.#given);
    }
    set profile(profile: Profile) {
        // None at all is not a patient of whom nothing is known.
        this.#given = copied(profile ?? null);
        this.#begin();
    }
    get report(): Report | undefined {
        return this.#interview?.report;
    }
    /** Forgets what was answered, and the draft of it, and begins anew. */
    restart(): void {
        this.#drafts?.drop();
        this.#begin();
    }
    get form(): HTMLFormElement | null {
        return this.#internals.form;
    }
    get validity(): ValidityState {
        return this.#internals.validity;
    }
    get validationMessage(): string {
        return this.#internals.validationMessage;
    }
    checkValidity(): boolean {
        return this.#internals.checkValidity();
    }
    reportValidity(): boolean {
        return this.#internals.reportValidity();
    }
    formResetCallback(): void {
        this.restart();
    }
    formDisabledCallback(isDisabled: boolean): void {
        this.#isDisabled = isDisabled;
        this.requestUpdate();
    }

    // ---- from the rules to the first question ----------------------------------------------------

    override connectedCallback(): void {
        super.connectedCallback();
        if (this.hasUpdated) this.requestUpdate();
        else this.#notFinished(null);
    }
    override disconnectedCallback(): void {
        super.disconnectedCallback();
        this.#backButton?.end();
        this.#backButton = undefined;
    }

    protected override willUpdate(changed: PropertyValues<this>): void {
        if (changed.has("messages")) this.#words = merged(this.messages);
        if (changed.has("rules") || !this.hasUpdated) {
            void this.#load();
        } else if ([...changed.keys()].some((each) => asksOtherwise.has(each))) {
            this.#begin({ steps: [...(this.#interview?.steps ?? [])], inputs: this.#inputs });
        }
        if (this.back === "history" && this.isConnected) {
            this.#backButton ??= new BackButton(this.name, (step) => this.#attempt(() => this.#goTo(step)));
        } else {
            this.#backButton?.end();
            this.#backButton = undefined;
        }
    }

    async #load(): Promise<void> {
        const load = ++this.#loads;
        this.#rules?.dispose();
        this.#rules = undefined;
        this.#interview = undefined;
        this.#hasFailed = false;
        this.#notFinished(null);
        try {
            if (this.rules === null || this.rules === "") throw new Error("the attribute `rules` names no rule file");
            const rules = await loadRules(this.rules);
            if (load !== this.#loads) return rules.dispose();
            this.#rules = rules;
            this.#beginAnew();
            this.#tellReady(rules);
        } catch (failure) {
            if (load === this.#loads) this.#fail(failure);
        }
    }

    #fail(failure: unknown): void {
        this.#hasFailed = true;
        this.#interview = undefined;
        this.#internals.setFormValue(null);
        this.#internals.setValidity({ customError: true }, this.#words.cannotShow);
        this.requestUpdate();
        this.#tell("caveat-error", { diagnostics: problemsOf(failure) });
    }

    #tellReady(rules: RuleSet): void {
        const { id, version, title, sha256 } = rules;
        this.#tell("caveat-ready", { rules: { id, version, title, sha256 }, warnings: this.#interview?.warnings ?? [] });
        if (this.#interview?.question === undefined) this.#tellDone();
    }

    /** What the host, a press or the history begins. Where it fails, nobody goes on with half of a form. */
    #attempt(work: () => void): void {
        try {
            work();
        } catch (failure) {
            this.#fail(failure);
        }
    }

    /** Begins with what the host gave and the draft of it, or with what was answered until now. */
    #begin(kept?: Draft): void {
        this.#attempt(() => this.#beginAnew(kept));
    }

    #beginAnew(kept?: Draft): void {
        const rules = this.#rules;
        if (rules === undefined) return;
        this.#hasFailed = false;
        this.#drafts = this.draft === "session" ? new Drafts(this.name, this.rules ?? "") : undefined;
        const draft = kept ?? this.#drafts?.found(rules, this.#given);
        const start = startOf(rules, this.#given, this.asOf);
        const interview = new Interview(rules, settingsOf(this), start, draft?.steps);
        this.#inputs = draft?.inputs ?? new Map<string, unknown>();
        this.#undone = [];
        this.#interview = interview;
        this.#backButton?.here(interview.steps.length);
        this.#settle("");
    }

    // ---- from question to question ---------------------------------------------------------------

    #tell<Name extends keyof FormEvents>(name: Name, detail: FormEvents[Name]): void {
        this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
    }

    #tellDone(): void {
        const { profile, report } = this;
        if (report !== undefined) this.#tell("caveat-done", { profile, report });
    }

    /** What holds for whatever is asked now. */
    #settle(notice: string): void {
        const interview = this.#interview;
        if (interview === undefined) return;
        const { returned } = interview;
        this.#visit += 1;
        this.#trouble = undefined;
        this.#contradicting = undefined;
        this.#notice =
            notice || (returned === undefined ? "" : returned === "answered" ? this.#words.moreExact : this.#words.comesBack);
        this.#notFinished(JSON.stringify(interview.profile));
        if (interview.question === undefined) this.#internals.setValidity({});
        this.requestUpdate();
    }

    #notFinished(value: string | null): void {
        // The second text is what browsers keep of a form on their own: nothing.
        this.#internals.setFormValue(value, "");
        this.#internals.setValidity({ valueMissing: true }, this.#words.notFinished);
    }

    #keepDraft(): void {
        const [interview, rules] = [this.#interview, this.#rules];
        if (interview && rules) this.#drafts?.keep(rules, this.#given, interview.steps, this.#inputs);
    }

    #moved(step: Step, notice: string): void {
        this.#settle(notice);
        this.#keepDraft();
        const isOver = this.#interview?.question === undefined;
        this.#wantsFocus = isOver ? "done" : "question";
        if ("answer" in step) {
            this.#tell("caveat-answer", { fact: step.fact, value: this.#interview?.answerTo(step.fact) });
        }
        if (isOver) this.#tellDone();
    }

    #take(step: Step): void {
        const interview = this.#interview;
        if (interview === undefined || this.#isDisabled) return;
        this.#undone = [];
        this.#said = "answer" in step ? "" : this.#words.skipped;
        interview.take(step);
        this.#backButton?.forward(interview.steps.length);
        this.#moved(step, "");
    }

    #undo(): void {
        const step = this.#interview?.back();
        if (step === undefined) return;
        this.#undone.push(step);
        this.#said = "";
        this.#moved(step, step.notKnown ? fill(this.#words.saidNotKnown, { notKnown: this.#words.notKnown }) : "");
    }

    /** To where so many steps are done, back or forward. */
    #goTo(steps: number): void {
        const interview = this.#interview;
        if (interview === undefined) return;
        while (interview.steps.length > steps) this.#undo();
        while (interview.steps.length < steps) {
            const step = this.#undone.pop();
            if (step === undefined || step.fact !== interview.question?.fact) break;
            interview.take(step);
            this.#moved(step, "");
        }
    }

    #next(): void {
        const [interview, fact, place] = [this.#interview, this.#interview?.fact, placeOf(this.#interview, this.#words)];
        if (interview === undefined || fact === undefined || place === undefined || this.#isDisabled) return;
        const kind = kindOf(fact.kind);
        const input = inputOf(interview, this.#inputs, place);
        const reading = kind.read(input, place);
        if ("trouble" in reading) return this.#refuse(reading.trouble);
        const wrong = interview.wrongWith(fact.key, reading.answer);
        if (wrong !== undefined) return this.#refuse(troubleOf(wrong, kind, input, place));
        const said = interview.contradiction(fact.key, reading.answer);
        const answer = JSON.stringify(reading.answer);
        if (said !== undefined && this.#contradicting !== answer) {
            this.#contradicting = answer;
            const text = fill(this.#words.contradiction, { said, next: this.#words.next });
            return this.#refuse({ text, control: firstControl(kind, place) });
        }
        this.#inputs.set(fact.key, input);
        this.#take({ fact: fact.key, answer: reading.answer });
    }

    #notKnown(): void {
        const [interview, place] = [this.#interview, placeOf(this.#interview, this.#words)];
        if (interview === undefined || place === undefined) return;
        this.#take({ fact: place.field.key, answer: leftKnown(interview, this.#inputs, place), notKnown: true });
    }

    #refuse(trouble: Trouble): void {
        this.#trouble = trouble;
        this.#wantsFocus = trouble.control;
        this.requestUpdate();
    }

    // ---- what is drawn ---------------------------------------------------------------------------

    #change(fact: string, input: unknown, said: string | undefined): void {
        this.#inputs.set(fact, input);
        this.#trouble = undefined;
        if (said !== undefined) this.#said = said;
        this.#keepDraft();
        this.requestUpdate();
    }

    protected override render(): TemplateResult {
        let screen: TemplateResult;
        try {
            screen = this.#screen();
        } catch (failure) {
            screen = drawFailure(this.#words);
            queueMicrotask(() => this.#fail(failure));
        }
        return html`<div id="said" class="hidden" role="status">${this.#said}</div>${screen}`;
    }

    #screen(): TemplateResult {
        const [words, interview, place] = [this.#words, this.#interview, placeOf(this.#interview, this.#words)];
        if (this.#hasFailed) return drawFailure(words);
        if (interview === undefined) return drawWaiting(words);
        const back = () => this.#attempt(() => (this.#backButton ? this.#backButton.back() : this.#undo()));
        const common = { disabled: this.#isDisabled, canGoBack: interview.steps.length > 0, back };
        const { question, fact } = interview;
        if (question === undefined || fact === undefined || place === undefined) {
            const patientText = this.show === "patient" ? interview.patientText : undefined;
            return drawEnd({ ...common, messages: words, patientText });
        }
        return drawQuestion({
            ...common,
            question,
            fact,
            kind: kindOf(fact.kind),
            drawn: {
                ...place,
                input: inputOf(interview, this.#inputs, place),
                labelledBy: "question",
                describedBy: "hint problem",
                trouble: this.#trouble,
                disabled: this.#isDisabled,
                change: (input, said) => this.#attempt(() => this.#change(fact.key, input, said)),
                focus: (id) => (this.#wantsFocus = id),
            },
            visit: this.#visit,
            notice: this.#notice,
            before: interview.steps.length,
            most: interview.steps.length + interview.open,
            wasSkipped: interview.returned === "skipped",
            next: () => this.#attempt(() => this.#next()),
            notKnown: () => this.#attempt(() => this.#notKnown()),
            skip: () => this.#attempt(() => this.#take({ fact: fact.key })),
        });
    }

    protected override updated(): void {
        const wanted = this.#wantsFocus;
        this.#wantsFocus = undefined;
        // A host that has put the focus elsewhere, when it heard the event, keeps it there.
        const { activeElement } = this.getRootNode() as Document | ShadowRoot;
        const isOurs = activeElement === this || activeElement === null || activeElement === document.body;
        if (wanted !== undefined && isOurs) {
            this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(wanted)}`)?.focus();
        }
        const question = this.renderRoot.querySelector<HTMLElement>("#question");
        if (question !== null) {
            this.#internals.setValidity({ valueMissing: true }, this.#words.notFinished, question);
        }
    }
}
