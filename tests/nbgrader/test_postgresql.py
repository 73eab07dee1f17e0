"""The gradebook on a PostgreSQL server, by nbgrader's own db_url."""

import csv
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import nbformat
import pytest
from outcomes import outcome, submission
from typed import nbgrader

from grader.nbgrader_plugin.writing import Writer, open_course

pytestmark = pytest.mark.slow

LESSON = "00_start_here"
PROGRAMS = Path("/usr/lib/postgresql")
OWNER = "postgres"
"""The server does not run as root; this user comes with Debian's package."""


@pytest.fixture(scope="module")
def server():
    """A server of its own on a unix socket; gives its gradebook's address.

    Its folder is not among pytest's: a socket's address must be short, and its owner get there.
    """
    found = sorted(PROGRAMS.glob("*/bin/pg_ctl"))
    if not found:
        reason = f"No PostgreSQL server found in {PROGRAMS}: install Debian's postgresql."
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with tempfile.TemporaryDirectory(prefix="gradebook-") as place:
        yield from _served(found[-1].parent, Path(place))


def _served(programs, place):
    """Have a server run in a folder while its address is in use."""
    as_owner = ["setpriv", "--reuid", OWNER, "--regid", OWNER, "--clear-groups"]
    if os.geteuid() == 0:
        shutil.chown(place, OWNER, OWNER)

    def run(program, *arguments):
        command = [*(as_owner if os.geteuid() == 0 else []), programs / program, *arguments]
        log = place / "server.log"
        with log.open("a") as said:
            done = subprocess.run(command, cwd=place, stdout=said, stderr=said, check=False)
        assert done.returncode == 0, log.read_text()

    data = str(place / "data")
    run("initdb", "--pgdata", data, "--username", OWNER, "--auth", "trust", "--no-sync")
    options = f"-c listen_addresses='' -c unix_socket_directories={place} -c fsync=off"
    run("pg_ctl", "--pgdata", data, "--options", options, "--wait", "start")
    try:
        run("createdb", "--host", str(place), "--username", OWNER, "gradebook")
        yield f"postgresql+psycopg://{OWNER}@/gradebook?host={place}"
    finally:
        run("pg_ctl", "--pgdata", data, "--mode", "immediate", "stop")


def test_a_class_on_postgresql(server, registered, tmp_path):
    """Are an assignment and scores kept there, and does nbgrader's own export read them?"""
    folder = Path(shutil.copytree(registered, tmp_path / "course"))
    (folder / "gradebook.db").unlink()
    config = folder / "nbgrader_config.py"
    config.write_text(f"{config.read_text()}\nc.CourseDirectory.db_url = {server!r}\n")
    released = nbformat.read(folder / "notebooks" / LESSON / f"{LESSON}.ipynb", as_version=4)
    writer = Writer(open_course(folder))
    assert writer.score("ann", LESSON) is None
    for _ in range(2):
        writer.register(LESSON)
        writer.save("ann", LESSON, outcome(released, 1.0), submission())
        writer.save("Zoë [2]", LESSON, outcome(released, 0.25), submission())
    assert (writer.score("ann", LESSON), writer.score("Zoë [2]", LESSON)) == (2.0, 0.5)
    writer.close()

    nbgrader(folder, "export", "--to", "grades.csv").check_returncode()
    with (folder / "grades.csv").open(newline="", encoding="utf-8") as file:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert scores == {"ann": 2.0, "Zoë [2]": 0.5}
    assert not (folder / "gradebook.db").exists()
