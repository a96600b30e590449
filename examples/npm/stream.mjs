// Screens a file of profiles, one a line, on several threads; one answer a line, in the same order.
//
//   node stream.mjs RULES PROFILES.ndjson [DAY]

import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { once } from "node:events";
import { pool, RuleFileError } from "caveat";

const [rules, profiles, asOf] = process.argv.slice(2);
if (profiles === undefined) {
    console.error("usage: node stream.mjs RULES PROFILES.ndjson [DAY]");
    process.exit(2);
}
try {
    const workers = await pool(await readFile(rules));
    const options = asOf === undefined ? {} : { asOf };
    for await (const line of workers.screenLines(createReadStream(profiles), options)) {
        if (!process.stdout.write(line)) await once(process.stdout, "drain");
    }
    await workers.close();
} catch (problem) {
    console.error(problem instanceof RuleFileError ? problem.rendered : problem.message);
    process.exit(1);
}
