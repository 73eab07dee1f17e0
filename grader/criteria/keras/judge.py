"""The criteria of an exercise whose answer is a Keras model."""

import json

import numpy as np

from grader.criteria.criterion import holds
from grader.criteria.guards import Unacceptable
from grader.criteria.keras import behaviour, penalties, structure
from grader.remote.models import CannotRebuild, rebuild
from grader.remote.plain import Model, describe


def same_model(answer, expected, data, rng, passes):
    """Criteria that hold for every model that is and does what the expected one is and does.

    Parameters
    ----------
    answer : grader.remote.plain.Model
        What the learner's function returned.
    expected : keras.Model
        The reference, compiled.
    data : tuple of ndarray
        ``(x, y)``: some inputs, and labels as the loss wants them.
    rng : numpy.random.Generator
    passes : int
        Random passes with training=True that are compared.

    Yields
    ------
    grader.criteria.Criterion
    """
    model = _guarded(answer, expected)
    seen = tuple(structure.steps(model))
    words = f"your model is {' → '.join(seen)}"
    same_shapes = structure.weights(model) == structure.weights(expected)
    sizes = "It has the layers that were asked for, in their order and size"
    yield holds(same_shapes, sizes, words, seen).worth(2)
    weights = behaviour.random_weights(expected, rng)
    behaviour.take_over_epsilons(expected, model)
    _set_weights(same_shapes, model, expected, weights)
    computes = _predicts(same_shapes, model, expected, data[0], words, seen)
    yield computes
    _set_weights(same_shapes, model, expected, weights)
    stands = same_shapes and structure.drops(model) == structure.drops(expected)
    # Random passes say something about dropout only where all else is the same.
    comparable = computes.passed or structure.batch_norms(expected)
    alike = stands and (not comparable or _trains_alike(model, expected, data[0], passes))
    differs = structure.drops(expected) or structure.batch_norms(expected)
    trains = holds(alike, _in_training(expected), words, seen)
    yield trains.worth(3 if differs else 1)
    _set_weights(same_shapes, model, expected, weights)
    yield from penalties.additions(model, expected, data[0], seen)
    _set_weights(same_shapes, model, expected, weights)
    yield from _compiled(same_shapes, answer.compiled, model, expected, data)


def _set_weights(same_shapes, model, expected, weights):
    """The same weights for both; again after each comparison, for batch norm moves its own."""
    for each in (model, expected) if same_shapes else (expected,):
        each.set_weights(weights)


def _guarded(answer, expected):
    """The answer's model, rebuilt; Unacceptable where it is none or has other inputs."""
    if not isinstance(answer, Model):
        raise Unacceptable(f"Expected a compiled keras.Model; got {describe(answer)}.")
    try:
        model = rebuild(answer)
    except CannotRebuild as error:
        raise Unacceptable(f"Your model cannot be judged: {error}.") from None
    for side in ("input_shape", "output_shape"):
        got, wanted = getattr(model, side), getattr(expected, side)
        if got != wanted:
            name = side.replace("_", " ")
            raise Unacceptable(f"Expected a model with {name} {wanted}; yours has {got}.")
    return model


def _predicts(same_shapes, model, expected, x, words, seen):
    """One criterion: the outputs agree at inference, also where `training` is left out."""
    normalises = structure.batch_norms(expected)
    last = "running statistics" if normalises else "no dropout"
    sentence = f"At inference it computes what it should: layers, activations, {last}"
    if not same_shapes:
        return holds(False, sentence, words, seen).worth(2)
    wanted = behaviour.predictions(expected, x)
    got = [behaviour.predictions(model, x, training) for training in (False, None)]
    agree = all(np.allclose(out, wanted, rtol=1e-3, atol=1e-4) for out in got)
    return holds(agree, sentence, words, seen).worth(2)


def _trains_alike(model, expected, x, passes):
    """Whether both models compute the same with training=True.

    Where something is dropped: whether random passes, each row with its own mask, are spread alike.
    """
    random = bool(structure.drops(expected))
    batch = np.repeat(x[:1], passes, axis=0) if random else x
    one, other = (behaviour.predictions(m, batch, training=True) for m in (model, expected))
    if random:
        return behaviour.same_distribution(one, other)
    return np.allclose(one, other, rtol=1e-3, atol=1e-4)


def _in_training(expected):
    """What must hold with training=True."""
    if structure.drops(expected):
        return "With training=True it drops what it should, as often as it should"
    if structure.batch_norms(expected):
        return "With training=True it normalises by the batch's own statistics, and drops nothing"
    return "With training=True it computes the same: nothing is dropped"


OPTIMIZER = "It is compiled with the optimizer Adam"
LOSS = "Its loss is the one that was asked for"
METRIC = "It reports the accuracy"


def _compiled(same_shapes, compiled, model, expected, data):
    """Criteria on how the model was compiled; one evaluation shows loss and metric."""
    settings = json.dumps(expected.get_compile_config())
    if compiled is None:
        for sentence in (OPTIMIZER, LOSS, METRIC):
            yield holds(False, sentence, "your model is not compiled")
        return
    yield _optimizes(compiled, settings)
    name = structure.loss_name(compiled)
    evaluated = same_shapes and _evaluate(compiled, settings, model, expected, data)
    if not isinstance(evaluated, tuple):
        found = evaluated or "your model is not the one that was asked for"
        yield holds(False, LOSS, found, (name, found))
        yield holds(False, METRIC, found, (name, found))
        return
    (losses, metrics), (right, right_metrics) = evaluated
    same_loss = np.allclose(losses, right, rtol=1e-3, atol=1e-5)
    yield holds(same_loss, LOSS, f"yours is {name}, or has other settings", name)
    accurate = any(np.isclose(v, right_metrics["accuracy"], atol=1e-4) for v in metrics.values())
    names = ", ".join(metrics) or "no metric"
    yield holds(accurate, METRIC, f"yours reports {names}", names)


def _optimizes(compiled, settings):
    kind, given = structure.optimizer(compiled)
    wanted_kind, wanted = structure.optimizer(settings)
    if kind != wanted_kind:
        return holds(False, OPTIMIZER, f"yours is {kind}")
    changed = ", ".join(sorted(k for k in given if given[k] != wanted.get(k)))
    return holds(not changed, OPTIMIZER, f"yours has other settings of {changed}")


def _evaluate(compiled, settings, model, expected, data):
    """Both evaluations, or in words why the answer's failed."""
    try:
        got = behaviour.evaluation(model, compiled, *data)
    except Exception as error:
        return f"`evaluate` fails with your compile settings ({type(error).__name__})"
    return got, behaviour.evaluation(expected, settings, *data)
