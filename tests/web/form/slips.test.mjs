// Slips of hands, of hosts and of the core: none becomes an answer, and none passes for one.

import assert from "node:assert/strict";
import test from "node:test";
import { begin, day, element, rules_about, served } from "./pages.mjs";

const chest = "Do you have pain in your chest?";
const pain = "How strong is your pain?";
const operated = () => rules_about("{type: date, to: as of, ask: 'When?'}", "asked is within the last 4 weeks",
    `  - {id: recent, rule: asked is within the last 5 years → refer to doctor}\n`);
/// Whether the host's form can be sent, and what it would send of the intake.
const sent = (page) => page.evaluate(() => {
    const form = document.querySelector("form");
    return [form.checkValidity(), new FormData(form).get("intake")];
});
const failed = async (shown) => {
    assert.deepEqual(await sent(shown.page), [false, null]);
    assert.equal(await shown.page.locator("#failed").count(), 1);
    assert.equal(await shown.page.locator("caveat-form").locator("button").count(), 0);
    const found = await shown.heard("caveat-error");
    return found.at(-1).diagnostics[0].message;
};

test("“I don’t know” leaves what is known already, unless it was typed over or cannot be", async () => {
    const rules = operated();
    served.set(rules, served.get(rules).replace("outcomes:", "outcomes:\n  refer to doctor: {say: Ask first.}"));
    const again = async (change) => {
        const shown = await begin(element("", "", rules));
        await shown.page.fill("#answer-year", "2026");
        await shown.press("Next");
        assert.match(await shown.page.innerText("#notice"), /more exact/);
        await change(shown.page);
        await shown.press("I don’t know");
        const [{ profile, report }] = await shown.heard("caveat-done");
        return { shown, fact: profile.facts.asked, at_least: report.at_least };
    };
    const { shown, ...kept } = await again(async () => {});
    assert.deepEqual(kept, { fact: "2026", at_least: "refer_first" });
    assert.equal((await shown.heard("caveat-answer")).at(-1).value, "2026");
    await shown.press("Back");
    assert.equal(await shown.page.innerText("#notice"), "You answered: I don’t know.");
    assert.equal(await shown.page.inputValue("#answer-year"), "2026");
    await shown.close();
    for (const typed of ["2025", ""]) {
        const { shown, ...other } = await again((page) => page.fill("#answer-year", typed));
        assert.deepEqual(other, { fact: null, at_least: "proceed" }, typed);
        await shown.close();
    }

    const record = await begin(element('max-questions="2"'));
    for (const [facts, left] of [
        [{ chest_pain: false, pain: { from: 8, to: 10 } }, { from: 8, to: 10 }],
        [{ chest_pain: false, pain: 11 }, null],
        [{ chest_pain: false, pain: null }, null],
    ]) {
        await record.page.evaluate((given) => (document.querySelector("caveat-form").profile = { facts: given }), facts);
        if ((await record.asked()) === pain) await record.press("I don’t know");
        assert.notEqual(await record.asked(), pain, "what nobody knows is not asked once more");
        assert.deepEqual((await record.profile()).facts.pain, left);
    }
    await record.close();
});

test("a double click presses once", async () => {
    const shown = await begin();
    const twice = (name) => shown.page.getByRole("button", { name, exact: true }).dblclick();
    await twice("I don’t know");
    assert.equal(await shown.asked(), pain);
    assert.deepEqual((await shown.profile()).facts, { chest_pain: null });
    await twice("Skip for now");
    assert.equal(await shown.asked(), "How many steps did you walk yesterday?");
    await twice("Back");
    assert.equal(await shown.asked(), pain);
    await shown.press("Back");
    await shown.page.check("#answer-1");
    await shown.press("Next");
    await shown.page.fill("#answer", "5");
    await shown.press("Back");
    await twice("Next"); // and not on with what was typed in the next one
    assert.equal(await shown.asked(), pain);
    assert.deepEqual((await shown.profile()).facts, { chest_pain: false });
    await shown.page.evaluate(() => (document.querySelector("caveat-form").profile = {
        facts: { chest_pain: false, pain: 1, steps: 20, weight: 70, change: 0, sex: "male", regions: [], conditions: ["none_of_these"],
            surgery: "1999", systolic: 120, diastolic: 80 },
    }));
    for (let at = 0; at < 3; ++at) await shown.press("Add session");
    await twice("Remove session 1");
    assert.equal(await shown.page.locator(".card").count(), 2);
    await shown.close();

    // The end has Back about where Next was.
    const last = await begin(element('max-questions="1"'));
    await last.page.check("#answer-1");
    await twice_where_next_was(last.page);
    assert.equal(await last.asked(), "");
    assert.equal((await last.heard("caveat-done")).length, 1);
    await last.close();
});
/// Clicks Next, and once more at once on whatever stands under Back then.
async function twice_where_next_was(page) {
    const middle = async (id) => {
        const { x, y, width, height } = await page.locator(id).boundingBox();
        return [x + width / 2, y + height / 2];
    };
    await page.mouse.click(...(await middle("#next")));
    const at = await middle("#back");
    await page.mouse.move(...at);
    await page.mouse.down({ clickCount: 2 });
    await page.mouse.up({ clickCount: 2 });
}

test("while other rules load, a form that was done is not", async () => {
    const shown = await begin(`<form>${element('max-questions="1"')}</form>`);
    await shown.page.check("#answer-1");
    await shown.press("Next");
    assert.deepEqual(await sent(shown.page), [true, JSON.stringify({ as_of: day, facts: { chest_pain: false } })]);
    await shown.page.route("**/slow.yaml", () => {});
    await shown.page.evaluate(async () => {
        const intake = document.querySelector("caveat-form");
        intake.setAttribute("rules", "/slow.yaml");
        await intake.updateComplete;
    });
    assert.deepEqual(await sent(shown.page), [false, null]);
    await shown.close();
});

test("a profile that is none is no empty patient, and words that no attribute has are no form", async () => {
    const shown = await begin(`<form>${element()}</form>`);
    for (const [made, words] of [
        ["Promise.resolve({ facts: { chest_pain: true } })", /a Promise: await it first/],
        ["new Map([['facts', { chest_pain: true }]])", /not a Map/],
        ["new Response('{}')", /not a Response/],
        ["Object.create({ facts: { chest_pain: true } })", /another kind/],
        ["'{\"facts\":{}}'", /not a string/],
        ["[]", /not a list/],
        ["null", /not null/],
        ["undefined", /not null/],
        ["({ facts: { pain: NaN } })", /facts\.pain: NaN/],
        ["({ facts: { surgery: new Date() } })", /facts\.surgery: a Date/],
        ["({ facts: new Map([['pain', 1]]) })", /Map/],
    ]) {
        served.set("/given.js", `try { document.querySelector("caveat-form").profile = ${made}; } catch (thrown) { window.thrown = String(thrown); }`);
        await shown.page.addScriptTag({ url: "/given.js" });
        assert.match(await failed(shown), words, made);
        await shown.page.evaluate(() => (document.querySelector("caveat-form").profile = { facts: {} }));
        assert.equal(await shown.asked(), chest);
    }
    assert.equal(await shown.page.evaluate(() => window.thrown), undefined);
    await shown.close();

    for (const [attribute, words] of [
        ['respondents=""', /`respondents` names nobody/], ['respondents=" , "', /`respondents` names nobody/],
        ['until="compleet"', /`until` is verdict or complete, not compleet/], ['show="pateint"', /`show` is nothing or patient/],
        ['draft="sesion"', /`draft` is none or session/], ['back="histroy"', /`back` is inside or history/],
        ['max-questions="two"', /`max-questions` is a number from 0/],
        ["max-questions", /`max-questions` is a number from 0/], ['max-questions="-1"', /`max-questions` is a number from 0/],
    ]) {
        const none = await begin(`<form>${element(attribute)}</form>`);
        assert.match(await failed(none), words);
        await none.close();
    }
    const removed = await begin(element('until="complete" respondents="clinician" max-questions="1"'));
    await removed.page.evaluate(async () => {
        const intake = document.querySelector("caveat-form");
        for (const each of ["until", "respondents", "max-questions", "draft", "show", "back"]) intake.removeAttribute(each);
        await intake.updateComplete;
    });
    assert.equal(await removed.asked(), chest, "without an attribute it is what it is unless it is said");
    await removed.close();
});

test("a core that fails in the midst is no form any more, and it is said", async () => {
    served.set("/breaks.js", `const { instantiate } = WebAssembly;
        WebAssembly.instantiate = async (...given) => {
            const { exports } = await instantiate.apply(WebAssembly, given);
            const breaking = (name) => (...words) => {
                if (window.breaks === name) throw new WebAssembly.RuntimeError("unreachable");
                return exports[name](...words);
            };
            return { exports: { ...exports, ...Object.fromEntries(["caveat_screen", "caveat_screening_text"].map((name) => [name, breaking(name)])) } };
        };`);
    for (const [what, attributes, act] of [
        ["caveat_screen", "", (shown) => shown.press("Next")],
        ["caveat_screen", "", (shown) => shown.press("I don’t know")],
        ["caveat_screen", "", (shown) => shown.press("Skip for now")],
        ["caveat_screen", "", (shown) => shown.press("Back")],
        ["caveat_screen", 'back="history"', (shown) => shown.page.goBack()],
        ["caveat_screening_text", 'max-questions="2" show="patient"', (shown) => shown.press("I don’t know")],
    ]) {
        const shown = await begin(`<script src="/breaks.js"></script><form>${element(attributes)}</form>`);
        await shown.page.check("#answer-1");
        await shown.press("Next");
        await shown.page.fill("#answer", "5");
        await shown.page.evaluate((name) => (window.breaks = name), what);
        await act(shown);
        await shown.page.locator("#failed").waitFor();
        assert.match(await failed(shown), /the core of Caveat has failed in caveat_screen/);
        assert.deepEqual(shown.tried.errors, []);
        await shown.close();
    }
});
