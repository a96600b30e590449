// Diagnostics of the core as plain values.

import type { Diagnostic } from "./api.js";
import type { Core } from "./core.js";
import { asked, word } from "./declared.js";

function one(core: Core, handle: number, index: number): Diagnostic {
    const [made, labels] = asked(
        core,
        "caveat_diagnostics_at",
        [handle, index],
        "caveat_diagnostic",
        (of): [Diagnostic, number] => [
            {
                severity: word(core, "severity", of.u32("severity")),
                code: of.text("code"),
                message: of.text("message"),
                help: of.text("help"),
                line: of.u32("line"),
                column: of.u32("column"),
                begin: of.u32("begin"),
                end: of.u32("end"),
                labels: [],
            },
            of.u32("label_count"),
        ],
    );
    for (let at = 0; at < labels; ++at) {
        made.labels.push(
            asked(core, "caveat_diagnostics_label", [handle, index, at], "caveat_label", (of) => ({
                text: of.text("text"),
                begin: of.u32("begin"),
                end: of.u32("end"),
            })),
        );
    }
    return made;
}

export function diagnosticsOf(core: Core, handle: number): Diagnostic[] {
    const count = core.call("caveat_diagnostics_count", handle);
    return Array.from({ length: count }, (_, at) => one(core, handle, at));
}

export function rendered(core: Core, handle: number): string {
    return core.lend((lent) => {
        const out = lent.room(4);
        if (core.call("caveat_diagnostics_render", handle, out) !== 0) return "";
        const text = core.u32(out);
        const all = core.wordAt(text);
        core.call("caveat_string_free", text);
        return all;
    });
}
