// Screenshots, compared with those that somebody has looked at.

import path from "node:path";
import test from "node:test";
import { looks_as_before } from "../../browser/browser.mjs";
import { begin, element, here } from "./pages.mjs";

const known = { chest_pain: false, steps: 20, change: 0, sex: "male", regions: [], systolic: 120, diastolic: 80 };
const shots = {
    "yes-no-phone-light": { ask: {}, width: 320, height: 560, colorScheme: "light" },
    "number-dark": { ask: { ...known, weight: 70, conditions: ["cancer"] }, width: 768, height: 560, colorScheme: "dark",
        act: async ({ page, press }) => {
            await page.fill("#answer", "1,000");
            await press("Next");
        } },
    "choices-forced": { ask: { ...known, pain: 1, weight: 70 }, width: 768, height: 620, forcedColors: "active",
        act: ({ page }) => page.check("#answer-0") },
    "date-light": { ask: { ...known, pain: 1, weight: 70, conditions: ["cancer"] }, width: 768, height: 560, colorScheme: "light",
        act: async ({ page, press }) => {
            await page.fill("#answer-day", "31");
            await page.selectOption("#answer-month", { label: "April" });
            await page.fill("#answer-year", "2020");
            await press("Next");
        } },
    "records-phone-dark": { ask: { ...known, pain: 1, weight: 70, conditions: ["cancer"], surgery: "1999" }, width: 320, height: 1400,
        colorScheme: "dark",
        act: async ({ page, press }) => {
            await press("Add session");
            await page.fill("#answer-0-0-year", "26");
            await press("Next");
        } },
    "end-light": { ask: { ...known, regions: ["lower_back"], pain: 10, weight: 70, conditions: [], surgery: "1999", sessions: [], last_word: true },
        width: 768, height: 480, colorScheme: "light" },
};

for (const [name, { ask, width, height, act, ...looks }] of Object.entries(shots)) {
    test(`it looks as it did: ${name}`, async () => {
        const shown = await begin(element('show="patient"'), { viewport: { width, height }, ...looks });
        await shown.page.evaluate((facts) => (document.querySelector("caveat-form").profile = { facts }), ask);
        await act?.(shown);
        await shown.page.waitForTimeout(100);
        await looks_as_before(shown.page, path.join(here, "looks"), name);
        await shown.close();
    });
}
