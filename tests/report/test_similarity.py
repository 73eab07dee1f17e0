"""Which answers are too alike, in classes where it is known who copied."""

import pytest
import stoppers
from independent import COPIED, DISGUISED, OWN, RIGHT, WRONG

from grader.classroom.report.attributes import promised
from grader.classroom.report.shape import shape
from grader.classroom.report.similarity import suspicious


def named(texts, kind):
    return {f"{kind}{place}": text for place, text in enumerate(texts)}


@pytest.fixture
def honest(answers):
    """Twenty people who worked alone."""
    return answers(named(RIGHT, "r"))


def test_twenty_independent_right_answers_are_not_found(honest):
    """Is nobody suspected who wrote the same thing in their own way?"""
    assert len({answer.text for answer in honest}) == 20
    assert suspicious(honest, [OWN]) == []
    assert suspicious(honest) == []


def test_what_everybody_writes_is_not_found(answers):
    """Are the same right lines of a whole class no sign, also beside rarer ones?"""
    texts = [OWN] * 12 + [RIGHT[1]] * 8 + RIGHT[2:8]
    assert suspicious(answers(named(texts, "r"))) == []


@pytest.mark.parametrize("others", [20, 4, 0])
def test_eight_identical_wrong_answers_are_found(answers, others):
    """Are they one group, whoever else is in the class?"""
    copies = named([WRONG] * 8, "w")
    class_ = answers(named(RIGHT[:others], "r")) + answers(copies, "failed")
    (group,) = suspicious(class_, [OWN])
    assert group.students == tuple(sorted(copies))
    assert group.wrong


@pytest.mark.parametrize("status", ["passed", "partial"])
@pytest.mark.parametrize("others", [20, 3])
def test_a_disguised_copy_is_found(honest, answers, status, others):
    """Do other names, comments, another order of lines and operands hide nothing?"""
    pair = answers({"ada": COPIED, "bob": DISGUISED}, status)
    (group,) = suspicious(honest[:others] + pair, [OWN])
    assert group.students == ("ada", "bob")
    assert group.strong


@pytest.mark.parametrize("status", ["passed", "failed"])
def test_a_class_with_other_attributes_is_found(answers, status):
    """Do attributes hide as little as variables, where the class has them from the answer?"""
    honest = answers(named([*stoppers.RIGHT * 4], "r"))
    pair = answers({"ada": stoppers.COPIED, "bob": stoppers.DISGUISED}, status)
    (group,) = suspicious(honest + pair, [stoppers.RIGHT[0], stoppers.STUB])
    assert group.students == ("ada", "bob")
    assert group.strong


def test_independent_classes_are_not_found(answers):
    """Is nobody suspected who called an attribute otherwise in a class of their own?"""
    honest = answers(named(stoppers.RIGHT, "r"))
    assert suspicious(honest, [stoppers.STUB]) == []


def test_attributes_of_the_contract_keep_their_names():
    """Are only those renamed that the answer gives itself, and that nobody asked for?"""
    text = "class A:\n    def f(self, x):\n        self.{} = x.{}"
    kept = promised((stoppers.STUB,))
    assert {"best_value", "best_epoch", "best_weights"} <= kept

    def pieces(own, other):
        return sorted(shape(text.format(own, other), kept).pieces)

    assert pieces("low", "T") == pieces("least", "T")
    assert pieces("low", "T") != pieces("best_value", "T")
    assert pieces("low", "size") != pieces("low", "T")


def test_what_the_contract_names_tells_answers_apart(answers):
    """Is an answer no copy that puts the same into other attributes of the contract?"""
    lines = [f"        self.{{0}} = np.{name}(self.{{0}}, x)\n" for name in ("a", "b", "c", "d")]
    text = "class A:\n    def f(self, x):\n" + "".join(lines)
    pair = answers({name: text.format(name) for name in ("best_value", "best_epoch")}, "failed")
    assert len(suspicious(pair)) == 1
    assert suspicious(pair, [stoppers.STUB]) == []


def test_a_short_wrong_answer_may_be_chance(answers):
    """Is what two may well have thought of by themselves told with that word?"""
    same = f"{RIGHT[0].splitlines()[0]}\n    m = rng.random(x.shape) < rate\n    return x * m, m"
    (group,) = suspicious(answers(dict.fromkeys("abc", same), "failed"), [OWN])
    assert not group.strong


def test_what_was_not_attempted_is_not_compared(answers):
    """Are stubs and empty answers alike without being found?"""
    assert suspicious(answers(dict.fromkeys("abcd", WRONG), "not attempted")) == []
    assert suspicious(answers(dict.fromkeys("abcd", "  \n"), "failed")) == []


def test_two_pairs_are_two_groups(honest, answers):
    """Are those who copied from different people kept apart?"""
    pairs = answers({"ada": COPIED, "bob": DISGUISED, "cy": WRONG, "di": WRONG}, "failed")
    found = {group.students for group in suspicious(honest + pairs, [OWN])}
    assert found == {("ada", "bob"), ("cy", "di")}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a = b + c\nd = a * 2", "# why\ne = 2 * x\nx = c + b", True),
        ("def f(x):\n    'Text.'\n    return x", "def f(y: int) -> int:\n    return y", True),
        ("import numpy as n\nn.mean(q)", "import numpy as m\nm.mean(q)", True),
        ("a = b - c", "a = c - b", False),
        ("a = 2 * b", "a = 3 * b", False),
        ("a = np.mean(b)", "a = np.sum(b)", False),
    ],
)
def test_what_a_shape_keeps(one, other, same):
    """Is it what is computed, whatever things are called and in which order they stand?"""
    assert (sorted(shape(one).pieces) == sorted(shape(other).pieces)) is same


@pytest.mark.parametrize(
    "text", ["def f(:", "\x00", "x = (" * 5000, "é" * 50_000, "f(" * 300 + ")" * 300]
)
def test_whatever_was_written_has_a_shape(text):
    """Does nothing that a student may hand in stop the report?"""
    assert isinstance(shape(text).pieces, tuple)


def test_copies_that_are_no_python_are_found(answers):
    """Are two cut files the same, too?"""
    cut = WRONG + "    return (x *\n"
    (group,) = suspicious(answers({"ada": cut, "bob": f"# me\n{cut}"}, "error"), [OWN])
    assert group.students == ("ada", "bob")
