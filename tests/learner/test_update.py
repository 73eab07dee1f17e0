"""`course update`: the new version comes with the learner's work in it, or it is said why not."""

import json

import desks
import nbformat
import pytest
from desks import answer_cell, cell, written

from grader.learner import folder

STUB = "def forward(x, rate):\n    raise NotImplementedError"
CHECK = {"nbgrader": desks.MARKS | {"grade_id": "check", "solution": False, "grade": True}}
FIRST = (cell("markdown", "title", "# Dropout"), answer_cell(STUB), cell("code", "run", "run(1)"))


@pytest.fixture
def lesson(course, mine):
    """The learner's copy of the first version, as a list of cells that can be written again."""
    written(folder.notebook(course / "notebooks", "03_dropout"), *FIRST)
    folder.copy_missing(course, mine)
    return mine / "03_dropout" / "03_dropout.ipynb"


def released(course, *cells):
    """Release another version."""
    written(folder.notebook(course / "notebooks", "03_dropout"), *cells)


def texts(path):
    """The texts of a notebook's cells."""
    return ["".join(each["source"]) for each in json.loads(path.read_text())["cells"]]


def test_work_is_carried_into_the_new_version(run, course, mine, lesson):
    """New text, new checks and new cells come; the answer, its output and own cells stay."""
    answered = answer_cell(desks.ANSWER) | {"execution_count": 7}
    own = (cell("markdown", "note", desks.NOTE), cell("code", "mine", "my = 1"))
    written(lesson, FIRST[0], own[0], answered, FIRST[2], own[1])
    before = lesson.read_bytes()
    new = (cell("markdown", "title2", "# Dropout, again"), cell("markdown", "extra", "More."))
    released(course, *new, answer_cell(STUB), cell("code", "check", "check(forward)", CHECK))
    code, output, _ = run("update")
    expected = [desks.NOTE, "# Dropout, again", "More.", desks.ANSWER, "my = 1", "check(forward)"]
    assert code == 0
    assert texts(lesson) == expected
    assert json.loads(lesson.read_text())["cells"][3]["execution_count"] == 7
    (backup,) = (mine / "backups").iterdir()
    assert backup.read_bytes() == before
    assert str(backup) in output
    assert "of your answers carried over: 1" in output.lower()
    assert run("update")[1] == "Every lesson you have is up to date.\n"


def test_an_own_cell_follows_the_cell_above_it_that_still_exists(run, course, lesson):
    """Its neighbor is gone in the new version: it comes after the one before."""
    written(lesson, *FIRST, cell("code", "mine", "my = 1"))
    released(course, FIRST[0], answer_cell(STUB), cell("markdown", "end", "The end."))
    run("update")
    assert texts(lesson) == ["# Dropout", STUB, "my = 1", "The end."]


@pytest.mark.parametrize(
    ("mine_is", "new_is", "expected"),
    [
        ("run(1)", "run(2)", ["run(2)"]),
        ("run(9)", "run(1)", ["run(9)"]),
        ("run(9)", "run(2)", ["run(2)", "run(9)"]),
    ],
    ids=["the course's change", "the learner's change", "both"],
)
def test_a_cell_that_both_may_have_changed(run, course, lesson, mine_is, new_is, expected):
    """A change of one side counts; of two, neither is dropped."""
    written(lesson, *FIRST[:2], cell("code", "run", mine_is))
    released(course, cell("markdown", "title", "# New"), FIRST[1], cell("code", "run", new_is))
    run("update")
    assert texts(lesson) == ["# New", STUB, *expected]


SIGNATURES = {
    "def forward(x, rate, rng):\n    pass": True,
    "def forward(x, rate=0.5):\n    pass": True,
    "class forward:\n    def __init__(self):\n        pass": True,
    'def forward(x, rate):\n    """Another description."""': False,
}


@pytest.mark.parametrize(("stub", "changed"), SIGNATURES.items(), ids=range(len(SIGNATURES)))
def test_an_exercise_that_asks_for_something_else_is_shown_and_kept(
    run, course, lesson, stub, changed
):
    """The answer stays in its cell, and what is asked for now stands above it."""
    written(lesson, FIRST[0], answer_cell(desks.ANSWER), FIRST[2])
    released(course, FIRST[0], answer_cell(stub), FIRST[2])
    _, output, _ = run("update")
    found = texts(lesson)
    assert desks.ANSWER in found
    assert (stub in found[1]) is changed
    assert ("forward is asked for with other arguments" in output) is changed


def test_an_untouched_stub_becomes_the_new_one(run, course, lesson):
    """Nothing was answered, so nothing is carried over."""
    stub = "def forward(x, rate, rng):\n    raise NotImplementedError"
    released(course, FIRST[0], answer_cell(stub), FIRST[2])
    _, output, _ = run("update")
    assert texts(lesson) == ["# Dropout", stub, "run(1)"]
    assert "carried over" not in output


def test_an_exercise_that_is_gone_leaves_its_answer(run, course, lesson):
    """The answer becomes a cell of the learner's own, without grading marks."""
    written(lesson, FIRST[0], answer_cell(desks.ANSWER), FIRST[2])
    released(course, FIRST[0], FIRST[2])
    _, output, _ = run("update")
    kept = json.loads(lesson.read_text())["cells"][texts(lesson).index(desks.ANSWER)]
    assert "nbgrader" not in kept["metadata"]
    assert "forward is no exercise any more" in output


NOTES = ["", "{", "[]", "null", '{"03_dropout": 3}']


@pytest.mark.parametrize("note", [None, *NOTES], ids=range(len(NOTES) + 1))
def test_a_version_that_is_not_known_is_said_with_a_safe_way_on(run, course, mine, lesson, note):
    """The note of what was copied is gone or damaged, and so is the copied lesson."""
    written(lesson, FIRST[0], answer_cell(desks.ANSWER), FIRST[2])
    (mine / ".lessons" / "03_dropout.ipynb").unlink()
    (mine / ".lessons.json").unlink()
    if note is not None:
        (mine / ".lessons.json").write_text(note)
    assert run("update")[1] == "Every lesson you have is up to date.\n"
    (mine / ".lessons" / "03_dropout.ipynb").unlink()
    (mine / ".lessons.json").unlink()
    released(course, cell("markdown", "title", "# New"), *FIRST[1:])
    before = lesson.read_bytes()
    _, output, _ = run("update")
    assert "it is not known which version" in output
    assert "`course update 03_dropout`" in output
    assert "up to date" not in output
    assert lesson.read_bytes() == before
    run("update", "03")
    assert desks.ANSWER in texts(lesson)
    assert texts(lesson)[0] == "# New"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"cells": 3}', b"\0\0", b"\xff"])
def test_a_copy_that_cannot_be_read_is_named_and_left(run, lesson, content):
    """A sync tool or a full disk has cut it."""
    lesson.write_bytes(content)
    code, output, _ = run("update")
    assert code == 0
    assert "03_dropout: your copy is" in output
    assert "up to date" not in output
    assert lesson.read_bytes() == content


ODD = [{"nbgrader": "text"}, {"nbgrader": {}}, {"nbgrader": {"grade_id": 3, "solution": True}}]


@pytest.mark.parametrize("metadata", ODD)
@pytest.mark.parametrize("name", ["forward", "other", None])
def test_marks_that_another_tool_has_spoiled_cost_nothing(run, course, lesson, metadata, name):
    """Cells with odd marks, ids that repeat or none at all: is each text kept?"""
    odd = [cell("code", name, f"odd = {number}", metadata) for number in range(2)]
    if name is None:
        for each in odd:
            del each["id"]
    written(lesson, FIRST[0], answer_cell(desks.ANSWER), *odd)
    released(course, cell("markdown", "title", "# New"), *FIRST[1:])
    code, _, _ = run("update")
    assert code == 0
    assert {desks.ANSWER, "odd = 0", "odd = 1", "# New"} <= set(texts(lesson))


def test_line_ends_make_no_difference(run, course, lesson):
    """Git may write the course's files with those of Windows, and back."""
    path = folder.notebook(course / "notebooks", "03_dropout")
    unix = path.read_bytes()
    for content in (unix.replace(b"\n", b"\r\n"), unix):
        path.write_bytes(content)
        assert run("update")[1] == "Every lesson you have is up to date.\n"


def without_ids(path, *cells):
    """Write a notebook of format 4.4, in which cells have no ids."""
    written(path, *({k: v for k, v in each.items() if k != "id"} for each in cells))
    path.write_text(path.read_text().replace('"nbformat_minor": 5', '"nbformat_minor": 4'))


@pytest.mark.parametrize("write", [(0, 0, 1), (0, 1, 0), (1, 0, 0), (1, 1, 1)])
def test_cells_without_ids(run, course, mine, write):
    """Is work carried over where the old version, the new one or the copy is of format 4.4?"""
    first, new, copy = ((written, without_ids)[each] for each in write)
    path = folder.notebook(course / "notebooks", "03_dropout")
    first(path, *FIRST)
    folder.copy_missing(course, mine)
    lesson = mine / "03_dropout" / "03_dropout.ipynb"
    own = cell("code", "mine", "my = 1")
    copy(lesson, FIRST[0], own, answer_cell(desks.ANSWER), FIRST[2])
    new(path, cell("markdown", "title2", "# Again"), FIRST[0], answer_cell(STUB), FIRST[2])
    code, output, _ = run("update")
    assert code == 0, output
    assert texts(lesson) == ["# Again", "# Dropout", "my = 1", desks.ANSWER, "run(1)"]
    found = nbformat.read(lesson, as_version=nbformat.NO_CONVERT)
    nbformat.validate(found)
    assert found.nbformat_minor == 5
    assert run("update")[1] == "Every lesson you have is up to date.\n"


def test_an_untouched_copy_without_ids_is_replaced(run, course, mine):
    """Is nothing of the old version kept as if the learner had written it?"""
    path = folder.notebook(course / "notebooks", "03_dropout")
    without_ids(path, *FIRST, cell("code", "twice", "run(1)"))
    folder.copy_missing(course, mine)
    without_ids(
        path, cell("markdown", "t", "# New"), answer_cell(STUB), cell("code", "r", "run(2)")
    )
    run("update")
    assert texts(mine / "03_dropout" / "03_dropout.ipynb") == ["# New", STUB, "run(2)"]
