"""Short wrong answers that many gave alike are told as such, and nobody is suspected for them."""

import csv

import pytest
from independent import OWN, RIGHT, WRONG
from made_class import Given, Work
from short import EXERCISE

from grader.classroom.report import command
from grader.classroom.report.canonical import canonical
from grader.classroom.report.equal import equal_wrong
from grader.classroom.report.lesson import Answer

SHORT = [
    "def f({0}, {1}):\n    return {0} - {1} + {1} / {0}.shape[1]",
    "def f({0}, {1}):\n    return {0} + {1} * np.sign({0})",
    "def f({0}, {1}):\n    return {0}[:, :, ::-1]",
    "def f({0}, {1}):\n    return {0} * {1}",
]


def wrong(count, text, mistake=None):
    """The same answer of so many, each with other names and comments."""
    texts = [text.format(f"a{n}", f"b{n}") + f"  # by {n}\n" for n in range(count)]
    return [Answer(f"w{n}", EXERCISE, t, "failed", "", mistake) for n, t in enumerate(texts)]


@pytest.mark.parametrize("text", SHORT)
def test_equal_short_wrong_answers_are_one_group(answers, text):
    """Are eight found beside twenty right ones, and four not?"""
    right = answers({f"r{n}": each for n, each in enumerate(RIGHT)})
    (group,) = equal_wrong([*right, *wrong(8, text)], [OWN])
    assert group.students == tuple(f"w{n}" for n in range(8))
    assert equal_wrong([*right, *wrong(4, text)], [OWN]) == []


def test_right_answers_and_what_was_given_are_no_group(answers):
    """Is nobody named for an answer that is right, untried, or what the lesson gave?"""
    same = dict.fromkeys("abcdefgh", RIGHT[0])
    assert equal_wrong(answers(same)) == []
    assert equal_wrong(answers(same, "not attempted")) == []
    assert equal_wrong(answers(same, "failed"), [f"{RIGHT[0]}\n# stub"]) == []
    assert equal_wrong(answers(dict.fromkeys("abcdefgh", "# later\n"), "failed")) == []


def test_different_wrong_answers_are_no_group():
    """Are operands that changed places another answer, and another number, too?"""
    texts = ["{0} - {1}", "{1} - {0}", "{0} - 2", "{0} - 3", "{0} + {1}"]
    found = [
        each for text in texts for each in wrong(4, f"def f({{0}}, {{1}}):\n    return {text}")
    ]
    assert equal_wrong(found) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("def f(x):\n    'Text.'\n    return x  # a", "def f(y: int) -> int:\n    return y", True),
        ("import numpy as n\nn.mean(q)", "import numpy as m\nm.mean( q )", True),
        ("a = 1\nb = a", "c = 1\nd = c", True),
        ("a = 1\nb = a", "c = 1\nd = d", False),
        ("a = np.mean(b)", "a = np.sum(b)", False),
        ("def f(:  # a", "def  f(:", True),
        ("def f(:", "def g(:", False),
    ],
)
def test_what_a_canonical_text_keeps(one, other, same):
    """Is it all but comments, blank space and the names that the answer gives?"""
    assert (canonical(one) == canonical(other)) is same


def test_the_report_tells_of_them_with_care(made):
    """Are they in a section of their own that accuses nobody, and in the table of answers?"""
    exercise, text = "standardize", "def standardize(x, y):\n    return x - {}"
    works = {f"s{n}": Work({exercise: Given("failed", 0.0, text.format("1"))}) for n in range(6)}
    works["other"] = Work({exercise: Given("failed", 0.0, text.format("2"))})
    made.grade(works)
    path, _, table = command.run(made.lesson, made.root)
    page = path.read_text("utf-8")
    alike, equal = page[page.index('id="alike"') :].split('id="equal"')
    equal = equal[: equal.index("<h2")]
    assert "Short answers are often equal without copying" in equal
    assert "6 students" in equal
    assert all(f"<bdi>s{n}</bdi>" in equal and f"<bdi>s{n}</bdi>" not in alike for n in range(6))
    assert "<bdi>other</bdi>" not in equal
    with open(table, encoding="utf-8-sig", newline="") as stream:
        rows = {row["student"]: row for row in csv.DictReader(stream)}
    assert rows["s0"]["students with the same wrong answer"] == "6"
    assert rows["other"]["students with the same wrong answer"] == ""


def test_a_longer_answer_is_in_both(answers):
    """Is a group told that is found suspicious, too?"""
    (group,) = equal_wrong(answers(dict.fromkeys("abcdef", WRONG), "failed"))
    assert group.students == tuple("abcdef")
