// A few screenshots, compared with those that somebody has looked at. CAVEAT_UPDATE_GOLDEN=1 writes
// them anew: look at them before they are kept.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { address, here, need, open } from "./pages.mjs";

const { PNG } = need("pngjs");
const { default: pixelmatch } = await import(need.resolve("pixelmatch"));

/// Other versions of the browser draw edges of letters otherwise; what moves or vanishes is more.
const most_apart = 0.04;

const shots = {
    "patient-light": { url: address.knee, width: 800, height: 900, colorScheme: "light" },
    "patient-phone-dark": { url: address.knee, width: 320, height: 900, colorScheme: "dark" },
    "rails-forced": { url: `${address.knee}#rails`, width: 800, height: 700, forcedColors: "active" },
};

for (const [name, { url, width, height, ...looks }] of Object.entries(shots)) {
    test(`it looks as it did: ${name}`, async () => {
        const { page, close } = await open(url, { viewport: { width, height }, ...looks });
        const taken = await page.screenshot({ animations: "disabled" });
        await close();
        const golden = path.join(here, "looks", `${name}.png`);
        if (process.env.CAVEAT_UPDATE_GOLDEN) {
            fs.mkdirSync(path.dirname(golden), { recursive: true });
            fs.writeFileSync(golden, taken);
            return;
        }
        fs.writeFileSync(path.join(process.env.CAVEAT_NPM_FOLDER, `${name}.png`), taken);
        const [now, then] = [PNG.sync.read(taken), PNG.sync.read(fs.readFileSync(golden))];
        assert.deepEqual([now.width, now.height], [then.width, then.height]);
        const apart = pixelmatch(now.data, then.data, null, now.width, now.height, { threshold: 0.2 });
        const share = apart / (now.width * now.height);
        assert.ok(share < most_apart, `${(share * 100).toFixed(1)} % of the pixels differ; see ` +
            path.join(process.env.CAVEAT_NPM_FOLDER, `${name}.png`));
    });
}
