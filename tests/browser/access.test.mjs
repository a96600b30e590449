// What axe finds wrong: nothing, in light, dark and forced colours, closed and opened.

import assert from "node:assert/strict";
import test from "node:test";
import { open, wrong_with } from "./browser.mjs";
import { address } from "./pages.mjs";

for (const colours of ["light", "dark", "forced"]) {
    test(`axe finds nothing wrong, ${colours}`, { timeout: 600_000 }, async () => {
        const looks = colours === "forced" ? { forcedColors: "active" } : { colorScheme: colours };
        for (const name of ["knee", "cases", "leaflet", "scores", "hostile"]) {
            const { page, close } = await open(address[name], looks);
            assert.deepEqual(await wrong_with(page), [], name);
            await page.click("#tools button");
            assert.deepEqual(await wrong_with(page), [], `${name}, all open`);
            await close();
        }
    });
}

test("axe finds nothing wrong with a large page, on a phone", { timeout: 600_000 }, async () => {
    const { page, close } = await open(address.patient, { viewport: { width: 320, height: 640 } });
    assert.deepEqual(await wrong_with(page), []);
    await close();
});

test("one title, and sections that say their names", async () => {
    for (const [name, url] of Object.entries(address)) {
        const { page, close } = await open(url);
        assert.equal(await page.locator("h1").count(), 1, name);
        assert.equal(await page.locator("html").getAttribute("lang"), "en");
        const unnamed = await page.$$eval("section", (sections) => sections
            .filter((each) => !document.getElementById(each.getAttribute("aria-labelledby"))?.textContent)
            .length);
        assert.equal(unnamed, 0, name);
        await close();
    }
});
