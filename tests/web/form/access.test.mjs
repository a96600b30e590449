// What axe finds wrong: nothing. And what axe cannot see: what is read out, and where the focus is.

import assert from "node:assert/strict";
import test from "node:test";
import { beyond_edge, wrong_with } from "../../browser/browser.mjs";
import { begin, element } from "./pages.mjs";

/// Goes through every question, `look` being called with each untouched, refused, and at the end.
async function through(shown, look) {
    for (let at = 0; at < 20; ++at) {
        const question = await shown.asked();
        if (question === "") break;
        await look(question);
        await shown.press("Next");
        await look(`${question} refused`);
        if (await shown.page.locator("#answer-roughly").count()) {
            await shown.press("I only know it roughly");
            await look(`${question} roughly`);
        }
        if (await shown.page.locator("#answer-add").count()) {
            await shown.press("Add session");
            await shown.press("Next");
            await look(`${question} with a card`);
            await shown.press("Remove session 1");
            await look(`${question} with a card removed`);
        }
        await shown.press("I don’t know");
    }
    await look("the end");
}

for (const colours of ["light", "dark", "forced"]) {
    test(`axe finds nothing wrong, ${colours}`, { timeout: 600_000 }, async () => {
        const looks = colours === "forced" ? { forcedColors: "active" } : { colorScheme: colours };
        const shown = await begin(element('show="patient"'), looks);
        await through(shown, async (state) => assert.deepEqual(await wrong_with(shown.page), [], state));
        await shown.close();
        const failed = await begin(element("", "", "/nowhere.yaml"), looks);
        assert.deepEqual(await wrong_with(failed.page), []);
        await failed.close();
    });
}

test("320 pixels are wide enough for every question, and so is zoom by 400 %", { timeout: 300_000 }, async () => {
    const shown = await begin(element('show="patient"'), { viewport: { width: 320, height: 256 } });
    await through(shown, async (state) => {
        assert.deepEqual(await beyond_edge(shown.page), [], state);
        assert.equal(await shown.page.evaluate(() => document.documentElement.scrollWidth), 320, state);
    });
    await shown.close();
});

test("every control can be hit: 44 pixels high, or the label around it", async () => {
    const shown = await begin();
    await through(shown, async (state) => {
        const small = await shown.page.evaluate(() => [...document.querySelector("caveat-form").shadowRoot
            .querySelectorAll("button, input, select")].map((each) => [each.id, (each.closest(".choice") ?? each).getBoundingClientRect().height])
            .filter(([, height]) => height < 44));
        assert.deepEqual(small, [], state);
    });
    await shown.close();
});

test("what went wrong is read out from a region that was there before, and names what was typed", async () => {
    const shown = await begin();
    await shown.page.evaluate(() => {
        window.read = [];
        const root = document.querySelector("caveat-form").shadowRoot;
        const region = root.querySelector("#problem");
        new MutationObserver(() => window.read.push([region === root.querySelector("#problem"), region.textContent.trim()]))
            .observe(region, { childList: true, characterData: true, subtree: true });
    });
    await shown.press("Next");
    await shown.page.check("#answer-1");
    await shown.press("Next");
    await shown.page.fill("#answer", "seven");
    await shown.press("Next");
    await shown.page.fill("#answer", "11");
    await shown.press("Next");
    assert.deepEqual(await shown.page.evaluate(() => window.read), [
        [true, "Please choose an answer, or press “I don’t know”."], [true, ""],
        [true, "“seven” is not a number. Please write it in digits, such as 7 or 7.5."], [true, ""],
        [true, "“11” cannot be right here. Expected: A number from 0 to 10."],
    ]);
    assert.equal(await shown.page.getAttribute("#problem", "role"), "alert");
    assert.equal(await shown.page.getAttribute("#said", "role"), "status");
    await shown.close();
});

test("names and roles are those that a reader of screens tells", async () => {
    const shown = await begin();
    const tree = async () => (await shown.page.locator("caveat-form").ariaSnapshot()).trim();
    assert.equal(await tree(), `- status
- paragraph: Question 1 of up to 14
- group "Do you have pain in your chest?":
  - text: Do you have pain in your chest?
  - alert
  - radio "Yes"
  - text: "Yes"
  - radio "No"
  - text: "No"
- button "Next"
- button "I don’t know"
- button "Skip for now"`);
    await shown.page.check("#answer-1");
    await shown.press("Next");
    assert.match(await tree(), /- group "How strong is your pain\?":[^]*- textbox "How strong is your pain\?"/);
    for (let at = 0; at < 8; ++at) await shown.press("I don’t know");
    assert.match(await tree(), /- group "When was your last operation\?":[^]*- textbox "Day"[^]*- combobox "Month"[^]*- textbox "Year"/);
    await shown.close();
});

test("the focus is never lost", async () => {
    const shown = await begin(element('show="patient"'));
    let first = true;
    await through(shown, async (state) => {
        const at = await shown.page.evaluate(() => document.querySelector("caveat-form").shadowRoot.activeElement?.id);
        if (!first) assert.ok(at, `${state}: nothing has the focus`);
        first = false;
    });
    await shown.close();
});
