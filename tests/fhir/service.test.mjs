// The service as clients meet it: the checklist of CDS Hooks, a row a test named by its number, then
// slow, broken and hostile clients over a plain socket, tokens, and reloading.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import test, { after, before } from "node:test";
import { errors_of, need } from "./judges.mjs";
import { call, cards_of, Running } from "./running.mjs";

const jose = need("jose");
const canary = "CANARY-7f3a";

let service;
before(async () => { service = await Running.start("plain"); });
after(async () => { await service.stop(); });

/// Every value in a JSON text, with its path.
function* values_of(value, where = "") {
    yield [where, value];
    if (value !== null && typeof value === "object") {
        for (const [key, inner] of Object.entries(value)) yield* values_of(inner, `${where}.${key}`);
    }
}

test("1: discovery is there by GET, as JSON", async () => {
    const response = await service.get("/cds-services");
    assert.equal(response.status, 200);
    assert.match(response.headers.get("content-type"), /^application\/json/);
    assert.ok(Array.isArray((await response.json()).services));
});

test("2: nothing is null or empty but the list of cards", async () => {
    for (const answer of [await (await service.get("/cds-services")).json(), await (await service.call()).json()]) {
        for (const [where, value] of values_of(answer)) {
            const is_empty = value === null || value === "" ||
                (typeof value === "object" && Object.keys(value).length === 0);
            assert.ok(!is_empty || where === ".cards", where);
        }
    }
});

test("3: an entry has hook, id and description, and prefetch is an object", async () => {
    const { services } = await (await service.get("/cds-services")).json();
    assert.ok(services.length > 0);
    for (const each of services) {
        for (const key of ["hook", "id", "description", "title"]) assert.equal(typeof each[key], "string", key);
        assert.equal(typeof each.prefetch, "object");
        assert.ok(Object.keys(each.prefetch).length > 0);
    }
});

test("4: a call is POST to its id; all else has a status of its own", async () => {
    assert.equal((await service.call()).status, 200);
    const by_get = await service.get("/cds-services/back-pain-massage");
    assert.equal(by_get.status, 405);
    assert.equal(by_get.headers.get("allow"), "POST");
    assert.equal((await service.post("/cds-services/nothing", call())).status, 404);
});

test("5: prefetch names templates with tokens of the context", async () => {
    const { services } = await (await service.get("/cds-services")).json();
    const allowed = ["context.patientId", "context.userId", "context.encounterId", "userPractitionerId", "userPractitionerRoleId", "userPatientId", "userRelatedPersonId"];
    for (const template of services.flatMap(({ prefetch }) => Object.values(prefetch))) {
        for (const [, token] of template.matchAll(/\{\{([^}]*)\}\}/g)) assert.ok(allowed.includes(token), token);
        assert.match(template, /^[A-Z][A-Za-z]+[?/]/);
    }
});

test("6: what was delivered is checked; an OperationOutcome is no record", async () => {
    const broken = { pain: { resourceType: "OperationOutcome", issue: [{ severity: "error", code: "exception" }] } };
    const cards = await cards_of(await service.call(call({ prefetch: broken })));
    assert.ok(!JSON.stringify(cards).includes("back pain (dated"));
});

test("8 and 10: success is 200 with cards, whose details are Markdown", async () => {
    const cards = await cards_of(await service.call());
    assert.ok(cards.length > 0);
    assert.ok(cards.some(({ detail }) => detail.includes("back pain (dated 2020-01)")), JSON.stringify(cards));
});

test("9: a card has a summary under 140, an indicator of the three, and a source", async () => {
    for (const card of await cards_of(await service.call())) {
        assert.ok(card.summary.length > 0 && card.summary.length < 140);
        assert.ok(["info", "warning", "critical"].includes(card.indicator));
        assert.equal(typeof card.source.label, "string");
        assert.match(card.uuid, /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
});

test("11: the url of a source is absolute, and there", async () => {
    const [{ source }] = await cards_of(await service.call());
    assert.ok(URL.canParse(source.url));
    const page = await fetch(source.url);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /back-pain-massage/);
});

test("12 and 13: suggestions are whole, with how to choose, and their resources are FHIR", async () => {
    const cards = await cards_of(await service.call());
    const offers = cards.filter(({ suggestions }) => suggestions);
    assert.ok(offers.length > 0, JSON.stringify(cards.map(({ summary }) => summary)));
    for (const { suggestions, selectionBehavior } of offers) {
        assert.equal(selectionBehavior, "at-most-one");
        for (const { label, uuid, actions } of suggestions) {
            assert.ok(label && uuid);
            for (const { type, description, resource } of actions) {
                assert.ok(type === "create" && description);
                assert.deepEqual(errors_of(resource), []);
            }
        }
    }
});

test("14 and 16: override reasons are codings with displays, the same each time", async () => {
    const of = async () => (await cards_of(await service.call())).filter(({ indicator }) => indicator !== "info")
        .flatMap(({ overrideReasons }) => overrideReasons ?? []);
    const reasons = await of();
    assert.ok(reasons.length > 0);
    for (const { code, system, display } of reasons) assert.ok(code && system && display);
    assert.deepEqual(await of(), reasons);
});

test("15: a link has a label, a url and a type; appContext only a smart one", async () => {
    const linked = await Running.start("linked", "authentication: none\nform link: {type: smart, url: \"https://forms.example/launch\"}\n");
    try {
        const links = (await cards_of(await linked.call(call({ prefetch: {} })))).flatMap((card) => card.links ?? []);
        assert.ok(links.length > 0);
        for (const { label, url, type, appContext } of links) {
            assert.ok(label && URL.canParse(url));
            assert.equal(type, "smart");
            assert.match(appContext, /Questionnaire\/back-pain-massage\|/);
            assert.ok(!appContext.includes("Patient"));
        }
    } finally {
        await linked.stop();
    }
});

test("17: the hooks of a rule set share one id", async () => {
    const { services } = await (await service.get("/cds-services")).json();
    assert.equal(new Set(services.map(({ id }) => id)).size, 1);
});

test("18: extensions anywhere are tolerated", async () => {
    assert.equal((await service.call(call({ extension: { "org.example": 1 } }))).status, 200);
});

test("19: feedback is taken whole, and a wrong item refuses all", async () => {
    const [{ uuid }] = await cards_of(await service.call());
    const send = (...feedback) => service.post("/cds-services/back-pain-massage/feedback", { feedback });
    const good = { card: uuid, outcome: "overridden", overrideReason: { reason: { code: "patient-refuses", system: "x" }, userComment: canary }, outcomeTimestamp: "2026-11-20T10:00:00Z" };
    const accepted = { card: uuid, outcome: "accepted", acceptedSuggestions: [{ id: "s" }], outcomeTimestamp: "2026-11-20T10:00:00Z" };
    for (const items of [[good], [good, accepted]]) {
        const response = await send(...items);
        assert.equal(response.status, 200);
        assert.equal(await response.text(), "");
    }
    const wrong = await send(good, { card: uuid, outcome: "lost" });
    assert.equal(wrong.status, 400);
    assert.match(JSON.stringify(await wrong.json()), /feedback\[1\]\.outcome/);
    for (const file of fs.readdirSync(service.folder).filter((name) => name.startsWith("feedback.db"))) {
        assert.ok(!fs.readFileSync(path.join(service.folder, file)).includes(canary), file);
    }
});

test("20: only a token that is meant for this endpoint is good, and once", async () => {
    const { publicKey, privateKey } = await jose.generateKeyPair("ES384", { extractable: true });
    const key = { ...(await jose.exportJWK(publicKey)), kid: "k", alg: "ES384", use: "sig" };
    const guarded = await Running.start("guarded",
        "clients: [{name: main, issuer: \"https://ehr.example\", keys: keys.json}, {name: other, issuer: \"https://other.example\", keys: keys.json, services: [back-pain-massage]}]\n",
        { "keys.json": JSON.stringify({ keys: [key] }) });
    const endpoint = `http://127.0.0.1:${guarded.port}/cds-services/back-pain-massage`;
    let count = 0;
    const token = (edit = (made) => made, header = {}) => edit(new jose.SignJWT({})
        .setProtectedHeader({ alg: "ES384", typ: "JWT", kid: "k", ...header })
        .setIssuer("https://ehr.example").setAudience(endpoint).setIssuedAt().setExpirationTime("5m").setJti(`${++count}`))
        .sign(privateKey);
    const status = async (made) => (await guarded.call(call(), made ? { Authorization: `Bearer ${made}` } : {})).status;
    try {
        assert.equal(await status(), 401);
        const good = await token();
        assert.equal(await status(good), 200);
        assert.equal(await status(good), 401, "used before");
        assert.equal(await status(await token((made) => made.setAudience("http://elsewhere.example"))), 401);
        assert.equal(await status(await token((made) => made.setIssuer("https://evil.example"))), 401);
        assert.equal(await status(await token((made) => made.setExpirationTime("-2m"))), 401);
        assert.equal(await status(await token((made) => made.setExpirationTime("2h"))), 401);
        assert.equal(await status(await token((made) => made, { jku: "https://evil.example/jwks" })), 401);
        const secret = await new jose.SignJWT({}).setProtectedHeader({ alg: "HS384", typ: "JWT", kid: "k" })
            .setIssuer("https://ehr.example").setAudience(endpoint).setIssuedAt().setExpirationTime("5m").setJti("h")
            .sign(new TextEncoder().encode(JSON.stringify(key)));
        assert.equal(await status(secret), 401, "the public key as a shared secret");
        const [, claims] = (await token()).split(".");
        const none = `${Buffer.from('{"alg":"none","typ":"JWT","kid":"k"}').toString("base64url")}.${claims}.`;
        assert.equal(await status(none), 401);
        assert.equal((await guarded.get("/cds-services")).status, 200, "discovery is open");
        const metrics = await (await fetch(`http://127.0.0.1:${guarded.admin}/metrics`)).text();
        assert.match(metrics, /caveat_token_refusals_total\{reason="used-before"\} 1/);
        assert.match(guarded.out, /"client":"main"/);
    } finally {
        await guarded.stop();
    }
});

test("21: pages of listed origins may read answers, errors too", async () => {
    for (const where of ["/cds-services", "/nothing"]) {
        const allowed = await service.get(where, { Origin: "https://ehr.example" });
        assert.equal(allowed.headers.get("access-control-allow-origin"), "https://ehr.example");
        assert.equal(allowed.headers.get("vary"), "Origin");
        const refused = await service.get(where, { Origin: "https://evil.example" });
        assert.equal(refused.headers.get("access-control-allow-origin"), null);
    }
    const preflight = await fetch(`${service.url}/cds-services/back-pain-massage`, { method: "OPTIONS", headers: { Origin: "https://ehr.example" } });
    assert.equal(preflight.status, 204);
    assert.match(preflight.headers.get("access-control-allow-headers"), /Authorization/);
});

test("22: an answer takes far less than half a second", async () => {
    await service.call();
    const began = performance.now();
    for (let i = 0; i < 20; ++i) await service.call();
    assert.ok((performance.now() - began) / 20 < 500);
});

test("23: the form that cards speak of is served, and is a Questionnaire", async () => {
    const response = await service.get("/Questionnaire/back-pain-massage");
    assert.match(response.headers.get("content-type"), /^application\/fhir\+json/);
    assert.deepEqual(errors_of(await response.json()), []);
});

test("the plan and the page of a rule set say who stands behind it, and are whole", async () => {
    const response = await service.get("/PlanDefinition/back-pain-massage");
    assert.match(response.headers.get("content-type"), /^application\/fhir\+json/);
    assert.deepEqual(errors_of(await response.json()), []);
    const page = await (await service.get("/about/back-pain-massage")).text();
    for (const words of ["bibliographic citation", "not provided", "use of date of birth", "Not classified"]) {
        assert.ok(page.includes(words), words);
    }
});

test("what is broken on the wire has its status, and the next client its answer", { timeout: 60_000 }, async () => {
    const head = "POST /cds-services/back-pain-massage HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    assert.match(await service.raw("nonsense\r\n\r\n"), /^HTTP\/1\.1 400/);
    assert.match(await service.raw(`${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`), /^HTTP\/1\.1 400/);
    assert.match(await service.raw(`${head}Content-Length: 9000000\r\n\r\n`), /^HTTP\/1\.1 413/);
    assert.match(await service.raw(`GET /cds-services HTTP/1.1\r\nHost: x\r\nX: ${"a".repeat(17_000)}\r\n\r\n`), /^HTTP\/1\.1 431/);
    assert.match(await service.raw(`${head}Content-Length: 100\r\n\r\n{`, 13_000), /^HTTP\/1\.1 408/);
    assert.match(await service.raw("GET /cds-services HTT", 8_000), /^HTTP\/1\.1 408/);
    assert.equal((await service.call()).status, 200);
});

test("where a message ends, nobody can tell otherwise", { timeout: 60_000 }, async () => {
    const get = "GET /cds-services HTTP/1.1\r\nHost: x\r\n\r\n";
    const answers = async (text) => [...(await service.raw(text)).matchAll(/HTTP\/1\.1 (\d+)/g)].map((each) => each[1]);
    const head = "POST /cds-services/back-pain-massage HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    for (const coding of ["xchunked", "identity", "chunked, identity"]) {
        assert.deepEqual(await answers(`${head}Transfer-Encoding: ${coding}\r\n\r\n${get}`), ["400"], coding);
    }
    assert.deepEqual(await answers(get.replace("Host: x\r\n", "")), ["400"]);
    assert.deepEqual(await answers(get.replace("Host: x\r\n", "Host: x\r\nHost: y\r\n")), ["400"]);
    // The answer to HEAD has no body, so that the next begins where its head ends.
    assert.match(await service.raw(`${get.replace("GET", "HEAD")}${get}`), /^HTTP\/1\.1 405[^{]*\r\n\r\nHTTP\/1\.1 200/);
    assert.deepEqual(await answers(`${head}Expect: 100-continue\r\nContent-Length: 2\r\n\r\n`), ["100"]);
});

test("no answer, log, metric or store holds what a request said of a patient", async () => {
    const body = JSON.stringify(call({
        context: { userId: `Practitioner/${canary}`, patientId: canary, encounterId: canary },
        fhirServer: `https://${canary}.example`,
        fhirAuthorization: { access_token: canary },
        prefetch: { patient: { resourceType: "Patient", id: canary, name: [{ text: canary }] } },
    }));
    await service.call(body);
    await service.call(body.replace("patient-view", canary));
    await service.post(`/cds-services/back-pain-massage?x=${canary}`, `{"${canary}":`);
    await service.get(`/${canary}`);
    const metrics = await (await fetch(`http://127.0.0.1:${service.admin}/metrics`)).text();
    assert.ok(!service.out.includes(canary), service.out);
    assert.ok(!service.err.includes(canary));
    assert.ok(!metrics.includes(canary));
    for (const file of fs.readdirSync(service.folder).filter((name) => name.startsWith("feedback.db"))) {
        assert.ok(!fs.readFileSync(path.join(service.folder, file)).includes(canary), file);
    }
    for (const line of service.out.trim().split("\n")) assert.equal(typeof JSON.parse(line).status, "number");
});

test("markup in what a record says shows as text", async () => {
    const hostile = call();
    hostile.prefetch.pain.entry[0].resource.valueQuantity.code = "<script>alert(1)</script>[x](http://evil.example)";
    const text = JSON.stringify(await cards_of(await service.call(hostile)));
    assert.ok(!text.includes("<script>") && !text.includes("](http"));
});

test("a broken file leaves the rules that were there; a good one comes whole", { timeout: 60_000 }, async () => {
    const changing = await Running.start("changing");
    const file = path.join(changing.folder, "back-pain-massage.yaml");
    const good = fs.readFileSync(file, "utf8");
    try {
        const ready = async () => (await (await fetch(`http://127.0.0.1:${changing.admin}/health/ready`)).text()).trim();
        let from = changing.err.length;
        fs.writeFileSync(file, good.replace(/^rules:/m, "ruels:"));
        changing.child.kill("SIGHUP");
        await changing.says("served on", from);
        assert.equal(await ready(), "ready, stale");
        assert.equal((await changing.call()).status, 200);
        from = changing.err.length;
        fs.writeFileSync(file, good.replace(/^version: .*$/m, "version: 9.9.9"));
        const load = (async () => {
            for (let i = 0; i < 50; ++i) assert.equal((await changing.call()).status, 200);
        })();
        changing.child.kill("SIGHUP");
        await changing.says("loaded anew", from);
        await load;
        assert.equal(await ready(), "ready");
        assert.ok(JSON.stringify(await cards_of(await changing.call())).includes("9.9.9"));
    } finally {
        assert.equal(await changing.stop(), 0);
    }
});

test("whoever is killed amid feedback finds a whole store", { timeout: 60_000 }, async () => {
    const killed = await Running.start("killed");
    const item = (i) => ({ card: `c${i}`, outcome: "overridden", outcomeTimestamp: "2026-11-20T10:00:00Z" });
    const sending = Promise.allSettled(Array.from({ length: 200 }, (_, i) =>
        killed.post("/cds-services/back-pain-massage/feedback", { feedback: [item(2 * i), item(2 * i + 1)] })));
    await new Promise((done) => setTimeout(done, 60));
    killed.child.kill("SIGKILL");
    await sending;
    const again = spawn(process.env.CAVEAT, ["serve", killed.file], { stdio: ["ignore", "ignore", "pipe"] });
    const said = await new Promise((done) => {
        let text = "";
        again.stderr.on("data", (data) => { text += data; if (text.includes("listening")) done(text); });
        again.on("exit", () => done(text));
    });
    again.kill("SIGTERM");
    assert.match(said, /listening/);
});
