# Profiles for every-kind 2.1.0: Every kind of "answer" */ and no other (sha256 2e72519145286252247aad648d85a34ac744cb41c4c663915531b357cc2993fa). Written by caveat schema.
# A fact that was not asked has no key; None says that it was asked, and is not known.
# A list is complete; of {"present": …} what is not said is unknown.

from typing import List, Literal, TypedDict, Union

# 2026-11-20
Day = str

# A day, or as much of it as is known: 2026-11-20, 2026-11, 2026.
Date = str

# A number in kg.
Quantity1 = TypedDict(
    "Quantity1",
    {
        "value": Union[float, None],
        "unit": Literal["kg"],
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
        "unit": Literal["kg"],
    },
    total=False,
)

Number1 = Union[float, Quantity1, Limits1, None]

# A number without a unit.
Quantity2 = TypedDict(
    "Quantity2",
    {
        "value": Union[float, None],
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
    },
    total=False,
)

Number2 = Union[float, Quantity2, Limits2, None]

# Codes of regions.
Code1 = Literal["neck", "upper_back", "none_of_these"]
OpenCodes1 = TypedDict(
    "OpenCodes1",
    {
        "present": List[Code1],
        "absent": List[Code1],
    },
    total=False,
)
Codes1 = Union[List[Code1], OpenCodes1, None]

# Codes of größe der schwellungen.
Code2 = Literal["klein", "gross"]
OpenCodes2 = TypedDict(
    "OpenCodes2",
    {
        "present": List[Code2],
        "absent": List[Code2],
    },
    total=False,
)
Codes2 = Union[List[Code2], OpenCodes2, None]

# Codes of techniques.
Code3 = Literal["gentle", "deep_tissue"]
OpenCodes3 = TypedDict(
    "OpenCodes3",
    {
        "present": List[Code3],
        "absent": List[Code3],
    },
    total=False,
)
Codes3 = Union[List[Code3], OpenCodes3, None]

# One of sessions.
Record1 = TypedDict(
    "Record1",
    {
        # Up to the day of the screening.
        "date": Union[Date, None],
        "techniques": Codes3,
        # From 0 to 10.
        "pain_after": Number2,
        "eased": Union[bool, None],
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
        # What is your sex?
        "sex": Union[Literal["female", "male"], None],
        # Is she pregnant? Asked of the clinician. Asked only if sex is female.
        "pregnant": Union[bool, None],
        # From 1 to 650 kg.
        "weight": Number1,
        # How strong is your pain, 0 to 10? From 0 to 10, a whole number.
        "pain_nrs": Number2,
        # none_of_these stands alone.
        "regions": Codes1,
        "drinks": Union[Literal["never", "2-4 times a month"], None],
        "grösse_der_schwellungen": Codes2,
        # From 1990-01-01 to the day of the screening.
        "surgery_date": Union[Date, None],
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
