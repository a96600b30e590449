// What is written is kept: over a reload, a crash, a full disk, another tab and a clock that is wrong.

import assert from "node:assert/strict";
import test from "node:test";
import { browser, desk as desk_of, is_quiet, origin, ready, start } from "./pages.mjs";

const mark = "# kept\n";

/// Another tab, which only reads, with what it shows.
async function beside(first) {
    const other = await first.page.context().newPage();
    await other.goto(origin);
    await ready(other);
    const second = desk_of(other);
    await other.getByText("open in another tab").waitFor();
    return { other, second, text: await second.text() };
}

test("a reload brings back the text, the caret, the pane, the question and the answers", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await page.getByLabel("sciatica").check();
    await page.getByRole("button", { name: "All", exact: true }).click();
    await desk.caret(0);
    await desk.type(mark);
    await desk.saved();
    await page.getByRole("button", { name: "Outline" }).click();
    await page.reload();
    await ready(page);
    assert.ok((await desk.text()).startsWith(mark));
    assert.equal(await desk.app.evaluate((it) => it.rules.caret), mark.length);
    assert.equal(await page.getByRole("button", { name: "Outline" }).getAttribute("aria-pressed"), "true");
    assert.equal(await page.getByRole("button", { name: "All", exact: true }).getAttribute("aria-pressed"), "true");
    await page.locator("caveat-patient input:checked").first().waitFor();
    assert.ok(await page.getByLabel("sciatica").isChecked());
    await is_quiet(opened);
    await opened.close();
});

test("a tab that is killed half a second after a key has lost nothing", async () => {
    const opened = await start();
    // It hears nothing of its end.
    await opened.page.evaluate(() => {
        const deaf = (event) => event.stopImmediatePropagation();
        for (const name of ["pagehide", "visibilitychange", "beforeunload"]) window.addEventListener(name, deaf, true);
    });
    await opened.desk.caret(0);
    await opened.desk.type(mark);
    await opened.desk.saved();
    const other = await opened.page.context().newPage();
    await opened.page.close();
    await other.goto(origin);
    await ready(other);
    assert.ok((await desk_of(other).text()).startsWith(mark));
    await opened.close();
});

test("a reload at once after a key loses nothing", async () => {
    const opened = await start();
    await opened.desk.caret(0);
    await opened.desk.type(mark);
    await opened.page.reload();
    await ready(opened.page);
    assert.ok((await opened.desk.text()).startsWith(mark));
    await opened.desk.saved();
    await opened.close();
});

test("a page that lets go of its document late, at a reload, is no other tab", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await desk.saved();
    const id = await desk.app.evaluate((it) => it.documents.current.id);
    await page.addInitScript((name) => {
        void navigator.locks.request(name, () => new Promise((done) => setTimeout(done, 300)));
    }, `caveat-workbench ${id}`);
    await desk.caret(0);
    await desk.type(mark);
    await page.reload();
    await ready(page);
    assert.ok((await desk.text()).startsWith(mark));
    assert.equal(await desk.app.evaluate((it) => it.documents.isReadOnly), false);
    await opened.close();
});

test("a second tab reads until it takes over; the first then reads, and nothing is lost", async () => {
    const first = await start();
    const { other, second, text } = await beside(first);
    await second.type("xyz");
    assert.equal(await second.text(), text);
    await first.desk.caret(0);
    await first.desk.type(mark);
    await other.getByRole("button", { name: "Take over" }).click();
    await other.getByText("open in another tab").waitFor({ state: "detached" });
    assert.ok((await second.text()).startsWith(mark));
    await first.page.getByText("open in another tab").waitFor();
    await second.caret(0);
    await second.type("# second\n");
    await second.saved();
    await first.close();
});

test("a tab that slept while another took over writes nothing late, and its last words are in the history", async () => {
    const first = await start();
    const { other, second, text } = await beside(first);
    const app = await first.desk.app.elementHandle();
    await first.desk.caret(0);
    await first.desk.type("# late\n");
    // Before it saves, and until the other has lost patience.
    const asleep = app.evaluate(() => {
        for (const end = Date.now() + 8000; Date.now() < end; );
    });
    await other.getByRole("button", { name: "Take over" }).click();
    await other.getByText("open in another tab").waitFor({ state: "detached" });
    assert.equal(await second.text(), text);
    await asleep;
    await first.page.getByText("What was written here last is in its History.").waitFor();
    await second.caret(0);
    await second.type(mark);
    await second.saved();
    assert.ok((await second.app.evaluate((it) => it.documents.find(it.documents.current.id))).rules.startsWith(mark));
    const versions = await second.app.evaluate((it) => it.documents.versions());
    assert.ok(versions.some(({ rules }) => rules.startsWith("# late\n")));
    // And back.
    await first.page.getByRole("button", { name: "Take over" }).click();
    await first.page.getByText("open in another tab").waitFor({ state: "detached" });
    assert.ok((await first.desk.text()).startsWith(mark));
    await first.close();
});

test("where a text can only be read, neither a fix nor a file changes it", async () => {
    const first = await start();
    await first.desk.write((await first.desk.text()).replace("conditions include any of", "condition include any of"));
    await first.desk.saved();
    const other = await first.page.context().newPage();
    await other.goto(origin);
    const second = desk_of(other);
    await other.getByText("open in another tab").waitFor();
    await second.has_errors(1);
    const text = await second.text();
    await other.locator(".problem-line button").first().click();
    await second.app.evaluate((it) => it.openFile(new File(["cases: []"], "x.cases.yaml")));
    await other.getByText("x.cases.yaml cannot take the place of the cases: here they can only be read.").waitFor();
    assert.equal(await second.text(), text);
    assert.equal(await second.cases(), "");
    await first.close();
});

/// Makes the n-th write of the store, and all that follow, fail as a full disk does.
const fails_from = (n) => {
    let writes = 0;
    for (const name of ["put", "add"]) {
        const was = IDBObjectStore.prototype[name];
        IDBObjectStore.prototype[name] = function (...words) {
            if (++writes >= n && !window.roomAgain) throw new DOMException("full", "QuotaExceededError");
            return was.apply(this, words);
        };
    }
};
for (const n of [1, 2, 3, 4]) {
    test(`where write ${n} and all after it fail, editing goes on under a banner, and is saved once there is room`, async () => {
        const context = await browser.newContext();
        await context.addInitScript(fails_from, n);
        const page = await context.newPage();
        await page.goto(origin);
        await ready(page);
        const desk = desk_of(page);
        await desk.caret(0);
        await desk.type(mark);
        const banner = page.locator(".banner", { hasText: /Not saved/ });
        await banner.waitFor();
        assert.ok((await desk.text()).startsWith(mark));
        const [download] = await Promise.all([
            page.waitForEvent("download"),
            banner.getByRole("button", { name: "Download now" }).click(),
        ]);
        assert.equal(download.suggestedFilename(), "two-sentences.yaml");
        // What cannot be kept in the store outlives a reload all the same.
        page.on("dialog", (dialog) => dialog.accept());
        await page.reload();
        await ready(page);
        assert.ok((await desk.text()).startsWith(mark));
        await page.evaluate(() => (window.roomAgain = true));
        await desk.type("z");
        await desk.saved();
        await banner.waitFor({ state: "detached" });
        await context.close();
    });
}

test("what could not be saved is not left for another document until it was downloaded", async () => {
    const context = await browser.newContext();
    await context.addInitScript(fails_from, 1);
    const page = await context.newPage();
    await page.goto(origin);
    await ready(page);
    const desk = desk_of(page);
    await desk.caret(0);
    await desk.type(mark);
    const banner = page.locator(".banner", { hasText: /Not saved/ });
    await banner.waitFor();
    const open_new = async () => {
        await desk.open_dialog(/▾$/);
        await page.getByRole("button", { name: "New, empty" }).click();
    };
    await open_new();
    await page.getByText("could not be saved in this browser. Download it first").waitFor();
    assert.ok((await desk.text()).startsWith(mark));
    await Promise.all([page.waitForEvent("download"), banner.getByRole("button", { name: "Download now" }).click()]);
    await open_new();
    await page.waitForFunction(() => document.querySelector("caveat-workbench").rules.text === "");
    await context.close();
});

test("rules that were downloaded without their cases are not left either", async () => {
    const context = await browser.newContext();
    await context.addInitScript(fails_from, 1);
    const page = await context.newPage();
    await page.goto(origin);
    await ready(page);
    const desk = desk_of(page);
    await desk.app.evaluate((it) => it.cases.replace("cases: []\n"));
    await page.locator(".banner", { hasText: /Not saved/ }).waitFor();
    const save = (name) => Promise.all([
        page.waitForEvent("download"),
        desk.dialog("Download").getByRole("button", { name }).click(),
    ]);
    await desk.open_dialog("Download");
    await save(/^The rules, /);
    await page.keyboard.press("Escape");
    const create = () => desk.app.evaluate((it) => it.create("other.yaml", "", ""));
    assert.equal(await create(), false);
    assert.equal(await desk.cases(), "cases: []\n");
    await desk.open_dialog("Download");
    await save(/^Their cases, /);
    await page.keyboard.press("Escape");
    assert.equal(await create(), true);
    await context.close();
});

/// From `window.closed_store` on, whatever is read of the store is refused, as on a broken disk.
const refuses_to_read = () => {
    for (const of of [IDBObjectStore, IDBIndex]) {
        for (const name of ["get", "getAll"]) {
            const was = of.prototype[name];
            of.prototype[name] = function (...words) {
                if (window.closed_store || sessionStorage.closed_store) throw new DOMException("it is broken", "UnknownError");
                return was.apply(this, words);
            };
        }
    }
};

test("what is kept and cannot be read is said to be so, not to be nothing, and nothing is lost by it", async () => {
    const context = await browser.newContext();
    await context.addInitScript(refuses_to_read);
    const page = await context.newPage();
    await page.goto(origin);
    await ready(page);
    const desk = desk_of(page);
    await desk.caret(0);
    await desk.type(mark);
    await desk.saved();
    await page.evaluate(() => (window.closed_store = true));
    for (const [name, words] of [
        ["History", "The history of this document cannot be read: it is broken."],
        ["Compare", "What there is to compare with cannot be read: it is broken."],
        [/▾$/, "The documents in this browser cannot be read: it is broken."],
    ]) {
        await desk.open_dialog(name);
        const dialog = page.getByRole("dialog");
        await dialog.getByText(words).waitFor();
        assert.doesNotMatch(await dialog.innerText(), /no versions yet|nothing to compare with/);
        await page.keyboard.press("Escape");
        await dialog.waitFor({ state: "hidden" });
    }
    // Once it can be read, it is all there.
    await page.evaluate(() => (window.closed_store = false));
    await desk.open_dialog("History");
    await desk.dialog("History").getByRole("button", { name: /^Restore/ }).first().waitFor();
    await page.keyboard.press("Escape");

    // A tab that begins meanwhile does not pass for one of somebody who has written nothing.
    await page.evaluate(() => (sessionStorage.closed_store = "yes"));
    await page.reload();
    await ready(page);
    await page.getByText("What is kept in this browser cannot be read: it is broken. None of it is changed").waitFor();
    await page.evaluate(() => delete sessionStorage.closed_store);
    await page.reload();
    await ready(page);
    await desk.open_dialog(/▾$/);
    await desk.dialog("Documents").locator("li button.link").last().click();
    await desk.dialog("Documents").waitFor({ state: "hidden" });
    assert.ok((await desk.text()).startsWith(mark));
    await context.close();
});

test("a document whose newer text cannot be read is not taken over", async () => {
    const context = await browser.newContext();
    await context.addInitScript(refuses_to_read);
    const [first, other] = [await context.newPage(), await context.newPage()];
    await first.goto(origin);
    await ready(first);
    await desk_of(first).saved();
    await other.goto(origin);
    await ready(other);
    const second = desk_of(other);
    await other.getByText("open in another tab").waitFor();
    await desk_of(first).caret(0);
    await desk_of(first).type(mark);
    await desk_of(first).saved();
    await other.evaluate(() => (window.closed_store = true));
    await other.getByRole("button", { name: "Take over" }).click();
    await other.getByText("What the other tab has written cannot be read: it is broken.").waitFor();
    await second.caret(0);
    await second.type("xyz");
    assert.doesNotMatch(await second.text(), /xyz/);
    await other.evaluate(() => (window.closed_store = false));
    await other.getByRole("button", { name: "Take over" }).click();
    await other.getByText("open in another tab").waitFor({ state: "detached" });
    assert.ok((await second.text()).startsWith(mark));
    await context.close();
});

test("an older version is not put in the place of a text that could not be saved", async () => {
    const context = await browser.newContext();
    await context.addInitScript(fails_from, 5);
    const page = await context.newPage();
    await page.goto(origin);
    await ready(page);
    const desk = desk_of(page);
    await desk.caret(0);
    await desk.type(mark);
    await desk.saved();
    await desk.type("# lost?\n");
    await page.locator(".banner", { hasText: /Not saved/ }).waitFor();
    await desk.open_dialog("History");
    const dialog = desk.dialog("History");
    await dialog.getByRole("button", { name: /^Restore/ }).first().click();
    await dialog.getByText("The text at hand could not be saved, so no version takes its place. Download it first.").waitFor();
    assert.match(await desk.text(), /# lost\?/);
    await context.close();
});

test("a browser that refuses storage altogether: the workbench works, and says that nothing is saved", async () => {
    const context = await browser.newContext();
    await context.addInitScript(() => {
        Object.defineProperty(window, "indexedDB", { value: { open() { throw new DOMException("no", "SecurityError"); } } });
        Object.defineProperty(window, "sessionStorage", { get() { throw new DOMException("no", "SecurityError"); } });
    });
    const page = await context.newPage();
    await page.goto(origin);
    await ready(page);
    await page.locator(".banner", { hasText: "Not saved." }).waitFor();
    const desk = desk_of(page);
    await page.getByLabel("osteoarthritis").check();
    await desk.result.getByText(/condition/).first().waitFor();
    await context.close();
});

test("history brings back an older version, and the newer one stays in it", async () => {
    const opened = await start();
    const { page, desk } = opened;
    const before = await desk.text();
    await desk.caret(0);
    await desk.type(mark);
    await desk.saved();
    await desk.open_dialog("History");
    const restores = desk.dialog("History").getByRole("button", { name: /^Restore/ });
    const count = await restores.count();
    assert.ok(count >= 1);
    await restores.last().click();
    await desk.dialog("History").waitFor({ state: "hidden" });
    assert.equal(await desk.text(), before);
    await desk.open_dialog("History");
    await desk.dialog("History").getByRole("button", { name: /^Restore/ }).nth(count).waitFor();
    await page.keyboard.press("Escape");
    await opened.close();
});

test("a tab that stays open over midnight screens as of the new day, and as of a day that was typed", async () => {
    const opened = await start({ timezoneId: "UTC" });
    const { page, desk } = opened;
    const day = page.getByLabel("Day");
    await page.clock.setFixedTime(new Date("2026-11-20T23:59:00Z"));
    await page.getByLabel("sciatica").check();
    await desk.result.filter({ hasText: "2026-11-20" }).waitFor();
    await page.clock.setFixedTime(new Date("2026-11-21T00:01:00Z"));
    await page.reload();
    await ready(page);
    await desk.result.filter({ hasText: "2026-11-21" }).waitFor();
    assert.equal(await day.inputValue(), "2026-11-21");
    await day.fill("2026-11-19");
    await day.press("Enter");
    await desk.result.filter({ hasText: "2026-11-19" }).waitFor();
    await page.clock.setFixedTime(new Date("2026-11-22T08:00:00Z"));
    await page.reload();
    await ready(page);
    await desk.result.filter({ hasText: "2026-11-19" }).waitFor();
    await opened.close();
});

test("a day that is none gives no result, and takes the earlier one away", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await desk.result.filter({ hasText: "PROCEED" }).waitFor();
    const day = page.getByLabel("Day");
    await day.fill("20.11.2026");
    await day.press("Enter");
    await page.getByText("No result: the day is written as 2026-11-20").waitFor();
    assert.equal(await desk.result.count(), 0);
    assert.match(await page.locator(".strip").textContent(), /No result yet/);
    await day.fill("2026-11-20");
    await day.press("Enter");
    await desk.result.filter({ hasText: "2026-11-20" }).waitFor();
    await opened.close();
});

test("a clock that is set back loses no version", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await page.evaluate(() => {
        const now = Date.now;
        Date.now = () => now() - 86_400_000;
    });
    await desk.caret(0);
    await desk.type(mark);
    await desk.saved();
    await desk.open_dialog("History");
    await desk.dialog("History").getByRole("button", { name: /^Restore/ }).first().waitFor();
    await opened.close();
});

test("Back, twenty times, leaves no text behind", async () => {
    const opened = await start();
    const { page, desk } = opened;
    await desk.caret(0);
    await desk.type(mark);
    for (const name of ["History", "Share", "Compare", "Download"]) {
        await desk.open_dialog(name);
        await desk.dialog(name).waitFor();
        await page.goBack();
        await desk.dialog(name).waitFor({ state: "hidden" });
    }
    for (const name of ["Outline", "Cases text", "Text", "Outline", "Text"]) {
        await page.getByRole("button", { name, exact: true }).click();
    }
    for (let presses = 0; presses < 20; ++presses) await page.goBack({ timeout: 2000 }).catch(() => null);
    await page.goto(origin);
    await ready(page);
    assert.ok((await desk.text()).startsWith(mark));
    await opened.close();
});

test("the patient is kept for this tab alone", async () => {
    const opened = await start();
    await opened.page.getByLabel("sciatica").check();
    await opened.page.waitForTimeout(500);
    const other = await opened.page.context().newPage();
    await other.goto(origin);
    await ready(other);
    assert.equal(await other.getByLabel("sciatica").isChecked(), false);
    await opened.close();
});
