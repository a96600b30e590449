// A worker that does wrong, as the name of its file says.

import path from "node:path";
import { parentPort } from "node:worker_threads";

const how = path.basename(import.meta.url, ".mjs");
const line = new TextEncoder().encode('{"made":"up"}\n');
const answer = (ticket) => ({ ticket, bytes: line.slice(), ends: Uint32Array.of(line.length) });

let earlier;

parentPort.on("message", (message) => {
    if ("start" in message) {
        if (how === "never-ready") throw new Error("it fell over");
        parentPort.postMessage({ ready: true });
        if (how === "unasked") for (const ticket of ["", "0", "1", 0, 1, undefined]) parentPort.postMessage(answer(ticket));
        return;
    }
    const { ticket } = message.block;
    if (how === "late" && earlier !== undefined) parentPort.postMessage(answer(earlier));
    if (how === "early") parentPort.postMessage(answer(String(ticket).replace(/.$/, (last) => (last === "0" ? "1" : "0"))));
    if (how === "twice") parentPort.postMessage(answer(ticket));
    if (how === "exits") process.exit(3);
    earlier = ticket;
    if (how !== "silent") parentPort.postMessage(answer(ticket));
});
