"""Mistakes and unexplained answers: which there are, and how many."""

from independent import COPIED, DISGUISED, RIGHT, WRONG
from made_class import Given, Work
from short import EXERCISE

from grader.classroom.report import command, wrong
from grader.classroom.report.lesson import Answer
from grader.classroom.report.wrong import MOST, recognized, unexplained


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
    groups, left_out = unexplained(answers)
    assert [{each.student for each in group.answers} for group in groups] == [
        {"a", "b", "c"},
        {"d"},
    ]
    assert groups[0].said == "Often told."
    assert left_out == {}


def test_equal_answers_are_all_counted():
    """Are 900 told as 900, whatever each calls things?"""
    answers = [failed(f"s{n}", WRONG.replace("mask", f"mask{n}") + f"# {n}\n") for n in range(900)]
    (kind,), left_out = unexplained(answers)
    assert len(kind.answers) == 900
    assert left_out == {}


def test_what_is_left_out_is_counted():
    """Are the rarest left out where there are too many kinds, and is it known how many answers?"""
    odd = [failed(f"s{n}", f"x = {'a' * (n + 1)}({n})") for n in range(MOST + 4)]
    groups, left_out = unexplained([*odd, *(failed(s, WRONG) for s in "abc")])
    assert {each.student for each in groups[0].answers} == {"a", "b", "c"}
    assert sum(len(kind.answers) for kind in groups) == MOST + 2
    assert left_out == {EXERCISE: 5}


def test_what_is_left_out_is_told(made, monkeypatch):
    """Does the page say how many answers it does not show, and why?"""
    monkeypatch.setattr(wrong, "MOST", 28)
    texts = [COPIED] * 5 + [f"{'a' * n} = {n}.x{n}()" for n in range(1, 31)]
    works = {f"s{n}": Work({"standardize": Given("failed", 0.0, t)}) for n, t in enumerate(texts)}
    made.grade(works)
    path, *_ = command.run(made.lesson, made.root)
    page = path.read_text("utf-8")
    assert "standardize: 3 further answers of the rarest kinds left out" in page
    assert "3 smaller groups with 3 answers left out here" in page
