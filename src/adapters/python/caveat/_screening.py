"""Screenings: what the rules say of one patient."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, Optional, Union

from . import _caveat
from ._answers import number
from ._handle import Handle
from ._infos import (
    Diagnostic,
    Fact,
    OutcomeFound,
    Prorated,
    Question,
    Reason,
    Rule,
    ScoreFound,
    diagnostics_of,
    reason_of,
)
from ._profile import Profile
from ._words import Certainty, Respondent, Severity, Status, Truth, Verb, Verdict


class Screening(Handle[_caveat.Screening]):
    """What the rules say of one patient. Immutable."""

    __slots__ = ()
    _made_by = "RuleSet.screen"

    @property
    def profile(self) -> Profile:
        """The profile that was screened."""
        return Profile._of(self._rules, self._it.profile())

    @property
    def applicable(self) -> Truth:
        """Whether the rule set applies to this patient."""
        return Truth(self._it.applicable())

    @property
    def verdict(self) -> Verdict:
        """The strictest verdict among what fired or is presumed."""
        return Verdict(self._it.verdict())

    @property
    def at_least(self) -> Verdict:
        """The strictest verdict among what fired: it can only become stricter."""
        return Verdict(self._it.at_least())

    @property
    def at_most(self) -> Verdict:
        """The strictest verdict that may still come: software that must be safe reads this one."""
        return Verdict(self._it.at_most())

    @property
    def complete(self) -> bool:
        """Whether no answer can change anything any more, but of rules that ignore the unknown."""
        return self._it.complete()

    @property
    def fired(self) -> tuple[Rule, ...]:
        """The rules that hold, whatever else is answered."""
        return self._named(self._it.fired())

    @property
    def presumed(self) -> tuple[Rule, ...]:
        """The rules that count as holding until an answer says otherwise."""
        return self._named(self._it.presumed())

    @property
    def undecided(self) -> tuple[Rule, ...]:
        """The rules that wait for an answer."""
        return self._named(self._it.undecided())

    @property
    def overridden(self) -> tuple[Rule, ...]:
        """The rules that are lifted by another that fired."""
        return self._named(self._it.overridden())

    @property
    def outcomes(self) -> tuple[OutcomeFound, ...]:
        """What holds, strictest first; each once."""
        return tuple(
            OutcomeFound(
                self._rules.outcomes.at(outcome), Certainty(certainty), self._named(rules)
            )
            for outcome, certainty, rules in self._it.outcomes()
        )

    @property
    def scores(self) -> tuple[ScoreFound, ...]:
        """Every score, in the order of the file; none where the rules do not apply."""
        return tuple(
            ScoreFound(
                self._rules.scores.at(score),
                number(low),
                number(high),
                band,
                None
                if prorated is None
                else Prorated(number(prorated[0]), prorated[1], prorated[2]),
            )
            for score, low, high, band, prorated in self._it.scores()
        )

    @property
    def questions(self) -> tuple[Question, ...]:
        """What to ask now of those who can answer, most at stake first."""
        return tuple(map(self._question, self._it.questions()))

    @property
    def deferred_questions(self) -> tuple[Question, ...]:
        """What others must check."""
        return tuple(map(self._question, self._it.deferred_questions()))

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What was wrong with the profile, and what this screening met."""
        return diagnostics_of(self._it.problems())

    @property
    def has_errors(self) -> bool:
        """Whether some answer could not be used, and so counts as unanswered."""
        return any(each["severity"] == Severity.error for each in self._it.problems())

    def status(self, rule: Union[Rule, str]) -> Status:
        """How a rule ended."""
        return Status(self._it.status(self._at(rule)))

    def is_deferred(self, rule: Union[Rule, str]) -> bool:
        """Whether a rule waits for somebody who cannot answer now."""
        return self._it.is_deferred(self._at(rule))

    def lifted_by(self, rule: Union[Rule, str]) -> tuple[Rule, ...]:
        """The rules that lifted an overridden rule."""
        return self._named(self._it.lifted_by(self._at(rule)))

    def may_be_lifted_by(self, rule: Union[Rule, str]) -> tuple[Rule, ...]:
        """The rules that may still lift a presumed or undecided rule."""
        return self._named(self._it.may_be_lifted_by(self._at(rule)))

    def why(self, rule: Union[Rule, str]) -> tuple[Reason, ...]:
        """The tests that decided a rule, with the patient's values."""
        return tuple(map(reason_of, self._it.why(self._at(rule))[0]))

    def least_facts(self, rule: Union[Rule, str]) -> tuple[Fact, ...]:
        """The fewest answered facts that alone end a rule as it ended."""
        return tuple(map(self._rules.facts.at, self._it.why(self._at(rule))[1]))

    def near_miss(self, rule: Union[Rule, str]) -> Optional[Reason]:
        """Of a rule that did not fire, the one test that failed; None where more than one did."""
        reason = self._it.near_miss(self._at(rule))
        return None if reason is None else reason_of(reason)

    def open_paths(self, rule: Union[Rule, str]) -> tuple[str, ...]:
        """Every place whose answer would decide a presumed or undecided rule."""
        return tuple(self._it.open_paths(self._at(rule)))

    def report(
        self,
        *,
        why: Literal["all", "fired"] = "all",
        no_values: bool = False,
        pretty: bool = False,
    ) -> bytes:
        """The report as JSON (``caveat/report/1``), ending with a line break.

        The same bytes as from C++, C and the command line. ``no_values`` leaves out what the
        patient said, for logs; ``why`` says of which rules reasons are given.
        """
        return self._it.report(why, no_values, pretty)

    def verdict_line(self) -> bytes:
        """The verdict alone, as one short line of JSON."""
        return self._it.verdict_line()

    def record(self, *, why: Literal["all", "fired"] = "all", no_values: bool = False) -> bytes:
        """The screening as a record for audits, which ``caveat replay`` can screen again.

        What JSON has no form for, such as a NaN or a ``datetime``, stands in it as another wrong
        answer, in the profile and in the report. Of a profile that was told in several calls, it
        may name the problems in another order.
        """
        return self._it.record(why, no_values)

    def text(
        self,
        width: int = 96,
        *,
        reader: Literal["clinician", "desk", "patient"] = "clinician",
        details: bool = False,
        why: Literal["all", "fired"] = "fired",
        no_values: bool = False,
    ) -> str:
        """The report in words, in lines of at most ``width`` columns.

        The desk and the patient are told what comes of the answers of the patient alone, whoever
        the screening has to answer; ``why`` is about what clinicians read.
        """
        return self._it.text(reader, details, why, no_values, width)

    def _at(self, rule: Union[Rule, str]) -> int:
        name = rule.id if isinstance(rule, Rule) else rule
        at = self._rules._it.find_rule(name)
        if at is None:
            raise KeyError(name)
        return at

    def _named(self, rules: Sequence[int]) -> tuple[Rule, ...]:
        return tuple(map(self._rules.rules.at, rules))

    def _question(self, given: Mapping[str, Any]) -> Question:
        return Question(
            **{
                **given,
                "fact": self._rules.facts.at(given["fact"]),
                "whom": Respondent(given["whom"]),
                "strictest": Verb(given["strictest"]),
                "rules": self._named(given["rules"]),
                "paths": tuple(given["paths"]),
            }
        )

    def __repr__(self) -> str:
        return f"<Screening {self.verdict}, {self.at_least} to {self.at_most}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return _screened, (self.profile, self._it.respondents())


def _screened(profile: Profile, respondents: Sequence[str]) -> Screening:
    return profile.screen(respondents=respondents)
