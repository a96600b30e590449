"""Tables in and out, by Arrow's PyCapsule interface: no copy, and no other package is needed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Optional, Protocol, TypedDict, Union

from . import _caveat
from ._handle import Handle
from ._infos import CaveatError, Diagnostic, Fact, diagnostics_of
from ._profile import ALL, Day, day_text, whom_of
from ._words import Respondent

if TYPE_CHECKING:
    from ._rules import RuleSet


class ArrowSchemaExportable(Protocol):
    """What has a schema by Arrow's PyCapsule interface: ``pyarrow.Schema``, a table."""

    def __arrow_c_schema__(self) -> object: ...


class ArrowArrayExportable(Protocol):
    """One record batch by Arrow's PyCapsule interface."""

    def __arrow_c_array__(
        self, requested_schema: Optional[object] = None
    ) -> tuple[object, object]: ...


class ArrowStreamExportable(Protocol):
    """A table or a stream by Arrow's PyCapsule interface: data frames, relations, readers."""

    def __arrow_c_stream__(self, requested_schema: Optional[object] = None) -> object: ...


class ArrowOptions(TypedDict, total=False):
    """How a table is read, and what is told of each patient.

    ``as_of``        the day of the screening of those who have none
    ``respondents``  who can answer now
    ``columns``      fact, or ``patient``, ``as_of``, ``not_known``, to the column in which it stands
    ``passthrough``  columns that are given out as they came in
    ``ignore``       columns that are not looked at; what stands in the struct ``facts`` or in records
                     is named by its path: ``facts.fever``, ``sessions.eased``
    ``rules``        ``lists``: of rule ids for each status; ``columns``: the status of each rule
    ``outcomes``     what holds for each patient
    ``questions``    what is to be asked of each
    ``report``       ``caveat/report/1`` of ``all``, of those whose ``at_most`` is stricter than
                     ``proceed`` (``not_proceed``), or of those with ``problems``
    ``why``          in reports: of which rules reasons are given
    ``no_values``    in reports: nothing that the patient said
    ``strings``      ``plain``: words stand as themselves, not in dictionaries
    """

    as_of: Union[Day, None]
    respondents: Collection[Union[Respondent, str]]
    columns: Mapping[str, str]
    passthrough: Sequence[str]
    ignore: Sequence[str]
    rules: Literal["none", "lists", "columns"]
    outcomes: bool
    questions: bool
    report: Literal["none", "all", "not_proceed", "problems"]
    why: Literal["all", "fired"]
    no_values: bool
    strings: Literal["dictionary", "plain"]


class SchemaError(CaveatError):
    """A table does not fit the rule set: all that is wrong with its schema, and no row was read."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(tuple(diagnostics))
        self.diagnostics = tuple(diagnostics)

    def __str__(self) -> str:
        return "\n".join(map(str, self.diagnostics))


class StreamError(CaveatError):
    """What gives a table failed before its first row, in its own words."""


class StreamConsumedError(CaveatError):
    """A stream is read once, and this one was: screen the table again."""


class Binding(Handle[_caveat.Binding]):
    """A schema that fits a rule set. Immutable."""

    __slots__ = ()
    _made_by = "RuleSet.bind"

    @property
    def missing(self) -> tuple[Fact, ...]:
        """The facts that have no column: of no patient anything is recorded about them."""
        return tuple(map(self._rules.facts.at, self._it.missing()))

    def __arrow_c_schema__(self) -> object:
        """The schema of what `RuleSet.screen_arrow` gives with the same options."""
        return self._it.schema()


class ScreeningStream(Handle[_caveat.Stream]):
    """What became of the patients of a table, row by row, for whatever reads Arrow's streams.

    It is read once: patients are screened while it is. As a context manager it lets go of the table
    in the end if nobody has read it.
    """

    __slots__ = ()
    _made_by = "RuleSet.screen_arrow"

    def __arrow_c_schema__(self) -> object:
        """Its schema; it may be asked for at any time."""
        return self._it.schema()

    def __arrow_c_stream__(self, requested_schema: Optional[object] = None) -> object:
        """Hands it over. By the interface a requested schema is a wish; it is not followed."""
        if self._it.is_taken():
            raise StreamConsumedError(
                "this stream was handed over before, and is read once: call screen_arrow again, or "
                "read it into a table first"
            )
        return self._it.take()

    def close(self) -> None:
        """Lets go of the table unless somebody reads it. Any number of times."""
        self._it.close()

    def __enter__(self) -> ScreeningStream:
        return self

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self.close()


class ArrowTable:
    """What a rule set declares, as a table for joins. It may be read any number of times."""

    __slots__ = ("_rules", "_which")
    _rules: _caveat.RuleSet
    _which: str

    def __init__(self) -> None:
        raise TypeError("use RuleSet.table")

    def __arrow_c_schema__(self) -> object:
        """Its schema."""
        return _caveat.schema_of_stream(_caveat.table(self._rules, self._which))

    def __arrow_c_stream__(self, requested_schema: Optional[object] = None) -> object:
        """One batch, from its beginning."""
        return _caveat.table(self._rules, self._which)


def table_of(rules: RuleSet, which: str) -> ArrowTable:
    table = ArrowTable.__new__(ArrowTable)
    table._rules, table._which = rules._it, which
    _caveat.table(rules._it, which)  # raises where there is no such table
    return table


def bind(rules: RuleSet, schema: ArrowSchemaExportable, options: ArrowOptions) -> Binding:
    if not hasattr(schema, "__arrow_c_schema__"):
        raise TypeError(
            f"a {type(schema).__name__} has no schema of Arrow (`__arrow_c_schema__`): give the "
            "schema of a table, such as a pyarrow.Schema"
        )
    it, given = _caveat.bind(rules._it, schema.__arrow_c_schema__(), _plain(options))
    if it is None:
        raise SchemaError(diagnostics_of(given))
    return Binding._of(rules, it)


def screen(
    rules: RuleSet,
    table: Union[ArrowStreamExportable, ArrowArrayExportable],
    threads: int,
    options: ArrowOptions,
) -> ScreeningStream:
    if isinstance(threads, bool) or not isinstance(threads, int) or not 1 <= threads <= 256:
        raise ValueError("threads are from 1 to 256")
    plain = _plain(options)
    it, given = _caveat.screen_stream(rules._it, _stream(table), plain, threads)
    if it is None:
        found = diagnostics_of(given)
        if [each.code for each in found] == ["stream-failed"]:
            raise StreamError(found[0].message)
        raise SchemaError(found)
    return ScreeningStream._of(rules, it)


def _stream(table: Any) -> object:
    """The stream of a table, in its capsule."""
    for method in ("__arrow_c_stream__", "__arrow_c_array__"):
        if hasattr(table, method):
            break
    else:
        raise TypeError(
            f"a {type(table).__name__} has no columns of Arrow (`__arrow_c_stream__`): give a data "
            "frame or a table of pyarrow, polars, pandas or duckdb, or a record batch"
        )
    give = getattr(table, method)
    try:
        # Nothing is requested: some take no request, and some will not go without one.
        try:
            given = give()
        except TypeError:
            given = give(None)
    except ImportError as error:
        raise ImportError(
            f"a {type(table).__module__}.{type(table).__name__} gives its columns by way of another "
            f"package, which is not here ({error}): pip install pyarrow",
            name=error.name,
        ) from error
    return given if method == "__arrow_c_stream__" else _caveat.stream_of_batch(*given)


def _names(option: str, given: object) -> list[str]:
    # A text is a collection of texts, too.
    if isinstance(given, str) or not isinstance(given, Collection):
        raise TypeError(f"{option} takes a list of names of columns, not {given!r}")
    for each in given:
        if not isinstance(each, str):
            raise TypeError(f"{option} takes names of columns, not {each!r}")
    return list(given)


def _is(option: str, given: object) -> bool:
    if not isinstance(given, bool):
        raise TypeError(f"{option} is True or False, not {given!r}")
    return given


def _plain(options: ArrowOptions) -> dict[str, Any]:
    """Each option, looked through."""
    unknown = sorted(set(options) - set(ArrowOptions.__annotations__))
    if unknown:
        raise TypeError(f"there is no option {', '.join(unknown)}")
    columns = options.get("columns", {})
    if not isinstance(columns, Mapping):
        raise TypeError(f"columns takes a mapping from facts to columns, not {columns!r}")
    whom = whom_of(options.get("respondents", ALL))
    return {
        "as_of": day_text(options.get("as_of")),
        "patient": Respondent.patient in whom,
        "clinician": Respondent.clinician in whom,
        "columns": list(zip(_names("columns", columns), _names("columns", columns.values()))),
        "passthrough": _names("passthrough", options.get("passthrough", ())),
        "ignore": _names("ignore", options.get("ignore", ())),
        "rules": str(options.get("rules", "none")),
        "outcomes": _is("outcomes", options.get("outcomes", False)),
        "questions": _is("questions", options.get("questions", False)),
        "report": str(options.get("report", "none")),
        "why": str(options.get("why", "all")),
        "no_values": _is("no_values", options.get("no_values", False)),
        "strings": str(options.get("strings", "dictionary")),
    }
