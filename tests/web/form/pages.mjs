// Pages that embed the form, a server without any other purpose, and what a test does with them.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { after } from "node:test";
import { open, sources } from "../../browser/browser.mjs";

export const here = path.join(sources, "tests/web/form");
const form = process.env.CAVEAT_MADE;
const day = "2026-11-20";

/// What a page with the form is allowed to do: nothing that the form does not need.
export const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; " +
    "style-src 'self'; form-action 'self'";

const types = {
    ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html; charset=utf-8",
    ".yaml": "application/yaml", ".css": "text/css",
};
/// Written down on the page: everything that the form tells.
const listener = `window.heard = [];
for (const name of ["caveat-ready", "caveat-answer", "caveat-done", "caveat-error"]) {
    addEventListener(name, (event) => window.heard.push([name, structuredClone(event.detail)]));
}`;

/// Texts by address; a function is asked each time.
export const served = new Map([["/listener.js", listener]]);
const folders = { "/caveat/": form, "/rules/": path.join(sources, "rules"), "/tests/": here };
/// What was posted, as text.
export const posted = [];

function found(address) {
    const text = served.get(address);
    if (text !== undefined) return typeof text === "function" ? text() : text;
    for (const [prefix, folder] of Object.entries(folders)) {
        const file = path.join(folder, address.slice(prefix.length));
        if (address.startsWith(prefix) && file.startsWith(folder) && fs.existsSync(file)) return fs.readFileSync(file);
    }
    return undefined;
}

const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (request.method === "POST") {
        let text = "";
        request.on("data", (piece) => (text += piece));
        request.on("end", () => {
            posted.push(text);
            response.setHeader("Content-Type", types[".html"]).end("<!DOCTYPE html><title>Booked</title><h1>Booked</h1>");
        });
        return;
    }
    const body = found(pathname);
    if (body === undefined) return response.writeHead(404).end();
    response.setHeader("Content-Type", types[path.extname(pathname)] ?? types[".html"]);
    response.setHeader("Content-Security-Policy", served.get(`${pathname} policy`) ?? policy);
    response.end(body);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
after(() => server.close());
export const origin = `http://127.0.0.1:${server.address().port}`;

let pages = 0;
/// The address of a page with this body.
export function page_with(body, { scheme = "light dark" } = {}) {
    const address = `/page-${++pages}`;
    served.set(`/scheme-${pages}.css`, `:root { color-scheme: ${scheme}; } body { margin: 1rem; background: Canvas; font: 16px/1.5 "DejaVu Sans", sans-serif; }`);
    served.set(address, `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Intake</title>
<link rel="stylesheet" href="/scheme-${pages}.css">
<script src="/listener.js"></script>
<script type="module" src="/caveat/caveat-form.js"></script></head>
<body><main><h1>Intake</h1>${body}</main></body></html>`);
    return origin + address;
}

export const element = (attributes = "", inside = "", rules = "/tests/everything.yaml") =>
    `<caveat-form name="intake" rules="${rules}" as-of="${day}" ${attributes}>${inside}</caveat-form>`;

/// Rules of one fact, which decides: `declared` is what the file says of it, `when` the condition.
export function rules_about(declared, when, more = "") {
    const address = `/made-${++pages}.yaml`;
    served.set(address, `caveat: 1
facts:
  asked: ${declared}
outcomes:
  avoid massage: {say: Please do not.}
rules:
  - {id: only, rule: "${when} → avoid massage"}
${more}`);
    return address;
}

/// Opens a page and waits for the first question, the end, or word that there is none.
export async function begin(body = element(), options = {}) {
    const url = body.startsWith("http") ? body : page_with(body, options);
    const opened = await open(url, options);
    const { page } = opened;
    page.setDefaultTimeout(20_000);
    await page.waitForFunction(() => window.heard?.some(([name]) => name === "caveat-ready" || name === "caveat-error"));
    const shown = {
        ...opened,
        url,
        heard: (name) => page.evaluate((wanted) =>
            window.heard.filter(([each]) => each === wanted).map(([, detail]) => detail), name),
        /// The question that is asked now; empty at the end.
        asked: async () => (await page.locator("#question").count()) === 0 ? "" : page.locator("#question").innerText(),
        trouble: () => page.locator("#problem").innerText(),
        profile: () => page.evaluate(() => document.querySelector("caveat-form").profile),
        press: (name) => page.getByRole("button", { name, exact: true }).click(),
    };
    return shown;
}

/// Waits until another question is asked than this one, or none.
export const moved_on = (page, question) => page.waitForFunction((was) =>
    document.querySelector("caveat-form").shadowRoot.querySelector("#question")?.textContent !== was, question);

/// The report that the command line gives for a profile, in one line.
export function native_report(rules, profile, respondents = "patient") {
    try {
        return execFileSync(process.env.CAVEAT,
            ["screen", rules, "-", "--format", "ndjson", "--respondents", respondents],
            { input: `${JSON.stringify(profile)}\n`, encoding: "utf8" });
    } catch (failure) {
        // 1: some answer could not be used.
        assert.equal(failure.status, 1, failure.stderr);
        return failure.stdout;
    }
}
export { day, sources };
