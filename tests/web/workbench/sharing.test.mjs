// Links, and patients who are kept as cases.

import assert from "node:assert/strict";
import test from "node:test";
import zlib from "node:zlib";
import { is_quiet, open, origin, start } from "./pages.mjs";

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

test("a patient in a link is screened as of the day that was typed, and is ticked anew each time", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await page.getByLabel("osteoarthritis").check();
    const today = await page.getByLabel("Day", { exact: true }).inputValue();
    const undated = await link_of(opened, true);
    await page.getByLabel("Day", { exact: true }).fill("2025-03-04");
    await page.getByLabel("Day", { exact: true }).press("Enter");
    await desk.result.filter({ hasText: "2025-03-04" }).waitFor();
    const dated = await link_of(opened, true);
    for (const [link, day] of [[undated, today], [dated, "2025-03-04"]]) {
        const there = await start({}, link);
        await there.desk.result.filter({ hasText: day }).waitFor();
        assert.equal(await there.page.getByLabel("Day", { exact: true }).inputValue(), day);
        await there.close();
    }
    await desk.open_dialog("Share");
    assert.equal(await desk.dialog("Share").getByRole("checkbox").isChecked(), false);
    await page.keyboard.press("Escape");
    // Somebody else is screened as of today.
    await page.getByRole("button", { name: "Clear" }).click();
    await desk.result.filter({ hasText: today }).waitFor();
    await opened.close();
});

test("lines that end as on Windows are judged where they are seen", async () => {
    const rules = "caveat: 1\r\nid: x\rversion: 1.0.0\r\nfacts:\r\n  fever: {type: yes/no}\r\noutcomes:\r\n" +
        "  avoid it: {say: No.}\r\nrules:\r\n  - fever → avoid it\r\n";
    const link = JSON.stringify({ name: "x.yaml", rules, cases: "" });
    const opened = await start({}, `${origin}#r=${zlib.deflateRawSync(link).toString("base64url")}`);
    const { desk } = opened;
    await desk.has_errors(0);
    // What is typed is typed at the same place of the text that is judged.
    await desk.caret((await desk.text()).indexOf("yes/no"));
    await desk.type("x");
    await desk.has_errors(1);
    assert.match(await desk.errors().first().innerText(), /`xyes\/no`/);
    await opened.close();
});

test("rules of which a link says that they are called as cases are, are rules", async () => {
    const rules = "caveat: 1\nid: x\nversion: 1.0.0\nfacts:\n  fever: {type: yes/no}\noutcomes:\n" +
        "  avoid it: {say: No.}\nrules:\n  - fevr → avoid it\n";
    const link = JSON.stringify({ name: "x.cases.yaml", rules, cases: "" });
    const opened = await open(`${origin}#r=${zlib.deflateRawSync(link).toString("base64url")}`);
    await opened.page.locator(".problem-list li", { hasText: "fevr" }).waitFor();
    await opened.page.locator("header bdi", { hasText: /^x\.yaml$/ }).waitFor();
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
    // Whoever shares the rules is told that this patient goes along.
    await desk.open_dialog("Share");
    await desk.dialog("Share").getByText("Their cases go along, with every patient who was kept as one.").waitFor();
    await page.keyboard.press("Escape");
    await is_quiet(opened);
    await opened.close();
});
