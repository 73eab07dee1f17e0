"""The criteria of an exercise whose answer is a Keras model."""

import numpy as np

from grader.criteria.criterion import begun_small, holds
from grader.criteria.keras import behavior, compiled, penalties, structure
from grader.criteria.keras.comparison import Comparison
from grader.criteria.keras.subject import Rebuilt, subject_of

SIZES = "It has the layers that were asked for, of the right sizes and in the right order"
INFERENCE = "At inference its layers and activations compute what they should"
NO_DROPOUT = f"{INFERENCE}, and nothing is dropped"
RUNNING = f"{INFERENCE}, by the running statistics"
STILL = "a model whose running statistics stay as they are in training"


def same_model(student, answer, expected, data, rng, passes, ideas=()):
    """Criteria that hold for every model that is and does what the expected one is and does.

    Parameters
    ----------
    student : grader.student.Student
        The learner's function: where a model of code of its own is asked.
    answer : grader.remote.plain.Model or grader.student.Student
        What it returned.
    expected : keras.Model
        The reference, compiled.
    data : tuple of ndarray
        ``(x, y)``: some inputs, and labels as the loss wants them.
    rng : numpy.random.Generator
    passes : int
        Random passes with training=True that are compared.
    ideas : tuple of str
        What the exercise teaches: "sizes", "inference", "training", "penalty" or "loss".

    Yields
    ------
    grader.criteria.Criterion
    """
    both = Comparison(subject_of(student, answer), Rebuilt.of(expected), data[0], rng)
    computes = _inference(both)
    found = {
        "sizes": _sizes(both),
        "inference": computes,
        "training": _training(both, passes, computes.passed),
    }
    for name, criterion in found.items():
        yield criterion.as_idea() if name in ideas else criterion
    for criterion in penalties.additions(both):
        is_idea = "penalty" in ideas and criterion.sentence == penalties.PENALIZED
        yield criterion.as_idea() if is_idea else criterion
    both.renew()
    for name, criterion in compiled.criteria(both, data[1]).items():
        yield criterion.as_idea() if name in ideas else criterion


def also(criteria, sentence):
    """The criteria on one more model as a single one.

    Parameters
    ----------
    criteria : iterable of grader.criteria.Criterion
        Of `same_model`. Optimizer and metrics are left out: a slip there costs something once.
    sentence : str
        What holds where all of them do.

    Returns
    -------
    grader.criteria.Criterion
    """
    slips = (compiled.OPTIMIZER, compiled.METRIC)
    failed = [each for each in criteria if not each.passed and each.sentence not in slips]
    found = ""
    if failed:
        found = f"{failed[0].found}, where this should hold: {begun_small(failed[0].sentence)}"
    return holds(not failed, sentence, found)


def _sizes(both):
    evidence = both.subject.steps
    return holds(both.same_shapes, SIZES, _words(both), evidence).worth(2)


def _words(both):
    """The first step that differs, or all that the model is."""
    if both.subject.model is None:
        return "a model with code of its own, which computes something else from the same weights"
    if both.difference:
        return both.difference
    if both.subject.steps == both.expected.steps:
        return (
            "a model of the right layers that does something else with them: look at how they are "
            "called, at their arguments, and at what they are connected to"
        )
    return f"the model {' → '.join(both.subject.steps)}"


def _inference(both):
    """The outputs agree at inference, also where `training` is left out."""
    sentence = RUNNING if structure.batch_norms(both.expected.model) else NO_DROPOUT
    alike = both.same_kinds
    if both.comparable:
        wanted = both.expected.outputs(both.x)
        got = [both.subject.outputs(both.x, training) for training in (False, None)]
        alike = all(both.close(out, wanted) for out in got)
        both.renew()
    return holds(alike, sentence, _words(both), both.subject.steps).worth(4)


def _training(both, passes, computes):
    """Both models compute the same with training=True, or drop as much, each row for itself."""
    expected = both.expected.model
    drops = structure.drops(expected)
    own = both.subject.model
    is_asked = own is None
    stands = is_asked or (structure.same_drops(own, expected) and structure.norms_work(own))
    alike = stands and (both.same_kinds or not (is_asked or computes))
    # Passes say something about dropout only where all else is the same.
    norms, still = structure.batch_norms(expected), False
    if stands and both.comparable and (computes or is_asked or norms):
        random = bool(drops)
        batch = np.repeat(both.x[:1], passes, axis=0) if random else both.x
        before = both.subject.outputs(both.x) if is_asked and norms else None
        one, other = (m.outputs(batch, training=True) for m in (both.subject, both.expected))
        alike = behavior.same_distribution(one, other) if random else both.close(one, other)
        # Of a batch norm that the learner wrote, nothing else shows whether it collects them.
        still = before is not None and np.array_equal(both.subject.outputs(both.x), before)
        both.renew()
    found = STILL if alike and still else _words(both)
    criterion = holds(alike and not still, _in_training(expected), found, both.subject.steps)
    return criterion.worth(3 if drops or norms else 1)


def _in_training(expected):
    """What must hold with training=True."""
    if structure.drops(expected):
        rates = " and ".join(f"{rate:g}" for _, rate in structure.drops(expected))
        return f"With training=True it drops units where it should, at a rate of {rates}"
    if structure.batch_norms(expected):
        return "With training=True it normalizes by the batch's own statistics, and drops nothing"
    return "With training=True it computes the same as at inference: nothing is dropped"
