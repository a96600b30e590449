// A worker of the pool in Node.

import { parentPort } from "node:worker_threads";
import { workerOf } from "./blocks.js";

const { hear, unread } = workerOf((message, moved) => parentPort?.postMessage(message, moved));
parentPort?.on("message", hear);
parentPort?.on("messageerror", unread);
