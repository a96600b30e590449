// Examples, sample patients, and the guide as a tour.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { wrong_with } from "../../browser/browser.mjs";
import { is_quiet, ready, rules_of, start } from "./pages.mjs";

describe("examples", () => {
    let opened;
    let page;
    let desk;
    before(async () => {
        opened = await start();
        ({ page, desk } = opened);
    });
    after(() => opened.close());

    test("a sample patient opens with a copy of the rules, and the next one with the rules at hand", async () => {
        for (const [patient, says] of [["03-inflamed-muscle", "DO NOT PROCEED with massage."], ["02-referred", /^REFER FIRST/]]) {
            await desk.open_dialog("Examples");
            const dialog = desk.dialog("Examples");
            await dialog.getByText("with one of 10 sample patients").click();
            await dialog.getByRole("button", { name: patient }).click();
            await dialog.waitFor({ state: "hidden" });
            await desk.result.getByText(says).waitFor();
        }
        assert.equal(await desk.text(), rules_of("rules/back-pain-massage.yaml"));
        assert.equal(await page.locator(".patient-pane .head").getByLabel("Day", { exact: true }).inputValue(), "2026-11-20");
        const kept = await desk.app.evaluate(async (it) => (await it.documents.list()).map(({ name }) => name));
        assert.deepEqual(kept.sort(), ["back-pain-massage.yaml", "two-sentences.yaml"]);
    });

    test("the tour goes through the guide by keyboard, and is where it was after a reload", async () => {
        await desk.open_dialog("Examples");
        await page.getByRole("button", { name: "The guide as a tour, in five steps" }).press("Enter");
        const tour = page.getByRole("region", { name: /^Tour, / });
        await tour.getByRole("heading", { name: "Tour, 1 of 5: Two lines" }).waitFor();
        await desk.dialog("Examples").waitFor({ state: "hidden" });
        await desk.has_errors(0);
        assert.deepEqual(await wrong_with(page), []);
        // What it says to try in the first step.
        await desk.caret((await desk.text()).indexOf("chest pain → refer"));
        await desk.type("chest pian → refer to doctor\n  - ");
        await desk.has_errors(1);
        const next = () => tour.getByRole("button", { name: "Next step" }).press("Enter");
        await next();
        await desk.result.getByText("PROCEED with the exercise class.").waitFor();
        await desk.result.getByText("Every rule is decided.").waitFor();
        await desk.has_errors(0);
        await next();
        await desk.result.getByText("Could still become: refer first (Q1).").waitFor();
        await next();
        await desk.result.getByText(/until Q1/).waitFor();
        await page.reload();
        await ready(page);
        await tour.getByRole("heading", { name: "Tour, 4 of 5: Reasons and exceptions" }).waitFor();
        await desk.result.getByText(/until Q1/).waitFor();
        await next();
        await page.locator("section.cases").getByText("3 cases, none fails").waitFor();
        assert.equal(await tour.getByRole("button", { name: "Next step" }).count(), 0);
        await tour.getByRole("button", { name: "End the tour" }).press("Enter");
        await tour.waitFor({ state: "detached" });
        assert.ok(await page.evaluate(() =>
            document.querySelector("caveat-workbench").shadowRoot.activeElement?.closest("#rules-editor") !== null));
        await is_quiet(opened);
    });
});
