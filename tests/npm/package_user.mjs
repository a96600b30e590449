// What the tests of the package share. It is tested as installed, never from the sources.

import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const here = path.dirname(fileURLToPath(import.meta.url));
export const sources = path.resolve(here, "../..");
/// An empty folder where the tarball was installed.
export const user = path.resolve(process.env.CAVEAT_USER);
export const generated = path.resolve(process.env.CAVEAT_GENERATED);
export const installed = path.join(user, "node_modules/caveat");
/// Packages that the tests need.
export const tools = createRequire(path.resolve(process.env.CAVEAT_NPM_FOLDER, "package.json"));

// As a file of the user's would: by the conditions of its `exports`.
fs.writeFileSync(path.join(user, "reached.mjs"), 'export * from "caveat";\n');
export const caveat = await import(pathToFileURL(path.join(user, "reached.mjs")).href);

export const read = (file) => fs.readFileSync(path.join(sources, file), "utf8");
export const back = read("rules/back-pain-massage.yaml");
export const profileOf = (name) => JSON.parse(read(`examples/profiles/${name}.json`));

/// What the command line prints; its exit status may be 1, where answers could not be used.
export function commandLine(...words) {
    const ran = spawnSync(process.env.CAVEAT, words, { cwd: sources, maxBuffer: 1 << 28 });
    if (ran.status !== 0 && ran.status !== 1) throw new Error(String(ran.stderr));
    return ran.stdout;
}

/// Generated profiles with the reports that C++ gives, one rule set after the other.
export function* generatedCases() {
    for (let number = 0; fs.existsSync(path.join(generated, `${number}.yaml`)); ++number) {
        const text = fs.readFileSync(path.join(generated, `${number}.yaml`));
        yield { number, text, cases: casesIn(fs.readFileSync(path.join(generated, `${number}.cases`))) };
    }
}
function* casesIn(bytes) {
    for (let at = 0; at < bytes.length; ) {
        const end = bytes.indexOf(10, at);
        const [profile, report] = bytes.toString("latin1", at, end).split(" ").map(Number);
        const from = end + 1;
        yield {
            profile: bytes.subarray(from, from + profile),
            report: bytes.subarray(from + profile, from + profile + report),
        };
        at = from + profile + report + 1;
    }
}

export const small = `caveat: 1
id: small
version: 1.0.0
facts:
  seen: {type: yes/no, ask: "Has a doctor seen it?"}
  pain nrs: {type: number, from: 0, to: 10, whole: true}
  weight: {type: number, unit: kg, from: 1, to: 400}
  side: {type: choice, of: [left, right, both sides]}
  conditions: {type: choices, of: [arthritis, sciatica, gout]}
  begun: {type: date}
  visits:
    type: records
    each: visit
    of:
      visited: {type: date}
      pain: {type: number, from: 0, to: 10}
      regions: {type: choices, of: [neck, arm]}
outcomes:
  refer to doctor: {say: See a doctor first.}
  suggest {n} sessions: {say: "Plan {n} sessions."}
rules:
  - {id: severe-pain, rule: pain nrs >= 7 and not seen → refer to doctor}
  - {id: heavy, rule: weight >= 100 kg → suggest 3 sessions}
  - {id: joints, rule: "conditions include any of arthritis, gout → suggest 5 sessions"}
  - {id: bad-visit, rule: any visit where pain >= 9 → refer to doctor}
`;

export { execFileSync };
