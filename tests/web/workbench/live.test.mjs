// Rules are checked as they are typed, and the patient beside them is screened by what loaded last.

import assert from "node:assert/strict";
import test from "node:test";
import { is_quiet, rules_of, start } from "./pages.mjs";

/// Misspells a fact of the rules at hand.
async function misspell({ page, desk }) {
    const text = await desk.text();
    await desk.caret(text.indexOf("conditions include any of") + "conditions".length);
    await desk.type("x");
    await desk.has_errors(1);
    return page.locator(".problem-list li").first();
}

test("a mistake is underlined, listed, said aloud and mended by a button; the result stays and says of when", async () => {
    const opened = await start();
    const { page, desk } = opened;
    const before = await desk.result.innerText();
    const problem = await misspell(opened);
    assert.match(await problem.innerText(), /line \d+: .*conditionsx/);
    await page.locator(".cm-lintRange-error").first().waitFor();
    assert.match(await page.locator(".problem-list p").innerText(), /1 error · the result is of the last version without errors \(\d\d:\d\d\)/);
    assert.match(await page.locator(".result-pane .stale").innerText(), /By the last version without errors, of \d\d:\d\d/);
    assert.equal(await desk.result.innerText(), before);
    // Said aloud and written below the line once the typing rests.
    await page.locator("#said", { hasText: /^1 error: .*conditionsx/ }).waitFor({ state: "attached" });
    await page.locator(".problem-line.error").waitFor();
    await problem.getByRole("button", { name: /conditions/ }).last().click();
    await desk.has_errors(0);
    assert.match(await desk.text(), /conditions include any of osteo/);
    assert.equal(await page.locator(".result-pane .stale").count(), 0);
    await page.locator("#said", { hasText: "No errors." }).waitFor({ state: "attached" });
    await is_quiet(opened);
    await opened.close();
});

test("F8 and Shift+F8 go from mistake to mistake, from another pane too, and Alt+Enter mends one", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await misspell(opened);
    await desk.caret((await desk.text()).length);
    await desk.type("  - nobody knows this → suggest another therapy");
    await page.keyboard.press("Escape");
    await desk.has_errors(2);
    await desk.caret(0);
    await page.keyboard.press("F6");
    const goes_to = async (key, words) => {
        await page.keyboard.press(key);
        const [text, at] = await desk.app.evaluate((it) => [it.rules.text, it.rules.caret]);
        assert.ok(text.slice(at - 20, at + 20).includes(words), `${key}: ${text.slice(at - 20, at + 20)}`);
    };
    await goes_to("F8", "conditionsx");
    await goes_to("F8", "nobody knows this");
    await goes_to("Shift+F8", "conditionsx");
    await page.keyboard.press("Alt+Enter");
    await desk.has_errors(1);
    await opened.close();
});

test("an answer changes the verdict at once, and says which rule it changed", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await desk.result.getByText("PROCEED with massage.").waitFor();
    await page.getByLabel("osteoarthritis").check();
    await desk.result.getByText(/PROCEED.*condition/).waitFor();
    const changes = page.locator(".result-pane ul.list").first();
    assert.match(await changes.innerText(), /arthritis: undecided → fired/);
    await is_quiet(opened);
    await opened.close();
});

test("answers survive an edit of the rules, and one that no longer fits is named and can be taken back", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await page.getByLabel("osteoarthritis").check();
    await desk.result.getByText(/condition/).first().waitFor();
    const text = await desk.text();
    await desk.write(text.replaceAll("osteoarthritis", "worn joints"));
    await desk.has_errors(0);
    const problems = page.locator("caveat-patient .problems");
    await problems.waitFor();
    assert.match(await problems.innerText(), /osteoarthritis/);
    await problems.getByRole("button").click();
    await problems.waitFor({ state: "detached" });
    await opened.close();
});

test("what could stand there is offered, and put there by keyboard", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await desk.caret((await desk.text()).length);
    await desk.type("  - conditions include scia");
    const offer = page.locator(".cm-tooltip-autocomplete li", { hasText: "sciatica" });
    await offer.first().waitFor();
    // The list takes no key in its first moment, so that nobody chooses what they have not seen.
    await page.waitForTimeout(300);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    assert.match(await desk.text(), /conditions include sciatica$/);
    await opened.close();
});

test("Enter ends the line as it was typed, whatever is offered there", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await desk.caret((await desk.text()).length);
    for (const typed of ["  - conditions include scia", "- {rule: arthritis → require experienced therapist"]) {
        await desk.type(typed);
        await page.locator(".cm-tooltip-autocomplete li").first().waitFor();
        await page.waitForTimeout(300);
        await page.keyboard.press("Enter");
        assert.ok((await desk.text()).trimEnd().endsWith(typed));
        assert.match(await desk.text(), /\n *$/);
    }
    await opened.close();
});

test("a blank line ends the indentation: what is typed below it begins a section", async () => {
    const opened = await start();
    const { desk } = opened;
    await desk.write("");
    // As the guide has it, with the blanks that somebody types who reads it there.
    await desk.type("facts:\n  fever: {type: yes/no}\nchill: {type: yes/no}\n\noutcomes:\n  avoid it: {say: No.}\n\nrules:\n  - fever → avoid it");
    assert.equal(await desk.text(),
        "facts:\n  fever: {type: yes/no}\n  chill: {type: yes/no}\n\noutcomes:\n  avoid it: {say: No.}\n\nrules:\n  - fever → avoid it");
    await opened.close();
});

test("nothing loads and nothing is screened until there are rules, and the page says so", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await desk.open_dialog("two-sentences.yaml ▾");
    await desk.dialog("Documents").getByRole("button", { name: "New, empty" }).click();
    await page.locator(".result-pane .stale", { hasText: "No result" }).waitFor();
    assert.equal(await desk.text(), "");
    await desk.write(rules_of("rules/audit-c.yaml"));
    await desk.has_errors(0);
    await desk.result.getByText(/PROCEED|proceed|Ask next/).first().waitFor();
    await is_quiet(opened);
    await opened.close();
});

test("every bundled example opens without an error", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await desk.open_dialog("Examples");
    const sets = desk.dialog("Examples").locator("ul.sets > li > button");
    await sets.first().waitFor();
    const names = await sets.allInnerTexts();
    assert.ok(names.length > 10);
    await page.keyboard.press("Escape");
    for (const name of names.slice(0, 4)) {
        await desk.open_dialog("Examples");
        await desk.dialog("Examples").getByRole("button", { name, exact: true }).click();
        await desk.dialog("Examples").waitFor({ state: "hidden" });
        await desk.has_errors(0);
    }
    await is_quiet(opened);
    await opened.close();
});
