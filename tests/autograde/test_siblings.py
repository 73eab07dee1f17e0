"""In an assignment of several notebooks, none is taken for another one."""

import copy

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook
from test_rebuild import marked

from grader.autograde import read_submission, rebuild

ANSWER = "def solve(x):\n    return 2 * x"
STUB = "def solve(x):\n    raise NotImplementedError"


def released(name, ids=None, title=False):
    """A notebook that shares a read-only cell, and the name that it asks for, with others."""
    ids = name if ids is None else ids
    cells = [
        marked("NAME = ''", "jupyter", locked=True),
        marked(STUB, f"solve_{ids}", solution=True),
        marked(f"assert solve(2) == 4  # {ids}", f"t_{ids}", grade=True, locked=True, points=2),
    ]
    if title:
        cells.insert(0, new_markdown_cell(f"# Notebook {name}"))
    return new_notebook(cells=cells)


OWN_IDS = {name: released(name) for name in ("p1", "p2")}
SAME_IDS = {name: released(name, "it", title=True) for name in ("p1", "p2")}


def answered(notebook):
    """The same with the answer."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        if cell.source == STUB:
            cell.source = ANSWER
    return notebook


def without_marks(notebook):
    """The same as a tool saves it that keeps neither metadata nor ids."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        cell.metadata = {}
        del cell["id"]
    return notebook


@pytest.fixture
def graded(tmp_path):
    """For each notebook of the assignment whether it got an answer, and what was found."""

    def graded(assignment, **files):
        for name, notebook in files.items():
            nbformat.write(notebook, tmp_path / f"{name}.ipynb")
        found = {}
        for name, source in assignment.items():
            beside = {other: each for other, each in assignment.items() if other != name}
            read = read_submission(tmp_path, name, source, {"far_away": "03_far"}, beside)
            done = read.notebook is not None and ANSWER in [
                cell.source for cell in rebuild(source, read.notebook)[0].cells
            ]
            found[name] = (done, read)
        return found

    return graded


def done(found):
    """The notebooks that got an answer."""
    return [name for name, (answer, _) in found.items() if answer]


@pytest.mark.parametrize("assignment", [OWN_IDS, SAME_IDS])
def test_one_notebook_handed_in_is_one_answered(graded, assignment):
    """Does the answer in p1 not count in p2, though they share cells and ask for one name?"""
    found = graded(assignment, p1=answered(assignment["p1"]))
    assert done(found) == ["p1"]
    assert found["p1"][1].repairs == ()
    assert found["p2"][1].reason == "p1.ipynb is the notebook of p1, not of p2."


@pytest.mark.parametrize("assignment", [OWN_IDS, SAME_IDS])
def test_an_untouched_notebook_stays_so(graded, assignment):
    """Is p2 the file of that name, with nothing to say of the other one?"""
    found = graded(assignment, p1=answered(assignment["p1"]), p2=assignment["p2"])
    assert done(found) == ["p1"]
    assert [read.repairs for _, read in found.values()] == [(), ()]


def test_both_count_and_names_may_be_exchanged(graded):
    """Do ids that one notebook alone has count for more than a file's name?"""
    found = graded(OWN_IDS, p1=answered(OWN_IDS["p2"]), p2=OWN_IDS["p1"])
    assert done(found) == ["p2"]
    assert found["p2"][1].repairs == (
        "The notebook should be called p2.ipynb: p1.ipynb was taken.",
    )


def test_a_file_of_the_others_name_with_cells_of_both_is_the_others(graded):
    """Is p1.ipynb not taken for p2 because one cell was pasted into it?"""
    notebook = answered(OWN_IDS["p1"])
    notebook.cells.append(copy.deepcopy(OWN_IDS["p2"].cells[2]))
    assert done(graded(OWN_IDS, p1=notebook)) == ["p1"]


def test_a_file_of_the_others_name_without_any_marks_is_the_others(graded):
    """Does the name decide where no cell tells?"""
    assert done(graded(OWN_IDS, p1=without_marks(answered(OWN_IDS["p1"])))) == ["p1"]


@pytest.mark.parametrize("assignment", [OWN_IDS, SAME_IDS])
@pytest.mark.parametrize("change", [copy.deepcopy, without_marks])
def test_a_file_of_another_name_is_the_notebook_that_it_is_most_like(graded, assignment, change):
    """Does a renamed file count once, whatever marks are left in it?"""
    assert done(graded(assignment, ada=change(answered(assignment["p1"])))) == ["p1"]


def test_one_file_of_both_has_each_answer_for_its_own_notebook(graded):
    """Does what was joined under another name count for both, but no answer for the other's?"""
    joined = answered(OWN_IDS["p1"])
    joined.cells += copy.deepcopy(OWN_IDS["p2"].cells)
    assert done(graded(OWN_IDS, all=joined)) == ["p1"]
    assert done(graded(OWN_IDS, all=answered(joined))) == ["p1", "p2"]


def test_a_cell_of_another_lesson_does_not_make_a_notebook_that_lessons(graded):
    """Is a notebook whose ids all are shared still one of the assignment?"""
    notebook = answered(SAME_IDS["p1"])
    notebook.cells.append(marked("x = 1", "far_away", locked=True))
    found = graded(SAME_IDS, p1=notebook)
    assert done(found) == ["p1"]
