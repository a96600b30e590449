"""A population by Spark is what the command line makes of it, byte for byte."""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from conftest import DAY, told

import caveat
import caveat.spark
from caveat.spark import _waves

LINES = [
    b'{"patient": "p1", "facts": {"pain nrs": 8, "back pain": true}}',
    b'{"patient": "p2", "facts": {"pain nrs": 3}}\r',
    b"",
    b"\r",
    b"   ",
    b'{"patient": "p3", "facts": {"pain nrs":',
    b'{"patient": "p\xff4", "facts": {}}',
    '{"patient": "p\u2028\u2029\u00855", "facts": {"pain nrs": 99}}'.encode(),
    b'{"patient": "p6",\r"facts": {"pain regions": ["lower back"]}}',
    b"\xef\xbb\xbf" + b'{"patient": "p7", "facts": {}}',
    b"null",
    b'{"patient": "p8", "facts": {"colour": 1, "pain nrs": 1, "pain nrs": 2}}',
    b"\x00",
    b'{"patient": "p9", "as_of": "2025-01-01", "facts": {"back pain": false}}',
]


@pytest.mark.parametrize("lines", ["report", "verdict"])
def test_lines_are_those_of_the_command_line(
    spark: Any, rules: caveat.RuleSet, command_line: str, tmp_path: Path, lines: Any
) -> None:
    files = [tmp_path / name for name in ("a b.ndjson", "ä%20.ndjson", "c.ndjson", "mark.ndjson")]
    files[0].write_bytes(b"\n".join(LINES) + b"\n")
    files[1].write_bytes(b"\n".join(reversed(LINES)))
    files[2].write_bytes(b"")
    files[3].write_bytes(b"\xef\xbb\xbf" + LINES[0])
    expected = tmp_path / "expected"
    told(command_line, files, expected, *(["--only", "verdict"] if lines == "verdict" else []))
    out = str(tmp_path / "out")
    summary = caveat.spark.screen_files(
        spark, list(map(str, files)), rules, out, as_of=DAY, lines=lines
    )
    assert summary == caveat.spark.Summary(1, 0, 2 * len(LINES) + 1)
    found = tmp_path / "found"
    assert caveat.spark.collect_lines(spark, out, found) == 2 * len(LINES) + 1
    assert found.read_bytes() == expected.read_bytes()
    again = spark.read.text(str(files[0]), lineSep="\n")
    rows = caveat.spark.screen_lines(again, rules, as_of=DAY, lines=lines).collect()
    places = sorted(rows, key=lambda row: (row["block"], row["seq"]))
    in_order = [bytes(row["line"]) for row in places]
    assert in_order == expected.read_bytes().splitlines()[: len(LINES)]


def table(spark: Any, rows: list[tuple[Any, ...]], partitions: int) -> Any:
    frame = spark.createDataFrame(
        rows,
        "patient string, `back pain` boolean, pain_nrs int, pain_regions array<string>, site string",
    )
    return frame.repartition(partitions)


def patient(at: int) -> tuple[Any, ...]:
    regions = [None, [], ["lower back"], ["neck", "upper back"]]
    return (f"p{at}", (None, True, False)[at % 3], at % 13, regions[at % 4], f"site {at % 2}")


def test_rows_are_those_of_one_process(spark: Any, rules: caveat.RuleSet) -> None:
    given = [patient(at) for at in range(500)]
    screened = caveat.spark.screen(
        table(spark, given, 5),
        rules,
        as_of=DAY,
        passthrough=["site"],
        rules="lists",
        outcomes=True,
        questions=True,
        report="all",
    )
    assert all(field.nullable for field in screened.schema)
    found = {row["patient"]: row for row in screened.collect()}
    assert len(found) == 500
    for name, pain, number, regions, site in given:
        facts = {"back pain": pain, "pain_nrs": number, "pain_regions": regions}
        one = rules.screen(
            {key: value for key, value in facts.items() if value is not None},
            patient=name,
            as_of=DAY,
        )
        row = found[name]
        assert row["report"] == one.report().decode().rstrip("\n")
        assert (row["verdict"], row["site"]) == (one.verdict, site)
        assert row["fired"] == [rule.id for rule in one.fired]
    # Spark may look at any column, and at none.
    assert screened.count() == 500
    assert screened.where("verdict = 'refer_first'").select("patient").count() == sum(
        row["verdict"] == "refer_first" for row in found.values()
    )


def test_what_is_wrong_with_a_table_is_said_before_any_job(spark: Any, rules: caveat.RuleSet) -> None:
    frame = table(spark, [patient(1)], 1)
    with pytest.raises(caveat.SchemaError, match="site"):
        caveat.spark.screen(frame, rules, as_of=DAY)
    needing = caveat.RuleSet.loads(
        "caveat: 1\nfacts:\n  begun: {type: date}\noutcomes:\n  refer to doctor: {}\n"
        "rules:\n  - {id: old, rule: begun more than 3 weeks ago → refer to doctor}\n"
    )
    dates = spark.createDataFrame([("2026-11",)], "begun string")
    with pytest.raises(caveat.SchemaError, match="no-as-of"):
        caveat.spark.screen(dates, needing)
    assert caveat.spark.screen(dates, needing, as_of=DAY).count() == 1
    lines = spark.read.text(str(Path(__file__)), lineSep="\n")
    with pytest.raises(ValueError, match="give as_of"):
        caveat.spark.screen_lines(lines, needing)
    with pytest.raises(ValueError, match="full date"):
        caveat.spark.screen_lines(lines, needing, as_of="2026-11")
    with pytest.raises(ValueError, match="lineSep"):
        caveat.spark.screen_lines(frame, rules, as_of=DAY, column="site")
    zoned = spark.sql("select timestamp '2026-11-20 00:00:00' as begun")
    with pytest.raises(caveat.SchemaError, match="zone"):
        caveat.spark.screen(zoned, needing, as_of=DAY)


def test_skewed_partitions_and_a_patient_with_many_records(spark: Any) -> None:
    """Half of all rows in one partition, empty ones beside it, and a patient of 10,000 records."""
    visits = caveat.RuleSet.loads(
        "caveat: 1\nfacts:\n  visits:\n    type: records\n    each: visit\n"
        "    of: {pain: {type: number, from: 0, to: 10}}\noutcomes:\n  refer to doctor: {}\n"
        "rules:\n  - {id: bad, rule: any visit where pain >= 9 → refer to doctor}\n"
    )
    rows = [(f"p{at}", [(at % 10,)] * (at % 3), 0 if at % 2 else at % 4) for at in range(20_000)]
    rows.append(("many", [(0,)] * 9_999 + [(10,)], 3))
    frame = spark.createDataFrame(
        rows, "patient string, visits array<struct<pain:int>>, partition int"
    ).repartitionByRange(8, "partition")
    found = caveat.spark.screen(frame, visits, as_of=DAY, ignore=["partition"], rules="lists")
    fired = {row["patient"] for row in found.where("size(fired) > 0").collect()}
    assert found.count() == len(rows)
    assert fired == {"many", *(f"p{at}" for at in range(20_000) if at % 10 == 9 and at % 3)}


def tree(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def write_patients(folder: Path, files: int, each: int) -> list[Path]:
    written = []
    for number in range(files):
        file = folder / f"{number:03}.ndjson"
        with file.open("w") as stream:
            for at in range(number * each, (number + 1) * each):
                facts: dict[str, Any] = {"pain_nrs": at % 12, "back_pain": (True, None)[at % 2]}
                if at % 5 == 0:
                    facts["pain_regions"] = [["lower back"], ["neck"], ["unheard of"]][at % 3]
                stream.write(json.dumps({"patient": f"p{at}", "facts": facts}) + "\n")
        written.append(file)
    return written


class Stopping(threading.Thread):
    """Changes a file once a run was planned with it as it was."""

    def __init__(self, file: Path, plan: Path) -> None:
        super().__init__()
        self.file, self.plan = file, plan
        self.times = file.stat()

    def run(self) -> None:
        while not self.plan.exists():
            time.sleep(0.01)
        with self.file.open("a") as stream:
            stream.write("{}\n")

    def restore(self, content: bytes) -> None:
        self.file.write_bytes(content)
        os.utime(self.file, ns=(self.times.st_atime_ns, self.times.st_mtime_ns))


def test_a_run_goes_on_behind_the_wave_that_was_done(
    spark: Any, rules: caveat.RuleSet, command_line: str, tmp_path: Path
) -> None:
    given = tmp_path / "in"
    given.mkdir()
    files = write_patients(given, 3, 200)
    expected = tmp_path / "expected"
    told(command_line, files, expected, "--only", "verdict")
    out = tmp_path / "out"
    wave = files[0].stat().st_size

    def run(by: caveat.RuleSet = rules, **options: Any) -> caveat.spark.Summary:
        usual = {"wave_bytes": wave, "as_of": DAY, "lines": "verdict"}
        return caveat.spark.screen_files(spark, str(given), by, str(out), **{**usual, **options})

    # It stops between two waves, where a file is not what it was.
    kept = files[1].read_bytes()
    stopped = Stopping(files[1], out / "_caveat/plan.json")
    stopped.start()
    try:
        with pytest.raises(caveat.spark.WavesError, match="001.ndjson has changed"):
            run()
    finally:
        stopped.join()
    assert (out / "_caveat/0000.json").exists() and not (out / "_caveat/0001.json").exists()
    with pytest.raises(caveat.spark.WavesError, match="other inputs"):
        run()
    stopped.restore(kept)
    before = tree(out)

    other = caveat.RuleSet.loads(rules.text + "\n# another\n")
    for refused, options in (
        ("another rule set", {"by": other}),
        ("other options", {"as_of": "2026-11-21"}),
        ("other options", {"lines": "report"}),
        ("wave_bytes", {"wave_bytes": 10 * wave}),
        ("resume=True", {"resume": False}),
    ):
        with pytest.raises(caveat.spark.WavesError, match=refused):
            run(**options)
    with pytest.raises(caveat.spark.WavesError, match="wave 1 .* is not done"):
        caveat.spark.collect_lines(spark, str(out), tmp_path / "early")
    assert tree(out) == before and not (tmp_path / "early").exists()

    # What an unfinished wave left is written again.
    (out / "wave=0001").mkdir(exist_ok=True)
    (out / "wave=0001/left.parquet").write_bytes(b"half")
    assert run() == caveat.spark.Summary(3, 1, 600)
    assert run() == caveat.spark.Summary(3, 3, 600)
    found = tmp_path / "found"
    assert caveat.spark.collect_lines(spark, str(out), found) == 600
    assert found.read_bytes() == expected.read_bytes()


def test_a_plan_has_all_of_an_option_the_same_each_time(rules: caveat.RuleSet) -> None:
    columns = MappingProxyType({"back pain": "a", "pain nrs": "b"})
    plan = _waves._plan(rules, "parquet", {"columns": columns, "ignore": set("yxz")}, [])
    assert plan["options"] == {
        "columns": {"back pain": "a", "pain nrs": "b"},
        "ignore": ["x", "y", "z"],
    }


def test_files_that_spark_would_leave_out_are_refused(
    spark: Any, rules: caveat.RuleSet, tmp_path: Path
) -> None:
    for name in ("_hidden.ndjson", ".hidden.ndjson", "{a}.ndjson"):
        folder = tmp_path / f"in {name.strip('{}._')}"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text("{}\n")
        with pytest.raises(caveat.spark.WavesError, match="left out"):
            caveat.spark.screen_files(spark, str(folder), rules, str(tmp_path / "out"), as_of=DAY)
        (folder / name).unlink()
    with pytest.raises(caveat.spark.WavesError, match="there is no"):
        caveat.spark.screen_files(
            spark, str(tmp_path / "nothing"), rules, str(tmp_path / "out"), as_of=DAY
        )
    nested = tmp_path / "nested"
    (nested / "sex=female").mkdir(parents=True)
    (nested / "a.ndjson").write_text("{}\n")
    (nested / "sex=female/b.parquet").write_text("")
    for inputs, refused, options in (
        (nested, "sex=female is a folder in a folder", {}),
        (nested / "*/*.parquet", "tells a column, sex=female", {"format": "parquet"}),
        (tmp_path / "in hidden.ndjson", "no file is named", {}),
    ):
        with pytest.raises(caveat.spark.WavesError, match=refused):
            caveat.spark.screen_files(
                spark, str(inputs), rules, str(tmp_path / "out"), as_of=DAY, **options
            )
    with pytest.raises(caveat.spark.WavesError, match="no file is named"):
        caveat.spark.screen_files(spark, [], rules, str(tmp_path / "out"), as_of=DAY)
    assert not (tmp_path / "out").exists()
    with pytest.raises(caveat.spark.WavesError, match="was not made by screen_files"):
        caveat.spark.collect_lines(spark, str(tmp_path / "out"), tmp_path / "found")
    full = tmp_path / "full"
    full.mkdir()
    (tmp_path / "one.ndjson").write_text("{}\n")
    with pytest.raises(caveat.spark.WavesError, match="was not made by screen_files"):
        caveat.spark.screen_files(
            spark, str(tmp_path / "one.ndjson"), rules, str(full), as_of=DAY
        )


def test_columns_that_only_some_files_have_are_not_dropped(
    spark: Any, rules: caveat.RuleSet, tmp_path: Path
) -> None:
    given = tmp_path / "in"
    spark.createDataFrame([("p1", 3)], "patient string, pain_nrs int").write.parquet(f"{given}/a")
    spark.createDataFrame([("p2", True)], "patient string, colour boolean").write.parquet(
        f"{given}/b"
    )
    inputs = [f"{given}/a/*.parquet", f"{given}/b/*.parquet"]
    run = caveat.spark.screen_files
    with pytest.raises(caveat.SchemaError, match="colour"):
        run(spark, inputs, rules, str(tmp_path / "out"), format="parquet", as_of=DAY)
    out = str(tmp_path / "out2")
    summary = run(
        spark, inputs, rules, out, format="parquet", as_of=DAY, passthrough=["colour"]
    )
    assert summary.patients == 2
    rows = spark.read.parquet(f"{out}/wave=0000").select("patient", "colour").collect()
    assert sorted(map(tuple, rows)) == [("p1", None), ("p2", True)]
