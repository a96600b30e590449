// What a clinician sees in an editor: keys offered, keys explained, slips marked; by each of the
// ways that examples/editors shows, and with the files as they stand there.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { Editor } from "./language_server.mjs";
import { neovim_calls } from "./lua.mjs";
import { files_of, need, sources, text_of } from "./packages.mjs";

const matcher = need("picomatch");
const vscode = JSON.parse(text_of("examples/editors/vscode-settings.json"));
const neovim = neovim_calls(text_of("examples/editors/neovim.lua"));
const modeline = "# yaml-language-server: $schema=caveat.schema.json\n";
const guide = text_of("examples/editors/README.md");

const file = "rules/being-written.yaml";
const text = `caveat: 1
id: being-written
version: 0.1.0

facts:
  fever:
    type: yes/no
    asks: Do you have a temperature?
    
outcomes:
  avoid massage: {say: No massage today.}
rules:
  - id: hot
    rule: fever → avoid massage
    if unknown: 
`;

const ways = [
    ["the settings for VS Code", vscode, ""],
    ["the configuration of Neovim", neovim[0][2].settings, ""],
    ["a line in the file itself", {}, modeline],
];

const cases = "rules/being-written.cases.yaml";
const text_of_cases = `cases:
  - name: warm
    expect:
      verdict: 
      
`;

for (const [name, settings, first_line] of ways) {
    test(`keys are offered, explained and checked by ${name}`, async (context) => {
        const editor = await Editor.start(settings);
        context.after(() => editor.close());
        const below = first_line === "" ? 0 : 1;
        const problems = await editor.open(file, first_line + text);
        const labels = async (line, column, where = file) =>
            (await editor.offered(where, line + below, column)).map(({ label }) => label);

        const slip = problems.find(({ place }) => place === `${8 + below}:5`);
        assert.equal(slip?.message, "Property asks is not allowed.");

        const keys = await labels(4, 1);
        for (const key of ["title", "review by", "terms", "scores", "cases"]) assert.ok(keys.includes(key), key);
        assert.ok(!keys.includes("facts"), "what is there already is not offered again");
        const keys_of_fact = await labels(9, 5);
        for (const key of ["ask", "ask whom", "only if"]) assert.ok(keys_of_fact.includes(key), key);
        assert.deepEqual(await labels(15, 17), ["ask", "presume", "ignore"]);

        assert.match(await editor.shown(file, 7 + below, 6), /What kind of answer this is\..*`records`/s);
        assert.match(await editor.shown(file, 11 + below, 20), /read out to the patient/);

        await editor.open(cases, first_line + text_of_cases);
        assert.ok((await labels(4, 16, cases)).includes("refer first"));
        const keys_of_expect = await labels(5, 7, cases);
        assert.ok(keys_of_expect.includes("at most") && keys_of_expect.includes("asks"));
    });
}

test("an editor marks each mistake where it stands, and nothing in the rule files of this project", async (context) => {
    const wrong = files_of("tests/schema/wrong", ".yaml");
    const globs = ["rules/*.yaml", "wrong/*.yaml"];
    const editor = await Editor.start({ "yaml.schemas": { "./rules/caveat.schema.json": globs } });
    context.after(() => editor.close());
    for (const each of files_of("rules", ".yaml")) assert.deepEqual(await editor.open(each, text_of(each)), [], each);
    const marked = await Promise.all(wrong.map((each) => editor.open(each, text_of(each))));
    wrong.forEach((each, index) => {
        const [, expected] = text_of(each).match(/^# wrong at ([\d: ]+)\n/);
        const places = new Set(marked[index].map(({ place }) => place));
        assert.deepEqual([...places].sort(), expected.split(" ").sort(), `${each}\n${JSON.stringify(marked[index])}`);
    });
});

test("the settings name the schema and every rule file, and no mapping of records", async (context) => {
    const mapping = text_of("rules/back-pain-massage.fhir.yaml");
    for (const [name, settings] of ways) {
        if (Object.keys(settings).length === 0) continue;
        const editor = await Editor.start(settings);
        context.after(() => editor.close());
        assert.deepEqual(await editor.open("rules/of-a-record.fhir.yaml", mapping), [], name);
    }
    assert.deepEqual(neovim.map(([call, server]) => [call, server]), [["config", "yamlls"], ["enable", "yamlls"]]);
    for (const schemas of [vscode["yaml.schemas"], neovim[0][2].settings.yaml.schemas]) {
        for (const [schema, globs] of Object.entries(schemas)) {
            assert.ok(fs.existsSync(path.join(sources, schema)), schema);
            const out = globs.filter((each) => each.startsWith("!")).map((each) => each.slice(1));
            const covers = matcher(globs.filter((each) => !each.startsWith("!")), { ignore: out });
            assert.ok(!covers("rules/back-pain-massage.fhir.yaml"));
            for (const each of files_of("rules", ".yaml")) assert.ok(covers(each), each);
        }
    }
});

test("a rule file that names a schema names one that is there", () => {
    let count = 0;
    for (const each of [...files_of("rules", ".yaml"), ...files_of("examples", ".yaml")]) {
        const [, named] = text_of(each).match(/^# yaml-language-server: \$schema=(.*)$/m) ?? [];
        if (named === undefined) continue;
        assert.ok(fs.existsSync(path.join(sources, path.dirname(each), named)), each);
        count += 1;
    }
    assert.ok(count > 0);
});

test("the page about editors shows just these lines", () => {
    const blocks = [...guide.matchAll(/^```(json|lua|toml|yaml)\n(.*?)^```$/gms)];
    const shown = (language) => blocks.filter(([, each]) => each === language).map(([, , block]) => block);
    assert.deepEqual(shown("json").map((block) => JSON.parse(block)), [vscode]);
    assert.deepEqual(shown("lua").map(neovim_calls),
        [neovim_calls(text_of("examples/editors/caveat.lua")), neovim]);
    assert.deepEqual(shown("toml"), [text_of("examples/editors/helix-languages.toml")]);
    assert.ok(shown("yaml").some((block) => block.startsWith(modeline)));
});
