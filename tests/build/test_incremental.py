"""The build: the same bytes every time, and only what changed is executed."""

import nbformat
import pytest

from grader.build import BuildError

pytestmark = pytest.mark.slow


def runs(course):
    """How often the lesson was executed, by its own count."""
    return len(course.runs.read_text().split()) if course.runs.exists() else 0


def test_a_second_build_changes_no_file(course):
    """Is everything as it was, down to the time of its last change?"""
    course.build()
    before = course.snapshot()
    course.build()
    assert course.snapshot() == before
    assert {course.instructor, course.student} <= set(before)


def test_a_build_from_scratch_gives_the_same_student_notebook(course):
    """Does the student version depend on nothing but the source?"""
    course.build()
    student = course.student.read_bytes()
    course.instructor.unlink()
    course.student.unlink()
    course.build()
    assert runs(course) == 2
    assert course.student.read_bytes() == student


def test_outputs_are_kept(course):
    """Does the instructor's version show what the check gave?"""
    course.build()
    notebook = nbformat.read(course.instructor, as_version=4)
    nbformat.validate(notebook)
    check = next(cell for cell in notebook.cells if cell.id == "double_check")
    assert check.outputs[0].data["text/plain"] == "2.0"


def test_a_change_of_a_code_cell_executes_the_lesson(course):
    """Do the outputs follow the code, and is the fingerprint then the new one?"""
    course.build()
    course.replace("return 2.0 *", "return 1.0 *")
    course.build()
    course.build()
    assert runs(course) == 2
    assert '"1.0"' in course.instructor.read_text()


def test_a_change_of_prose_reaches_both_notebooks_without_execution(course):
    """Is a corrected sentence cheap, and are the outputs still there?"""
    course.build()
    course.replace("# ### The end", "# ### The very end")
    course.build()
    assert runs(course) == 1
    assert "The very end" in course.instructor.read_text()
    assert "The very end" in course.student.read_text()
    assert '"2.0"' in course.instructor.read_text()


def test_a_failing_cell_is_named_and_nothing_is_written(course):
    """Does the message hold lesson, line, cell, and the error's last line?"""
    course.build()
    course.replace("check(double)\n", "check(double)\n\n# %%\nprint(1)\n1 / 0\n")
    before = course.snapshot()
    with pytest.raises(BuildError) as caught:
        course.build()
    message = str(caught.value)
    line = course.source.read_text().splitlines().index("print(1)") + 1
    assert message.startswith(f"solutions/01_double/01_double.py, line {line}, cell ")
    assert "failed with ZeroDivisionError: division by zero" in message
    assert "1 / 0" in message
    written = {course.instructor, course.student}
    assert {k: v for k, v in course.snapshot().items() if k in written} == {
        k: v for k, v in before.items() if k in written
    }


@pytest.mark.parametrize(
    ("code", "reason"),
    [("import os; os._exit(1)", "the kernel died"), ("while True: pass", "ran for more than 2 s")],
)
def test_a_cell_that_never_answers_is_named(course, monkeypatch, code, reason):
    """Does a build end with a sentence when a kernel dies or a cell does not end?"""
    monkeypatch.setattr("grader.build.execution.CELL_TIMEOUT", 2)
    course.replace("check(double)\n", f"check(double)\n\n# %%\n{code}\n")
    line = course.source.read_text().splitlines().index(code) + 1
    with pytest.raises(BuildError, match=rf"01_double\.py, line {line}, cell .*{reason}"):
        course.build()
    assert not course.instructor.exists()


def test_the_build_says_what_it_does(course):
    """Are progress and time told in plain lines where there is no terminal, and what it wrote?"""
    course.build()
    course.build()
    first, second, third, fourth = course.said.getvalue().splitlines()
    assert first == "01_double: running 3 code cells"
    assert second.startswith("01_double: ran in ")
    both = "solutions/01_double/01_double.ipynb and notebooks/01_double/01_double.ipynb"
    assert third == f"01_double: rewrote {both}"
    assert fourth == "01_double: up to date"


def test_a_corrected_text_is_no_lesson_that_is_up_to_date(course):
    """Does the build name the notebooks that it rewrote, though no cell has run?"""
    course.build()
    course.said.truncate(0)
    course.replace("# ### The end", "# ### The very end")
    course.build()
    said = course.said.getvalue()
    assert "rewrote solutions/01_double/01_double.ipynb and notebooks/01_double/" in said
    assert "with the outputs of the last run" in said
    assert "up to date" not in said


@pytest.mark.parametrize("became", ["until = 2036-01-01\n", None])
def test_what_an_exam_became_reaches_the_release_without_execution(course, became):
    """Does exam mode come off, or end on another date, and is it said which file was touched?"""
    exam = course.source.with_name("exam.toml")
    released = course.student.with_name("exam.toml")
    exam.write_text("until = 2035-01-01\n")
    course.build()
    assert released.read_text() == "until = 2035-01-01\n"
    course.said.truncate(0)
    if became:
        exam.write_text(became)
    else:
        exam.unlink()
    course.build()
    assert (released.read_text() if released.exists() else None) == became
    said = course.said.getvalue()
    assert "notebooks/01_double/exam.toml" in said
    assert "up to date" not in said
    assert runs(course) == 1


def test_a_notebook_whose_source_has_gone_is_removed_and_nothing_else(course):
    """Does the build keep what it has not made, and not call the lesson up to date?"""
    course.build()
    old, own = course.student.with_name("old.ipynb"), course.student.with_name("own.csv")
    old.write_text("{}")
    own.write_text("1\n")
    course.said.truncate(0)
    course.build()
    assert not old.exists()
    assert own.exists()
    assert "removed notebooks/01_double/old.ipynb" in course.said.getvalue()
    assert "up to date" not in course.said.getvalue()
