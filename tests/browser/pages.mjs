// The pages that are looked at, written by the command line, and a browser to look with.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { after } from "node:test";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const folder = process.env.CAVEAT_NPM_FOLDER;
export const need = createRequire(path.resolve(folder, "package.json"));
export const here = path.dirname(fileURLToPath(import.meta.url));
export const sources = path.resolve(here, "../..");
const pages = path.resolve(folder, "pages");
fs.mkdirSync(pages, { recursive: true });

/// Runs `caveat show` (or what `words` begin with) in the sources; its exit status may be 1, where
/// answers of a patient could not be used.
function caveat(...words) {
    try {
        return execFileSync(process.env.CAVEAT, words, { cwd: sources, encoding: "utf8" });
    } catch (failure) {
        if (failure.status === 1) return failure.stdout;
        throw failure;
    }
}

const day = ["--as-of", "2026-11-20"];
const write = (name, ...words) => {
    const file = path.join(pages, `${name}.html`);
    fs.rmSync(file, { force: true });
    caveat(...words, file);
    return pathToFileURL(file).href;
};
const show = (name, ...words) => write(name, "show", ...words, ...day, "--output");

const small = "tests/golden/page/knee.yaml";
const hostile = "tests/golden/page/hostile.yaml";
const back = "rules/back-pain-massage.yaml";

/// Addresses by what the page is about.
export const address = {
    rules: show("rules", back),
    patient: show("patient", back, "examples/profiles/02-referred.json"),
    everything: show("everything", back, "examples/profiles/10-everything-at-once.json"),
    leaflet: show("leaflet", back, "examples/profiles/02-referred.json", "--for", "patient"),
    scores: show("scores", "rules/wells-dvt.yaml"),
    knee: show("knee", small, "tests/golden/page/knee.json"),
    cases: write("cases", "test", small, "--html"),
    hostile: show("hostile", hostile, "tests/golden/page/hostile.json"),
};
export const drawing = caveat("show", small, "--format", "svg", "--of", "loaded-knee");
export const policy = caveat("show", back, "--csp").trim().replace("Content-Security-Policy: ", "");

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
