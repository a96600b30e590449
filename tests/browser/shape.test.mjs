// Phones, zoom and paper.

import assert from "node:assert/strict";
import test from "node:test";
import { beyond_edge, open } from "./browser.mjs";
import { address, drawing } from "./pages.mjs";

test("320 pixels are wide enough for every page, closed and opened", async () => {
    for (const [name, url] of Object.entries(address)) {
        const { page, close } = await open(url, { viewport: { width: 320, height: 640 } });
        for (const state of ["closed", "open"]) {
            if (state === "open") await page.click("#tools button");
            assert.deepEqual(await beyond_edge(page), [], `${name}, ${state}`);
            assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320,
                `${name}, ${state}`);
        }
        assert.equal(await page.locator(".matrix thead:visible").count(), 0, name);
        await close();
    }
});

test("on paper everything is opened, the table lies across, and each sheet says whose rules these are", async () => {
    const { page, close } = await open(address.knee);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const sheets = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)]
        .map((box) => Number(box[1]) > Number(box[2]) ? "across" : "upright");
    assert.ok(sheets.includes("across") && sheets.includes("upright"), sheets.join(" "));
    await page.emulateMedia({ media: "print" });
    const hidden = await page.$$eval("#main details > *:not(summary)", (parts) =>
        parts.filter((part) => part.getBoundingClientRect().height === 0).length);
    assert.equal(hidden, 0);
    assert.equal(await page.locator("nav").isVisible(), false);
    // What stands at the foot of a table stands on every sheet.
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("footer")).display),
        "table-footer-group");
    await close();
});

test("a drawing is a picture with a name and the same in words", async () => {
    const { page, close } = await open(address.knee);
    const seen = await page.evaluate((text) => {
        const file = new DOMParser().parseFromString(text, "image/svg+xml");
        return [file.documentElement.tagName, file.querySelector("title").textContent,
            file.querySelector("desc").textContent, file.querySelectorAll("script, style, a").length];
    }, drawing);
    assert.deepEqual([seen[0], seen[1], seen[3]], ["svg", "loaded-knee", 0]);
    assert.ok(seen[2].includes("cut at ≥ 7"), seen[2]);
    await close();
});
