"""Rule sets."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Literal, Optional, Union, Unpack
from weakref import WeakValueDictionary

from . import _arrow, _caveat
from ._arrow import (
    ArrowArrayExportable,
    ArrowOptions,
    ArrowSchemaExportable,
    ArrowStreamExportable,
    ArrowTable,
    Binding,
    ScreeningStream,
)
from ._infos import (
    Catalogue,
    Diagnostic,
    Fact,
    Limits,
    Outcome,
    Rule,
    RuleFileError,
    Score,
    Source,
    diagnostics_of,
    fact_of,
    outcome_of,
    rule_of,
)
from ._profile import ALL, Day, Profile, day_text, whom_of
from ._screening import Screening
from ._words import Respondent

Extra = Literal["problem", "note"]
_DEFAULT = Limits()


def _is_note(extra_facts: str) -> bool:
    if extra_facts not in ("problem", "note"):
        raise ValueError('extra_facts is "problem" or "note"')
    return extra_facts == "note"


class RuleSet:
    """A rule file, checked. Immutable; any number of threads may use one.

    Two are equal when their files have the same bytes. It is pickled as its text.
    """

    def __init__(self) -> None:
        raise TypeError("use RuleSet.load or RuleSet.loads")

    @classmethod
    def _of(
        cls,
        it: _caveat.RuleSet,
        name: str,
        limits: Limits = _DEFAULT,
        warnings: Sequence[Diagnostic] = (),
    ) -> RuleSet:
        self = cls.__new__(cls)
        self._it = it
        self._name = name
        self._limits = limits
        self._warnings = tuple(warnings)
        self._sha256 = it.sha256()
        return self

    _it: _caveat.RuleSet
    _name: str
    _limits: Limits
    _warnings: tuple[Diagnostic, ...]
    _sha256: str

    @staticmethod
    def load(path: Union[str, os.PathLike[str]], *, limits: Limits = _DEFAULT) -> RuleSet:
        """The rules of a file. Raises RuleFileError, which says all that is wrong with it."""
        loaded = _caveat.load_file(os.fsencode(path), limits)
        return _loaded(loaded, os.fsdecode(path), limits)

    @staticmethod
    def loads(
        text: Union[str, bytes], name: str = "rules.yaml", *, limits: Limits = _DEFAULT
    ) -> RuleSet:
        """The same of a text; ``name`` stands for the file in messages."""
        return _loaded(_caveat.load_text(text, name, limits), name, limits)

    @cached_property
    def id(self) -> str:
        """Empty where the file does not say; ``sha256`` tells every file from every other."""
        return self._it.id()

    @cached_property
    def version(self) -> str:
        """Empty where the file does not say."""
        return self._it.version()

    @cached_property
    def title(self) -> str:
        """Empty where the file does not say."""
        return self._it.title()

    @cached_property
    def screens(self) -> str:
        """What ``avoid``, ``refer`` … are about: ``massage``."""
        return self._it.screens()

    @property
    def sha256(self) -> str:
        """The digest of the file's bytes, in 64 lower-case hexadecimal digits."""
        return self._sha256

    @cached_property
    def audience(self) -> Respondent:
        """Who is to read what these rules say."""
        return Respondent(self._it.audience())

    @cached_property
    def review_by(self) -> Optional[date]:
        """The last day on which the rules count as reviewed; None where the file does not say."""
        day = self._it.review_by()
        return None if day is None else date.fromisoformat(day)

    @cached_property
    def needs_as_of(self) -> bool:
        """Whether some rule looks at time, so that a profile without its day has a problem."""
        return self._it.needs_as_of()

    @cached_property
    def text(self) -> str:
        """The file."""
        return self._it.text().decode("utf-8", "replace")

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What is doubtful about the file; none of it kept it from loading."""
        return self._warnings

    @cached_property
    def facts(self) -> Catalogue[Fact]:
        """What the file declares, by key (``pain_nrs``), in any spelling (``pain nrs``)."""
        facts = map(fact_of, self._it.facts())
        return Catalogue(((fact.key, fact) for fact in facts), self._it.find_fact)

    @cached_property
    def outcomes(self) -> Catalogue[Outcome]:
        """By id, with its arguments if it has any: ``suggest_n_sessions(n=4)``."""
        outcomes = map(outcome_of, self._it.outcomes())
        return Catalogue((outcome.key, outcome) for outcome in outcomes)

    @cached_property
    def rules(self) -> Catalogue[Rule]:
        """By id."""
        outcomes = tuple(self.outcomes.values())
        rules = (rule_of(given, outcomes) for given in self._it.rules())
        return Catalogue(((rule.id, rule) for rule in rules), self._it.find_rule)

    @cached_property
    def scores(self) -> Catalogue[Score]:
        """By key."""
        scores = (Score(**{**given, "bands": tuple(given["bands"])}) for given in self._it.scores())
        return Catalogue(((score.key, score) for score in scores), self._it.find_score)

    @cached_property
    def sources(self) -> Catalogue[Source]:
        """By id."""
        sources = (Source(**given) for given in self._it.sources())
        return Catalogue(((source.id, source) for source in sources), self._it.find_source)

    def profile(
        self,
        facts: Optional[Mapping[str, Any]] = None,
        *,
        patient: Optional[str] = None,
        as_of: Optional[Day] = None,
        extra_facts: Extra = "problem",
    ) -> Profile:
        """A patient on a day, from answers by the names of their facts, in any spelling.

        A fact that is not there was not recorded; None is asked and not known. An answer that its
        fact does not take, and a name that no fact has, is a problem of the profile, never an
        exception. ``extra_facts="note"`` is for mappings that know more than the rules ask.
        """
        said = {} if facts is None else facts
        return Profile._of(
            self, self._it.read_facts(said, patient, day_text(as_of), _is_note(extra_facts))
        )

    def read_profile(
        self,
        json: Union[str, bytes],
        *,
        as_of: Optional[Day] = None,
        extra_facts: Extra = "problem",
    ) -> Profile:
        """A profile as JSON: ``{"patient": "p1", "as_of": "2026-11-20", "facts": {…}}``.

        ``as_of`` is the day of a profile that names none.
        """
        return Profile._of(self, self._it.read(json, day_text(as_of), _is_note(extra_facts)))

    def screen(
        self,
        profile: Union[Profile, Mapping[str, Any], str, bytes],
        *,
        patient: Optional[str] = None,
        as_of: Optional[Day] = None,
        respondents: Collection[Union[Respondent, str]] = ALL,
        extra_facts: Extra = "problem",
    ) -> Screening:
        """Screens a patient: a profile, facts as for `profile`, or JSON as for `read_profile`.

        ``patient`` is for facts alone; ``as_of`` and ``extra_facts`` are not for a profile, which
        has its own. What only others than ``respondents`` could answer is deferred.
        """
        if isinstance(profile, Profile):
            if profile._rules is not self and profile._rules != self:
                raise ValueError(
                    "this profile was made for another rule set: make it anew, by "
                    "rules.profile(profile.answers, patient=profile.patient, as_of=profile.as_of), "
                    "where units and codes are the same"
                )
            if patient is not None or as_of is not None or extra_facts != "problem":
                raise TypeError("a profile has a patient and a day of its own")
            made = profile._it
        elif isinstance(profile, (str, bytes)):
            if patient is not None:
                raise TypeError("a profile as JSON names its patient itself")
            made = self._it.read(profile, day_text(as_of), _is_note(extra_facts))
        else:
            made = self._it.read_facts(profile, patient, day_text(as_of), _is_note(extra_facts))
        if respondents is ALL:
            return Screening._of(self, _caveat.screen(self._it, made, True, True))
        whom = whom_of(respondents)
        return Screening._of(
            self,
            _caveat.screen(
                self._it, made, Respondent.patient in whom, Respondent.clinician in whom
            ),
        )

    def bind(self, schema: ArrowSchemaExportable, **options: Unpack[ArrowOptions]) -> Binding:
        """Finds out what each column of a table is, before there are any rows.

        A column is a fact by its name, in any spelling; ``patient``, ``as_of`` and ``not_known`` (a
        list of the names of facts that were asked, and are not known) are what they say. Raises
        SchemaError with all that is wrong: an unknown column is an error unless it is in
        ``passthrough`` or ``ignore``. For the options see `ArrowOptions`.
        """
        return _arrow.bind(self, schema, options)

    def screen_arrow(
        self,
        table: Union[ArrowStreamExportable, ArrowArrayExportable],
        *,
        threads: int = 1,
        **options: Unpack[ArrowOptions],
    ) -> ScreeningStream:
        """Screens the patients of a table: a data frame, a relation, a reader, a record batch.

        Gives out a row for each, in order, when it is read: by ``pyarrow.table``,
        ``polars.DataFrame``, ``pandas.DataFrame.from_arrow``, DuckDB. Raises SchemaError before the
        first row as `bind` does, and StreamError where the table fails already there; where it fails
        later, whoever reads is told, in its words. What is wrong with the answers of one patient is
        a problem of that patient alone.

        With ``threads`` above 1 rows are screened by so many, while the table is read by one; they
        begin with the first row and end with the stream.
        """
        return _arrow.screen(self, table, threads, options)

    def table(
        self, which: Literal["rules", "outcomes", "facts", "codes", "sources"]
    ) -> ArrowTable:
        """What the file declares, as a table to join what was screened with."""
        return _arrow.table_of(self, which)

    def schema(self, language: Literal["json", "typescript", "python"] = "json") -> str:
        """What a profile may hold: a JSON Schema (2020-12), or types, as ``caveat schema`` has them.

        ``typescript`` gives a module of interfaces, ``python`` one of ``TypedDict``.
        """
        return _caveat.contract(self._it, language)

    def __eq__(self, other: object) -> bool:
        return self._sha256 == other._sha256 if isinstance(other, RuleSet) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._sha256)

    def __repr__(self) -> str:
        named = f"{self.id} {self.version}".strip() or self._name
        return f"<RuleSet {named}, {len(self.rules)} rules, sha256 {self._sha256[:8]}…>"

    def __reduce__(self) -> tuple[Any, ...]:
        return restored, (self._it.text(), self._name, self._limits, self._sha256)


#: Rule sets that came from pickles and are in use, so that each is loaded once.
_known: WeakValueDictionary[tuple[str, str, Limits], RuleSet] = WeakValueDictionary()


def restored(text: bytes, name: str, limits: Limits, sha256: str) -> RuleSet:
    rules = _known.get((sha256, name, limits))
    if rules is None:
        rules = RuleSet.loads(text, name, limits=limits)
        if rules.sha256 != sha256:
            raise ValueError("this pickle of a rule set was altered")
        _known[sha256, name, limits] = rules
    return rules


def _loaded(loaded: tuple[Any, ...], name: str, limits: Limits) -> RuleSet:
    it, given, rendered = loaded
    diagnostics = diagnostics_of(given)
    if it is None:
        raise RuleFileError(rendered, diagnostics)
    return RuleSet._of(it, name, limits, diagnostics)
