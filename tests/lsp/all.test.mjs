// What a clinician's editor gets from `caveat lsp`: a fresh file with three slips, mended by what
// is offered; names that are known, completed, renamed; and a server that ends as it should.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import test from "node:test";
import { protocol, Session } from "./session.mjs";

const right = `caveat: 1
id: low-back
version: 0.1.0

facts:
  back pain: {type: yes/no, ask: "Do you have back pain?"}
  pain nrs: {type: number, whole: true, from: 0, to: 10, ask: "How strong is it?"}
  technique: {type: choice, of: [gentle, deep tissue]}
outcomes:
  avoid massage: {say: Please do not have massage today.}
  refer to doctor: {say: Please see your doctor.}
rules:
  - back pain → refer to doctor
  - id: strong
    rule: pain nrs >= 7 and technique is deep tissue → avoid massage
`;
const slips = right.replace("pain nrs >=", "pian nrs >=").replace("is deep tissue", "is deep tisue")
    .replace("refer to doctor: {say", "refer to docter: {say");

const folder = () => fs.mkdtempSync(path.join(os.tmpdir(), "caveat-lsp-"));
const errors = (said) => said.filter(({ severity }) => severity === 1);

function edited(text, edits) {
    const starts = [0];
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    const offset = ({ line, character }) => starts[line] + character;
    for (const { range, newText } of [...edits].reverse()) {
        text = text.slice(0, offset(range.start)) + newText + text.slice(offset(range.end));
    }
    return text;
}

test("three slips are said, and gone when what is offered is done", async (context) => {
    const session = await Session.start(context, folder());
    let said = errors(await session.open("low.yaml", slips));
    assert.deepEqual(said.map(({ code }) => code).sort(),
        ["unknown-code", "unknown-name", "unknown-outcome"]);
    let text = slips;
    for (let version = 2; said.length > 0; ++version) {
        assert.ok(version < 6, "a fix leaves its mistake");
        const { range } = said[0];
        const offered = await session.ask("textDocument/codeAction", "low.yaml",
            { range, context: { diagnostics: [said[0]] } });
        assert.ok(offered.length > 0, said[0].message);
        const edits = offered[0].edit.changes[session.uri("low.yaml")];
        const after = edited(text, edits);
        const next = session.next("low.yaml", (news) => news.version === version);
        await session.connection.sendNotification("textDocument/didChange", {
            textDocument: { uri: session.uri("low.yaml"), version },
            contentChanges: edits.map(({ range: place, newText }) => ({ range: place, text: newText })),
        });
        text = after;
        said = errors((await next).diagnostics);
    }
    // Which of the two is misspelt, the declaration or the rule, nobody knows but its author.
    assert.equal(text.replaceAll("docter", "doctor"), right);
    await session.close();
});

test("names are explained, found, completed and renamed in both files", async (context) => {
    const place = folder();
    fs.writeFileSync(path.join(place, "low.cases.yaml"),
        "cases:\n  - name: strong\n    facts: {pain nrs: 8}\n    expect: {undecided: [strong]}\n");
    const session = await Session.start(context, place);
    assert.deepEqual(errors(await session.open("low.yaml", right)), []);
    const at = (words) => ({ position: session.place(right, words) });
    const card = await session.ask("textDocument/hover", "low.yaml", at("pain nrs >="));
    assert.match(card.contents.value, /^pain nrs: whole number, from 0 to 10\n“How strong is it\?”/);
    const found = await session.ask("textDocument/definition", "low.yaml", at("pain nrs >="));
    assert.deepEqual(found.range.start, session.place(right, "pain nrs: {"));
    const all = await session.ask("textDocument/references", "low.yaml",
        { ...at("pain nrs >="), context: { includeDeclaration: true } });
    assert.equal(all.length, 3);
    const position = session.place(right, "deep tissue →");
    const offered = await session.ask("textDocument/completion", "low.yaml", { position });
    assert.deepEqual(offered.items.map(({ label }) => label), ["gentle", "deep tissue"]);
    const renamed = await session.ask("textDocument/rename", "low.yaml",
        { ...at("pain nrs >="), newName: "pain score" });
    assert.deepEqual(renamed.documentChanges.map(({ textDocument, edits }) => [
        path.basename(textDocument.uri), edits.length]), [["low.yaml", 2], ["low.cases.yaml", 1]]);
    await assert.rejects(
        session.ask("textDocument/rename", "low.yaml", { ...at("pain nrs >="), newName: "back pain" }),
        /stands here twice/);
    const lenses = await session.ask("textDocument/codeLens", "low.yaml");
    assert.deepEqual(lenses.map(({ command }) => command.title), ["no case", "1 case"]);
    const sections = await session.ask("textDocument/documentSymbol", "low.yaml");
    assert.ok(protocol.DocumentSymbol ? sections.every((each) => protocol.DocumentSymbol.is(each)) : true);
    const colours = await session.ask("textDocument/semanticTokens/full", "low.yaml");
    assert.equal(colours.data.length % 5, 0);
    assert.ok(colours.data.length > 0);
    await session.close();
});

test("what only a solver finds is a hint, after saving", async (context) => {
    const session = await Session.start(context, folder());
    const never = right + "  - {id: never, rule: pain nrs >= 7 and pain nrs < 5 → avoid massage}\n";
    await session.open("low.yaml", never);
    const found = session.next("low.yaml",
        ({ diagnostics }) => diagnostics.some(({ code }) => code === "never-fires"));
    await session.connection.sendNotification("textDocument/didSave",
        { textDocument: { uri: session.uri("low.yaml") } });
    const hint = (await found).diagnostics.find(({ code }) => code === "never-fires");
    assert.equal(hint.severity, 4);
    await session.close();
});

test("bytes that are no message are survived, and nothing but frames is written", () => {
    const frame = (body) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    const input = "noise\r\n\r\nContent-Length: what\r\n\r\n" + frame("{") + frame("[]") +
        frame('{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}') +
        frame('{"jsonrpc":"2.0","id":2,"method":"shutdown"}') + frame('{"jsonrpc":"2.0","method":"exit"}');
    const run = spawnSync(process.env.CAVEAT, ["lsp"], { input, encoding: "utf8", timeout: 60000 });
    assert.equal(run.status, 0, run.stderr);
    assert.equal(run.stderr, "");
    let rest = run.stdout;
    let count = 0;
    while (rest !== "") {
        const head = /^Content-Length: (\d+)\r\n\r\n/.exec(rest);
        assert.ok(head, rest.slice(0, 80));
        JSON.parse(rest.slice(head[0].length, head[0].length + Number(head[1])));
        rest = rest.slice(head[0].length + Number(head[1]));
        ++count;
    }
    assert.equal(count, 4);
});
