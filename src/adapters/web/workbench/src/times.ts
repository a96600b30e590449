// Days and times as people here write them.

const two = (part: number) => String(part).padStart(2, "0");

/** `2026-11-20`, as it is where this is. */
function dayOf(when: Date): string {
    return `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
}
export function today(): string {
    return dayOf(new Date());
}

/** `10:42`; with its day where that is not today. */
export function timeOf(at: Date | number): string {
    const when = new Date(at);
    const time = `${two(when.getHours())}:${two(when.getMinutes())}`;
    return dayOf(when) === today() ? time : `${dayOf(when)} ${time}`;
}
