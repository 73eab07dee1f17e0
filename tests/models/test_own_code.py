"""Models, losses and metrics with code of the learner's own: judged by what they do."""

import keras
import numpy as np
import pytest
from keras import layers, ops

from grader.criteria.keras.comparison import Comparison
from grader.criteria.keras.subject import Rebuilt, subject_of
from grader.exercises import find
from grader.judge import judge
from grader.student import local

pytestmark = pytest.mark.slow

LOSS = "binary_crossentropy"


class OwnDropout(layers.Layer):
    """Inverted dropout, written with random numbers."""

    def __init__(self, rate, at_inference=False, seed=None):
        super().__init__()
        self.rate, self.at_inference = rate, at_inference
        self.seeds = keras.random.SeedGenerator(seed)

    def call(self, x, training=False):
        if not training and not self.at_inference:
            return x
        kept = keras.random.uniform(ops.shape(x), seed=self.seeds) >= self.rate
        return x * ops.cast(kept, x.dtype) / (1 - self.rate)


class Classifier(keras.Model):
    """Layers made in another order than they are called in."""

    def __init__(self, rate=0.5, order="after"):
        super().__init__()
        self.last = layers.Dense(1, activation="sigmoid")
        self.drop = layers.Dropout(rate)
        self.first = layers.Dense(64, activation="relu")
        self.order = order

    def call(self, x, training=None):
        if self.order == "before":
            return self.last(self.first(self.drop(x, training=training)))
        return self.last(self.drop(self.first(x), training=training))


class Penalized(layers.Dense):
    """A Dense layer that adds its own penalty to the loss."""

    def __init__(self, units, strength, of_bias=False, **options):
        super().__init__(units, **options)
        self.strength, self.of_bias = strength, of_bias

    def call(self, x):
        self.add_loss(self.strength * ops.sum(self.kernel**2))
        if self.of_bias:
            self.add_loss(self.strength * ops.sum(self.bias**2))
        return super().call(x)


class PenalizedModel(keras.Model):
    """A model whose `call` adds the penalty."""

    def __init__(self, strength):
        super().__init__()
        self.first = layers.Dense(64, activation="relu")
        self.last = layers.Dense(1, activation="sigmoid")
        self.strength = strength

    def call(self, x):
        hidden = self.first(x)
        self.add_loss(self.strength * ops.sum(ops.square(self.first.kernel)))
        return self.last(hidden)


class Counts(keras.metrics.Metric):
    def __init__(self):
        super().__init__(name="counts")
        self.total = self.add_weight(name="total", initializer="zeros")

    def update_state(self, y, p, sample_weight=None):
        self.total.assign_add(1.0)

    def result(self):
        return self.total


def compiled(model, **settings):
    usual = {"optimizer": "adam", "loss": LOSS, "metrics": ["accuracy"]}
    model.compile(**usual | settings)
    return model


def stack(n_features, *inner, **settings):
    hidden = [keras.Input((n_features,)), layers.Dense(64, activation="relu"), *inner]
    last = layers.Dense(1, activation="sigmoid", name="out")
    return compiled(keras.Sequential([*hidden, last]), **settings)


def penalized(n_features, strength, **options):
    first = Penalized(64, strength, activation="relu", **options)
    parts = [keras.Input((n_features,)), first, layers.Dense(1, activation="sigmoid")]
    return compiled(keras.Sequential(parts))


def distance(y, p):
    return ops.mean(ops.abs(ops.cast(y, p.dtype) - p))


def accuracy(y, p):
    return ops.mean(ops.cast(ops.equal(p > 0.5, y > 0.5), "float32"))


def never(y, p):
    return ops.zeros(())


def own_crossentropy(y, p):
    p = ops.clip(p, 1e-7, 1 - 1e-7)
    return -ops.mean(y * ops.log(p) + (1 - y) * ops.log(1 - p), axis=-1)


def binary_crossentropy(y, p):
    """Another loss under Keras' name."""
    return ops.mean(ops.square(y - p), axis=-1)


SPELLINGS = {
    "a metric of one's own": lambda: {"metrics": ["accuracy", distance]},
    "a lambda": lambda: {"metrics": ["accuracy", lambda y, p: ops.mean(p)]},
    "a metric class": lambda: {"metrics": [Counts(), "accuracy"]},
    "an accuracy of one's own": lambda: {"metrics": [accuracy]},
    "lists in a list": lambda: {"metrics": [["accuracy"]]},
    "by the output's name": lambda: {"metrics": {"out": "accuracy"}, "loss": {"out": LOSS}},
    "weighted metrics": lambda: {"metrics": None, "weighted_metrics": ["accuracy"]},
    "a list of one loss": lambda: {"loss": [LOSS]},
    "a loss of one's own": lambda: {"loss": own_crossentropy},
    "a class": lambda: {"loss": keras.losses.BinaryCrossentropy},
    "loss weights of 1": lambda: {"loss_weights": [1.0]},
    "an optimizer as a dict": lambda: {"optimizer": {"class_name": "adam", "config": {}}},
}
WRONG_SPELLINGS = {
    "another loss under the same name": lambda: {"loss": binary_crossentropy},
    "a loss that counts twice": lambda: {"loss_weights": 2.0},
    "an accuracy that is none": lambda: {"metrics": [never]},
    "no accuracy": lambda: {"metrics": [distance]},
    "a negative learning rate": lambda: {"optimizer": keras.optimizers.Adam(-0.01)},
    "logits": lambda: {"loss": keras.losses.BinaryCrossentropy(from_logits=True)},
}
RIGHT = {
    "dropout": lambda n: stack(n, OwnDropout(0.5)),
    "a subclass": lambda n: compiled(Classifier()),
}
WRONG = {
    "dropout at another rate": lambda n: stack(n, OwnDropout(0.3)),
    "dropout at inference": lambda n: stack(n, OwnDropout(0.5, at_inference=True)),
    "a subclass that drops inputs": lambda n: compiled(Classifier(order="before")),
    "a subclass that drops nothing": lambda n: compiled(Classifier(rate=0.0)),
    "a subclass that is not compiled": lambda n: Classifier(),
    "a Sequential without inputs": lambda n: compiled(keras.Sequential([layers.Dense(1)])),
}


def verdict(name, answer):
    return judge(find(name), local(answer), 3)


@pytest.mark.parametrize("name", SPELLINGS)
def test_whatever_keras_trains_and_reports_rightly_passes(name):
    found = verdict(
        "build_dropout_model", lambda n: stack(n, layers.Dropout(0.5), **SPELLINGS[name]())
    )
    assert found.status == "passed", str(found)


@pytest.mark.parametrize("name", WRONG_SPELLINGS)
def test_a_wrong_loss_metric_or_optimizer_is_found_out(name):
    settings = WRONG_SPELLINGS[name]
    found = verdict("build_dropout_model", lambda n: stack(n, layers.Dropout(0.5), **settings()))
    assert found.status == "partial", str(found)
    assert sum(not c.passed for c in found.criteria) == 1, str(found)


@pytest.mark.parametrize("name", RIGHT)
def test_a_model_with_code_of_its_own_passes(name):
    found = verdict("build_dropout_model", RIGHT[name])
    assert found.status == "passed", str(found)


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_model_with_code_of_its_own_is_found_out(name):
    found = verdict("build_dropout_model", WRONG[name])
    assert found.score < found.points, str(found)


@pytest.mark.parametrize("build", [penalized, lambda n, s: compiled(PenalizedModel(s))])
def test_a_penalty_added_by_hand_counts(build):
    found = verdict("build_l2_model", build)
    assert found.status == "passed", str(found)


@pytest.mark.parametrize(
    ("build", "failed"),
    [
        (lambda n, s: penalized(n, s / 2), "Every kernel that"),
        (lambda n, s: compiled(PenalizedModel(2 * s)), "Every kernel that"),
        (lambda n, s: penalized(n, s, of_bias=True), "Nothing else is"),
    ],
)
def test_another_penalty_added_by_hand_is_found_out(build, failed):
    found = verdict("build_l2_model", build)
    sentences = [c.sentence for c in found.criteria if not c.passed]
    once = [sentence for sentence in sentences if not sentence.startswith("It also works")]
    assert [" ".join(sentence.split()[:3]) for sentence in once] == [failed], str(found)


def test_keras_own_layers_beside_ones_own_are_compared_in_whatever_order():
    """Are equal layers made in another order given the weights that belong to them?"""

    class Mlp(keras.Model):
        def __init__(self):
            super().__init__()
            self.out = layers.Dense(10, activation="softmax")
            self.second = layers.Dense(64, activation="relu")
            self.first = layers.Dense(128, activation="relu")
            self.half, self.third = layers.Dropout(0.5), layers.Dropout(0.3)

        def call(self, x, training=None):
            hidden = self.half(self.first(x), training=training)
            return self.out(self.third(self.second(hidden), training=training))

    found = verdict("build_dropout_mlp", lambda: compiled(Mlp(), loss="categorical_crossentropy"))
    assert found.status == "passed", str(found)


def test_own_layers_of_one_seed_draw_independently_where_they_are_compared():
    """Do two layers that began with one seed drop different units?"""

    def twice(dropout):
        layers_ = (dropout(0.5, seed=42) for _ in range(2))
        return compiled(keras.Sequential([keras.Input((4000,)), *layers_]))

    student, ones = local(lambda: twice(OwnDropout)), np.ones((1, 4000))
    subject, expected = subject_of(student, student()), Rebuilt.of(twice(layers.Dropout))
    Comparison(subject, expected, ones, np.random.default_rng(0))
    assert np.mean(subject.outputs(ones, training=True) != 0) == pytest.approx(0.25, abs=0.05)
