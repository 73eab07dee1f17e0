"""A batch norm with code of the learner's own: judged by what it computes, and by what it keeps."""

import keras
import pytest
from keras import layers, ops

from grader.exercises import find
from grader.judge import judge
from grader.student import local

pytestmark = pytest.mark.slow


class OwnNorm(layers.Layer):
    """Batch norm, written by hand; `moves` tells whether it collects running statistics."""

    def __init__(self, moves=True):
        super().__init__()
        self.moves = moves

    def build(self, shape):
        names = ("gamma", "ones", True), ("beta", "zeros", True)
        names += ("mean", "zeros", False), ("variance", "ones", False)
        for name, start, trained in names:
            weight = self.add_weight(shape[-1:], initializer=start, trainable=trained, name=name)
            setattr(self, name, weight)

    def call(self, x, training=False):
        mean, variance = self.mean, self.variance
        if training:
            mean, variance = ops.mean(x, axis=0), ops.var(x, axis=0)
            if self.moves:
                self.mean.assign(0.9 * self.mean + 0.1 * mean)
                self.variance.assign(0.9 * self.variance + 0.1 * variance)
        return self.gamma * (x - mean) / ops.sqrt(variance + 1e-3) + self.beta


@pytest.mark.parametrize("moves", [True, False])
def test_a_batch_norm_of_ones_own_collects_running_statistics(moves):
    """Is one that only normalizes by the batch told apart, though both compute the same?"""

    def build_batch_norm_model(n_features, n_classes, hidden_units):
        model = keras.Sequential([keras.Input((n_features,))])
        for units in hidden_units:
            model.add(layers.Dense(units, use_bias=False))
            model.add(OwnNorm(moves))
            model.add(layers.Activation("relu"))
        model.add(layers.Dense(n_classes, activation="softmax"))
        model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
        return model

    found = judge(find("build_batch_norm_model"), local(build_batch_norm_model))
    assert (found.status == "passed") is moves, str(found)
    assert ("running statistics stay as they are" in found.message) is not moves
