// Whole journeys by keyboard alone.

import assert from "node:assert/strict";
import test from "node:test";
import { open } from "./browser.mjs";
import { address } from "./pages.mjs";

const focused = (page) => page.evaluate(() => {
    const at = document.activeElement;
    return { tag: at.tagName, text: at.textContent.trim(), id: at.id,
        href: at.getAttribute("href"), outline: getComputedStyle(at).outlineStyle };
});
const in_view = (page, id) => page.evaluate((wanted) => {
    const box = document.getElementById(wanted).getBoundingClientRect();
    return box.top < innerHeight && box.bottom > 0 && document.querySelector(":target")?.id === wanted;
}, id);

/// Presses Tab until the focus is where `is_there` says; every stop on the way can be seen.
async function tab_to(page, is_there, most = 60) {
    for (let presses = 0; presses < most; ++presses) {
        await page.keyboard.press("Tab");
        const at = await focused(page);
        assert.notEqual(at.tag, "BODY", "the focus is lost");
        assert.notEqual(at.outline, "none", `no outline at ${at.tag} ${at.text.slice(0, 40)}`);
        if (is_there(at)) return at;
    }
    throw new Error("not reached by keyboard");
}

for (const script of [true, false]) {
    test(`from the verdict to its rule and the question behind it, ${script ? "with" : "without"} a script`, async () => {
        const { page, close } = await open(address.patient, { javaScriptEnabled: script });
        const skip = await tab_to(page, () => true);
        assert.equal(skip.text, "Skip to the content");
        await page.keyboard.press("Enter");
        assert.equal((await focused(page)).id, "main");
        const outcome = await tab_to(page, (at) => at.href?.startsWith("#refer-"));
        await page.keyboard.press("Enter");
        assert.ok(await in_view(page, outcome.href.slice(1)));
        const rule = await tab_to(page, (at) => at.href?.startsWith("#r-"));
        await page.keyboard.press("Enter");
        assert.ok(await in_view(page, rule.href.slice(1)));
        const fact = await tab_to(page, (at) => at.href?.startsWith("#f-"));
        await page.keyboard.press("Enter");
        assert.ok(await in_view(page, fact.href.slice(1)));
        await page.goBack();
        assert.ok(await in_view(page, rule.href.slice(1)));
        await close();
    });
}

test("what is closed opens with Enter and closes again", async () => {
    const { page, close } = await open(address.patient);
    await page.locator("#main").focus();
    await tab_to(page, (at) => at.tag === "SUMMARY", 120);
    const is_open = () => page.evaluate(() => document.activeElement.parentElement.open);
    assert.equal(await is_open(), false);
    await page.keyboard.press("Enter");
    assert.equal(await is_open(), true);
    await page.keyboard.press("Enter");
    assert.equal(await is_open(), false);
    await close();
});

test("the wide table scrolls by keyboard, its heads staying in view", async () => {
    const { page, close } = await open(address.rules);
    const table = page.locator(".wide");
    await table.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => document.querySelector(".wide").scrollLeft > 0);
    const apart = await page.evaluate(() => {
        const around = document.querySelector(".wide").getBoundingClientRect();
        const head = document.querySelector(".matrix tbody th[scope=row]").getBoundingClientRect();
        return Math.abs(head.left - around.left);
    });
    assert.ok(apart < 3);
    await close();
});
