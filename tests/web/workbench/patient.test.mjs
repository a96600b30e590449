// All questions of a patient, and what the result says to each reader.

import assert from "node:assert/strict";
import test from "node:test";
import { wrong_with } from "../../browser/browser.mjs";
import { is_quiet, rules_of, start } from "./pages.mjs";

test("all facts stand by section of the file; what nobody needs is grey and says why", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await desk.write(rules_of("rules/back-pain-massage.yaml"));
    await desk.has_errors(0);
    await page.getByRole("button", { name: "All", exact: true }).click();
    const patient = page.locator("caveat-patient");
    await patient.locator("h3.part").first().waitFor();
    const titles = await patient.locator("h3.part").allInnerTexts();
    assert.ok(titles.length >= 3, titles.join());
    const facts = await patient.locator("fieldset.question").count();
    assert.ok(facts > 30);
    // The whole file is there, whatever is answered.
    const ill = patient.locator(".fact", { hasText: "swollen or inflamed" });
    await ill.getByLabel("Yes").check();
    await desk.result.getByText("DO NOT PROCEED").waitFor();
    assert.equal(await patient.locator("fieldset.question").count(), facts);
    const idle = patient.locator(".fact.idle");
    await idle.first().waitFor();
    assert.match(await idle.first().innerText(), /No answer changes anything now\./);
    assert.deepEqual(await wrong_with(page), []);

    // What is asked of the clinician is not the patient's to answer, which is another reason.
    await ill.getByRole("button", { name: "Take back" }).click();
    await page.locator(".result-pane select").selectOption("patient");
    await patient.getByText("Asked of the clinician, not of the patient.").first().waitFor();
    await is_quiet(opened);
    await opened.close();
});

test("what was passed over in the interview is not said to be asked", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await desk.write(rules_of("examples/two-sentences.yaml"));
    await desk.has_errors(0);
    const patient = page.locator("caveat-patient");
    const over = patient.locator("#over");
    const next = patient.getByRole("button", { name: "Next" });
    for (let at = 0; at < 20 && !(await over.isVisible()); ++at) await next.click();
    assert.match(await over.innerText(), /^Passed over and still open: [1-9]\d*\.$/);
    await opened.close();
});

test("an answer says what it did where its fact is declared otherwise", async () => {
    const opened = await start();
    const { desk } = opened;
    const text = (unit, codes, last) => `caveat: 1
id: t
version: 1.0.0
title: T
facts:
  weight: {type: number, unit: ${unit}, ask: "Weight?"}
  regions: {type: choices, of: [neck, back, none${codes}], exclusive: [none], ask: "Where?"}
  visits:
    type: records
    each: visit
    of:
      dose: {type: number, unit: ${unit}}
outcomes:
  refer to doctor: {say: See a doctor.}
  refer to nurse: {say: See a nurse.}
rules:
  - {id: heavy, rule: weight >= 50 kg → refer to doctor}
  - {id: where, rule: not regions include ${last} → refer to nurse}
`;
    const rules = () => desk.app.evaluate((it) => (it.trial.screened?.report.rules ?? []).map(({ id, status }) => `${id} ${status}`).join());
    const become = async (wanted) => {
        for (let tries = 0; (await rules()) !== wanted; ++tries) {
            assert.ok(tries < 100, await rules());
            await opened.page.waitForTimeout(50);
        }
    };
    await desk.write(text("kg", "", "back"));
    await desk.has_errors(0);
    await desk.app.evaluate((it) => {
        it.takePatient({ facts: { weight: 70, regions: ["neck"], visits: [{ dose: 1 }, { dose: { from: 1 } }] } });
    });
    await become("heavy fired,where fired");
    await desk.write(text("g", ", arm", "arm"));
    await desk.has_errors(0);
    await become("heavy fired,where undecided");
    assert.deepEqual(await desk.app.evaluate((it) => it.trial.profile().facts), {
        weight: { value: 70, unit: "kg" },
        regions: { present: ["neck"], absent: ["back", "none"] },
        visits: [{ dose: { value: 1, unit: "kg" } }, { dose: { unit: "kg", from: 1 } }],
    });
    await opened.close();
});

test("a gate is said of a fact that nobody needs yet", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await desk.write(rules_of("rules/audit-c.yaml"));
    await desk.has_errors(0);
    await page.getByRole("button", { name: "All", exact: true }).click();
    const patient = page.locator("caveat-patient");
    await patient.locator(".fact", { hasText: "how often have you had a drink" }).getByLabel("never").check();
    await patient.locator(".fact.idle", { hasText: "how many drinks" })
        .getByText(/It is asked only if: drinks\./).waitFor();
    await opened.close();
});

test("a rule says why it ends as it does, and what would change it, and keeps up with answers", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await page.getByLabel("osteoarthritis").check();
    const rule = page.locator(".result-pane .why").first();
    await rule.waitFor();
    await rule.getByText(/^why/).click();
    await rule.getByText("Why it holds").waitFor();
    await rule.getByText(/^what would change/).click();
    const changes = rule.locator("details").nth(1);
    await changes.getByText(/It would not fire if/).waitFor();
    assert.deepEqual(await wrong_with(page), []);
    const before = await changes.innerText();
    await page.getByLabel("rheumatoid arthritis").check();
    await page.waitForFunction((was) => [...document.querySelector("caveat-workbench").shadowRoot
        .querySelectorAll(".why details[open]")].some((each) => each.innerText !== was), before);
    assert.equal(await page.locator(".why details[open]").count(), 2);
    await is_quiet(opened);
    await opened.close();
});

test("the desk and the patient read their own words, and no rule", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await page.getByLabel("osteoarthritis").check();
    await page.locator(".result-pane .why").first().waitFor();
    for (const [reader, said] of [["desk", /^(BOOK|ASK FIRST|DO NOT BOOK)/m], ["patient", /What to do|Please|Worked out on/]]) {
        await page.locator(".result-pane select").selectOption(reader);
        await page.waitForFunction((to) => document.querySelector("caveat-workbench").trial.screened
            && document.querySelector("caveat-workbench").trial.reader === to, reader);
        await desk.result.getByText(said).first().waitFor();
        assert.equal(await page.locator(".result-pane .why").count(), 0);
        const text = await desk.result.innerText();
        if (reader === "patient") assert.doesNotMatch(text, /require|refer|presumed|rule/);
        assert.deepEqual(await wrong_with(page), []);
    }
    await is_quiet(opened);
    await opened.close();
});

test("problems with answers are listed with the answer that they are about, and never dropped", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await page.getByRole("button", { name: "All", exact: true }).click();
    await page.getByLabel("osteoarthritis").check();
    await desk.result.getByText(/condition/).first().waitFor();
    const rules = await desk.text();
    await desk.write(rules.replaceAll("conditions", "ailments"));
    await desk.has_errors(0);
    const problems = page.locator("caveat-patient .problems");
    await problems.getByText(/no fact is called `conditions`/).waitFor();
    assert.equal(await problems.getByRole("button", { name: "Take back the answer to conditions" }).count(), 1);
    // The rules are as they were, and so is the answer.
    await desk.write(rules);
    await desk.has_errors(0);
    await problems.waitFor({ state: "detached" });
    assert.ok(await page.getByLabel("osteoarthritis").isChecked());
    await opened.close();
});
