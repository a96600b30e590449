// A page needs nothing but itself: no request, no script, and no leave beyond its own policy.

import assert from "node:assert/strict";
import test from "node:test";
import { open } from "./browser.mjs";
import { address, policy } from "./pages.mjs";

test("no page requests anything, breaks its policy or meets an error", async () => {
    for (const [name, url] of Object.entries(address)) {
        const { page, tried, close } = await open(url);
        await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
        assert.deepEqual(tried, { requests: [], errors: [], dialogs: 0 }, name);
        assert.deepEqual(await page.evaluate(() => window.violations), [], name);
        await close();
    }
});

test("the policy for servers is the one in the page, and it allows the page's own alone", async () => {
    const { page, close } = await open(address.rules);
    assert.equal(await page.getAttribute("meta[http-equiv]", "content"), policy);
    const ran = await page.evaluate(() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(script);
        const style = document.createElement("style");
        style.textContent = "body { outline: 7px solid red }";
        document.body.append(style);
        const image = document.createElement("img");
        image.src = "https://example.org/a.png";
        document.body.append(image);
        return [window.ran, getComputedStyle(document.body).outlineWidth];
    });
    assert.equal(ran[0], undefined);
    assert.notEqual(ran[1], "7px");
    await page.waitForFunction(() => window.violations.length >= 3);
    await close();
});

test("without a script everything is there, and opens, and only the search is not", async () => {
    const { page, close } = await open(address.patient, { javaScriptEnabled: false });
    assert.equal(await page.locator("#tools").isVisible(), false);
    for (const id of ["patient", "ladder", "rules", "matrix", "rails", "lifts", "facts", "sources",
        "cases", "file", "index"]) {
        assert.equal(await page.locator(`#${id}`).isVisible(), true, id);
    }
    const details = page.locator("#facts details").first();
    const inside = details.locator("a").first();
    assert.equal(await inside.isVisible(), false);
    await details.locator("summary").click();
    assert.equal(await inside.isVisible(), true);
    await close();
});

test("the search finds, counts, and gives everything back", async () => {
    const { page, close } = await open(address.rules);
    await page.keyboard.press("/");
    await page.keyboard.type("sciatica");
    const shown = () => page.locator("article:visible, .card:visible").count();
    const found = await shown();
    const all = await page.locator("article, .card").count();
    assert.ok(found > 0 && found < all);
    assert.equal(await page.locator("#tools output").textContent(), `${found} of ${all}`);
    await page.fill("#search", "");
    assert.equal(await shown(), all);
    await page.click("#tools button");
    assert.equal(await page.locator("details:not([open])").count(), 0);
    await close();
});
