// Makes the npm package.
//
//   node build.mjs NPM_FOLDER WASM_FOLDER PACKAGE_FOLDER
//
// In NPM_FOLDER lies what package-lock.json names, in WASM_FOLDER what the preset `wasm` builds.

import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { lay, tsc } from "../typescript.mjs";

const [npm, wasm, made] = process.argv.slice(2).map((each) => path.resolve(each));
const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../../../..");
const need = createRequire(path.join(npm, "package.json"));
const { build } = need("esbuild");

const read = (file) => fs.readFileSync(path.join(root, file), "utf8");

/// Where the members of structs lie where pointers have 4 bytes, as the compiler has checked it.
function layouts() {
    const text = read("src/adapters/c_api/layout.cpp");
    const found = {};
    for (const [, struct, , size] of text.matchAll(/^CAVEAT_SIZE\((\w+), (\d+), (\d+)\);/gm)) {
        found[struct] = { SIZE: Number(size) };
    }
    for (const [, struct, member, , at] of text.matchAll(/^CAVEAT_AT\((\w+), (\w+), (\d+), (\d+)\);/gm)) {
        found[struct][member] = Number(at);
    }
    return `export const layouts = ${JSON.stringify(found, null, 4)} as const;\n`;
}

function version() {
    const [, found] = /CAVEAT_VERSION_STRING "([^"]+)"/.exec(read("include/caveat/version.hpp"));
    return found;
}

// Compiled beside the packages that it needs, with what is generated.
const sources = path.join(npm, "src");
lay(npm, here, { src: "src" });
fs.writeFileSync(path.join(sources, "layouts.ts"), layouts());
tsc(npm, ["--project", npm]);

fs.rmSync(made, { recursive: true, force: true });
fs.mkdirSync(made, { recursive: true });

const beside = { esm: "import.meta.url", cjs: 'require("node:url").pathToFileURL(__filename).href' };
async function bundle(entry, to, platform, format) {
    const isNode = platform === "node";
    await build({
        entryPoints: [path.join(sources, `${entry}.ts`)],
        outfile: path.join(made, to),
        bundle: true,
        minify: !isNode,
        legalComments: "none",
        charset: "utf8",
        platform,
        format,
        target: "es2022",
        banner: isNode && format === "cjs" ? { js: `const caveatBeside = ${beside.cjs};` } : {},
        define: {
            CAVEAT_PACKAGE_VERSION: JSON.stringify(version()),
            CAVEAT_BESIDE: format === "esm" ? beside.esm : "caveatBeside",
            CAVEAT_WORKER: JSON.stringify("./node_worker.mjs"),
        },
        logOverride: { "empty-import-meta": "silent" },
        logLevel: "warning",
    });
}
await bundle("node", "node.mjs", "node", "esm");
await bundle("node", "node.cjs", "node", "cjs");
await bundle("node_worker", "node_worker.mjs", "node", "esm");
await bundle("browser", "browser.mjs", "browser", "esm");
await bundle("browser", "browser.cjs", "browser", "cjs");
await bundle("browser_worker", "worker.mjs", "browser", "esm");

// What both kinds of module say in types: the declarations of the sources as one file.
const strip = (file) =>
    fs.readFileSync(path.join(sources, file), "utf8").replace(/^import .*\n/gm, "");
const entries = `
/** A rule file that has errors. */
export declare class RuleFileError extends Error {
    /** Every error and warning. */
    readonly diagnostics: readonly Diagnostic[];
    /** All of them as text, with the lines of the file and carets. */
    readonly rendered: string;
}
/** The core, from the file beside the package or from where the options say. */
export declare function load(options?: LoadOptions): Promise<Caveat>;
/** The core of the workbench. */
export declare function loadWorkbench(options?: LoadOptions): Promise<Workbench>;
/** Workers that screen by one rule set. Throws as \`Caveat.rules\`. */
export declare function pool(rules: string | Uint8Array, options?: PoolOptions): Promise<Pool>;
`;
for (const file of ["index.d.mts", "index.d.cts"]) {
    fs.writeFileSync(path.join(made, file), strip("api.ts") + entries);
}

for (const file of ["caveat.wasm", "caveat-workbench.wasm"]) {
    fs.copyFileSync(path.join(wasm, file), path.join(made, file));
}
fs.copyFileSync(path.join(root, "LICENSE"), path.join(made, "LICENSE"));
fs.copyFileSync(path.join(here, "README.md"), path.join(made, "README.md"));
const { devDependencies, ...published } = JSON.parse(
    fs.readFileSync(path.join(here, "package.json"), "utf8"),
);
published.version = version();
fs.writeFileSync(path.join(made, "package.json"), `${JSON.stringify(published, null, 2)}\n`);
