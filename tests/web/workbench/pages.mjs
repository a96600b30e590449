// The workbench as its two builds are opened: the folder from a server without any other purpose, and
// the one file. And what a test does with it.

import assert from "node:assert/strict";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { after } from "node:test";
import { pathToFileURL } from "node:url";
import { browser, open, sources } from "../../browser/browser.mjs";

export { browser, open, sources };
export const here = path.join(sources, "tests/web/workbench");
export const made = process.env.CAVEAT_MADE;

const types = {
    ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html; charset=utf-8",
    ".json": "application/json", ".css": "text/css",
};

/// Files that a test puts in the place of those of the folder.
export const instead = new Map();

const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const name = pathname === "/" ? "index.html" : pathname.slice(1);
    const file = path.join(made, "folder", name);
    if (!/^[\w.-]+$/.test(name) || !fs.existsSync(file)) return response.writeHead(404).end();
    response.setHeader("Content-Type", types[path.extname(file)] ?? "text/plain");
    response.setHeader("Cache-Control", "no-store");
    response.end(instead.get(name) ?? fs.readFileSync(file));
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
after(() => server.close());
export const origin = `http://127.0.0.1:${server.address().port}/`;
export const file = pathToFileURL(path.join(made, "workbench.html")).href;

/// Opens the workbench, and waits until the first rules are judged, and a patient by them.
export async function start(options = {}, url = origin) {
    const opened = await open(url, options);
    opened.page.setDefaultTimeout(30_000);
    await ready(opened.page);
    await opened.page.locator(".report", { hasText: /\S/ }).first().waitFor({ state: "attached" });
    return { ...opened, desk: desk(opened.page) };
}
export async function ready(page) {
    await page.locator(".problem-list p", { hasText: /errors?\b/ }).waitFor({ state: "attached" });
}

/// What tests do again and again.
export function desk(page) {
    const app = page.locator("caveat-workbench");
    return {
        app,
        text: () => app.evaluate((it) => it.rules.text),
        cases: () => app.evaluate((it) => it.cases.text),
        /// Puts other text there, as a paste does.
        write: (text) => app.evaluate((it, to) => it.rules.replace(to), text),
        async type(text) {
            await page.locator("#rules-editor .cm-content").focus();
            await page.keyboard.type(text);
        },
        async caret(at) {
            await app.evaluate((it, to) => it.rules.view.dispatch({ selection: { anchor: to } }), at);
        },
        errors: () => page.locator(".problem-list li"),
        result: page.locator(".report").first(),
        /// Waits for the problems to be so many.
        async has_errors(count) {
            const words = count === 0 ? /^\s*No errors/ : new RegExp(`^\\s*${count} errors?\\b`);
            await page.locator(".problem-list p", { hasText: words }).waitFor();
        },
        async saved() {
            await page.locator(".saved", { hasText: /^saved / }).waitFor();
        },
        dialog: (name) => page.getByRole("dialog", { name }),
        /// By its button; where there is no room for that, by the one for all of them.
        async open_dialog(button) {
            const more = page.getByRole("button", { name: "More", exact: true });
            if (await more.isVisible() && button !== "More") await more.click();
            await page.getByRole("button", { name: button, exact: true }).click();
        },
    };
}

/// A search waits after its first slice until the function that this gives is called, and goes on in the
/// smallest ones: what is done meanwhile is done while it goes on, however fast the core is.
export async function hold_search(page) {
    await page.evaluate(() => {
        const post = Worker.prototype.postMessage;
        const waiting = [];
        const smallest = (worker, message) =>
            post.call(worker, { ...message, request: { ...message.request, slice: 1 } });
        let held = true;
        Worker.prototype.postMessage = function (message) {
            const goes_on = message.request !== undefined && "token" in message.request;
            if (!goes_on) post.call(this, message);
            else if (held) waiting.push(() => smallest(this, message));
            else smallest(this, message);
        };
        window.go_on = () => {
            held = false;
            for (const send of waiting.splice(0)) send();
        };
    });
    return () => page.evaluate(() => window.go_on());
}

export const rules_of = (file) => fs.readFileSync(path.join(sources, file), "utf8");

/// Nothing was requested, reported or run that should not be.
export async function is_quiet({ page, tried }) {
    assert.deepEqual(tried.errors, []);
    assert.deepEqual(await page.evaluate(() => window.violations), []);
}
