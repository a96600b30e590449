// What people drop on the page by mistake: one sentence each, and nothing is lost.

import assert from "node:assert/strict";
import test from "node:test";
import { is_quiet, origin, start } from "./pages.mjs";

const megabyte = 1024 * 1024;
const files = {
    "a file of 9 MB": ["long.yaml", Buffer.alloc(9 * megabyte, "#"), /^long\.yaml has 9\.0 MB; a rule file may have at most 8 MB\./],
    "an empty file": ["empty.yaml", Buffer.alloc(0), /^empty\.yaml is empty\./],
    "text that is not UTF-8": ["latin.yaml", Buffer.from("title: M\xe4rz", "latin1"), /^latin\.yaml is not text in UTF-8/],
    "a Word file": ["rules.docx", Buffer.from("PK\x03\x04\x14\0"), /^rules\.docx is a Word file or another archive/],
    "bytes that are no text": ["a.yaml", Buffer.from("a\0b"), /^a\.yaml is not a text file\./],
};

/// Drops a file on the page, as from the desktop.
const drop = (page, name, bytes) => page.evaluate(({ name, data }) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(atob(data), (each) => each.charCodeAt(0))], name));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
}, { name, data: bytes.toString("base64") });

for (const [what, [name, bytes, said]] of Object.entries(files)) {
    test(`${what} is refused in one sentence`, async () => {
        const opened = await start();
        const { page, desk } = opened;
        const text = await desk.text();
        await drop(page, name, bytes);
        const banner = page.locator(".banner[role=alert]");
        await banner.waitFor();
        assert.match(await banner.locator("bdi").innerText(), said);
        assert.match(await banner.innerText(), /Nothing was changed\./);
        assert.equal(await desk.text(), text);
        await is_quiet(opened);
        await opened.close();
    });
}

test("a rule file that is dropped opens beside the others", async () => {
    const opened = await start();
    await drop(opened.page, "mine.yaml", Buffer.from("caveat: 1\r\nid: mine\r\n"));
    await opened.page.locator("header bdi", { hasText: "mine.yaml" }).waitFor();
    assert.equal(await opened.desk.text(), "caveat: 1\nid: mine\n");
    await opened.close();
});

test("a rule file of 1 MB is checked when the typing pauses, says so, and takes every key", async () => {
    const opened = await start();
    const { page, desk } = opened;
    const rules = await desk.text();
    await desk.write(rules + "# a line that says nothing but is read all the same, to the end\n".repeat(16_500));
    assert.ok((await desk.text()).length > megabyte);
    await page.locator(".problem-list p", { hasText: "large file: checking when you pause" }).waitFor();
    await desk.has_errors(0);
    const at = rules.indexOf("conditions include any of") + "conditions".length;
    await desk.caret(at);
    await desk.type("abcdefgh");
    assert.equal((await desk.text()).slice(at, at + 8), "abcdefgh");
    await desk.has_errors(1);
    for (let each = 0; each < 8; ++each) await page.keyboard.press("Backspace");
    await desk.has_errors(0);
    await desk.saved();
    await is_quiet(opened);
    await opened.close();
});

for (const [what, hash] of Object.entries({
    "a link that was cut": "#r=q1YqSy0qzszPU7JSUC",
    "a link that is no link": "#r=%%%",
    "an empty one": "#r=",
})) {
    test(`${what} says so and loses nothing`, async () => {
        const opened = await start({}, origin + hash);
        await opened.page.getByText("This link is not whole").waitFor();
        assert.ok((await opened.desk.text()).includes("two-sentences"));
        await opened.close();
    });
}
