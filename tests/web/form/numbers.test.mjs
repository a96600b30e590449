// What is typed is what the profile says, or it is asked about. Nothing is misread without a word.

import assert from "node:assert/strict";
import test from "node:test";
import { begin, element, rules_about } from "./pages.mjs";

const from_to_10 = rules_about("{type: number, from: 0, to: 10, ask: 'How strong is it?'}", "asked > 9.5");
const whole = rules_about("{type: number, whole: true, from: 0, to: 100000, ask: 'How many?'}", "asked > 99999");
const kilograms = rules_about("{type: number, unit: kg, from: 20, to: 400, ask: 'What do you weigh?'}", "asked > 399 kg");
const any = rules_about("{type: number, ask: 'How much?'}", "asked > 1000000000");
const past = rules_about("{type: date, to: as of, ask: 'When?'}", "asked is within the last 2 days");

/// One page for each rule set, which begins anew.
const pages = new Map();

async function typed_into(rules, type) {
    const shown = pages.get(rules) ?? await begin(element("", "", rules));
    pages.set(rules, shown);
    await shown.page.evaluate(() => document.querySelector("caveat-form").restart());
    await type(shown.page);
    await shown.press("Next");
    const { asked } = (await shown.profile()).facts;
    const trouble = (await shown.page.locator("#problem").count()) === 0 ? "" : await shown.trouble();
    return { ...shown, answer: asked, said: trouble };
}
const typed = (rules, text) => typed_into(rules, (page) => page.fill("#answer", text));

test("numbers as people write them are the numbers of the profile", async () => {
    for (const [rules, text, number] of [
        [from_to_10, "7", 7], [from_to_10, " 7 ", 7], [from_to_10, "7.5", 7.5], [from_to_10, "7,5", 7.5],
        [from_to_10, "0,125", 0.125], [from_to_10, "0.125", 0.125], [from_to_10, ".5", 0.5], [from_to_10, "+3", 3],
        [from_to_10, "007", 7], [from_to_10, "７", 7], [from_to_10, "7.50", 7.5], [from_to_10, "-0", 0],
        [whole, "1000", 1000], [whole, "12345", 12345], [any, "-12.5", -12.5], [any, "−12,5", -12.5],
        [any, "1234,567", 1234.567], [any, "123456.789", 123456.789], [any, "0.0000001", 0.0000001],
    ]) {
        const { answer, said } = await typed(rules, text);
        assert.deepEqual({ text, answer, said: answer === undefined ? said : "" }, { text, answer: number, said: "" });
    }
});

test("limits that the host knows are the same limits where nobody types over them", async () => {
    const rules = rules_about("{type: number, from: 0, to: 10, ask: 'How strong is it?'}", "asked > 5");
    for (const known of [
        { above: 3, below: 6 }, { from: 3, below: 6 }, { above: 3, to: 6 }, { from: 3, to: 6 }, { above: 3 }, { below: 7 },
    ]) {
        const shown = await begin(element("", "", rules));
        await shown.page.evaluate((asked) => {
            document.querySelector("caveat-form").profile = { facts: { asked } };
        }, known);
        assert.equal(await shown.asked(), "How strong is it?");
        await shown.press("Next");
        assert.deepEqual((await shown.profile()).facts.asked, known);
        await shown.press("Back");
        await shown.page.fill("#answer", "4");
        await shown.press("Next");
        const { asked } = (await shown.profile()).facts;
        assert.equal(asked.from ?? asked.above ?? asked.below, 4);
        assert.ok(asked.to === undefined || asked.to === 6);
        await shown.close();
    }
    // In another unit they are others.
    const shown = await begin(element("", "", kilograms));
    await shown.page.evaluate(() => {
        document.querySelector("caveat-form").profile = { facts: { asked: { above: 390, below: 400 } } };
    });
    await shown.page.selectOption("#answer-unit", "[lb_av]");
    await shown.press("Next");
    assert.deepEqual((await shown.profile()).facts.asked, { from: 390, to: 400, unit: "[lb_av]" });
    await shown.close();
});

test("a text that the host gave for a number is asked about like one that is typed", async () => {
    const shown = await begin(element("", "", any));
    for (const [asked, answer] of [[{ value: "1,234" }, undefined], [{ value: "70.5" }, 70.5], [{ from: "1.500" }, undefined]]) {
        await shown.page.evaluate((given) => (document.querySelector("caveat-form").profile = { facts: { asked: given } }), asked);
        await shown.press("Next");
        const found = (await shown.profile()).facts.asked;
        if (answer === undefined) assert.match(await shown.trouble(), /1[.,](234|500)/);
        else assert.deepEqual(found, answer);
    }
    await shown.close();
});

test("what has two readings is asked about, and the one that is pressed counts", async () => {
    for (const [rules, text, readings, press, number] of [
        [whole, "1,000", ["1", "1000"], "1000", 1000], [whole, "1.000", ["1", "1000"], "1", 1],
        [any, "12.345", ["12.345", "12345"], "12.345", 12.345], [any, "-1,125", ["-1.125", "-1125"], "-1.125", -1.125],
        [whole, "12 345", ["12345"], "12345", 12345], [any, "1.234,5", ["1234.5"], "1234.5", 1234.5],
        [any, "1,234,567", ["1234567"], "1234567", 1234567], [any, "12'345", ["12345"], "12345", 12345],
    ]) {
        const { page, answer, said, press: push, profile } = await typed(rules, text);
        assert.equal(answer, undefined, text);
        assert.ok(said.includes(text), said);
        const offered = await page.locator(".number + .buttons button").allInnerTexts();
        assert.deepEqual(offered, readings, text);
        await push(press);
        assert.equal(await page.inputValue("#answer"), press);
        await push("Next");
        assert.deepEqual((await profile()).facts.asked, number, text);
    }
});

test("what is no number of the fact is named and said, and nothing is taken", async () => {
    for (const [rules, text, words] of [
        [from_to_10, "", /write an answer/], [from_to_10, "seven", /“seven” is not a number/],
        [from_to_10, "11", /“11” cannot be right here.*from 0 to 10/], [from_to_10, "-1", /“-1” cannot be right/],
        [from_to_10, "7-8", /“7-8” has more in it/], [from_to_10, "7.", /“7.” has more in it/],
        [from_to_10, "7 7", /“7 7” has more in it/], [from_to_10, "1e1", /“1e1” has more in it/],
        [from_to_10, "7,5,5", /“7,5,5” has more/], [from_to_10, "½", /more in it|not a number/],
        // A sign beside digits, or around them, is not one digit more.
        [any, "7²", /“7²” has more in it/], [any, "10³", /“10³” has more in it/], [any, "⑦", /not a number/],
        [any, "7₂", /“7₂” has more in it/], [any, "7½", /“7½” has more in it/],
        [from_to_10, "٧", /not a number/], [from_to_10, "0x7", /“0x7” has more/], [from_to_10, "7/10", /“7\/10” has more/],
        [whole, "2,5", /“2,5” is not a whole number/], [kilograms, "70 kg", /“70 kg” has more in it/],
        [kilograms, "700", /“700” cannot be right here.*from 20 to 400 kg/],
        [any, "12345678901234567", /too many digits/], [any, "<5", /“<5” has more in it/],
    ]) {
        const { page, answer, said } = await typed(rules, text);
        assert.equal(answer, undefined, text);
        assert.match(said, words);
        assert.equal(await page.inputValue("#answer"), text, "what was typed stays");
        assert.equal(await page.evaluate(() => document.querySelector("caveat-form").shadowRoot.activeElement.id), "answer");
        assert.equal(await page.getAttribute("#answer", "aria-invalid"), "true");
    }
});

test("a weight in pounds is converted by the core, and stays in pounds", async () => {
    const shown = await begin(element("", "", kilograms));
    await shown.page.fill("#answer", "154");
    await shown.page.selectOption("#answer-unit", { label: "pounds" });
    await shown.press("Next");
    assert.deepEqual((await shown.profile()).facts.asked, { value: 154, unit: "[lb_av]" });
    await shown.press("Back");
    await shown.page.fill("#answer", "30");
    await shown.press("Next");
    assert.match(await shown.trouble(), /“30 pounds” cannot be right here.*from 20 to 400 kg/);
    await shown.close();
});

test("a number known roughly is given by its limits", async () => {
    const shown = await begin(element("", "", from_to_10));
    await shown.press("I only know it roughly");
    await shown.page.fill("#answer", "5");
    await shown.page.fill("#answer-second", "4");
    await shown.press("Next");
    assert.match(await shown.trouble(), /“5 – 4”/);
    await shown.page.fill("#answer-second", "7,5");
    await shown.press("Next");
    assert.deepEqual((await shown.profile()).facts.asked, { from: 5, to: 7.5 });
    await shown.press("Back");
    assert.deepEqual([await shown.page.inputValue("#answer"), await shown.page.inputValue("#answer-second")], ["5", "7,5"]);
    await shown.page.selectOption("#answer-how", { label: "less than" });
    await shown.press("Next");
    assert.deepEqual((await shown.profile()).facts.asked, { below: 5 });
    await shown.close();
});

test("dates are as exact as they were given, and no day is made up", async () => {
    for (const [day, month, year, answer, words] of [
        ["", "", "1999", "1999"], ["", "March", "1999", "1999-03"], ["7", "March", "1999", "1999-03-07"],
        ["07", "March", "1999", "1999-03-07"], ["29", "February", "2024", "2024-02-29"], ["20", "November", "2026", "2026-11-20"],
        ["29", "February", "2023", undefined, /no such day: 29 February 2023/], ["31", "April", "2020", undefined, /31 April 2020/],
        ["7", "", "1999", undefined, /month too/], ["7", "March", "", undefined, /year too/], ["", "", "99", undefined, /“99” is not a year/],
        ["32", "March", "1999", undefined, /“32” is not a day/], ["x", "March", "1999", undefined, /“x” is not a day/],
        ["", "", "", undefined, /write an answer/], ["21", "November", "2026", undefined, /21 November 2026 cannot be right/],
        ["", "", "0000", undefined, /“0000” is not a year/], ["", "", "2027", undefined, /2027 cannot be right/],
    ]) {
        const result = await typed_into(past, async (page) => {
            await page.fill("#answer-day", day);
            await page.selectOption("#answer-month", { label: month });
            await page.fill("#answer-year", year);
        });
        assert.equal(result.answer, answer, `${day} ${month} ${year}: ${result.said}`);
        if (words !== undefined) assert.match(result.said, words);
    }
});

test("a date that leaves the question open is asked for once more, then it is left", async () => {
    const shown = await begin(element("", "", past));
    await shown.page.fill("#answer-year", "2026");
    await shown.press("Next");
    assert.match(await shown.page.innerText("#notice"), /more exact/);
    assert.equal(await shown.page.inputValue("#answer-year"), "2026");
    await shown.press("Next");
    assert.equal(await shown.asked(), "");
    const [done] = await shown.heard("caveat-done");
    assert.equal(done.profile.facts.asked, "2026");
    assert.equal(done.report.at_most, "do_not_proceed");
    await shown.close();
});
