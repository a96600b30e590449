"""The example for PostgreSQL, with a server of its own that nobody else can reach."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import caveat

dbapi = pytest.importorskip("adbc_driver_postgresql.dbapi")

TABLE = """
CREATE TABLE patients (
    patient text PRIMARY KEY, full_name text, back_pain boolean, pain_nrs smallint,
    pain_regions text[], medical_check_done boolean);
INSERT INTO patients VALUES
    ('p1', 'A', true, 8, '{lower_back}', false),
    ('p2', 'B', true, 3, '{upper_back}', NULL),
    ('p3', NULL, false, 0, NULL, NULL),
    ('p4', 'D', true, 12, '{lower_back,upper_back}', true),
    ('p5', 'E', true, 2, '{elbow}', true);
INSERT INTO patients (patient, back_pain, pain_nrs)
    SELECT 'q' || n, n % 3 > 0, n % 11 FROM generate_series(1, 20000) AS n;
"""


def programs() -> Path:
    """The folder of the server's programs, which Debian puts on nobody's path."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        if (folder / "initdb").exists():
            return folder
    if os.environ.get("CAVEAT_NEEDS_PYTHON"):
        pytest.fail("there is no PostgreSQL; cmake/install-dependencies.sh --all installs it")
    pytest.skip("there is no PostgreSQL here")


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """A cluster in a folder of its own, reached by a socket in that folder and not by the network."""
    bin_ = programs()
    folder = Path(tempfile.mkdtemp(prefix="caveat-", dir="/tmp"))  # a socket's path is short
    as_user: list[str] = []
    if os.geteuid() == 0:  # which the server refuses
        try:
            user = pwd.getpwnam("postgres")
        except KeyError:
            user = pwd.getpwnam("nobody")
        os.chown(folder, user.pw_uid, user.pw_gid)
        as_user = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]

    def run(program: str, *arguments: str) -> None:
        command = [*as_user, str(bin_ / program), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)

    try:
        run("initdb", "-A", "trust", "-U", "clinic", "--locale=C.UTF-8", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql:///postgres?host={folder}&user=clinic"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def rows(database: str, query: str) -> list[tuple[Any, ...]]:
    with dbapi.connect(database) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def test_rows_of_a_table_are_screened_and_verdicts_written_beside_them(
    database: str, root: Path, massage: caveat.RuleSet
) -> None:
    with dbapi.connect(database, autocommit=True) as connection, connection.cursor() as cursor:
        for statement in TABLE.split(";\n"):
            if statement.strip():
                cursor.execute(statement)
    example = [sys.executable, str(root / "examples/python/postgres.py")]
    rule_file = str(root / "rules/back-pain-massage.yaml")
    for _ in range(2):  # a second run replaces what the first has written
        said = subprocess.run([*example, rule_file, database], check=True, capture_output=True, text=True)
        counts = dict(line.split(": ") for line in said.stdout.splitlines())
        assert sum(map(int, counts.values())) == 20_005

    # Each of those above, and one of some hundred of the others.
    some = "WHERE patient < 'q' OR md5(patient) < '02' ORDER BY patient"
    given = rows(database, f"SELECT * FROM patients {some}")
    told = "patient, as_of, verdict, at_most, problems, fired, undecided"
    written = rows(database, f"SELECT {told} FROM verdicts {some}")
    assert [row[0] for row in written] == [row[0] for row in given]
    assert len(given) > 50
    names = ("patient", "full_name", "back_pain", "pain_nrs", "pain_regions", "medical_check_done")
    for row, (patient, day, verdict, at_most, problems, fired, undecided) in zip(given, written):
        facts = {name: answer for name, answer in zip(names, row) if answer is not None}
        assert facts.pop("patient") == patient
        facts.pop("full_name", None)
        alone = massage.screen(facts, patient=patient, as_of=day)
        assert (verdict, at_most) == (str(alone.verdict), str(alone.at_most)), patient
        assert problems == sum(each.severity == "error" for each in alone.problems), patient
        assert fired == [rule.id for rule in alone.fired], patient
        assert undecided == [rule.id for rule in alone.undecided], patient
    assert [row[4] for row in written[:5]] == [0, 0, 0, 1, 1]


def test_what_cannot_be_screened_leaves_the_verdicts_of_before(database: str, root: Path) -> None:
    before = rows(database, "SELECT * FROM verdicts ORDER BY patient LIMIT 20")
    with dbapi.connect(database, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute("ALTER TABLE patients ADD COLUMN pian integer")
    told = subprocess.run(
        [
            sys.executable,
            str(root / "examples/python/postgres.py"),
            str(root / "rules/back-pain-massage.yaml"),
            database,
        ],
        capture_output=True,
        text=True,
    )
    assert told.returncode != 0
    assert "no fact is called `pian`" in told.stderr
    assert rows(database, "SELECT * FROM verdicts ORDER BY patient LIMIT 20") == before
