"""Screens the rows of a table in PostgreSQL, and writes a table of verdicts beside it.

python examples/python/postgres.py rules/back-pain-massage.yaml postgresql:///clinic

Of `patients` each column is a fact by its name, or `patient`; `full_name` is none of the rules'
business. NULL was not recorded, and what is wrong with a row is counted in its `problems`. Rows come
and verdicts go a batch at a time, however many there are; `verdicts` is replaced in one
transaction, so it is of all patients or of the day before.

    pip install caveat adbc-driver-postgresql pyarrow
"""

from __future__ import annotations

import sys

from adbc_driver_postgresql import dbapi

import caveat

PATIENTS = "SELECT *, current_date AS as_of FROM patients ORDER BY patient"
COUNTS = "SELECT verdict, count(*) FROM verdicts GROUP BY verdict ORDER BY verdict"


def main(rule_file: str, database: str) -> None:
    rules = caveat.RuleSet.load(rule_file)
    # Two connections: one is busy with giving rows while the other takes verdicts.
    with dbapi.connect(database) as source, dbapi.connect(database) as target:
        with source.cursor() as patients, target.cursor() as verdicts:
            patients.execute(PATIENTS)
            screened = rules.screen_arrow(
                patients.fetch_arrow(), ignore=["full_name"], rules="lists", strings="plain"
            )
            verdicts.adbc_ingest("verdicts", screened, mode="replace")
            target.commit()
            verdicts.execute(COUNTS)
            for verdict, count in verdicts.fetchall():
                print(f"{verdict}: {count}")


if __name__ == "__main__":
    main(*sys.argv[1:])
