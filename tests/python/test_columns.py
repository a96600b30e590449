"""Which column is which fact, and what is wrong with the schema of a table."""

from __future__ import annotations

import io

import pytest

import caveat

pa = pytest.importorskip("pyarrow")

DAY = "2026-11-20"


def test_all_that_is_wrong_with_a_schema_is_said_at_once(small: caveat.RuleSet) -> None:
    wrong = pa.schema(
        [("pian", pa.int64()), ("side", pa.int8()), ("Seen", pa.bool_()), ("seen", pa.bool_())]
    )
    for call in (
        lambda: small.bind(wrong, passthrough=["nobody"]),
        lambda: small.screen_arrow(wrong.empty_table(), passthrough=["nobody"]),
        lambda: small.screen_arrow(wrong.empty_table(), passthrough=["nobody"], threads=2),
    ):
        with pytest.raises(caveat.SchemaError) as raised:
            call()
        found = {(each.code, each.path) for each in raised.value.diagnostics}
        assert {code for code, _ in found} >= {"unknown-fact", "wrong-column", "given-twice"}
        assert "unknown-column" in {code for code, _ in found}
        assert "did you mean `pain`" in str(raised.value)
        assert isinstance(raised.value, caveat.CaveatError)


def test_columns_may_be_called_otherwise_or_left_alone(small: caveat.RuleSet) -> None:
    given = pa.table({"NRS": [8], "id": ["x"], "note": ["…"], "seen": [False]})
    out = pa.table(
        small.screen_arrow(
            given, as_of=DAY, columns={"pain": "NRS", "patient": "id"}, ignore=["note"]
        )
    ).to_pylist()
    assert out[0]["patient"] == "x" and out[0]["verdict"] == "refer_first"
    metadata = pa.schema(
        [pa.field("w", pa.int64(), metadata={"caveat:fact": "weight", "caveat:unit": "g"})]
    )
    heavy = pa.table([[100_000]], schema=metadata)
    [row] = pa.table(small.screen_arrow(heavy, as_of=DAY, outcomes=True)).to_pylist()
    assert [each["outcome"] for each in row["outcomes"]] == ["suggest_n_sessions(n=3)"]


def test_what_stands_in_a_column_is_ignored_by_its_path_alone(small: caveat.RuleSet) -> None:
    given = pa.table({"visits": [[{"pain": 9, "note": "…"}]], "pain": ["…"]})
    out = pa.table(
        small.screen_arrow(given, as_of=DAY, ignore=["pain", "visits.note"], rules="lists")
    )
    assert out.column("fired").to_pylist() == [["bad-visit"]]
    both = pa.table({"facts": [{"seen": True}], "seen": ["…"]})
    report = small.screen({"seen": True}, as_of=DAY).report().decode().rstrip("\n")
    out = pa.table(small.screen_arrow(both, as_of=DAY, ignore=["seen"], report="all"))
    assert out.column("report").to_pylist() == [report]


def test_an_index_of_pandas_is_a_column_or_is_asked_for(small: caveat.RuleSet) -> None:
    pandas = pytest.importorskip("pandas")
    text = "patient,pain\n1,8\n2,3\n"
    frame = pandas.read_csv(io.StringIO(text), index_col="patient")
    for table in (frame, pa.table(frame)):
        with pytest.raises(caveat.SchemaError, match=r"index `patient`[^\n]*\n.*reset_index"):
            small.screen_arrow(table, as_of=DAY)
    out = pa.table(small.screen_arrow(frame.reset_index(), as_of=DAY))
    assert out.column("patient").to_pylist() == ["1", "2"]
    plain = pa.table(small.screen_arrow(pandas.read_csv(io.StringIO(text)), as_of=DAY))
    assert plain.equals(out)


def test_a_period_of_pandas_is_no_number(small: caveat.RuleSet) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"pain": pandas.period_range("1978", periods=1, freq="Y")})
    with pytest.raises(caveat.SchemaError, match="extension type `pandas.period`"):
        small.screen_arrow(frame, as_of=DAY)
