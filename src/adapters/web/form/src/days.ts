// Days as they are where the page is read.

/** `07` */
export const two = (part: number): string => String(part).padStart(2, "0");

/** `2026-11-20` */
export function dayOf(when: Date): string {
    return `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
}

export function today(): string {
    return dayOf(new Date());
}
