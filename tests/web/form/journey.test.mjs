// From the first question to the report by keyboard alone, and what the report rests on.

import assert from "node:assert/strict";
import path from "node:path";
import test from "node:test";
import { begin, element, here, moved_on, native_report, sources } from "./pages.mjs";

/// What has the focus, inside the form too.
const focused = (page) => page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    const { outlineStyle } = getComputedStyle(at);
    const around = at.closest?.(".choice");
    return { id: at.id, tag: at.tagName, type: at.type, name: at.name,
        outline: outlineStyle === "none" && around ? getComputedStyle(around).outlineStyle : outlineStyle };
});

/// Presses Tab until the focus is on a control; every stop on the way can be seen.
async function tab_to(page, id, key = "Tab") {
    for (let presses = 0; presses < 60; ++presses) {
        await page.keyboard.press(key);
        const at = await focused(page);
        assert.notEqual(at.tag, "BODY", `the focus is lost on the way to ${id}`);
        assert.notEqual(at.outline, "none", `no outline at ${at.tag} ${at.id}`);
        if (at.id === id) return;
    }
    throw new Error(`${id} is not reached by keyboard`);
}

/// Answers the question at hand by `keys`, and presses Enter in a field or on Next.
async function answer(shown, question, keys, { by = "next" } = {}) {
    const { page } = shown;
    assert.equal(await shown.asked(), question);
    assert.equal((await focused(page)).id, "question", `the legend of “${question}” has the focus`);
    await keys(page.keyboard);
    if (by === "enter") await page.keyboard.press("Enter");
    else {
        await tab_to(page, by);
        await page.keyboard.press("Enter");
    }
    await moved_on(page, question);
}

test("every kind of question by keyboard alone, and the report is the native one", { timeout: 300_000 }, async () => {
    const shown = await begin(element());
    const { page } = shown;
    const write = (id, text) => async (keyboard) => {
        await tab_to(page, id);
        await keyboard.type(text);
    };
    assert.equal((await focused(page)).tag, "BODY", "nothing takes the focus before somebody has done something");
    await page.keyboard.press("Tab");
    assert.equal((await focused(page)).id, "answer-0");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await moved_on(page, "Do you have pain in your chest?");
    await answer(shown, "How strong is your pain?", write("answer", "7,5"), { by: "enter" });
    await answer(shown, "How many steps did you walk yesterday?", write("answer", "4200"), { by: "enter" });
    await answer(shown, "What do you weigh?", async (keyboard) => {
        await write("answer", "154")(keyboard);
        await tab_to(page, "answer-unit");
        await keyboard.press("p");
    });
    await answer(shown, "By how much has it changed?", write("answer", "-2.5"), { by: "enter" });
    await answer(shown, "Which sex was noted at your birth?", async (keyboard) => {
        await tab_to(page, "answer-0");
        await keyboard.press("Space");
    });
    await answer(shown, "Are you pregnant, or might you be?", async (keyboard) => {
        await tab_to(page, "answer-0");
        await keyboard.press("ArrowDown");
    });
    await answer(shown, "Where does it hurt?", async (keyboard) => {
        await tab_to(page, "answer-1");
        await keyboard.press("Space");
        await tab_to(page, "answer-2");
        await keyboard.press("Space");
    });
    await answer(shown, "Which of these do you have?", async (keyboard) => {
        await tab_to(page, "answer-2");
        await keyboard.press("Space");
    });
    await answer(shown, "When was your last operation?", async (keyboard) => {
        await tab_to(page, "answer-month");
        await keyboard.press("M");
        await write("answer-year", "2019")(keyboard);
    });
    await answer(shown, "What is the upper blood pressure?", write("answer", "130"), { by: "enter" });
    await answer(shown, "What is the lower blood pressure?", async () => {}, { by: "not-known" });
    await answer(shown, "Which sessions did you have?", async (keyboard) => {
        await tab_to(page, "answer-add");
        await keyboard.press("Enter");
        assert.equal((await focused(page)).id, "answer-card-0");
        await write("answer-0-0-day", "2")(keyboard);
        await tab_to(page, "answer-0-0-month");
        await keyboard.press("N");
        await write("answer-0-0-year", "2026")(keyboard);
        await tab_to(page, "answer-0-1-0");
        await keyboard.press("ArrowDown");
        await write("answer-0-2", "45")(keyboard);
        await tab_to(page, "answer-0-3-1");
        await keyboard.press("Space");
        await tab_to(page, "answer-0-4-unknown");
        await keyboard.press("Space");
    });
    await answer(shown, "Have you read all of this?", async (keyboard) => {
        await tab_to(page, "answer-0");
        await keyboard.press("Space");
    });
    assert.equal((await focused(page)).id, "done");

    const [{ profile, report }] = await shown.heard("caveat-done");
    assert.deepEqual(profile, {
        as_of: "2026-11-20",
        facts: {
            chest_pain: false, pain: 7.5, steps: 4200, weight: { value: 154, unit: "[lb_av]" }, change: -2.5,
            sex: "female", pregnant: false, regions: ["upper_back", "lower_back"], conditions: ["none_of_these"],
            surgery: "2019-03", systolic: 130, diastolic: null,
            sessions: [{ day: "2026-11-02", technique: "deep_tissue", minutes: 45, parts: ["back"], eased: null }],
            last_word: true,
        },
    });
    assert.equal(`${JSON.stringify(report)}\n`, native_report(path.join(here, "everything.yaml"), profile));
    assert.deepEqual(await shown.heard("caveat-answer"),
        Object.entries(profile.facts).map(([fact, value]) => ({ fact, value })));
    assert.deepEqual(shown.tried.errors, []);
    await shown.close();
});

test("a real rule set, answered the same way, gives the same report", { timeout: 300_000 }, async () => {
    for (const [rules, say] of [
        ["rules/back-pain-massage.yaml", (at) => at % 3 === 0], ["rules/massage-contraindications.yaml", () => false],
        ["rules/phq-9.yaml", (at) => at % 2 === 0], ["rules/par-q-plus.yaml", () => false],
    ]) {
        const shown = await begin(element('until="complete"', "", `/${rules}`));
        const { page } = shown;
        for (let at = 0; at < 60; ++at) {
            const question = await shown.asked();
            if (question === "") break;
            const kinds = await page.$$eval("css=#answer, #answer-0, #answer-year, #answer-none", (all) =>
                all.map((each) => each.id + (each.type === "checkbox" ? "-box" : "")));
            if (kinds.includes("answer")) await page.fill("#answer", "40");
            else if (kinds.includes("answer-year")) await page.fill("#answer-year", "1990");
            else if (kinds.includes("answer-none-box")) await page.check("#answer-none");
            else await page.locator("#answer-0, #answer-1").nth(say(at) ? 0 : 1).check();
            await shown.press("Next");
            if ((await shown.asked()) === question && (await shown.trouble()) !== "") await shown.press("I don’t know");
        }
        const [{ profile, report }] = await shown.heard("caveat-done");
        assert.ok(Object.keys(profile.facts).length > 5, rules);
        assert.equal(`${JSON.stringify(report)}\n`, native_report(path.join(sources, rules), profile), rules);
        await shown.close();
    }
});

test("nothing is requested but the form's own two files and the rules, and nothing once they are there", async () => {
    const shown = await begin(element());
    const own = shown.tried.requests.map((url) => new URL(url).pathname).filter((name) => !/listener|scheme/.test(name));
    assert.deepEqual(own.sort(), ["/caveat/caveat-form.js", "/caveat/caveat.wasm", "/tests/everything.yaml"]);
    const before = shown.tried.requests.length;
    await shown.page.context().setOffline(true);
    for (let at = 0; at < 14; ++at) await shown.press("I don’t know");
    assert.equal((await shown.heard("caveat-done")).length, 1);
    assert.equal(shown.tried.requests.length, before);
    assert.deepEqual(await shown.page.evaluate(() => window.violations), []);
    const stored = await shown.page.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie,
        (await indexedDB.databases()).length, (await caches.keys()).length]);
    assert.deepEqual(stored, [0, 0, "", 0, 0]);
    await shown.close();
});

test("it stops when nothing decides any more, and asks everything where that is wanted", async () => {
    const brief = await begin(element());
    await brief.page.check("#answer-0");
    await brief.press("Next");
    assert.equal(await brief.asked(), "Have you read all of this?");
    await brief.press("Skip for now");
    assert.equal(await brief.page.innerText("#notice"), "You skipped this question. Here it is again.");
    await brief.press("Leave it unanswered");
    const [{ profile, report }] = await brief.heard("caveat-done");
    assert.deepEqual(profile.facts, { chest_pain: true });
    assert.equal(report.verdict, "do_not_proceed");
    await brief.close();

    const whole = await begin(element('until="complete"'));
    await whole.page.check("#answer-0");
    await whole.press("Next");
    assert.equal(await whole.asked(), "How strong is your pain?");
    await whole.close();

    const short = await begin(element('max-questions="2"'));
    await short.press("I don’t know");
    assert.equal(await short.page.innerText(".progress"), "Question 2 of up to 2");
    await short.press("I don’t know");
    assert.equal((await short.heard("caveat-done"))[0].report.at_most, "do_not_proceed");
    await short.close();
});
