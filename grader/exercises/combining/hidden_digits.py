"""The task of the capstone, drawn afresh, and a learner's model as something to ask about it."""

import contextlib
import functools
import time

import numpy as np

from grader.criteria import Unacceptable
from grader.reference.overfitting import corrupt_labels
from grader.remote.plain import Model, Tensor, describe
from grader.student import AnswerRaised, Student

N_TRAIN, N_VAL, WRONG, CLASSES = 200, 100, 0.2, 10


@functools.cache
def _digits():
    from sklearn.datasets import load_digits

    images, labels = load_digits(return_X_y=True)
    return images / 16, labels


class Task:
    """One draw: training, validation and hidden digits have no image in common.

    Parameters
    ----------
    rng : numpy.random.Generator

    Attributes
    ----------
    given : tuple of ndarray
        ``(x_train, y_train, x_val, y_val)``, shapes (200, 64), (200,), (100, 64), (100,).
    hidden, labels : ndarray, shapes (1497, 64) and (1497,)
    wrong : boolean ndarray, shape (200,)
        Which training labels are wrong.
    """

    def __init__(self, rng):
        images, labels = _digits()
        order = rng.permutation(len(images))
        train, val, hidden = np.split(order, [N_TRAIN, N_TRAIN + N_VAL])
        noisy = corrupt_labels(labels[train], WRONG, CLASSES, rng)
        self.wrong = noisy != labels[train]
        self.given = images[train], noisy, images[val], labels[val]
        self.hidden, self.labels = images[hidden], labels[hidden]


class Trained:
    """What an answer returned, trained, wherever it lives.

    Parameters
    ----------
    student : grader.student.Student
    task : Task

    Attributes
    ----------
    seconds : float
        That training took, on the wall clock.

    Raises
    ------
    Unacceptable
        Where it has no method ``predict``.
    """

    def __init__(self, student, task):
        begin = time.monotonic()
        answer = student(*task.given)
        self.seconds = time.monotonic() - begin
        if isinstance(answer, Model):
            answer = student.at(answer.number)
        if not isinstance(answer, Student):
            wanted = "Expected a model with a method predict"
            advice = ": did you forget a return?" if answer is None else "."
            raise Unacceptable(f"{wanted}; got {describe(answer)}{advice}")
        self._answer = answer

    def predict(self, x):
        """Whatever it says of some images, an array.

        Raises
        ------
        Unacceptable
            Where it has no such method, or returns no array of numbers.
        """
        try:
            value = self._answer.predict(x)
        except AnswerRaised as error:
            if error.report["type"] == "AttributeError" and "predict" in error.report["message"]:
                raise Unacceptable(
                    "Expected a model with a method predict; yours has none."
                ) from None
            raise
        value = value.values if isinstance(value, Tensor) else value
        if isinstance(value, list):
            with contextlib.suppress(TypeError, ValueError):
                value = np.array(value, dtype=float)
        if not isinstance(value, np.ndarray) or value.dtype.kind not in "biuf":
            raise Unacceptable(f"Expected an array of probabilities; got {describe(value)}.")
        return value.astype(float)
