// The package by every way in: import and require, esbuild and vite, types, and its own description.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import test, { after } from "node:test";
import { installed, tools, user } from "./package_user.mjs";

const folder = (name) => {
    const made = path.join(user, name);
    fs.rmSync(made, { recursive: true, force: true });
    fs.mkdirSync(made, { recursive: true });
    return made;
};
const node = (file, ...words) => execFileSync(process.execPath, [file, ...words], { cwd: user, encoding: "utf8" });
const rules = JSON.stringify(
    "caveat: 1\nfacts: {pain: {type: yes/no}}\noutcomes: {refer to doctor: {say: See one.}}\nrules: [pain → refer to doctor]\n",
);
/// What each program does: load, screen, and screen in a pool.
const program = (start) => `${start}
const rules = ${rules};
async function main() {
    const core = await load();
    const { verdict } = core.rules(rules).screen({ facts: { pain: true } });
    const workers = await pool(rules, { size: 1 });
    const lines = [];
    for await (const line of workers.screenLines([new TextEncoder().encode('{"facts":{"pain":true}}\\n')])) {
        lines.push(JSON.parse(new TextDecoder().decode(line)).verdict);
    }
    await workers.close();
    return [verdict, ...lines].join(" ");
}
`;
const said = "refer_first refer_first";

let browser;
after(() => browser?.close());
/// Serves a folder and reads what its page says as its title.
async function titleOf(served) {
    const types = { ".js": "text/javascript", ".mjs": "text/javascript", ".html": "text/html", ".wasm": "application/wasm" };
    const server = http.createServer((request, response) => {
        const name = new URL(request.url, "http://localhost").pathname;
        const file = path.join(served, name === "/" ? "index.html" : name);
        if (!fs.existsSync(file)) {
            response.statusCode = 404;
            return response.end();
        }
        response.setHeader("content-type", types[path.extname(file)] ?? "text/plain");
        return response.end(fs.readFileSync(file));
    });
    await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
    try {
        return await titleAt(`http://127.0.0.1:${server.address().port}/`);
    } finally {
        server.close();
    }
}
async function titleAt(address) {
    browser ??= await tools("playwright-core").chromium.launch({
        executablePath: process.env.CAVEAT_BROWSER,
        args: ["--no-sandbox", "--disable-gpu"],
        timeout: 120_000,
    });
    const page = await browser.newPage();
    const wrong = [];
    page.on("pageerror", (problem) => wrong.push(String(problem)));
    await page.goto(address);
    try {
        await page.waitForFunction(() => document.title !== "waiting", null, { timeout: 60_000 });
        return await page.title();
    } catch (problem) {
        throw new Error(`${problem.message} ${wrong.join(" ")}`);
    } finally {
        await page.close();
    }
}
const page = (script) =>
    `<!doctype html><title>waiting</title><link rel=icon href=data:,><script type=module src=${script}></script>`;
const shows = "main().then((text) => { document.title = text; }, (problem) => { document.title = String(problem); });\n";

test("import and require give the same names, and both work", () => {
    const names = "Object.keys(caveat).sort().join()";
    fs.writeFileSync(path.join(user, "a.mjs"), `import * as caveat from "caveat";
const { load, pool } = caveat;
${program("")}console.log(${names}, await main());`);
    fs.writeFileSync(path.join(user, "a.cjs"), `const caveat = require("caveat");
const { load, pool } = caveat;
${program("")}main().then((text) => console.log(${names}, text));`);
    assert.equal(node("a.mjs"), `RuleFileError,load,loadWorkbench,pool ${said}\n`);
    assert.equal(node("a.cjs"), node("a.mjs"));
});

test("the WebAssembly has an address of its own in the package", () => {
    fs.writeFileSync(path.join(user, "b.mjs"), `import { createRequire } from "node:module";
const need = createRequire(import.meta.url);
console.log(import.meta.resolve("caveat/caveat.wasm"), need.resolve("caveat/caveat-workbench.wasm"));`);
    const [one, two] = node("b.mjs").trim().split(" ");
    assert.equal(one, `file://${path.join(fs.realpathSync(installed), "caveat.wasm")}`);
    assert.equal(two, path.join(fs.realpathSync(installed), "caveat-workbench.wasm"));
});

test("esbuild bundles it for Node, as a module and as CommonJS", async () => {
    const made = folder("esbuild-node");
    fs.writeFileSync(path.join(user, "c.mjs"), `${program('import { load, pool } from "caveat";')}main().then(console.log);`);
    for (const format of ["esm", "cjs"]) {
        await tools("esbuild").build({
            entryPoints: [path.join(user, "c.mjs")],
            outfile: path.join(made, format === "esm" ? "c.mjs" : "c.cjs"),
            bundle: true,
            platform: "node",
            format,
            logLevel: "error",
            logOverride: { "empty-import-meta": "silent" },
            // What has no import.meta takes the half of the package that needs none.
            conditions: format === "cjs" ? ["require"] : [],
            packages: format === "cjs" ? "external" : "bundle",
        });
    }
    for (const file of ["caveat.wasm", "node_worker.mjs"]) {
        fs.copyFileSync(path.join(installed, file), path.join(made, file));
    }
    assert.equal(node(path.join(made, "c.mjs")), `${said}\n`);
    assert.equal(node(path.join(made, "c.cjs")), `${said}\n`);
});

test("esbuild bundles it for browsers, with its files copied beside", async () => {
    const made = folder("esbuild-browser");
    fs.writeFileSync(path.join(user, "d.mjs"), program('import { load, pool } from "caveat";') + shows);
    await tools("esbuild").build({
        entryPoints: [path.join(user, "d.mjs")],
        outfile: path.join(made, "d.mjs"),
        bundle: true,
        format: "esm",
        platform: "browser",
        logLevel: "error",
    });
    for (const file of ["caveat.wasm", "worker.mjs"]) {
        fs.copyFileSync(path.join(installed, file), path.join(made, file));
    }
    fs.writeFileSync(path.join(made, "index.html"), page("/d.mjs"));
    assert.equal(await titleOf(made), said);
});

/// A page for vite, and its settings.
function viteProject(name, config) {
    const made = folder(name);
    fs.writeFileSync(path.join(made, "main.mjs"), program('import { load, pool } from "caveat";') + shows);
    fs.writeFileSync(path.join(made, "index.html"), page("/main.mjs"));
    fs.writeFileSync(path.join(made, "package.json"), '{"type":"module"}');
    fs.writeFileSync(path.join(made, "vite.config.mjs"), `export default ${config};`);
    return made;
}
const vite = path.join(path.dirname(tools.resolve("vite/package.json")), "bin/vite.js");

test("vite builds it, with all its files", { timeout: 180_000 }, async () => {
    const made = viteProject("vite-build", "{}");
    execFileSync(process.execPath, [vite, "build", "--logLevel", "warn"], { cwd: made, stdio: "inherit" });
    const files = fs.readdirSync(path.join(made, "dist/assets"));
    assert.ok(files.some((each) => /^caveat-.*\.wasm$/.test(each)), String(files));
    assert.ok(files.some((each) => /^worker-/.test(each)), String(files));
    assert.equal(await titleOf(path.join(made, "dist")), said);
});

test("vite serves it while a page is developed, excluded as the README says", { timeout: 180_000 }, async () => {
    const readme = fs.readFileSync(path.join(installed, "README.md"), "utf8");
    const [, config] = /`(optimizeDeps: \{ exclude: \["caveat"\] \})`/.exec(readme);
    const made = viteProject("vite-dev", `{ ${config}, server: { fs: { allow: [".."] } } }`);
    const server = spawn(process.execPath, [vite, "--host", "127.0.0.1", "--port", "0"], {
        cwd: made,
        env: { ...process.env, NO_COLOR: "1" },
    });
    try {
        const address = await new Promise((found, failed) => {
            let printed = "";
            server.stdout.on("data", (bytes) => {
                printed += bytes;
                const [at] = /http:\/\/127\.0\.0\.1:\d+\//.exec(printed) ?? [];
                if (at) found(at);
            });
            server.on("exit", () => failed(new Error(`vite ended: ${printed}`)));
        });
        assert.equal(await titleAt(address), said);
    } finally {
        server.kill();
    }
});

test("types are found by both kinds of module, and a misspelt option is stopped", () => {
    const made = folder("types");
    const good = `import { load, pool, RuleFileError, type Profile, type Report } from "caveat";
const profile: Profile = { as_of: "2026-11-20", facts: { a: null, b: 7n, c: { present: ["x"] }, d: [{ e: true }] } };
export async function main(): Promise<Report> {
    const rules = (await load()).rules("", "a.yaml");
    try { return rules.screen(profile, { respondents: ["patient"], why: "fired" }); }
    catch (problem) { if (problem instanceof RuleFileError) console.log(problem.diagnostics[0]?.line); throw problem; }
    finally { rules.dispose(); }
}
export const lines = async () => (await pool("")).screenLines([], { only: "verdict" });
`;
    for (const end of ["mts", "cts"]) fs.writeFileSync(path.join(made, `good.${end}`), good);
    fs.writeFileSync(path.join(made, "bad.mts"), good.replace("why:", "wyh:"));
    const tsc = path.join(path.dirname(tools.resolve("typescript/package.json")), "bin/tsc");
    const check = (file) =>
        execFileSync(
            process.execPath,
            [tsc, "--noEmit", "--strict", "--target", "es2022", "--module", "nodenext",
                "--lib", "es2022,dom,esnext.disposable", "--types", "", file],
            { cwd: made, encoding: "utf8" },
        );
    check("good.mts");
    check("good.cts");
    assert.throws(() => check("bad.mts"), (problem) => /wyh/.test(problem.stdout));
});

test("publint finds nothing", async () => {
    const { publint } = await import(tools.resolve("publint"));
    const { messages } = await publint({ pkgDir: installed, strict: true });
    assert.deepEqual(messages, []);
});
