// TypeScript of ours, compiled beside the packages that it needs: nothing of npm lies among the sources.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/// Lays folders, named from `here`, where their keys say below `npm`, in place of what was there; and
/// the tsconfig.json of `here`.
export function lay(npm, here, folders) {
    for (const [to, from] of Object.entries({ ...folders, "tsconfig.json": "tsconfig.json" })) {
        fs.rmSync(path.join(npm, to), { recursive: true, force: true });
        fs.cpSync(path.resolve(here, from), path.join(npm, to), { recursive: true });
    }
}

/// The compiler of `npm`. What it finds is printed, and ends the build.
export function tsc(npm, options) {
    const folder = path.dirname(createRequire(path.join(npm, "package.json")).resolve("typescript/package.json"));
    execFileSync(process.execPath, [path.join(folder, "bin/tsc"), ...options], { stdio: "inherit" });
}
