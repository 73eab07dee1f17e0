"""All that a page says of a lesson, found once."""

from collections import defaultdict
from dataclasses import dataclass

from grader.classroom.report import items, people, similarity, wrong
from grader.classroom.report.anonymous import Anonymous
from grader.classroom.report.borrowed import IMPORTS, Borrowed, Sources, imports
from grader.classroom.report.equal import equal_wrong
from grader.exercises import all_exercises


@dataclass(frozen=True)
class Findings:
    """What was found in a lesson's class.

    Attributes
    ----------
    lesson : grader.classroom.report.lesson.Lesson
    rows : list of grader.classroom.report.people.Row
    items : list of grader.classroom.report.items.Item
    mistakes, unexplained : list of grader.classroom.report.wrong.Kind
    left_out : dict of str to int
        Unexplained answers that are not among them, by exercise.
    alike : list of grader.classroom.report.similarity.Group
    equal : list of grader.classroom.report.equal.Equal
    borrowed : list of grader.classroom.report.borrowed.Borrowed
    anonymous : grader.classroom.report.anonymous.Anonymous
    """

    lesson: object
    rows: list
    items: list
    mistakes: list
    unexplained: list
    left_out: dict
    alike: list
    equal: list
    borrowed: list
    anonymous: object

    @classmethod
    def of(cls, lesson, solutions):
        """Look at a lesson.

        Parameters
        ----------
        lesson : grader.classroom.report.lesson.Lesson
        solutions : grader.classroom.report.reading.Solutions
        """
        own = _own_answers(lesson, solutions)
        return cls(
            lesson,
            people.rows(lesson),
            items.analyze(lesson),
            wrong.recognized(lesson.answers, _messages()),
            *wrong.unexplained(lesson.answers),
            sorted(_in_each(similarity.suspicious, lesson, own), key=lambda each: -each.evidence),
            sorted(_in_each(equal_wrong, lesson, own), key=lambda each: -len(each.students)),
            _borrowed(lesson, own),
            Anonymous(list(lesson.people.values())),
        )


def _messages():
    return {
        (exercise.id, mistake.name): mistake.message
        for exercise in all_exercises().values()
        for mistake in exercise.mistakes
    }


def _own_answers(lesson, solutions):
    """The course's own answers to each exercise."""
    known = all_exercises()
    return {
        name: Sources(
            known.get(name),
            solutions.answers.get(name, ""),
            solutions.stubs.get(name, ""),
            solutions.aliases,
        )
        for name in lesson.cells
    }


def _in_each(find, lesson, own):
    """The groups that are found in the answers to each exercise."""
    answers = defaultdict(list)
    for answer in lesson.answers:
        answers[answer.exercise].append(answer)
    return [group for name, each in answers.items() for group in find(each, own[name].given)]


def _borrowed(lesson, own):
    found = defaultdict(list)
    for answer in lesson.answers:
        if answer.status != "not attempted":
            how = own[answer.exercise].how(answer.text, answer.message)
            found[answer.student, how].append(answer.exercise)
    for student, texts in lesson.own_cells.items():
        if any(map(imports, texts)):
            found[student, IMPORTS].append("a cell of their own")
    return [
        Borrowed(student, how, tuple(exercises))
        for (student, how), exercises in sorted(found.items(), key=str)
        if how
    ]
