"""A Keras model as a check sees it: rebuilt here from its description, or asked where it lives."""

import functools
import json

import numpy as np

from grader.criteria.guards import Unacceptable
from grader.criteria.keras import compiling, precision, structure
from grader.criteria.keras.asked import Asked
from grader.remote.models import CannotRebuild, rebuild
from grader.remote.plain import Model, OwnModel, describe
from grader.student import Student


def subject_of(student, answer):
    """What the learner's function returned, in the form that the criteria work on.

    Parameters
    ----------
    student : grader.student.Student
    answer : grader.remote.plain.Model or grader.student.Student
        A model that was written down, or one that stays where it is.

    Raises
    ------
    Unacceptable
        Where it is no model, or one that can be neither rebuilt nor asked.
    """
    if isinstance(answer, Student) and answer.is_model:
        return Asked(answer)
    if not isinstance(answer, Model):
        advice = ": did you forget `return model`? `compile` itself returns None"
        missing = advice if answer is None else ""
        raise Unacceptable(f"Expected a compiled keras.Model; got {describe(answer)}{missing}.")
    asked = None if answer.number is None else Asked(student.at(answer.number))
    try:
        model = answer.itself if isinstance(answer, OwnModel) else rebuild(answer)
        return Rebuilt(model, answer.compiled, asked)
    except CannotRebuild as error:
        if asked is None or not error.own_code:
            raise Unacceptable(
                f"Expected a model that can be judged; got one that cannot: {error}."
            ) from None
        return asked


class Rebuilt:
    """A model of built-in layers in this process.

    Parameters
    ----------
    model : keras.Model
    compiled : str or None
        JSON text of how it was compiled.
    asked : Asked, optional
        The same model where it lives.
    """

    tolerance = precision.TOLERANCE

    def __init__(self, model, compiled, asked=None):
        self.model = model
        self.compiled = compiled
        self.asked = asked
        self.steps = tuple(structure.steps(model))
        self.input_shape, self.output_shape = model.input_shape, model.output_shape

    @functools.cached_property
    def settings(self):
        """How it was compiled; None where it was not."""
        return compiling.Settings(self.compiled) if self.compiled else None

    @property
    def optimizer(self):
        """Class and settings of its optimizer; None where it was not compiled."""
        return self.settings.optimizer if self.settings else None

    @property
    def loss_in_words(self):
        return self.settings.loss_in_words

    @classmethod
    def of(cls, model):
        """A compiled model of our own."""
        return cls(model, json.dumps(model.get_compile_config()))

    @property
    def shapes(self):
        """What each array of weights is for, and its shape."""
        return structure.weights(self.model)

    @property
    def spare(self):
        """Places of the arrays that may be set to zero and then change nothing: the biases."""
        return [i for i, w in enumerate(self.model.weights) if w.name == "bias"]

    @property
    def epsilons(self):
        """What its batch norms add to the variance, in their order."""
        return [layer.epsilon for layer in structure.batch_norms(self.model)]

    def assign(self, weights):
        self.model.set_weights(weights)

    def outputs(self, x, training=None):
        return np.asarray(self.model(x, training=training), dtype=float)

    def added(self, x):
        """All that the model adds to the loss on these inputs."""
        self.model(x, training=False)
        return float(np.sum([float(loss) for loss in self.model.losses]))
