"""Wrong answers to the capstone. They train in a second at most: a check waits for them."""

import numpy as np

from grader.lab.combining.capstone_signals import CLASSES
from grader.reference import capstone as reference


class Nearest:
    """Probabilities by the nearest class mean: an answer whose accuracy is not what is wrong."""

    def __init__(self, x, y):
        classes = range(CLASSES)
        means = [x[y == c].mean(axis=0) if (y == c).any() else x.mean(axis=0) for c in classes]
        self.means = np.array(means)

    def logits(self, x):
        return -4 * ((x[:, None] - self.means) ** 2).mean(axis=2)

    def predict(self, x):
        powers = np.exp(self.logits(x))
        return powers / powers.sum(axis=1, keepdims=True)


class Constant:
    """The same probabilities for each signal."""

    def predict(self, x):
        return np.full((len(x), CLASSES), 1 / CLASSES)


def teach(exercise):
    """Register them with the exercise."""
    for name, message, predict in _IN_PREDICT:
        exercise.mistake(message)(_wrong(name, predict))
    for answer, message, about in _OTHERS:
        exercise.mistake(message, about=about)(answer)


def _wrong(name, predict):
    """A mistake in `predict`, which takes a trained `Nearest` and signals."""

    class Wrong(Nearest):
        def predict(self, x):
            return predict(self, x)

    def answer(x_train, y_train, x_val, y_val):
        return Wrong(x_train, y_train)

    answer.__name__ = name
    return answer


def _dropped(model, x):
    kept = np.random.default_rng().random(x.shape) >= 0.3
    return Nearest.predict(model, x * kept / 0.7)


_IN_PREDICT = (
    (
        "class_numbers",
        "`predict` returns class numbers, as in scikit-learn, and hides how sure the model is. "
        "Return the probabilities of all classes, which scikit-learn calls `predict_proba`.",
        lambda model, x: Nearest.predict(model, x).argmax(axis=1),
    ),
    (
        "logits",
        "`predict` returns logits, which may be negative and do not add up to 1. Apply a softmax "
        "to them: it makes them probabilities.",
        lambda model, x: model.logits(x),
    ),
    (
        "a_sigmoid_for_each_class",
        "The numbers of a signal do not add up to 1, as those of several sigmoids do not. A signal "
        "belongs to one class only, so its probabilities add up to 1: use a softmax.",
        lambda model, x: 1 / (1 + np.exp(-model.logits(x))),
    ),
    (
        "leaves_dropout_on",
        "Dropout, or something else that is random, is still on at prediction, so the answers "
        "differ from call to call. Predict in inference mode.",
        _dropped,
    ),
    (
        "scales_by_the_batch",
        "`predict` uses statistics of the signals that it is asked about, so an answer depends on "
        "which others come with it. Take all statistics from the training signals.",
        lambda model, x: Nearest.predict(model, x - x.mean(axis=0)),
    ),
)


def returns_nothing(x_train, y_train, x_val, y_val):
    Nearest(x_train, y_train)


def plain_network(x_train, y_train, x_val, y_val):
    return reference.plain(x_train, y_train, x_val, y_val)


def not_trained(x_train, y_train, x_val, y_val):
    return Constant()


_OTHERS = (
    (
        returns_nothing,
        "The function returns nothing, so the trained model is lost. End it with `return model`.",
        "",
    ),
    (
        plain_network,
        "The model has memorized the wrong labels, as a network without regularization does. "
        "Compare its accuracy on the training signals with that on validation signals that it has "
        "not seen, and regularize until they come closer.",
        "idea",
    ),
    (
        not_trained,
        "The model does little better than guessing. It is not trained, or it is regularized so "
        "strongly that it learns nothing: look at its accuracy on the training signals.",
        "idea",
    ),
)
