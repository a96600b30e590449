"""Data frames and databases as they are: pyarrow, polars, pandas, duckdb, in and out."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")
duckdb = pytest.importorskip("duckdb")
pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")

from conftest import cases  # noqa: E402
from laid_out import json_of_row, mapping_of_row, row_of, table_of  # noqa: E402
from test_reports import NotSayable, mapping_of  # noqa: E402

import caveat  # noqa: E402

DAY = "2026-11-20"


class Connected:
    """A relation with the connection that it lives in."""

    def __init__(self, table: Any, views: bool) -> None:
        self.connection = duckdb.connect()
        if views:
            self.connection.execute("set arrow_output_version = '1.4'")
            self.connection.execute("set arrow_output_list_view = true")
        self.connection.register("given", table)
        self.connection.execute("create table patients as select * from given")
        self.relation = self.connection.sql("select * from patients")

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self.relation.__arrow_c_stream__()


GIVE: dict[str, Callable[[Any], Any]] = {
    "pyarrow": lambda table: table,
    "pyarrow in pieces": lambda table: pa.Table.from_batches(table.to_batches(max_chunksize=97)),
    "polars": pl.from_arrow,
    "pandas": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "duckdb": lambda table: Connected(table, views=False),
    "duckdb with views": lambda table: Connected(table, views=True),
}


def by_command(*command: str, lines: list[bytes]) -> bytes:
    """What a program makes of profiles, one a line."""
    done = subprocess.run(command, input=b"\n".join(lines), capture_output=True, check=False)
    return done.stdout


def by_c(how: str, file: Path, lines: list[bytes]) -> bytes:
    """Reports by the C interface, from JSON or from a call for each answer."""
    program = [os.environ["CAVEAT_BY_C"], "--run_test=reports_by_c", "--log_level=nothing"]
    return by_command(*program, "--report_level=no", "--", str(file), how, DAY, lines=lines)


@pytest.fixture
def spark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """On this machine alone; None where there is no Spark, or no Java machine for it."""
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        yield None
        return
    from pyspark.sql import SparkSession

    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.warehouse.dir", str(tmp_path / "warehouse"))
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def by_spark(session: Any, rules: caveat.RuleSet, rows: list[dict[str, Any]]) -> str:
    """Reports of a Spark frame, in the order of its patients, who are numbered."""
    import caveat.spark

    # Spark has no dictionaries.
    frame = session.createDataFrame(table_of(rules, rows, pa.string())).repartition(3)
    found = caveat.spark.screen(frame, rules, as_of=DAY, passthrough=(), report="all")
    told = {int(row["patient"]): row["report"] for row in found.collect()}
    assert len(told) == len(rows)
    return "\n".join([*(told[at] for at in range(len(rows))), ""])


def test_the_same_bytes_from_every_table(
    generated: Path, command_line: str, spark: Any
) -> None:
    """One digest over 2,000 profiles of each of 20 rule sets, as far as columns hold them: the
    command line (which is C++), C from JSON and by calls, JSON, a mapping, each kind of table, row
    by row, and Spark."""
    ways = ["command line", "C by json", "C by calls", "json", "mapping", *GIVE]
    digests = {name: hashlib.sha256() for name in [*ways, *(["spark"] if spark else [])]}
    rows_in_all = 0
    said = 0
    for file in sorted(generated.glob("*.yaml")):
        rules = caveat.RuleSet.load(file)
        rows = []
        for at, (text, _) in enumerate(cases(file.with_suffix(".cases"))):
            try:
                profile = mapping_of(text)
            except NotSayable:
                profile = {"facts": {}}
            rows.append(row_of(rules, profile, f"{at}"))
            said += len(rows[-1]) - 3
        rows_in_all += len(rows)
        lines = [json_of_row(row) for row in rows]
        digests["command line"].update(
            by_command(
                command_line, "screen", str(file), "--format", "ndjson", "--as-of", DAY, lines=lines
            )
        )
        for how in ("json", "calls"):
            digests[f"C by {how}"].update(by_c(how, file, lines))
        if spark:
            digests["spark"].update(by_spark(spark, rules, rows).encode())
        for row, line in zip(rows, lines):
            digests["json"].update(rules.screen(line, as_of=DAY).report())
            digests["mapping"].update(
                rules.screen(
                    mapping_of_row(row), patient=row["patient"], as_of=row["as_of"] or DAY
                ).report()
            )
        given = table_of(rules, rows)
        for at, (name, give) in enumerate(GIVE.items()):
            stream = rules.screen_arrow(give(given), as_of=DAY, report="all", threads=1 + at % 2)
            for batch in pa.RecordBatchReader.from_stream(stream):
                reports = batch.column("report")
                digests[name].update("\n".join([*reports.to_pylist(), ""]).encode())
    assert rows_in_all == 40_000 and said > 100_000
    assert len({digest.hexdigest() for digest in digests.values()}) == 1, {
        name: digest.hexdigest() for name, digest in digests.items()
    }


def patients() -> Any:
    return pa.table(
        {
            "patient": ["p1", "p2", "p3"],
            "pain": [8, 3, None],
            "seen": [False, None, True],
            "side": ["left", "both sides", None],
            "conditions": [["gout"], [], None],
        }
    )


def outcome(rules: caveat.RuleSet, table: Any, **options: Any) -> list[str]:
    stream = rules.screen_arrow(table, as_of=DAY, **options)
    return [str(verdict) for verdict in pa.table(stream).column("verdict").to_pylist()]


def test_views_and_plain_texts_say_the_same(small: caveat.RuleSet) -> None:
    """String views and list views come by a setting: both are read, whichever it is."""
    expected = outcome(small, patients())
    assert len(set(expected)) > 1
    formats = set()
    for name, give in GIVE.items():
        given = give(patients())
        assert outcome(small, given) == expected, name
        formats |= set(map(str, pa.table(give(patients())).schema.types))
    frame = pl.from_arrow(patients()).with_columns(pl.col("side").cast(pl.Categorical))
    for level in (pl.CompatLevel.oldest(), pl.CompatLevel.newest()):
        assert outcome(small, frame.to_arrow(compat_level=level)) == expected
        formats |= set(map(str, frame.to_arrow(compat_level=level).schema.types))
    lists = patients().set_column(
        4,
        "conditions",
        pa.array(patients().column("conditions").to_pylist(), pa.list_view(pa.string_view())),
    )
    assert outcome(small, lists) == expected
    told = " ".join(formats)
    assert "string_view" in told and "large_string" in told and "dictionary" in told


def test_a_column_of_which_nothing_is_known_is_not_recorded(small: caveat.RuleSet) -> None:
    empty: dict[str, list[None]] = {"seen": [None, None], "pain": [None, None]}
    for frame in (pl.DataFrame(empty), pd.DataFrame(empty), pa.table(empty)):
        told = pa.table(small.screen_arrow(frame, as_of=DAY)).column("problems").to_pylist()
        assert told == [0, 0]


@pytest.mark.parametrize("strings", ["dictionary", "plain"])
def test_every_frame_reads_what_is_given_out(small: caveat.RuleSet, strings: Any) -> None:
    def screened() -> caveat.ScreeningStream:
        return small.screen_arrow(
            patients(), as_of=DAY, rules="lists", outcomes=True, questions=True, strings=strings,
            passthrough=["pain"], report="all",
        )

    expected = pa.table(screened()).to_pylist()
    assert [row["patient"] for row in expected] == ["p1", "p2", "p3"]
    frame = pl.DataFrame(screened())
    assert frame.get_column("verdict").to_list() == [row["verdict"] for row in expected]
    assert frame.get_column("fired").to_list() == [row["fired"] for row in expected]
    assert frame.get_column("report").to_list() == [row["report"] for row in expected]
    frame = pd.DataFrame.from_arrow(screened())
    assert list(frame["verdict"]) == [row["verdict"] for row in expected]
    if strings == "dictionary":
        # In the order of strictness, not of the alphabet.
        assert frame["verdict"].max() == max(caveat.Verdict(row["verdict"]) for row in expected)
    stream = screened()
    found = duckdb.sql("select patient, verdict, pain, fired, report from stream").fetchall()
    assert found == [
        (row["patient"], row["verdict"], row["pain"], row["fired"], row["report"])
        for row in expected
    ]
    # Read once: a second query is told so, and never gets other rows.
    with pytest.raises(Exception, match="screen_arrow again"):
        duckdb.sql("select count(*) from stream").fetchall()


def test_a_query_that_looks_twice_gets_all_rows_twice_or_an_error(small: caveat.RuleSet) -> None:
    stream = small.screen_arrow(patients(), as_of=DAY)
    try:
        rows = duckdb.sql(
            "select a.patient from stream a join stream b on a.patient = b.patient order by 1"
        ).fetchall()
    except duckdb.Error as error:
        assert "screen_arrow again" in str(error)
    else:
        assert rows == [("p1",), ("p2",), ("p3",)]


def test_tables_of_a_rule_set_join(small: caveat.RuleSet) -> None:
    screened = pa.table(small.screen_arrow(patients(), as_of=DAY, rules="lists"))
    rules = small.table("rules")
    found = duckdb.sql(
        "select patient, sentence from (select patient, unnest(fired) id from screened) "
        "join rules using (id) order by patient, id"
    ).fetchall()
    assert ("p1", small.rules["severe-pain"].sentence) in found
    assert len(pd.DataFrame.from_arrow(rules)) == len(pl.DataFrame(rules)) == len(small.rules)
