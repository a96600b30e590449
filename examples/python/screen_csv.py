"""Screens the rows of a table as spreadsheets write it: one line a patient.

python examples/python/screen_csv.py rules/back-pain-massage.yaml examples/python/patients.csv

A cell that is empty was not recorded, `unknown` was asked and is not known, and several codes
stand between semicolons. What a cell says is for the rules to check: a wrong one is a problem of
that row.
"""

from __future__ import annotations

import csv
import sys
from decimal import Decimal
from typing import Any

import caveat
from caveat import FactKind


def answer(fact: caveat.Fact, cell: str) -> Any:
    if cell == "unknown":
        return None
    if fact.kind is FactKind.yes_no:
        return {"yes": True, "no": False}.get(cell, cell)
    if fact.kind is FactKind.choices:
        return cell.split(";")
    if fact.kind is FactKind.number:
        try:
            return Decimal(cell)
        except ArithmeticError:
            return cell
    return cell


def main(rule_file: str, table: str) -> None:
    rules = caveat.RuleSet.load(rule_file)
    with open(table, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            patient = row.pop("patient")
            facts = {name: answer(rules.facts[name], cell) for name, cell in row.items() if cell}
            screening = rules.screen(facts, patient=patient, as_of="2026-11-20")
            print(f"{patient}: {screening.verdict}, at most {screening.at_most}")
            for problem in screening.problems:
                print(f"  {problem.path}: {problem.message}")


if __name__ == "__main__":
    main(*sys.argv[1:])
