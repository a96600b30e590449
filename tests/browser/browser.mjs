// A browser to look with, what it finds wrong, and how a page looked.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after } from "node:test";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const folder = process.env.CAVEAT_NPM_FOLDER;
const need = createRequire(path.resolve(folder, "package.json"));
export const sources = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

const { chromium } = need("playwright-core");
export const browser = await chromium.launch({
    executablePath: process.env.CAVEAT_BROWSER,
    // A container has no user to keep apart from; what is opened here we have written ourselves.
    args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"],
    timeout: 120_000,
});
after(() => browser.close());

/// Opens a page and keeps account of what it tries.
export async function open(url, options = {}) {
    const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        reducedMotion: "reduce",
        ...options,
    });
    context.setDefaultTimeout(120_000);
    const page = await context.newPage();
    const tried = { requests: [], errors: [], dialogs: 0 };
    page.on("request", (request) => {
        if (request.url() !== url.split("#")[0]) tried.requests.push(request.url());
    });
    page.on("console", (message) => {
        if (message.type() === "error") tried.errors.push(message.text());
    });
    page.on("pageerror", (error) => tried.errors.push(String(error)));
    page.on("dialog", (dialog) => {
        ++tried.dialogs;
        dialog.dismiss();
    });
    if (options.javaScriptEnabled !== false) {
        await page.addInitScript(() => {
            window.violations = [];
            document.addEventListener("securitypolicyviolation", (event) =>
                window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
        });
    }
    await page.goto(url);
    return { page, tried, close: () => context.close() };
}

const axe = fs.readFileSync(need.resolve("axe-core/axe.min.js"), "utf8");

/// What axe finds wrong with a page.
export async function wrong_with(page) {
    await page.evaluate(axe);
    const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    return found.violations.flatMap((each) =>
        each.nodes.slice(0, 3).map((node) => `${each.id}: ${node.target} ${node.failureSummary}`));
}

/// What reaches beyond the right edge of a narrow window, inside shadow roots too.
export const beyond_edge = (page) => page.evaluate(() => {
    const all = (root) => [...root.querySelectorAll("*")]
        .flatMap((each) => [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
    return all(document.body)
        .filter((each) => each.checkVisibility() && !each.closest(".skip, .hidden") &&
            each.getBoundingClientRect().right > innerWidth + 1)
        .slice(0, 3).map((each) => `${each.tagName}.${each.className} ${each.textContent.slice(0, 40)}`);
});

const { PNG } = need("pngjs");
const { default: pixelmatch } = await import(need.resolve("pixelmatch"));

/// Other versions of the browser draw edges of letters otherwise; what moves or vanishes is more.
const most_apart = 0.04;

/// Compares a screenshot with the one in `looks` that somebody has looked at. CAVEAT_UPDATE_GOLDEN=1
/// writes it anew: look at it before it is kept.
export async function looks_as_before(page, looks, name) {
    const taken = await page.screenshot({ animations: "disabled" });
    const golden = path.join(looks, `${name}.png`);
    if (process.env.CAVEAT_UPDATE_GOLDEN) {
        fs.mkdirSync(looks, { recursive: true });
        fs.writeFileSync(golden, taken);
        return;
    }
    const seen = path.join(folder, `${name}.png`);
    fs.writeFileSync(seen, taken);
    const [now, then] = [PNG.sync.read(taken), PNG.sync.read(fs.readFileSync(golden))];
    assert.deepEqual([now.width, now.height], [then.width, then.height]);
    const apart = pixelmatch(now.data, then.data, null, now.width, now.height, { threshold: 0.2 });
    const share = apart / (now.width * now.height);
    assert.ok(share < most_apart, `${(share * 100).toFixed(1)} % of the pixels differ; see ${seen}`);
}
