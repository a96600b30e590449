// Nothing is lost: on Back, on a reload with a draft, by turning a telephone.

import assert from "node:assert/strict";
import test from "node:test";
import { begin, element, moved_on, rules_about, served } from "./pages.mjs";

async function answer(shown, text) {
    if (text === "no") await shown.page.check("#answer-1");
    else await shown.page.fill("#answer", text);
    const question = await shown.asked();
    await shown.press("Next");
    await moved_on(shown.page, question);
}

test("Back shows what was answered, takes it back, and keeps what was typed behind it", async () => {
    const shown = await begin();
    await answer(shown, "no");
    await answer(shown, "7,5");
    await shown.page.fill("#answer", "42");
    await shown.press("Back");
    assert.equal(await shown.asked(), "How strong is your pain?");
    assert.equal(await shown.page.inputValue("#answer"), "7,5");
    assert.deepEqual((await shown.profile()).facts, { chest_pain: false });
    await shown.press("Back");
    assert.ok(await shown.page.isChecked("#answer-1"));
    assert.equal(await shown.page.locator("#back").count(), 0, "there is nothing before the first question");
    assert.deepEqual((await shown.heard("caveat-answer")).slice(2), [
        { fact: "pain", value: undefined }, { fact: "chest_pain", value: undefined },
    ]);
    await shown.press("Next");
    await shown.press("Next");
    assert.equal(await shown.page.inputValue("#answer"), "42");
    assert.deepEqual((await shown.profile()).facts, { chest_pain: false, pain: 7.5 });
    await shown.close();
});

test("Back to a question that was not known, or skipped, and from the end", async () => {
    const shown = await begin(element('max-questions="2"'));
    await shown.press("I don’t know");
    await shown.press("Skip for now");
    assert.equal(await shown.asked(), "");
    await shown.press("Back");
    await shown.press("Back");
    assert.equal(await shown.page.innerText("#notice"), "You answered: I don’t know.");
    await shown.page.check("#answer-0");
    await shown.press("Next");
    assert.deepEqual((await shown.profile()).facts, { chest_pain: true });
    await shown.close();
});

test("what was skipped comes back at the end", async () => {
    const shown = await begin();
    await shown.press("Skip for now");
    assert.equal(await shown.page.textContent("#said"), "Skipped. The question comes back at the end.");
    for (let at = 0; at < 13; ++at) await shown.press("I don’t know");
    assert.equal(await shown.asked(), "Do you have pain in your chest?");
    await shown.page.check("#answer-1");
    await shown.press("Next");
    const [{ profile }] = await shown.heard("caveat-done");
    assert.equal(profile.facts.chest_pain, false);
    await shown.close();
});

test("a reload in the midst loses nothing with a draft, and keeps nothing without", async () => {
    for (const draft of ["session", "none"]) {
        const shown = await begin(element(`draft="${draft}"`));
        await answer(shown, "no");
        await answer(shown, "7,5");
        await shown.page.fill("#answer", "42");
        await shown.page.reload();
        await shown.page.waitForFunction(() => window.heard.length > 0);
        if (draft === "session") {
            assert.equal(await shown.asked(), "How many steps did you walk yesterday?");
            assert.equal(await shown.page.inputValue("#answer"), "42");
            assert.deepEqual((await shown.profile()).facts, { chest_pain: false, pain: 7.5 });
            await shown.press("Back");
            assert.equal(await shown.page.inputValue("#answer"), "7,5");
            await shown.page.evaluate(() => document.querySelector("caveat-form").restart());
            assert.equal(await shown.asked(), "Do you have pain in your chest?");
            await shown.page.reload();
            await shown.page.waitForFunction(() => window.heard.length > 0);
        }
        assert.equal(await shown.asked(), "Do you have pain in your chest?");
        assert.deepEqual((await shown.profile()).facts, {});
        await shown.close();
    }
});

test("another patient's draft, a draft of other rules and a refused storage are none", async () => {
    const shown = await begin(element('draft="session"'));
    await answer(shown, "no");
    await shown.page.evaluate(() => (document.querySelector("caveat-form").profile = { patient: "p2", facts: {} }));
    assert.equal(await shown.asked(), "Do you have pain in your chest?");
    assert.deepEqual((await shown.profile()).facts, {});
    await shown.close();

    const rules = rules_about("{type: number, from: 0, to: 10, ask: 'How strong?'}", "asked > 9.5");
    const changed = await begin(element('draft="session"', "", rules));
    await changed.page.fill("#answer", "7");
    await changed.press("Next");
    served.set(rules, served.get(rules).replace("9.5", "9"));
    await changed.page.reload();
    await changed.page.waitForFunction(() => window.heard.length > 0);
    assert.deepEqual((await changed.profile()).facts, {}, "new rules are asked anew");
    assert.equal(await changed.page.inputValue("#answer"), "7", "with what was typed");
    await changed.close();

    const refused = await begin(element('draft="session"'));
    await refused.page.evaluate(() => {
        Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
    });
    await answer(refused, "no");
    assert.equal(await refused.asked(), "How strong is your pain?");
    await refused.close();
});

test("a draft that an older form has left in another shape stops nobody", async () => {
    const shown = await begin(element('draft="session"'));
    await answer(shown, "no");
    await shown.page.fill("#answer", "7");
    for (const spoil of [
        (kept) => ({ ...kept, steps: null }),
        (kept) => ({ ...kept, steps: [null] }),
        (kept) => ({ ...kept, steps: { fact: "pain" } }),
        (kept) => ({ ...kept, inputs: kept.inputs.map(([key, about]) => [key, about, "7"]) }),
        (kept) => ({ ...kept, inputs: kept.inputs.map(([key, about]) => [key, about, { text: 7 }]) }),
        (kept) => ({ ...kept, inputs: kept.inputs.map(([key, about]) => [key, about, null]) }),
    ]) {
        await shown.page.evaluate((was) => {
            const key = Object.keys(sessionStorage).find((each) => each.startsWith("caveat-form "));
            window.kept ??= sessionStorage[key];
            sessionStorage[key] = JSON.stringify(new Function("kept", `return (${was})(kept)`)(JSON.parse(window.kept)));
        }, String(spoil));
        const kept = await shown.page.evaluate(() => window.kept);
        await shown.page.reload();
        await shown.page.waitForFunction(() => window.heard.length > 0);
        assert.deepEqual(await shown.heard("caveat-error"), [], String(spoil));
        assert.match(await shown.asked(), /\?/);
        await shown.press("I don’t know");
        assert.deepEqual(await shown.heard("caveat-error"), [], String(spoil));
        await shown.page.evaluate((was) => (window.kept = was), kept);
    }
    await shown.close();
});

test("turning the telephone keeps what is typed, and the focus", async () => {
    const shown = await begin(element(), { viewport: { width: 390, height: 800 } });
    await answer(shown, "no");
    await shown.page.fill("#answer", "7");
    await shown.page.setViewportSize({ width: 800, height: 390 });
    assert.equal(await shown.page.inputValue("#answer"), "7");
    await shown.page.keyboard.type(".5");
    await shown.press("Next");
    assert.equal((await shown.profile()).facts.pain, 7.5);
    await shown.close();
});

test("the browser's own Back and Forward go from question to question where that is wanted", async () => {
    const shown = await begin(element('back="history" draft="session"'));
    await answer(shown, "no");
    await answer(shown, "7,5");
    await shown.page.goBack();
    await moved_on(shown.page, "How many steps did you walk yesterday?");
    assert.equal(await shown.asked(), "How strong is your pain?");
    assert.deepEqual((await shown.profile()).facts, { chest_pain: false });
    await shown.page.goForward();
    await moved_on(shown.page, "How strong is your pain?");
    assert.deepEqual((await shown.profile()).facts, { chest_pain: false, pain: 7.5 });
    await shown.press("Back");
    await moved_on(shown.page, "How many steps did you walk yesterday?");
    assert.equal(await shown.asked(), "How strong is your pain?");
    await shown.page.reload();
    await shown.page.waitForFunction(() => window.heard.length > 0);
    assert.equal(await shown.asked(), "How strong is your pain?");
    await shown.page.goBack();
    await moved_on(shown.page, "How strong is your pain?");
    assert.equal(await shown.asked(), "Do you have pain in your chest?");
    await shown.close();
});

test("answers that contradict each other are said, and insisted on if they are right", async () => {
    const rules = rules_about('{type: number, from: 0, to: 10, ask: "The upper one?"}', "asked > 9 or other > 9",
        "impossible:\n  - {when: other >= asked, say: The lower is not below the upper.}\n")
    served.set(rules, served.get(rules).replace("outcomes:", '  other: {type: number, from: 0, to: 10, ask: "The lower one?"}\noutcomes:'));
    const shown = await begin(element("", "", rules));
    await answer(shown, "5");
    await shown.page.fill("#answer", "6");
    await shown.press("Next");
    assert.match(await shown.trouble(), /^The lower is not below the upper\. Please check your answer\./);
    await shown.page.fill("#answer", "7");
    await shown.press("Next");
    assert.match(await shown.trouble(), /^The lower is not below/, "another answer is another contradiction");
    await shown.press("Next");
    // Neither counts, so both are asked once more.
    assert.equal(await shown.asked(), "The upper one?");
    await answer(shown, "8");
    const [{ profile, report }] = await shown.heard("caveat-done");
    assert.deepEqual(profile.facts, { asked: 8, other: 7 });
    assert.deepEqual(report.problems.filter(({ severity }) => severity === "error"), []);
    await shown.close();
});
