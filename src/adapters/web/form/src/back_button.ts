// The browser's Back button (`back="history"`): each step is an entry of the history, with the same
// address.

export class BackButton {
    readonly #name: string;
    readonly #go: (step: number) => void;
    readonly #listen = (event: PopStateEvent) => this.#go(this.#stepOf(event.state));

    /** `go` brings the form to where so many steps are done. */
    constructor(name: string, go: (step: number) => void) {
        this.#name = `caveat-form ${name}`;
        this.#go = go;
        addEventListener("popstate", this.#listen);
    }

    #stepOf(state: unknown): number {
        const step = (state as Record<string, unknown> | null)?.[this.#name];
        return typeof step === "number" ? step : 0;
    }
    #with(step: number): object {
        return { ...(history.state as object | null), [this.#name]: step };
    }

    /** The entry at hand belongs to this step, whatever it was before. */
    here(step: number): void {
        history.replaceState(this.#with(step), "");
    }
    forward(step: number): void {
        history.pushState(this.#with(step), "");
    }
    back(): void {
        history.back();
    }
    end(): void {
        removeEventListener("popstate", this.#listen);
    }
}
