"""A Keras model with code of its own, as a check sees it: asked in the process where it lives."""

import functools

import numpy as np

from grader.criteria.guards import Unacceptable, values_of
from grader.criteria.keras import compiling, precision
from grader.remote.plain import Handle, describe
from grader.student import AnswerRaised, Student


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
        return max(precision.TOLERANCE, 16 * precision.grain(self.student))

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

    def reseed(self, rng):
        """Let all layers draw independently, whatever seeds they were made with.

        A model that keeps no such states, not in the way of Keras, or that was never compiled, goes
        on as it is.
        """
        try:
            tree = self.student.get_state_tree(value_format="numpy_array")
            states = _reseeded(tree.get("non_trainable_variables"), rng)
            self.student.set_state_tree({"non_trainable_variables": states})
        except (AnswerRaised, AttributeError):
            return

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


def _reseeded(tree, rng):
    """The seed states among a tree of variables, with new values."""
    found = {}
    for name, item in tree.items() if isinstance(tree, dict) else ():
        if isinstance(item, dict):
            found[name] = _reseeded(item, rng)
        elif name == "seed_generator_state":
            found[name] = rng.integers(2**31, size=np.shape(item))
    return found


def _epsilon(layer):
    """The epsilon of a layer that collects a variance; None for any other."""
    try:
        layer.member("moving_variance")
        epsilon = layer.member("epsilon")
    except AnswerRaised:
        return None
    return epsilon if isinstance(epsilon, float) else None
