"""Rule sets that are replaced while programs screen with them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any, Callable, Optional, Union

from . import _caveat
from ._infos import Diagnostic, Limits, RuleFileError, diagnostics_of
from ._rules import RuleSet
from ._words import ReloadOutcome

_DEFAULT = Limits()
Accept = Callable[[RuleSet, RuleSet], bool]


@dataclass(frozen=True)
class Reloaded:
    """What a reload or an offer gave; ``rendered`` is what a terminal would show."""

    outcome: ReloadOutcome
    diagnostics: tuple[Diagnostic, ...]
    rendered: str


class RuleStore:
    """Holds the current version of a rule file; any number of threads may use one.

    A reload happens beside screenings, and whoever holds a rule set keeps that whole version. It
    starts no thread and reads no clock: the program decides when to look at the file.
    """

    def __init__(
        self,
        first: RuleSet,
        *,
        keep: int = 8,
        limits: Limits = _DEFAULT,
        accept: Optional[Accept] = None,
    ) -> None:
        """A store without a file: versions come by `offer`."""
        self._setup(first._name, limits)
        self._it = _caveat.store_of(first._it, limits, keep, self._asking(accept))

    def _setup(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._seen: Optional[tuple[int, RuleSet]] = None

    def _asking(
        self, accept: Optional[Accept]
    ) -> Optional[Callable[[_caveat.RuleSet, _caveat.RuleSet], bool]]:
        if accept is None:
            return None
        name, limits = self._name, self._limits
        return lambda now, then: bool(
            accept(RuleSet._of(now, name, limits), RuleSet._of(then, name, limits))
        )

    @staticmethod
    def open(
        path: Union[str, os.PathLike[str]],
        *,
        keep: int = 8,
        limits: Limits = _DEFAULT,
        accept: Optional[Accept] = None,
    ) -> RuleStore:
        """A store of a rule file. Raises RuleFileError where that does not load.

        ``keep`` versions are remembered for `find` and `roll_back`. ``accept(now, next)`` is asked
        before a version is adopted: a file that is half written may load with fewer rules.
        """
        self = RuleStore.__new__(RuleStore)
        self._setup(os.fsdecode(path), limits)
        it, given, rendered = _caveat.open_store(
            os.fsencode(path), limits, keep, self._asking(accept)
        )
        if it is None:
            raise RuleFileError(rendered, diagnostics_of(given))
        self._it = it
        return self

    @property
    def current(self) -> RuleSet:
        """The current version: whole for as long as it is held."""
        generation = self._it.generation()
        if self._seen is None or self._seen[0] != generation:
            self._seen = generation, RuleSet._of(self._it.current(), self._name, self._limits)
        return self._seen[1]

    @property
    def generation(self) -> int:
        """How many versions have become current so far: 1 at first."""
        return self._it.generation()

    def reload(self) -> Reloaded:
        """Reads the file now, and adopts what it holds."""
        return _reloaded(self._it.reload())

    def reload_if_changed(self) -> Reloaded:
        """The same, but adopts only what agrees at two looks that follow each other."""
        return _reloaded(self._it.reload_if_changed())

    def offer(self, rules: RuleSet) -> Reloaded:
        """Adopts a version that was loaded elsewhere."""
        return _reloaded(self._it.offer(rules._it))

    def roll_back(self) -> bool:
        """Makes the version before the current one current again; False where there is none."""
        return self._it.roll_back()

    def find(self, sha256: str) -> Optional[RuleSet]:
        """One of the last versions by its digest, for reports that name it."""
        it = self._it.find(sha256)
        return None if it is None else RuleSet._of(it, self._name, self._limits)


def _reloaded(told: tuple[Any, ...]) -> Reloaded:
    outcome, given, rendered = told
    return Reloaded(ReloadOutcome(outcome), diagnostics_of(given), rendered)
