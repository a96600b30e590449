// How long the workbench takes in Chromium at 1,000 rules: what stands between a key and what is seen of
// it. It prints figures and judges none; the machine should have nothing else to do.
//
//   CAVEAT_MADE=BUILD/web/workbench CAVEAT_NPM_FOLDER=BUILD/web/workbench-tests CAVEAT_BROWSER=chromium \
//       node tests/bench/web/workbench.mjs [ROUNDS]

import os from "node:os";

import { browser, desk as desk_of, origin, ready } from "../../web/workbench/pages.mjs";

const rounds = Number(process.argv[2] ?? 40);
const facts = 80;
const rules = 1000;

/// 180 KB: every rule tests three facts, and every fourth by way of a term.
function large_rules() {
    const fact = (at) => (at % 3 === 2 ? `pain ${at}` : `sign ${at}`);
    const test = (at) => (at % 3 === 2 ? `${fact(at)} >= ${1 + (at % 9)}` : fact(at));
    const lines = ["caveat: 1", "id: large", "version: 1.0.0", "title: A large rule set", "facts:"];
    for (let at = 0; at < facts; ++at) {
        const type = at % 3 === 2 ? "type: number, from: 0, to: 10" : "type: yes/no";
        lines.push(`  ${fact(at)}: {${type}, ask: "What about number ${at}, today and in the last week?"}`);
    }
    lines.push("terms:");
    for (let at = 0; at < 40; ++at) lines.push(`  group ${at}: ${test(at)} or ${test(at + 40)}`);
    lines.push("outcomes:");
    const verbs = ["avoid", "refer", "require", "caution", "suggest"];
    for (let at = 0; at < 50; ++at) lines.push(`  ${verbs[at % 5]} measure ${at}: {say: "Please mind measure ${at}."}`);
    lines.push("rules:");
    for (let at = 0; at < rules; ++at) {
        const first = at % 4 === 0 ? `group ${at % 40}` : test(at % facts);
        lines.push(`  - id: rule-${at}`,
            `    rule: ${first} and ${test((at * 7 + 1) % facts)} and not ${test((at * 13 + 5) % facts)} → ${verbs[at % 5]} measure ${at % 50}`,
            `    because: Number ${at} of those that were made up for this.`);
    }
    return `${lines.join("\n")}\n`;
}

const figures = new Map();
const note = (what, ms) => figures.set(what, [...(figures.get(what) ?? []), ms]);

const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
const page = await context.newPage();
page.setDefaultTimeout(120_000);
await page.goto(origin);
await ready(page);
const desk = desk_of(page);
await desk.write(large_rules());
await desk.has_errors(0);
await desk.saved();
const size = await page.evaluate(() => document.querySelector("caveat-workbench").rules.text.length);

// First use: from the request for the page to a patient who is screened by these rules.
for (let round = 0; round < Math.max(3, rounds / 8); ++round) {
    const begun = performance.now();
    await page.goto("about:blank");
    await page.goto(origin);
    await page.waitForFunction(() => document.querySelector("caveat-workbench")?.trial?.screened, undefined, { polling: 20 });
    note("first use", performance.now() - begun);
}
await desk.has_errors(0);

// What happens in the page is timed in the page.
await page.evaluate(() => {
    const app = document.querySelector("caveat-workbench");
    window.app = app;
    window.spans = {};
    const end = (what, from) => (window.spans[what] ??= []).push(performance.now() - from);
    let key = 0;
    addEventListener("keydown", () => {
        key = performance.now();
        const from = key;
        requestAnimationFrame(() => {
            const painted = new MessageChannel();
            painted.port1.onmessage = () => end("key to painted glyph", from);
            painted.port2.postMessage(0);
        });
    }, true);
    const show = app.rules.showDiagnostics.bind(app.rules);
    app.rules.showDiagnostics = (all) => {
        show(all);
        if (key !== 0) end("key to diagnostics", key);
        key = 0;
    };
    const screen = app.trial.screen.bind(app.trial);
    app.trial.screen = async () => {
        const from = window.clicked ?? 0;
        window.clicked = undefined;
        await screen();
        await app.updateComplete;
        if (from > 0) end("answer to result", from);
    };
    addEventListener("click", () => (window.clicked = performance.now()), true);
});
/// One thing after the other, a pause between: what is asked before an answer has come makes it stale.
const again = async (what, act) => {
    await page.waitForTimeout(2000);
    await page.evaluate((name) => delete window.spans[name], what);
    for (let round = 0; round < rounds; ++round) {
        await act(round);
        await page.waitForFunction(([name, count]) => (window.spans[name] ?? []).length > count, [what, round]);
        await page.waitForTimeout(300);
    }
};
const last_line = (await desk.text()).lastIndexOf("because: ") + "because: ".length;
await desk.caret(last_line);
await page.locator("#rules-editor .cm-content").focus();
await again("key to diagnostics", () => page.keyboard.press("a"));
await page.getByRole("button", { name: "All", exact: true }).click();
const fields = page.locator("caveat-patient .fact");
await again("answer to result", (round) =>
    fields.nth((round * 3) % 60).getByLabel(round % 2 === 0 ? "Yes" : "No", { exact: true }).check());
const asked = await page.evaluate(async ({ rounds, at }) => {
    const { app } = window;
    const { core, rules: { uri } } = app.trial;
    const times = { completion: [], "full check": [], "findings and cases, at rest": [] };
    const time = async (what, run) => {
        const from = performance.now();
        await run();
        times[what].push(performance.now() - from);
    };
    const text = app.rules.text;
    for (let round = 0; round < rounds; ++round) {
        await time("completion", () => core.call({ call: "complete", uri, at }));
        if (round % 4 === 0) {
            await time("full check", () => core.call({ call: "open", uri: "again.yaml", v: round, text }));
            await time("findings and cases, at rest", () => app.trial.test());
        }
    }
    return { ...window.spans, ...times };
}, { rounds, at: (await desk.text()).lastIndexOf("rule: ") + "rule: si".length });
for (const [what, all] of Object.entries(asked)) for (const ms of all) note(what, ms);

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
console.log(`${rules} rules, ${facts} facts, ${Math.round(size / 1000)} KB; ${os.cpus().length} cores, load ${os.loadavg()[0].toFixed(1)}`);
console.log("ms".padStart(40), "median".padStart(8), "p95".padStart(8), "worst".padStart(8), "times".padStart(6));
for (const [what, all] of figures) {
    const sorted = [...all].sort((one, other) => one - other);
    const columns = [at(sorted, 0.5), at(sorted, 0.95), sorted.at(-1)].map((ms) => ms.toFixed(0).padStart(8));
    console.log(what.padStart(40), ...columns, String(all.length).padStart(6));
}
await context.close();
await browser.close();
process.exit(0);
