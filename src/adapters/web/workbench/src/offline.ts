// The folder, kept by its service worker. A newer version waits until somebody reloads the page.

declare const CAVEAT_ALONE: boolean;

/** Tells the page that a newer version is there. */
export const newVersion = "caveat-new-version";

export function keepOffline(): void {
    if (CAVEAT_ALONE || !("serviceWorker" in navigator)) return;
    const isFirst = navigator.serviceWorker.controller === null;
    navigator.serviceWorker.register(new URL("./service-worker.js", document.baseURI)).then(
        (registration) => {
            const look = () => {
                if (registration.waiting !== null && !isFirst) dispatchEvent(new CustomEvent(newVersion, { detail: registration.waiting }));
            };
            look();
            registration.addEventListener("updatefound", () => {
                registration.installing?.addEventListener("statechange", look);
            });
        },
        // Without one the page works as long as there is a network.
        () => undefined,
    );
}

/** Goes on with that version; the caller has kept what is open. */
export function takeNewer(newer: ServiceWorker): void {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    newer.postMessage("now");
}
