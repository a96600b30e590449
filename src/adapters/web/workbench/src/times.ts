// Times as people here write them.

import { dayOf, today, two } from "../form/days.js";

/** `10:42`; with its day where that is not today. */
export function timeOf(at: Date | number): string {
    const when = new Date(at);
    const time = `${two(when.getHours())}:${two(when.getMinutes())}`;
    return dayOf(when) === today() ? time : `${dayOf(when)} ${time}`;
}
