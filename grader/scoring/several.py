"""A verdict on several sets of inputs: a criterion holds where it holds on each of them."""

from dataclasses import dataclass, replace

from grader import surroundings
from grader.judge import recognize, shares_of, tried
from grader.student import Notes
from grader.verdict import conclude, stub


def judge_on(exercise, student, seeds, goes_on=lambda: True):
    """Judge an answer on several sets of inputs.

    Parameters
    ----------
    exercise : grader.exercise.Exercise
    student : grader.student.Student
    seeds : list of int
        Of the sets.
    goes_on : callable, optional
        Whether another set can be judged.

    Returns
    -------
    grader.verdict.Verdict
        The points are for what holds on all sets. The message is that of the least favorable set,
        and on a single set it is the verdict of `grader.judge.judge`.
    """
    with surroundings.of_checks():
        runs = []
        for seed in seeds:
            if runs and not goes_on():
                break
            runs.append(_Run(exercise, seed, tried(exercise, student, seed)))
            if runs[0].trials[0].not_written:
                return stub(exercise, seed)
        runs.sort(key=lambda run: (run.score, run.counts.clean))
        worst, notes = runs[0], _joined([run.counts.notes for run in runs])
        mistake = worst.mistake()
        told = _conclude(worst, worst.counts.criteria, notes, mistake)
        found = _conclude(worst, _in_all(runs), notes, mistake)
        return replace(found, message=told.message)


class _Run:
    """What came of one set of inputs."""

    def __init__(self, exercise, seed, trials):
        self.exercise, self.seed, self.trials = exercise, seed, trials
        self.counts = trials[-1] if trials[-1].counts else trials[0]
        self.score = conclude(exercise, self.counts, shares_of(exercise), None, seed).score

    def mistake(self):
        """The registered mistake that shows, or None."""
        unclean = (trial for trial in self.trials if not trial.clean)
        found = (recognize(self.exercise, trial, self.seed) for trial in unclean)
        return next(filter(None, found), None)


@dataclass(frozen=True)
class _Together:
    """What a conclusion takes of a trial."""

    criteria: list
    notes: Notes
    gave_nothing: bool

    @property
    def clean(self):
        return all(criterion.passed for criterion in self.criteria)


def _conclude(run, criteria, notes, mistake):
    trial = _Together(criteria, notes, run.counts.gave_nothing)
    return conclude(run.exercise, trial, shares_of(run.exercise), mistake, run.seed)


def _in_all(runs):
    """The criteria that every set reached; each as it failed first, or as it held."""
    together = zip(*(run.counts.criteria for run in runs), strict=False)
    return [min(same, key=lambda criterion: criterion.passed) for same in together]


def _joined(notes):
    """The notes of the first one, and whatever habits show in any."""
    first, joined = notes[0], Notes()
    joined.printed, joined.warned, joined.call = first.printed, first.warned, first.call
    joined.changed = list(dict.fromkeys(name for each in notes for name in each.changed))
    joined.slips = list(dict.fromkeys(slip for each in notes for slip in each.slips))
    joined.global_draws = any(each.global_draws for each in notes)
    joined.renamed = any(each.renamed for each in notes)
    return joined
