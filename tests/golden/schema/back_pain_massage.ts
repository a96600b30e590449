/** Profiles for back-pain-massage 2.0.0: Screening before massage for back pain, no medical device (sha256 d5ff3af19c7fbb903ec27240b570fa0b8aea0a4225d7279901f430359b1e0154). Written by caveat schema. */

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
    /** Does your back hurt at present? */
    back_pain?: boolean | NotKnown;
    /** Which parts hurt? Name every one. */
    pain_regions?: CodesAnswer<"neck" | "upper_back" | "mid_back" | "lower_back">;
    /** From 0, no pain, to 10, the worst you can imagine: how strong is your pain? If it comes and goes, take its worst of the last few days. From 0 to 10, a whole number. */
    pain_nrs?: NumberAnswer;
    /** How many weeks has this bout of back pain lasted? From 0 wk. */
    pain_duration_weeks?: NumberAnswer<"wk">;
    /** Are the muscles of your back tight, tense or full of knots? */
    muscle_tension?: boolean | NotKnown;
    /** Does your back feel stiff? */
    stiffness?: boolean | NotKnown;
    /** Has it become harder than usual to bend or to turn? */
    limited_range_of_motion?: boolean | NotKnown;
    /** Do the muscles of your back go into sudden, painful cramps? */
    muscle_spasm?: boolean | NotKnown;
    /** What made your back sore, if it is sore? */
    soreness_cause?: "exercise" | "overuse" | "injury" | "other" | "none" | NotKnown;
    /** Did this pain start when you hurt your back? */
    back_injury?: boolean | NotKnown;
    /** How many days have passed since you hurt your back? Asked only if back injury. From 0 d, a whole number. */
    days_since_back_injury?: NumberAnswer<"d">;
    /** What were you doing when you hurt it? Asked only if back injury. */
    injury_mechanism?: "lifting" | "exercise" | "fall" | "vehicle" | "other" | NotKnown;
    /** Can you move less well since the injury? Asked only if back injury. */
    restricted_mobility?: boolean | NotKnown;
    /** Have you been told that muscles of your back are swollen or inflamed? */
    muscle_inflammation?: boolean | NotKnown;
    /** Is a muscle of your back strained? */
    muscle_strain?: boolean | NotKnown;
    /** Is there osteoarthritis, wear of the joints, in your spine? */
    osteoarthritis_spine?: boolean | NotKnown;
    /** Is any of your joints affected by arthritis? */
    arthritis?: boolean | NotKnown;
    /** Do you have sciatica, a pain that shoots from the back down a leg? */
    sciatica?: boolean | NotKnown;
    /** Has a doctor found that you have fibromyalgia? */
    fibromyalgia?: boolean | NotKnown;
    /** Do you have any other illness or medical condition? */
    other_medical_condition?: boolean | NotKnown;
    /** Do you sleep badly? */
    sleep_problem?: boolean | NotKnown;
    /** Have you been feeling sad, low or discouraged? */
    low_mood?: boolean | NotKnown;
    /** Have you been feeling anxious? */
    anxiety?: boolean | NotKnown;
    /** Have you been feeling stressed? */
    stress?: boolean | NotKnown;
    /** Do you find, or have you been told, that you do not hold yourself well? */
    poor_posture?: boolean | NotKnown;
    /** Do you spend most of your working day sitting? */
    sedentary_job?: boolean | NotKnown;
    /** What should massage do for you? */
    goals?: CodesAnswer<"pain_relief" | "prevention" | "relaxation" | "fitness">;
    /** Do you count on massage to cure your back? */
    expects_cure?: boolean | NotKnown;
    /** Would you like to do without medicines? */
    prefers_drug_free?: boolean | NotKnown;
    /** What other treatment does your back get, and what do you do for it yourself? */
    other_therapies?: CodesAnswer<"physical_therapy" | "chiropractic" | "back_exercises" | "diet" | "physician_care" | "medication" | "other">;
    /** Have you asked your doctor whether massage is right for this pain? */
    doctor_consulted?: boolean | NotKnown;
    /** Has a doctor advised you against massage? */
    doctor_advised_against_massage?: boolean | NotKnown;
    /** Has a doctor examined you for this bout of back pain? */
    medical_check_done?: boolean | NotKnown;
    /** Has a doctor found a serious cause for the pain, such as a broken bone, an infection or a tumour? */
    serious_cause_found?: boolean | NotKnown;
    /** We ask everybody this before a massage. Which of these do you have at present, if any? */
    further_signs?: CodesAnswer<"numb_between_the_legs" | "bladder_trouble" | "weak_legs" | "possible_clot" | "fever" | "cancer" | "pregnancy" | "blood_thinners" | "steroids" | "osteoporosis">;
    /** Has what the patient named been looked into, by a doctor or with the rule sets serious-back-pain, massage-contraindications and leg-before-massage, and may massage go ahead? Asked of the clinician. Asked only if something further. */
    further_signs_cleared?: boolean | NotKnown;
    /** Which technique do you intend to use? Asked of the clinician. */
    planned_technique?: "gentle" | "neuromuscular" | "deep_tissue" | "other" | NotKnown;
    /** Does the therapist have experience with patients who have arthritis? Asked of the clinician. */
    therapist_arthritis_experience?: boolean | NotKnown;
    /** Has the therapist been trained in the care of back injuries? Asked of the clinician. */
    therapist_back_training?: boolean | NotKnown;
    /** How many massages have you had during this bout of pain? From 0, a whole number. */
    massage_sessions_completed?: NumberAnswer;
    /** How many of the sessions so far were neuromuscular therapy? Asked of the clinician. From 0, a whole number. */
    nmt_sessions_completed?: NumberAnswer;
    /** Has the spasm started to ease under neuromuscular therapy? Asked of the clinician. */
    spasm_responded?: boolean | NotKnown;
    /** At the latest session, did the muscles give way under your pressure? Asked of the clinician. */
    muscle_relaxes_under_pressure?: boolean | NotKnown;
    /** Does the relief wear off some time after a session? */
    relief_temporary?: boolean | NotKnown;
    /** Please enter each session: its date, the technique, and how muscles and spasm responded. Asked of the clinician. */
    sessions?: RecordsAnswer<{
        /** Up to the day of the screening. */
        date?: DateAnswer;
        technique?: "gentle" | "neuromuscular" | "deep_tissue" | "other" | NotKnown;
        muscle_relaxed?: boolean | NotKnown;
        spasm_eased?: boolean | NotKnown;
    }>;
}

/** One patient, on one day. */
export interface Profile {
    patient?: string | number | null;
    /** The day of the screening. */
    as_of: Day;
    facts?: Facts | null;
}
