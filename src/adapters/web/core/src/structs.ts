// Structs of caveat.h in the memory of the core. Where their members lie is read from
// src/adapters/c_api/layout.cpp when the package is built, which the compiler has checked.

import type { Core, Lent } from "./core.js";
import { layouts } from "./layouts.js";

export type StructName = keyof typeof layouts;
const none = 0xffff_ffff;

/** One struct. Its texts and lists live as long as what it was asked from. */
export class Struct<Name extends StructName> {
    constructor(
        readonly core: Core,
        readonly at: number,
        readonly name: Name,
    ) {}

    /** A new one that says its size. */
    static new<Name extends StructName>(lent: Lent, name: Name): Struct<Name> {
        const size = (layouts[name] as { SIZE: number }).SIZE;
        const made = new Struct(lent.core, lent.room(size), name);
        if ("size" in layouts[name]) lent.core.setU32(made.at, size);
        return made;
    }

    place(member: keyof (typeof layouts)[Name]): number {
        return this.at + (layouts[this.name][member] as number);
    }
    u32(member: keyof (typeof layouts)[Name]): number {
        return this.core.u32(this.place(member));
    }
    set(member: keyof (typeof layouts)[Name], value: number): void {
        this.core.setU32(this.place(member), value);
    }
    text(member: keyof (typeof layouts)[Name]): string {
        return textAt(this.core, this.place(member));
    }
    texts(member: keyof (typeof layouts)[Name], count: keyof (typeof layouts)[Name]): string[] {
        const first = this.u32(member);
        return Array.from({ length: this.u32(count) }, (_, at) =>
            textAt(this.core, first + at * layouts.caveat_text.SIZE),
        );
    }
    numbers(member: keyof (typeof layouts)[Name], count: keyof (typeof layouts)[Name]): number[] {
        const first = this.u32(member);
        return Array.from({ length: this.u32(count) }, (_, at) => this.core.u32(first + at * 4));
    }
    /** Undefined where there is no number. */
    decimal(member: keyof (typeof layouts)[Name]): number | undefined {
        const at = this.place(member);
        const layout = layouts.caveat_decimal;
        if (this.core.i32(at + layout.is_known) === 0) return undefined;
        const coefficient = this.core.i64(at + layout.coefficient);
        return Number(`${coefficient}e${-this.core.i32(at + layout.scale)}`);
    }
    /** Undefined where there is no date. */
    date(member: keyof (typeof layouts)[Name]): string | undefined {
        const at = this.place(member);
        const digits = (part: "year" | "month" | "day") => this.core.i32(at + layouts.caveat_date[part]);
        if (digits("year") === 0) return undefined;
        const parts = [String(digits("year")).padStart(4, "0")];
        for (const part of ["month", "day"] as const) {
            if (digits(part) !== 0) parts.push(String(digits(part)).padStart(2, "0"));
        }
        return parts.join("-");
    }
    /** An index; undefined for CAVEAT_NONE. */
    index(member: keyof (typeof layouts)[Name]): number | undefined {
        const value = this.u32(member);
        return value === none ? undefined : value;
    }
}

function textAt(core: Core, at: number): string {
    return core.text(core.u32(at + layouts.caveat_text.data), core.u32(at + layouts.caveat_text.length));
}
