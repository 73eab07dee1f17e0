"""The references of batch norm against Keras: 1e-6 in float64, 1e-5 where Keras has float32."""

import numpy as np
import pytest

from grader.reference import batch_norm as reference
from grader.reference.batch_norm_models import build_batch_norm_model

D = 5
DTYPES = {"float64": 1e-6, "float32": 1e-5}


@pytest.fixture
def rng():
    return np.random.default_rng(606)


@pytest.fixture
def parameters(rng):
    """gamma, beta, running mean and running variance."""
    signed = rng.uniform(0.5, 2.0, size=(3, D)) * rng.choice([-1, 1], size=(3, D))
    return *signed, rng.uniform(0.3, 3.0, size=D)


def layer_of(keras, parameters, dtype, shape=(None, D), **options):
    layer = keras.layers.BatchNormalization(dtype=dtype, **options)
    layer.build(shape)
    layer.set_weights(list(parameters))
    return layer


@pytest.mark.parametrize(("dtype", "atol"), DTYPES.items())
@pytest.mark.parametrize("options", [{}, {"momentum": 0.7, "epsilon": 0.2}], ids=["default", "own"])
def test_forward_over_several_batches_and_then_at_inference(
    keras64, rng, parameters, options, dtype, atol
):
    """Do outputs and running statistics agree, batches of one row included?"""
    layer = layer_of(keras64, parameters, dtype, **options)
    gamma, beta, *running = parameters
    for n, training in ((8, True), (5, True), (1, True), (6, False), (1, False)):
        x = rng.normal(loc=0.5, scale=[0.1, 1, 1, 2, 2], size=(n, D))
        expected = layer(x, training=training)
        out, *running = reference.batch_norm_forward(
            x, gamma, beta, *running, **options, training=training
        )
        np.testing.assert_allclose(out, expected, rtol=atol, atol=atol)
        for ours, theirs in zip(running, layer.non_trainable_weights, strict=True):
            np.testing.assert_allclose(ours, theirs, rtol=atol, atol=atol)


@pytest.mark.parametrize(("dtype", "atol"), DTYPES.items())
@pytest.mark.parametrize("n", [7, 2, 1])
def test_backward(keras64, rng, parameters, n, dtype, atol):
    """Does GradientTape find the same gradients through the layer?"""
    import tensorflow as tf

    layer = layer_of(keras64, parameters, dtype, epsilon=0.01)
    x, d_out = rng.normal(loc=0.5, size=(n, D)), rng.normal(size=(n, D))
    given = tf.constant(x, dtype)
    with tf.GradientTape() as tape:
        tape.watch(given)
        total = tf.reduce_sum(layer(given, training=True) * tf.constant(d_out, dtype))
    sources = [given, *(v.value for v in layer.trainable_variables)]
    gradients = reference.batch_norm_backward(d_out, x, parameters[0], epsilon=0.01)
    for ours, theirs in zip(gradients, tape.gradient(total, sources), strict=True):
        # In float32 a batch of one cancels terms of the size of gamma / sqrt(epsilon).
        np.testing.assert_allclose(ours, theirs, rtol=atol, atol=10 * atol)


@pytest.mark.parametrize(("dtype", "atol"), DTYPES.items())
def test_images(keras64, rng, parameters, dtype, atol):
    layer = layer_of(keras64, parameters, dtype, shape=(None, 4, 2, D))
    images = rng.normal(loc=0.5, scale=[0.1, 1, 1, 2, 2], size=(3, 4, 2, D))
    out = reference.batch_norm_images(images, *parameters[:2])
    np.testing.assert_allclose(out, layer(images, training=True), rtol=atol, atol=atol)


@pytest.mark.parametrize(("dtype", "atol"), DTYPES.items())
def test_layer_norm(keras64, rng, parameters, dtype, atol):
    layer = keras64.layers.LayerNormalization(dtype=dtype)
    layer.build((None, D))
    layer.set_weights(list(parameters[:2]))
    x = rng.normal(loc=0.5, scale=[0.1, 1, 1, 2, 2], size=(6, D))
    out = reference.layer_norm(x, *parameters[:2])
    np.testing.assert_allclose(out, layer(x), rtol=atol, atol=atol)


@pytest.mark.parametrize("outputs", [D, 1])
def test_a_folded_layer_predicts_what_the_two_did(keras64, rng, outputs):
    model = keras64.Sequential(
        [
            keras64.Input((D,)),
            keras64.layers.Dense(outputs),
            keras64.layers.BatchNormalization(epsilon=0.05),
        ]
    )
    shapes = [weight.shape for weight in model.weights]
    weights = [rng.uniform(0.3, 2.0, size=shape) for shape in shapes]
    model.set_weights(weights)
    w, b = reference.fold_batch_norm(*weights, epsilon=0.05)
    x = rng.normal(size=(9, D))
    np.testing.assert_allclose(x @ w + b, model(x, training=False), rtol=1e-6, atol=1e-6)


def test_the_built_model_is_the_numpy_network_at_inference(rng):
    """Do Dense, batch norm and ReLU come in this order, with no bias before batch norm?"""
    model = build_batch_norm_model(4, 3, [6, 5])
    weights = [rng.uniform(0.2, 1.5, size=w.shape) - (w.ndim == 2) for w in model.weights]
    model.set_weights(weights)
    x = rng.normal(size=(8, 4))
    hidden = x
    for kernel, *statistics in (weights[:5], weights[5:10]):
        hidden, *_ = reference.batch_norm_forward(hidden @ kernel, *statistics, training=False)
        hidden = np.maximum(hidden, 0.0)
    logits = hidden @ weights[10] + weights[11]
    expected = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(model(x), expected, rtol=1e-4, atol=1e-5)
