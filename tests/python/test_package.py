"""What is installed: types, stubs, versions, and no trace of the sources."""

from __future__ import annotations

import importlib.metadata
import inspect
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import caveat

PACKAGE = Path(caveat.__file__).parent
SOURCES = "src/adapters/python/caveat"


def test_it_is_the_installed_one(root: Path) -> None:
    assert PACKAGE.parent.name == "site-packages"

    def files(folder: Path) -> set[str]:
        return {
            str(file.relative_to(folder))
            for file in folder.rglob("*")
            if file.is_file() and file.suffix not in (".so", ".pyc")
        }

    assert files(PACKAGE) == files(root / SOURCES)
    assert caveat.__version__ == importlib.metadata.version("caveat")
    required = importlib.metadata.requires("caveat") or []
    assert all(each.endswith('extra == "spark"') for each in required) and len(required) == 2


def test_the_wheel_holds_what_it_should() -> None:
    wheel = Path(os.environ["CAVEAT_WHEEL"])
    assert wheel.stat().st_size < 4 * 1024 * 1024
    names = zipfile.ZipFile(wheel).namelist()
    inside = {name for name in names if name.startswith("caveat/")}
    assert all(name.startswith(("caveat/", "caveat.libs/", "caveat-")) for name in names)
    [binary] = [name for name in inside if name.endswith(".so")]
    # What the guide promises.
    assert "manylinux_2_34" in wheel.name
    is_abi3 = "-abi3-" in wheel.name
    assert binary.endswith(".abi3.so") is is_abi3
    assert {"caveat/py.typed", "caveat/_caveat.pyi"} <= inside
    assert any("licenses/LICENSE" in name for name in names)


def test_only_its_entrance_is_shown() -> None:
    """Symbols of what is inside would meet those of other modules."""
    [binary] = PACKAGE.glob("_caveat*.so")
    try:
        told = subprocess.run(
            ["nm", "-D", "--defined-only", binary], capture_output=True, text=True
        )
    except FileNotFoundError:
        pytest.skip("no nm here")
    shown = {line.split()[-1] for line in told.stdout.splitlines() if " T " in line}
    assert shown == {"PyInit__caveat"}


def test_every_public_name_says_what_it_is() -> None:
    silent = []
    for name in caveat.__all__:
        thing = getattr(caveat, name)
        if not inspect.getdoc(thing) or thing.__doc__ is None:
            silent.append(name)
        for member, value in vars(thing).items():
            if member.startswith("_"):
                continue
            function = value
            for wrapped in ("__func__", "fget", "func"):
                function = getattr(function, wrapped, function)
            if inspect.isfunction(function) and not function.__doc__:
                silent.append(f"{name}.{member}")
    assert silent == []


def test_the_stub_is_that_of_the_module(root: Path, tmp_path: Path) -> None:
    stubgen = pytest.importorskip("nanobind.stubgen")
    made = tmp_path / "_caveat.pyi"
    subprocess.run(
        [sys.executable, "-m", stubgen.__name__, "-q", "-m", "caveat._caveat", "-o", str(made)],
        check=True,
    )
    kept = root / SOURCES / "_caveat.pyi"
    if os.environ.get("CAVEAT_UPDATE_GOLDEN"):
        kept.write_text(made.read_text())
    assert made.read_text() == kept.read_text()


def mypy(*arguments: str) -> None:
    pytest.importorskip("mypy")
    told = subprocess.run(
        [sys.executable, "-m", "mypy", "--cache-dir", os.devnull, "--strict"]
        + ["--disable-error-code", "import-untyped", *arguments],  # pyarrow, pandas
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_types_hold(root: Path) -> None:
    examples = sorted(map(str, (root / "examples/python").glob("*.py")))
    assert examples
    mypy("-p", "caveat")
    mypy(*examples)


def example(root: Path, name: str, *arguments: str) -> str:
    told = subprocess.run(
        [sys.executable, str(root / "examples/python" / name), *arguments],
        capture_output=True,
        text=True,
        cwd=root,
    )
    assert told.returncode == 0, told.stderr
    return told.stdout


def test_the_examples_say_what_their_guide_shows(root: Path) -> None:
    for package in ("polars", "pandas", "pyarrow"):
        pytest.importorskip(package)
    guide = (root / "examples/python/README.md").read_text()
    shown = re.findall(r"```console\n\$ python examples/python/(.*?)\n(.*?)```", guide, re.DOTALL)
    assert len(shown) == 3
    for command, output in shown:
        assert example(root, *command.split()) == output


def test_rows_of_a_database_are_screened_and_written_back(root: Path, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    file = tmp_path / "patients.duckdb"
    with duckdb.connect(file) as database:
        database.execute(
            "create table patients as select range::varchar patient, range % 13 pain_nrs, "
            "case range % 3 when 0 then true when 1 then false end back_pain, "
            "case when range % 2 = 0 then ['neck', 'lower back'] end pain_regions from range(200000)"
        )
    rules = root / "rules/back-pain-massage.yaml"
    told = example(root, "screen_duckdb.py", str(rules), str(file))
    assert len(told.splitlines()) == 200_000
    loaded = caveat.RuleSet.load(rules)
    with duckdb.connect(file) as database:
        rows = database.execute(
            "select patient, pain_nrs, back_pain, pain_regions, verdict, fired, report "
            "from screened join patients using (patient) where patient::int % 997 = 0"
        ).fetchall()
        assert len(rows) == 201
        for patient, pain, back, regions, verdict, fired, report in rows:
            facts = {"pain_nrs": pain, "back_pain": back, "pain_regions": regions}
            one = loaded.screen(
                {key: value for key, value in facts.items() if value is not None},
                patient=patient,
                as_of="2026-11-20",
            )
            assert (verdict, fired) == (one.verdict, [rule.id for rule in one.fired])
            assert (report is not None) == bool(one.problems)
        assert database.execute("select count(*) from rules").fetchall() == [(len(loaded.rules),)]


def test_the_lines_of_the_readme_run(root: Path, tmp_path: Path) -> None:
    readme = (root / "README.md").read_text()
    [code] = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    (tmp_path / "rules.py").write_text(code)
    told = subprocess.run(
        [sys.executable, str(tmp_path / "rules.py")],
        capture_output=True,
        text=True,
        cwd=root / "examples",
    )
    assert told.returncode == 0, told.stderr
    assert "Choose a therapist who knows how to treat arthritis." in told.stdout
