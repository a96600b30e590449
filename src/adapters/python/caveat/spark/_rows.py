"""Tables and lines, screened where they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, Optional, Unpack

from .._arrow import ArrowOptions
from .._infos import Limits
from .._profile import Day, day_text
from .._rules import RuleSet, restored

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

Lines = Literal["report", "verdict"]


class Packed:
    """A rule set on its way to other processes, each of which loads it once."""

    def __init__(self, rules: RuleSet) -> None:
        self._packed = rules.__reduce__()[1]

    def rules(self) -> RuleSet:
        return _unpacked(*self._packed)


@lru_cache(maxsize=4)
def _unpacked(text: bytes, name: str, limits: Limits, sha256: str) -> RuleSet:
    return restored(text, name, limits, sha256)


def screen(df: DataFrame, rules: RuleSet, /, **options: Unpack[ArrowOptions]) -> DataFrame:
    """Screens the patients of a table: a row for each, in no order.

    Columns and options are those of `RuleSet.screen_arrow`; everything about the schema is decided
    here, before any job: raises SchemaError, also where rules look at time and there is neither
    ``as_of`` nor a column of that name. Every column that is given out may be null in Spark's eyes.
    """
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    if "strings" in options:
        raise TypeError("in Spark words stand as themselves: there is no option strings")
    given: ArrowOptions = {**options}
    given["as_of"] = day_text(options.get("as_of"))
    given["strings"] = "plain"
    # Spark's timestamps have a zone, and are refused as a day whichever it is.
    binding = rules.bind(to_arrow_schema(df.schema, timezone="UTC"), **given)
    import pyarrow as pa

    schema = from_arrow_schema(pa.schema(binding))
    return df.mapInArrow(_screening(Packed(rules), given), _nullable(schema))


def _screening(packed: Packed, options: ArrowOptions) -> Any:
    def screen_partition(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        first = next(batches, None)
        if first is None:
            return
        table = pa.RecordBatchReader.from_batches(first.schema, chain([first], batches))
        yield from pa.RecordBatchReader.from_stream(
            packed.rules().screen_arrow(table, **options)
        )

    return screen_partition


def _nullable(kind: Any) -> Any:
    """The same type, in which everything may be null: Spark compares that, too."""
    from pyspark.sql.types import ArrayType, StructField, StructType

    if isinstance(kind, ArrayType):
        return ArrayType(_nullable(kind.elementType), True)
    if isinstance(kind, StructType):
        return StructType([StructField(each.name, _nullable(each.dataType)) for each in kind])
    return kind


LINES = "file string, block long, seq long, line binary"


def screen_lines(
    df: DataFrame,
    rules: RuleSet,
    *,
    column: str = "value",
    as_of: Optional[Day] = None,
    lines: Lines = "report",
) -> DataFrame:
    """Screens profiles as NDJSON: ``df`` is ``spark.read.text(paths, lineSep="\\\\n")``.

    Gives ``file``, ``block`` and ``seq``, by which the order of the lines is found again, and
    ``line``: the bytes that ``caveat screen --format ndjson`` writes for it, without the line
    break. Blank, broken and badly encoded lines are profiles with a problem, as there. ``as_of`` is
    the day of a profile that names none: needed where rules look at time.
    """
    from pyspark.errors import AnalysisException
    from pyspark.sql import functions as F

    if lines not in ("report", "verdict"):
        raise ValueError('lines are "report" or "verdict"')
    if as_of is None and rules.needs_as_of:
        raise ValueError(
            "these rules look at time: give as_of, the day of profiles that name none, since a task "
            "that is tried again tomorrow must give the same"
        )
    day = day_text(as_of)
    rules.read_profile("{}", as_of=day)  # raises where it is no day
    try:
        # As bytes: what is no UTF-8 is for our reader to report.
        given = df.select(
            F.col("_metadata.file_path").alias("file"),
            F.col("_metadata.file_block_start").alias("block"),
            F.col(column).cast("binary").alias("line"),
        )
    except AnalysisException as error:
        raise ValueError(
            f'lines have their places in files: give spark.read.text(…, lineSep="\\n") ({error})'
        ) from error
    return given.mapInArrow(_line_screening(Packed(rules), day, lines), LINES)


def _line_screening(packed: Packed, day: Optional[str], lines: Lines) -> Any:
    def screen_partition(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        rules = packed.rules()
        place: Optional[tuple[str, int]] = None
        seq = 0
        for batch in batches:
            given = batch.to_pydict()
            numbers: list[int] = []
            for at in zip(given["file"], given["block"]):
                # Lines of a block come one after the other, in order.
                seq = seq + 1 if at == place else 0
                place = at
                numbers.append(seq)
            for first in range(0, len(numbers), _ROWS):
                last = first + _ROWS
                screened = [_line(rules, line, day, lines) for line in given["line"][first:last]]
                yield _batch(
                    given["file"][first:last],
                    given["block"][first:last],
                    numbers[first:last],
                    screened,
                )

    return screen_partition


#: What is given out at once: reports are long.
_ROWS = 1000


def _line(rules: RuleSet, line: bytes, day: Optional[str], lines: Lines) -> bytes:
    # As the command line reads one.
    screening = rules.screen(line[:-1] if line.endswith(b"\r") else line, as_of=day)
    told = screening.report() if lines == "report" else screening.verdict_line()
    return told[:-1]


def _batch(
    files: Sequence[str], blocks: Sequence[int], numbers: Sequence[int], lines: Iterable[bytes]
) -> pa.RecordBatch:
    import pyarrow as pa

    return pa.RecordBatch.from_arrays(
        [
            pa.array(files, pa.string()),
            pa.array(blocks, pa.int64()),
            pa.array(numbers, pa.int64()),
            pa.array(lines, pa.binary()),
        ],
        names=["file", "block", "seq", "line"],
    )
