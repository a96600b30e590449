// Keeps one whole version of the page. Nothing but its own files is ever answered.

/** Set when it is built: of the bytes of all files. */
declare const CAVEAT_VERSION: string;
declare const CAVEAT_FILES: string[];

interface Worker {
    registration: { scope: string };
    clients: { claim(): Promise<void> };
    skipWaiting(): Promise<void>;
    addEventListener(name: string, heard: (event: never) => void): void;
}
interface Extendable {
    waitUntil(done: Promise<unknown>): void;
}
interface Fetching {
    request: Request;
    respondWith(answer: Promise<Response>): void;
}

const worker = self as unknown as Worker;
export {};

const cacheName = `caveat-workbench ${CAVEAT_VERSION}`;

worker.addEventListener("install", (event: Extendable) => {
    const files = CAVEAT_FILES.map((file) => new Request(new URL(file, worker.registration.scope), { cache: "reload" }));
    event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(files)));
});
worker.addEventListener("activate", (event: Extendable) => {
    event.waitUntil(
        caches
            .keys()
            .then((all) => all.filter((each) => each.startsWith("caveat-workbench ") && each !== cacheName))
            .then((old) => Promise.all(old.map((each) => caches.delete(each))))
            .then(() => worker.clients.claim()),
    );
});
worker.addEventListener("message", (event: { data: unknown }) => {
    if (event.data === "now") void worker.skipWaiting();
});
worker.addEventListener("fetch", (event: Fetching) => {
    if (event.request.method !== "GET") return;
    event.respondWith(
        caches
            .open(cacheName)
            .then((cache) => cache.match(event.request, { ignoreSearch: true }))
            .then((found) => found ?? fetch(event.request)),
    );
});
