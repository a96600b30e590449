// From what somebody typed to a number, or to the question what was meant. A number that is misread
// without a word is the worst that can happen here: whatever has two readings is asked about.

/** A number read, what it may be, or why it is none. */
export type TypedNumber =
    | { value: number }
    /** In digits with a point; one or two. */
    | { readings: string[] }
    | { wrong: "nothing" | "not-a-number" | "only-the-number" | "too-many-digits" };

/** A double holds so many decimal digits, whatever they are. */
const mostDigits = 15;

/** Full-width signs of East Asian keyboards as others write them. Nothing else is the same number: a
    superscript is no digit more. */
export function narrow(text: string): string {
    return text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).trim();
}

/** One form for the signs that keyboards offer: full-width digits, minus signs, blanks. */
function plain(text: string): string {
    return narrow(text)
        .replace(/[\u2212\u2010-\u2013]/g, "-")
        .replace(/[’‘`´]/g, "'")
        .replace(/\s+/g, " ");
}

/** The digits without zeros that say nothing: `007.50` is `7.5`. */
function shortest(sign: string, whole: string, fraction: string): string {
    const before = whole.replace(/^0+(?=\d)/, "") || "0";
    const behind = fraction.replace(/0+$/, "");
    const digits = behind === "" ? before : `${before}.${behind}`;
    return digits === "0" ? digits : sign + digits;
}

function exactly(digits: string): TypedNumber {
    if (digits.replace(/[-.]/g, "").replace(/^0+/, "").length > mostDigits) {
        return { wrong: "too-many-digits" };
    }
    return { value: Number(digits) };
}

/** `settled`: the text that its author has chosen among the readings; it is read with a point. */
export function readNumber(typed: string, settled?: string): TypedNumber {
    const text = plain(typed);
    if (text === "") return { wrong: "nothing" };
    const simple = /^([+-]?)(\d*)(?:([.,])(\d+))?$/.exec(text);
    if (simple !== null && text !== "+" && text !== "-") {
        const [, sign = "", whole = "", , fraction = ""] = simple;
        const minus = sign === "-" ? "-" : "";
        const grouped = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
        const asFraction = shortest(minus, whole, fraction);
        if (!grouped || typed === settled) return exactly(asFraction);
        return { readings: [asFraction, shortest(minus, whole + fraction, "")] };
    }
    // 50 000, 1,000,000, 1.234,5: digits in groups of three; what stands behind another sign is a
    // fraction.
    const groups = /^([+-]?)([1-9]\d{0,2})([ .,'])(\d{3}(?:\3\d{3})*)(?:[.,](\d+))?$/.exec(text);
    if (groups !== null) {
        const [, sign, first = "", separator = "", rest = "", fraction = ""] = groups;
        const whole = first + rest.replaceAll(separator, "");
        return { readings: [shortest(sign === "-" ? "-" : "", whole, fraction)] };
    }
    return { wrong: /\d/.test(text) ? "only-the-number" : "not-a-number" };
}
