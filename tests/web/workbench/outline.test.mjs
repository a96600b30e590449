// The rules as a list, as a page, and one at a time where there is no room; panes that are hidden.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { beyond_edge, wrong_with } from "../../browser/browser.mjs";
import { is_quiet, ready, rules_of, start } from "./pages.mjs";

/// Opens the workbench on rules with cases.
async function start_on(file, options) {
    const opened = await start(options);
    await opened.desk.app.evaluate((it, [name, rules, cases]) => it.create(name, rules, cases),
        [`${file}.yaml`, rules_of(`rules/${file}.yaml`), rules_of(`rules/${file}.cases.yaml`)]);
    await opened.desk.has_errors(0);
    return opened;
}

describe("where there is room", () => {
    let desktop;
    before(async () => {
        desktop = await start_on("must");
    });
    after(() => desktop.close());

    test("the outline lists the rules by their sentences, says where a problem is, and leads there", async () => {
        const { page, desk } = desktop;
        const text = await desk.text();
        await desk.write(text.replace("must score is medium", "must scores is medium"));
        await desk.has_errors(1);
        await page.getByRole("button", { name: "Outline" }).click();
        const outline = page.getByRole("region", { name: "Outline" });
        const rules = outline.locator("details[open] li");
        assert.equal(await rules.count(), 4);
        assert.match(await rules.nth(0).innerText(), /^outside the tool → refer to a dietitian to judge\s+outside-the-tool$/);
        assert.match(await rules.nth(2).innerText(), /✗ 1 problem/);
        await outline.locator("summary", { hasText: "facts" }).click();
        await outline.getByRole("button", { name: "earlier weight" }).click();
        assert.equal(new URL(page.url()).hash, "#/rules/text");
        const line = await desk.app.evaluate((it) => it.rules.view.state.doc.lineAt(it.rules.caret).text);
        assert.match(line, /^ {2}earlier weight:/);
        await page.goBack();
        await outline.getByRole("button", { name: "earlier weight" }).waitFor();
        await desk.write(text);
        await desk.has_errors(0);
    });

    test("the page of the rules runs nothing, leads within itself, and follows the patient", async () => {
        const { page } = desktop;
        await page.getByRole("button", { name: "Page", exact: true }).click();
        const frame = page.frameLocator("iframe");
        await frame.getByRole("heading", { level: 1, name: /MUST told in our own words/ }).waitFor();
        assert.equal(await frame.locator("script").count(), 0);
        // Its style is the one that its policy names.
        assert.notEqual(await frame.locator("body").evaluate((it) => getComputedStyle(it).maxWidth), "none");
        assert.deepEqual(await wrong_with(page), []);
        await frame.locator("nav summary").click();
        await frame.getByRole("link", { name: "Numbers" }).click();
        await page.waitForFunction(() => document.querySelector("caveat-workbench").shadowRoot
            .querySelector("iframe").contentDocument.querySelector(":target")?.id === "rails");
        assert.equal(new URL(page.url()).hash, "#/rules/page");
        const top = () => page.evaluate(() => document.querySelector("caveat-workbench").shadowRoot
            .querySelector("iframe").contentWindow.scrollY);
        const before = await top();
        assert.ok(before > 0);
        await page.getByRole("textbox", { name: "How old are you?" }).fill("17");
        await page.getByRole("textbox", { name: "How old are you?" }).press("Enter");
        await frame.getByRole("heading", { name: "This patient" }).waitFor({ state: "attached" });
        assert.ok(await top() > 0, "the reader is where they were");
        await page.getByRole("button", { name: "Clear" }).click();
        await frame.getByRole("heading", { name: "This patient" }).waitFor({ state: "detached" });
        // From within it, too, F6 leads on.
        await frame.getByRole("link", { name: "Numbers" }).focus();
        await page.keyboard.press("F6");
        assert.equal(await page.evaluate(() => document.querySelector("caveat-workbench").shadowRoot.activeElement.id), "patient-head");
        // What a test runs in a frame is refused there, too.
        const { tried } = desktop;
        tried.errors = tried.errors.filter((each) => !each.startsWith("Blocked script execution in 'about:srcdoc'"));
        await is_quiet(desktop);
    });

    test("a pane is hidden and shown again; Back does so too, and one stays", async () => {
        const { page } = desktop;
        await page.getByRole("button", { name: "Text", exact: true }).click();
        const panes = page.getByRole("group", { name: "Panes that are shown" });
        const shown = () => page.locator("section.pane h2").filter({ visible: true }).allInnerTexts();
        await panes.getByRole("button", { name: "Patient" }).press("Enter");
        assert.deepEqual(await shown(), ["Rules", "Result"]);
        assert.equal(await page.getByRole("separator").count(), 1);
        assert.deepEqual(await wrong_with(page), []);
        await panes.getByRole("button", { name: "Result" }).press("Enter");
        assert.deepEqual(await shown(), ["Rules"]);
        assert.ok(await panes.getByRole("button", { name: "Rules" }).isDisabled());
        await page.reload();
        await ready(page);
        assert.deepEqual(await shown(), ["Rules"]);
        await page.goBack();
        await page.goBack();
        await page.waitForFunction(() => [...document.querySelector("caveat-workbench").shadowRoot
            .querySelectorAll("section.pane h2")].filter((each) => each.checkVisibility()).length === 3);
        assert.deepEqual(await shown(), ["Rules", "Patient", "Result"]);
    });
});

describe("on a phone", () => {
    let phone;
    before(async () => {
        phone = await start_on("must", { viewport: { width: 320, height: 640 }, hasTouch: true });
    });
    after(() => phone.close());
    const lines = () => phone.page.locator("#rules-editor .cm-line").allInnerTexts();
    const outline = () => phone.page.getByRole("region", { name: "Outline" });

    test("the rules are a list; a tap opens one alone, with keys and offers, and Back closes it", async () => {
        const { page, desk } = phone;
        const text = await desk.text();
        assert.equal(await page.locator("#rules-editor").isVisible(), false);
        await outline().getByRole("button", { name: /^must score is low/ }).tap();
        await page.getByRole("heading", { name: "low-risk" }).waitFor();
        assert.equal((await lines()).length, 4);
        assert.match((await lines())[0], /^ {2}- id: low-risk/);
        assert.ok(!(await page.getByRole("navigation").isVisible()));
        assert.deepEqual(await wrong_with(page), []);
        assert.deepEqual((await beyond_edge(page)).filter((each) => !/cm-|BUTTON|BDI/.test(each)), []);
        const end = text.indexOf(" and not outside the tool → inform");
        await desk.caret(end);
        await desk.type(" and los");
        await page.getByRole("group", { name: "What could stand here" }).getByRole("button", { name: "loss planned" }).tap();
        await page.getByRole("button", { name: "Insert ≥" }).tap();
        assert.match(await desk.text(), /must score is low and loss planned≥ and not outside the tool/);
        await desk.has_errors(1);
        await page.keyboard.press("Backspace");
        await desk.has_errors(0);
        // Nothing of what is not seen is typed in, or taken away.
        await page.keyboard.press("Control+a");
        await page.keyboard.press("Delete");
        const rest = `${text.slice(0, text.indexOf("  - id: low-risk"))}\n`;
        assert.equal(await desk.text(), rest);
        await page.keyboard.press("Backspace");
        await page.keyboard.press("Delete");
        assert.equal(await desk.text(), rest);
        await page.keyboard.press("Control+z");
        await desk.has_errors(0);
        await page.waitForFunction(() => document.querySelector("caveat-workbench").trial.symbols.at(-1).parts.length === 4);
        await page.goBack();
        await outline().waitFor();
        const focused = await page.evaluate(() => document.querySelector("caveat-workbench").shadowRoot.activeElement.textContent);
        assert.match(focused, /^must score is low/);
    });

    test("a rule is added behind the last one, and is there after a reload that comes in the middle of it", async () => {
        const { page, desk } = phone;
        await desk.write(rules_of("rules/must.yaml"));
        await desk.has_errors(0);
        await outline().getByRole("button", { name: "+ rule" }).tap();
        await page.getByRole("heading", { name: "New rule" }).waitFor();
        await desk.type("eats nothing → refer to a dietitian for a plan");
        await desk.has_errors(0);
        await page.getByRole("button", { name: "← Back" }).tap();
        const added = outline().getByRole("button", { name: /^eats nothing →/ });
        await added.tap();
        assert.deepEqual(await lines(), ["  - eats nothing → refer to a dietitian for a plan"]);
        await page.reload();
        await page.locator("#rules-editor .cm-line", { hasText: "eats nothing →" }).waitFor();
        assert.deepEqual(await lines(), ["  - eats nothing → refer to a dietitian for a plan"]);
        await page.goBack();
        await added.waitFor();
        await is_quiet(phone);
    });
});
