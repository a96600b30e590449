// Text that leaves the page: as a file, and only when somebody says so.

export function download(name: string, text: string, type = "text/plain"): void {
    const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** `10:42`; with its day where that is not today. */
export function timeOf(at: Date | number): string {
    const when = new Date(at);
    const time = `${String(when.getHours()).padStart(2, "0")}:${String(when.getMinutes()).padStart(2, "0")}`;
    if (when.toDateString() === new Date().toDateString()) return time;
    const two = (part: number) => String(part).padStart(2, "0");
    return `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())} ${time}`;
}
