"""Clinical eligibility rules from a text file, screened with every reason.

    import caveat

    rules = caveat.RuleSet.load("rules.yaml")
    screening = rules.screen({"pain nrs": 8}, as_of="2026-11-20")
    print(screening.verdict, screening.text(), sep="\\n")

What has not been answered counts as unknown, never as a no.
"""

from __future__ import annotations

try:
    from . import _caveat
except ImportError as error:
    import platform as _platform
    import sysconfig as _sysconfig
    from importlib import machinery as _machinery
    from pathlib import Path as _Path

    _found = sorted(each.name for each in _Path(__file__).parent.glob("_caveat*.so"))
    raise ImportError(
        f"the binary part of caveat does not fit here: this is {_platform.python_implementation()} "
        f"{_platform.python_version()} on {_sysconfig.get_platform()}, which loads "
        f"_caveat{_machinery.EXTENSION_SUFFIXES[0]} or the like; installed is "
        f"{', '.join(_found) or 'none'}. Install the wheel for this Python: "
        f"pip install --force-reinstall caveat ({error})"
    ) from error

from ._arrow import (
    ArrowArrayExportable,
    ArrowOptions,
    ArrowSchemaExportable,
    ArrowStreamExportable,
    ArrowTable,
    Binding,
    SchemaError,
    ScreeningStream,
    StreamConsumedError,
    StreamError,
)
from ._answers import Codes, Quantity, Records, Unreadable, Within
from ._infos import (
    CaveatError,
    Diagnostic,
    Edit,
    Fact,
    Field,
    Fix,
    Label,
    Limits,
    Outcome,
    OutcomeFound,
    Prorated,
    Question,
    Reason,
    Rule,
    RuleFileError,
    Score,
    ScoreFound,
    Source,
    Span,
)
from ._profile import Profile
from ._rules import RuleSet
from ._screening import Screening
from ._store import Reloaded, RuleStore
from ._words import (
    AnswerState,
    Certainty,
    FactKind,
    IfUnknown,
    Operator,
    ReloadOutcome,
    Respondent,
    Severity,
    Status,
    Truth,
    Verb,
    Verdict,
)

__version__: str = _caveat.version

__all__ = [
    "AnswerState",
    "ArrowArrayExportable",
    "ArrowOptions",
    "ArrowSchemaExportable",
    "ArrowStreamExportable",
    "ArrowTable",
    "Binding",
    "CaveatError",
    "Certainty",
    "Codes",
    "Diagnostic",
    "Edit",
    "Fact",
    "FactKind",
    "Field",
    "Fix",
    "IfUnknown",
    "Label",
    "Limits",
    "Operator",
    "Outcome",
    "OutcomeFound",
    "Profile",
    "Prorated",
    "Quantity",
    "Question",
    "Reason",
    "Records",
    "ReloadOutcome",
    "Reloaded",
    "Respondent",
    "Rule",
    "RuleFileError",
    "RuleSet",
    "RuleStore",
    "SchemaError",
    "Score",
    "ScoreFound",
    "Screening",
    "ScreeningStream",
    "Severity",
    "Source",
    "Span",
    "Status",
    "StreamConsumedError",
    "StreamError",
    "Truth",
    "Unreadable",
    "Verb",
    "Verdict",
    "Within",
]
