// The form as it is seen: a question, the end, or why there is none.

import type { Fact, Question } from "caveat";
import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";

import type { Drawn, Kind } from "./kind.js";
import { fill, type Messages } from "./messages.js";
import { drawPatientText } from "./patient_text.js";

export interface Asking {
    question: Question;
    fact: Fact;
    kind: Kind<unknown>;
    drawn: Drawn<unknown>;
    /** Tells one putting of a question from the next. */
    visit: number;
    notice: string;
    /** How many questions were put before, and how many there may be in all. */
    before: number;
    most: number;
    /** It was skipped before: skipping it again leaves it unanswered. */
    wasSkipped: boolean;
    canGoBack: boolean;
    next(): void;
    notKnown(): void;
    skip(): void;
    back(): void;
}

/** Whether a control stands in a card, where the trouble is seen beside it. */
const isInside = (control: string) => /-\d+-\d+/.test(control);

export function drawQuestion(asking: Asking): TemplateResult {
    const { question, fact, kind, drawn } = asking;
    const { messages, disabled, trouble } = drawn;
    const submit = (event: Event) => {
        event.preventDefault();
        asking.next();
    };
    const button = (id: string, words: string, press: () => void) =>
        html`<button type="button" id=${id} part=${id} ?disabled=${disabled} @click=${press}>${words}</button>`;
    return html`${asking.before === 0 ? html`<slot name="intro"></slot>` : nothing}
        <form novalidate autocomplete="off" @submit=${submit}>
            <p class="progress" part="progress">
                ${fill(messages.progress, { n: asking.before + 1, most: asking.most })}
            </p>
            <fieldset
                class="question ${trouble ? "troubled" : ""}"
                part="question"
                aria-describedby="notice hint"
            >
                ${keyed(
                    asking.visit,
                    html`<legend id="question" tabindex="-1">
                        <bdi>${question.ask || fact.ask || `${fact.name}?`}</bdi>
                    </legend>`,
                )}
                <p id="notice" class="notice"><bdi>${asking.notice}</bdi></p>
                <p id="hint">${kind.hint(drawn)}</p>
                <div
                    id="problem"
                    part="problem"
                    class="problem ${trouble && isInside(trouble.control) ? "hidden" : ""}"
                    role="alert"
                ><bdi>${trouble?.text ?? ""}</bdi></div>
                ${keyed(asking.visit, kind.draw(drawn))}
            </fieldset>
            <div class="buttons">
                <button type="submit" id="next" class="main" part="next" ?disabled=${disabled}>
                    ${messages.next}
                </button>
                ${button("not-known", messages.notKnown, asking.notKnown)}
                ${button("skip", asking.wasSkipped ? messages.leave : messages.skip, asking.skip)}
                ${asking.canGoBack ? button("back", messages.back, asking.back) : nothing}
            </div>
        </form>`;
}

export interface Over {
    messages: Messages;
    disabled: boolean;
    /** What the rules say to the patient, where that is shown. */
    patientText?: string | undefined;
    canGoBack: boolean;
    back(): void;
}

export function drawEnd({ messages, disabled, patientText, canGoBack, back }: Over): TemplateResult {
    return html`<div id="done" part="done" role="group" aria-labelledby="thanks" tabindex="-1">
            <div id="thanks"><slot name="done"><p>${messages.done}</p></slot></div>
            ${patientText === undefined ? nothing : drawPatientText(patientText)}
        </div>
        ${canGoBack
            ? html`<div class="buttons">
                  <button type="button" id="back" part="back" ?disabled=${disabled} @click=${back}>
                      ${messages.back}
                  </button>
              </div>`
            : nothing}`;
}

export function drawFailure(messages: Messages): TemplateResult {
    return html`<p id="failed" class="problem" part="problem" role="alert">${messages.cannotShow}</p>`;
}

export function drawWaiting(messages: Messages): TemplateResult {
    return html`<p class="progress">${messages.loading}</p>`;
}
