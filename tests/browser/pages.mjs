// The pages that are looked at, written by the command line.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { folder, sources } from "./browser.mjs";

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
