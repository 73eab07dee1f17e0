"""The notebooks in the repository are what a build of their sources gives."""

from pathlib import Path

import nbformat
import pytest

from grader.build.fingerprint import fingerprint, stored_fingerprint
from grader.build.leaks import check_released
from grader.build.pipeline import read_lessons
from grader.build.release import student_version
from grader.exercises import all_exercises

ROOT = Path(__file__).parents[2]
LESSONS = sorted(path.parent.name for path in ROOT.glob("solutions/*/*.py"))
MAX_BYTES = 2_000_000
STALE = "the committed notebook is not what its source gives: run `course build` and commit it"

every_lesson = pytest.mark.parametrize("name", LESSONS)


@pytest.fixture(scope="module")
def lessons():
    """The sources of all lessons, read and checked as a build does."""
    return {lesson.name: lesson for lesson in read_lessons(ROOT, None, all_exercises())}


def instructor(name):
    return nbformat.read(ROOT / "solutions" / name / f"{name}.ipynb", as_version=4)


def test_every_source_has_its_two_notebooks(lessons):
    """Is there no notebook without a source, and no source without its notebooks?"""
    assert list(lessons) == LESSONS != []
    for folder in ("solutions", "notebooks"):
        assert sorted(path.stem for path in ROOT.glob(f"{folder}/*/*.ipynb")) == LESSONS


@every_lesson
def test_the_student_notebook_is_a_fresh_release(lessons, name):
    """Is every released file, byte for byte, what a build would write now?"""
    released = student_version(ROOT, name, instructor(name))
    check_released(lessons[name], released)
    folder = ROOT / "notebooks" / name
    visible = [path for path in folder.glob("*") if not path.name.startswith(".")]
    assert {path.name: path.read_bytes() for path in visible} == released, STALE


@every_lesson
def test_the_outputs_are_those_of_the_present_code(lessons, name):
    """Has nothing changed that the stored outputs depend on?"""
    assert stored_fingerprint(instructor(name)) == fingerprint(ROOT, lessons[name]), STALE


@every_lesson
def test_the_instructor_notebook_has_the_source_s_cells(lessons, name):
    """Is the text of every cell that of the source, and was every code cell run?"""
    notebook = instructor(name)
    expected = [(cell.id, cell.source, cell.metadata) for cell in lessons[name].cells]
    found = [(cell.id, cell.source, cell.metadata) for cell in notebook.cells]
    assert found == expected, STALE
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    counts = [cell.execution_count for cell in code]
    assert counts == list(range(1, len(counts) + 1))


@every_lesson
def test_every_solution_earned_its_points(name):
    """Do the stored outputs show each check passed?"""
    outputs = {cell.id: cell.get("outputs") for cell in instructor(name).cells}
    for exercise in all_exercises().values():
        if exercise.lesson == name and not exercise.optional:
            (shown,) = outputs[f"{exercise.id}_check"]
            assert float(shown.data["text/plain"]) == exercise.points


@every_lesson
def test_no_notebook_is_heavy(name):
    """Do both notebooks stay under 2 MB, so that they open at once and diffs stay readable?"""
    for folder in ("solutions", "notebooks"):
        assert (ROOT / folder / name / f"{name}.ipynb").stat().st_size < MAX_BYTES


@every_lesson
def test_no_output_names_this_machine(name):
    """Are the stored outputs free of errors, and of paths that exist on one machine only?"""
    for cell in instructor(name).cells:
        for output in cell.get("outputs", []):
            expected = "raises-exception" in cell.metadata.get("tags", [])
            assert output.output_type != "error" or expected
            data = output.get("data", {})
            texts = [output.get("text", "")] + [data[kind] for kind in data if "text/" in kind]
            assert not any(str(place) in text for text in texts for place in (ROOT, Path.home()))
