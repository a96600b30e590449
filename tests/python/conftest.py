"""What the tests of the Python package share. It is tested as installed, never from the sources."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import caveat

ROOT = Path(__file__).resolve().parents[2]

SMALL = """\
caveat: 1
id: small
version: 1.0.0
facts:
  seen: {type: yes/no}
  pain: {type: number, from: 0, to: 10, whole: true}
  weight: {type: number, unit: kg, from: 1, to: 400}
  side: {type: choice, of: [left, right, both sides]}
  conditions: {type: choices, of: [arthritis, sciatica, gout]}
  begun: {type: date}
  visits:
    type: records
    each: visit
    of:
      visited: {type: date}
      pain: {type: number, from: 0, to: 10}
      regions: {type: choices, of: [neck, arm]}
outcomes:
  refer to doctor: {say: See a doctor first.}
  suggest {n} sessions: {say: "Plan {n} sessions."}
rules:
  - {id: severe-pain, rule: pain >= 7 and not seen → refer to doctor}
  - {id: heavy, rule: weight >= 100 kg → suggest 3 sessions}
  - {id: joints, rule: "conditions include any of arthritis, gout → suggest 5 sessions"}
  - {id: bad-visit, rule: any visit where pain >= 9 → refer to doctor}
"""


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def massage() -> caveat.RuleSet:
    return caveat.RuleSet.load(ROOT / "rules/back-pain-massage.yaml")


@pytest.fixture(scope="session")
def small() -> caveat.RuleSet:
    return caveat.RuleSet.loads(SMALL, "small.yaml")


@pytest.fixture(scope="session")
def command_line() -> str:
    return os.environ["CAVEAT_CLI"]


@pytest.fixture(scope="session")
def generated() -> Path:
    return Path(os.environ["CAVEAT_GENERATED"])


def codes(of: caveat.Profile | caveat.Screening) -> list[tuple[str, str]]:
    """Where something is wrong, and which code says so; a missing day apart."""
    return [(each.path, each.code) for each in of.problems if each.code != "missing-as-of"]


def cases(file: Path) -> Iterator[tuple[bytes, bytes]]:
    """Generated profiles, and the reports that C++ gives."""
    with file.open("rb") as stream:
        while head := stream.readline():
            profile, report = map(int, head.split())
            yield stream.read(profile), stream.read(report)
            assert stream.read(1) == b"\n"
