# Profiles for back-pain-massage 2.0.0: Screening before massage for back pain, no medical device (sha256 d5ff3af19c7fbb903ec27240b570fa0b8aea0a4225d7279901f430359b1e0154). Written by caveat schema.
# A fact that was not asked has no key; None says that it was asked, and is not known.
# A list is complete; of {"present": …} what is not said is unknown.

from typing import List, Literal, TypedDict, Union

# 2026-11-20
Day = str

# A day, or as much of it as is known: 2026-11-20, 2026-11, 2026.
Date = str

# Codes of pain regions.
Code1 = Literal["neck", "upper_back", "mid_back", "lower_back"]
OpenCodes1 = TypedDict(
    "OpenCodes1",
    {
        "present": List[Code1],
        "absent": List[Code1],
    },
    total=False,
)
Codes1 = Union[List[Code1], OpenCodes1, None]

# A number without a unit.
Quantity1 = TypedDict(
    "Quantity1",
    {
        "value": Union[float, None],
    },
    total=False,
)

# A number known in part: one of `from` and `above`, one of `to` and `below`.
Limits1 = TypedDict(
    "Limits1",
    {
        "from": float,
        "above": float,
        "to": float,
        "below": float,
    },
    total=False,
)

Number1 = Union[float, Quantity1, Limits1, None]

# A number in wk.
Quantity2 = TypedDict(
    "Quantity2",
    {
        "value": Union[float, None],
        "unit": Literal["wk"],
    },
    total=False,
)

# A number known in part: one of `from` and `above`, one of `to` and `below`.
Limits2 = TypedDict(
    "Limits2",
    {
        "from": float,
        "above": float,
        "to": float,
        "below": float,
        "unit": Literal["wk"],
    },
    total=False,
)

Number2 = Union[float, Quantity2, Limits2, None]

# A number in d.
Quantity3 = TypedDict(
    "Quantity3",
    {
        "value": Union[float, None],
        "unit": Literal["d"],
    },
    total=False,
)

# A number known in part: one of `from` and `above`, one of `to` and `below`.
Limits3 = TypedDict(
    "Limits3",
    {
        "from": float,
        "above": float,
        "to": float,
        "below": float,
        "unit": Literal["d"],
    },
    total=False,
)

Number3 = Union[float, Quantity3, Limits3, None]

# Codes of goals.
Code2 = Literal["pain_relief", "prevention", "relaxation", "fitness"]
OpenCodes2 = TypedDict(
    "OpenCodes2",
    {
        "present": List[Code2],
        "absent": List[Code2],
    },
    total=False,
)
Codes2 = Union[List[Code2], OpenCodes2, None]

# Codes of other therapies.
Code3 = Literal["physical_therapy", "chiropractic", "back_exercises", "diet", "physician_care", "medication", "other"]
OpenCodes3 = TypedDict(
    "OpenCodes3",
    {
        "present": List[Code3],
        "absent": List[Code3],
    },
    total=False,
)
Codes3 = Union[List[Code3], OpenCodes3, None]

# Codes of further signs.
Code4 = Literal["numb_between_the_legs", "bladder_trouble", "weak_legs", "possible_clot", "fever", "cancer", "pregnancy", "blood_thinners", "steroids", "osteoporosis"]
OpenCodes4 = TypedDict(
    "OpenCodes4",
    {
        "present": List[Code4],
        "absent": List[Code4],
    },
    total=False,
)
Codes4 = Union[List[Code4], OpenCodes4, None]

# One of sessions.
Record1 = TypedDict(
    "Record1",
    {
        # Up to the day of the screening.
        "date": Union[Date, None],
        "technique": Union[Literal["gentle", "neuromuscular", "deep_tissue", "other"], None],
        "muscle_relaxed": Union[bool, None],
        "spasm_eased": Union[bool, None],
    },
    total=False,
)
OpenRecords1 = TypedDict(
    "OpenRecords1",
    {
        "present": List[Record1],
    },
)
Records1 = Union[List[Record1], OpenRecords1, None]

# What is known of one patient.
Facts = TypedDict(
    "Facts",
    {
        # Does your back hurt at present?
        "back_pain": Union[bool, None],
        # Which parts hurt? Name every one.
        "pain_regions": Codes1,
        # From 0, no pain, to 10, the worst you can imagine: how strong is your pain? If it comes and goes, take its worst of the last few days. From 0 to 10, a whole number.
        "pain_nrs": Number1,
        # How many weeks has this bout of back pain lasted? From 0 wk.
        "pain_duration_weeks": Number2,
        # Are the muscles of your back tight, tense or full of knots?
        "muscle_tension": Union[bool, None],
        # Does your back feel stiff?
        "stiffness": Union[bool, None],
        # Has it become harder than usual to bend or to turn?
        "limited_range_of_motion": Union[bool, None],
        # Do the muscles of your back go into sudden, painful cramps?
        "muscle_spasm": Union[bool, None],
        # What made your back sore, if it is sore?
        "soreness_cause": Union[Literal["exercise", "overuse", "injury", "other", "none"], None],
        # Did this pain start when you hurt your back?
        "back_injury": Union[bool, None],
        # How many days have passed since you hurt your back? Asked only if back injury. From 0 d, a whole number.
        "days_since_back_injury": Number3,
        # What were you doing when you hurt it? Asked only if back injury.
        "injury_mechanism": Union[Literal["lifting", "exercise", "fall", "vehicle", "other"], None],
        # Can you move less well since the injury? Asked only if back injury.
        "restricted_mobility": Union[bool, None],
        # Have you been told that muscles of your back are swollen or inflamed?
        "muscle_inflammation": Union[bool, None],
        # Is a muscle of your back strained?
        "muscle_strain": Union[bool, None],
        # Is there osteoarthritis, wear of the joints, in your spine?
        "osteoarthritis_spine": Union[bool, None],
        # Is any of your joints affected by arthritis?
        "arthritis": Union[bool, None],
        # Do you have sciatica, a pain that shoots from the back down a leg?
        "sciatica": Union[bool, None],
        # Has a doctor found that you have fibromyalgia?
        "fibromyalgia": Union[bool, None],
        # Do you have any other illness or medical condition?
        "other_medical_condition": Union[bool, None],
        # Do you sleep badly?
        "sleep_problem": Union[bool, None],
        # Have you been feeling sad, low or discouraged?
        "low_mood": Union[bool, None],
        # Have you been feeling anxious?
        "anxiety": Union[bool, None],
        # Have you been feeling stressed?
        "stress": Union[bool, None],
        # Do you find, or have you been told, that you do not hold yourself well?
        "poor_posture": Union[bool, None],
        # Do you spend most of your working day sitting?
        "sedentary_job": Union[bool, None],
        # What should massage do for you?
        "goals": Codes2,
        # Do you count on massage to cure your back?
        "expects_cure": Union[bool, None],
        # Would you like to do without medicines?
        "prefers_drug_free": Union[bool, None],
        # What other treatment does your back get, and what do you do for it yourself?
        "other_therapies": Codes3,
        # Have you asked your doctor whether massage is right for this pain?
        "doctor_consulted": Union[bool, None],
        # Has a doctor advised you against massage?
        "doctor_advised_against_massage": Union[bool, None],
        # Has a doctor examined you for this bout of back pain?
        "medical_check_done": Union[bool, None],
        # Has a doctor found a serious cause for the pain, such as a broken bone, an infection or a tumour?
        "serious_cause_found": Union[bool, None],
        # We ask everybody this before a massage. Which of these do you have at present, if any?
        "further_signs": Codes4,
        # Has what the patient named been looked into, by a doctor or with the rule sets serious-back-pain, massage-contraindications and leg-before-massage, and may massage go ahead? Asked of the clinician. Asked only if something further.
        "further_signs_cleared": Union[bool, None],
        # Which technique do you intend to use? Asked of the clinician.
        "planned_technique": Union[Literal["gentle", "neuromuscular", "deep_tissue", "other"], None],
        # Does the therapist have experience with patients who have arthritis? Asked of the clinician.
        "therapist_arthritis_experience": Union[bool, None],
        # Has the therapist been trained in the care of back injuries? Asked of the clinician.
        "therapist_back_training": Union[bool, None],
        # How many massages have you had during this bout of pain? From 0, a whole number.
        "massage_sessions_completed": Number1,
        # How many of the sessions so far were neuromuscular therapy? Asked of the clinician. From 0, a whole number.
        "nmt_sessions_completed": Number1,
        # Has the spasm started to ease under neuromuscular therapy? Asked of the clinician.
        "spasm_responded": Union[bool, None],
        # At the latest session, did the muscles give way under your pressure? Asked of the clinician.
        "muscle_relaxes_under_pressure": Union[bool, None],
        # Does the relief wear off some time after a session?
        "relief_temporary": Union[bool, None],
        # Please enter each session: its date, the technique, and how muscles and spasm responded. Asked of the clinician.
        "sessions": Records1,
    },
    total=False,
)

ProfileDay = TypedDict(
    "ProfileDay",
    {
        "as_of": Day,
    },
)

# One patient, on one day.
class Profile(ProfileDay, total=False):
    patient: Union[str, float, None]
    facts: Union[Facts, None]
