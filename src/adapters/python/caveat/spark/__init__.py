"""Whole populations, by Apache Spark: ``pip install caveat[spark]``, on every node.

`screen` is for tables, `screen_lines` for profiles as NDJSON. Both are lazy, need no shuffle, and
depend on their input alone, so that a task that is tried again gives the same. `screen_files` does
a whole directory in waves, each kept once it is done, and goes on where an earlier run was stopped.

Rules travel as their text with its digest: never as a path, of which two nodes may have two
versions.
"""

from __future__ import annotations

from ._rows import screen, screen_lines
from ._waves import Summary, WavesError, collect_lines, screen_files

__all__ = [
    "Summary",
    "WavesError",
    "collect_lines",
    "screen",
    "screen_files",
    "screen_lines",
]
