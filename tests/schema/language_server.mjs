// An editor without a screen: starts yaml-language-server, opens texts, asks what a person would
// see. Entrance: Editor.start.

import path from "node:path";
import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import { need, sources } from "./packages.mjs";

const rpc = need("vscode-jsonrpc/node");
const program = path.join(path.dirname(need.resolve("yaml-language-server/package.json")), "bin/yaml-language-server");

export const uri_of = (file) => pathToFileURL(path.join(sources, file)).href;

/// The part of the settings that the server asks for: `yaml`, `yaml.schemas`, `editor` …
const section_of = (settings, name) =>
    settings[name] ?? name?.split(".").reduce((part, key) => part?.[key], settings) ?? {};

/// `yaml.schemas: …` as `yaml: {schemas: …}`, the way in which editors hand settings over.
function nested(settings) {
    const result = { yaml: { schemaStore: { enable: false } }, http: {}, editor: {} };
    for (const [name, value] of Object.entries(settings)) {
        const [section, key] = name.split(".");
        result[section] = key ? { ...result[section], [key]: value } : { ...result[section], ...value };
    }
    return result;
}

export class Editor {
    /// Opens the sources' folder with these settings, which may be those of VS Code or of Neovim.
    static async start(settings = {}) {
        const editor = new Editor();
        const all = nested(settings);
        editor.server = spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
        editor.connection = rpc.createMessageConnection(
            new rpc.StreamMessageReader(editor.server.stdout),
            new rpc.StreamMessageWriter(editor.server.stdin),
        );
        editor.waiting = new Map();
        editor.connection.onRequest("workspace/configuration", ({ items }) =>
            items.map(({ section }) => section_of(all, section)),
        );
        editor.connection.onRequest("client/registerCapability", () => null);
        editor.connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) =>
            editor.waiting.get(uri)?.(diagnostics),
        );
        editor.connection.listen();
        await editor.connection.sendRequest("initialize", {
            processId: process.pid,
            rootUri: uri_of("."),
            workspaceFolders: [{ uri: uri_of("."), name: "caveat" }],
            capabilities: {
                workspace: { configuration: true, workspaceFolders: true },
                textDocument: {
                    completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown"] } },
                    hover: { contentFormat: ["markdown"] },
                    publishDiagnostics: {},
                },
            },
        });
        await editor.connection.sendNotification("initialized", {});
        await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: all });
        return editor;
    }

    /// Shows a text under the name of a file, which need not exist. Returns what is marked in it,
    /// with line and column from 1.
    async open(file, text) {
        const uri = uri_of(file);
        const marked = new Promise((resolve) => this.waiting.set(uri, resolve));
        await this.connection.sendNotification("textDocument/didOpen", {
            textDocument: { uri, languageId: "yaml", version: 1, text },
        });
        return (await marked).map(({ range, message }) => ({
            place: `${range.start.line + 1}:${range.start.character + 1}`,
            message,
        }));
    }

    /// What is offered at a place: label and text of each.
    async offered(file, line, column) {
        const { items } = await this.connection.sendRequest("textDocument/completion", {
            textDocument: { uri: uri_of(file) },
            position: { line: line - 1, character: column - 1 },
        });
        return items.map(({ label, insertText, documentation }) => ({
            label,
            text: insertText,
            documentation: documentation?.value ?? documentation,
        }));
    }

    /// What appears when the pointer rests there.
    async shown(file, line, column) {
        const hover = await this.connection.sendRequest("textDocument/hover", {
            textDocument: { uri: uri_of(file) },
            position: { line: line - 1, character: column - 1 },
        });
        return hover?.contents?.value ?? "";
    }

    async close() {
        await this.connection.sendRequest("shutdown");
        await this.connection.sendNotification("exit");
        this.connection.dispose();
        this.server.kill();
    }
}
