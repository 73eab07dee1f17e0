"""Examples of answers name nobody, in whatever way a name is written."""

import unicodedata

import pytest
from short import EXERCISE

from grader.classroom.report.anonymous import Anonymous
from grader.classroom.report.lesson import Answer
from grader.nbgrader_plugin.marks import Person

SIGNED = '''\
# Ada Lovelace, ada@example.org
def dropout_forward(x, rate, rng):
    """By ada lovelace, after Bob's idea."""
    ada_mask = rng.random(x.shape) >= rate  # Bob, look!
    ada = f"it is {x} by Bob"
    mean = ada_mask.mean()
    return x * mean, ada
'''
PEOPLE = [
    Person("ada", "Ada", "Lovelace", "ada@example.org"),
    Person("b7", "Bob", "Mean"),
    Person("c1", "小明", "王"),
    Person("c2", "王小红"),
    Person("z1", "Zoë", "Müller"),
    Person("h1", "Håkon", unicodedata.normalize("NFD", "Åström")),
    Person("l1", "Bo", "Li"),
    Person("m1", "Max", "McDonald"),
    Person("g1", "Al", "Groß"),
    Person("100", "Jean-Luc", "O'Neil"),
]


def show(student, text):
    return Anonymous(PEOPLE).show(Answer(student, EXERCISE, text, "failed"))


def test_an_example_names_nobody():
    """Do comments, the writer's name and names in texts go, and the code stay?"""
    shown = show("ada", SIGNED)
    assert "lovelace" not in shown.casefold()
    assert "ada" not in shown.casefold()
    assert "Bob" not in shown
    assert "@" not in shown
    assert "#" not in shown
    # A classmate's name is a word of NumPy's, too.
    assert "mean = [name]_mask.mean()" in shown
    assert "[name] = f" in shown


@pytest.mark.parametrize(
    ("student", "text", "shown"),
    [
        ("c1", '"""作者王小明"""', '"""作者[name]"""'),
        ("ada", '"""谢谢小明王和王小红的"""', '"""谢谢[name]和[name]的"""'),
        ("ada", '"""王 小明, 小明"""', '"""[name], [name]"""'),
        ("c1", "小明_mask = 王小明 + 王", "[name]_mask = [name] + 王"),
        ("ada", unicodedata.normalize("NFD", "'by Zoë Müller'"), "'by [name]'"),
        ("z1", unicodedata.normalize("NFD", "zoë_mask = müller"), "[name]_mask = [name]"),
        ("ada", "'by Åström'", "'by [name]'"),
        ("ada", "'by Li Bo, Li, Bo; bo li'", "'by [name], [name]; [name]'"),
        ("l1", "'by Bo'; bo_li = LiBoMask", "'by [name]'; [name] = [name]Mask"),
        ("ada", "lovelace_scale = ada_helper(AdaLovelaceMask)", None),
        ("ada", "ADALovelace = my_ada2 + adalovelace", "[name] = my_[name]2 + [name]"),
        ("m1", "'McDonald'; mcdonald_x = McDonaldX", "'[name]'; [name]_x = [name]X"),
        ("g1", "groß = GroßMask('an Groß')", "[name] = [name]Mask('an [name]')"),
        ("100", "jean_luc = oneil + oNeil", "[name] = [name] + [name]"),
    ],
)
def test_each_way_to_write_a_name_is_hidden(student, text, shown):
    """Is it hidden without blanks, in either order, composed or not, and within identifiers?"""
    shown = shown or "[name]_scale = [name]_helper([name]Mask)"
    assert show(student, text) == shown


@pytest.mark.parametrize(
    ("student", "text"),
    [
        ("l1", "line = bottom_limit(Limit, libo)"),
        ("ada", "canada = adaptive + Adam(nevada)"),
        ("ada", "bob_mask = max(mean, limit)"),
        ("ada", "'limit the bottom line of Canada'"),
        ("ada", "'where y = bo * li or line, and b, o'"),
        ("m1", "y = np.max(x) + max(1, maximum)"),
        ("100", "x100 = 1_100 + 1000"),
    ],
)
def test_code_stays_readable(student, text):
    """Do other words stay that have a name in them, and those of Python and NumPy?"""
    assert show(student, text) == text


def test_without_a_roster_the_id_is_hidden():
    """Does the id go where nothing else is known, also from identifiers?"""
    answer = Answer("alovelace", EXERCISE, "alovelace_mask = 'by ALovelace'", "failed")
    assert Anonymous([]).show(answer) == "[name]_mask = 'by [name]'"


def test_an_example_that_is_no_python_names_nobody():
    """Do names go from a cut answer?"""
    shown = show("ada", "def f(x:\n  'by Ada (and bob)  # Lovelace\n")
    assert shown == "def f(x:\n  'by [name] (and [name])"


def test_a_long_example_is_cut():
    """Are 5,000 lines and a line of 5,000 letters shown in part?"""
    shown = show("ada", "x = 1\n" * 5000 + "y" * 5000)
    assert len(shown) < 1000
    assert shown.endswith("...")
    assert len(show("ada", "y" * 5000)) < 200
