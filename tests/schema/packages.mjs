// The packages that run.sh has installed, and where things are in the sources.

import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const installed = path.resolve(process.env.CAVEAT_NPM_FOLDER ?? "", "package.json");
export const need = createRequire(installed);

export const sources = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/// The text of a file, named from the root of the sources.
export const text_of = (file) => fs.readFileSync(path.join(sources, file), "utf8");

/// The files of a folder whose names end as given, each named from the root of the sources.
export const files_of = (folder, ending) =>
    fs.readdirSync(path.join(sources, folder))
        // Where facts come from in records (NAME.fhir.yaml) is no rule file.
        .filter((name) => name.endsWith(ending) && !name.endsWith(".fhir.yaml"))
        .sort()
        .map((name) => `${folder}/${name}`);
