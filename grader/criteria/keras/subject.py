"""A Keras model as a check sees it: rebuilt here from its description, or asked where it lives."""

import functools
import json

import numpy as np

from grader.criteria.guards import Unacceptable, values_of
from grader.criteria.keras import compiling, precision, structure
from grader.remote.models import CannotRebuild, rebuild
from grader.remote.plain import Handle, Model, OwnModel, describe
from grader.student import AnswerRaised, Student


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

    tolerance = 1e-3

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


class Asked:
    """A model with code of its own, asked in the process where it lives.

    Parameters
    ----------
    student : grader.student.Student
        The model itself.
    """

    model = None
    spare = ()
    loss_in_words = "another one"
    steps = ("a model with code of its own",)

    def __init__(self, student):
        self.student = student

    @functools.cached_property
    def tolerance(self):
        """How far outputs may differ: as its coarsest layer allows, several layers deep."""
        return max(Rebuilt.tolerance, 16 * precision.grain(self.student))

    @property
    def shapes(self):
        weights = self.student.get_weights()
        if not isinstance(weights, list) or not all(isinstance(w, np.ndarray) for w in weights):
            raise Unacceptable(f"Expected a list of arrays as weights; got {describe(weights)}.")
        return [("", w.shape) for w in weights]

    @property
    def epsilons(self):
        """What its batch norms add to the variance, also where they are classes of its own."""
        found = map(_epsilon, precision.layers_of(self.student))
        return [epsilon for epsilon in found if epsilon is not None]

    def assign(self, weights):
        self.student.set_weights([np.asarray(w, dtype="float32") for w in weights])

    def outputs(self, x, training=None):
        options = {} if training is None else {"training": training}
        value = values_of(self.student(np.asarray(x, dtype="float32"), **options))
        if not isinstance(value, np.ndarray) or value.dtype.kind not in "biuf":
            raise Unacceptable(f"Expected the model to give a tensor; got {describe(value)}.")
        return value.astype(float)

    def added(self, x):
        self.outputs(x, training=False)
        losses = [values_of(loss) for loss in self.student.member("losses")]
        return float(np.sum([np.asarray(loss, dtype=float) for loss in losses]))

    @property
    def optimizer(self):
        """Class and settings of its optimizer; None where it was not compiled."""
        found = self.student.member("optimizer")
        if not isinstance(found, Student):
            return None
        inner = (
            found.member("inner_optimizer") if found.type_name == "LossScaleOptimizer" else found
        )
        try:
            return inner.type_name, compiling.bound(inner.get_config())
        except AnswerRaised:  # as with a schedule of the learner's, which has none
            return inner.type_name, {}

    def evaluation(self, x, y):
        """What it reports of one batch: the whole loss, and the metrics by name."""
        found = self.student.test_on_batch(np.asarray(x, dtype="float32"), y, return_dict=True)
        if not isinstance(found, dict):
            raise Unacceptable(f"Expected a dict of metrics; got {describe(found)}.")
        numbers = {name: float(np.mean(values_of(value))) for name, value in found.items()}
        return numbers.pop("loss"), numbers

    def loss_alone(self, y, outputs):
        """Its loss of predicted numbers alone, as `compiling.of_predictions` gives it."""
        loss = compiling.single(self.student.member("loss"))
        if isinstance(loss, Handle):
            loss = self.student.at(loss.number)
        if isinstance(loss, str):
            return compiling.named_loss(loss, y, outputs)
        return compiling.of_predictions(lambda *both: values_of(loss(*both)), y, outputs)


def _epsilon(layer):
    """The epsilon of a layer that collects a variance; None for any other."""
    try:
        layer.member("moving_variance")
        epsilon = layer.member("epsilon")
    except AnswerRaised:
        return None
    return epsilon if isinstance(epsilon, float) else None
