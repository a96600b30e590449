// Cases: why one fails, its patient on the page again, and new ones that the core proposes.

import assert from "node:assert/strict";
import test from "node:test";
import { wrong_with } from "../../browser/browser.mjs";
import { hold_search, is_quiet, rules_of, start } from "./pages.mjs";

const failing = `cases:
  - name: worn joints
    as of: 2026-11-20
    facts: {conditions: [osteoarthritis]}
    expect: {verdict: do not proceed}
`;
const open_cases = async ({ page }) => {
    await page.locator("footer").getByRole("button", { name: "Cases" }).click();
    return page.locator("section.cases");
};

test("a failing case says what was expected, what is, and why; its patient can be loaded", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await desk.app.evaluate((it, text) => it.cases.replace(text), failing);
    const cases = await open_cases(opened);
    await cases.getByText("1 case, 1 fails").waitFor();
    const line = cases.locator("li", { hasText: "worn joints" }).first();
    assert.match(await line.innerText(), /✗ fails/);
    assert.match(await line.innerText(), /verdict: expected do not proceed, actually proceed with conditions/);
    await line.getByText("why", { exact: true }).click();
    assert.match(await line.locator("details li").first().innerText(), /\w/);
    await cases.getByRole("button", { name: "Load this patient: worn joints" }).click();
    await desk.result.getByText(/condition/).first().waitFor();
    await page.getByRole("button", { name: "All", exact: true }).click();
    assert.ok(await page.getByLabel("osteoarthritis").isChecked());
    assert.equal(await page.getByLabel("Day").inputValue(), "2026-11-20");
    assert.deepEqual(await wrong_with(page), []);
    await is_quiet(opened);
    await opened.close();
});

test("cases are proposed, looked at, taken in as not approved, and pass; then there is nothing left", async () => {
    const opened = await start();
    const { page, desk } = opened;
    const cases = await open_cases(opened);
    await cases.getByRole("button", { name: "Propose cases" }).click();
    const proposed = cases.getByRole("region", { name: "Proposed cases" });
    await proposed.waitFor();
    const [, count] = /(\d+) cases proposed\./.exec(await proposed.innerText());
    await proposed.getByText("Look at them first").click();
    const text = await proposed.locator("pre").innerText();
    assert.equal(text.match(/^ +approved: no$/gm).length, Number(count));
    assert.deepEqual(await wrong_with(page), []);
    await proposed.getByRole("button", { name: "Take them into the cases" }).click();
    await cases.getByText(`${count} cases taken in, not approved yet`).waitFor();
    await cases.getByText(`${count} cases, none fails`).waitFor();
    assert.equal((await desk.cases()).match(/^ +approved: no$/gm).length, Number(count));

    // Once somebody has approved them, nothing is left to propose.
    await desk.app.evaluate((it) => it.cases.replace(it.cases.text.replace(/ +approved: no\n/g, "")));
    await cases.getByRole("button", { name: "Propose cases" }).click();
    await cases.getByText(/The cases show all that there is to show\.|No case was found to propose\./).waitFor();
    await is_quiet(opened);
    await opened.close();
});

test("cases that are taken out again are no file with errors", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await open_cases(opened);
    await desk.app.evaluate((it) => it.cases.replace("cases:\n  - name: one\n    as of: 2026-11-20\n    facts: {conditions: []}\n    expect: {verdict: proceed}\n"));
    await page.getByText("1 case, none fails", { exact: true }).waitFor();
    for (const left of ["", "\n  \n"]) {
        await desk.app.evaluate((it, text) => it.cases.replace(text), left);
        await page.getByText("0 cases, none fails", { exact: true }).waitFor();
        assert.equal(await page.locator(".problem-list li", { hasText: "cases, line" }).count(), 0);
        await desk.app.evaluate((it) => it.cases.replace("cases:\n  - rubbish\n"));
        await page.locator(".problem-list li", { hasText: "cases, line" }).first().waitFor();
    }
    await is_quiet(opened);
    await opened.close();
});

test("a search says how far it is, goes on beside the rest of the page, and can be stopped", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await desk.write(rules_of("rules/back-pain-massage.yaml"));
    await desk.has_errors(0);
    const cases = await open_cases(opened);
    const go_on = await hold_search(page);
    await cases.getByRole("button", { name: "Propose cases" }).click();
    await cases.getByText(/[1-9]\d* of \d+ things looked for, \d+ cases? found/).waitFor();
    // An answer has its result while the search goes on.
    const before = await desk.result.innerText();
    await page.getByRole("button", { name: "All", exact: true }).click();
    await page.locator(".fact", { hasText: "swollen or inflamed" }).getByLabel("Yes").check();
    await page.waitForFunction((was) => document.querySelector("caveat-workbench").shadowRoot
        .querySelector(".report").innerText !== was, before);
    assert.equal(await cases.getByRole("button", { name: "Stop" }).count(), 1);
    await cases.getByRole("button", { name: "Stop" }).click();
    await go_on();
    const proposed = cases.getByRole("region", { name: "Proposed cases" });
    await proposed.getByText(/cases? proposed, as far as the search went\./).waitFor();
    assert.match(await proposed.innerText(), /\d+ things are still shown by no case\./);
    // What is proposed is about the rules as they were.
    await desk.caret(0);
    await desk.type("# later\n");
    await proposed.getByRole("button", { name: "Take them into the cases" }).click();
    await cases.getByText("The rules or their cases have changed since. Propose again.").waitFor();
    assert.equal(await desk.cases(), "");
    await is_quiet(opened);
    await opened.close();
});
