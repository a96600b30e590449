// Rule files made of markup and scripts are shown as typed; rule files that cannot be used are no form.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { beyond_edge } from "../../browser/browser.mjs";
import { begin, element, page_with, served, sources } from "./pages.mjs";

const evil = "</script><img src=x onerror=\"window.ran=1\">";
const hostile = fs.readFileSync(path.join(sources, "tests/golden/page/hostile.yaml"), "utf8");
served.set("/hostile.yaml", hostile);
served.set("/markup.yaml", `caveat: 1
facts:
  constructor:
    type: choices
    of:
      one: {label: ${JSON.stringify(`label ${evil}`)}}
      two: {label: "javascript:window.ran=1"}
      three: {label: ${JSON.stringify("x".repeat(10_000))}}
    ask: ${JSON.stringify(`question ${evil}`)}
  to string: {type: yes/no, ask: "{typed} {from} \${window.ran=1} <svg onload=window.ran=1>"}
  has own property:
    type: records
    each: value of
    of: {constructor: {type: choice, of: {one: {label: ${JSON.stringify(`label ${evil}`)}}, two: {label: "<b>"}}}, length: {type: number}}
outcomes: {avoid it: {say: ${JSON.stringify(`say ${evil}`)}}}
rules:
  - {id: one, rule: constructor include one or to string → avoid it}
  - {id: two, rule: any has own property where (constructor is one and length > 3) → avoid it}
`);

test("nothing that a rule file says runs, everything is shown as typed, and nothing overflows", async () => {
    let all = "";
    for (const rules of ["/markup.yaml", "/hostile.yaml"]) {
        const shown = await begin(element('until="complete" show="patient"', "", rules), { viewport: { width: 320, height: 640 } });
        for (let at = 0; at < 12 && (await shown.asked()) !== ""; ++at) {
            if (await shown.page.locator("#answer-add").count()) await shown.press("Add value of");
            if (await shown.page.locator("#answer-0").count()) await shown.page.check("#answer-0");
            else if (await shown.page.locator("#answer").count()) await shown.page.fill("#answer", evil);
            all += await shown.page.locator("form").textContent();
            assert.deepEqual(await beyond_edge(shown.page), [], rules);
            const question = await shown.asked();
            await shown.press("Next");
            all += await shown.page.evaluate(() => document.querySelector("caveat-form").shadowRoot.textContent);
            if ((await shown.asked()) === question) await shown.press("I don’t know");
        }
        all += await shown.page.locator("#done").textContent();
        const inside = await shown.page.evaluate(() => {
            const root = document.querySelector("caveat-form").shadowRoot;
            return [window.ran, root.querySelectorAll("img, svg, script, b, a, style, iframe").length, window.violations.length];
        });
        assert.deepEqual(inside, [undefined, 0, 0]);
        assert.deepEqual([shown.tried.errors, shown.tried.dialogs], [[], 0]);
        await shown.close();
    }
    for (const words of [`question ${evil}`, `label ${evil}`, `say ${evil}`, "x".repeat(10_000), "javascript:"]) {
        assert.ok(all.includes(words), words.slice(0, 80));
    }
});

test("an answer made of markup is named as it was typed", async () => {
    const shown = await begin();
    await shown.page.check("#answer-1");
    await shown.press("Next");
    await shown.page.fill("#answer", `7${evil}`);
    await shown.press("Next");
    assert.ok((await shown.trouble()).includes(`7${evil}`));
    assert.equal(await shown.page.evaluate(() => window.ran), undefined);
    await shown.close();
});

test("rules that do not load are said to be no form, and cannot be passed", { timeout: 300_000 }, async () => {
    served.set("/broken.yaml", "caveat: 1\nrules:\n  - pian → refer to doctor\n");
    served.set("/empty.yaml", "");
    served.set("/document.yaml", Buffer.from("504b0304140006000800000021", "hex"));
    served.set("/latin.yaml", Buffer.from("caveat: 1\ntitle: R\xe9gime\n", "latin1"));
    served.set("/large.yaml", `# ${"x".repeat(9 * 1024 * 1024)}\n`);
    for (const [rules, codes] of [
        ["/broken.yaml", ["unknown-name"]], ["/nowhere.yaml", ["not-loaded"]], ["/empty.yaml", ["empty-file"]],
        ["/document.yaml", undefined], ["/latin.yaml", ["not-utf8"]], ["/large.yaml", ["file-too-large"]], ["", ["not-loaded"]],
        ["http://127.0.0.1:1/rules.yaml", ["not-loaded"]],
    ]) {
        const shown = await begin(`<form>${element("", '<p slot="done">Done</p>', rules)}</form>`);
        const text = await shown.page.evaluate(() => document.querySelector("caveat-form").shadowRoot.querySelector("[role=alert]").textContent);
        assert.equal(text, "This form cannot be shown. Please call us.", rules);
        assert.equal(await shown.page.locator("button:visible, fieldset, slot").count(), 0, rules);
        const [{ diagnostics }] = await shown.heard("caveat-error");
        const found = diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code);
        if (codes === undefined) assert.ok(found.length > 0);
        else for (const code of codes) assert.ok(found.includes(code), `${rules}: ${found}`);
        assert.deepEqual(await shown.page.evaluate(() => {
            const form = document.querySelector("form");
            return [form.checkValidity(), [...new FormData(form).keys()], document.querySelector("caveat-form").report];
        }), [false, [], undefined]);
        assert.deepEqual(await shown.heard("caveat-done"), []);
        await shown.close();
    }
});

test("a day, a respondent or a profile that is none is no form, until it is mended", async () => {
    for (const attribute of ['as-of="20.11.2026"', 'respondents="patiant"']) {
        const shown = await begin(`<form>${element().replace('as-of="2026-11-20"', attribute)}</form>`);
        const [{ diagnostics: [found] }] = await shown.heard("caveat-error");
        assert.match(found.message, /20\.11\.2026|patiant/);
        assert.equal(await shown.page.evaluate(() => document.querySelector("form").checkValidity()), false);
        assert.equal(await shown.page.locator("caveat-form").locator("button").count(), 0);
        await shown.close();
    }
    const shown = await begin();
    await shown.page.evaluate(() => (document.querySelector("caveat-form").profile = { facts: { pain: 1, Pain: 2 } }));
    assert.match((await shown.heard("caveat-error"))[0].diagnostics[0].message, /twice/);
    assert.equal(await shown.page.locator("#failed").count(), 1);
    await shown.page.evaluate(() => (document.querySelector("caveat-form").profile = { facts: { pain: 1 } }));
    assert.equal(await shown.asked(), "Do you have pain in your chest?");
    await shown.close();
});

test("a core that does not load is no form, and rules that do later are one", async () => {
    const url = page_with(element("", "", "/broken.yaml"));
    const shown = await begin(url);
    await shown.page.evaluate(() => document.querySelector("caveat-form").setAttribute("rules", "/tests/everything.yaml"));
    await shown.page.waitForFunction(() => window.heard.some(([name]) => name === "caveat-ready"));
    assert.equal(await shown.asked(), "Do you have pain in your chest?");
    await shown.close();

    const without = page_with(element());
    served.set(`${new URL(without).pathname} policy`, "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'");
    const refused = await begin(without);
    const [{ diagnostics }] = await refused.heard("caveat-error");
    assert.equal(diagnostics[0].code, "not-loaded");
    await refused.close();
});
