// Makes the form: one module, its types, and the core beside it.
//
//   node build.mjs NPM_FOLDER PACKAGE MADE
//
// In NPM_FOLDER lies what package-lock.json names; PACKAGE is the npm package `caveat`; MADE receives
// caveat-form.js, caveat-form.d.ts and caveat.wasm.

import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { lay, tsc } from "../typescript.mjs";

const [npm, core, made] = process.argv.slice(2).map((each) => path.resolve(each));
const here = path.dirname(fileURLToPath(import.meta.url));
const need = createRequire(path.join(npm, "package.json"));

/// Zipped, as servers send it: what people wait for on a telephone, beside the core.
const mostBytes = 30_000;

const sources = path.join(npm, "src");
lay(npm, here, { src: "src", "node_modules/caveat": core });
tsc(npm, ["--project", npm]);

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
tsc(npm, ["--project", npm, "--noEmit", "false", "--declaration",
    "--emitDeclarationOnly", "--outDir", emitted]);
const types = path.join(made, "caveat-form.d.ts");
const parts = [path.join(here, "caveat-form.d.ts"), path.join(emitted, "events.d.ts"),
    path.join(emitted, "messages.d.ts"), path.join(core, "index.d.mts")];
const one = parts.map((each) => fs.readFileSync(each, "utf8").replace(/^import .*\n/gm, "")).join("\n");
// Without functions and the error: only the form itself sees them.
fs.writeFileSync(types, one.replace(/export declare class RuleFileError [^]*?\n}\n/, "").replace(/(?:\/\*\*(?:(?!\*\/)[^])*\*\/\n)?export declare function [^;]*;\n/g, ""));
tsc(npm, ["--noEmit", "--strict", "--target", "ES2022", "--lib",
    "ES2022,ESNext.Disposable,DOM,DOM.Iterable,DOM.AsyncIterable", types]);

const bytes = gzipSync(fs.readFileSync(path.join(made, "caveat-form.js")), { level: 9 }).length;
if (bytes > mostBytes) {
    console.error(`caveat-form.js is ${bytes} bytes zipped; at most ${mostBytes} are allowed`);
    process.exitCode = 1;
}
