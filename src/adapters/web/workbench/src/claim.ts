// Who may write a document: one tab at a time. A second one reads, until it takes over.

const channelName = "caveat-workbench";
const lettingGoMs = 500;

export class Claim {
    readonly #lost: () => Promise<void>;
    readonly #channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(channelName) : undefined;
    #id = "";
    #release: (() => void) | undefined;

    /** `lost` saves what is unsaved: another tab waits to take the document over. */
    constructor(lost: () => Promise<void>) {
        this.#lost = lost;
        if (this.#channel === undefined) return;
        this.#channel.onmessage = async ({ data }: MessageEvent<unknown>) => {
            if (data !== this.#id || this.#release === undefined) return;
            await this.#lost();
            this.drop();
        };
    }

    /** Whether this tab may write the document from now on; true where a browser has no locks. */
    async take(id: string): Promise<boolean> {
        this.drop();
        this.#id = id;
        // The page that a reload has ended may be letting go of it just now.
        return this.#ask({ signal: AbortSignal.timeout(lettingGoMs) });
    }
    /** Asks the other tab to save and let go; one that does not answer loses it. */
    async takeOver(): Promise<void> {
        this.#channel?.postMessage(this.#id);
        const patience = new AbortController();
        const timer = setTimeout(() => patience.abort(), 3000);
        const has = await this.#ask({ signal: patience.signal });
        clearTimeout(timer);
        if (!has) await this.#ask({ steal: true });
    }
    drop(): void {
        this.#release?.();
        this.#release = undefined;
    }

    #ask(options: LockOptions): Promise<boolean> {
        const { locks } = navigator;
        if (locks === undefined) return Promise.resolve(true);
        return new Promise((resolve) => {
            let has = false;
            locks
                .request(`${channelName} ${this.#id}`, options, (lock) => {
                    has = lock !== null;
                    resolve(has);
                    if (has) return new Promise<void>((release) => (this.#release = release));
                    return undefined;
                })
                .catch((failure: unknown) => {
                    const isRefused = failure instanceof DOMException && failure.name === "SecurityError";
                    if (!has) return resolve(isRefused);
                    // Stolen.
                    this.#release = undefined;
                    void this.#lost();
                });
        });
    }
}
