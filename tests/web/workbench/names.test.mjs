// The name at the cursor: what it stands for, where it is used, and another name for it; the file laid
// out anew, and findings accepted. All by keyboard, on one page.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { is_quiet, rules_of, start } from "./pages.mjs";
import { wrong_with } from "../../browser/browser.mjs";

let opened;
let page;
let desk;

/// The caret in the middle of the first such words.
async function stand_on(words) {
    const at = (await desk.text()).indexOf(words);
    assert.ok(at >= 0, words);
    await desk.caret(at + 2);
    await page.locator("#rules-editor .cm-content").focus();
}
const focused = () => page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return `${at.tagName} ${at.id || at.getAttribute("aria-label") || at.textContent.trim().slice(0, 40)}`;
});
const card = () => page.getByRole("region", { name: "At the cursor" });
const told = () => page.locator(".tools [role=status]");

describe("what editors do for a rule file", () => {
    before(async () => {
        opened = await start();
        ({ page, desk } = opened);
        await desk.app.evaluate((it, [rules, cases]) => it.create("must.yaml", rules, cases),
            [rules_of("rules/must.yaml"), rules_of("rules/must.cases.yaml")]);
        await desk.has_errors(0);
    });
    after(() => opened.close());

    test("Ctrl+K shows declaration, question, range and uses of a name, and leads to each; Escape leads back", async () => {
        await stand_on("body mass index < 18.5");
        await page.keyboard.press("Control+k");
        await card().getByRole("heading", { name: /^In \d+ places/ }).waitFor();
        assert.equal(await focused(), "H3 card-head");
        assert.match(await card().innerText(), /body mass index: a term\s+weight \/ \(height \* height\)/);
        assert.deepEqual(await wrong_with(page), []);
        await page.keyboard.press("Tab");
        await page.keyboard.press("Tab");
        assert.match(await focused(), /^BUTTON Go to its declaration, line \d+/);
        await page.keyboard.press("Enter");
        const there = await desk.app.evaluate((it) => it.rules.view.state.doc.lineAt(it.rules.caret).text);
        assert.match(there, /^ {2}body mass index:/);
        assert.equal(await focused(), "DIV Rules");
        // It follows the caret.
        await stand_on("eats nothing: 2");
        await card().getByText("Is there an acute illness").waitFor();
        await stand_on("caveat: 1");
        await card().getByText("No declared name stands at the cursor.").waitFor();
        await page.goBack();
        await page.goBack();
        await card().waitFor({ state: "detached" });
    });

    test("the pointer, resting on a name, shows the same", async () => {
        await stand_on("body mass index < 18.5");
        const word = page.locator("#rules-editor .cm-content span", { hasText: /^body mass index$/ }).first();
        await word.scrollIntoViewIfNeeded();
        await word.hover();
        await page.locator(".cm-tooltip .hover", { hasText: "body mass index: a term" }).waitFor();
        await page.mouse.move(2, 2);
    });

    test("F2 gives a fact another name in the rules and in the cases; undone, it has the old one", async () => {
        const [rules, cases] = [await desk.text(), await desk.cases()];
        await stand_on("eats nothing:");
        await page.keyboard.press("F2");
        const dialog = desk.dialog("Rename");
        await dialog.waitFor();
        assert.deepEqual(await wrong_with(page), []);
        assert.equal(await dialog.getByLabel("New name").inputValue(), "eats nothing");
        assert.equal(await focused(), "INPUT new-name");
        // A name that another one has is refused, in the words of the core.
        await page.keyboard.type("height");
        await page.keyboard.press("Enter");
        await dialog.getByRole("status").getByText(/height/).waitFor();
        assert.equal(await desk.text(), rules);
        await dialog.getByLabel("New name").fill("takes no food");
        await page.keyboard.press("Enter");
        await dialog.waitFor({ state: "hidden" });
        await told().getByText(/^Renamed to takes no food in \d+ places of the rules and \d+ places of the cases\.$/).waitFor();
        assert.equal(await focused(), "DIV Rules");
        assert.equal(await desk.text(), rules.replaceAll("eats nothing", "takes no food"));
        assert.equal(await desk.cases(), cases.replaceAll(/eats nothing(?=[:\]])/g, "takes no food"));
        await desk.has_errors(0);
        await page.keyboard.press("Control+z");
        assert.equal(await desk.text(), rules);
        await desk.app.evaluate((it, to) => it.cases.replace(to), cases);
        await desk.has_errors(0);
    });

    test("where no name stands, and while there is a mistake, F2 says why it cannot", async () => {
        await stand_on("caveat: 1");
        await page.keyboard.press("F2");
        await desk.dialog("Rename").getByText("No declared name stands here.").waitFor();
        await page.keyboard.press("Escape");
        await desk.dialog("Rename").waitFor({ state: "hidden" });
        await stand_on("body mass index < 18.5");
        await desk.type("x");
        await desk.has_errors(1);
        await page.keyboard.press("F2");
        await desk.dialog("Rename").getByText(/^First mend what is wrong: /).waitFor();
        await page.keyboard.press("Escape");
        await desk.dialog("Rename").waitFor({ state: "hidden" });
        await page.keyboard.press("Control+z");
        await desk.has_errors(0);
    });

    test("Shift+Alt+F lays the file out anew, with the caret where it was; what is laid out stays", async () => {
        const tidy = await desk.text();
        await desk.write(tidy.replace("\nfacts:", "\n\n\n\nfacts:").replace("high: 2 and over}", "high: 2 and over }"));
        await desk.has_errors(0);
        await stand_on("18.5 kg");
        await page.keyboard.press("Shift+Alt+F");
        await told().getByText("Laid out anew.").waitFor();
        const [text, at] = await desk.app.evaluate((it) => [it.rules.text, it.rules.caret]);
        assert.equal(text, tidy);
        assert.equal(text.slice(at - 2, at + 2), "18.5");
        await page.keyboard.press("Shift+Alt+F");
        await told().getByText("It is laid out already.").waitFor();
        assert.equal(await desk.text(), tidy);
        await is_quiet(opened);
    });

    test("a finding that is meant is accepted with its reason, and what has no place for that says so", async () => {
        const text = rules_of("examples/two-sentences.yaml");
        await desk.write(text);
        const finding = (words) => page.getByRole("button", { name: words });
        await finding(/^Accept: line 28, the rule `arthritis` gives no reason/).press("Enter");
        const dialog = desk.dialog("Accept a finding");
        await dialog.getByLabel("Why it is meant").waitFor();
        assert.equal(await focused(), "INPUT accept-reason");
        assert.deepEqual(await wrong_with(page), []);
        await page.keyboard.press("Enter");
        await dialog.getByRole("status").getByText("Please say in a few words why this is meant.").waitFor();
        await page.keyboard.type("It is plain: see above");
        await page.keyboard.press("Enter");
        await dialog.waitFor({ state: "hidden" });
        const answered = text.replace("  - arthritis → require experienced therapist\n",
            "  - rule: arthritis → require experienced therapist\n    accept:\n      no-because: \"It is plain: see above\"\n");
        assert.equal(await desk.text(), answered);
        await desk.has_errors(0);
        await finding(/^Accept: line 28, the rule `arthritis` rests on no source/).waitFor();
        await finding(/^Accept: line 28, the rule `arthritis` gives no reason/).waitFor({ state: "detached" });
        await finding(/^Accept: line 3, nothing says when these rules are to be reviewed/).press("Enter");
        await dialog.getByText("The file has no place where this could be accepted: it has to be mended.").waitFor();
        await page.keyboard.press("Escape");
        await dialog.waitFor({ state: "hidden" });
        assert.equal(await desk.text(), answered);
        await is_quiet(opened);
    });
});

test("what the core answers of a text that has changed meanwhile is not written into it", async () => {
    const opened = await start();
    const { page, desk } = opened;
    const typed = "# typed meanwhile\n";
    const type = `it.rules.view.dispatch({ changes: { from: 0, insert: ${JSON.stringify(typed)} } });`;
    const rules = (await desk.text()).replace("facts:\n", "facts:\n\n\n\n");
    await desk.write(rules);
    await desk.has_errors(0);
    await desk.app.evaluate(new Function("it", `void it.names.format(); ${type}`));
    await page.getByText("The text has changed meanwhile").waitFor();
    assert.equal(await desk.text(), typed + rules);

    const wrong = rules.replace("conditions include any of", "condition include any of");
    await desk.write(wrong);
    await desk.has_errors(1);
    await desk.app.evaluate(new Function("it", `const [fix] = it.trial.diagnostics[0].fixes; ${type} it.mend(fix);`));
    await page.locator(".banner", { hasText: "The text has just changed" }).waitFor();
    assert.equal(await desk.text(), typed + wrong);
    // Once it is judged, the mistake can be mended.
    await desk.has_errors(1);
    await page.waitForFunction(() => document.querySelector("caveat-workbench").trial.rules.isSettled);
    await page.locator(".problem-list li button", { hasText: "conditions" }).last().click();
    await desk.has_errors(0);
    assert.equal(await desk.text(), typed + rules);

    await desk.app.evaluate((it) => {
        void it.keepCase("one").then((refused) => (window.refused = refused));
        it.cases.replace("# mine\n");
    });
    await page.waitForFunction(() => window.refused !== undefined);
    assert.match(await page.evaluate(() => window.refused), /changed meanwhile/);
    assert.equal(await desk.cases(), "# mine\n");
    await opened.close();
});
