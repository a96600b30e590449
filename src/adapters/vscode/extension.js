// The extension: starts `caveat lsp` for YAML files, and shows the page of a
// rule set. What is right or wrong with a file, the language server says.

"use strict";

const vscode = require("vscode");
const { execFile } = require("node:child_process");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

const most_page_bytes = 64 * 1024 * 1024;

let client;

/// The program, from the settings of this machine.
const program = () => vscode.workspace.getConfiguration("caveat").get("path") || "caveat";

/// A rule file names its language; the language server asks the same of every YAML file.
const is_ours = (document) => document.languageId === "yaml" && /^caveat:/m.test(document.getText());

async function start(context) {
    const run = { command: program(), args: ["lsp"], transport: TransportKind.stdio };
    client = new LanguageClient("caveat", "Caveat", { run, debug: run }, {
        documentSelector: [{ language: "yaml" }],
        // The code of a problem leads there.
        initializationOptions: {
            reference: vscode.Uri.joinPath(context.extensionUri, "REFERENCE.md").toString(),
        },
        synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.{yaml,yml}") },
    });
    try {
        await client.start();
    } catch (problem) {
        vscode.window.showErrorMessage(
            `Caveat could not be started as \`${program()}\`: ${problem.message}. ` +
            "Set `caveat.path` to where it is.");
    }
    context.subscriptions.push({ dispose: () => client?.dispose() });
}

async function restart(context) {
    await client?.dispose();
    await start(context);
}

/// The page of the rule set at hand, as `caveat show` writes it. It brings its own policy with it,
/// which lets nothing be loaded.
function show_page() {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || document.uri.scheme !== "file" || !is_ours(document)) {
        vscode.window.showInformationMessage("Open a rule file first.");
        return;
    }
    if (document.isDirty) {
        vscode.window.showInformationMessage("The page shows the file as it was last saved.");
    }
    const options = { maxBuffer: most_page_bytes, windowsHide: true };
    execFile(program(), ["show", document.uri.fsPath], options, (problem, page, said) => {
        if (problem) {
            vscode.window.showErrorMessage(said.trim().split("\n")[0] || problem.message);
            return;
        }
        const panel = vscode.window.createWebviewPanel(
            "caveat.page", document.uri.path.split("/").pop(), vscode.ViewColumn.Beside,
            { enableScripts: true, localResourceRoots: [], enableFindWidget: true });
        panel.webview.html = page;
    });
}

exports.activate = async (context) => {
    context.subscriptions.push(
        vscode.commands.registerCommand("caveat.showPage", show_page),
        vscode.commands.registerCommand("caveat.restart", () => restart(context)),
        vscode.workspace.onDidChangeConfiguration((change) => {
            if (change.affectsConfiguration("caveat.path")) restart(context);
        }));
    await start(context);
};

exports.deactivate = () => client?.dispose();
