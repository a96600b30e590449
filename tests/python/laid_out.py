"""Profiles as rows of a table: what columns can hold of each, and the same as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Optional

import pyarrow as pa

import caveat

#: Digits behind the point of a column, and before it: what has more is left out of a table.
PLACES = 4
MOST_DIGITS = 14
NUMBER = pa.decimal128(MOST_DIGITS + PLACES, PLACES)
CODES = pa.dictionary(pa.int32(), pa.string())


def _column(fact: Any, codes: pa.DataType) -> pa.DataType:
    kind = fact.kind.value
    if kind == "records":
        return pa.list_(pa.struct([(each.key, _column(each, codes)) for each in fact.fields]))
    return {
        "yes_no": pa.bool_(),
        "number": NUMBER,
        "choice": codes,
        "choices": pa.list_(pa.string()),
        "date": pa.string(),
    }[kind]


def _number(value: Any) -> Optional[Decimal]:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return None
    # Which zeros it was written with a column does not hold.
    number = Decimal(format(Decimal(value).normalize(), "f"))
    _, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    if -exponent > PLACES or len(digits) + exponent > MOST_DIGITS:
        return None
    return number


def _cell(fact: Any, value: Any) -> Any:
    """What a column of the fact holds of an answer; None: nothing."""
    kind = fact.kind.value
    if kind == "yes_no":
        return value if isinstance(value, bool) else None
    if kind == "number":
        return _number(value)
    if kind in ("choice", "date"):
        return value if isinstance(value, str) else None
    if not isinstance(value, list):
        return None
    if kind == "choices":
        return value if all(isinstance(each, str) for each in value) else None
    if not all(isinstance(each, dict) for each in value):
        return None
    fields = {each.key: each for each in fact.fields}
    return [
        {
            key: cell
            for key, answer in each.items()
            if key in fields and (cell := _cell(fields[key], answer)) is not None
        }
        for each in value
    ]


def row_of(rules: caveat.RuleSet, profile: Mapping[str, Any], patient: str) -> dict[str, Any]:
    """One row, by the names of its columns."""
    said: dict[str, Any] = {}
    not_known = []
    for name, value in profile["facts"].items():
        try:
            fact = rules.facts[name]
        except KeyError:
            continue
        if fact.key in said or fact.key in not_known:
            continue
        if value is None:
            not_known.append(fact.key)
        elif (cell := _cell(fact, value)) is not None:
            said[fact.key] = cell
    day = profile.get("as_of")
    order = list(rules.facts)
    return {
        "patient": patient,
        "as_of": day,
        **dict(sorted(said.items(), key=lambda pair: order.index(pair[0]))),
        "not_known": not_known,
    }


def mapping_of_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a row, as Python has them."""
    facts = {k: v for k, v in row.items() if k not in ("patient", "as_of", "not_known")}
    return {**facts, **dict.fromkeys(row["not_known"])}


def _written(value: Any) -> str:
    """As JSON, each number with the digits that it has."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Mapping):
        return f"{{{','.join(f'{_written(key)}:{_written(each)}' for key, each in value.items())}}}"
    if isinstance(value, list):
        return f"[{','.join(map(_written, value))}]"
    return json.dumps(value, ensure_ascii=False)


def json_of_row(row: Mapping[str, Any]) -> bytes:
    day = {} if row["as_of"] is None else {"as_of": row["as_of"]}
    profile = {"patient": row["patient"], **day, "facts": mapping_of_row(row)}
    return _written(profile).encode("utf-8", "surrogatepass")


def table_of(
    rules: caveat.RuleSet, rows: Iterable[Mapping[str, Any]], codes: pa.DataType = CODES
) -> pa.Table:
    """All of them, a column for each fact."""
    fields = [("patient", pa.string()), ("as_of", pa.string())]
    fields += [(fact.key, _column(fact, codes)) for fact in rules.facts.values()]
    fields += [("not_known", pa.list_(pa.string()))]
    return pa.Table.from_pylist(list(rows), schema=pa.schema(fields))
