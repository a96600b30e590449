// Makes the form: one module, its types, and the core beside it.
//
//   node build.mjs NPM_FOLDER PACKAGE MADE
//
// In NPM_FOLDER lies what package-lock.json names; PACKAGE is the npm package `caveat`; MADE receives
// caveat-form.js, caveat-form.d.ts and caveat.wasm.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const [npm, core, made] = process.argv.slice(2).map((each) => path.resolve(each));
const here = path.dirname(fileURLToPath(import.meta.url));
const need = createRequire(path.join(npm, "package.json"));

/// Zipped, as servers send it: what people wait for on a telephone, beside the core.
const mostBytes = 30_000;

// Compiled beside the packages that it needs.
const sources = path.join(npm, "src");
fs.rmSync(sources, { recursive: true, force: true });
fs.cpSync(path.join(here, "src"), sources, { recursive: true });
fs.copyFileSync(path.join(here, "tsconfig.json"), path.join(npm, "tsconfig.json"));
const package_ = path.join(npm, "node_modules/caveat");
fs.rmSync(package_, { recursive: true, force: true });
fs.cpSync(core, package_, { recursive: true });
const tsc = path.join(path.dirname(need.resolve("typescript/package.json")), "bin/tsc");
execFileSync(process.execPath, [tsc, "--project", npm], { stdio: "inherit" });

fs.rmSync(made, { recursive: true, force: true });
fs.mkdirSync(made, { recursive: true });
await need("esbuild").build({
    entryPoints: [path.join(sources, "index.ts")],
    outfile: path.join(made, "caveat-form.js"),
    bundle: true,
    minify: true,
    legalComments: "none",
    charset: "utf8",
    platform: "browser",
    format: "esm",
    target: "es2022",
    logLevel: "warning",
});
fs.copyFileSync(path.join(core, "caveat.wasm"), path.join(made, "caveat.wasm"));

// Types as one file, which needs no package: the element's, its words and events, and the core's.
const emitted = path.join(npm, "types");
execFileSync(process.execPath, [tsc, "--project", npm, "--noEmit", "false", "--declaration",
    "--emitDeclarationOnly", "--outDir", emitted], { stdio: "inherit" });
const types = path.join(made, "caveat-form.d.ts");
const parts = [path.join(here, "caveat-form.d.ts"), path.join(emitted, "events.d.ts"),
    path.join(emitted, "messages.d.ts"), path.join(core, "index.d.mts")];
const one = parts.map((each) => fs.readFileSync(each, "utf8").replace(/^import .*\n/gm, "")).join("\n");
// Without functions and the error: only the form itself sees them.
fs.writeFileSync(types, one.replace(/export declare class RuleFileError [^]*?\n}\n/, "").replace(/(?:\/\*\*(?:(?!\*\/)[^])*\*\/\n)?export declare function [^;]*;\n/g, ""));
execFileSync(process.execPath, [tsc, "--noEmit", "--strict", "--target", "ES2022", "--lib",
    "ES2022,ESNext.Disposable,DOM,DOM.Iterable,DOM.AsyncIterable", types], { stdio: "inherit" });

const bytes = gzipSync(fs.readFileSync(path.join(made, "caveat-form.js")), { level: 9 }).length;
if (bytes > mostBytes) {
    console.error(`caveat-form.js is ${bytes} bytes zipped; at most ${mostBytes} are allowed`);
    process.exitCode = 1;
}
