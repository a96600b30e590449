// Nothing leaves the machine: after the page is there it asks nobody for anything, and it opens
// without a network.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { file, instead, is_quiet, made, origin, ready, start } from "./pages.mjs";

/// Writes, answers, exports and compares.
async function work({ page, desk }) {
    await desk.caret(0);
    await desk.type("# offline\n");
    await desk.has_errors(0);
    await page.getByLabel("osteoarthritis").check();
    await desk.result.getByText(/condition/).first().waitFor();
    await desk.open_dialog("Download");
    const [download] = await Promise.all([
        page.waitForEvent("download"),
        desk.dialog("Download").getByRole("button", { name: /^The rules/ }).click(),
    ]);
    const text = fs.readFileSync(await download.path(), "utf8");
    assert.ok(text.startsWith("# offline\n"));
    assert.equal(text, await desk.text());
    await page.keyboard.press("Escape");
    await desk.saved();
}

test("the folder asks for its own files and then for nothing, and works without a network, after a reload too", async () => {
    const opened = await start();
    const { page, tried } = opened;
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    assert.ok(tried.requests.every((each) => each.startsWith(origin)), String(tried.requests));
    const before = tried.requests.filter((each) => !each.startsWith("blob:")).length;
    await page.context().setOffline(true);
    await work(opened);
    assert.equal(tried.requests.filter((each) => !each.startsWith("blob:")).length, before);
    await page.reload();
    await ready(page);
    assert.ok((await opened.desk.text()).startsWith("# offline\n"));
    await is_quiet(opened);
    await opened.close();
});

test("workbench.html from file:// asks for nothing at all, and keeps what is written", async () => {
    const opened = await start({}, file);
    const { page, tried } = opened;
    await page.context().setOffline(true);
    await work(opened);
    await page.reload();
    await ready(page);
    assert.ok((await opened.desk.text()).startsWith("# offline\n"));
    assert.deepEqual(tried.requests.filter((each) => !each.startsWith("blob:")), []);
    await is_quiet(opened);
    await opened.close();
});

test("a newer version of the page waits for somebody to press Reload, and drops no document", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await desk.caret(0);
    await desk.type("# before\n");
    await desk.saved();
    const worker = fs.readFileSync(path.join(made, "folder/service-worker.js"), "utf8");
    instead.set("service-worker.js", worker.replace(/[0-9a-f]{16}/, "0123456789abcdef"));
    await page.reload();
    await ready(page);
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    const banner = page.locator(".banner", { hasText: "New version" });
    await banner.waitFor();
    await Promise.all([page.waitForEvent("load"), banner.getByRole("button", { name: "Reload" }).click()]);
    instead.clear();
    await ready(page);
    assert.ok((await desk.text()).startsWith("# before\n"));
    await opened.close();
});

test("the page is no larger than it may be", () => {
    const zipped = (name) => gzipSync(fs.readFileSync(path.join(made, "folder", name)), { level: 9 }).length;
    // The editor (130 KB) and what is our own (90 KB).
    assert.ok(zipped("workbench.js") + zipped("worker.js") < 220_000);
    assert.ok(zipped("examples.json") < 95_000);
    // The core is larger than the 550 KB that are wanted; it may only become less.
    assert.ok(zipped("caveat-workbench.wasm") < 675_000);
});
