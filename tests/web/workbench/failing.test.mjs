// What fails is said, and what was found before it does not pass for an answer.

import assert from "node:assert/strict";
import test from "node:test";
import { instead, is_quiet, origin, start } from "./pages.mjs";

const open_cases = (page) => page.locator("footer").getByRole("button", { name: "Cases" }).click();

test("half of a character is judged as it would be saved, and typing goes on", async () => {
    const opened = await start();
    const { page, desk } = opened;
    const rules = await desk.text();
    await desk.write(`# \uD800\n${rules}`);
    await desk.write(`# \uD800\n${rules}rubbish`);
    await page.locator(".problem-list p", { hasText: /^\s*[1-9]\d* errors?\b/ }).waitFor();
    await desk.write(`# \uD800\n${rules}`);
    await desk.has_errors(0);
    await is_quiet(opened);
    await opened.close();
});

test("a text that the core does not take is said to be unchecked, and the next change is about all of it", async () => {
    const opened = await start();
    const { page, desk } = opened;
    const rules = await desk.text();
    await page.evaluate(() => {
        const post = Worker.prototype.postMessage;
        Worker.prototype.postMessage = function (message) {
            if (message.request?.call !== "change") return post.call(this, message);
            Worker.prototype.postMessage = post;
            post.call(this, { ...message, request: { ...message.request, edits: "none" } });
        };
    });
    await desk.write(`${rules}# one\n`);
    await desk.has_errors(1);
    assert.match(await desk.errors().first().innerText(), /the text cannot be checked: /);
    await desk.write(`${rules}# one\n# two\n`);
    await desk.has_errors(0);
    const at = rules.indexOf("conditions include any of") + "conditions".length;
    await desk.caret(at);
    await desk.type("x");
    await desk.has_errors(1);
    assert.match(await desk.errors().first().innerText(), /conditionsx/);
    await opened.close();
});

test("a core that falls over gives no result, and nothing waits for it", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await page.evaluate(() => {
        const post = Worker.prototype.postMessage;
        Worker.prototype.postMessage = function (message) {
            if (message.request?.call !== "propose") return post.call(this, message);
            this.dispatchEvent(new ErrorEvent("error", { message: "it fell over" }));
        };
    });
    await open_cases(page);
    await page.getByRole("button", { name: "Propose cases" }).click();
    await page.getByText("No cases are proposed: the core has failed: it fell over.").waitFor();
    await page.locator(".banner[role=alert]", { hasText: "cannot be checked in this browser: it fell over" }).waitFor();
    await desk.app.evaluate((it) => it.takePatient({ facts: {} }));
    await page.locator(".result-pane .stale", { hasText: "No result: the core has failed: it fell over" }).waitFor();
    assert.equal(await page.locator(".report").filter({ hasText: /\S/ }).count(), 0);
    assert.equal((await page.locator(".banner[role=alert]").all()).length, 1);
    await opened.close();
});

test("a result that comes late is none of the document that was opened meanwhile", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await desk.app.evaluate((it) => {
        void it.trial.screen();
        it.trial.open("b.yaml", "rubbish", "");
    });
    await page.locator(".result-pane .stale", { hasText: "No result: there is nothing to screen by" }).waitFor();
    await page.waitForTimeout(300);
    assert.equal(await desk.app.evaluate((it) => it.trial.screened), undefined);
    await page.locator(".result-pane .stale", { hasText: "No result: there is nothing to screen by" }).waitFor();
    await opened.close();
});

test("a worker that cannot be had is said, and what is written stays", async () => {
    instead.set("worker.js", "throw new Error('no worker');");
    const { open } = await import("../../browser/browser.mjs");
    const opened = await open(origin);
    await opened.page.locator(".banner[role=alert]", { hasText: /cannot be checked in this browser: .*no worker/ }).waitFor();
    await opened.page.locator(".result-pane .stale", { hasText: /No result: / }).waitFor();
    await opened.page.locator("caveat-workbench").evaluate((it) => it.rules.replace("caveat: 1\n"));
    await opened.page.locator(".saved", { hasText: /^saved / }).waitFor();
    instead.delete("worker.js");
    await opened.close();
});

test("examples that cannot be read are said to be so, and are read the next time", async () => {
    const opened = await start({ serviceWorkers: "block" });
    const { page, desk } = opened;
    await desk.saved();
    await page.reload();
    await desk.has_errors(0);
    await page.route("**/examples.json", (route) => route.fulfill({ status: 503, body: "{}" }));
    await desk.open_dialog("Examples");
    const dialog = desk.dialog("Examples");
    await dialog.getByText("The examples cannot be read.").waitFor();
    await dialog.getByRole("button", { name: /^The guide as a tour/ }).click();
    await page.locator(".banner[role=alert]", { hasText: "The tour cannot be read." }).waitFor();
    await page.unroute("**/examples.json");
    await desk.open_dialog("Examples");
    await dialog.locator("ul.sets > li > button").first().waitFor();
    await opened.close();
});

/// Pressed twice before anything has come of the first time.
const press_twice = (button) => button.evaluate((it) => {
    it.click();
    it.click();
});

test("what is pressed twice at once is done once", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await desk.saved();
    await open_cases(page);
    await page.getByRole("button", { name: "Propose cases" }).click();
    const take = page.getByRole("button", { name: "Take them into the cases" });
    await take.waitFor();
    const [, count] = /(\d+) cases proposed\./.exec(await page.getByRole("region", { name: "Proposed cases" }).innerText());
    await press_twice(take);
    await page.getByText(`${count} cases taken in, not approved yet`).waitFor();
    await page.getByText(`${count} cases, none fails`, { exact: true }).waitFor();
    const cases = await desk.cases();
    assert.equal(cases.match(/^ +approved: no$/gm).length, Number(count));

    await page.getByRole("button", { name: "All", exact: true }).click();
    await page.getByLabel("osteoarthritis").check();
    await desk.open_dialog("Keep as case");
    const keep = desk.dialog("Keep");
    await keep.getByLabel("What it shows").fill("worn joints");
    await press_twice(keep.getByRole("button", { name: "Keep", exact: true }));
    await keep.waitFor({ state: "hidden" });
    await page.getByText(`${Number(count) + 1} cases, none fails`, { exact: true }).waitFor();
    assert.equal((await desk.cases()).match(/worn joints/g).length, 1);

    const documents = () => desk.app.evaluate((it) => it.documents.list().then((all) => all.length));
    const before = await documents();
    await desk.open_dialog("two-sentences.yaml ▾");
    await press_twice(desk.dialog("Documents").getByRole("button", { name: "New, empty" }));
    await desk.dialog("Documents").waitFor({ state: "hidden" });
    await desk.saved();
    assert.equal(await documents(), before + 1);
    await desk.open_dialog("rules.yaml ▾");
    await desk.dialog("Documents").getByRole("button", { name: "Examples" }).click();
    await press_twice(desk.dialog("Examples").locator("ul.sets > li > button").first());
    await desk.dialog("Examples").waitFor({ state: "hidden" });
    await desk.saved();
    assert.equal(await documents(), before + 2);
    await opened.close();
});
