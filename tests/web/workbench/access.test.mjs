// What axe finds in every state, journeys by keyboard alone, and narrow windows.

import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";
import { beyond_edge, looks_as_before, wrong_with } from "../../browser/browser.mjs";
import { here, is_quiet, ready, rules_of, start } from "./pages.mjs";

const phone = { viewport: { width: 320, height: 640 } };
const looks = {
    light: { colorScheme: "light" },
    dark: { colorScheme: "dark" },
    forced: { forcedColors: "active" },
    phone: { ...phone, colorScheme: "light" },
};

for (const [name, options] of Object.entries(looks)) {
    test(`axe finds nothing, with a mistake, in the outline, with all questions and in every dialog: ${name}`, async () => {
        const opened = await start(options);
        const { page, desk } = opened;
        const views = name === "phone" ? ["Patient", "Result", "Cases", "Rules"] : [];
        const look = async (where) => assert.deepEqual(await wrong_with(page), [], where);
        await look("at first");
        if (name === "phone") await page.getByRole("button", { name: "Text", exact: true }).click();
        await desk.caret((await desk.text()).length);
        await desk.type("  - nobody knows this → suggest another therapy");
        await page.locator(".problem-line.error").first().waitFor();
        await look("with a mistake");
        for (const view of views) {
            await page.getByRole("navigation").getByRole("button", { name: view }).click();
            await look(view);
        }
        await page.getByRole("button", { name: "Outline" }).click();
        await look("outline");
        if (name === "phone") await page.getByRole("button", { name: "Text", exact: true }).click();
        for (const dialog of ["Documents", "Examples", "Download", "Share", "Compare", "History", "Help", "Keep as case",
            ...name === "phone" ? ["More"] : []]) {
            if (dialog === "Documents") await page.locator("header button").first().click();
            else if (dialog === "Keep as case") await desk.app.evaluate((it) => it.dialogs.open("keep"));
            else await desk.open_dialog(dialog);
            await desk.dialog(dialog).waitFor();
            await look(dialog);
            await page.keyboard.press("Escape");
            await desk.dialog(dialog).waitFor({ state: "hidden" });
        }
        await is_quiet(opened);
        await opened.close();
    });
}

test("by keyboard alone: mend a mistake, answer, and read the result", async () => {
    const opened = await start();
    const { page, desk } = opened;
    const text = await desk.text();
    await desk.caret(text.indexOf("conditions include any of") + "conditions".length);
    await desk.type("x");
    await desk.has_errors(1);
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("F8");
    await page.keyboard.press("Alt+Enter");
    await desk.has_errors(0);
    await page.keyboard.press("F6");
    const focused = () => page.evaluate(() => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return `${at.tagName} ${at.id || at.textContent.trim().slice(0, 30)}`;
    });
    assert.equal(await focused(), "H2 patient-head");
    for (let presses = 0; presses < 10 && !(await focused()).startsWith("INPUT"); ++presses) {
        await page.keyboard.press("Tab");
        assert.ok(!(await focused()).startsWith("BODY"), "the focus is lost");
    }
    await page.keyboard.press("Space");
    await desk.result.getByText(/condition/).first().waitFor();
    for (let presses = 0; presses < 10 && (await focused()) !== "BUTTON Next"; ++presses) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(100);
    assert.match(await focused(), /^LEGEND /);
    await page.keyboard.press("F6");
    assert.equal(await focused(), "H2 result-head");
    await opened.close();
});

test("the width of panes is changed by arrow keys", async () => {
    const opened = await start();
    const width = () => opened.page.locator(".rules-pane").evaluate((it) => it.clientWidth);
    const before = await width();
    await opened.page.getByRole("separator").first().focus();
    for (let presses = 0; presses < 4; ++presses) await opened.page.keyboard.press("ArrowRight");
    assert.ok((await width()) > before + 50);
    await opened.close();
});

test("at 320 pixels nothing reaches beyond the edge, in any pane", async () => {
    const opened = await start(phone);
    const { page, desk } = opened;
    await desk.write(rules_of("tests/golden/page/hostile.yaml"));
    for (const view of ["Patient", "Result", "Cases", "Rules"]) {
        await page.getByRole("navigation").getByRole("button", { name: view }).click();
        const beyond = (await beyond_edge(page)).filter((each) => !/cm-/.test(each));
        assert.deepEqual(beyond, [], view);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), view);
    }
    await opened.close();
});

test("zoomed to 400 % nothing is scrolled sideways, panes and dialogs alike, and a pane can be read", async () => {
    const opened = await start({ viewport: { width: 320, height: 200 } });
    const { page, desk } = opened;
    const fits = async (where) => {
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), where);
        const beyond = (await beyond_edge(page)).filter((each) => !/cm-/.test(each));
        assert.deepEqual(beyond, [], where);
    };
    for (const view of ["Patient", "Result", "Cases", "Rules"]) {
        await page.getByRole("navigation").getByRole("button", { name: view }).click();
        await fits(view);
        const height = await page.locator("section.pane.here").evaluate((it) => it.clientHeight);
        assert.ok(height >= 200, `${view} is ${height} pixels high`);
    }
    for (const dialog of ["Download", "Share", "Compare", "History", "Help"]) {
        await desk.open_dialog(dialog);
        await desk.dialog(dialog).waitFor();
        await fits(dialog);
        await page.keyboard.press("Escape");
        await desk.dialog(dialog).waitFor({ state: "hidden" });
    }
    await opened.close();
});

test("nothing runs that a rule file says, and it is shown as typed", async () => {
    const opened = await start();
    const { page, desk, tried } = opened;
    await page.evaluate(() => (window.canary = "alive"));
    await desk.write(rules_of("tests/golden/page/hostile.yaml"));
    await desk.has_errors(0);
    await page.getByRole("button", { name: "All", exact: true }).click();
    await page.locator("caveat-patient fieldset").first().waitFor();
    await page.getByRole("button", { name: "Outline" }).click();
    for (const summary of await page.locator(".result-pane summary").all()) await summary.click();
    await page.waitForTimeout(1500);
    assert.equal(await page.evaluate(() => window.canary), "alive");
    assert.equal(tried.dialogs, 0);
    assert.equal(await page.locator("caveat-workbench img, caveat-workbench svg[onload], caveat-workbench script").count(), 0);
    await is_quiet(opened);
    await opened.close();
});

const day = "2026-11-30";
const shots = {
    "desk-light": { viewport: { width: 1280, height: 800 }, colorScheme: "light" },
    "desk-dark": { viewport: { width: 1280, height: 800 }, colorScheme: "dark" },
    "tablet-light": { viewport: { width: 768, height: 900 }, colorScheme: "light" },
    "phone-light": { ...phone, colorScheme: "light" },
    "phone-dark": { ...phone, colorScheme: "dark", view: "Patient" },
};
for (const [name, { view, ...options }] of Object.entries(shots)) {
    test(`it looks as it did: ${name}`, async () => {
        const opened = await start({ ...options, timezoneId: "UTC" });
        const { page, desk } = opened;
        await page.clock.setFixedTime(new Date(`${day}T10:42:00Z`));
        await page.reload();
        await ready(page);
        if (!name.startsWith("desk")) await page.getByRole("button", { name: "Text", exact: true }).click();
        await desk.caret((await desk.text()).length);
        await desk.type("  - nobody knows this → suggest another therapy");
        await page.locator(".problem-line.error").first().waitFor();
        if (view !== undefined) await page.getByRole("navigation").getByRole("button", { name: view }).click();
        await page.keyboard.press("Escape");
        await page.locator(".saved", { hasText: /^saved 10:42/ }).waitFor();
        await page.waitForTimeout(300);
        await looks_as_before(page, path.join(here, "looks"), name);
        await opened.close();
    });
}
