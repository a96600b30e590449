"""A whole directory in waves, each kept once it is done.

    out/_caveat/plan.json       what is screened, by which rules, how, and in which waves
    out/wave=0000/…             what the first wave gave, as Parquet
    out/_caveat/0000.json       put last: that wave is done
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Union

from .. import _caveat
from .._infos import CaveatError
from .._profile import day_text
from .._rules import RuleSet
from . import _rows

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: A file that is named so is left out by Spark without a word, or taken for many.
_HIDDEN = ("_", ".")
_PATTERN = frozenset("*?[]{}\\")


class WavesError(CaveatError):
    """A run over files cannot begin or go on; nothing that was kept has been changed."""


@dataclass(frozen=True)
class Summary:
    """What a run over files did: waves in all, those that an earlier run had done, patients."""

    waves: int
    done_before: int
    patients: int


@dataclass(frozen=True)
class File:
    """A file as it was when the run was planned."""

    path: str
    size: int
    changed_ms: int


class _Files:
    """The file system that a path is in, by way of Spark's own access to it."""

    def __init__(self, spark: SparkSession, path: str) -> None:
        session: Any = spark
        self._jvm = session._jvm
        self._fs = self._path(path).getFileSystem(session._jsc.hadoopConfiguration())

    def _path(self, path: str) -> Any:
        return self._jvm.org.apache.hadoop.fs.Path(path)

    def exists(self, path: str) -> bool:
        return bool(self._fs.exists(self._path(path)))

    def read(self, path: str) -> Any:
        stream = self._fs.open(self._path(path))
        try:
            return json.loads(bytes(stream.readAllBytes()))
        finally:
            stream.close()

    def put(self, path: str, what: Any) -> None:
        """The whole of it or nothing."""
        beside = self._path(f"{path}.new")
        stream = self._fs.create(beside, True)
        stream.write(_json(what))
        stream.close()
        if not self._fs.rename(beside, self._path(path)):
            raise WavesError(f"{path} cannot be put in place")

    def found(self, pattern: str) -> Iterator[Any]:
        """The files that a path means, in order of their names."""
        given = self._fs.globStatus(self._path(pattern))
        if not given:
            raise WavesError(f"there is no {pattern}")
        for each in sorted(given, key=lambda status: str(status.getPath().toString())):
            if not each.isDirectory():
                yield each
                continue
            inside = sorted(
                self._fs.listStatus(each.getPath()), key=lambda one: str(one.getPath().toString())
            )
            for one in inside:
                if one.isDirectory():
                    raise WavesError(
                        f"{one.getPath().toString()} is a folder in a folder, and would be left out: "
                        "name its files, too, or those beside it alone"
                    )
                yield one


def _json(what: Any) -> bytes:
    return json.dumps(what, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _plain(option: Any) -> Any:
    """An option as JSON has it, the same each time: a set has its order from the process."""
    return dict(option) if isinstance(option, Mapping) else sorted(option)


def _inputs(
    spark: SparkSession, inputs: Union[str, Sequence[str]], format: str
) -> list[File]:
    files = []
    for pattern in [inputs] if isinstance(inputs, str) else inputs:
        for status in _Files(spark, pattern).found(pattern):
            path = status.getPath()
            name = str(path.getName())
            if name.startswith(_HIDDEN) or _PATTERN & set(str(path.toString())):
                raise WavesError(
                    f"{path.toString()} would be left out, or taken for a pattern: files are called "
                    "without * ? [ ] { } \\, and do not begin with _ or ."
                )
            above = str(path.getParent().getName())
            if format == "parquet" and "=" in above:
                raise WavesError(
                    f"{path.toString()} stands in a folder that tells a column, {above}, which would "
                    "be left out: write the column into the files, or screen spark.read.parquet(…)"
                )
            files.append(
                File(str(path.toString()), int(status.getLen()), int(status.getModificationTime()))
            )
    if len({each.path for each in files}) != len(files):
        raise WavesError("a file is named twice")
    if not files:
        raise WavesError("no file is named, or none is in the folders that are")
    return files


def _waves(files: Iterable[File], wave_bytes: int) -> list[list[File]]:
    waves: list[list[File]] = []
    filled = 0
    for file in files:
        if not waves or filled + file.size > wave_bytes:
            waves.append([])
            filled = 0
        waves[-1].append(file)
        filled += file.size
    return waves


def screen_files(
    spark: SparkSession,
    inputs: Union[str, Sequence[str]],
    rules: RuleSet,
    out: str,
    /,
    *,
    format: Literal["ndjson", "parquet"] = "ndjson",
    wave_bytes: int = 8 << 30,
    resume: bool = True,
    **options: Any,
) -> Summary:
    """Screens files, in waves of at most ``wave_bytes`` (and at least one file) each.

    ``inputs`` are files, folders or patterns. What a wave gives is in ``out/wave=NNNN``, as Parquet:
    of NDJSON what `screen_lines` gives, of Parquet what `screen` does, and the options are theirs.
    The session is one of its own, not of Spark Connect. A run that was stopped goes on behind the last wave that was done; what an unfinished one left is
    written again. Raises WavesError, and changes nothing, where what is there was made from other
    inputs, by other rules, otherwise, or by another version, or where ``resume`` is False and
    something is there.
    """
    if format not in ("ndjson", "parquet"):
        raise ValueError('format is "ndjson" or "parquet"')
    waves = _waves(_inputs(spark, inputs, format), wave_bytes)
    kept = _Files(spark, out)
    plan = _plan(rules, format, options, waves)
    _begin(kept, out, plan, resume)
    digest = hashlib.sha256(_json(plan)).hexdigest()
    done_before = patients = 0
    for number, wave in enumerate(waves):
        manifest = f"{out}/_caveat/{number:04}.json"
        if kept.exists(manifest):
            found = kept.read(manifest)
            if found["plan_sha256"] != digest:
                raise WavesError(f"{manifest} is of another run")
            done_before += 1
        else:
            _check_unchanged(spark, wave, format)
            folder = f"{out}/wave={number:04}"
            screened = _screened(spark, wave, rules, format, options)
            screened.write.mode("overwrite").parquet(folder)
            _check_unchanged(spark, wave, format)
            found = {
                "plan_sha256": digest,
                "inputs": [each.path for each in wave],
                "patients": _counted(spark, folder, wave, format),
            }
            kept.put(manifest, found)
        patients += found["patients"]
    return Summary(len(waves), done_before, patients)


def _plan(
    rules: RuleSet, format: str, options: Mapping[str, Any], waves: list[list[File]]
) -> dict[str, Any]:
    told = dict(options)
    if "respondents" in told:
        told["respondents"] = sorted(map(str, told["respondents"]))
    if "as_of" in told:
        told["as_of"] = day_text(told["as_of"])
    return {
        "schema": "caveat/waves/1",
        "rule_set": {"id": rules.id, "version": rules.version, "sha256": rules.sha256},
        "engine": _caveat.version,
        "format": format,
        "options": json.loads(json.dumps(told, default=_plain)),
        "waves": [[vars(each) for each in wave] for wave in waves],
    }


def _begin(kept: _Files, out: str, plan: dict[str, Any], resume: bool) -> None:
    place = f"{out}/_caveat/plan.json"
    if not kept.exists(place):
        if kept.exists(out) and not kept.exists(f"{out}/_caveat"):
            raise WavesError(f"{out} is there, and was not made by screen_files: name another folder")
        kept.put(place, plan)
        return
    if not resume:
        raise WavesError(f"{out} is there: go on with resume=True, or name another folder")
    found = kept.read(place)
    other = [
        words
        for key, words in (
            ("rule_set", "another rule set"),
            ("engine", "another version of caveat"),
            ("format", "another format"),
            ("options", "other options"),
            ("waves", "other inputs or another wave_bytes"),
        )
        if found.get(key) != plan[key]
    ]
    if other:
        raise WavesError(
            f"{out} was made with {' and '.join(other)}: it is left as it is; name another folder"
        )


def _check_unchanged(spark: SparkSession, wave: Sequence[File], format: str) -> None:
    """What a long run finds changed, before a wave or behind it, is not what it planned."""
    for file in wave:
        if _inputs(spark, file.path, format) != [file]:
            raise WavesError(f"{file.path} has changed since the run was planned")


def _screened(
    spark: SparkSession,
    wave: Sequence[File],
    rules: RuleSet,
    format: str,
    options: Mapping[str, Any],
) -> DataFrame:
    # What a session may have set to skip files in silence is not for this.
    reader = spark.read.option("ignoreCorruptFiles", "false").option("ignoreMissingFiles", "false")
    paths = [each.path for each in wave]
    if format == "ndjson":
        # By default lines end at a carriage return, too.
        return _rows.screen_lines(reader.text(paths, lineSep="\n"), rules, **options)
    # Without it the columns of one file count, and those that others have besides are dropped.
    return _rows.screen(reader.option("mergeSchema", "true").parquet(*paths), rules, **options)


def _counted(spark: SparkSession, folder: str, wave: Sequence[File], format: str) -> int:
    written = spark.read.parquet(folder)
    if format == "parquet":
        return written.count()
    found = {row["file"]: row["count"] for row in written.groupBy("file").count().collect()}
    missing = [each.path for each in wave if each.size > 0 and _uri(spark, each.path) not in found]
    if missing:
        raise WavesError(f"nothing was read from {', '.join(missing)}")
    return sum(found.values())


def _uri(spark: SparkSession, path: str) -> str:
    """A file as Spark's column of its paths has it."""
    session: Any = spark
    return str(session._jvm.org.apache.hadoop.fs.Path(path).toUri().toString())


def collect_lines(
    spark: SparkSession, out: str, path: Union[str, os.PathLike[str]]
) -> int:
    """Writes what `screen_files` made of NDJSON as one file on this machine, in input order.

    These are the bytes of ``caveat screen --format ndjson`` with the same files in the same order.
    Returns how many lines there are. Raises WavesError where a wave is not done.
    """
    kept = _Files(spark, out)
    place = f"{out}/_caveat/plan.json"
    if not kept.exists(place):
        raise WavesError(f"{out} was not made by screen_files")
    plan = kept.read(place)
    if plan["format"] != "ndjson":
        raise WavesError(f"{out} has no lines: read the folders wave=… as Parquet")
    count = 0
    beside = f"{os.fspath(path)}.new"
    with open(beside, "wb") as file:
        for number, wave in enumerate(plan["waves"]):
            if not kept.exists(f"{out}/_caveat/{number:04}.json"):
                raise WavesError(f"wave {number} of {out} is not done: go on with screen_files")
            for line in _in_order(spark, f"{out}/wave={number:04}", wave):
                file.write(line)
                file.write(b"\n")
                count += 1
    os.replace(beside, path)
    return count


def _in_order(
    spark: SparkSession, folder: str, wave: Sequence[Mapping[str, Any]]
) -> Iterator[bytes]:
    places = spark.createDataFrame(
        [(_uri(spark, each["path"]), at) for at, each in enumerate(wave)], "file string, at int"
    )
    lines = spark.read.parquet(folder).join(places.hint("broadcast"), "file")
    ordered = lines.sort("at", "block", "seq").select("line")
    for row in ordered.toLocalIterator(prefetchPartitions=True):
        yield bytes(row["line"])
