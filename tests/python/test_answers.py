"""Every type that an answer may have, both ways; and what is refused is a problem, by name."""

from __future__ import annotations

import enum
from collections import OrderedDict, UserDict
from datetime import date, datetime, time, timezone
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import pytest
from conftest import codes

import caveat
from caveat import AnswerState, Codes, Quantity, Records, Unreadable, Within


class Colour(enum.Enum):
    red = 1


class Grade(enum.IntEnum):
    high = 8


class Side(str, enum.Enum):
    left = "left"


GOOD = [
    ("seen", True, True),
    ("seen", False, False),
    ("pain", 7, 7),
    ("pain", 7.0, 7),
    ("pain", Decimal("7"), 7),
    ("pain", Decimal("7.00"), 7),
    ("pain", Fraction(14, 2), 7),
    ("pain", Grade.high, 8),
    ("pain", -0.0, 0),
    ("weight", 70.5, Decimal("70.5")),
    ("weight", 38.4, Decimal("38.4")),
    ("weight", Decimal("1E+2"), 100),
    ("weight", Fraction(281, 4), Decimal("70.25")),
    ("weight", Fraction(100001, 100000), Decimal("1.00001")),
    ("weight", (70, "kg"), 70),
    ("weight", Quantity(70500, "g"), Decimal("70.5")),
    ("weight", (Decimal("154.0"), "[lb_av]"), Decimal("69.85322498")),
    ("weight", {"value": 70, "unit": "kg"}, 70),
    ("weight", Within(least=5, below=7), Within(least=5, below=7)),
    ("weight", {"from": 5, "below": 7}, Within(least=5, below=7)),
    ("side", "left", "left"),
    ("side", "Both-Sides", "both_sides"),
    ("side", Side.left, "left"),
    ("conditions", [], []),
    ("conditions", ["gout"], ["gout"]),
    ("conditions", ("gout", "arthritis"), ["arthritis", "gout"]),
    ("conditions", {"gout", "arthritis"}, ["arthritis", "gout"]),
    ("conditions", frozenset({"gout"}), ["gout"]),
    ("conditions", Codes({"gout"}, ["sciatica"]), Codes(("gout",), ("sciatica",))),
    ("conditions", {"present": ["gout"]}, Codes(("gout",), ())),
    ("begun", date(2026, 11, 20), date(2026, 11, 20)),
    ("begun", "2026-11-20", date(2026, 11, 20)),
    ("begun", "2026-11", "2026-11"),
    ("begun", "2026", "2026"),
    ("visits", [], []),
    ("visits", [{"pain": 3}], [{"pain": 3}]),
    (
        "visits",
        ({"visited": date(2026, 1, 2), "regions": {"neck"}}, {"pain": None}),
        [{"visited": date(2026, 1, 2), "regions": ["neck"]}, {"pain": None}],
    ),
    ("visits", Records([{"pain": 3}]), Records([{"pain": 3}])),
    ("visits", Records([{"pain": 3}], complete=True), [{"pain": 3}]),
]


@pytest.mark.parametrize(("fact", "given", "kept"), GOOD)
def test_an_answer_is_taken_and_given_back(
    small: caveat.RuleSet, fact: str, given: Any, kept: Any
) -> None:
    profile = small.profile({fact: given}, as_of="2026-11-28")
    assert codes(profile) == []
    assert profile.state(fact) is AnswerState.answered
    assert profile.answers == {fact: kept}
    assert type(profile.answers[fact]) is type(kept)
    # What comes back says the same again.
    again = small.profile(profile.answers, as_of="2026-11-28")
    assert again.answers == profile.answers
    assert small.screen(again).report() == small.screen(profile).report()


WRONG = [
    ("seen", 1, "number"),
    ("seen", "yes", "text"),
    ("pain", True, "yes"),
    ("pain", 11, "11"),
    ("pain", 7.5, "7.5"),
    ("pain", float("nan"), "NaN"),
    ("pain", float("inf"), "infinite"),
    ("pain", Decimal("NaN"), "NaN"),
    ("pain", Decimal("-Infinity"), "Infinity"),
    ("weight", 1234567890123456789, "1234567890123456789"),
    ("weight", 10**200, "1000"),
    ("weight", 10**5000, "more than 18 digits"),
    ("weight", Decimal("1E+999999"), "E+999999"),
    ("weight", Fraction(1, 3), "a fraction that no decimal equals"),
    ("weight", Fraction(-1, 8), "-0.125"),
    ("weight", (70, "lightyears"), "lightyears"),
    ("weight", (float("nan"), "kg"), "a number that is none"),
    ("weight", 70 + 0j, "complex"),
    ("side", "up", "up"),
    ("side", 0, "number"),
    ("side", Colour.red, "Colour"),
    ("side", b"left", "bytes"),
    ("side", "\udc80", "no Unicode"),
    ("conditions", ["gout", "flu"], "flu"),
    ("conditions", ["gout", datetime(2026, 1, 1)], "a list with a date with a time of day"),
    ("conditions", "gout", "text"),
    ("begun", datetime(2026, 11, 20), "a date with a time of day"),
    ("begun", datetime(2026, 11, 20, tzinfo=timezone.utc), "a date with a time of day"),
    ("begun", time(10), "time"),
    ("begun", "20.11.2026", "20.11.2026"),
    ("begun", 20261120, "number"),
    ("visits", [3], "number"),
    ("visits", [{"pain": 3}, object()], "a list with a value of Python's type `object`"),
    ("visits", {1: 2}, "a key that is no text"),
    ("seen", Unreadable("a smudge"), "a smudge"),
    ("seen", lambda: True, "function"),
]


def named(cases: list[tuple[str, Any, Any]]) -> list[str]:
    return [f"{fact}-{type(given).__name__}" for fact, given, _ in cases]


@pytest.mark.parametrize(("fact", "given", "word"), WRONG, ids=named(WRONG))
def test_what_a_fact_does_not_take_is_a_problem_and_counts_as_unanswered(
    small: caveat.RuleSet, fact: str, given: Any, word: str
) -> None:
    profile = small.profile({fact: given}, as_of="2026-11-28")
    errors = [each for each in profile.problems if each.severity == "error"]
    assert errors, profile.answers
    assert all(each.path.startswith(f"facts.{fact}") for each in errors)
    assert word in " ".join(each.message for each in errors)
    assert profile.state(fact) is not AnswerState.absent
    assert profile.screen().has_errors


def test_none_was_asked_and_a_missing_key_was_not(small: caveat.RuleSet) -> None:
    profile = small.profile({"seen": None}, as_of="2026-11-28")
    assert profile.state("seen") is AnswerState.not_known
    assert profile.state("pain") is AnswerState.absent
    assert profile.answers == {"seen": None}


def test_an_unknown_name_is_a_problem_with_a_suggestion(small: caveat.RuleSet) -> None:
    profile = small.profile({"weigth": 70}, as_of="2026-11-28")
    [problem] = profile.problems
    assert (problem.code, problem.severity) == ("unknown-fact", "error")
    assert "weight" in problem.help
    note = small.profile({"shoe size": 44}, as_of="2026-11-28", extra_facts="note")
    assert [each.severity for each in note.problems] == ["note"]


def test_two_spellings_of_one_fact_are_none(small: caveat.RuleSet) -> None:
    profile = small.profile({"both": 1, "Pain": 3, "pain": 4}, as_of="2026-11-28")
    assert ("facts.pain", "given-twice") in codes(profile)
    assert profile.state("pain") is AnswerState.wrong
    hidden = small.profile({"pain": 3, "PAIN": datetime(2026, 1, 1)}, as_of="2026-11-28")
    assert hidden.state("pain") is AnswerState.wrong


def test_a_wrong_field_leaves_the_rest_of_its_records(small: caveat.RuleSet) -> None:
    visits = [{"pain": 3, "visited": datetime(2026, 1, 1)}, {"pain": 9}]
    profile = small.profile({"visits": visits}, as_of="2026-11-28")
    [problem] = profile.problems
    assert problem.path == "facts.visits[0].visited"
    assert "a date with a time of day" in problem.message
    assert profile.state("visits[0].pain") is AnswerState.answered
    assert profile.screen().verdict == "refer_first"
    unknown = small.profile({"visits": [{"colour": object()}]}, as_of="2026-11-28")
    assert [each.code for each in unknown.problems] == ["unknown-field"]


@pytest.mark.parametrize("kind", [dict, OrderedDict, UserDict, MappingProxyType])
def test_any_mapping_has_facts(small: caveat.RuleSet, kind: Any) -> None:
    facts = kind({"visits": kind({"present": [kind({"pain": 3})]}), "pain": 3})
    assert small.profile(facts).answers == {"visits": Records([{"pain": 3}]), "pain": 3}


@pytest.mark.parametrize("facts", [3, "pain", ["pain"], {3: True}, {None: 1}, [], "", 0, False])
def test_what_is_no_mapping_from_names_is_a_mistake_of_the_program(
    small: caveat.RuleSet, facts: Any
) -> None:
    takers: list[Any] = [small.profile, small.profile().replace]
    if not isinstance(facts, str):  # that is JSON
        takers.append(small.screen)
    for take in takers:
        with pytest.raises((TypeError, AttributeError, ValueError)):
            take(facts)


def test_what_holds_itself_ends(small: caveat.RuleSet) -> None:
    lists: list[Any] = []
    lists.append(lists)
    wide: list[Any] = []
    wide.extend([wide, wide])
    objects: dict[str, Any] = {}
    objects["value"] = objects
    for given in (lists, wide, objects):
        profile = small.profile({"conditions": given, "seen": True})
        assert profile.problems
        assert profile.state("conditions") is not AnswerState.answered
        assert not profile.is_readable and profile.state("seen") is AnswerState.absent


def test_too_much_is_one_problem(small: caveat.RuleSet) -> None:
    profile = small.profile({"conditions": ["x" * 1000] * 10_000})
    assert [each.code for each in profile.problems] == ["too-large"]


def test_what_is_read_once_is_kept(small: caveat.RuleSet) -> None:
    some = Codes(each for each in ["gout"])
    visits = Records(({"pain": each} for each in [9]), complete=True)  # type: ignore[arg-type]
    for _ in range(2):
        profile = small.profile({"conditions": some, "visits": visits}, as_of="2026-11-28")
        assert profile.answers == {"conditions": Codes(("gout",)), "visits": [{"pain": 9}]}


def test_a_text_is_no_list_of_codes() -> None:
    with pytest.raises(TypeError, match="absent takes a list of codes, not 'AB'"):
        Codes(["O"], "AB")


def test_a_value_that_raises_is_heard(small: caveat.RuleSet) -> None:
    class Broken(UserDict):  # type: ignore[type-arg]
        def __iter__(self) -> Any:
            raise RuntimeError("on purpose")

    with pytest.raises(RuntimeError, match="on purpose"):
        small.profile({"visits": [Broken()]})


def test_a_mapping_that_changes_meanwhile_is_read_as_it_was(small: caveat.RuleSet) -> None:
    facts: dict[str, Any] = {}

    class Growing(UserDict):  # type: ignore[type-arg]
        def __iter__(self) -> Any:
            facts.clear()
            return iter({})

    facts.update(visits=[Growing()], pain=3)
    assert small.profile(facts).answers == {"visits": [{}], "pain": 3}
