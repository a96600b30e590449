// A service while it runs: keys that are fetched, files that change, more callers than it answers at
// once. CAVEAT_RELOADS says how often it loads anew under load (30).

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import https from "node:https";
import net from "node:net";
import path from "node:path";
import test from "node:test";
import tls from "node:tls";
import { folder, need } from "./judges.mjs";
import { call, cards_of, Running } from "./running.mjs";

const jose = need("jose");
const reloads = Number(process.env.CAVEAT_RELOADS ?? 30);
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/// A certificate of its own for `name`, and its key, as files.
function certificate(name, file) {
    execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
        "-subj", `/CN=${name}`, "-addext", `subjectAltName=DNS:${name}`, "-keyout", `${file}.key`, "-out", `${file}.pem`], { stdio: "ignore" });
    return { cert: fs.readFileSync(`${file}.pem`), key: fs.readFileSync(`${file}.key`) };
}

test("13: keys are fetched over TLS that is checked, and a storm of unknown ones once a minute", { timeout: 120_000 }, async (context) => {
    const file = path.join(folder, "keys-host");
    let asked = 0;
    let answer = { status: 200, text: "" };
    const host = https.createServer(certificate("localhost", file), (_, response) => {
        ++asked;
        response.writeHead(answer.status, { Location: "/elsewhere" }).end(answer.text);
    });
    await new Promise((done) => host.listen(0, "127.0.0.1", done));
    context.after(() => host.close());
    const { publicKey, privateKey } = await jose.generateKeyPair("ES384", { extractable: true });
    const keys = JSON.stringify({ keys: [{ ...(await jose.exportJWK(publicKey)), kid: "k", alg: "ES384", use: "sig" }] });
    const address = `https://localhost:${host.address().port}/jwks.json`;
    const client = `clients: [{name: main, issuer: "https://ehr.example", keys: "${address}"}]\n`;
    const trust = { env: { SSL_CERT_FILE: `${file}.pem` } };
    let count = 0;
    const status = async (service, kid = "k") => {
        const endpoint = `http://127.0.0.1:${service.port}/cds-services/back-pain-massage`;
        const token = await new jose.SignJWT({}).setProtectedHeader({ alg: "ES384", typ: "JWT", kid })
            .setIssuer("https://ehr.example").setAudience(endpoint).setIssuedAt().setExpirationTime("5m")
            .setJti(`${++count}`).sign(privateKey);
        return (await service.call(call(), { Authorization: `Bearer ${token}` })).status;
    };

    answer.text = keys;
    const service = await Running.start("fetched", client, {}, trust);
    context.after(() => service.stop());
    assert.equal(asked, 1, "at the start");
    assert.equal(await status(service), 200);
    for (let i = 0; i < 100; ++i) assert.equal(await status(service, `strange-${i}`), 401);
    await pause(1500);
    assert.equal(asked, 1, "it is not a minute since");
    assert.equal(await status(service), 200);

    const refused = async (name, given, how, words) => {
        answer = given;
        const other = await Running.start(name, client, {}, how);
        assert.match(other.err, words);
        assert.equal(await status(other), 401);
        await other.stop();
    };
    await refused("untrusted", { status: 200, text: keys }, {}, /no keys from .*TLS/);
    await refused("redirected", { status: 302, text: keys }, trust, /no keys from .*status 302/);
    await refused("too-long", { status: 200, text: keys + " ".repeat(1 << 20) }, trust, /no keys from .*its answer/);
    await refused("no-keys", { status: 200, text: "<html>" }, trust, /no keys from .*no set of keys/);
    const elsewhere = certificate("other.example", path.join(folder, "other-host"));
    host.setSecureContext(elsewhere);
    await refused("other-name", { status: 200, text: keys }, { env: { SSL_CERT_FILE: path.join(folder, "other-host.pem") } }, /no keys from .*TLS/);
});

test("certificates are loaded anew, and a broken one leaves the old", { timeout: 60_000 }, async (context) => {
    const file = path.join(folder, "own");
    const first = certificate("localhost", file);
    const service = await Running.start("secret", "authentication: none\ntls: {certificate: cds.pem, key: cds.key}\n", { "cds.pem": first.cert, "cds.key": first.key });
    context.after(() => service.stop());
    const shown = () => new Promise((done, fail) => {
        const socket = tls.connect({ port: service.port, host: "127.0.0.1", rejectUnauthorized: false }, () => {
            const { fingerprint256 } = socket.getPeerCertificate();
            socket.destroy();
            done(fingerprint256);
        }).on("error", fail);
    });
    const before = await shown();
    const renew = async (pem, words) => {
        const from = service.err.length;
        fs.writeFileSync(path.join(service.folder, "cds.pem"), pem);
        service.child.kill("SIGHUP");
        return service.says(words, from);
    };
    const second = certificate("localhost", path.join(folder, "own-2"));
    await renew("nonsense", "error: the certificate");
    assert.equal(await shown(), before);
    fs.writeFileSync(path.join(service.folder, "cds.key"), second.key);
    await renew(second.cert, "loaded anew");
    assert.notEqual(await shown(), before);
});

test("with --watch a changed file is loaded by itself, once it can be", { timeout: 60_000 }, async (context) => {
    const service = await Running.start("watched", "authentication: none\n", {}, { words: ["--watch"] });
    context.after(() => service.stop());
    const file = path.join(service.folder, "back-pain-massage.yaml");
    const good = fs.readFileSync(file, "utf8");
    const change = async (text, words) => {
        const from = service.err.length;
        fs.writeFileSync(file, text);
        await service.says(words, from);
    };
    await change(good.replace(/^rules:/m, "ruels:"), "served on");
    assert.equal((await service.call()).status, 200);
    await change(good.replace(/^version: .*$/m, "version: 9.9.9"), "loaded anew");
    assert.ok(JSON.stringify(await cards_of(await service.call())).includes("9.9.9"));
});

test("a signal that comes as soon as it listens is obeyed", { timeout: 60_000 }, async () => {
    for (let i = 0; i < 10; ++i) {
        const service = await Running.start("signalled");
        fs.appendFileSync(path.join(service.folder, "back-pain-massage.yaml"), "\n# another version\n");
        service.child.kill("SIGHUP");
        await service.says("loaded anew");
        service.child.kill("SIGTERM");
        assert.equal(await service.ended, 0);
    }
});

test("with `cases: required` a case that fails keeps the rules that were there", { timeout: 60_000 }, async (context) => {
    const rules = (limit) => `caveat: 1\nid: small\nversion: "${limit}"\nfacts: {pain: {type: number, ask: "Pain?"}}\noutcomes: {refer to doctor: See a doctor.}\nrules: [{id: strong, rule: pain >= ${limit} → refer to doctor}]\n`;
    const files = {
        "small.yaml": rules(7),
        "small.fhir.yaml": "fhir: 1\nfor: small\nfacts: {pain: {from: Observation, coded as: {loinc: 72514-3}, within: 2 d}}\n",
        "small.cases.yaml": "cases: [{name: seven, facts: {pain: 7}, expect: {fires: [strong]}}]\n",
    };
    const service = await Running.start("with-cases", "authentication: none\ncases: required\n", files, { rules: "small.yaml" });
    context.after(() => service.stop());
    const change = async (limit, words) => {
        const from = service.err.length;
        fs.writeFileSync(path.join(service.folder, "small.yaml"), rules(limit));
        service.child.kill("SIGHUP");
        return service.says(words, from);
    };
    assert.match(await change(8, "served on"), /seven/);
    await change(6, "loaded anew");
});

test(`15: ${reloads} reloads under load, every other one of broken files: each answer is of one whole version`, { timeout: 1_800_000 }, async (context) => {
    const service = await Running.start("reloaded");
    context.after(() => service.stop());
    const rules = path.join(service.folder, "back-pain-massage.yaml");
    const mapping = path.join(service.folder, "back-pain-massage.fhir.yaml");
    const [good, good_mapping] = [rules, mapping].map((each) => fs.readFileSync(each, "utf8"));
    let is_done = false;
    const hashes = new Set();
    let answers = 0;
    const load = Array.from({ length: 4 }, async () => {
        while (!is_done) {
            for (const { detail } of await cards_of(await service.call())) {
                // Version, rules and mapping of one load belong together.
                const [, version, of_rules, of_mapping] = detail.match(/massage (\S+), SHA-256 (\w+); mapping (\w+)/);
                hashes.add(`${version.replaceAll("\\", "")} ${of_rules} ${of_mapping}`);
            }
            ++answers;
        }
    });
    for (let i = 0; i < reloads; ++i) {
        const from = service.err.length;
        const is_broken = i % 2 === 1;
        fs.writeFileSync(rules, is_broken && i % 4 === 1 ? good.replace(/^rules:/m, "ruels:") : good.replace(/^version: .*$/m, `version: 9.0.${i}`));
        fs.writeFileSync(mapping, is_broken && i % 4 === 3 ? good_mapping.replace("for: back", "for: front") : `${good_mapping}# ${i}\n`);
        service.child.kill("SIGHUP");
        await service.says(is_broken ? "served on" : "loaded anew", from);
    }
    is_done = true;
    await Promise.all(load);
    assert.ok(answers > reloads, `${answers}`);
    const versions = [...hashes].map((each) => each.split(" "));
    for (const index of [0, 1, 2]) {
        assert.equal(new Set(versions.map((each) => each[index])).size, versions.length, [...hashes].join("\n"));
    }
});

test("more calls at once than wait here are told to come later, and nobody is lost", { timeout: 120_000 }, async (context) => {
    const service = await Running.start("crowded");
    context.after(() => service.stop());
    // To answer one takes longer than to read it, however fast the machine is.
    const padding = Array.from({ length: 20_000 }, (_, n) => ({ n }));
    const body = JSON.stringify({ ...call(), extension: { "https://caveat.example/padding": padding } });
    const bytes = `POST /cds-services/back-pain-massage HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    const sockets = await Promise.all(Array.from({ length: 900 }, () => new Promise((done, fail) => {
        const socket = net.connect(service.port, "127.0.0.1", () => done(socket)).on("error", fail);
    })));
    // It stands still while they write, so that all of them are there at once.
    service.child.kill("SIGSTOP");
    const answers = sockets.map((socket) => new Promise((done) => {
        let text = "";
        socket.on("data", (data) => { text += data; });
        socket.on("close", () => done(text));
        socket.write(bytes);
    }));
    await pause(1000);
    service.child.kill("SIGCONT");
    const seen = { 200: 0, 503: 0 };
    for (const text of await Promise.all(answers)) {
        const [, status] = text.match(/^HTTP\/1\.1 (\d+)/) ?? [];
        assert.ok(status in seen, text.slice(0, 100));
        ++seen[status];
        if (status === "503") assert.match(text, /Retry-After: 5/);
    }
    assert.ok(seen[200] >= 256 && seen[503] > 0, JSON.stringify(seen));
    assert.equal((await service.call()).status, 200);
    const metrics = await (await fetch(`http://127.0.0.1:${service.admin}/metrics`)).text();
    assert.match(metrics, /caveat_waiting \d+/);
});
