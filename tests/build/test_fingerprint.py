"""The fingerprint: changes with everything that a lesson's outputs depend on, and nothing else."""

import pytest

from grader.build.fingerprint import fingerprint
from grader.build.lesson import read_lesson


def current(course):
    return fingerprint(course.root, read_lesson(course.root, course.name))


@pytest.mark.parametrize(
    ("path", "reached"),
    [
        ("grader/lab/plots.py", True),
        ("grader/lab/quizzes/double.toml", True),
        ("grader/lab/double/cases.py", True),
        ("grader/reference/double.py", True),
        ("grader/exercises/double/twice.py", True),
        ("grader/exercises/__init__.py", True),
        ("grader/exercises/halve/__init__.py", True),
        ("grader/verdict.py", True),
        ("grader/exercises/halve/half.py", False),
        ("grader/lab/quizzes/halve.toml", False),
        ("grader/lab/halve/cases.py", False),
        ("grader/autograde/rebuild.py", False),
        ("grader/build/report.py", False),
        ("grader/learner/folder.py", False),
        ("grader/sandbox/policy.py", False),
        ("grader/warm/child.py", False),
        ("grader/scoring/plan.py", False),
        ("grader/classroom/writer.py", False),
        ("grader/nbgrader_plugin/converter.py", False),
        ("grader/cli/app.py", False),
        ("grader/lab/.plots.py.swp", False),
        ("grader/lab/__pycache__/plots.cpython-311.pyc", False),
    ],
)
def test_it_changes_with_the_code_that_a_lesson_can_reach(course, path, reached):
    """Does a changed file of the package count when, and only when, a cell can reach it?"""
    for topic, lesson in (("double", course.name), ("halve", "02_halve")):
        package = course.root / "grader" / "exercises" / topic
        package.mkdir(parents=True)
        (package / "__init__.py").write_text(f'LESSON = "{lesson}"  # before\n')
    before = current(course)
    (course.root / path).parent.mkdir(parents=True, exist_ok=True)
    (course.root / path).write_text("changed = True\n")
    assert (current(course) != before) == reached


@pytest.mark.parametrize(
    ("old", "new", "counts"),
    [
        ("return sum(both)", "return x + x", True),
        ("# %%\n%config", '# %% tags=["raises-exception"]\n%config', True),
        ("# %%\n%config", '# %% tags=["skip-in-grading"]\n%config', False),
        ("# ### The end", "# ### The very end", False),
    ],
)
def test_it_changes_with_code_cells_only(course, old, new, counts):
    """Does prose leave it as it is?"""
    before = current(course)
    course.replace(old, new)
    assert (current(course) != before) == counts


def test_it_tells_a_renamed_file_from_another(course):
    """Do file names count, and not the bytes alone?"""
    before = current(course)
    (course.root / "grader/lab/plots.py").rename(course.root / "grader/lab/pictures.py")
    assert current(course) != before
