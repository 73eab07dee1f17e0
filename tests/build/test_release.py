"""The student version: everything but what students must not see."""

import nbformat
import pytest

from grader.build import BuildError
from grader.build.leaks import check_released
from grader.build.lesson import read_lesson
from grader.build.release import student_version


def lesson_of(course):
    return read_lesson(course.root, course.name)


def released(course):
    return student_version(course.root, course.name, {course.name: lesson_of(course).notebook})


def test_the_notebook_alone_is_released(course):
    """Does the source with its solutions stay behind, with all hidden and compiled files?"""
    folder = course.source.parent
    for stray in (".notes", ".ipynb_checkpoints/old.ipynb", "__pycache__/x.pyc"):
        (folder / stray).parent.mkdir(exist_ok=True)
        (folder / stray).write_text("secret")
    assert list(released(course)) == ["01_double.ipynb"]


def test_data_beside_a_lesson_is_released(course):
    """Do the files that a lesson reads reach the students?"""
    (course.source.parent / "numbers.csv").write_text("1,2\n")
    assert released(course)["numbers.csv"] == b"1,2\n"


def test_the_answer_is_a_friendly_stub(course):
    """Is the solution replaced where it stood, signature and docstring kept?"""
    notebook = nbformat.reads(released(course)["01_double.ipynb"].decode(), as_version=4)
    cells = {cell.id: cell for cell in notebook.cells}
    assert cells["double"].source == (
        'def double(x):\n    """Twice x."""\n    raise NotImplementedError("Not written yet: '
        'put your answer here, then run the check below.")'
    )
    assert cells["double_check"].source == "check(double)"
    assert cells["double_check"].metadata.editable is False


def test_each_region_becomes_a_stub(course):
    """Are both methods of a class cleared, and are their lines held to be secret?"""
    course.replace(
        "    return sum(both)\n", "    ### END SOLUTION\n    ### BEGIN SOLUTION\n    return 2 * x\n"
    )
    text = released(course)["01_double.ipynb"].decode()
    assert text.count("raise NotImplementedError") == 2
    check_released(lesson_of(course), released(course))


def test_cells_for_maintainers_stay_behind(course):
    """Does a cell with that tag not reach students, and every other one?"""
    old = "# %% [markdown]\n# ### The end"
    course.replace(old, f'# %% tags=["for-maintainers"]\nassert runs.exists()\n\n{old}')
    lesson, files = lesson_of(course), released(course)
    notebook = nbformat.reads(files["01_double.ipynb"].decode(), as_version=4)
    ids = [cell.id for cell in lesson.cells if "assert runs" not in cell.source]
    assert [cell.id for cell in notebook.cells] == ids
    assert len(ids) == len(lesson.cells) - 1
    check_released(lesson, files)


def test_a_section_and_code_can_be_folded_away(course):
    """Do the two tags become what JupyterLab reads, in the student version too?"""
    course.replace("# %% [markdown]\n# ## The", '# %% [markdown] tags=["collapsed"]\n# ## The')
    course.replace("# %%\n%config", '# %% tags=["hidden-code", "nbval-skip"]\n%config')
    notebook = nbformat.reads(released(course)["01_double.ipynb"].decode(), as_version=4)
    folded = [cell for cell in notebook.cells if "jp-MarkdownHeadingCollapsed" in cell.metadata]
    assert [cell.source for cell in folded] == ["## The exercise"]
    assert "tags" not in folded[0].metadata
    (hidden,) = (cell for cell in notebook.cells if cell.metadata.get("jupyter"))
    assert hidden.source.startswith("%config")
    assert hidden.metadata["jupyter"] == {"source_hidden": True}
    assert hidden.metadata.tags == ["nbval-skip"]


def test_the_release_has_the_ids_of_the_source(course):
    """Can a submission's cells be matched with the instructor's by id?"""
    notebook = nbformat.reads(released(course)["01_double.ipynb"].decode(), as_version=4)
    assert [cell.id for cell in notebook.cells] == [cell.id for cell in lesson_of(course).cells]


def test_outputs_and_the_build_s_metadata_are_not_released(course):
    """Does an executed notebook release the same bytes as one that never ran?"""
    fresh, notebook = released(course), lesson_of(course).notebook
    notebook.metadata["course_build"] = {"fingerprint": "f00"}
    notebook.cells[1].outputs = [nbformat.v4.new_output("stream", text="seen\n")]
    notebook.cells[1].execution_count = 1
    assert student_version(course.root, course.name, {course.name: notebook}) == fresh


def test_a_release_without_secrets_is_accepted(course):
    """Does the lesson as it stands pass?"""
    check_released(lesson_of(course), released(course))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("runs =", "both = [x for _ in range(2)]\nruns ="),
        ("# ### The end", "# ### The end\n#     both=[x for _ in range(2)]"),
    ],
)
def test_a_solution_line_elsewhere_in_the_lesson_is_refused(course, old, new):
    """Is a line of the solution noticed in other cells, with other spacing and in prose?"""
    course.replace(old, new)
    before = course.snapshot()
    with pytest.raises(BuildError, match=r"shows students the solution line 'both ?= ?\[x"):
        course.build()
    assert course.snapshot() == before


@pytest.mark.parametrize(
    "line",
    ["return sum(both)", "from keras.layers import Dense, Dropout", "keras.Input((28, 28, 1)),"],
)
def test_a_line_that_tells_nothing_may_stand_elsewhere(course, line):
    """May short lines, imports and the shape of an input stand in other cells?"""
    lesson = lesson_of(course)
    lesson.cells[3].source = f"### BEGIN SOLUTION\n{line}"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(line)])
    check_released(lesson, {"01_double.ipynb": nbformat.writes(notebook).encode()})


def spoil(course, change):
    """The released files after a change of the student notebook."""
    files = released(course)
    notebook = nbformat.reads(files["01_double.ipynb"].decode(), as_version=4)
    change(notebook)
    return files | {"01_double.ipynb": nbformat.writes(notebook).encode()}


SPOILT = {
    "has outputs": lambda nb: nb.cells[1].update(execution_count=1),
    "BEGIN SOLUTION": lambda nb: nb.cells[3].update(source="### BEGIN SOLUTION"),
    "END HIDDEN TESTS": lambda nb: nb.cells[4].metadata.update(note="END HIDDEN TESTS"),
    "course_build": lambda nb: nb.metadata.update(course_build={"fingerprint": "f00"}),
}


@pytest.mark.parametrize("reason", SPOILT)
def test_a_release_with_a_secret_is_refused(course, reason):
    """Is each thing that must not be there noticed?"""
    with pytest.raises(BuildError, match=reason):
        check_released(lesson_of(course), spoil(course, SPOILT[reason]))


@pytest.mark.parametrize("name", ["helper.py", "old.ipynb"])
def test_other_code_beside_the_notebook_is_refused(course, name):
    """Would a forgotten copy of the solutions be noticed?"""
    with pytest.raises(BuildError, match=name):
        check_released(lesson_of(course), released(course) | {name: b"secret"})


def test_what_nbgrader_refuses_is_a_sentence(course):
    """Is nbgrader's own reason in the message?"""
    notebook = lesson_of(course).notebook
    notebook.cells[3].source += "\n### BEGIN SOLUTION"
    with pytest.raises(BuildError, match=r"01_double: nbgrader .* no end solution statement"):
        student_version(course.root, course.name, {course.name: notebook})


def test_a_folder_without_configuration_is_no_course(course):
    """Is the missing configuration named, and nothing written?"""
    (course.root / "nbgrader_config.py").unlink()
    before = course.snapshot()
    with pytest.raises(BuildError, match=r"nbgrader_config\.py is missing"):
        course.build()
    assert course.snapshot() == before
