// The page of the examples that shows cards, in a browser without a screen, against a service that
// lists its origin.

import assert from "node:assert/strict";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import test from "node:test";
import { need, sources } from "./judges.mjs";
import { call, Running } from "./running.mjs";

const { chromium } = need("playwright-core");

const serve_page = () => new Promise((done) => {
    const server = http.createServer((_, response) => {
        response.setHeader("Content-Type", "text/html");
        response.end(fs.readFileSync(path.join(sources, "examples/fhir/cards.html")));
    }).listen(0, "127.0.0.1", () => done(server));
});

test("the page shows cards, and what a record says as text", { timeout: 120_000 }, async (context) => {
    const server = await serve_page();
    const browser = await chromium.launch({ executablePath: process.env.CAVEAT_BROWSER, args: ["--no-sandbox"] });
    const origin = `http://127.0.0.1:${server.address().port}`;
    const listed = await Running.start("listed", "authentication: none\n", {}, { origins: [origin] });
    const strange = await Running.start("strange");
    context.after(async () => {
        await Promise.all([browser.close(), listed.stop(), strange.stop()]);
        server.close();
    });
    const page = await browser.newPage();
    let dialogs = 0;
    page.on("dialog", (dialog) => { ++dialogs; return dialog.dismiss(); });
    const ask = async (service, body) => {
        await page.goto(origin);
        await page.fill("[name=service]", `${service.url}/cds-services/back-pain-massage`);
        await page.fill("[name=call]", JSON.stringify(body));
        await page.click("form button");
        await page.waitForSelector("main > *");
    };
    await ask(listed, call());
    const shown = await page.$$eval("article h2", (titles) => titles.map((each) => each.textContent));
    const { cards } = await (await listed.call()).json();
    assert.deepEqual(shown, cards.map(({ summary }) => summary));
    assert.deepEqual(await page.$$eval("article", (all) => all.map((each) => each.className)), cards.map(({ indicator }) => indicator));
    const offers = cards.flatMap(({ suggestions }) => suggestions ?? []).map(({ label }) => label);
    assert.deepEqual(await page.$$eval("article button", (all) => all.map((each) => each.textContent)), offers);

    const hostile = call();
    hostile.prefetch.pain.entry[0].resource.valueQuantity.code = "<img src=x onerror=alert(1)>";
    await ask(listed, hostile);
    assert.equal(dialogs, 0);
    assert.equal(await page.$("main img"), null);

    await ask(listed, { hook: "patient-view" });
    assert.match(await page.textContent("main"), /^400: /);
    await ask(strange, call());
    assert.match(await page.textContent("main"), /^No answer/);
});
