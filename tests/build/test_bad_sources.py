"""A source that is not right is refused, by file, line and cell, before anything happens."""

import re

import pytest

from grader.build import BuildError

REGION = """\
    ### BEGIN SOLUTION
    both = [x for _ in range(2)]
    return sum(both)
    ### END SOLUTION
"""
GRADED = '"grade": true, "solution": false, "locked": true, "schema_version": 3'

# What is replaced, by what, a part of the line that the message must name, a part of the message.
FAULTS = {
    "a duplicate id": (
        "# %% [markdown]\n# ### The end",
        f'# %% nbgrader={{{GRADED}, "grade_id": "double_check", "points": 2}}\ncheck(sum)',
        "check(sum)",
        'cell "double_check"',
    ),
    "a syntax error": ("return 2.0 *", "return 2.0 * *", "return 2.0 * *", "syntax error"),
    "a stray return": ("    return 2.0", "return 2.0", "return 2.0", "syntax error"),
    "an unknown id": ('"double_check"', '"dubble_check"', "check(double)", "dubble_check"),
    "other points": ('"points": 2', '"points": 3', "check(double)", "worth 3 points"),
    "another check": ("\ncheck(double)", "\ncheck(sum)", "check(sum)", "'check(sum)'"),
    "a longer check": ("\ncheck(double)", "\ncheck(double)\nx = 1", "check(double)", "one line"),
    "an open check": ('"grade": true', '"grade": false', "check(double)", "grade true"),
    "an editable check": ('"locked": true', '"locked": false', "check(double)", "locked true"),
    "no solution region": (REGION, "    return x + x\n", "def double(x)", "BEGIN SOLUTION"),
    "an open region": ("    ### END SOLUTION\n", "", "def double(x)", "END SOLUTION"),
    "an empty region": (
        "both = [x for _ in range(2)]\n    return sum(both)\n",
        "\n",
        "BEGIN SOLUTION",
        "empty",
    ),
    "nested regions": ("    both =", "    ### BEGIN SOLUTION\n    both =", "def double(x)", "END"),
    "an empty second region": (
        "    ### END SOLUTION\n",
        "    ### END SOLUTION\n    ### BEGIN SOLUTION\n    ### END SOLUTION\n",
        "BEGIN SOLUTION",
        "empty",
    ),
    "a stray region": ("runs =", "### BEGIN SOLUTION\nruns =", "### BEGIN", "outside"),
    "hidden tests": ("runs =", "### BEGIN HIDDEN TESTS\nruns =", "### BEGIN", "hidden tests"),
    "a skipped heading": ("# ### The end", "# #### The end", "#### The end", "level 4"),
    "a second title": ("# ## The exercise", "# # The exercise", "# # The", "second H1"),
    "no title": ("# # Doubling", "# Doubling", "## The exercise", "'#' is due"),
    "a late title": ("# # Doubling", "# ## Doubling", "# ## Doubling", "'#' is due"),
    "an old schema": ('"schema_version": 3', '"schema_version": 2', "def double", "schema"),
    "unknown metadata": ('"solution": true', '"solution": true, "x": 1', "def double", "'x'"),
    "a skipped answer": (
        "\n# %% nbgrader=",
        '\n# %% tags=["skip-in-grading"] nbgrader=',
        "def double(x)",
        "skip-in-grading",
    ),
    "a skipped check": (
        '%% nbgrader={"grade": true',
        '%% tags=["skip-in-grading"] nbgrader={"grade": true',
        "check(double)",
        "skip-in-grading",
    ),
    "a section folded away that is none": (
        "# %% [markdown]\n# ### The end",
        '# %% [markdown] tags=["collapsed"]\n# The end',
        "The end",
        "begins a section",
    ),
    "prose with hidden code": (
        "# %% [markdown]\n# ### The end",
        '# %% [markdown] tags=["hidden-code"]\n# ### The end',
        "### The end",
        "is for code",
    ),
    "a check for maintainers": (
        '%% nbgrader={"grade": true',
        '%% tags=["for-maintainers"] nbgrader={"grade": true',
        "check(double)",
        "for-maintainers",
    ),
    "a question in words without a rubric": (
        "# %% [markdown]\n# ### The end",
        '# %% [markdown] nbgrader={"grade": true, "grade_id": "why", "points": 1, "locked": false, '
        '"schema_version": 3, "solution": true}\n# ### BEGIN SOLUTION\n# So.\n# ### END SOLUTION',
        "### BEGIN SOLUTION",
        "Rubric:",
    ),
    "an empty id": ('"grade_id": "double"', '"grade_id": ""', "def double", "grade_id is empty"),
    "a long id": ('"double_check"', f'"{"d" * 65}"', "check(double)", "1 to 64 characters"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_by_line_and_cell_and_changes_nothing(course, fault):
    """Does the message lead to the fault, and is every file as it was?"""
    old, new, named, reason = FAULTS[fault]
    course.replace(old, new)
    before = course.snapshot()
    with pytest.raises(BuildError, match=re.escape(reason)) as caught:
        course.build()
    place = r"solutions/01_double/01_double\.py, line (\d+), cell \"[\w-]+\": "
    line = int(re.match(place, str(caught.value))[1])
    assert named in course.source.read_text().splitlines()[line - 1]
    assert course.snapshot() == before


def test_a_check_cell_must_follow_its_solution_cell(course):
    """Is a check that stands before the answer refused?"""
    check = course.source.read_text().split("\n\n\n")[-1].split("\n\n")[0] + "\n\n"
    course.replace(check, "")
    course.replace("# %% [markdown]\n# ## The exercise", check + "# %% [markdown]\n# ## Late")
    before = course.snapshot()
    with pytest.raises(BuildError, match='cell "double_check": the check stands before'):
        course.build()
    assert course.snapshot() == before


@pytest.mark.parametrize(("cell", "reason"), [(-1, '"double_check"'), (-2, "no solution cell")])
def test_an_exercise_needs_both_cells(course, cell, reason):
    """Is an exercise without its solution cell or its check cell refused?"""
    cells = course.source.read_text().split("# %% nbgrader")
    end = "\n# %% [markdown]\n# ### The end\n"
    del cells[cell]
    course.source.write_text("# %% nbgrader".join(cells).removesuffix(end) + end)
    before = course.snapshot()
    with pytest.raises(BuildError, match=f"01_double.py.*double.*{reason}"):
        course.build()
    assert course.snapshot() == before


def test_an_exercise_needs_two_hints(course):
    """Is an exercise with one hint refused by its id?"""
    course.exercise.hints = ("Twice.",)
    before = course.snapshot()
    with pytest.raises(BuildError, match=r'line .*, cell "double": .* 1 of at least 2'):
        course.build()
    assert course.snapshot() == before


def test_an_optional_exercise_shows_its_verdict_and_counts_nothing(course):
    """Must an optional check be worth 0 points and display its verdict?"""
    course.exercise.optional = True
    with pytest.raises(BuildError, match="worth 2 points in the lesson, 0 in the exercise"):
        course.build()
    course.replace('"points": 2', '"points": 0')
    with pytest.raises(BuildError, match=re.escape("display(check(double))")):
        course.build()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x = 1\n# %%\ny = 2\n", "line 1: text before the first cell"),
        ("", "holds no cell"),
        ('# %% nbgrader={"grade": yes}\nx = 1\n', "line 1: the cell's metadata are not valid"),
    ],
)
def test_a_file_that_is_no_percent_source_is_refused(course, text, reason):
    """Does the message say what is wrong with the file as a whole?"""
    course.source.write_text(text)
    before = course.snapshot()
    with pytest.raises(BuildError, match=f"01_double.py.*{reason}"):
        course.build()
    assert course.snapshot() == before


def test_one_bad_lesson_keeps_all_others_from_being_built(course):
    """Is nothing written when a later source is refused?"""
    other = course.root / "solutions" / "02_other" / "02_other.py"
    other.parent.mkdir()
    other.write_text("# %% [markdown]\n# Without a title\n")
    before = course.snapshot()
    with pytest.raises(BuildError, match=r"02_other\.py"):
        course.build()
    assert course.snapshot() == before


def test_an_unknown_lesson_is_refused_with_the_known_ones(course):
    """Does a mistyped name get the list of lessons?"""
    with pytest.raises(BuildError, match=r"no lesson '01_duble'.*there: 01_double"):
        course.build(["01_duble"])


def test_an_exercise_of_a_lesson_that_is_not_there_is_refused(course):
    """Is an exercise whose lesson is mistyped noticed by a full build?"""
    course.exercise.lesson = "01_duble"
    with pytest.raises(BuildError, match="01_duble"):
        course.build()
