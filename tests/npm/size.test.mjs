// What a page has to load, packed as servers pack it.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { installed } from "./package_user.mjs";

/// In bytes, the greatest that each may have. They are to become smaller, never larger.
const most = {
    "caveat.wasm": 485_000,
    "caveat-workbench.wasm": 675_000,
    "browser.mjs": 12_000,
    "worker.mjs": 8_000,
};

for (const [file, limit] of Object.entries(most)) {
    test(`${file} is no larger than it was`, () => {
        const size = gzipSync(fs.readFileSync(path.join(installed, file)), { level: 9 }).length;
        assert.ok(size <= limit, `${file} has ${size} bytes, packed; at most ${limit} are allowed`);
    });
}
