"""Penalties and steps against keras.regularizers and keras.optimizers."""

import numpy as np
import pytest

from grader.reference import l1_l2

CLOSE = {"rtol": 0, "atol": 1e-6}
SHAPES = ((4, 3), (5,), (3, 2, 2, 3))


@pytest.fixture
def rng():
    return np.random.default_rng(31)


@pytest.fixture
def kernels(rng):
    found = [rng.normal(size=shape) for shape in SHAPES]
    found[0][1, 1] = 0.0
    return found


@pytest.mark.parametrize(("l1", "l2"), [(0.3, 0.0), (0.0, 0.7), (0.2, 0.4)])
def test_penalties(keras64, kernels, l1, l2):
    """Is each penalty what the regularizer of that name adds, kernel by kernel?"""
    regularizers = keras64.regularizers
    expected = {
        "l1": sum(float(regularizers.L1(l1)(keras64.ops.array(w))) for w in kernels),
        "l2": sum(float(regularizers.L2(l2)(keras64.ops.array(w))) for w in kernels),
        "both": sum(float(regularizers.L1L2(l1, l2)(keras64.ops.array(w))) for w in kernels),
    }
    np.testing.assert_allclose(l1_l2.l1_penalty(kernels, l1), expected["l1"], **CLOSE)
    np.testing.assert_allclose(l1_l2.l2_penalty(kernels, l2), expected["l2"], **CLOSE)
    np.testing.assert_allclose(
        l1_l2.elastic_net_penalty(kernels, l1, l2), expected["both"], **CLOSE
    )


def test_the_penalty_of_a_model_leaves_biases_out(rng):
    """Do the kernels alone give what a Keras model in float32 adds to its loss?"""
    from grader.reference.l1_l2_models import build_elastic_net_model

    model = build_elastic_net_model(7, 3, 0.01, 0.02)
    model.set_weights([rng.normal(size=w.shape) for w in model.get_weights()])
    hidden = model.layers[0].kernel.numpy()
    (added,) = model.losses
    expected = l1_l2.elastic_net_penalty([hidden], 0.01, 0.02)
    np.testing.assert_allclose(float(added), expected, rtol=1e-5)


def _slope(keras, w, l1, l2):
    import tensorflow as tf

    w = tf.constant(w)
    with tf.GradientTape() as tape:
        tape.watch(w)
        penalty = keras.regularizers.L1L2(l1, l2)(w)
    return tape.gradient(penalty, w).numpy()


def test_penalty_gradient(keras64, kernels):
    """Is it what TensorFlow differentiates, at a weight of exactly 0 too?"""
    for w in kernels:
        expected = _slope(keras64, w, 0.3, 0.7)
        np.testing.assert_allclose(l1_l2.penalty_gradient(w, 0.3, 0.7), expected, **CLOSE)


def _steps(keras, optimizer, w, gradients):
    """The weights after each step of a Keras optimizer."""
    variable = keras.Variable(w)
    for gradient in gradients:
        optimizer.apply([keras.ops.array(gradient)], [variable])
        yield variable.numpy()


def test_sgd_with_weight_decay(keras64, rng):
    """Is the decoupled step that of keras.optimizers.SGD(weight_decay=), step by step?"""
    w, gradients = rng.normal(size=(4, 3)), rng.normal(size=(10, 4, 3))
    optimizer = keras64.optimizers.SGD(0.1, weight_decay=0.3)
    for gradient, expected in zip(gradients, _steps(keras64, optimizer, w, gradients), strict=True):
        w = l1_l2.sgd_weight_decay_step(w, gradient, 0.1, 0.3)
        np.testing.assert_allclose(w, expected, **CLOSE)


def test_sgd_with_an_l2_penalty(keras64, rng):
    """Is the coupled step plain SGD on the gradient of loss and keras.regularizers.L2?"""
    w, gradients = rng.normal(size=(4, 3)), rng.normal(size=(10, 4, 3))
    variable, optimizer = keras64.Variable(w), keras64.optimizers.SGD(0.1)
    for gradient in gradients:
        total = gradient + _slope(keras64, variable.numpy(), 0.0, 0.3)
        optimizer.apply([keras64.ops.array(total)], [variable])
        w = l1_l2.sgd_l2_step(w, gradient, 0.1, 0.3)
        np.testing.assert_allclose(w, variable.numpy(), **CLOSE)


def _adamw_steps(w, gradients, *settings):
    """The weights after each step of the reference."""
    m, v = np.zeros_like(w), np.zeros_like(w)
    for step, gradient in enumerate(gradients, start=1):
        w, m, v = l1_l2.adamw_step(w, gradient, m, v, step, *settings)
        yield w


@pytest.mark.parametrize("settings", [(0.01, 0.004), (0.1, 0.5, 0.7, 0.9, 1e-8)])
def test_adamw(keras64, rng, settings):
    """Is it keras.optimizers.AdamW, step by step, at the defaults and elsewhere?"""
    w, gradients = rng.normal(size=(4, 3)), rng.normal(size=(20, 4, 3))
    optimizer = keras64.optimizers.AdamW(*settings)
    expected = _steps(keras64, optimizer, w, gradients)
    for ours, theirs in zip(_adamw_steps(w, gradients, *settings), expected, strict=True):
        np.testing.assert_allclose(ours, theirs, **CLOSE)


def test_adamw_in_single_precision(rng):
    """Does it hold to 1e-5 where Keras computes in float32?"""
    import keras

    w, gradients = rng.normal(size=(4, 3)), rng.normal(size=(20, 4, 3))
    optimizer = keras.optimizers.AdamW(0.01, 0.1)
    expected = _steps(
        keras, optimizer, w.astype("float32"), [g.astype("float32") for g in gradients]
    )
    for ours, theirs in zip(_adamw_steps(w, gradients, 0.01, 0.1), expected, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-5)
