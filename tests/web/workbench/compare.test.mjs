// Two versions side by side, and the patients whom they treat differently.

import assert from "node:assert/strict";
import test from "node:test";
import { wrong_with } from "../../browser/browser.mjs";
import { hold_search, is_quiet, rules_of, start } from "./pages.mjs";

/// Another text of the rules beside the one that was opened first.
async function compare({ page, desk }, edit, at_first) {
    if (at_first !== undefined) {
        // A document of its own: whoever writes on within a minute writes on the same version.
        await desk.app.evaluate((it, text) => it.create("first.yaml", text, ""), at_first);
        await desk.has_errors(0);
    }
    await desk.write(edit(await desk.text()));
    await desk.has_errors(0);
    await desk.saved();
    await desk.open_dialog("Compare");
    const dialog = desk.dialog("Compare");
    await dialog.getByRole("combobox").selectOption({ index: 1 });
    await dialog.locator(".cm-changedLine").first().waitFor();
    return dialog;
}

test("patients treated differently are as small as can be, and open in both versions", async () => {
    const opened = await start();
    const { page, desk } = opened;
    const dialog = await compare(opened, (text) =>
        text.replace("include any of osteoarthritis, rheumatoid arthritis", "include rheumatoid arthritis"));
    await dialog.getByText(/Patients treated differently: [1-9]\d* of \d+/).waitFor();
    await dialog.getByText("Looking for patients").waitFor({ state: "detached" });
    const first = dialog.locator(".differences > li").first();
    assert.match(await first.innerText(), /proceed with conditions → /);
    assert.match(await first.innerText(), /with conditions: osteoarthritis$/m);
    await first.getByRole("button", { name: "See both reports" }).click();
    const [before, now] = [dialog.getByRole("region", { name: "By the rules before" }),
        dialog.getByRole("region", { name: "By the rules now" })];
    await before.getByText(/PROCEED with massage, on the condition/).waitFor();
    assert.doesNotMatch(await now.innerText(), /on the condition/);
    assert.deepEqual(await wrong_with(page), []);
    await first.getByRole("button", { name: "Open this patient" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "All", exact: true }).click();
    assert.ok(await page.getByLabel("osteoarthritis").isChecked());
    await is_quiet(opened);
    await opened.close();
});

test("a text with errors is not compared", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await desk.write((await desk.text()).replace("conditions include any", "conditionsx include any"));
    await desk.has_errors(1);
    await desk.saved();
    await desk.open_dialog("Compare");
    const dialog = desk.dialog("Compare");
    await dialog.getByRole("combobox").selectOption({ index: 1 });
    await dialog.getByText("Patients cannot be compared: the text at hand has errors, so nobody can be screened by it.").waitFor();
    assert.equal(await dialog.getByText("no difference").count(), 0);
    await opened.close();
});

test("where nobody is found the page says how many were tried and what would prove it", async () => {
    const opened = await start();
    const dialog = await compare(opened, (text) => `${text}# another word\n`);
    const said = dialog.getByText(/no difference found in/);
    await said.waitFor();
    assert.match((await said.innerText()).replace(/\s+/g, " "),
        /^no difference found in \d+ patients; to prove there is none: caveat diff old\.yaml new\.yaml$/);
    await is_quiet(opened);
    await opened.close();
});

test("the search for patients can be stopped, and the page says so", async () => {
    const opened = await start();
    const go_on = await hold_search(opened.page);
    const dialog = await compare(opened, (text) => text.replace(/^title: .*$/m, "title: the same"),
        rules_of("rules/back-pain-massage.yaml"));
    await dialog.getByText(/\d+ patients? tried, 0 treated differently/).waitFor();
    await dialog.getByRole("button", { name: "Stop" }).click();
    await go_on();
    await dialog.getByText(/stopped early: no difference found in \d+ patients?/).waitFor();
    await is_quiet(opened);
    await opened.close();
});
