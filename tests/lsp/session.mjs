// `caveat lsp` as editors start it, spoken to by the client library of VS Code.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const need = createRequire(path.resolve(process.env.CAVEAT_NPM_FOLDER ?? "", "package.json"));
const jsonrpc = need("vscode-jsonrpc/node");
export const protocol = need("vscode-languageserver-protocol");

export class Session {
    static async start(context, folder, encodings = ["utf-16"]) {
        const session = new Session();
        // A test that fails leaves nothing running.
        context.after(() => {
            session.connection.dispose();
            session.process.kill();
        });
        session.folder = folder;
        session.process = spawn(process.env.CAVEAT, ["lsp", "--stdio"], { stdio: ["pipe", "pipe", "pipe"] });
        session.said = "";
        session.process.stderr.on("data", (bytes) => (session.said += bytes));
        session.ended = new Promise((done) => session.process.on("exit", (status) => done(status)));
        session.connection = jsonrpc.createMessageConnection(
            new jsonrpc.StreamMessageReader(session.process.stdout),
            new jsonrpc.StreamMessageWriter(session.process.stdin));
        session.published = new Map();
        session.waiting = [];
        session.connection.onNotification("textDocument/publishDiagnostics", (news) => {
            session.published.set(news.uri, news);
            session.waiting = session.waiting.filter((each) => !each(news));
        });
        session.connection.listen();
        session.server = await session.connection.sendRequest("initialize", {
            processId: process.pid, rootUri: null,
            capabilities: { general: { positionEncodings: encodings } },
        });
        await session.connection.sendNotification("initialized", {});
        return session;
    }

    uri(name) { return pathToFileURL(path.join(this.folder, name)).href; }

    /// The next diagnostics of a file for which `is_it` is true.
    next(name, is_it = () => true) {
        const uri = this.uri(name);
        return new Promise((done, fail) => {
            const timer = setTimeout(() => fail(new Error(`nothing more was said of ${name}`)), 60000);
            this.waiting.push((news) => {
                if (news.uri !== uri || !is_it(news)) return false;
                clearTimeout(timer);
                done(news);
                return true;
            });
        });
    }

    async open(name, text) {
        fs.writeFileSync(path.join(this.folder, name), text);
        const said = this.next(name);
        await this.connection.sendNotification("textDocument/didOpen", {
            textDocument: { uri: this.uri(name), languageId: "yaml", version: 1, text },
        });
        return (await said).diagnostics;
    }

    /// `text` has a `|` where something is asked; or the place of `words` in it.
    place(text, words) {
        const before = text.slice(0, text.indexOf(words)).split("\n");
        assert.ok(text.includes(words), words);
        return { line: before.length - 1, character: before.at(-1).length };
    }

    ask(method, name, rest = {}) {
        return this.connection.sendRequest(method, { textDocument: { uri: this.uri(name) }, ...rest });
    }

    async close() {
        await this.connection.sendRequest("shutdown");
        await this.connection.sendNotification("exit");
        const status = await this.ended;
        this.connection.dispose();
        assert.equal(status, 0);
        assert.equal(this.said, "");
    }
}
