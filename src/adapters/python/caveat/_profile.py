"""Profiles: the facts of one patient on one day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Optional, Union

from . import _caveat
from ._answers import answers_of, day_of
from ._handle import Handle
from ._infos import Diagnostic, diagnostics_of
from ._words import AnswerState, Respondent

if TYPE_CHECKING:
    from ._rules import RuleSet
    from ._screening import Screening

Day = Union[date, str]
ALL: tuple[Respondent, ...] = (Respondent.patient, Respondent.clinician)


def whom_of(respondents: Collection[Union[Respondent, str]]) -> set[Respondent]:
    """Who can answer. Were it nobody, whatever is open would bind no verdict."""
    whom = {Respondent(each) for each in respondents}
    if not whom:
        raise ValueError("respondents name nobody; leave them out for both")
    return whom


def day_text(as_of: Optional[Day]) -> Optional[str]:
    if as_of is None or isinstance(as_of, str):
        return as_of
    if isinstance(as_of, datetime) or not isinstance(as_of, date):
        raise TypeError(
            "as_of takes a date or a text such as 2026-11-20; what day a datetime is in depends on "
            "its zone: use its date()"
        )
    return as_of.isoformat()


class Profile(Handle[_caveat.Profile]):
    """The facts of one patient on one day, checked against the rules it was made for. Immutable."""

    __slots__ = ()
    _made_by = "RuleSet.profile or RuleSet.read_profile"

    @property
    def patient(self) -> Optional[str]:
        """None when it was not given."""
        return self._it.patient() or None

    @property
    def as_of(self) -> Optional[Day]:
        """The day of the screening; a text where it is no full date, None when it was not given."""
        return day_of(self._it.as_of()) or None

    @property
    def answers(self) -> dict[str, Any]:
        """What was said, by the keys of the facts, as it was said: wrong answers too.

        Numbers are int or Decimal, in the unit of the fact where they have digits there.
        """
        if not self.is_readable:
            return {}
        kinds = {key: fact.kind.value for key, fact in self._rules.facts.items()}
        fields = {
            key: {each.key: each.kind.value for each in fact.fields}
            for key, fact in self._rules.facts.items()
        }
        return answers_of(self._it.to_json(), kinds, fields)

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What was wrong with the answers. One with an error counts as unanswered."""
        return diagnostics_of(self._it.problems())

    @property
    def is_readable(self) -> bool:
        """False when nothing of a text could be read: then it has no answer."""
        return self._it.is_readable()

    def state(self, path: str) -> AnswerState:
        """What it holds of a fact or a field: ``pain nrs``, ``sessions[2].spasm_eased``.

        KeyError for a path that the rules do not have.
        """
        return AnswerState(self._it.state(path))

    def replace(self, facts: Optional[Mapping[str, Any]] = None, /, **more: Any) -> Profile:
        """The same with other answers to some facts, as in a conversation: the last word counts."""
        answers = {**({} if facts is None else facts), **more}
        said: dict[int, str] = {}
        for name in answers:
            at = self._rules._it.find_fact(name)
            if at is not None and said.setdefault(at, name) != name:
                raise TypeError(f"two answers to one fact: {said[at]!r} and {name!r}")
        return Profile._of(self._rules, self._it.replaced(answers, []))

    def without(self, *names: str) -> Profile:
        """The same as if nothing had been said of some facts, or of names that no fact has.

        KeyError for a name that neither the rules nor the profile has.
        """
        return Profile._of(self._rules, self._it.replaced({}, list(names)))

    def screen(self, *, respondents: Collection[Union[Respondent, str]] = ALL) -> Screening:
        """Screens it by its rule set."""
        return self._rules.screen(self, respondents=respondents)

    def to_json(self) -> bytes:
        """One line of JSON that says the same, without a line break.

        Names that the rule set does not know, and what was given twice, are not in it. Of a
        profile that could not be read it is `"unreadable"`, which cannot be read either.
        """
        return self._it.to_json()

    def __repr__(self) -> str:
        return f"<Profile {self.patient or 'of nobody named'}, {len(self.problems)} problems>"

    def __reduce__(self) -> tuple[Any, ...]:
        return _told, (self._rules, self._it.story())


def _told(rules: RuleSet, story: list[tuple[Any, ...]]) -> Profile:
    return Profile._of(rules, _caveat.of_story(rules._it, story))
