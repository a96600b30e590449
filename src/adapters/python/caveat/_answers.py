"""Answers in Python: what says more than a plain value, and how values become plain."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, Optional, Union

Number = Union[int, Decimal]


class Quantity(NamedTuple):
    """A number with its unit as written, such as ``(70, "kg")``; a plain pair is one too."""

    value: Any
    unit: str


@dataclass(frozen=True)
class Within:
    """A number of which only limits are known: ``Within(below=Decimal("0.27"))``.

    ``least`` and ``greatest`` are included, ``above`` and ``below`` are not; on each side one.
    """

    least: Any = None
    above: Any = None
    greatest: Any = None
    below: Any = None
    unit: str = ""


@dataclass(frozen=True)
class Codes:
    """Codes of a fact of which more may come: what is in neither list stays unknown.

    A plain list, tuple or set is all there are: what is not in it is absent.
    """

    present: Iterable[str] = ()
    absent: Iterable[str] = ()

    def __post_init__(self) -> None:
        # What can be read only once says the same at every screening.
        for name in ("present", "absent"):
            given = getattr(self, name)
            if isinstance(given, str):  # a list of its letters, each of which may be a code
                raise TypeError(f"{name} takes a list of codes, not {given!r}")
            kept = sorted(given, key=str) if isinstance(given, Set) else given
            object.__setattr__(self, name, tuple(kept))


@dataclass(frozen=True)
class Records:
    """Records of which there may be more, unless ``complete``. A plain list is all there are."""

    list: Sequence[Mapping[str, Any]] = field(default_factory=list)
    complete: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "list", list(self.list))


@dataclass(frozen=True)
class Unreadable:
    """What no fact takes, such as a ``datetime``: a problem of the profile, which names it."""

    what: str = "nothing that can be read"


def _is_number(value: object) -> bool:
    if isinstance(value, bool):
        return False
    return isinstance(value, (int, float, Decimal, Fraction)) or _is_scalar(value)


def _is_scalar(value: object) -> bool:
    """Whether it is one value of an array library."""
    return hasattr(value, "dtype") and getattr(value, "shape", None) == ()


def _digits(whole: int, places: int = 0) -> tuple[str, Any]:
    # Python refuses to write the digits of very long numbers.
    if whole.bit_length() > 1024 or places > 1024:
        return "wrong", "a number of more than 18 digits"
    digits = str(abs(whole)).zfill(places + 1)
    if places:
        digits = f"{digits[:-places]}.{digits[-places:]}"
    return "digits", f"-{digits}" if whole < 0 else digits


def _fraction(value: Fraction) -> tuple[str, Any]:
    rest = value.denominator
    twos = fives = 0
    while rest % 2 == 0:
        rest //= 2
        twos += 1
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    if rest != 1:
        return "wrong", "a fraction that no decimal equals"
    places = max(twos, fives)
    return _digits(value.numerator * 10**places // value.denominator, places)


def _day(value: Any) -> tuple[str, Any]:
    """A `numpy.datetime64`: as much of a date as its unit says."""
    day = value.item()
    if day is None:
        return "wrong", "a date that is none"
    unit = value.dtype.str.partition("[")[2].rstrip("]")
    if unit in ("Y", "M"):
        return "is", str(value)
    if unit != "D":
        timed = unit.lstrip("0123456789") not in ("Y", "M", "W", "D")
        return "wrong", "a date with a time of day" if timed else f"a date in steps of `{unit}`"
    if type(day) is not date:
        return "wrong", "a date outside the years 1 to 9999"
    return "is", day.isoformat()


def _scalar(value: Any) -> tuple[str, Any]:
    kind = getattr(value.dtype, "kind", "")
    # Behind a mask stands what nobody said.
    if kind != "V" and getattr(value, "mask", False):
        return "wrong", "a masked value"
    if kind == "b":
        return "is", bool(value)
    if kind in "iu":
        return _digits(int(value))
    if kind == "f":
        # The shortest digits of its own width: a float32 is not widened.
        shortest = Decimal(str(value.item() if value.dtype.itemsize == 8 else value))
        return simplify(shortest)
    if kind == "M":
        return _day(value)
    if kind == "U":
        return "is", str(value)
    return "wrong", f"a value of Python's type `{type(value).__name__}`"


def simplify(value: Any) -> tuple[str, Any]:
    """A value in plainer terms, with what it then is.

    ``is``      a bool, int, float, str, list, dict or None, or what can be simplified again
    ``digits``  of a number, as JSON has them
    ``number``  what stands where a number should be, and is none
    ``wrong``   what it is, with its article
    """
    if isinstance(value, int):
        return _digits(int(value))
    if isinstance(value, Decimal):
        return ("digits" if value.is_finite() else "number"), str(value)
    if isinstance(value, Fraction):
        return _fraction(value)
    if isinstance(value, datetime):
        # That of pandas which is none is not even itself.
        return "wrong", "a date with a time of day" if value == value else "a date that is none"
    if isinstance(value, date):
        return "is", value.isoformat()
    if isinstance(value, tuple) and len(value) == 2:
        number, unit = value
        if isinstance(unit, str) and _is_number(number):
            return "is", {"value": number, "unit": unit}
    if isinstance(value, Codes):
        return "is", {"present": list(value.present), "absent": list(value.absent)}
    if isinstance(value, Records):
        records = list(value.list)
        return "is", records if value.complete else {"present": records}
    if isinstance(value, Within):
        limits = {
            "from": value.least,
            "above": value.above,
            "to": value.greatest,
            "below": value.below,
            "unit": value.unit or None,
        }
        return "is", {key: limit for key, limit in limits.items() if limit is not None}
    if isinstance(value, Unreadable):
        return "wrong", value.what
    if isinstance(value, Mapping):
        return "is", dict(value)
    if isinstance(value, Set):
        return "is", sorted(value, key=str)
    if isinstance(value, tuple):
        return "is", list(value)
    if _is_scalar(value):
        return _scalar(value)
    if isinstance(value, (bytes, bytearray, memoryview)):
        return "wrong", "bytes"
    if isinstance(value, Sequence) or len(getattr(value, "shape", ())) == 1:
        return "is", list(value)
    return "wrong", f"a value of Python's type `{type(value).__name__}`"


def number(digits: Optional[str]) -> Optional[Number]:
    """The number that digits say; an int where it is whole."""
    if digits is None:
        return None
    return int(digits) if digits.lstrip("-").isdecimal() else Decimal(digits)


def day_of(text: str) -> Union[date, str]:
    """The day that a text says; the text where it is none, as weeks of ISO 8601 are none here."""
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is None:
        return text
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _answer(value: Any, kind: str, fields: Mapping[str, str]) -> Any:
    """An answer as `write_profile` writes it, in the types that this package takes."""
    if isinstance(value, str):
        return day_of(value) if kind == "date" else value
    if isinstance(value, list):
        if kind == "records":
            return [_record(each, fields) for each in value]
        return value
    if not isinstance(value, dict):
        return value
    if kind == "records" and set(value) == {"present"}:
        return Records([_record(each, fields) for each in value["present"]])
    if "present" in value:
        return Codes(tuple(value["present"]), tuple(value.get("absent", ())))
    if "value" in value:
        return Quantity(value["value"], value["unit"])
    if not value:
        return Unreadable()
    return Within(
        value.get("from"),
        value.get("above"),
        value.get("to"),
        value.get("below"),
        value.get("unit", ""),
    )


def _record(record: Any, fields: Mapping[str, str]) -> Any:
    if not isinstance(record, dict):
        return Unreadable()
    return {key: _answer(value, fields.get(key, ""), {}) for key, value in record.items()}


def answers_of(
    profile: bytes, kinds: Mapping[str, str], fields: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    """The answers of a profile as JSON, by the keys of their facts."""
    facts = json.loads(profile, parse_float=Decimal)["facts"]
    return {
        key: _answer(value, kinds.get(key, ""), fields.get(key, {})) for key, value in facts.items()
    }
