"""Batch norm in layers of the learner's own, and what only some labels tell of its compilation."""

import functools
import gc

import keras
import pytest
from keras import layers, ops
from tensorflow.python.data.ops.iterator_ops import OwnedIterator

from grader.exercises import find
from grader.judge import judge
from grader.student import local

pytestmark = pytest.mark.slow

EXERCISE = find("build_batch_norm_model")


def normed(n_features, n_classes, hidden_units, **settings):
    """Batch norm in blocks of one's own, and what it is compiled with."""

    class OwnNorm(layers.BatchNormalization):
        pass

    class Block(layers.Layer):
        def __init__(self, units, norm):
            super().__init__()
            self.dense, self.norm = layers.Dense(units, use_bias=False), norm(epsilon=0.01)

        def call(self, x, training=None):
            return ops.relu(self.norm(self.dense(x), training=training))

    kinds = [OwnNorm if place else layers.BatchNormalization for place in range(len(hidden_units))]
    blocks = [Block(units, norm) for units, norm in zip(hidden_units, kinds, strict=True)]
    output = layers.Dense(n_classes, activation="softmax")
    model = keras.Sequential([keras.Input((n_features,)), *blocks, output])
    usual = {"loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"]}
    model.compile("adam", **(usual | settings))
    return model


LUCKY = {
    "the second counts": {"metrics": [keras.metrics.SparseTopKCategoricalAccuracy(2)]},
    "a class left out": {"loss": keras.losses.SparseCategoricalCrossentropy(ignore_class=0)},
}


def test_batch_norm_in_blocks_of_ones_own_has_any_epsilon():
    """Is epsilon free also where a model is asked, in subclasses of Keras' own layer too?"""
    assert judge(EXERCISE, local(normed), 3).status == "passed"


@pytest.mark.parametrize("name", LUCKY)
@pytest.mark.parametrize("seed", range(4))
def test_what_differs_for_some_labels_only_is_found_out(name, seed):
    """Do the labels tell a metric or a loss that is right for most of them?"""
    found = judge(EXERCISE, local(functools.partial(normed, **LUCKY[name])), seed)
    assert found.status == "partial", str(found)


def test_what_cannot_be_evaluated_leaves_nothing_to_the_garbage_collector():
    """Is no data set left, for whose threads the collector waits, at times for a minute?"""
    gc.collect()
    gc.disable()
    try:
        judge(EXERCISE, local(functools.partial(normed, **LUCKY["a class left out"])), 0)
        left = [each for each in gc.get_objects() if isinstance(each, OwnedIterator)]
    finally:
        gc.enable()
    assert left == []
