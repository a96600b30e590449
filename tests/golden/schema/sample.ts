/** Profiles for every-kind 2.1.0: Every kind of "answer" *\/ and no other (sha256 2e72519145286252247aad648d85a34ac744cb41c4c663915531b357cc2993fa). Written by caveat schema. */

/** Asked, and not known. A fact that was not asked has no key. */
export type NotKnown = null;

/** 2026-11-20 */
export type Day = string;

/** A day, or as much of it as is known: 2026-11-20, 2026-11, 2026. */
export type DateAnswer = string | NotKnown;

type Low = { from: number; above?: never } | { above: number; from?: never };
type High = { to: number; below?: never } | { below: number; to?: never };
type NoLow = { from?: never; above?: never };
type NoHigh = { to?: never; below?: never };

/** A number known in part: from 5 to below 7. */
export type Limits<Unit extends string> = ((Low & (High | NoHigh)) | (NoLow & High)) & {
    unit?: Unit;
};

/** In the unit of the fact, named or not. */
export type NumberAnswer<Unit extends string = never> =
    | number
    | { value: number | null; unit?: Unit }
    | Limits<Unit>
    | NotKnown;

/** A list is complete; of an open one, what is not said is unknown. */
export type CodesAnswer<Code extends string> =
    | Code[]
    | { present: Code[]; absent?: Code[] }
    | { present?: Code[]; absent: Code[] }
    | NotKnown;

/** A list is complete; of an open one there may be more. */
export type RecordsAnswer<Entry> = Entry[] | { present: Entry[] } | NotKnown;

/** What is known of one patient. */
export interface Facts {
    /** What is your sex? */
    sex?: "female" | "male" | NotKnown;
    /** Is she pregnant? Asked of the clinician. Asked only if sex is female. */
    pregnant?: boolean | NotKnown;
    /** From 1 to 650 kg. */
    weight?: NumberAnswer<"kg">;
    /** How strong is your pain, 0 to 10? From 0 to 10, a whole number. */
    pain_nrs?: NumberAnswer;
    /** none_of_these stands alone. */
    regions?: CodesAnswer<"neck" | "upper_back" | "none_of_these">;
    drinks?: "never" | "2-4 times a month" | NotKnown;
    "grösse_der_schwellungen"?: CodesAnswer<"klein" | "gross">;
    /** From 1990-01-01 to the day of the screening. */
    surgery_date?: DateAnswer;
    sessions?: RecordsAnswer<{
        /** Up to the day of the screening. */
        date?: DateAnswer;
        techniques?: CodesAnswer<"gentle" | "deep_tissue">;
        /** From 0 to 10. */
        pain_after?: NumberAnswer;
        eased?: boolean | NotKnown;
    }>;
}

/** One patient, on one day. */
export interface Profile {
    patient?: string | number | null;
    /** The day of the screening. */
    as_of: Day;
    facts?: Facts | null;
}
