"""One report, whichever way it came: from Python by mapping and by text, from C++, and from the
command line, byte for byte."""

from __future__ import annotations

import json
import math
import pickle
import subprocess
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from conftest import cases

import caveat


class NotSayable(Exception):
    """Python's own reader of JSON would lose what this text says."""


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise NotSayable("a key twice")
    return members


def _number(kind: Any) -> Any:
    def read(digits: str) -> Any:
        number = kind(digits)
        if str(number) != digits:
            raise NotSayable("other digits")
        return number

    return read


def mapping_of(text: bytes) -> dict[str, Any]:
    try:
        profile = json.loads(
            text,
            object_pairs_hook=_members,
            parse_float=_number(Decimal),
            parse_int=_number(int),
        )
    except ValueError as error:
        raise NotSayable("no JSON") from error
    is_profile = isinstance(profile, dict) and set(profile) <= {"patient", "as_of", "facts"}
    if not is_profile or not isinstance(profile.get("facts"), dict):
        raise NotSayable("no facts")
    for key in ("patient", "as_of"):
        if not isinstance(profile.get(key), (str, type(None))):
            raise NotSayable(key)
    return profile


def by_mapping(rules: caveat.RuleSet, text: bytes) -> caveat.Profile:
    said = mapping_of(text)
    return rules.profile(said["facts"], patient=said.get("patient"), as_of=said.get("as_of"))


def test_reports_of_the_examples_are_those_of_the_command_line(
    massage: caveat.RuleSet, root: Path, command_line: str
) -> None:
    files = sorted((root / "examples/profiles").glob("*.json"))
    assert len(files) >= 10
    for file in files:
        told = subprocess.run(
            [
                command_line,
                "screen",
                str(root / "rules/back-pain-massage.yaml"),
                str(file),
                "--format",
                "json",
            ],
            capture_output=True,
            check=False,
        ).stdout
        text = file.read_bytes()
        assert massage.screen(text).report(pretty=True) == told
        assert by_mapping(massage, text).screen().report(pretty=True) == told


def test_text_is_that_of_the_command_line(
    massage: caveat.RuleSet, root: Path, command_line: str
) -> None:
    file = root / "examples/profiles/02-referred.json"
    rules = root / "rules/back-pain-massage.yaml"
    told = subprocess.run(
        [command_line, "screen", str(rules), str(file)], capture_output=True, check=False
    ).stdout
    assert massage.screen(file.read_bytes()).text() == told.decode()


def test_a_stream_of_the_command_line_is_line_for_line_the_same(
    massage: caveat.RuleSet, root: Path, command_line: str, tmp_path: Path
) -> None:
    lines = [
        json.dumps(json.loads(file.read_bytes())).encode()
        for file in sorted((root / "examples/profiles").glob("*.json"))
    ]
    for only, write in (
        ("verdict", lambda each: each.verdict_line()),
        (None, lambda each: each.report()),
    ):
        told = subprocess.run(
            [command_line, "screen", str(root / "rules/back-pain-massage.yaml"), "--format"]
            + ["ndjson"]
            + (["--only", only] if only else []),
            input=b"\n".join(lines),
            capture_output=True,
            check=False,
        ).stdout
        assert b"".join(write(massage.screen(line)) for line in lines) == told


def test_generated_profiles_have_the_reports_that_cpp_gives(generated: Path) -> None:
    files = sorted(generated.glob("*.yaml"))
    assert len(files) == 20
    texts = mappings = 0
    for file in files:
        rules = caveat.RuleSet.load(file)
        for text, report in cases(file.with_suffix(".cases")):
            profile = rules.read_profile(text)
            assert profile.screen().report() == report, text
            texts += 1
            try:
                said = by_mapping(rules, text)
            except NotSayable:
                continue
            assert said.screen().report() == report, text
            mappings += 1
            if mappings % 20 == 0:
                for each in (profile, said):
                    assert pickle.loads(pickle.dumps(each)).screen().report() == report, text
                back = rules.profile(
                    profile.answers,
                    patient=profile.patient,
                    as_of=profile.as_of,
                )
                if not profile.problems:
                    assert back.screen().report() == report, text
    assert texts == 40_000 and mappings >= 0.8 * texts


def test_records_replay(
    massage: caveat.RuleSet, root: Path, command_line: str, tmp_path: Path
) -> None:
    profiles = [
        massage.read_profile("{", as_of="2026-11-20"),
        massage.read_profile('{"facts": {"pain nrs": 99, "pain nrs": 1, "colour": 2}}'),
        massage.profile({"pain nrs": 8}, as_of="2026-11-20", patient="p"),
        massage.profile({"pain nrs": 8, "Pain NRS": 7, "x": 1}, as_of="2026-11"),
        massage.profile({"pain nrs": 8}, as_of="2026-11-20").replace({"back pain": True}),
        massage.profile({"x": 1}, patient="p", as_of="2026-11-20").replace({"pain nrs": 99, "Y": 2}),
        massage.profile({"x": 1, "y": 2}, as_of="2026-11-20").without("x"),
        massage.profile(as_of="2026-11-20").replace(
            {"sessions": [{"dat": "2026-11-01"}, {"date": {"present": []}}, 3], "pain nrs": [8]}
        ),
        massage.profile({"x": 1}, as_of="2026-11-20", extra_facts="note").replace(y=2),
        massage.read_profile("{").replace({"pain nrs": 8}),
        massage.profile({"pain nrs": math.nan, "sessions": [{"date": object(), "dat": 1}]}),
        massage.profile({"sessions": [datetime(2026, 11, 1)], "pain regions": ["neck", object()]}),
    ]
    record = tmp_path / "record.ndjson"
    record.write_bytes(b"".join(each.screen().record() for each in profiles))
    told = subprocess.run(
        [command_line, "replay", str(record), "--rules", str(root / "rules")],
        capture_output=True,
        check=False,
        text=True,
    )
    assert told.returncode == 0 and f"{len(profiles)} records: {len(profiles)} the same" in (
        told.stdout
    ), told


def test_a_record_decides_as_the_screening_did(massage: caveat.RuleSet) -> None:
    visits = [{"dat": 1, "spasm eased": object()}, {"spasm eased": True}]
    for profile in (
        massage.profile({"pain nrs": 9, "sessions": visits}, as_of="2026-11-20"),
        massage.profile({"pain nrs": 3}, as_of="2026-11-20").replace(
            {"Pain NRS": 9, "sessions": visits}
        ),
        massage.profile({"pain regions": ["lower back", object()], "x": 1}, as_of="2026-11-20"),
    ):
        screened = json.loads(profile.screen().report())
        kept = json.loads(profile.screen().record())["report"]
        for part in ("verdict", "at_least", "at_most", "rules", "questions"):
            assert kept[part] == screened[part]
        wrong, still = (
            sorted((each["code"], each["path"]) for each in report["problems"])
            for report in (screened, kept)
        )
        assert wrong and still == wrong
