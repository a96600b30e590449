// A service that runs, and calls of its hooks.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { folder, sources } from "./judges.mjs";

export const free_port = () => new Promise((done) => {
    const server = net.createServer().listen(0, "127.0.0.1", () => {
        const { port } = server.address();
        server.close(() => done(port));
    });
});

/// A service of its own in a folder of its own, with whatever the file says beside the usual keys.
export class Running {
    static async start(name, more = "authentication: none\n", files = {}, { words = [], env = {}, origins = ["https://ehr.example"], rules = "back-pain-massage.yaml" } = {}) {
        const running = new Running();
        running.folder = path.join(folder, "services", name);
        fs.rmSync(running.folder, { recursive: true, force: true });
        fs.mkdirSync(path.join(running.folder, "valuesets"), { recursive: true });
        for (const file of ["back-pain-massage.yaml", "back-pain-massage.fhir.yaml", "valuesets/arthritis.json"]) {
            fs.copyFileSync(path.join(sources, "rules", file), path.join(running.folder, file));
        }
        for (const [file, text] of Object.entries(files)) fs.writeFileSync(path.join(running.folder, file), text);
        running.port = await free_port();
        running.admin = await free_port();
        running.file = path.join(running.folder, "serve.yaml");
        fs.writeFileSync(running.file, `serve: 1
listen: 127.0.0.1:${running.port}
admin: 127.0.0.1:${running.admin}
rules: [${rules}]
origins: ${JSON.stringify(origins)}
store: feedback.db
${more}`);
        running.child = spawn(process.env.CAVEAT, ["serve", running.file, ...words], { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
        running.out = "";
        running.err = "";
        running.ended = new Promise((done) => running.child.on("exit", (code) => done(code)));
        running.child.stdout.on("data", (data) => { running.out += data; });
        await new Promise((done, fail) => {
            running.child.stderr.on("data", (data) => {
                running.err += data;
                if (running.err.includes("listening on")) done();
            });
            running.child.on("exit", () => fail(new Error(running.err)));
        });
        running.url = `http://127.0.0.1:${running.port}`;
        return running;
    }

    get(where, headers = {}) { return fetch(this.url + where, { headers }); }
    post(where, body, headers = {}) {
        return fetch(this.url + where, {
            method: "POST",
            headers: { "Content-Type": "application/json", ...headers },
            body: typeof body === "string" ? body : JSON.stringify(body),
        });
    }
    call(body = call(), headers = {}) { return this.post("/cds-services/back-pain-massage", body, headers); }

    /// Sends bytes as they are; everything that comes back until the other side closes, or until `wait`.
    raw(bytes, wait = 1500) {
        return new Promise((done) => {
            let answer = "";
            const socket = net.connect(this.port, "127.0.0.1", () => socket.write(bytes));
            socket.on("data", (data) => { answer += data; });
            socket.on("close", () => done(answer));
            socket.on("error", () => done(answer));
            setTimeout(() => { socket.destroy(); done(answer); }, wait);
        });
    }

    /// What the service says to those who run it, once it holds these words behind `from`.
    async says(words, from = 0) {
        const end = Date.now() + 30_000;
        while (!this.err.slice(from).includes(words)) {
            if (this.child.exitCode !== null || this.child.signalCode !== null) throw new Error(`it ended (${this.child.signalCode}): ${this.err.slice(from)}`);
            if (Date.now() > end) throw new Error(`it does not say \`${words}\`: ${this.err.slice(from)}`);
            await new Promise((done) => setTimeout(done, 20));
        }
        return this.err.slice(from);
    }

    async stop() {
        this.child.kill("SIGTERM");
        return this.ended;
    }
}

/// The patient of the example, looked at.
export const call = (more = {}) => {
    const today = new Date().toISOString().slice(0, 10);
    const booking = JSON.parse(fs.readFileSync(path.join(sources, "examples/fhir/booking.json"), "utf8").replaceAll("TODAY", today));
    return { ...booking, hook: "patient-view", context: { userId: "Practitioner/1", patientId: "made-up-1" }, ...more };
};

export const cards_of = async (response) => {
    assert.equal(response.status, 200);
    return (await response.json()).cards;
};
