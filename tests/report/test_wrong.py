"""Mistakes and unexplained answers, with examples that name nobody."""

from independent import COPIED, DISGUISED, RIGHT, WRONG
from short import EXERCISE

from grader.classroom.report.anonymous import Anonymous
from grader.classroom.report.lesson import Answer
from grader.classroom.report.wrong import recognized, unexplained
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
PEOPLE = [Person("ada", "Ada", "Lovelace", "ada@example.org"), Person("b7", "Bob", "Mean")]


def failed(student, text, mistake=None, message="It is wrong."):
    return Answer(student, EXERCISE, text, "failed", message, mistake)


def test_mistakes_are_counted():
    """Are they told the most frequent first, each with the answer that most gave?"""
    answers = [
        failed("a", RIGHT[2], "rare"),
        failed("b", RIGHT[3], "frequent"),
        *(failed(student, RIGHT[4], "frequent") for student in "cd"),
        failed("e", RIGHT[5]),
    ]
    first, second = recognized(answers, {(EXERCISE, "frequent"): "What it is."})
    assert (first.mistake, len(first.answers), first.said) == ("frequent", 3, "What it is.")
    assert first.answers[0].text == RIGHT[4]
    assert (second.mistake, len(second.answers), second.said) == ("rare", 1, "")


def test_unexplained_answers_stand_together_by_likeness():
    """Are answers of one kind a group, whatever their names, and others not in it?"""
    answers = [
        failed("a", COPIED, message="Rarely told."),
        failed("b", DISGUISED, message="Often told."),
        failed("c", DISGUISED.replace("larger", "big"), message="Often told."),
        failed("d", WRONG),
        failed("e", RIGHT[6], "known"),
        Answer("f", EXERCISE, RIGHT[0], "passed"),
        Answer("g", EXERCISE, "", "not attempted"),
    ]
    groups = unexplained(answers)
    assert [{each.student for each in group.answers} for group in groups] == [
        {"a", "b", "c"},
        {"d"},
    ]
    assert groups[0].said == "Often told."


def test_an_example_names_nobody():
    """Do comments, the writer's name and names in texts go, and the code stay?"""
    shown = Anonymous(PEOPLE).show(failed("ada", SIGNED))
    assert "Lovelace" not in shown
    assert "lovelace" not in shown
    assert "Bob" not in shown
    assert "@" not in shown
    assert "#" not in shown
    assert "mean = ada_mask.mean()" in shown  # a classmate's name is a word of NumPy's, too
    assert "[name] = f" in shown


def test_an_example_that_is_no_python_names_nobody():
    """Do names go from a cut answer?"""
    shown = Anonymous(PEOPLE).show(failed("ada", "def f(x:\n  'by Ada (and bob)  # Lovelace\n"))
    assert shown == "def f(x:\n  'by [name] (and [name])"


def test_a_long_example_is_cut():
    """Are 5,000 lines and a line of 5,000 letters shown in part?"""
    shown = Anonymous(PEOPLE).show(failed("ada", "x = 1\n" * 5000 + "y" * 5000))
    assert len(shown) < 1000
    assert shown.endswith("...")
    shown = Anonymous(PEOPLE).show(failed("ada", "y" * 5000))
    assert len(shown) < 200
