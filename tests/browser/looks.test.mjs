// A few screenshots, compared with those that somebody has looked at.

import path from "node:path";
import test from "node:test";
import { looks_as_before, open, sources } from "./browser.mjs";
import { address } from "./pages.mjs";

const shots = {
    "patient-light": { url: address.knee, width: 800, height: 900, colorScheme: "light" },
    "patient-phone-dark": { url: address.knee, width: 320, height: 900, colorScheme: "dark" },
    "rails-forced": { url: `${address.knee}#rails`, width: 800, height: 700, forcedColors: "active" },
};

for (const [name, { url, width, height, ...looks }] of Object.entries(shots)) {
    test(`it looks as it did: ${name}`, async () => {
        const { page, close } = await open(url, { viewport: { width, height }, ...looks });
        await looks_as_before(page, path.join(sources, "tests/browser/looks"), name);
        await close();
    });
}
