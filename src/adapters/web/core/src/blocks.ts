// What passes between a pool and its workers, and what a worker does.

import type { LinesOptions, RuleSet } from "./api.js";
import { Core } from "./core.js";
import { linesOf } from "./lines.js";
import { caveatOf } from "./rule_set.js";
import { joined } from "./utf8.js";

/** To a worker: first what to work with, then a block after another, each with a ticket of its own, which
    nobody can have before. */
export interface Start {
    module: WebAssembly.Module;
    rules: Uint8Array;
}
export interface Block {
    ticket: string;
    lines: Uint8Array;
    options: LinesOptions;
}
/** And back. `ends` has the end of each line's answer. */
export interface Answers {
    ticket: string;
    bytes: Uint8Array;
    ends: Uint32Array;
}
export interface Failure {
    ticket?: string;
    failure: string;
}
export type ToWorker = { start: Start } | { block: Block };
export type FromWorker = { ready: true } | Answers | Failure;

function screened(rules: RuleSet, block: Block): Answers {
    const { only, ...options } = block.options;
    const answers: Uint8Array[] = [];
    for (const line of linesOf(block.lines)) {
        answers.push(
            only === "verdict" ? rules.verdictBytes(line, options) : rules.screenBytes(line, options),
        );
    }
    let end = 0;
    const ends = Uint32Array.from(answers, (each) => (end += each.length));
    return { ticket: block.ticket, bytes: joined(answers), ends };
}

/** Answers what a worker is told, by `say`. What cannot be read was a start or a block all the same, and
    somebody waits for it. */
export function workerOf(say: (message: FromWorker, moved: ArrayBuffer[]) => void): {
    hear: (message: ToWorker) => Promise<void>;
    unread: () => void;
} {
    let rules: RuleSet | undefined;
    const hear = async (message: ToWorker) => {
        const ticket = "block" in message ? message.block.ticket : undefined;
        try {
            if ("start" in message) {
                const { module, rules: text } = message.start;
                rules = caveatOf(await Core.of(module), module, "").rules(text);
                say({ ready: true }, []);
            } else {
                const answers = screened(rules as RuleSet, message.block);
                say(answers, [answers.bytes.buffer as ArrayBuffer, answers.ends.buffer as ArrayBuffer]);
            }
        } catch (problem) {
            const failure = problem instanceof Error ? problem.message : String(problem);
            say({ ...(ticket !== undefined && { ticket }), failure }, []);
        }
    };
    return { hear, unread: () => say({ failure: "a worker of Caveat could not read what it was told" }, []) };
}
