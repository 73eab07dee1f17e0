"""The notebooks in the repository are what a build of their sources gives."""

import re
from pathlib import Path

import nbformat
import pytest

from grader.build.fingerprint import fingerprint, stored_fingerprint
from grader.build.leaks import check_released
from grader.build.pipeline import read_lessons
from grader.build.release import student_version
from grader.build.several import sources
from grader.exercises import all_exercises

ROOT = Path(__file__).parents[2]
LESSONS = sorted({path.parent.name for path in ROOT.glob("solutions/*/*.py")})
NOTEBOOKS = [Path(name, file) for name in LESSONS for file in sources(ROOT, name)]
MAX_BYTES = 2_000_000
STALE = "the committed notebook is not what its source gives: run `course build` and commit it"

every_lesson = pytest.mark.parametrize("name", LESSONS)
every_notebook = pytest.mark.parametrize("which", NOTEBOOKS, ids=lambda which: which.name)


@pytest.fixture(scope="module")
def lessons():
    """The sources of all notebooks, read and checked as a build does."""
    found = read_lessons(ROOT, None, all_exercises())
    return {Path(lesson.name, lesson.path.stem): lesson for lesson in found}


def instructor(which):
    return nbformat.read(ROOT / "solutions" / f"{which}.ipynb", as_version=4)


def test_every_source_has_its_two_notebooks(lessons):
    """Is there no notebook without a source, and no source without its notebooks?

    An assignment of an instructor's own may be a notebook alone.
    """
    assert list(lessons) == NOTEBOOKS != []
    for folder in ("solutions", "notebooks"):
        paths = sorted(p for p in ROOT.glob(f"{folder}/*/*.ipynb") if p.parent.name in LESSONS)
        assert [path.relative_to(ROOT / folder).with_suffix("") for path in paths] == NOTEBOOKS


@every_lesson
def test_the_student_notebook_is_a_fresh_release(lessons, name):
    """Is every released file, byte for byte, what a build would write now?"""
    notebooks = {which.name: instructor(which) for which in NOTEBOOKS if which.parts[0] == name}
    released = student_version(ROOT, name, notebooks)
    together = [lesson for lesson in lessons.values() if lesson.name == name]
    for lesson in together:
        check_released(lesson, released, together)
    folder = ROOT / "notebooks" / name
    visible = [path for path in folder.glob("*") if not path.name.startswith(".")]
    assert {path.name: path.read_bytes() for path in visible} == released, STALE


@every_notebook
def test_the_outputs_are_those_of_the_present_code(lessons, which):
    """Has nothing changed that the stored outputs depend on?"""
    assert stored_fingerprint(instructor(which)) == fingerprint(ROOT, lessons[which]), STALE


@every_notebook
def test_the_instructor_notebook_has_the_source_s_cells(lessons, which):
    """Is the text of every cell that of the source, and was every code cell run?"""
    notebook = instructor(which)
    expected = [(cell.id, cell.source, cell.metadata) for cell in lessons[which].cells]
    found = [(cell.id, cell.source, cell.metadata) for cell in notebook.cells]
    assert found == expected, STALE
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    counts = [cell.execution_count for cell in code]
    assert counts == list(range(1, len(counts) + 1))


@every_notebook
def test_every_solution_earned_its_points(which):
    """Do the stored outputs show each check passed?"""
    outputs = {cell.id: cell.get("outputs") for cell in instructor(which).cells}
    for exercise in all_exercises().values():
        if exercise.lesson == which.name and not exercise.optional:
            (shown,) = outputs[f"{exercise.id}_check"]
            assert float(shown.data["text/plain"]) == exercise.points


@every_notebook
def test_no_notebook_is_heavy(which):
    """Do both notebooks stay under 2 MB, so that they open at once and diffs stay readable?"""
    for folder in ("solutions", "notebooks"):
        assert (ROOT / folder / f"{which}.ipynb").stat().st_size < MAX_BYTES


@every_notebook
def test_no_output_names_this_machine(which):
    """Are the stored outputs free of errors, and of paths that exist on one machine only?"""
    for cell in instructor(which).cells:
        for output in cell.get("outputs", []):
            expected = "raises-exception" in cell.metadata.get("tags", [])
            assert output.output_type != "error" or expected
            data = output.get("data", {})
            texts = [output.get("text", "")] + [data[kind] for kind in data if "text/" in kind]
            assert not any(str(place) in text for text in texts for place in (ROOT, Path.home()))


@every_notebook
def test_no_line_of_a_paragraph_reads_as_a_list_item(which):
    """Does each numbered item of the text count on, so that no year or number begins a list?"""
    for cell in instructor(which).cells:
        if cell.cell_type == "markdown":
            numbers = [int(n) for n in re.findall(r"^ *(\d+)[.)] ", cell.source, re.MULTILINE)]
            assert numbers == list(range(1, len(numbers) + 1)), cell.source
