// Workers side by side: in order, bounded, and nothing is taken for the answer of a block but its own.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { back, caveat, commandLine, generatedCases, here, profileOf, small, user } from "./package_user.mjs";

const text = (bytes) => Buffer.from(bytes).toString();
async function all(lines) {
    const got = [];
    for await (const each of lines) got.push(Buffer.from(each));
    return got;
}
/// A pool that ends with its test, however that ends.
async function begun(t, ...given) {
    const workers = await caveat.pool(...given);
    t.after(() => workers.close());
    return workers;
}
/// A worker that does wrong in some way.
function wrong(how) {
    const file = path.join(user, `${how}.mjs`);
    fs.copyFileSync(path.join(here, "workers/wrong.mjs"), file);
    return pathToFileURL(file);
}

test("100,000 lines come in order, with no more read ahead than is in hand", { timeout: 600_000 }, async (t) => {
    const workers = await begun(t, small, { size: 4 });
    let given = 0;
    async function* lines() {
        for (let count = 0; count < 100; ++count) {
            const some = [];
            for (let each = 0; each < 1000; ++each) some.push(`{"patient":"p${given++}","facts":{}}\n`);
            yield Buffer.from(some.join(""));
        }
    }
    let got = 0;
    let furthest = 0;
    for await (const line of workers.screenLines(lines(), { only: "verdict" })) {
        assert.ok(text(line).startsWith(`{"patient":"p${got}",`), text(line));
        ++got;
        furthest = Math.max(furthest, given - got);
    }
    assert.equal(got, 100_000);
    // Blocks of 64 KiB, four in hand and two around them, and pieces of 1,000 lines.
    assert.ok(furthest < 6 * 4000 + 1000, `${furthest} lines were read ahead`);
    await workers.close();
});

test("a stream gives what the command line gives, however it is cut", async (t) => {
    const profiles = ["02-referred", "08-wrong-value"].map((each) => JSON.stringify(profileOf(each)));
    const bytes = Buffer.concat([
        Buffer.from(`${profiles[0]}\n\n{"facts":\r\n${profiles[1]}\r\n`),
        Buffer.from([0xff, 0x0a]),
        Buffer.from("\u2028\n"),
        Buffer.from(profiles[0]), // without a line break
    ]);
    const file = path.join(user, "stream.ndjson");
    fs.writeFileSync(file, bytes);
    const whole = (only) =>
        commandLine("screen", "rules/back-pain-massage.yaml", file, "--as-of", "2026-11-20", ...only).toString();
    const workers = await begun(t, back, { size: 2 });
    const options = { asOf: "2026-11-20" };
    for (const size of [1, 7, 1000, bytes.length]) {
        const pieces = [];
        for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
        const got = await all(workers.screenLines(pieces, options));
        assert.equal(got.length, 7);
        assert.equal(got.map(text).join(""), whole([]));
    }
    const verdicts = await all(workers.screenLines(fs.createReadStream(file), { ...options, only: "verdict" }));
    assert.equal(verdicts.map(text).join(""), whole(["--only", "verdict"]));
    const web = await all(workers.screenLines(new Blob([bytes]).stream(), options));
    assert.equal(web.map(text).join(""), whole([]));
    assert.deepEqual(await all(workers.screenLines([], options)), []);
    await workers.close();
});

test("a line that is too long is a problem of its own, and the next one is as ever", async (t) => {
    const workers = await begun(t, small, { size: 1 });
    const long = Buffer.alloc(3 << 20, " ");
    const pieces = [Buffer.from("{"), long, long, long, Buffer.from('}\n{"facts":{"pain_nrs":8,"seen":false}}\n')];
    const [first, second, ...more] = await all(workers.screenLines(pieces));
    assert.deepEqual(more, []);
    assert.match(text(first), /"code":"[a-z-]*too-(large|long)[a-z-]*"|bytes/);
    assert.equal(JSON.parse(text(second)).verdict, "refer_first");
    await workers.close();
});

test("what a worker answers unasked, late, early or twice is never an answer", { timeout: 60_000 }, async (t) => {
    const lines = () => [Buffer.from(`${"{}\n".repeat(60_000)}`), Buffer.from("{}\n")];
    for (const how of ["unasked", "late", "early"]) {
        const workers = await begun(t, small, { size: 1, worker: wrong(how) });
        await assert.rejects(
            all(workers.screenLines(lines())),
            /a worker of Caveat answered what it was not asked/,
            how,
        );
        await workers.close();
    }
    // Two answers: the second one is for nobody, and nothing is believed of that worker afterwards.
    const workers = await begun(t, small, { size: 1, worker: wrong("twice") });
    await assert.rejects(
        (async () => {
            await all(workers.screenLines(lines()));
            await all(workers.screenLines(lines()));
        })(),
        /answered what it was not asked/,
    );
    await workers.close();
});

test("a worker that ends, or is ended, gives an error and no hang", { timeout: 60_000 }, async (t) => {
    const ends = await begun(t, small, { size: 2, worker: wrong("exits") });
    await assert.rejects(all(ends.screenLines([Buffer.from("{}\n")])), /a worker of Caveat ended: exit status 3/);
    await ends.close();
    await assert.rejects(
        caveat.pool(small, { size: 2, worker: wrong("never-ready") }),
        /a worker of Caveat ended: it fell over/,
    );
    await assert.rejects(
        caveat.pool(small, { size: 1, worker: new URL("./workers/none.mjs", import.meta.url) }),
        /a worker of Caveat ended: Cannot find module/,
    );
    const silent = await begun(t, small, { size: 1, worker: wrong("silent") });
    const waiting = all(silent.screenLines([Buffer.from("{}\n")]));
    setTimeout(() => silent.close(), 50);
    await assert.rejects(waiting, /this pool is closed/);
});

test("broken rules, a bad size and bad options are said before or with the first line", async (t) => {
    await assert.rejects(caveat.pool("caveat: 1\nrules: [a"), caveat.RuleFileError);
    for (const size of [0, -1, 1.5, Number.NaN]) {
        await assert.rejects(caveat.pool(small, { size }), /whole number from 1/);
    }
    const workers = await begun(t, small, { size: 2 });
    const lines = () => [Buffer.from("{}\n")];
    await assert.rejects(all(workers.screenLines(lines(), { why: "none" })), /why is one of all, fired/);
    await assert.rejects(all(workers.screenLines(["{}\n"])), /pieces of bytes/);
    // The workers go on.
    assert.equal((await all(workers.screenLines(lines()))).length, 1);
    // Whoever stops reading leaves them free; two streams at once share them.
    for await (const line of workers.screenLines([Buffer.from("{}\n".repeat(200_000))])) {
        assert.ok(line.length > 0);
        break;
    }
    const both = await Promise.all([all(workers.screenLines(lines())), all(workers.screenLines(lines()))]);
    assert.deepEqual(both.map((each) => each.length), [1, 1]);
    await workers.close();
    await workers.close();
    await assert.rejects(all(workers.screenLines(lines())), /this pool is closed/);
});

test("options of a stream are checked before it, and a post that fails loses no worker", { timeout: 60_000 }, async (t) => {
    const workers = await begun(t, small, { size: 1 });
    const lines = () => [Buffer.from('{"facts":{"pain_nrs":8}}\n'.repeat(3))];
    const plain = await all(workers.screenLines(lines(), { asOf: "2026-11-20", respondents: ["patient"] }));
    // What cannot be cloned is copied.
    const watched = new Proxy({ asOf: "2026-11-20", respondents: new Proxy(["patient"], {}) }, {});
    assert.deepEqual(await all(workers.screenLines(lines(), watched)), plain);
    const wrong = [
        [{ only: "verdicts" }, /^only is one of verdict, not "verdicts"$/],
        [{ only: null }, /not null$/],
        [{ asof: "2026-11-20" }, /no option asof/],
        [{ asOf: new Date() }, /not a Date$/],
        [{ for: "desk" }, /no option for here/],
        [{ asOf: () => "2026-11-20" }, /not a function$/],
        [new Map(), /not a Map$/],
        ["verdict", /not a string$/],
        [null, /not null$/],
    ];
    for (const [options, message] of wrong) {
        await assert.rejects(all(workers.screenLines(lines(), options)), { name: "TypeError", message });
        // Before anything is read.
        await assert.rejects(all(workers.screenLines([], options)), { name: "TypeError", message });
    }
    assert.deepEqual(await all(workers.screenLines(lines(), { asOf: "2026-11-20", respondents: ["patient"] })), plain);
});

test("generated profiles come as from C++ through the pool", { timeout: 600_000 }, async (t) => {
    for (const { number, text: rules, cases } of generatedCases()) {
        if (number >= 2) break;
        const expected = [];
        const lines = [];
        for (const { profile, report } of cases) {
            // A line holds no line break.
            if (profile.includes(10) || profile.at(-1) === 13) continue;
            lines.push(profile, Buffer.from("\n"));
            expected.push(report);
        }
        const workers = await begun(t, rules, { size: 2 });
        const got = await all(workers.screenLines(lines));
        await workers.close();
        assert.equal(got.length, expected.length);
        assert.ok(expected.length > 0);
        got.forEach((each, at) => assert.ok(each.equals(expected[at]), `${number}, line ${at + 1}`));
    }
});
