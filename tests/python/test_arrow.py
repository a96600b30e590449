"""Tables in and out: what becomes of a patient is what becomes of it by JSON."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

import caveat

pa = pytest.importorskip("pyarrow")

DAY = "2026-11-20"

PATIENTS = {
    "patient": ["p1", "p2", "p3", "p4"],
    "seen": [True, False, None, False],
    "pain": [8, 7, 3, 99],
    "weight": [Decimal("120.5"), None, Decimal("70"), Decimal("100")],
    "side": ["left", "both sides", None, "right"],
    "conditions": [["gout"], [], None, ["arthritis", "sciatica"]],
    "begun": ["2026-11", "2026-11-01", None, "2025"],
    "visits": [[{"pain": 9, "visited": datetime.date(2026, 1, 2)}], [], None, [{"pain": 2}]],
    "not_known": [[], ["weight"], ["side", "conditions"], None],
}


def table(**columns: Any) -> Any:
    visits = pa.list_(
        pa.struct(
            [("visited", pa.date32()), ("pain", pa.int32()), ("regions", pa.list_(pa.string()))]
        )
    )
    types = {"weight": pa.decimal128(10, 2), "visits": visits, "not_known": pa.list_(pa.string())}
    given = {**PATIENTS, **columns}
    return pa.table({name: pa.array(of, types.get(name)) for name, of in given.items()})


def reports(stream: Any) -> list[str]:
    return pa.table(stream).column("report").to_pylist()


def by_json(rules: caveat.RuleSet, row: int) -> str:
    """The report of a patient of `PATIENTS` from a mapping."""
    facts = {key: of[row] for key, of in PATIENTS.items() if of[row] is not None}
    unknown = facts.pop("not_known", [])
    patient = facts.pop("patient")
    answers = {**facts, **dict.fromkeys(unknown)}
    return rules.screen(answers, patient=patient, as_of=DAY).report().decode().rstrip("\n")


def test_rows_have_the_reports_that_mappings_have(small: caveat.RuleSet) -> None:
    for threads in (1, 2, 3):
        stream = small.screen_arrow(table(), as_of=DAY, report="all", threads=threads)
        assert reports(stream) == [by_json(small, row) for row in range(4)]


def test_columns_say_what_a_screening_says(small: caveat.RuleSet) -> None:
    given = table(seat=[1, 2, 3, 4])
    out = pa.table(
        small.screen_arrow(
            given,
            as_of=datetime.date(2026, 11, 20),
            passthrough=["seat"],
            rules="lists",
            outcomes=True,
            questions=True,
            strings="plain",
        )
    ).to_pylist()
    for row, found in enumerate(out):
        facts = {key: of[row] for key, of in PATIENTS.items() if of[row] is not None}
        unknown = facts.pop("not_known", [])
        patient = facts.pop("patient")
        one = small.screen({**facts, **dict.fromkeys(unknown)}, as_of=DAY, patient=patient)
        assert found["seat"] == row + 1
        assert found["as_of"] == datetime.date(2026, 11, 20)
        for name in ("verdict", "at_least", "at_most", "applicable", "complete"):
            assert found[name] == getattr(one, name), name
        for name in ("fired", "presumed", "undecided", "overridden"):
            assert found[name] == [rule.id for rule in getattr(one, name)], name
        assert [each["outcome"] for each in found["outcomes"]] == [
            each.outcome.key for each in one.outcomes
        ]
        assert [each["fact"] for each in found["questions"]] == [
            each.fact.key for each in one.questions
        ]
        assert found["problems"] == sum(each.severity == "error" for each in one.problems)


def test_a_schema_is_bound_before_there_are_rows(small: caveat.RuleSet) -> None:
    binding = small.bind(table().schema.remove(5), as_of=DAY, rules="columns")
    assert [each.key for each in binding.missing] == ["conditions"]
    assert binding.rules is small
    out = pa.schema(binding)
    assert out.names[:3] == ["patient", "as_of", "verdict"]
    assert {each.name for each in out.field("rules").type} == set(small.rules)
    assert out.metadata[b"caveat:rule_set.sha256"].decode() == small.sha256
    stream = small.screen_arrow(table().drop_columns(["conditions"]), as_of=DAY, rules="columns")
    assert pa.schema(stream) == out == pa.table(stream).schema


def test_respondents_and_reports_are_chosen(small: caveat.RuleSet) -> None:
    given = table()
    for report, expected in (("not_proceed", [0, 1, 2, 3]), ("problems", [3]), ("none", [])):
        out = pa.table(small.screen_arrow(given, as_of=DAY, report=report))
        if report == "none":
            assert "report" not in out.column_names
            continue
        at_most = out.column("at_most").to_pylist()
        found = [row for row in range(4) if out.column("report")[row].as_py() is not None]
        if report == "not_proceed":
            expected = [row for row in range(4) if at_most[row] not in ("not_applicable", "proceed")]
        assert found == expected
    no_values = reports(small.screen_arrow(given, as_of=DAY, report="all", no_values=True))
    assert "120.5" not in "".join(no_values)


def test_options_that_mean_nothing_are_refused(small: caveat.RuleSet) -> None:
    schema = pa.schema([("pain", pa.int64())])
    for error, options in (
        (TypeError, {"pass_through": ["a"]}),
        (TypeError, {"passthrough": "pain"}),
        (TypeError, {"ignore": [3]}),
        (TypeError, {"columns": ["pain"]}),
        (TypeError, {"outcomes": 1}),
        (ValueError, {"rules": "list"}),
        (ValueError, {"report": "some"}),
        (ValueError, {"strings": "utf8"}),
        (ValueError, {"why": "presumed"}),
        (ValueError, {"as_of": "2026-11"}),
        (TypeError, {"as_of": datetime.datetime(2026, 11, 20)}),
        (ValueError, {"respondents": ["nurse"]}),
        (ValueError, {"respondents": []}),
    ):
        with pytest.raises(error):
            small.bind(schema, **options)
    for threads in (0, 257, 1.0, True):
        with pytest.raises(ValueError, match="from 1 to 256"):
            small.screen_arrow(table(), threads=threads)  # type: ignore[arg-type]


def test_what_is_no_table_is_refused(small: caveat.RuleSet) -> None:
    for thing in (3, [{"pain": 3}], {"pain": [3]}, None, "pain"):
        with pytest.raises(TypeError, match="__arrow_c_stream__"):
            small.screen_arrow(thing)  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="__arrow_c_schema__"):
            small.bind(thing)  # type: ignore[arg-type]

    class Odd:
        def __init__(self, given: Any) -> None:
            self.given = given

        def __arrow_c_schema__(self) -> Any:
            return self.given

        def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
            return self.given

    for given in (None, 3, table().schema.__arrow_c_schema__()):
        with pytest.raises(TypeError, match='"arrow_array_stream"'):
            small.screen_arrow(Odd(given))
    with pytest.raises(TypeError, match='"arrow_schema"'):
        small.bind(Odd(table().__arrow_c_stream__()))
    # A capsule that was emptied before.
    capsule = table().__arrow_c_stream__()
    pa.RecordBatchReader._import_from_c_capsule(capsule).read_all()
    for threads in (1, 2):
        with pytest.raises(caveat.StreamError, match="released, or read before"):
            small.screen_arrow(Odd(capsule), threads=threads)


def test_one_batch_is_a_table_too(small: caveat.RuleSet) -> None:
    [batch] = table().combine_chunks().to_batches()

    class Batch:
        def __arrow_c_array__(self, requested_schema: Any = None) -> Any:
            return batch.__arrow_c_array__()

    expected = [by_json(small, row) for row in range(4)]
    for one in (batch, Batch(), batch.slice(0, 4)):
        assert reports(small.screen_arrow(one, as_of=DAY, report="all")) == expected
    assert reports(small.screen_arrow(batch.slice(2, 1), as_of=DAY, report="all")) == expected[2:3]


def test_producers_are_asked_without_a_request_and_then_with_none(small: caveat.RuleSet) -> None:
    asked: list[Any] = []

    class Without:
        def __arrow_c_stream__(self) -> Any:
            asked.append(())
            return table().__arrow_c_stream__()

    class Needing:
        def __arrow_c_stream__(self, requested_schema: Any) -> Any:
            asked.append(requested_schema)
            return table().__arrow_c_stream__()

    class Broken:
        def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
            raise RuntimeError("no disk")

    class Lacking:
        def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
            raise ImportError("No module named 'pyarrow'", name="pyarrow")

    for each in (Without(), Needing()):
        assert len(reports(small.screen_arrow(each, as_of=DAY, report="all"))) == 4
    assert asked == [(), None]
    with pytest.raises(RuntimeError, match="no disk"):
        small.screen_arrow(Broken())
    with pytest.raises(ImportError, match="Lacking.*pip install pyarrow"):
        small.screen_arrow(Lacking())


def test_a_stream_is_read_once(small: caveat.RuleSet) -> None:
    stream = small.screen_arrow(table(), as_of=DAY)
    schema = pa.schema(stream)
    read = pa.table(stream)
    assert read.num_rows == 4 and pa.schema(stream) == schema
    for again in (pa.table, stream.__class__.__arrow_c_stream__):
        with pytest.raises(caveat.StreamConsumedError, match="screen_arrow again"):
            again(stream)
    with small.screen_arrow(table(), as_of=DAY) as closed:
        pass
    closed.close()
    with pytest.raises(caveat.StreamConsumedError):
        pa.table(closed)
    with small.screen_arrow(table(), as_of=DAY) as taken:
        reader = pa.RecordBatchReader.from_stream(taken)
    assert reader.read_all() == read
    # A requested schema is a wish; it is not followed.
    wished = pa.RecordBatchReader.from_stream(small.screen_arrow(table(), as_of=DAY))
    assert wished.schema == schema


def test_a_failing_table_fails_in_its_own_words(small: caveat.RuleSet) -> None:
    batch = table().combine_chunks().to_batches()[0]

    def batches() -> Any:
        yield batch
        yield batch
        raise OSError(5, "the disk of row 9 is gone")

    for threads in (1, 2):
        reader = pa.RecordBatchReader.from_batches(batch.schema, batches())
        out = pa.RecordBatchReader.from_stream(
            small.screen_arrow(reader, as_of=DAY, threads=threads)
        )
        assert [out.read_next_batch().num_rows for _ in range(2)] == [4, 4]
        for _ in range(2):
            with pytest.raises(OSError, match="the disk of row 9 is gone"):
                out.read_next_batch()


def test_streams_may_be_left_at_any_point(small: caveat.RuleSet) -> None:
    pa.default_memory_pool().release_unused()
    before = pa.total_allocated_bytes()
    long = pa.concat_tables([table()] * 50)
    for threads in (1, 2):
        for count in (0, 1, 3):
            stream = small.screen_arrow(
                long, as_of=DAY, passthrough=["weight"], threads=threads
            )
            if count:
                reader = pa.RecordBatchReader.from_stream(stream)
                kept = [reader.read_next_batch() for _ in range(count)]
                del reader
                assert all(each.column("weight").to_pylist() for each in kept)
                del kept
            del stream
    del long
    assert pa.total_allocated_bytes() == before


def test_what_is_passed_through_outlives_its_table(small: caveat.RuleSet) -> None:
    for threads in (1, 2):
        given = pa.concat_tables([table()] * 3).slice(3, 7)
        expected = given.column("visits").to_pylist()
        stream = small.screen_arrow(given, as_of=DAY, passthrough=["visits"], threads=threads)
        reader = pa.RecordBatchReader.from_stream(stream)
        kept = [batch.column("visits") for batch in reader]
        del given, stream, reader
        assert [each for column in kept for each in column.to_pylist()] == expected


def test_empty_tables_and_batches_give_empty_ones(small: caveat.RuleSet) -> None:
    schema = table().schema
    for given in (
        schema.empty_table(),
        pa.RecordBatchReader.from_batches(schema, []),
        pa.RecordBatchReader.from_batches(schema, schema.empty_table().to_batches()),
        pa.table({}),
    ):
        out = pa.table(small.screen_arrow(given, as_of=DAY, threads=2, report="all"))
        assert out.num_rows == 0 and "verdict" in out.column_names


def test_tables_of_a_rule_set_are_read_any_number_of_times(small: caveat.RuleSet) -> None:
    facts = small.table("facts")
    for _ in range(2):
        assert pa.table(facts).column("key").to_pylist() == list(small.facts)
    assert pa.schema(facts) == pa.table(facts).schema
    assert pa.table(small.table("rules")).column("id").to_pylist() == list(small.rules)
    assert pa.table(small.table("codes")).num_rows == 3 + 3 + 2
    with pytest.raises(ValueError, match='"rules", "outcomes"'):
        small.table("fact")  # type: ignore[arg-type]


def test_threads_give_what_one_gives(massage: caveat.RuleSet) -> None:
    rows = 50_000
    given = pa.table(
        {
            "patient": pa.array(range(rows)),
            "pain_nrs": pa.array([at % 12 for at in range(rows)]),
            "back_pain": pa.array([(None, True, False)[at % 3] for at in range(rows)]),
        }
    )
    options: Any = {"as_of": DAY, "rules": "columns", "passthrough": ["pain_nrs"]}
    options["strings"] = "plain"
    one = pa.table(massage.screen_arrow(given, **options))
    assert one.num_rows == rows
    for threads in (2, 3):
        for table in (given, pa.Table.from_batches(given.to_batches(max_chunksize=777))):
            several = pa.table(massage.screen_arrow(table, threads=threads, **options))
            assert several.equals(one)
