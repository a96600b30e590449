"""Scalars and rows of numpy, where it is installed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import caveat

numpy = pytest.importorskip("numpy")


@pytest.mark.parametrize(
    ("fact", "given", "kept"),
    [
        ("seen", "numpy.bool_(True)", True),
        ("pain", "numpy.int8(7)", 7),
        ("pain", "numpy.uint64(7)", 7),
        ("pain", "numpy.array(7)", 7),
        ("weight", "numpy.float64(70.1)", Decimal("70.1")),
        ("weight", "numpy.float32(70.1)", Decimal("70.1")),
        ("weight", "numpy.float16(70.5)", Decimal("70.5")),
        ("weight", '(numpy.int64(70), "kg")', 70),
        ("side", 'numpy.str_("left")', "left"),
        ("begun", 'numpy.datetime64("2026-11-20")', date(2026, 11, 20)),
        ("conditions", 'numpy.array(["gout", "arthritis"])', ["arthritis", "gout"]),
    ],
)
def test_a_scalar_is_what_it_says(
    small: caveat.RuleSet, fact: str, given: str, kept: Any
) -> None:
    profile = small.profile({fact: eval(given)}, as_of="2026-11-28")
    assert profile.problems == ()
    assert profile.answers == {fact: kept}


@pytest.mark.parametrize(
    ("fact", "given"),
    [
        ("pain", "numpy.float64('nan')"),
        ("pain", "numpy.float32('inf')"),
        ("pain", "numpy.bool_(True)"),
        ("weight", "numpy.uint64(2**64 - 1)"),
        ("begun", "numpy.datetime64('2026-11-20T10:00')"),
        ("begun", "numpy.datetime64('2026-11-20T00:00:00.000000000')"),
        ("begun", "numpy.datetime64('NaT')"),
        ("conditions", "numpy.zeros((2, 2))"),
    ],
)
def test_what_is_refused_is_a_problem(small: caveat.RuleSet, fact: str, given: str) -> None:
    profile = small.profile({fact: eval(given)}, as_of="2026-11-28")
    assert [each.path for each in profile.problems] == [f"facts.{fact}"]
