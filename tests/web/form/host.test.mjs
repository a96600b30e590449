// What a page that embeds the form gives and gets.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { folder } from "../../browser/browser.mjs";
import { begin, day, element, rules_about, served } from "./pages.mjs";

test("it is a control of its form: not valid before the end, and then the profile is its value", async () => {
    const shown = await begin(`<form id="outer">${element('max-questions="1"')}<button>Send</button></form>`);
    const state = () => shown.page.evaluate(() => {
        const form = document.getElementById("outer");
        const intake = document.querySelector("caveat-form");
        return [form.checkValidity(), JSON.parse(new FormData(form).get("intake")), intake.form === form, intake.validationMessage];
    });
    assert.deepEqual(await state(), [false, { as_of: day, facts: {} }, true, "Please answer the questions first."]);
    await shown.press("Send");
    assert.equal(await shown.page.evaluate(() => document.querySelector("caveat-form").shadowRoot.activeElement?.id), "question");
    await shown.page.check("#answer-1");
    await shown.press("Next");
    assert.deepEqual(await state(), [true, { as_of: day, facts: { chest_pain: false } }, true, ""]);
    await shown.page.evaluate(() => document.getElementById("outer").reset());
    assert.deepEqual((await state()).slice(0, 2), [false, { as_of: day, facts: {} }]);
    assert.equal(await shown.asked(), "Do you have pain in your chest?");
    await shown.close();
});

test("Enter in a field goes to the next question and never sends the host's form", async () => {
    const shown = await begin(`<form id="outer" action="/posted" method="post">${element()}<button>Send</button></form>`);
    await shown.page.check("#answer-1");
    await shown.page.keyboard.press("Enter");
    await shown.page.fill("#answer", "5");
    await shown.page.press("#answer", "Enter");
    assert.equal(await shown.asked(), "How many steps did you walk yesterday?");
    assert.equal(shown.page.url(), shown.url);
    await shown.close();
});

test("what the record knows is not asked, in any spelling; what it has wrong is", async () => {
    const shown = await begin();
    await shown.page.evaluate(() => {
        document.querySelector("caveat-form").profile = { patient: "p7", facts: { "Chest-Pain": false, pain: 11, steps: null } };
    });
    assert.equal(await shown.asked(), "How strong is your pain?");
    assert.equal(await shown.page.inputValue("#answer"), "11");
    assert.deepEqual(await shown.profile(), { patient: "p7", as_of: day, facts: { chest_pain: false, pain: 11, steps: null } });
    await shown.press("Next");
    assert.match(await shown.trouble(), /“11” cannot be right/);
    await shown.page.fill("#answer", "1");
    await shown.press("Next");
    assert.equal(await shown.asked(), "What do you weigh?");
    await shown.close();
});

test("a profile that was given is shown where it is asked again", async () => {
    const shown = await begin(element('until="complete"'));
    await shown.page.evaluate(() => {
        document.querySelector("caveat-form").profile = {
            facts: {
                chest_pain: true, pain: { from: 5, below: 7 }, steps: 1, weight: { value: "70.5", unit: "kg" }, change: 0,
                sex: "male", regions: { present: ["upper_back"] }, conditions: [], surgery: "2026", systolic: 120, diastolic: 80,
                sessions: { present: [{ day: "2026-11", technique: "deep_tissue", minutes: 61, eased: null }] },
            },
        };
    });
    const asked = new Map();
    for (let at = 0; at < 12 && (await shown.asked()) !== ""; ++at) {
        asked.set(await shown.asked(), await shown.page.evaluate(() => [...document.querySelector("caveat-form").shadowRoot
            .querySelectorAll("fieldset input, fieldset select")].map((each) => /radio|checkbox/.test(each.type) ? each.checked : each.value)));
        await shown.page.locator("#skip").click();
    }
    assert.deepEqual(asked.get("Where does it hurt?"), [false, true, false, false]);
    assert.deepEqual(asked.get("When was your last operation?"), ["", "", "2026"]);
    assert.deepEqual(asked.get("Which sessions did you have?"), ["", "11", "2026", false, false, true, false, "61", false,
        false, false, false, false, false, false, true, true]);
    await shown.close();
});

test("a list of which the host knows nothing yet is no list of none", async () => {
    const shown = await begin(element('until="complete"'));
    for (let questions = 0; (await shown.asked()) !== "Which sessions did you have?"; ++questions) {
        assert.ok(questions < 20);
        await shown.press("I don’t know");
    }
    const { facts } = await shown.profile();
    await shown.page.evaluate((known) => {
        document.querySelector("caveat-form").profile = { facts: { ...known, sessions: { present: [] } } };
    }, facts);
    while ((await shown.asked()) !== "Which sessions did you have?") await shown.press("I don’t know");
    assert.equal(await shown.page.getByLabel("There are none").isChecked(), false);
    await shown.press("Next");
    assert.deepEqual((await shown.profile()).facts.sessions, { present: [] });
    assert.notEqual(await shown.trouble(), "");
    await shown.close();
});

test("numbers that the host gives as bigint are numbers, in the draft too", async () => {
    const shown = await begin(element('draft="session"'));
    await shown.page.evaluate(() => {
        document.querySelector("caveat-form").profile = { facts: { pain: 3n, weight: { value: 70n, unit: "kg" } } };
    });
    const before = await shown.asked();
    assert.notEqual(before, "");
    await shown.press("I don’t know");
    assert.notEqual(await shown.asked(), before);
    const { facts } = await shown.profile();
    assert.deepEqual([facts.pain, facts.weight], [3, { value: 70, unit: "kg" }]);
    await shown.close();
});

test("codes that the host knows are ticked in any spelling", async () => {
    const shown = await begin(element('until="complete"'));
    await shown.page.evaluate(() => {
        document.querySelector("caveat-form").profile = { facts: { sex: "Male", regions: { present: ["Upper-Back"] } } };
    });
    while ((await shown.asked()) !== "Where does it hurt?") await shown.press("I don’t know");
    assert.ok(await shown.page.getByLabel("upper back").isChecked());
    await shown.page.getByLabel("neck").check();
    await shown.press("Next");
    assert.deepEqual((await shown.profile()).facts.regions, ["neck", "upper_back"]);
    await shown.close();
});

test("codes that stand alone put the others out, and it is said", async () => {
    const shown = await begin(element());
    const at = (id) => shown.page.locator(`#answer-${id}`);
    await shown.page.evaluate(() => (document.querySelector("caveat-form").profile = {
        facts: { chest_pain: false, pain: 1, steps: 20, weight: 70, change: 0, sex: "male" },
    }));
    await at(0).check();
    await shown.page.check("text=None of these");
    assert.deepEqual([await at(0).isChecked(), await shown.page.textContent("#said")],
        [false, "Only “None of these” is chosen now."]);
    await at(1).check();
    assert.equal(await shown.page.isChecked("#answer-3"), false);
    await shown.page.check("#answer-3");
    await shown.press("Next");
    assert.deepEqual((await shown.profile()).facts.regions, []);
    assert.equal(await shown.asked(), "Which of these do you have?");
    assert.equal(await shown.page.locator("#answer-3").count(), 0, "the file has a code that stands alone");
    await at(0).check();
    await at(1).check();
    assert.ok(await at(0).isChecked());
    await at(2).check();
    assert.deepEqual([await at(0).isChecked(), await at(1).isChecked(), await shown.page.textContent("#said")],
        [false, false, "Only “none of these” is chosen now."]);
    await shown.press("Next");
    assert.deepEqual((await shown.profile()).facts.conditions, ["none_of_these"]);
    await shown.close();
});

test("records are added, taken away and brought back, and what is wrong in one is said beside it", async () => {
    const shown = await begin(element());
    await shown.page.evaluate(() => (document.querySelector("caveat-form").profile = {
        facts: { chest_pain: false, pain: 1, steps: 20, weight: 70, change: 0, sex: "male", regions: [], conditions: ["none_of_these"],
            surgery: "1999", systolic: 120, diastolic: 80 },
    }));
    await shown.press("Next");
    assert.match(await shown.trouble(), /“There are none”/);
    await shown.press("Add session");
    await shown.press("Next");
    assert.match(await shown.trouble(), /^Session 1, day: Please answer, or tick/);
    await shown.page.fill("#answer-0-0-year", "2027");
    await shown.page.check("#answer-0-1-0");
    await shown.page.fill("#answer-0-2", "1,000");
    await shown.page.check("#answer-0-3-1");
    await shown.page.check("#answer-0-4-0");
    await shown.press("Next");
    assert.match(await shown.trouble(), /^Session 1, minutes: “1,000” can be read in two ways/);
    await shown.press("1000");
    await shown.press("Next");
    assert.match(await shown.trouble(), /^Session 1, (day: 2027|minutes: “1000”) cannot be right/);
    await shown.page.fill("#answer-0-2", "30");
    await shown.press("Next");
    assert.match(await shown.trouble(), /^Session 1, day: 2027 cannot be right/);
    assert.equal(await shown.page.evaluate(() => document.querySelector("caveat-form").shadowRoot.activeElement.id), "answer-0-0-day");
    await shown.page.fill("#answer-0-0-year", "2026");
    await shown.press("Remove session 1");
    assert.equal(await shown.page.textContent("#said"), "session 1 is removed.");
    await shown.press("Bring session 1 back");
    assert.equal(await shown.page.inputValue("#answer-0-2"), "30");
    await shown.page.check("#answer-more");
    await shown.press("Next");
    assert.deepEqual((await shown.profile()).facts.sessions,
        { present: [{ day: "2026", technique: "gentle", minutes: 30, parts: ["back"], eased: true }] });
    await shown.close();
});

test("a host's own words and slots, and parts that it can style", async () => {
    served.set("/own.js", `customElements.whenDefined("caveat-form").then(() => {
        document.querySelector("caveat-form").messages = { next: "Weiter", yes: "Ja", no: "Nein", progress: "Frage {n} ({typed})",
            nothingChosen: "Bitte wählen, oder „{notKnown}“.", notKnown: "Weiß nicht", unitsOf: { kg: "Kilo" }, months: "wrong", nonsense: "x" };
    });`);
    const shown = await begin(`<script type="module" src="/own.js"></script>${element('max-questions="1"',
        '<p slot="intro">Hello</p><p slot="done">Danke</p>')}`);
    assert.ok(await shown.page.isVisible("text=Hello"));
    assert.equal(await shown.page.innerText(".progress"), "Frage 1 ({typed})");
    await shown.press("Weiter");
    assert.equal(await shown.trouble(), "Bitte wählen, oder „Weiß nicht“.");
    assert.deepEqual(await shown.page.evaluate(() => [...new Set([...document.querySelector("caveat-form").shadowRoot
        .querySelectorAll("[part]")].map((each) => each.getAttribute("part")))].sort()),
        ["choice", "next", "not-known", "problem", "progress", "question", "skip"]);
    await shown.page.check("text=Nein");
    await shown.press("Weiter");
    assert.ok(await shown.page.isVisible("text=Danke"));
    assert.equal(await shown.page.isVisible("text=Hello"), false);
    await shown.close();
});

test("nothing of a verdict is shown unless the patient is to see it", async () => {
    for (const show of ["nothing", "patient"]) {
        const shown = await begin(element(`show="${show}" max-questions="1"`));
        await shown.page.check("#answer-0");
        await shown.press("Next");
        const text = await shown.page.locator("#done").innerText();
        assert.equal(text.includes("Please do not have a massage for now."), show === "patient", text);
        await shown.close();
    }
});

test("what the patient reads is what the patient can answer, whoever else is asked", async () => {
    const rules = rules_about('{type: yes/no, ask: "Fever?"}', "asked or lump");
    served.set(rules, served.get(rules).replace("outcomes:", '  lump: {type: yes/no, ask: "Is there a lump?", ask whom: clinician}\noutcomes:'));
    const file = path.join(folder, "lump.yaml");
    fs.writeFileSync(file, served.get(rules));
    const shown = await begin(element("", "", rules).replace("<caveat-form", '<caveat-form show="patient" respondents="patient clinician"'));
    await shown.page.check("#answer-1");
    await shown.press("Next");
    assert.equal(await shown.asked(), "Is there a lump?");
    await shown.press("Skip for now");
    await shown.press("Leave it unanswered");
    const ran = spawnSync(process.env.CAVEAT, ["screen", file, "-", "--for", "patient", "--details"],
        { input: JSON.stringify(await shown.profile()), encoding: "utf8" });
    const words = (text) => text.replace(/^ *- /gm, "").replace(/\s+/g, "");
    const text = await shown.page.locator("#done").evaluate((done) =>
        [...done.querySelectorAll(":scope > :not(#thanks)")].map((each) => each.textContent).join(" "));
    assert.equal(words(text), words(ran.stdout), ran.stderr);
    await shown.close();
});

test("rules past their review are told to the host, and a disabled form takes nothing", async () => {
    const shown = await begin(`<fieldset disabled>${element()}</fieldset>`);
    const [{ rules, warnings }] = await shown.heard("caveat-ready");
    assert.deepEqual([rules.id, rules.version], ["everything", "1.0.0"]);
    assert.ok(warnings.some(({ code }) => code === "review-overdue"));
    assert.equal(await shown.page.locator("caveat-form").locator("button:enabled, input:enabled").count(), 0);
    await shown.close();
});

test("a day that the page does not name is today, and what a page changes loses no answer", async () => {
    const shown = await begin(element().replace(`as-of="${day}"`, ""));
    const today = await shown.page.evaluate(() => new Date().toLocaleDateString("sv"));
    assert.equal((await shown.profile()).as_of, today);
    await shown.page.check("#answer-1");
    await shown.press("Next");
    await shown.page.evaluate(() => document.querySelector("caveat-form").setAttribute("as-of", "2026-11-21"));
    await shown.page.waitForFunction(() => document.querySelector("caveat-form").profile.as_of === "2026-11-21");
    assert.deepEqual((await shown.profile()).facts, { chest_pain: false });
    await shown.close();
});

test("two forms on one page do not meet", async () => {
    const shown = await begin(`${element()}${element().replace("intake", "second")}`);
    await shown.page.waitForFunction(() => window.heard.filter(([name]) => name === "caveat-ready").length === 2);
    await shown.page.locator("caveat-form").nth(1).locator("#answer-0").check();
    await shown.page.locator("caveat-form").nth(1).getByRole("button", { name: "Next" }).click();
    assert.deepEqual(await shown.page.$$eval("caveat-form", (all) => all.map((each) => each.profile.facts)),
        [{}, { chest_pain: true }]);
    await shown.close();
});
