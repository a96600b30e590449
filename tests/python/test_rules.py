"""Rule sets: loading, what they declare, errors, pickles."""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL

import caveat
from caveat import FactKind, RuleFileError, RuleSet, Verb


def test_a_rule_set_says_what_its_file_says(massage: RuleSet, root: Path) -> None:
    assert (massage.id, massage.screens) == ("back-pain-massage", "massage")
    assert massage.text == (root / "rules/back-pain-massage.yaml").read_text(encoding="utf-8")
    assert massage.warnings == ()
    assert isinstance(massage.review_by, date)
    assert massage.audience is caveat.Respondent.clinician
    pain = massage.facts["pain_nrs"]
    assert pain is massage.facts["Pain-NRS"] and "pain nrs" in massage.facts
    assert (pain.kind, pain.is_whole, pain.least, pain.greatest) == (FactKind.number, True, 0, 10)
    assert list(massage.facts)[0] == next(iter(massage.facts.values())).key
    rule = massage.rules["severe-low-back-pain"]
    assert rule.strictest is Verb.refer and massage.outcomes[rule.outcomes[0]].verb is Verb.refer
    assert set(rule.sources) <= set(massage.sources)
    assert massage.text.splitlines()[rule.line - 1].strip().startswith("-")
    begin, end = rule.span
    assert "severe-low-back-pain" in massage.text.encode()[begin:end].decode()
    sessions = massage.facts["sessions"]
    assert sessions.kind is FactKind.records and sessions.each and sessions.fields


def test_outcomes_with_arguments_have_keys_of_their_own(small: RuleSet) -> None:
    assert list(small.outcomes)[1:] == ["suggest_n_sessions(n=3)", "suggest_n_sessions(n=5)"]
    assert small.outcomes["suggest_n_sessions(n=5)"].arguments == {"n": 5}
    assert [rule.outcomes for rule in small.rules.values()][1:3] == [
        ("suggest_n_sessions(n=3)",),
        ("suggest_n_sessions(n=5)",),
    ]


@pytest.mark.parametrize("name", ["no such", "", "päin", "pain[0]"])
def test_what_is_not_declared_is_a_key_error(massage: RuleSet, name: str) -> None:
    for catalogue in (massage.facts, massage.rules, massage.outcomes, massage.sources):
        with pytest.raises(KeyError):
            catalogue[name]


def test_a_file_with_mistakes_says_them_all(tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(SMALL.replace("pain >= 7", "pian >= 7"))
    with pytest.raises(RuleFileError) as caught:
        RuleSet.load(file)
    error = caught.value
    assert [each.code for each in error.diagnostics] == ["unknown-name"]
    [problem] = error.diagnostics
    assert f"{file}:{problem.line}:{problem.column}: error: " in str(error)
    assert "did you mean `pain`?" in str(error) and "^^^^" in str(error)
    assert problem.span is not None
    assert file.read_bytes()[slice(*problem.span)] == b"pian"
    assert isinstance(error, caveat.CaveatError)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.diagnostics) == (str(error), error.diagnostics)


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "no-rules"), (b"\xff\xfe", "bad-utf8"), ("facts: [", "yaml-syntax"), ("\udc80", "")],
)
def test_what_is_no_rule_file_is_an_error(text: str | bytes, code: str) -> None:
    with pytest.raises(RuleFileError) as caught:
        RuleSet.loads(text)
    assert caught.value.diagnostics


def test_a_path_may_be_any_of_pythons(tmp_path: Path) -> None:
    file = tmp_path / "knäuel 🦴.yaml"
    file.write_text(SMALL)
    for path in (file, str(file)):
        assert RuleSet.load(path).id == "small"
    with pytest.raises(RuleFileError, match="file"):
        RuleSet.load(tmp_path / "none.yaml")
    with pytest.raises(TypeError):
        RuleSet.load(3)  # type: ignore[arg-type]


def test_limits_are_kept(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="at most 2"):
        RuleSet.loads(SMALL, limits=caveat.Limits(rules=2))
    rules = RuleSet.loads(SMALL, limits=caveat.Limits(rules=4))
    assert pickle.loads(pickle.dumps(rules)).sha256 == rules.sha256


def test_warnings_come_with_the_rules() -> None:
    rules = RuleSet.loads(SMALL.replace("rule: pain >=", "rule: pain >= 3 and pain >="))
    for each in rules.warnings:
        assert each.severity == "warning" and each.line > 1


def test_the_same_bytes_are_the_same_rules(small: RuleSet) -> None:
    other = RuleSet.loads(SMALL.encode(), "another name")
    assert other == small and hash(other) == hash(small) and other is not small
    assert RuleSet.loads(SMALL + "#") != small
    assert small != SMALL


def test_a_pickle_is_the_text_and_is_loaded_once(small: RuleSet) -> None:
    once, twice = (pickle.loads(pickle.dumps(small)) for _ in range(2))
    assert once == small and once is twice
    other = RuleSet.loads(SMALL.replace("1.0.0", "2.0.0"))
    altered = pickle.dumps(other).replace(b"pain >= 7", b"pain >= 8")
    with pytest.raises(ValueError, match="altered"):
        pickle.loads(altered)


def test_what_was_handed_out_outlives_its_owner() -> None:
    rules = RuleSet.loads(SMALL)
    screening = rules.screen({"pain": 8, "seen": False})
    fact, rule = rules.facts["pain"], screening.fired[0]
    [reason, *_] = screening.why(rule)
    question = screening.questions[0]
    profile = screening.profile
    del rules, screening
    gc.collect()
    assert (fact.key, rule.strictest, question.fact.key) == ("pain", "refer", question.fact.key)
    assert "pain is 8" in reason.text and profile.rules.id == "small"
    assert profile.screen().fired == (rule,)


def test_nothing_is_made_by_its_class() -> None:
    for made in (RuleSet, caveat.Profile, caveat.Screening):
        with pytest.raises(TypeError, match="use "):
            made()


def test_no_words_are_missing(massage: RuleSet) -> None:
    """Every word of an enumeration of the library has its member."""
    header = (Path(os.environ["CAVEAT_SOURCES_OF_WORDS"]) / "keys.cpp").read_text()
    words = set(
        word
        for line in header.splitlines()
        for word in line.split('"')[1::2]
        if line.strip().startswith(("return", "{", '"'))
    )
    known = {
        member.value
        for name in caveat.__all__
        for member in getattr(getattr(caveat, name), "__members__", {}).values()
    }
    assert words - known == set() and len(words) > 50


def test_verdicts_compare_by_how_strict_they_are() -> None:
    Verdict = caveat.Verdict
    assert Verdict.refer_first > Verdict.proceed_with_conditions > "proceed"
    assert max(Verdict.do_not_proceed, Verdict.refer_first) == "do_not_proceed"
    assert sorted(Verb) == list(Verb)
    assert "proceed" < Verdict.do_not_proceed
    assert f"{Verdict.proceed} {Verb.avoid!s}" == "proceed avoid"
    for other in (3, None):
        with pytest.raises(TypeError):
            Verdict.proceed < other  # noqa: B015
    with pytest.raises(ValueError):
        Verdict.proceed < "procede"  # noqa: B015


@pytest.mark.parametrize("language", ["json", "typescript", "python"])
def test_the_contract_is_that_of_the_command_line(
    massage: RuleSet, root: Path, command_line: str, language: Any
) -> None:
    told = subprocess.run(
        [command_line, "schema", str(root / "rules/back-pain-massage.yaml"), "--as", language],
        capture_output=True,
        check=True,
    ).stdout
    assert massage.schema(language).encode() == told
    with pytest.raises(ValueError, match='"typescript"'):
        massage.schema("yaml")  # type: ignore[arg-type]
