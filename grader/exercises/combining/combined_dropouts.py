"""Wrong models for `build_combined_model`, in what they drop.

The docstrings say what went wrong; the learner reads them.
"""

from grader.exercises.combining.combined_models import build, dense, l2_penalty, stack
from grader.exercises.sequential import compiled


def without_dropout(n_features, n_classes, l2, rate):
    """There is no Dropout layer in the model, so only the penalty regularizes. Put one after
    each hidden layer.
    """
    layers = dense(**l2_penalty(l2)), dense(**l2_penalty(l2)), dense(n_classes, "softmax")
    return compiled((n_features,), layers)


def drops_only_once(n_features, n_classes, l2, rate):
    """Only the first hidden layer has dropout, so the units of the second can still rely on each
    other. Put a Dropout layer after both.
    """
    layers = stack(n_classes, rate, (l2_penalty(l2), l2_penalty(l2), {}))
    return compiled((n_features,), layers[:3] + layers[4:])


def drops_only_late(n_features, n_classes, l2, rate):
    """Only the second hidden layer has dropout, so the units of the first can still rely on each
    other. Put a Dropout layer after both.
    """
    layers = stack(n_classes, rate, (l2_penalty(l2), l2_penalty(l2), {}))
    return compiled((n_features,), layers[:1] + layers[2:])


def drops_before(n_features, n_classes, l2, rate):
    """Dropout comes before each hidden layer, so it drops input features, and the second hidden
    layer's units are never dropped. Put it after each hidden layer.
    """
    first, drop, second, again, last = stack(n_classes, rate, (l2_penalty(l2), l2_penalty(l2), {}))
    return compiled((n_features,), [drop, first, again, second, last])


def drops_the_output(n_features, n_classes, l2, rate):
    """The output is dropped as well, so probabilities are set to zero and no longer add up to 1.
    Drop hidden units only.
    """
    from keras.layers import Dropout

    layers = stack(n_classes, rate, (l2_penalty(l2), l2_penalty(l2), {}))
    return compiled((n_features,), [*layers, Dropout(rate)])


def another_rate(n_features, n_classes, l2, rate):
    """The rate is 0.5 whatever is handed in, so the argument `rate` changes nothing. Hand it on
    to Dropout.
    """
    return build(n_features, n_classes, l2, 0.5)


def keeps_at_rate(n_features, n_classes, l2, rate):
    """Dropout is given 1 - rate, so it drops what it should keep. Dropout takes the share that
    is DROPPED, and that is `rate`.
    """
    return build(n_features, n_classes, l2, 1 - rate)


def exchanged(n_features, n_classes, l2, rate):
    """The strength and the rate are exchanged, so the penalty is far too strong and hardly
    anything is dropped. `l2` belongs to the regularizer, `rate` to Dropout.
    """
    return build(n_features, n_classes, rate, l2)


MISTAKES = {
    "idea": (
        without_dropout,
        drops_only_once,
        drops_only_late,
        drops_before,
        drops_the_output,
        another_rate,
        keeps_at_rate,
        exchanged,
    ),
}
