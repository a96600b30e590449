// The package in Chromium, under a policy that allows what a page must allow and nothing else.

import assert from "node:assert/strict";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import test, { after, before } from "node:test";
import { back, caveat, generated, installed, profileOf, small, tools } from "./package_user.mjs";

const policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'";
const types = { ".mjs": "text/javascript", ".html": "text/html", ".wasm": "application/wasm" };

let browser;
let server;
let address;
/// Of the WebAssembly, as the server says it.
let wasmType = types[".wasm"];
const asked = [];

function serve(request, response) {
    const { pathname } = new URL(request.url, "http://localhost");
    if (pathname === "/favicon.ico") {
        response.statusCode = 204;
        response.end();
        return;
    }
    asked.push(pathname);
    const file = pathname.startsWith("/generated/")
        ? path.join(generated, path.basename(pathname))
        : path.join(installed, path.basename(pathname));
    response.setHeader("content-security-policy", policy);
    if (pathname === "/") {
        response.setHeader("content-type", "text/html");
        response.end("<!doctype html><meta charset=utf-8>");
    } else if (fs.existsSync(file)) {
        const type = pathname.endsWith(".wasm") ? wasmType : types[path.extname(file)];
        response.setHeader("content-type", type ?? "application/octet-stream");
        response.end(fs.readFileSync(file));
    } else {
        response.statusCode = 404;
        response.end();
    }
}

before(async () => {
    server = http.createServer(serve);
    await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
    address = `http://127.0.0.1:${server.address().port}/`;
    browser = await tools("playwright-core").chromium.launch({
        executablePath: process.env.CAVEAT_BROWSER,
        args: ["--no-sandbox", "--disable-gpu"],
        timeout: 120_000,
    });
});
after(async () => {
    await browser?.close();
    server?.close();
});

/// Runs `work` in a page of its own; what breaks the policy fails.
async function inPage(work, given) {
    const context = await browser.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(900_000);
    const wrong = [];
    page.on("console", (message) => {
        if (message.type() === "error") wrong.push(message.text());
    });
    page.on("pageerror", (problem) => wrong.push(String(problem)));
    await page.goto(address);
    try {
        return { result: await page.evaluate(work, given), wrong };
    } finally {
        await context.close();
    }
}

test("it loads under 'wasm-unsafe-eval' alone, requests its own files, and says what Node says", async () => {
    asked.length = 0;
    const profile = profileOf("02-referred");
    const { result, wrong } = await inPage(
        async ({ back, profile }) => {
            const { load, RuleFileError } = await import("/browser.mjs");
            const core = await load();
            const rules = core.rules(back);
            const report = new TextDecoder().decode(rules.screenBytes(profile));
            const talk = rules.conversation();
            talk.set("pain nrs", 8);
            let refused = "";
            try {
                core.rules("caveat: 1\nrules: [a", "mine.yaml");
            } catch (problem) {
                refused = problem instanceof RuleFileError ? problem.rendered : String(problem);
            }
            return { report, asks: talk.questions().length, refused, text: rules.screenText(profile) };
        },
        { back, profile },
    );
    assert.deepEqual(wrong, []);
    assert.deepEqual(asked, ["/", "/browser.mjs", "/caveat.wasm"]);
    const rules = (await caveat.load()).rules(back);
    assert.equal(result.report, Buffer.from(rules.screenBytes(profile)).toString());
    assert.equal(result.text, rules.screenText(profile));
    assert.ok(result.asks > 0);
    assert.match(result.refused, /^mine\.yaml:\d+:\d+: error/);
});

test("a server that does not know the type of WebAssembly serves it all the same", async () => {
    wasmType = "text/plain";
    const { result, wrong } = await inPage(async () => {
        const { load } = await import("/browser.mjs");
        return (await load()).version;
    });
    wasmType = types[".wasm"];
    assert.equal(result, (await caveat.load()).version);
    assert.deepEqual(wrong, []);
});

test("it may lie elsewhere, and what is not there is said with its address", async () => {
    const { result } = await inPage(async () => {
        const { load } = await import("/browser.mjs");
        const version = (await load({ wasm: "/elsewhere/caveat.wasm" })).version;
        const missing = await load({ wasm: "/none.wasm" }).catch((problem) => problem.message);
        return { version, missing };
    });
    assert.equal(result.version, (await caveat.load()).version);
    assert.match(result.missing, /http:.*\/none\.wasm gives status 404/);
});

test("a pool of Web Workers gives its lines in order; a worker without a script is an error", async () => {
    const { result, wrong } = await inPage(async (small) => {
        const { pool } = await import("/browser.mjs");
        const workers = await pool(small, { size: 3 });
        const lines = Array.from({ length: 20_000 }, (_, at) => `{"patient":"p${at}","facts":{}}\n`);
        const got = [];
        const stream = new Blob(lines).stream();
        for await (const line of workers.screenLines(stream, { only: "verdict" })) {
            got.push(JSON.parse(new TextDecoder().decode(line)).patient);
        }
        await workers.close();
        const none = await pool(small, { size: 1, worker: "/none.mjs" }).catch((problem) => problem.message);
        return { ordered: got.every((each, at) => each === `p${at}`), count: got.length, none };
    }, small);
    assert.equal(result.count, 20_000);
    assert.ok(result.ordered);
    assert.match(result.none, /a worker of Caveat ended/);
    assert.ok(wrong.every((each) => /404|none\.mjs/.test(each)), String(wrong));
});

test("the workbench answers in a page", async () => {
    const { result } = await inPage(async (text) => {
        const { loadWorkbench } = await import("/browser.mjs");
        const bench = await loadWorkbench();
        bench.call({ call: "open", uri: "a.yaml", v: 1, text });
        return bench.call({ call: "symbols", uri: "a.yaml" });
    }, small);
    const bench = await caveat.loadWorkbench();
    bench.call({ call: "open", uri: "a.yaml", v: 1, text: small });
    assert.equal(result, bench.call({ call: "symbols", uri: "a.yaml" }));
});

test("2,000 generated profiles of each of 20 rule sets have the bytes of C++", { timeout: 900_000 }, async () => {
    const { result } = await inPage(async () => {
        const { load } = await import("/browser.mjs");
        const core = await load();
        const bytesAt = async (file) => new Uint8Array(await (await fetch(`/generated/${file}`)).arrayBuffer());
        let count = 0;
        const different = [];
        for (let number = 0; number < 20; ++number) {
            const rules = core.rules(await bytesAt(`${number}.yaml`));
            const cases = await bytesAt(`${number}.cases`);
            for (let at = 0; at < cases.length; ) {
                const end = cases.indexOf(10, at);
                const [profile, report] = new TextDecoder()
                    .decode(cases.subarray(at, end))
                    .split(" ")
                    .map(Number);
                const from = end + 1;
                const made = rules.screenBytes(cases.subarray(from, from + profile));
                const expected = cases.subarray(from + profile, from + profile + report);
                const isSame = made.length === report && made.every((each, i) => each === expected[i]);
                if (!isSame) different.push(`${number}, ${count}`);
                ++count;
                at = from + profile + report + 1;
            }
            rules.dispose();
        }
        return { count, different };
    });
    assert.deepEqual(result, { count: 40_000, different: [] });
});
