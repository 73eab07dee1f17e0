"""Of each mangled submission comes the right score, or none and the reason."""

import json
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from mangling import LESSON, answered, cases, is_answer, lay_out, read
from mangling import dump as dumped

from grader.sandbox.probing import missing, probe
from grader.scoring import submission
from grader.scoring.host import Host
from grader.scoring.score import score

pytestmark = pytest.mark.slow

CASES = cases()
POINTS = {"dropout_forward": 3.0, "dropout_backward": 2.0, "dropconnect_forward": 2.0}
"""The exercises that are judged, of those that the lesson has."""

IMPORTS = "import numpy as np\n\nfrom grader import check"
HOMES = {
    cell["id"]: name
    for name in ("00_start_here", LESSON)
    for cell in json.loads(answered(name))["cells"]
    if is_answer(cell)
}
RELEASED = nbformat.reads(dumped(read("notebooks")).decode(), as_version=4)
OWN = {cell.id for cell in RELEASED.cells}


def reduced(notebook):
    """A notebook with its imports, the exercises that are judged, and cells that were added."""
    kept = {name + end for name in POINTS for end in ("", "_check")}
    smaller = nbformat.from_dict(notebook)
    smaller.cells = [
        nbformat.v4.new_code_cell(IMPORTS, id="imports"),
        *(cell for cell in notebook.cells if cell.id in kept or cell.id not in OWN),
    ]
    return smaller


@pytest.fixture(scope="module")
def host():
    """One host for all."""
    if lacking := missing(probe()):
        pytest.skip(lacking)
    folder = Path(tempfile.mkdtemp(prefix="m"))
    host = Host(folder)
    yield host
    host.close()
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def outcome(host):
    """The outcome of a submission; what comes to the same notebook is scored once."""
    known = {}

    def outcome(found):
        smaller = found.notebook and reduced(found.notebook)
        key = nbformat.writes(smaller) if smaller else found.reason
        if key not in known:
            known[key] = score(replace(found, notebook=smaller), reduced(RELEASED), 7, host)
        return known[key]

    return outcome


@pytest.mark.parametrize("name", CASES)
def test_a_mangled_submission_is_scored_rightly(outcome, tmp_path, name):
    """Has each answer that could be read its points, and all else none and a reason?"""
    expected = CASES[name].EXPECTED
    folder = tmp_path / "submitted" / "ada" / LESSON
    folder.mkdir(parents=True)
    lay_out(folder, CASES[name].mangle(answered()))
    found = outcome(submission.read(folder, LESSON, RELEASED, HOMES))
    assert [verdict["exercise"] for verdict in found.verdicts] == list(POINTS)
    if "reason" in expected:
        assert expected["reason"] in found.reason
        assert [verdict["score"] for verdict in found.verdicts] == [0, 0, 0]
        return
    assert found.reason is None
    for verdict in found.verdicts:
        lost = verdict["exercise"] in expected.get("lost", ())
        assert verdict["score"] == (0 if lost else POINTS[verdict["exercise"]]), verdict
        assert verdict["status"] == ("not attempted" if lost else "passed")
