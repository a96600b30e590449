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
    installed = {each.name for each in PACKAGE.iterdir() if each.is_file()}
    kept = {each.name for each in (root / SOURCES).iterdir() if each.is_file()}
    assert {name for name in installed if not name.endswith(".so")} == kept
    assert caveat.__version__ == importlib.metadata.version("caveat")
    assert importlib.metadata.requires("caveat") in (None, [])


def test_the_wheel_holds_what_it_should() -> None:
    wheel = Path(os.environ["CAVEAT_WHEEL"])
    assert wheel.stat().st_size < 4 * 1024 * 1024
    names = zipfile.ZipFile(wheel).namelist()
    inside = {name for name in names if name.startswith("caveat/")}
    assert all(name.startswith(("caveat/", "caveat.libs/", "caveat-")) for name in names)
    [binary] = [name for name in inside if name.endswith(".so")]
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
        [sys.executable, "-m", "mypy", "--cache-dir", os.devnull, "--strict", *arguments],
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
    guide = (root / "examples/python/README.md").read_text()
    shown = re.findall(r"```console\n\$ python examples/python/(.*?)\n(.*?)```", guide, re.DOTALL)
    assert len(shown) == 2
    for command, output in shown:
        assert example(root, *command.split()) == output


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
