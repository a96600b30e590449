// Text that leaves the page: as a file, and only when somebody says so.

export function download(name: string, text: string, type = "text/plain"): void {
    const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
