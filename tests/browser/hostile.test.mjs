// Rule files, cases and profiles made of markup, scripts and invisible letters: shown as typed.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { open, sources } from "./browser.mjs";
import { address } from "./pages.mjs";

const evil = "</script><img src=x onerror=\"window.ran=1\">";

test("nothing that a file says runs, and none of it becomes an element", async () => {
    const { page, tried, close } = await open(address.hostile);
    await page.click("#tools button");
    assert.deepEqual(tried, { requests: [], errors: [], dialogs: 0 });
    assert.deepEqual(await page.evaluate(() => window.violations), []);
    assert.equal(await page.evaluate(() => window.ran), undefined);
    assert.equal(await page.locator("img, iframe, object, embed, base, form, svg [onload]").count(), 0);
    assert.equal(await page.locator("script").count(), 1);
    assert.equal(await page.locator("style").count(), 1);
    const outside = await page.$$eval("a", (links) =>
        links.map((link) => link.getAttribute("href")).filter((href) => !href.startsWith("#")));
    assert.deepEqual(outside, []);
    await close();
});

test("everything is shown as it was typed", async () => {
    const { page, close } = await open(address.hostile);
    const shown = await page.evaluate(() => document.body.textContent);
    for (const place of ["title", "screens", "author", "source-title", "says", "question", "label",
        "say", "because", "accept", "why", "case", "patient", "change"]) {
        assert.ok(shown.includes(`${place} ${evil}`), place);
    }
    const file = fs.readFileSync(path.join(sources, "tests/golden/page/hostile.yaml"), "utf8");
    assert.ok(shown.includes(file.split("\n").find((line) => line.startsWith("title:"))));
    assert.ok(shown.includes("javascript:alert(1)"));
    assert.ok(shown.includes("__proto__"));
    assert.equal(await page.title(), `title ${evil}`);
    await close();
});
