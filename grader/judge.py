"""From an answer to a verdict: run the check, count, and recognize what went wrong."""

import contextlib
import functools

import numpy as np

from grader import surroundings
from grader.quiet import silenced
from grader.student import local, unwatched
from grader.trial import Trial
from grader.verdict import conclude, stub


def judge(exercise, student, seed=None):
    """Judge an answer.

    Parameters
    ----------
    exercise : grader.exercise.Exercise
    student : grader.student.Student
    seed : int, optional
        Of the inputs; drawn afresh by default.

    Returns
    -------
    grader.verdict.Verdict
    """
    seed = int(np.random.SeedSequence().generate_state(1)[0]) if seed is None else seed
    with surroundings.of_checks():
        trials = tried(exercise, student, seed)
        if trials[0].not_written:
            return stub(exercise, seed)
        # What was made up shows no mistake of the answer's.
        seen = [trial for trial in trials if trial.counts and not trial.clean]
        mistakes = (recognize(exercise, trial, seed) for trial in seen)
        with silenced():
            mistake = next(filter(None, mistakes), None)
        counts = trials[-1] if trials[-1].counts else trials[0]
        return conclude(exercise, counts, shares_of(exercise), mistake, seed)


def tried(exercise, student, seed):
    """The trial of an answer, and a second one where its results have another form than asked for.

    There the parts that came are judged in the form that was asked for, which shows the mistakes
    in them.

    Returns
    -------
    list of Trial
    """
    trial = Trial(exercise, student, seed)
    if not trial.misshapen:
        return [trial]
    again = Trial(exercise, student, seed, reshape=True)
    return [trial, again] if len(again.criteria) > len(trial.criteria) else [trial]


@functools.cache
def shares_of(exercise):
    """Weight of each criterion, and whether the idea shows in it; the same in every run.

    Told by the exercise, or seen in a run of the reference.

    Returns
    -------
    list of (float, bool)
    """
    if exercise.weights:
        return [(weight, i in exercise.ideas) for i, weight in enumerate(exercise.weights)]
    # Within a check of the learner's, for whom it is kept whatever settings are in force by then.
    with surroundings.of_checks():
        complete = Trial(exercise, local(exercise.reference), 0)
    return [(criterion.weight, criterion.is_idea) for criterion in complete.criteria]


def recognize(exercise, trial, seed):
    """The registered mistake that the answer shows on the same inputs, or None.

    Where the answer ended its check, by an exception for one, it need only show what failed before.
    If no mistake is seen in all that failed, the one counts that explains the most of it, first of
    all the numbers of the first criterion that failed.
    """
    goals = [trial.criteria]
    if trial.ended and not all(criterion.passed for criterion in trial.criteria[:-1]):
        goals.append(trial.criteria[:-1])
    alike, partly = [], {}

    @functools.cache
    def known_of(mistake):
        return Trial(exercise, unwatched(mistake.answer), seed, follow=trial.criteria)

    for goal in goals:
        for mistake in _likely_first(exercise, trial):
            # Evidence that came from an answer can be such that comparing it fails.
            with contextlib.suppress(Exception):
                known = known_of(mistake)
                if known.shows(goal):
                    alike.append(mistake)
                    if known.notes.changed == trial.notes.changed:
                        return mistake
                elif goal is trial.criteria:
                    partly[mistake] = known.explains(goal)
    return alike[0] if alike else _most(partly)


def _likely_first(exercise, trial):
    """The registered mistakes, those about the idea first or last, as it failed or not."""
    failed = any(criterion.is_idea and not criterion.passed for criterion in trial.criteria)
    return sorted(exercise.mistakes, key=lambda mistake: (mistake.about == "idea") != failed)


def _most(counts):
    """The first of those with the largest count; None where all are 0."""
    best = max(counts, key=counts.get, default=None)
    return best if best and counts[best] else None
