"""Keras models as plain data: every spelling crosses, code of one's own does not."""

import numpy as np
import pytest

from grader.remote.models import CannotRebuild, rebuild, to_plain_model
from grader.remote.plain import Model, Opaque


@pytest.fixture(scope="module")
def keras():
    return pytest.importorskip("keras")


def _model(keras, *layers):
    return keras.Sequential([keras.Input((4,)), *layers])


def test_a_model_computes_the_same_on_the_other_side(keras):
    """Do nested models, raw operations and weights arrive?"""
    inputs = keras.Input((4,))
    inner = keras.Sequential([keras.layers.Dense(6), keras.layers.BatchNormalization()])
    model = keras.Model(inputs, keras.layers.Dense(2)(keras.ops.relu(inner(inputs))))
    back = rebuild(to_plain_model(model))
    x = np.random.default_rng(0).normal(size=(5, 4)).astype("float32")
    assert np.allclose(back(x), model(x), atol=1e-6)


@pytest.mark.parametrize("name", ["relu", "tanh", "gelu", "softmax"])
def test_a_function_of_the_same_value_is_its_built_in(keras, name):
    """Is a lambda that computes a built-in activation taken for it?"""
    built_in = keras.activations.get(name)
    model = _model(keras, keras.layers.Dense(3, activation=lambda z: built_in(z)))
    back = rebuild(to_plain_model(model))
    assert back.layers[-1].activation is built_in


def test_a_penalty_of_the_same_value_is_its_built_in(keras):
    """Is a callable penalty recognized by its values?"""

    def penalty(w):
        return 0.02 * keras.ops.sum(keras.ops.square(w)) + 0.005 * keras.ops.sum(keras.ops.abs(w))

    model = _model(keras, keras.layers.Dense(3, kernel_regularizer=penalty))
    found = rebuild(to_plain_model(model)).layers[-1].kernel_regularizer
    assert (float(found.l1), float(found.l2)) == pytest.approx((0.005, 0.02), rel=1e-4)


def test_layers_of_one_seed_draw_independently_on_the_other_side(keras):
    """Does a second dropout drop other units than the first, so that a quarter stays?"""
    layers = (keras.layers.Dropout(0.5, seed=42) for _ in range(2))
    both = rebuild(to_plain_model(keras.Sequential([keras.Input((4000,)), *layers])))
    out = np.asarray(both(np.ones((1, 4000)), training=True))
    assert np.mean(out != 0) == pytest.approx(0.25, abs=0.05)


def test_a_model_without_inputs_does_not_cross(keras):
    """Does a Sequential that never saw an input say what it lacks?"""
    plain = to_plain_model(keras.Sequential([keras.layers.Dense(2)]))
    assert isinstance(plain, Opaque)
    assert "begin it with keras.Input" in plain.words


def test_code_of_ones_own_is_not_run_on_the_other_side(keras):
    """Are a Lambda layer and a layer class of one's own refused?"""

    class Own(keras.layers.Layer):
        def call(self, x):
            return x

    for layer in (keras.layers.Lambda(lambda x: x), Own()):
        plain = to_plain_model(_model(keras, keras.layers.Dense(2), layer))
        if isinstance(plain, Model):
            with pytest.raises(CannotRebuild):
                rebuild(plain)
        else:
            assert isinstance(plain, Opaque)


def test_too_many_parameters_are_refused(keras):
    """Is there a cap on what is rebuilt?"""
    plain = to_plain_model(_model(keras, keras.layers.Dense(2)))
    huge = Model(plain.config, None, [np.broadcast_to(np.float32(0), (30_000_000,))])
    with pytest.raises(CannotRebuild, match="parameters"):
        rebuild(huge)
