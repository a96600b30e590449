"""One session of three executors, each a process of its own, for all tests."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import caveat

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "rules/back-pain-massage.yaml"
DAY = "2026-11-20"


def started(home: Path) -> Any:
    """A session whose executors run below `home`."""
    import pyspark

    # Executors have their folders beside what Spark is made of: not in the installed package.
    installed = Path(pyspark.__file__).parent
    for part in ("bin", "jars", "python"):
        (home / part).symlink_to(installed / part)
    os.environ.update(
        SPARK_HOME=str(home),
        SPARK_LOCAL_IP="127.0.0.1",
        PYSPARK_PYTHON=sys.executable,
        PYSPARK_DRIVER_PYTHON=sys.executable,
    )
    from pyspark.sql import SparkSession

    return (
        SparkSession.builder.master("local-cluster[3,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.executor.memory", "640m")
        .config("spark.sql.shuffle.partitions", "6")
        .config("spark.sql.warehouse.dir", str(home / "warehouse"))
        .getOrCreate()
    )


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    pytest.importorskip("pyspark")
    session = started(tmp_path_factory.mktemp("spark"))
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="session")
def rules() -> caveat.RuleSet:
    return caveat.RuleSet.load(RULES)


@pytest.fixture(scope="session")
def command_line() -> str:
    return os.environ["CAVEAT_CLI"]


def told(command_line: str, files: list[Path], out: Path, *options: str) -> None:
    """What the command line makes of files, in a file."""
    with out.open("wb") as stream:
        run = subprocess.run(
            [command_line, "screen", str(RULES), *map(str, files), "--format", "ndjson"]
            + ["--as-of", DAY, *options],
            stdout=stream,
            check=False,
        )
    assert run.returncode in (0, 1)
