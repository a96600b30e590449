"""What a rule set declares and a screening tells: plain values that own what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Callable, Generic, NamedTuple, Optional, TypeVar

from ._answers import Number, number
from ._words import (
    Certainty,
    FactKind,
    IfUnknown,
    Operator,
    Respondent,
    Severity,
    Truth,
    Verb,
)


class Span(NamedTuple):
    """Bytes of a text from ``begin`` up to ``end``, counted from 0."""

    begin: int
    end: int


@dataclass(frozen=True)
class Label:
    """A second place that explains a problem."""

    text: str
    span: Span
    line: int
    column: int


@dataclass(frozen=True)
class Edit:
    """A piece of a text, and what to put in its place."""

    span: Span
    text: str


@dataclass(frozen=True)
class Fix:
    """One way to mend a problem: all its edits together."""

    title: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Diagnostic:
    """A problem in a rule file or a profile.

    ``code`` is stable: programs may switch on it. Of a profile ``path`` says where
    (``facts.pain_nrs``); of a file ``span``, and ``line`` and ``column`` from 1.
    """

    severity: Severity
    code: str
    message: str
    help: str
    path: str
    span: Optional[Span]
    line: int
    column: int
    labels: tuple[Label, ...]
    arguments: Mapping[str, str]
    fixes: tuple[Fix, ...]

    def __str__(self) -> str:
        place = self.path or f"{self.line}:{self.column}"
        text = f"{place}: {self.severity}: {self.message} [{self.code}]"
        return f"{text}\n  help: {self.help}" if self.help else text


def diagnostics_of(given: Sequence[Mapping[str, Any]]) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(
            **{
                **each,
                "severity": Severity(each["severity"]),
                "span": each["span"] and Span(*each["span"]),
                "labels": tuple(
                    Label(text, Span(*span), line, column)
                    for text, span, line, column in each["labels"]
                ),
                "fixes": tuple(
                    Fix(title, tuple(Edit(Span(*span), text) for span, text in edits))
                    for title, edits in each["fixes"]
                ),
            }
        )
        for each in given
    )


class CaveatError(Exception):
    """Whatever this package raises of its own."""


class RuleFileError(CaveatError):
    """A rule file does not load. ``str()`` is what a terminal would show."""

    def __init__(self, rendered: str, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(rendered, tuple(diagnostics))
        self.rendered = rendered
        self.diagnostics = tuple(diagnostics)

    def __str__(self) -> str:
        return self.rendered


@dataclass(frozen=True)
class Limits:
    """What a rule file may cost; each limit has an error of its own."""

    file_bytes: int = 8 * 1024 * 1024
    nesting: int = 64
    expression_depth: int = 64
    list_length: int = 100_000
    rules: int = 100_000
    facts: int = 20_000
    codes: int = 256
    phrase_slots: int = 8
    text_bytes: int = 64 * 1024


@dataclass(frozen=True)
class Field:
    """A field of a fact's records."""

    name: str
    key: str
    kind: FactKind
    unit: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    is_whole: bool
    least: Optional[Number]
    greatest: Optional[Number]


@dataclass(frozen=True)
class Fact:
    """A fact as the rule file declares it. Texts that the file does not give are empty."""

    name: str
    key: str
    kind: FactKind
    ask: str
    whom: Respondent
    unit: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    fields: tuple[Field, ...]
    each: str
    is_whole: bool
    least: Optional[Number]
    greatest: Optional[Number]


def _with_limits(given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **given,
        "kind": FactKind(given["kind"]),
        "codes": tuple(given["codes"]),
        "labels": tuple(given["labels"]),
        "least": number(given["least"]),
        "greatest": number(given["greatest"]),
    }


def fact_of(given: Mapping[str, Any]) -> Fact:
    return Fact(
        **{
            **_with_limits(given),
            "whom": Respondent(given["whom"]),
            "fields": tuple(Field(**_with_limits(each)) for each in given["fields"]),
        }
    )


@dataclass(frozen=True)
class Outcome:
    """What rules lead to. ``key`` is its id with its arguments, if any: ``sessions(n=4)``."""

    id: str
    key: str
    verb: Verb
    name: str
    say: str
    arguments: Mapping[str, Number]


def outcome_of(given: Mapping[str, Any]) -> Outcome:
    arguments = {name: number(value) for name, value in given["arguments"]}
    inside = ",".join(f"{name}={value}" for name, value in given["arguments"])
    return Outcome(
        **{
            **given,
            "key": f"{given['id']}({inside})" if inside else given["id"],
            "verb": Verb(given["verb"]),
            "arguments": arguments,
        }
    )


@dataclass(frozen=True)
class Rule:
    """A rule as the file has it: ``sentence`` in its author's words, ``outcomes`` by their keys."""

    id: str
    strictest: Verb
    if_unknown: IfUnknown
    because: str
    sources: tuple[str, ...]
    outcomes: tuple[str, ...]
    overrides: tuple[str, ...]
    overridden_by: tuple[str, ...]
    sentence: str
    line: int
    column: int
    span: Span


def rule_of(given: Mapping[str, Any], outcomes: Sequence[Outcome]) -> Rule:
    return Rule(
        **{
            **given,
            "strictest": Verb(given["strictest"]),
            "if_unknown": IfUnknown(given["if_unknown"]),
            "sources": tuple(given["sources"]),
            "outcomes": tuple(outcomes[at].key for at in given["outcomes"]),
            "overrides": tuple(given["overrides"]),
            "overridden_by": tuple(given["overridden_by"]),
            "span": Span(*given["span"]),
        }
    )


@dataclass(frozen=True)
class Score:
    """A score, and the keys of its bands."""

    name: str
    key: str
    bands: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """A source that rules cite."""

    id: str
    title: str
    author: str
    says: str


@dataclass(frozen=True)
class Reason:
    """One test that bears on a rule; ``text`` is its sentence, ``facts`` are paths."""

    truth: Truth
    is_negated: bool
    op: Operator
    facts: tuple[str, ...]
    subject: str
    value: str
    threshold: str
    text: str
    text_without_value: str

    def __str__(self) -> str:
        return self.text


def reason_of(given: Mapping[str, Any]) -> Reason:
    return Reason(
        **{
            **given,
            "truth": Truth(given["truth"]),
            "op": Operator(given["op"]),
            "facts": tuple(given["facts"]),
        }
    )


@dataclass(frozen=True)
class Question:
    """A question whose answer can still change something.

    ``decides`` says whether an answer may change the verdict; ``paths`` name the fields that are
    open where only some of a fact's records are.
    """

    fact: Fact
    ask: str
    whom: Respondent
    strictest: Verb
    decides: bool
    rules: tuple[Rule, ...]
    paths: tuple[str, ...]


@dataclass(frozen=True)
class OutcomeFound:
    """An outcome that holds, and the rules behind it."""

    outcome: Outcome
    certainty: Certainty
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Prorated:
    """A total scaled up from the items that were answered; None where it has too many digits."""

    total: Optional[Number]
    answered: int
    items: int


@dataclass(frozen=True)
class ScoreFound:
    """What a score may still come to, both ends included; None: unbounded."""

    score: Score
    low: Optional[Number]
    high: Optional[Number]
    band: str
    prorated: Optional[Prorated]


Item = TypeVar("Item")


class Catalogue(Mapping[str, Item], Generic[Item]):
    """What a rule set declares of one kind, by key and in the order of the file.

    Where a rule file takes several spellings of a name, so does a look-up.
    """

    def __init__(
        self,
        items: Iterable[tuple[str, Item]],
        find: Optional[Callable[[str], Optional[int]]] = None,
    ) -> None:
        all_of_them = tuple(items)
        self._items = dict(all_of_them)
        self._list = tuple(item for _, item in all_of_them)
        self._find = find

    def __getitem__(self, key: str) -> Item:
        if key in self._items:
            return self._items[key]
        if self._find is not None and isinstance(key, str):
            at = self._find(key)
            if at is not None:
                return self._list[at]
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        return f"<{', '.join(self._items)}>"

    def at(self, index: int) -> Item:
        """By its place in the file, from 0."""
        return self._list[index]
