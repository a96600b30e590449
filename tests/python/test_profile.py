"""Profiles: from mappings and texts, changed in a conversation, pickled."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from typing import Any

import pytest
from conftest import SMALL, codes

import caveat
from caveat import AnswerState, Profile, RuleSet


def same(a: Profile, b: Profile) -> bool:
    return (a.problems, a.answers, a.patient, a.as_of, a.screen().report()) == (
        b.problems,
        b.answers,
        b.patient,
        b.as_of,
        b.screen().report(),
    )


def test_patient_and_day(small: RuleSet) -> None:
    profile = small.profile(patient="p1", as_of=date(2026, 11, 20))
    assert (profile.patient, profile.as_of, profile.problems) == ("p1", date(2026, 11, 20), ())
    assert profile.rules is small
    partial = small.profile(as_of="2026-11")
    assert partial.as_of == "2026-11" and [each.path for each in partial.problems] == ["as_of"]
    for wrong in (datetime(2026, 11, 20), 20261120, 3.5):
        with pytest.raises(TypeError, match="as_of"):
            small.profile(as_of=wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        small.profile(patient=7)  # type: ignore[arg-type]


def test_a_text_is_read_with_all_that_is_wrong(small: RuleSet) -> None:
    profile = small.read_profile(
        '{"patient": 7, "facts": {"pain": 99, "pain ": 3, "colour": 1, "seen": true}}',
        as_of="2026-11-20",
    )
    assert (profile.patient, profile.as_of) == ("7", date(2026, 11, 20))
    assert profile.state("seen") is AnswerState.answered
    for path in ("sean", "colour", "sessions[0].sean", "sessions[0", ""):
        with pytest.raises(KeyError, match="no fact and no field"):
            profile.state(path)
    assert ("facts.colour", "unknown-fact") in codes(profile)
    named = small.read_profile(b'{"as_of": "2026-01-01"}', as_of=date(2026, 11, 20))
    assert named.as_of == date(2026, 1, 1)
    with pytest.raises(ValueError, match="full date"):
        small.read_profile("{}", as_of="2026-11")
    with pytest.raises(ValueError, match="extra_facts"):
        small.read_profile("{}", extra_facts="ignore")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", b"\xff", '{"facts": {"pain": NaN}}', "\udc80", '{"facts":{}} x']
)
def test_what_is_no_profile_is_a_problem(small: RuleSet, text: Any) -> None:
    profile = small.read_profile(text)
    assert not profile.is_readable and len(profile.problems) == 1
    assert profile.answers == {} and profile.screen().at_most == "refer_first"
    # What is written of it passes for no profile either.
    assert not small.read_profile(profile.to_json()).is_readable


@pytest.mark.parametrize("text", [3, None, bytearray(b"{}")])
def test_what_is_no_text_is_a_mistake_of_the_program(small: RuleSet, text: Any) -> None:
    with pytest.raises(TypeError):
        small.read_profile(text)


def test_a_conversation(small: RuleSet) -> None:
    asked = small.profile(patient="p", as_of="2026-11-20")
    told = asked.replace(pain=8).replace({"side": "left"}, seen=None)
    assert told.answers == {"pain": 8, "side": "left", "seen": None}
    assert asked.answers == {} and told.patient == "p"
    mended = told.replace(Pain=3)
    assert mended.answers["pain"] == 3 and told.answers["pain"] == 8
    assert mended.without("pain", "seen").answers == {"side": "left"}
    assert same(mended.without("pain", "side", "seen"), asked)


def test_a_wrong_answer_is_mended_by_the_next(small: RuleSet) -> None:
    wrong = small.profile({"pain": 99}, as_of="2026-11-20")
    assert codes(wrong) and codes(wrong.replace(pain=9)) == []
    worse = wrong.replace(pain=datetime(2026, 1, 1))
    assert worse.state("pain") is AnswerState.wrong
    assert "time of day" in worse.problems[0].message
    # A right one that is replaced by a wrong one does not stay.
    assert small.profile({"pain": 9}).replace(pain="?").state("pain") is AnswerState.wrong


@pytest.mark.parametrize("text", ["2026-W48-1", "2026-02-30", "2026-W4811"])
def test_what_is_no_day_is_not_given_back_as_one(small: RuleSet, text: str) -> None:
    wrong = small.profile({"begun": text, "visits": [{"visited": text}]}, as_of=text)
    assert wrong.as_of == text
    assert wrong.answers == {"begun": text, "visits": [{"visited": text}]}
    assert wrong.replace(wrong.answers).state("begun") is AnswerState.wrong


def test_what_nobody_knows_stays_a_problem(small: RuleSet) -> None:
    profile = small.profile({"colour": 1}, as_of="2026-11-20").replace(pain=3, shape=4)
    assert [each.path for each in profile.problems] == ["facts.colour", "facts.shape"]
    with pytest.raises(TypeError, match="two answers"):
        profile.replace({"Pain": 3}, pain=4)
    noted = small.profile({"pain": 3}, as_of="2026-11-20", extra_facts="note").replace(zzz=1)
    assert [each.severity for each in noted.problems] == ["note"]
    for name in ("visits[0].pain", "facts.pain"):
        with pytest.raises(ValueError, match="whole"):
            profile.replace({name: 3})
        with pytest.raises(ValueError, match="whole"):
            profile.without(name)


def test_a_misspelt_name_is_not_taken_back(small: RuleSet) -> None:
    profile = small.profile({"pain": 3, "Colour": 1}, as_of="2026-11-20")
    for name in ("pian", "shape", ""):
        with pytest.raises(KeyError, match="no fact is called"):
            profile.without(name)
    assert codes(profile) == [("facts.colour", "unknown-fact")]
    assert codes(profile.without("colour")) == []
    assert profile.without("weight").answers == {"pain": 3}  # nothing was said of it


def test_what_is_wrong_within_an_answer_is_carried_over(small: RuleSet) -> None:
    visits = [{"pian": 3}, {"pain": 3, "Pain": 4}, 3]
    wrong = small.profile({"visits": visits}, as_of="2026-11-20")
    told = small.profile(as_of="2026-11-20").replace(visits=visits)
    assert len(wrong.problems) == 3 and codes(told) == codes(wrong)
    assert told.answers == wrong.answers
    again = told.replace(visits=visits).replace(pain=3)
    assert codes(again) == codes(wrong)
    assert codes(again.replace(visits=[{"pain": 3}])) == []
    assert codes(again.without("visits")) == []
    endless: list[Any] = []
    endless.append(endless)
    for profile in (told, small.profile(as_of="2026-11-20")):
        assert len(profile.replace(conditions=endless).problems) == len(profile.problems) + 1
    twice = small.profile(as_of="2026-11-20").replace(shape=1).replace(shape=2)
    assert codes(twice) == [("facts.shape", "unknown-fact")]


TOLD: list[Any] = [
    lambda rules: rules.profile(),
    lambda rules: rules.profile({"pain": 8, "weight": (70, "kg")}, patient="p", as_of="2026-11-20"),
    lambda rules: rules.profile({"pain": 99, "colour": 1, "Pain": 3}, as_of="2026-13-01"),
    lambda rules: rules.profile({"pain": float("nan"), "side": datetime(2026, 1, 1), "x": 1}),
    lambda rules: rules.profile({"visits": [{"visited": object(), "pain": 3}, 3], "colour": 1}),
    lambda rules: rules.profile({"colour": 1}, extra_facts="note"),
    lambda rules: rules.read_profile('{"facts": {"pain": 1, "pain": 2, "x": 1}, "facts": {}}'),
    lambda rules: rules.read_profile('{"facts": {"pain": 11.0, "x": 1}}', as_of="2026-11-20"),
    lambda rules: rules.read_profile(b"\xff"),
    lambda rules: rules.profile({"colour": 1}).replace(pain=3, shape=1).replace(pain=99),
    lambda rules: rules.read_profile("[").replace(pain=3).without("pain"),
    lambda rules: rules.profile({"pain": 3}).replace(pain=object(), y=1).without("y"),
]


@pytest.mark.parametrize("tell", TOLD)
def test_a_pickle_keeps_answers_and_problems(small: RuleSet, tell: Any) -> None:
    profile = tell(small)
    again = pickle.loads(pickle.dumps(profile))
    assert same(profile, again)
    assert same(again, pickle.loads(pickle.dumps(again)))
    assert again.rules == small


def test_a_long_conversation_can_be_pickled(small: RuleSet) -> None:
    profile = small.profile({"colour": 1})
    for at in range(2000):
        profile = profile.replace(pain=at % 11)
    assert same(profile, pickle.loads(pickle.dumps(profile)))


def test_json_says_the_same(small: RuleSet) -> None:
    profile = small.profile({"weight": (154, "[lb_av]"), "pain": 12}, patient="é", as_of="2026")
    text = profile.to_json()
    assert text.startswith(b'{"patient":"\xc3\xa9","as_of":"2026","facts":') and b"\n" not in text
    assert same(small.read_profile(text), profile)


def test_a_profile_belongs_to_its_rules(small: RuleSet) -> None:
    other = RuleSet.loads(SMALL.replace("1.0.0", "1.0.1"))
    profile = small.profile({"pain": 8}, as_of="2026-11-20")
    with pytest.raises(ValueError, match="another rule set"):
        other.screen(profile)
    anew = other.profile(profile.answers, patient=profile.patient, as_of=profile.as_of)
    assert other.screen(anew).verdict == profile.screen().verdict
    twin = RuleSet.loads(SMALL)
    assert twin.screen(profile).report() == profile.screen().report()
    for extra in ({"patient": "p"}, {"as_of": "2026-11-20"}, {"extra_facts": "note"}):
        with pytest.raises(TypeError, match="of its own"):
            small.screen(profile, **extra)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="names its patient"):
        small.screen("{}", patient="p")


def test_nothing_reads_as_an_answer(massage: RuleSet) -> None:
    empty = massage.profile(as_of="2026-11-20").screen()
    assert empty.verdict <= empty.at_most == "do_not_proceed" and not empty.complete
    assert caveat.Truth.unknown in (each for each in caveat.Truth)
