// What a form may put into a profile of golden/schema/sample, and what its compiler stops.

import type { Facts, Profile } from "../golden/schema/sample";

export const full: Profile = {
    patient: "p1",
    as_of: "2026-11-20",
    facts: {
        sex: "female",
        pregnant: null,
        weight: { value: 70, unit: "kg" },
        pain_nrs: 7,
        regions: { present: ["neck"], absent: ["none_of_these"] },
        drinks: "2-4 times a month",
        surgery_date: "2026-11",
        sessions: [{ date: "2026-11-01", techniques: ["gentle"], pain_after: { below: 3 }, eased: true }],
    },
};
export const open: Facts = { sessions: { present: [] }, weight: { from: 60, to: 70, unit: "kg" } };

// @ts-expect-error: a rule set that looks at time needs the day
export const timeless: Profile = { facts: {} };
// @ts-expect-error: no such code
export const code: Facts = { sex: "other" };
// @ts-expect-error: no such fact
export const fact: Facts = { wieght: 70 };
// @ts-expect-error: a text is no number
export const text: Facts = { pain_nrs: "7" };
// @ts-expect-error: pounds are no kilograms
export const unit: Facts = { weight: { value: 70, unit: "[lb_av]" } };
// @ts-expect-error: two ends on one side
export const ends: Facts = { pain_nrs: { from: 1, above: 2 } };
// @ts-expect-error: nothing said
export const nothing: Facts = { regions: {} };
// @ts-expect-error: no such field
export const field: Facts = { sessions: [{ easd: true }] };
