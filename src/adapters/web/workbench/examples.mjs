// What the workbench has to open, out of the sources: rule sets with their cases, sample patients, and
// the first steps of the guide.

import fs from "node:fs";
import path from "node:path";

/// `{sets, tour}`, as src/examples.ts describes them.
export function examplesOf(root) {
    const read = (file) => fs.readFileSync(path.join(root, file), "utf8");
    const files = ["examples/two-sentences.yaml", ...fs.readdirSync(path.join(root, "rules"))
        .filter((name) => name.endsWith(".yaml") && !/\.(cases|fhir)\.yaml$/.test(name))
        .map((name) => `rules/${name}`)];
    const sets = files.map((file) => {
        const rules = read(file);
        const cases = file.replace(/\.yaml$/, ".cases.yaml");
        // The title is what the file says of itself.
        const title = /^title: *"?(.*?)"?$/m.exec(rules)?.[1] ?? path.basename(file);
        return { name: path.basename(file), title, rules,
            cases: fs.existsSync(path.join(root, cases)) ? read(cases) : "",
            patients: file === "rules/back-pain-massage.yaml" ? patientsOf(read, root) : [] };
    });
    return { sets, tour: tourOf(read("rules/README.md")) };
}

/// The sample profiles, each with what their table says that it shows.
function patientsOf(read, root) {
    const table = read("examples/profiles/README.md");
    return fs.readdirSync(path.join(root, "examples/profiles")).filter((name) => name.endsWith(".json")).map((file) => {
        const { patient, as_of, facts } = JSON.parse(read(`examples/profiles/${file}`));
        const shows = table.split("\n").find((line) => line.startsWith(`| \`${patient}\` |`))?.split("|")[2]?.trim();
        if (shows === undefined) throw new Error(`examples/profiles/README.md says nothing of ${patient}`);
        return { name: patient, shows: shows.replaceAll("`", ""), as_of, facts };
    });
}

/// Sections 1 to 5 of the guide: the file of each as it is there, its patient and its cases.
function tourOf(guide) {
    let rules = "";
    return [1, 2, 3, 4, 5].map((number) => {
        const begin = guide.indexOf(`\n## ${number}. `) + 1;
        const section = guide.slice(begin, guide.indexOf("\n## ", begin));
        const title = /^## \d+\. (.*)$/m.exec(section)?.[1];
        const blocks = [...section.matchAll(/^```(yaml|json)\n([^]*?)^```$/gm)].map(([, language, text]) => ({ language, text }));
        rules = blocks.find(({ text }) => text.startsWith("caveat: 1"))?.text ?? rules;
        const cases = blocks.find(({ text }) => text.startsWith("cases:"))?.text ?? "";
        const profile = blocks.find(({ language }) => language === "json")?.text;
        const isWhole = title !== undefined && rules !== "" && (number === 1 || profile !== undefined || cases !== "");
        if (!isWhole) throw new Error(`rules/README.md: section ${number} is no step of a tour any more`);
        return { title, rules, cases, ...(profile === undefined ? {} : { patient: JSON.parse(profile) }) };
    });
}
