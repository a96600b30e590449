// Makes the workbench: a folder for servers, and one file that needs none.
//
//   node build.mjs NPM_FOLDER PACKAGE MADE
//
// In NPM_FOLDER lies what package-lock.json names; PACKAGE is the npm package `caveat`; MADE receives
// folder/ and workbench.html.

import crypto from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { lay, tsc } from "../typescript.mjs";
import { examplesOf } from "./examples.mjs";

const [npm, core, made] = process.argv.slice(2).map((each) => path.resolve(each));
const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../../../..");
const need = createRequire(path.join(npm, "package.json"));
const { build } = need("esbuild");

// Kinds of questions are those of the form.
const sources = path.join(npm, "src");
lay(npm, here, { "src/workbench": "src", "src/form": "../form/src", "node_modules/caveat": core });
tsc(npm, ["--project", npm]);

async function bundle(entry, define, format = "iife") {
    const { outputFiles: [file] } = await build({
        entryPoints: [path.join(sources, "workbench", `${entry}.ts`)],
        bundle: true,
        write: false,
        minify: true,
        legalComments: "none",
        charset: "ascii",
        platform: "browser",
        format,
        target: "es2022",
        define: { "import.meta.url": "self.location.href", ...define },
        logLevel: "warning",
    });
    return file.text;
}

/// The style of the page of `caveat show`, which stands in a frame under the policy of the workbench, as
/// that policy has to name it.
async function styleOfPage() {
    const { loadWorkbench } = await import(pathToFileURL(path.join(core, "node.mjs")));
    const workbench = await loadWorkbench();
    const call = (request) => JSON.parse(workbench.call({ uri: "rules.yaml", ...request })).ok;
    call({ call: "open", text: fs.readFileSync(path.join(root, "examples/two-sentences.yaml"), "utf8") });
    return /style-src ('sha256-[^;]*)/.exec(call({ call: "show", as_of: "2026-11-20" }).csp)[1];
}

const style = fs.readFileSync(path.join(here, "page.css"), "utf8");
const framed = await styleOfPage();
const worker = await bundle("worker", {});
const list = examplesOf(root);
const wasm = fs.readFileSync(path.join(core, "caveat-workbench.wasm"));

fs.rmSync(made, { recursive: true, force: true });
const folder = path.join(made, "folder");
fs.mkdirSync(folder, { recursive: true });

const head = `<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<title>Caveat workbench</title>`;
const body = `<caveat-workbench></caveat-workbench>
<noscript><p>The workbench needs JavaScript. Everything it does happens in this browser.</p></noscript>`;

// ---- the folder ------------------------------------------------------------------------------------
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; " +
    `style-src 'self' ${framed}; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'`;
const files = {
    "index.html": `<!doctype html>
<html lang="en">
<head>
${head}
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="./page.css">
<link rel="icon" href="data:,">
<script type="module" src="./workbench.js"></script>
</head>
<body>
${body}
</body>
</html>
`,
    "page.css": style,
    "workbench.js": await bundle("main", { CAVEAT_ALONE: "false", CAVEAT_EXAMPLES: "null" }),
    "worker.js": worker,
    "caveat-workbench.wasm": wasm,
    "examples.json": JSON.stringify(list),
};
const hash = crypto.createHash("sha256");
for (const [name, text] of Object.entries(files)) {
    fs.writeFileSync(path.join(folder, name), text);
    hash.update(name).update(text);
}
fs.writeFileSync(path.join(folder, "service-worker.js"), await bundle("service_worker", {
    CAVEAT_VERSION: JSON.stringify(hash.digest("hex").slice(0, 16)),
    CAVEAT_FILES: JSON.stringify(["./", ...Object.keys(files).filter((each) => each !== "index.html")]),
}));

// ---- one file, for file:// -------------------------------------------------------------------------
const sha = (text) => `'sha256-${crypto.createHash("sha256").update(text).digest("base64")}'`;
/// Data of the page: nothing in it may look like the end of its element.
const inside = (id, text) => {
    if (/<\/script|<!--/i.test(text)) throw new Error(`${id} has the end of an element in it`);
    return `<script type="text/plain" id="${id}">${text}</script>`;
};
// A backslash more, where a string holds what would end the script.
const safe = (script) => script.replace(/<(?=\/script|!--)/gi, "\\x3C");
const alone = safe(await bundle("main", { CAVEAT_ALONE: "true", CAVEAT_EXAMPLES: JSON.stringify(list) }));
const alonePolicy = `default-src 'none'; script-src ${sha(alone)} 'wasm-unsafe-eval' blob:; worker-src blob:; ` +
    `style-src ${sha(style)} ${framed}; img-src data:; base-uri 'none'; form-action 'none'`;
fs.writeFileSync(path.join(made, "workbench.html"), `<!doctype html>
<html lang="en">
<head>
${head}
<meta http-equiv="Content-Security-Policy" content="${alonePolicy}">
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
${body}
${inside("worker", safe(worker))}
${inside("wasm", wasm.toString("base64"))}
<script>${alone}</script>
</body>
</html>
`);
