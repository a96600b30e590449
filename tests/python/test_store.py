"""Rule sets that are replaced while threads screen with them."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from conftest import SMALL

import caveat
from caveat import RuleSet, RuleStore


def version(number: int, at: int = 7) -> str:
    return SMALL.replace("1.0.0", f"1.0.{number}").replace("pain >= 7", f"pain >= {at}")


def write(file: Path, text: str) -> None:
    beside = file.with_suffix(".new")
    beside.write_text(text)
    beside.replace(file)


def test_a_store_takes_on_what_its_file_holds(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    write(file, version(0))
    store = RuleStore.open(file)
    first = store.current
    assert store.current is first and store.generation == 1
    assert store.reload().outcome == "unchanged"
    write(file, version(1))
    assert store.reload().outcome == "swapped"
    assert (store.current.version, first.version, store.generation) == ("1.0.1", "1.0.0", 2)
    write(file, "facts: [")
    refused = store.reload()
    assert refused.outcome == "refused" and refused.diagnostics and "^" in refused.rendered
    assert store.current.version == "1.0.1"
    file.unlink()
    assert store.reload().outcome == "unreadable"
    found = store.find(first.sha256)
    assert found == first and store.find("0" * 64) is None
    assert store.roll_back() and store.current == first
    with pytest.raises(caveat.RuleFileError):
        RuleStore.open(tmp_path / "none.yaml")


def test_what_changes_while_it_is_looked_at_waits(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    write(file, version(0))
    store = RuleStore.open(file)
    write(file, version(1))
    outcomes = [store.reload_if_changed().outcome for _ in range(3)]
    assert outcomes == ["unsettled", "swapped", "unchanged"]


def test_the_program_is_asked(tmp_path: Path) -> None:
    asked: list[tuple[str, str]] = []

    def accept(now: RuleSet, then: RuleSet) -> bool:
        asked.append((now.version, then.version))
        if then.version == "1.0.9":
            raise RuntimeError("on purpose")
        return len(then.rules) >= len(now.rules)

    store = RuleStore(RuleSet.loads(version(0)), accept=accept)
    assert store.offer(RuleSet.loads(version(1))).outcome == "swapped"
    fewer = "\n".join(version(2).splitlines()[:-1])
    refused = store.offer(RuleSet.loads(fewer))
    assert [each.code for each in refused.diagnostics] == ["not-accepted"]
    with pytest.raises(RuntimeError, match="on purpose"):
        store.offer(RuleSet.loads(version(9)))
    assert store.current.version == "1.0.1" and len(asked) == 3
    assert store.offer(RuleSet.loads(version(3))).outcome == "swapped"
    # A version about which the question failed is asked about again.
    file = tmp_path / "rules.yaml"
    write(file, version(3))
    failing = True

    def unsure(now: RuleSet, then: RuleSet) -> bool:
        if failing:
            raise RuntimeError("on purpose")
        return True

    store = RuleStore.open(file, accept=unsure)
    write(file, version(4))
    assert store.reload_if_changed().outcome == "unsettled"
    for _ in range(2):
        with pytest.raises(RuntimeError, match="on purpose"):
            store.reload_if_changed()
    failing = False
    assert store.reload_if_changed().outcome == "swapped"
    # Nothing is asked about what does not load.
    broken = tmp_path / "broken.yaml"
    broken.write_text("caveat: 1\n", encoding="utf-8")
    for path in (broken, tmp_path / "missing.yaml"):
        with pytest.raises(caveat.RuleFileError):
            RuleStore.open(path, accept=accept)
    assert len(asked) == 4


def test_each_report_is_of_one_whole_version(tmp_path: Path) -> None:
    texts = [version(at, 5 + at % 3) for at in range(4)]
    rules = [RuleSet.loads(text) for text in texts]
    facts = {"pain": 6, "seen": False}
    right = {each.sha256: each.screen(facts, as_of="2026-11-20").report() for each in rules}
    store = RuleStore(rules[0], keep=2)
    wrong: list[str] = []
    done = threading.Event()
    count = 0

    def screen() -> None:
        nonlocal count
        while not done.is_set():
            current = store.current
            if current.screen(facts, as_of="2026-11-20").report() != right[current.sha256]:
                wrong.append(current.version)
            count += 1

    threads = [threading.Thread(target=screen) for _ in range(4)]
    for each in threads:
        each.start()
    swapped = 0
    for at in range(1, 400):
        swapped += store.offer(rules[at % 4]).outcome == "swapped"
        time.sleep(0.001)
    done.set()
    for each in threads:
        each.join()
    assert wrong == [] and swapped == 399 and count > 400
