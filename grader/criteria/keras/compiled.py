"""Criteria on how a model was compiled: its optimizer, its loss, its metrics."""

import numpy as np

from grader.criteria.criterion import holds
from grader.criteria.keras import behavior, compiling
from grader.criteria.keras.asked import Asked
from grader.criteria.numbers import instead
from grader.student import AnswerRaised

OPTIMIZER = "It is compiled with the optimizer Adam, with the defaults of Keras"
LOSS = "Its loss is {}"
METRIC = "Its `evaluate` reports the accuracy"

SCALES = (1, 0.3, 0.1, 0)
CLEAR = 1e-5
"""How far from 0 and 1 a prediction stays where losses are compared."""


def criteria(both, y):
    """The criteria by name: "optimizer", "loss", "metric".

    Parameters
    ----------
    both : grader.criteria.keras.comparison.Comparison
    y : ndarray
        Labels as the loss wants them.

    Returns
    -------
    dict of str to grader.criteria.Criterion
    """
    wanted = both.expected.settings
    sentences = (OPTIMIZER, LOSS.format(wanted.loss_name), METRIC)
    found = dict(zip(("optimizer", "loss", "metric"), sentences, strict=True))
    optimizer = both.subject.optimizer
    if optimizer is None:
        missing = "a model that is not compiled"
        return {n: _weighed(n, holds(False, sentence, missing)) for n, sentence in found.items()}
    x, outputs = _unsaturated(both.subject, both.x)
    labels = compiling.telling_labels(wanted.loss_name, y, outputs)
    found["optimizer"] = _optimizer(*optimizer, wanted.optimizer)
    evaluated = _evaluated(both.subject, x, labels, outputs)
    if isinstance(evaluated, str):
        failed = (evaluated, both.subject.loss_in_words)
        words = f"{evaluated}: look at the loss and the metrics that it is compiled with"
        both_fail = {n: holds(False, found[n], words, failed) for n in ("loss", "metric")}
        return found | {n: _weighed(n, criterion) for n, criterion in both_fail.items()}
    losses, metrics = evaluated
    whole, half = compiling.named_loss(wanted.loss_name, labels, outputs)
    right = np.array([whole, whole, half])
    same_loss = np.allclose(losses, right, rtol=1e-3, atol=1e-5)
    off = np.argmax(np.abs(losses - right))
    words = both.subject.loss_in_words
    given = f"{words}, which is {instead(losses[off], right[off])}"
    found["loss"] = _weighed("loss", holds(same_loss, found["loss"], given, words))
    accuracy = compiling.accuracy_of(wanted.loss_name, labels, outputs)
    accurate = any(np.isclose(value, accuracy, atol=1e-4) for value in metrics.values())
    names = ", ".join(metrics) or "no metric"
    found["metric"] = holds(accurate, METRIC, _reported(metrics, accuracy) or names, names)
    return found


def _reported(metrics, accuracy):
    """What a metric that has the right name reports instead; empty where there is none."""
    named = [name for name in metrics if name in ("accuracy", "acc")]
    if not named:
        return ""
    value = instead(metrics[named[0]], accuracy)
    return f"`{named[0]}`, which is of another kind: {value}"


def _weighed(name, criterion):
    """What is learned depends on the loss, and not on what is reported."""
    return criterion.worth(2) if name == "loss" else criterion


def _optimizer(kind, given, wanted):
    if kind != wanted[0]:
        return holds(False, OPTIMIZER, kind)
    changed = ", ".join(sorted(k for k in given if given[k] != wanted[1].get(k)))
    return holds(not changed, OPTIMIZER, f"Adam with other settings of {changed}")


def _unsaturated(model, x):
    """Inputs, scaled down as far as it takes, and predictions that no loss has to clip.

    Keras clips a probability but not the logit that it sees behind one, and so a right loss has two
    values where a prediction is all but certain.
    """
    for scale in SCALES:
        outputs = model.outputs(scale * x)
        if np.abs(outputs - 0.5).max() < 0.5 - CLEAR:
            break
    return scale * x, outputs


def _evaluated(subject, x, y, outputs):
    """Losses without penalties and the metrics, or in words why there are none.

    The loss is taken as evaluated and of the predicted numbers alone: Keras silently mends
    a wrong from_logits where it sees that a sigmoid or softmax made the prediction.
    """
    try:
        if isinstance(subject, Asked):
            return _asked(subject, x, y, outputs)
        settings = subject.settings
        if settings.complete or subject.asked is None:
            return behavior.evaluation(subject.model, settings, x, y, outputs)
        subject.asked.assign([np.asarray(w) for w in subject.model.get_weights()])
        return _asked(subject.asked, x, y, outputs)
    except AnswerRaised as error:
        return f"an error from `evaluate` ({error.report['type']})"
    except Exception as error:
        return f"an error from `evaluate` ({type(error).__name__})"


def _asked(model, x, y, outputs):
    loss, metrics = model.evaluation(x, y)
    return np.array([loss - model.added(x), *model.loss_alone(y, outputs)]), metrics
