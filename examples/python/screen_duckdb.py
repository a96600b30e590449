"""Screens the patients of a table of DuckDB, and writes what became of each beside it.

python examples/python/screen_duckdb.py rules/back-pain-massage.yaml patients.duckdb

The table `patients` has a column for each fact. Nothing is written to a file in between, and no
more rows are in memory than are screened at once.
"""

from __future__ import annotations

import sys

import duckdb

import caveat


def main(rule_file: str, file: str) -> None:
    rules = caveat.RuleSet.load(rule_file)
    with duckdb.connect(file) as database:
        # By a cursor of its own: a connection does not write what it is still reading.
        patients = database.cursor().sql("from patients")
        screened = rules.screen_arrow(patients, as_of="2026-11-20", rules="lists", report="problems")
        database.execute("create or replace table screened as from screened")
        declared = rules.table("rules")
        database.execute("create or replace table rules as from declared")
        for row in database.sql(
            "select patient, verdict, at_most, problems from screened order by patient"
        ).fetchall():
            print(*row)


if __name__ == "__main__":
    main(*sys.argv[1:])
