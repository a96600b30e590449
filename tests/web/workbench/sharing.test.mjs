// Links, and patients who are kept as cases.

import assert from "node:assert/strict";
import test from "node:test";
import { is_quiet, origin, start } from "./pages.mjs";

async function link_of({ page, desk }, withPatient = false) {
    await desk.open_dialog("Share");
    const dialog = desk.dialog("Share");
    if (withPatient) {
        await dialog.getByRole("checkbox").check();
        await dialog.getByText("Whoever has the link can read these answers.").waitFor();
    }
    await dialog.getByRole("button", { name: "Copy link" }).click();
    const link = await dialog.getByLabel("Link", { exact: true }).inputValue();
    await page.keyboard.press("Escape");
    return link;
}

test("a link holds the rules and opens as a document of its own; the patient goes along only when ticked", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await page.getByLabel("osteoarthritis").check();
    const link = await link_of(opened);
    const whole = await link_of(opened, true);
    assert.ok(link.startsWith(`${origin}#r=`));
    await is_quiet(opened);

    for (const [address, isTicked] of [[link, false], [whole, true]]) {
        const there = await start({}, address);
        assert.equal(await there.desk.text(), await desk.text());
        await there.page.getByRole("button", { name: "All", exact: true }).click();
        assert.equal(await there.page.getByLabel("osteoarthritis").isChecked(), isTicked);
        assert.ok(!there.page.url().includes("#r="));
        await there.close();
    }
    // Where there is a document already, it stays.
    await desk.caret(0);
    await desk.type("# mine\n");
    await desk.saved();
    await page.goto(link);
    await page.locator("header bdi", { hasText: "two-sentences-2.yaml" }).waitFor();
    await page.locator("header button").first().click();
    await desk.dialog("Documents").getByRole("button", { name: "two-sentences.yaml", exact: true }).click();
    await page.waitForFunction(() => document.querySelector("caveat-workbench").rules.text.startsWith("# mine\n"));
    await opened.close();
});

test("rules that are too long for a link say so", async () => {
    const opened = await start();
    const { page, desk } = opened;
    const noise = Array.from({ length: 3000 }, (_, at) => `# ${(Math.sin(at) * 1e16).toString(36)}${at}`).join("\n");
    await desk.write(`${await desk.text()}\n${noise}\n`);
    await desk.open_dialog("Share");
    await desk.dialog("Share").getByRole("button", { name: "Copy link" }).click();
    await desk.dialog("Share").getByText("too long for a link").waitFor();
    await opened.close();
});

test("a patient is kept as a case, the case runs, and fails once the rules say otherwise", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await page.getByLabel("osteoarthritis").check();
    await desk.result.getByText(/condition/).first().waitFor();
    await page.getByRole("button", { name: "Keep as case" }).click();
    await page.getByLabel("What it shows").fill("worn joints need an experienced therapist");
    await page.keyboard.press("Enter");
    await desk.dialog("Keep as case").waitFor({ state: "hidden" });
    assert.match(await desk.cases(), /name: worn joints need an experienced therapist\n\s+approved: no/);
    await page.getByRole("button", { name: "Cases", exact: true }).first().click();
    await page.locator(".cases .good", { hasText: "passes" }).waitFor();
    // What the cases show stands beside the rules: one that nobody has approved shows nothing yet.
    await page.locator(".mark-not_covered").first().waitFor({ state: "attached" });
    await desk.app.evaluate((it) => it.cases.replace(it.cases.text.replace(/ +approved: no\n/, "")));
    await page.locator(".mark-partly, .mark-covered").first().waitFor({ state: "attached" });
    await desk.write((await desk.text()).replace("include any of osteoarthritis, rheumatoid", "include rheumatoid"));
    await page.locator(".cases .bad", { hasText: "fails" }).waitFor();
    await is_quiet(opened);
    await opened.close();
});
