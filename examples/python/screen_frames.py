"""Screens data frames of Polars and pandas, and goes on with what they say.

python examples/python/screen_frames.py rules/back-pain-massage.yaml
"""

from __future__ import annotations

import sys

import pandas as pd
import polars as pl

import caveat

PATIENTS = {
    "patient": ["p1", "p2", "p3", "p4"],
    "back_pain": [True, True, False, True],
    "pain_nrs": [8, 3, 0, 12],
    "pain_regions": [["lower back"], ["upper back"], [], None],
    "site": ["north", "north", "south", "south"],
}


def main(rule_file: str) -> None:
    rules = caveat.RuleSet.load(rule_file)

    # Whatever is no fact is passed through, left alone, or an error: nothing is overlooked.
    screened = rules.screen_arrow(
        pl.DataFrame(PATIENTS), as_of="2026-11-20", passthrough=["site"], rules="lists"
    )
    frame = pl.DataFrame(screened)
    for row in frame.group_by("site", "verdict").len().sort("site", "verdict").rows():
        print(*row)
    print("with a problem:", *frame.filter(pl.col("problems") > 0).get_column("patient"))

    # The same with pandas, which needs pyarrow for it.
    again = rules.screen_arrow(pd.DataFrame(PATIENTS), as_of="2026-11-20", ignore=["site"])
    # There verdicts are in the order of strictness; elsewhere they are texts, in that of letters.
    print("strictest:", pd.DataFrame.from_arrow(again)["verdict"].max())


if __name__ == "__main__":
    main(*sys.argv[1:])
