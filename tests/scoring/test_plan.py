"""Which cells run: all that an answer builds on, and of the experiments nothing else."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.scoring.names import names
from grader.scoring.plan import NEVER, SKIP, Step, plan


def marked(text):
    """A cell that grading can do without."""
    return new_code_cell(text, metadata={"tags": [SKIP]})


def graded(text, **marks):
    """A cell of nbgrader's; a check, unless it is said otherwise."""
    return new_code_cell(text, metadata={"nbgrader": {"grade": True, "solution": False, **marks}})


def answer(text):
    """A cell that a student wrote."""
    return graded(text, grade=False, solution=True)


def kinds(*cells):
    """What becomes of the cells, in a word for each."""
    return " ".join(step.kind for step in plan(new_notebook(cells=list(cells))).values())


def test_prose_is_no_step_and_places_are_those_of_the_notebook():
    """Is each code cell's place its key, and are marked cells left out?"""
    cells = [new_markdown_cell("# One"), new_code_cell("import math"), marked("x = 1")]
    assert plan(new_notebook(cells=cells)) == {1: Step("run"), 2: Step("skip")}


@pytest.mark.parametrize(
    ("text", "exercise", "name"),
    [
        ("check(double)", "double", "double"),
        ('check(twice, "double")', "double", "twice"),
        ("check(twice, exercise='double')  # by another name", "double", "twice"),
        ("display(check(double))", "double", "double"),
        ("from grader import check\n\ncheck(double)\n", "double", "double"),
    ],
)
def test_a_check_is_known_by_its_call(text, exercise, name):
    """Are exercise and answer read from the text, whatever the metadata say besides?"""
    (step,) = plan(new_notebook(cells=[graded(text)])).values()
    assert step == Step("check", exercise, name)


@pytest.mark.parametrize(
    "text",
    [
        "assert double(2) == 4",
        "check(double",
        "",
        "recheck(double)",
        "def check_all():\n    pass",
    ],
)
def test_a_graded_cell_without_a_check_is_a_test_that_runs(text):
    """Is it nbgrader's business alone?"""
    assert kinds(graded(text)) == "run"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("check(double)\ncheck(half)", ["double", "half"]),
        ("check(double)\ncheck(double)", ["double"]),
        ("check(double)\nassert double(2) == 4", ["double"]),
        ("%%time\ncheck(double)", ["double"]),
        ("import numpy as np\nnp.random.seed(0)\ncheck(double)", ["double"]),
        ("verdict = check(double)\nverdict", ["double"]),
        ("print(check(double))", ["double"]),
        ("with quiet():\n    grader.check(double)", ["double"]),
    ],
)
def test_a_check_among_other_code_is_asked_for_from_outside(text, asked):
    """Does the cell run, and is each answer judged that it has checked?"""
    (step,) = plan(new_notebook(cells=[graded(text)])).values()
    assert step == Step("test", asks=tuple((name, name) for name in asked))


@pytest.mark.parametrize(
    "text",
    [
        "check(lambda x: 2 * x)",
        "check()",
        'check(double, "double", "half")',
        'check(double, hint="double")',
        "check(double, **options)",
        "check(double, name)",
        "check(double)\ncheck(half())",
    ],
)
def test_a_check_of_which_nobody_can_read_the_answer_asks_for_none(text):
    """Is it told apart from a test that needs no judge, which would give it all points?"""
    (step,) = plan(new_notebook(cells=[graded(text)])).values()
    assert step == Step("test", asks=())


def test_what_a_student_wrote_is_no_check():
    """Does a call of `check` run as it stands, in an answer that a person grades too?"""
    assert kinds(graded("check(double)", solution=True), answer("check(double)")) == "run run"


def test_a_marked_cell_runs_for_an_answer_that_uses_it_with_all_that_it_needs():
    """Does it run, with the cells that bind what it uses itself, and no other?"""
    cells = [marked("a = 1"), marked("b = a"), marked("c = 3"), answer("def f():\n    return b")]
    assert kinds(*cells) == "run run skip run"


def test_it_does_not_run_where_another_cell_binds_the_name():
    """Is a cell that runs anyway enough, if it stands above?"""
    assert kinds(new_code_cell("b = 1"), marked("b = 2"), answer("b + 1")) == "run skip run"
    assert kinds(marked("b = 2"), answer("b + 1"), new_code_cell("b = 1")) == "run run run"


def test_of_several_the_last_one_above_runs():
    """Is it the one whose value would stand there when all cells run?"""
    cells = [marked("b = 1"), marked("b = 2"), answer("b + 1"), marked("b = 3")]
    assert kinds(*cells) == "skip run run skip"


def test_a_function_may_use_what_comes_below():
    """Does the first cell below run, where none above binds the name?"""
    cells = [answer("def f():\n    return b"), marked("b = 1"), marked("b = 2")]
    assert kinds(*cells) == "run run skip"


def test_a_check_uses_nothing():
    """Is a marked cell left alone that binds the names of a check?"""
    assert kinds(marked("check = f = 1"), graded("check(f)")) == "skip check"


USES = [
    "few",
    "few.x[0] = 1",
    "few += 1",
    "few = few + 1",
    "def f():\n    return few",
    "def f(x=few): pass",
    "def f(x: few): pass",
    "@few\ndef f(): pass",
    "class A(few): pass",
    "class A:\n    b = few",
    "class A:\n    def f(self):\n        return few",
    "class A:\n    few = few",
    "lambda: few",
    "[few for x in range(3)]",
    "few = [few[i] for i in range(3)]",
    "def f():\n    return [lambda: few for x in range(3)]",
    "def f():\n    global few\n    few += 1",
    "def f():\n    def g():\n        few = 1\n    return few",
    "for x in few:\n    few = x",
    "with few as few:\n    pass",
    "f'{few}'",
    "await few",
    "del few[0]",
    "%matplotlib inline\nfew",
    "%%time\nx = few",
    "files = !ls\nx = few",
    "few?\nfew",
    "x = (2\n% few)",
    "few is 1",
]


@pytest.mark.parametrize("text", USES)
def test_a_use_is_seen(text):
    """Is the name seen wherever Python would look for it among the notebook's?"""
    assert "few" in names(text).used


FREE_OF_IT = [
    "",
    "few = 1\nfew",
    "import few\nfew.x",
    "from a import b as few\nfew",
    "def few():\n    return few",
    "class few:\n    def f(self):\n        return few",
    "def f():\n    return few\n\nfew = 1",
    "def f(few):\n    return few",
    "lambda few: few",
    "[few for few in range(3)]",
    "for few in range(3):\n    few",
    "with open('x') as few:\n    few",
    "try:\n    pass\nexcept ValueError as few:\n    few",
    "(few := 1) + few",
    "match 1:\n    case few:\n        few",
    "x.few",
    "f(few=1)",
    "'few'  # few",
    "!few",
    "few = (",
    "\0few",
    "few" + "+few" * 50_000,
    "(" * 5_000 + "few" + ")" * 5_000,
    "-" * 90_000 + "few",
]


@pytest.mark.parametrize("text", FREE_OF_IT)
def test_what_is_no_use_is_not_taken_for_one(text):
    """Is a name of the cell's own left alone, and is what cannot be read without names?"""
    assert "few" not in names(text).used


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("import a.b, c as d", {"a", "d"}),
        ("x, (y, *z) = 1, (2, 3)", {"x", "y", "z"}),
        ("def f():\n    global g\n    g = h = 1", {"f", "g"}),
        ("class A:\n    b = 1", {"A"}),
        ("[x for x in range(3)]", set()),
        ("files = !ls", {"files"}),
        ("x: int", set()),
        ("x.y = z[0] = 1", set()),
    ],
)
def test_what_a_cell_binds(text, bound):
    """Are all its global names found, and no name of an inner scope?"""
    assert names(text).bound == bound


NAMES = st.sampled_from("abcde")
STATEMENTS = st.tuples(
    st.sampled_from(("{0} = {1}", "def {0}():\n    return {1}\n{0}()", "{0} = [{1} for _ in '1']")),
    *(NAMES, NAMES),
).map(lambda parts: parts[0].format(*parts[1:]))
CELLS = st.lists(st.tuples(st.booleans(), STATEMENTS), max_size=8)


@given(cells=CELLS)
@settings(max_examples=200, deadline=None)
def test_what_runs_has_all_that_it_needs(cells):
    """Does every cell that runs find its names, where it finds them when all cells run?"""
    cells = [(True, "a = b = c = d = e = '1'"), *cells]
    steps = plan(new_notebook(cells=[(marked if m else answer)(text) for m, text in cells]))
    space = {}
    for place, step in steps.items():
        if step.kind == "run":
            exec(cells[place][1], space)


@pytest.mark.parametrize("tag", [SKIP, NEVER, "raises-exception"])
@pytest.mark.parametrize(
    ("cell", "skipped"),
    [
        (new_code_cell("train_for_an_hour()"), True),
        (graded("essay = 1", solution=True), True),
        (answer("def double(x): ..."), False),
        (graded("assert double(2) == 4"), False),
        (graded("check(double)"), False),
    ],
    ids=["stock", "by hand", "answer", "test", "check"],
)
def test_a_tag_gives_no_points_and_takes_none(cell, skipped, tag):
    """Does a cell stay out that Jupyter's tools do not run, but no answer and no test?"""
    cell = copy.deepcopy(cell)
    cell.metadata["tags"] = [tag]
    assert (kinds(cell) == "skip") == (skipped and tag != "raises-exception")


def test_a_cell_that_is_never_run_is_when_a_test_needs_it():
    """Is what an answer builds on there, whatever its tag says?"""
    cell = new_code_cell("base = 1", metadata={"tags": [NEVER]})
    assert kinds(cell, answer("def f(): return base")) == "run run"
