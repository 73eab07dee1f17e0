"""Run experiments under every condition of theirs that is not known yet."""

from grader.lab.experiment import verdict

LESSON = "as in the lesson"


def conditions_of(experiment):
    """All conditions by name, the lesson's own first."""
    return {LESSON: {}} | experiment.conditions


def missing(experiment, known, code):
    """Conditions under which an experiment has to be run.

    Parameters
    ----------
    experiment : grader.lab.experiment.Experiment
    known : dict
        What is on file of it; results of other code count for nothing.
    code : str
        Digest of the present code.

    Returns
    -------
    list of str
    """
    sentences = {conclusion.sentence for conclusion in experiment.conclusions}
    done = known.get("conditions", {}) if known.get("code") == code else {}
    return [name for name in conditions_of(experiment) if done.get(name, {}).keys() != sentences]


def run(experiment, condition):
    """Run an experiment under one condition and hold its conclusions against the result.

    Returns
    -------
    dict of str to dict
        By the conclusion's sentence: mean, half width of the 95 % interval, and verdict.
    """
    result = experiment(**conditions_of(experiment)[condition])
    found = {}
    for conclusion in experiment.conclusions:
        mean, half, said = verdict(conclusion.contrast(result))
        numbers = {"mean": round(mean, 4), "half_width": round(half, 4)}
        found[conclusion.sentence] = numbers | {"verdict": said}
    return found
