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
        ("begun", 'numpy.datetime64("2026-11")', "2026-11"),
        ("begun", 'numpy.datetime64("2026")', "2026"),
        ("pain", "numpy.ma.array([7, 8], mask=[0, 1])[0]", 7),
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
    ("fact", "given", "said"),
    [
        ("pain", "numpy.float64('nan')", "NaN"),
        ("pain", "numpy.float32('inf')", "Infinity"),
        ("pain", "numpy.bool_(True)", "yes or no"),
        ("weight", "numpy.uint64(2**64 - 1)", "18446744073709551615"),
        ("begun", "numpy.datetime64('2026-11-20T10:00')", "a time of day"),
        ("begun", "numpy.datetime64('2026-11-20T00:00:00.000000000')", "a time of day"),
        ("begun", "numpy.datetime64('NaT')", "a date that is none"),
        ("begun", "numpy.datetime64('2026-11-19', 'W')", "a date in steps of `W`"),
        ("begun", "numpy.array('2026', 'M8[2Y]')", "a date in steps of `2Y`"),
        ("begun", "numpy.array('2026-11-20', 'M8[2D]')", "a date in steps of `2D`"),
        ("begun", "numpy.datetime64('10000-01-01')", "outside the years 1 to 9999"),
        ("pain", "numpy.ma.array([7, 8], mask=[0, 1])[1]", "a masked value"),
        ("pain", "numpy.ma.array(8, mask=True)", "a masked value"),
        ("weight", '(numpy.ma.array([7], mask=[1])[0], "kg")', "a masked value"),
        ("side", "numpy.ma.array(['left'], mask=[1])[0]", "a masked value"),
        ("conditions", "numpy.ma.array(['gout', 'gout'], mask=[0, 1])", "a masked value"),
        ("conditions", "numpy.zeros((2, 2))", "ndarray"),
    ],
)
def test_what_is_refused_is_a_problem(
    small: caveat.RuleSet, fact: str, given: str, said: str
) -> None:
    profile = small.profile({fact: eval(given)}, as_of="2026-11-28")
    assert [each.path for each in profile.problems] == [f"facts.{fact}"]
    assert said in profile.problems[0].message


def test_no_date_of_pandas_is_none(small: caveat.RuleSet) -> None:
    pandas = pytest.importorskip("pandas")
    [found] = small.profile({"begun": pandas.NaT}, as_of="2026-11-28").problems
    assert "a date that is none" in found.message
