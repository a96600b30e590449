"""What stands on an object of the library and the rule set that it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

if TYPE_CHECKING:
    from ._rules import RuleSet

It = TypeVar("It")


class Handle(Generic[It]):
    """An object of the library, made by some method alone."""

    __slots__ = ("_it", "_rules")
    _it: It
    _rules: RuleSet
    _made_by: ClassVar[str]

    def __init__(self) -> None:
        raise TypeError(f"use {self._made_by}")

    @classmethod
    def _of(cls, rules: RuleSet, it: It) -> Self:
        self = cls.__new__(cls)
        self._rules = rules
        self._it = it
        return self

    @property
    def rules(self) -> RuleSet:
        """The rule set that it stands on."""
        return self._rules

    def __reduce__(self) -> Any:
        raise TypeError(f"a {type(self).__name__} is not pickled")
