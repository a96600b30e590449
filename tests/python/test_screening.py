"""Screenings: verdicts, rules, reasons, questions, reports."""

from __future__ import annotations

import json
import pickle
from decimal import Decimal
from pathlib import Path

import pytest

import caveat
from caveat import Certainty, Respondent, RuleSet, Screening, Status, Truth, Verdict


@pytest.fixture(scope="module")
def referred(massage: RuleSet, root: Path) -> Screening:
    return massage.screen((root / "examples/profiles/02-referred.json").read_bytes())


def test_what_a_screening_says_is_what_its_report_says(referred: Screening) -> None:
    report = json.loads(referred.report(), parse_float=Decimal)
    assert referred.verdict is Verdict(report["verdict"])
    assert referred.at_least is Verdict(report["at_least"])
    assert referred.at_most is Verdict(report["at_most"])
    assert referred.complete is report["complete"] and referred.applicable is Truth.yes
    by_status = {
        Status.fired: referred.fired,
        Status.presumed: referred.presumed,
        Status.undecided: referred.undecided,
        Status.overridden: referred.overridden,
    }
    assert all(by_status.values())
    for told in report["rules"]:
        status = referred.status(told["id"])
        assert status == told["status"]
        if status in by_status:
            assert told["id"] in [rule.id for rule in by_status[status]]
        assert [each.text for each in referred.why(told["id"])] == told.get("why", [])
        assert set(told["lifted_by"]) <= {each.id for each in referred.lifted_by(told["id"])}
    assert [each.outcome.id for each in referred.outcomes] == [
        each["id"] for each in report["outcomes"]
    ]
    assert [each.fact.key for each in referred.questions] == [
        each["fact"] for each in report["questions"]
    ]
    assert [each.ask for each in referred.questions] == [
        each["ask"] for each in report["questions"]
    ]


def test_reasons_and_questions_are_structures(referred: Screening) -> None:
    [first, *_] = referred.why("severe-low-back-pain")
    assert (first.subject, first.value, first.threshold) == ("pain nrs", "8", "7")
    assert first.op is caveat.Operator.greater_or_equal and first.truth is Truth.yes
    assert first.facts == ("facts.pain_nrs",) and str(first) == first.text
    assert "8" not in first.text_without_value
    assert "pain_nrs" in [each.key for each in referred.least_facts("severe-low-back-pain")]
    question = referred.questions[0]
    assert question.decides and question.rules and question.whom in Respondent
    assert referred.open_paths(question.rules[0])
    with pytest.raises(KeyError):
        referred.why("no such rule")
    missed = [referred.near_miss(rule) for rule in referred.rules.rules]
    assert any(missed) and not all(missed)


def test_outcomes_rest_on_rules(referred: Screening) -> None:
    for each in referred.outcomes:
        ended = {referred.status(rule) for rule in each.rules}
        certain = each.certainty is Certainty.certain
        assert ended <= {Status.fired, Status.presumed} and (Status.fired in ended) is certain


def test_who_can_answer(massage: RuleSet, referred: Screening) -> None:
    profile = referred.profile
    patient = profile.screen(respondents=["patient"])
    assert {each.whom for each in patient.deferred_questions} == {Respondent.clinician}
    asked = massage.profile(as_of="2026-11-20").screen(respondents=[Respondent.patient])
    assert {each.whom for each in asked.questions} == {Respondent.patient}
    assert any(patient.is_deferred(rule) for rule in massage.rules)
    assert profile.screen(respondents={Respondent.clinician, "patient"}).report() == (
        profile.screen().report()
    )
    # By nobody, whatever is open would bind no verdict.
    for wrong in ("patient", ["nurse"], ()):
        with pytest.raises(ValueError):
            profile.screen(respondents=wrong)
    again = pickle.loads(pickle.dumps(patient))
    assert again.report() == patient.report()


def test_scores(root: Path) -> None:
    rules = RuleSet.load(root / "rules/wells-dvt.yaml")
    [score] = rules.screen({}, as_of="2026-11-20").scores
    assert score.score.key in rules.scores and score.low is not None and score.high is not None
    assert score.low < score.high and score.band == ""


def test_reports_in_all_forms(referred: Screening) -> None:
    line = referred.report()
    assert line.count(b"\n") == 1 and line.endswith(b"\n")
    assert json.loads(referred.report(pretty=True)) == json.loads(line)
    assert len(referred.report(why="fired")) < len(line)
    silent = referred.report(no_values=True)
    assert b"pain nrs is 8" in line and b"pain nrs is 8" not in silent
    assert json.loads(referred.verdict_line())["verdict"] == referred.verdict
    for width in (40, 96):
        text = referred.text(width)
        assert max(map(len, text.splitlines())) <= width
    assert referred.text(reader="patient") != referred.text() != referred.text(details=True)
    # The desk and the patient read of the patient's answers, whoever was there to answer.
    alone = referred.profile.screen(respondents=["patient"])
    for reader in ("desk", "patient"):
        assert referred.text(reader=reader) == alone.text(reader=reader)
    # Options of one call do not reach the next.
    assert referred.report() == line
    for wrong in ({"why": "some"}, {"reader": "boss"}):
        with pytest.raises(ValueError):
            referred.text(**wrong)  # type: ignore[arg-type]


def test_rules_that_do_not_apply(root: Path) -> None:
    for file in sorted((root / "rules").glob("*.yaml")):
        if file.name.count(".") > 1:
            continue
        rules = RuleSet.load(file)
        screening = rules.screen({}, as_of="2026-11-20", patient="p")
        assert screening.profile.patient == "p"
        assert screening.at_least <= screening.verdict <= screening.at_most
        assert screening.report() == rules.screen(screening.profile).report()
