// What Chromium tells a screen reader: names and roles in every main state, as golden files. With
// CAVEAT_UPDATE_GOLDEN=1 they are written anew: read them before they are kept.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { here, start } from "./pages.mjs";

const trees = path.join(here, "trees");
const silent = new Set(["generic", "none", "InlineTextBox", "StaticText", "LineBreak", "LabelText", "paragraph", "ListMarker"]);
const states = ["checked", "pressed", "expanded", "required", "invalid", "disabled", "readonly", "live"];

/// Roles and names, by depth; text without a role of its own is left to the texts of the page.
async function tree_of(page) {
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send("Accessibility.getFullAXTree");
    const by_id = new Map(nodes.map((node) => [node.nodeId, node]));
    const lines = [];
    const visit = (node, depth) => {
        const role = node.role?.value ?? "";
        const name = (node.name?.value ?? "").replace(/\s+/g, " ").replace(/\b\d\d:\d\d\b/g, "…").trim();
        const is_said = !node.ignored && role !== "RootWebArea" && !silent.has(role);
        if (is_said) {
            const more = (node.properties ?? [])
                .filter(({ name: key, value }) => states.includes(key) && value.value !== false && value.value !== "false")
                .map(({ name: key, value }) => (value.value === true || value.value === "true" ? key : `${key}=${value.value}`));
            lines.push(`${"  ".repeat(depth)}${[role, name && JSON.stringify(name), ...more].filter(Boolean).join(" ")}`);
        }
        // An editor is its text, by lines.
        if (role === "textbox") return;
        for (const id of node.childIds ?? []) visit(by_id.get(id), depth + (is_said ? 1 : 0));
    };
    visit(nodes[0], 0);
    await session.detach();
    return `${lines.join("\n")}\n`;
}
async function is_as_before(page, name) {
    const golden = path.join(trees, `${name}.txt`);
    const now = await tree_of(page);
    if (process.env.CAVEAT_UPDATE_GOLDEN) {
        fs.mkdirSync(trees, { recursive: true });
        fs.writeFileSync(golden, now);
    } else {
        assert.equal(now, fs.readFileSync(golden, "utf8"), name);
    }
}

test("names and roles are as they were, state by state", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await desk.result.getByText(/PROCEED/).first().waitFor();
    // What may be meant otherwise is looked for at rest.
    const rest = () => page.locator(".problem-list li").first().waitFor();
    await rest();
    await is_as_before(page, "first");

    await page.getByLabel("osteoarthritis").check();
    await desk.result.getByText(/condition/).first().waitFor();
    await page.getByRole("button", { name: "All", exact: true }).click();
    await rest();
    await is_as_before(page, "all-questions");

    await desk.caret((await desk.text()).length);
    await desk.type("  - nobody knows this → suggest another therapy");
    await page.locator(".problem-line.error").first().waitFor();
    await page.keyboard.press("Escape");
    await is_as_before(page, "mistake");
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Shift+Home");
    await page.keyboard.press("Delete");
    await desk.has_errors(0);
    await rest();

    await page.locator("footer").getByRole("button", { name: "Cases" }).click();
    await page.locator("section.cases").getByRole("button", { name: "Propose cases" }).click();
    await page.getByRole("region", { name: "Proposed cases" }).waitFor();
    await is_as_before(page, "proposed");
    for (const dialog of ["Share", "Compare"]) {
        await desk.open_dialog(dialog);
        await desk.dialog(dialog).waitFor();
        await is_as_before(page, dialog.toLowerCase());
        await page.keyboard.press("Escape");
        await desk.dialog(dialog).waitFor({ state: "hidden" });
    }
    await opened.close();
});
