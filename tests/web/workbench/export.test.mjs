// What leaves the page as files and on paper.

import assert from "node:assert/strict";
import fs from "node:fs";
import test from "node:test";
import { is_quiet, start } from "./pages.mjs";

test("the rules, their cases, the page and the report can be had as files, and the report on paper", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await page.evaluate(() => (window.print = () => (window.printed = (window.printed ?? 0) + 1)));
    await page.getByLabel("osteoarthritis").check();
    await desk.result.getByText(/condition/).first().waitFor();
    await desk.app.evaluate((it) => it.cases.replace("cases: []\n"));
    const rules = await desk.text();

    await desk.open_dialog("Download");
    const dialog = desk.dialog("Download");
    const take = async (name) => {
        const [download] = await Promise.all([
            page.waitForEvent("download"), dialog.getByRole("button", { name }).click(),
        ]);
        return [download.suggestedFilename(), fs.readFileSync(await download.path(), "utf8")];
    };
    assert.deepEqual(await take("The rules, two-sentences.yaml"), ["two-sentences.yaml", rules]);
    assert.deepEqual(await take("Their cases, two-sentences.cases.yaml"), ["two-sentences.cases.yaml", "cases: []\n"]);
    const [name, text] = await take("The report on this patient as JSON");
    assert.equal(name, "two-sentences-report.json");
    const report = JSON.parse(text);
    assert.equal(report.schema, "caveat/report/1");
    assert.equal(report.verdict, "proceed_with_conditions");

    const [page_name, html] = await take("A page to read and print, with this patient");
    assert.equal(page_name, "two-sentences.html");
    const other = await page.context().newPage();
    const asked = [];
    other.on("request", (request) => asked.push(request.url()));
    await other.setContent(html);
    assert.match(await other.locator("h1").innerText(), /\w/);
    await other.locator("#patient").getByText(/osteoarthritis/).first().waitFor();
    assert.deepEqual(asked, []);
    await other.close();

    await dialog.getByRole("button", { name: "Print the result" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.waitForFunction(() => window.printed === 1);
    await page.emulateMedia({ media: "print" });
    const seen = (selector) => page.locator(selector).evaluateAll((all) => all.filter((each) => each.checkVisibility()).length);
    assert.equal(await seen(".report"), 1);
    for (const hidden of ["header", "footer", ".rules-pane", ".patient-pane", "section.cases", ".banner", "dialog", ".beside", ".result-pane .head"]) {
        assert.equal(await seen(hidden), 0, hidden);
    }
    const paper = await page.pdf({ format: "A4" });
    assert.equal(paper.subarray(0, 5).toString(), "%PDF-");
    assert.equal(paper.toString("latin1").match(/\/Type \/Page\b/g).length, 1);
    await is_quiet(opened);
    await opened.close();
});
