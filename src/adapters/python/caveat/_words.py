"""The words of reports, as enumerations that are texts: ``Verdict.proceed == "proceed"``."""

from __future__ import annotations

from enum import Enum


class _Word(str, Enum):
    """A text, also where it is shown or formatted."""

    def __str__(self) -> str:
        return str(self.value)

    def __format__(self, spec: str) -> str:
        return format(str(self.value), spec)


class _Ranked(_Word):
    """Words that stand in an order, the mildest first; among themselves they compare by it."""

    @property
    def rank(self) -> int:
        """Its place in that order, from 0."""
        return list(type(self)).index(self)

    def _other(self, other: object) -> int:
        # As texts they would compare by the alphabet, in silence.
        if isinstance(other, str):
            return type(self)(other).rank
        raise TypeError(f"{type(self).__name__} is not compared with {type(other).__name__}")

    def __lt__(self, other: object) -> bool:
        return self.rank < self._other(other)

    def __le__(self, other: object) -> bool:
        return self.rank <= self._other(other)

    def __gt__(self, other: object) -> bool:
        return self.rank > self._other(other)

    def __ge__(self, other: object) -> bool:
        return self.rank >= self._other(other)


class Truth(_Word):
    """Whether something holds; ``unknown`` is a value of its own, never a no."""

    no = "no"
    unknown = "unknown"
    yes = "yes"


class Verdict(_Ranked):
    """Whether the planned care may go ahead, mildest first: ``a > b`` means stricter."""

    not_applicable = "not_applicable"
    proceed = "proceed"
    proceed_with_conditions = "proceed_with_conditions"
    refer_first = "refer_first"
    do_not_proceed = "do_not_proceed"


class Verb(_Ranked):
    """What an outcome does to the plan, mildest first: ``a > b`` means stricter."""

    inform = "inform"
    suggest = "suggest"
    caution = "caution"
    require = "require"
    refer = "refer"
    avoid = "avoid"


class Status(_Word):
    """How a rule ended. ``presumed`` and ``undecided`` may still move; the others are final."""

    not_fired = "not_fired"
    overridden = "overridden"
    undecided = "undecided"
    presumed = "presumed"
    fired = "fired"


class Certainty(_Word):
    """Whether an outcome is certain, since some rule fired, or presumed."""

    presumed = "presumed"
    certain = "certain"


class Respondent(_Word):
    """Who can answer a question."""

    patient = "patient"
    clinician = "clinician"


class IfUnknown(_Word):
    """What a rule does while its condition is unknown."""

    ask = "ask"
    presume = "presume"
    ignore = "ignore"


class FactKind(_Word):
    """What kind of answer a fact takes."""

    yes_no = "yes_no"
    number = "number"
    choice = "choice"
    choices = "choices"
    date = "date"
    records = "records"


class Severity(_Word):
    """How bad a problem is. An answer with an error counts as unanswered."""

    note = "note"
    warning = "warning"
    error = "error"


class Operator(_Word):
    """What kind of test a reason is about."""

    is_yes = "is_yes"
    equal = "equal"
    less = "less"
    less_or_equal = "less_or_equal"
    greater = "greater"
    greater_or_equal = "greater_or_equal"
    between = "between"
    is_one_of = "is_one_of"
    includes_any = "includes_any"
    includes_all = "includes_all"
    is_empty = "is_empty"
    before = "before"
    after = "after"
    on = "on"
    within_last = "within_last"
    more_than_ago = "more_than_ago"
    in_band = "in_band"
    at_least_records = "at_least_records"
    at_most_records = "at_most_records"
    lifted = "lifted"


class AnswerState(_Word):
    """What a profile holds of a fact. A ``wrong`` answer counts as unanswered."""

    absent = "absent"
    not_known = "not_known"
    wrong = "wrong"
    answered = "answered"


class ReloadOutcome(_Word):
    """What became of a version of a rule file that a store was shown."""

    unchanged = "unchanged"
    swapped = "swapped"
    refused = "refused"
    unsettled = "unsettled"
    unreadable = "unreadable"
