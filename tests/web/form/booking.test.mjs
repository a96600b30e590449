// The page of the examples: it asks, and then books, refers, or hands over.

import assert from "node:assert/strict";
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { beyond_edge, wrong_with } from "../../browser/browser.mjs";
import { begin, native_report, origin, policy, posted, served, sources } from "./pages.mjs";

const rules = "rules/back-pain-massage.yaml";
const example = fs.readFileSync(path.join(sources, "examples/booking.html"), "utf8");
const hash = (text) => `'sha256-${crypto.createHash("sha256").update(text).digest("base64")}'`;
const [, style] = /<style>([^]*?)<\/style>/.exec(example);
const [, script] = /<script type="module">([^]*?)<\/script>/.exec(example);
/// The example, and what the tests listen by.
served.set("/booking.html", example.replace("<script ", '<script src="/listener.js"></script>\n<script '));
served.set("/booking.html policy", policy.replace("'wasm-unsafe-eval'", `'wasm-unsafe-eval' ${hash(script)}`)
    .replace("style-src 'self'", `style-src 'self' ${hash(style)}`));

const arrive = (options) => begin(`${origin}/booking.html`, options);

/// Answers every question by `reply`, which gives what to do with it, until none is left.
async function answer_all(shown, reply) {
    for (let at = 0; at < 80; ++at) {
        const question = await shown.asked();
        if (question === "") return;
        await reply(question);
        assert.ok((await shown.page.locator("#problem").count()) === 0 || (await shown.trouble()) === "",
            `${question} ${await shown.page.locator("#problem").allInnerTexts()}`);
    }
    throw new Error("it asks without end");
}
const visible = async (shown) => (await shown.page.locator("section:visible h2").allInnerTexts()).join();

/// Somebody well: no pain, nothing of the lists, no to everything else.
async function well(shown) {
    const { page } = shown;
    await answer_all(shown, async () => {
        if (await page.locator("#answer").count()) await page.fill("#answer", "0");
        else if (await page.locator("#answer-none").count()) await page.check("#answer-none");
        else if (await page.locator("input[type=checkbox]").count()) await page.locator("input[type=checkbox]").last().check();
        else await page.locator("input[type=radio]").last().check();
        await shown.press("Next");
    });
}

test("who is well books, and the server finds the same", async () => {
    const shown = await arrive();
    await well(shown);
    assert.equal(await visible(shown), "You can book");
    const [{ profile, report }] = await shown.heard("caveat-done");
    await shown.page.fill("[name=name]", "A. Patient");
    await shown.press("Book");
    await shown.page.waitForURL("**/bookings");
    const sent = new URLSearchParams(posted.at(-1));
    assert.deepEqual([sent.get("name"), sent.get("time"), JSON.parse(sent.get("intake"))], ["A. Patient", "Monday, 10:00", profile]);
    const found = native_report(path.join(sources, rules), JSON.parse(sent.get("intake")));
    assert.equal(found, `${JSON.stringify(report)}\n`);
    assert.deepEqual(shown.tried.errors, []);
    await shown.close();
});

test("who says yes to everything is told in the rule file's words, and cannot book", async () => {
    const shown = await arrive();
    await answer_all(shown, async () => {
        if (await shown.page.locator("#answer").count()) await shown.page.fill("#answer", "8");
        else await shown.page.locator("#answer-0").check();
        await shown.press("Next");
    });
    assert.equal(await visible(shown), "Not yet, please");
    const [{ report }] = await shown.heard("caveat-done");
    const says = report.outcomes.filter(({ verb }) => verb === "avoid" || verb === "refer").map(({ say }) => say);
    assert.ok(says.length > 0);
    assert.deepEqual(await shown.page.locator("#reasons li").allInnerTexts(), says);
    assert.equal(await shown.page.locator("#booking button:visible").count(), 1, "Back alone");
    assert.equal(await shown.page.evaluate(() => document.activeElement.textContent), "Not yet, please");
    await shown.press("Back");
    assert.equal(await visible(shown), "");
    await shown.close();
});

test("whoever leaves open what may forbid it is handed over to somebody", async () => {
    const shown = await arrive();
    await answer_all(shown, () => shown.page.locator("#skip").click());
    assert.equal(await visible(shown), "Please call us");
    const [{ report }] = await shown.heard("caveat-done");
    assert.equal(report.at_most, "do_not_proceed");
    await shown.close();
});

test("a form that cannot be shown hands over, and a reload in mid-interview loses nothing", async () => {
    served.set("/rules/back-pain-massage.yaml", "caveat: 1\nrules: [nonsense]\n");
    const broken = await arrive();
    served.delete("/rules/back-pain-massage.yaml");
    assert.equal(await visible(broken), "Please call us");
    await broken.close();

    const shown = await arrive();
    await shown.page.locator("#answer-1").check();
    await shown.press("Next");
    const question = await shown.asked();
    await shown.page.reload();
    await shown.page.waitForFunction(() => window.heard.length > 0);
    assert.equal(await shown.asked(), question);
    await shown.close();
});

test("the lines of the README embed it", async () => {
    const readme = fs.readFileSync(path.join(sources, "README.md"), "utf8");
    const [, lines] = /```html\n([^]*?<caveat-form[^]*?)```/.exec(readme);
    const [, inline] = /<script type="module">([^]*?)<\/script>/.exec(lines);
    served.set("/readme.html", `<!DOCTYPE html><title>Book</title><script src="/listener.js"></script>${lines}`);
    served.set("/readme.html policy", policy.replace("'wasm-unsafe-eval'", `'wasm-unsafe-eval' ${hash(inline)}`));
    const shown = await begin(`${origin}/readme.html`);
    const book = shown.page.getByRole("button", { name: "Book", exact: true });
    assert.ok(await book.isDisabled());
    await well(shown);
    assert.ok(await book.isEnabled());
    await book.click();
    await shown.page.waitForURL("**/bookings");
    assert.ok(JSON.parse(new URLSearchParams(posted.at(-1)).get("intake")).facts);
    await shown.close();

    const silent = await begin(`${origin}/readme.html`);
    await answer_all(silent, () => silent.page.locator("#skip").click());
    assert.ok(await silent.page.getByRole("button", { name: "Book", exact: true }).isDisabled());
    await silent.close();
});

test("without a script there is a telephone number and nothing to pass", async () => {
    const url = `${origin}/booking.html`;
    const { open } = await import("../../browser/browser.mjs");
    const { page, close } = await open(url, { javaScriptEnabled: false });
    assert.ok(await page.isVisible("caveat-form >> text=Please call us"));
    assert.equal(await page.locator("button:visible").count(), 0);
    await close();
});

test("the page has nothing wrong for axe, and fits a telephone", async () => {
    for (const colorScheme of ["light", "dark"]) {
        const shown = await arrive({ colorScheme, viewport: { width: 320, height: 640 } });
        assert.deepEqual(await wrong_with(shown.page), []);
        assert.deepEqual(await beyond_edge(shown.page), []);
        await well(shown);
        assert.deepEqual(await wrong_with(shown.page), []);
        assert.deepEqual(await beyond_edge(shown.page), []);
        await shown.close();
    }
});
