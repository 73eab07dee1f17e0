"""Each layer against its Keras counterpart in float64: forward, and backward by GradientTape."""

import numpy as np
import pytest

from grader.reference.nn import layers

S, N, D, K = 3, 11, 6, 5
CLOSE = {"rtol": 0, "atol": 1e-6}


@pytest.fixture
def rng():
    return np.random.default_rng(21)


def on_tape(layer, x, d_out, **call):
    """Output of a Keras layer, and the gradients of sum(d_out * output) by input and weights."""
    import tensorflow as tf

    x = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        out = layer(x, **call)
        total = tf.reduce_sum(out * d_out)
    gradients = tape.gradient(total, [x, *(v.value for v in layer.trainable_variables)])
    return out.numpy(), [gradient.numpy() for gradient in gradients]


@pytest.mark.parametrize("activation", [None, "relu"])
def test_dense(keras64, rng, activation):
    x, kernel = rng.normal(size=(S, N, D)), rng.normal(size=(S, D, K))
    bias, d_out = rng.normal(size=(S, 1, K)), rng.normal(size=(S, N, K))
    out, d_kernel = x @ kernel + bias, np.empty_like(kernel)
    d_linear = d_out.copy()
    if activation:
        out = np.maximum(out, 0)
        d_linear = layers.relu_backward(d_linear, out)
    d_x = layers.dense_backward(d_linear, x, kernel, d_kernel)
    for s in range(S):
        layer = keras64.layers.Dense(K, activation)
        layer.build((N, D))
        layer.set_weights([kernel[s], bias[s, 0]])
        expected, gradients = on_tape(layer, x[s], d_out[s])
        np.testing.assert_allclose(out[s], expected, **CLOSE)
        for ours, theirs in zip((d_x, d_kernel, d_linear.sum(axis=1)), gradients, strict=True):
            np.testing.assert_allclose(ours[s], theirs, **CLOSE)


def test_softmax_cross_entropy(keras64, rng):
    import tensorflow as tf

    logits, labels = rng.normal(scale=4, size=(S, N, K)), rng.integers(0, K, size=(S, N))
    loss, d_logits = layers.softmax_cross_entropy(logits, labels)
    of_logits = keras64.losses.SparseCategoricalCrossentropy(from_logits=True)
    for s in range(S):
        given = tf.constant(logits[s])
        with tf.GradientTape() as tape:
            tape.watch(given)
            expected = of_logits(labels[s], given)
        np.testing.assert_allclose(loss[s], expected.numpy(), **CLOSE)
        np.testing.assert_allclose(d_logits[s], tape.gradient(expected, given).numpy(), **CLOSE)
        probabilities = keras64.ops.convert_to_numpy(keras64.ops.softmax(given))
        np.testing.assert_allclose(layers.softmax(logits)[s], probabilities, **CLOSE)


def test_softmax_cross_entropy_survives_logits_that_overflow_exp():
    loss, d_logits = layers.softmax_cross_entropy(np.array([[[2000.0, 0.0]]]), np.array([[1]]))
    assert loss == [2000.0]
    np.testing.assert_array_equal(d_logits, [[[1.0, -1.0]]])


def test_batch_norm_in_training_and_then_at_inference(keras64, rng):
    gamma, mean = rng.uniform(0.5, 2, size=(S, 1, K)), rng.normal(size=(S, 1, K))
    var = rng.uniform(0.5, 2, size=(S, 1, K))
    twins = [keras64.layers.BatchNormalization() for _ in range(S)]
    for s, twin in enumerate(twins):
        twin.build((N, K))
        twin.set_weights([gamma[s, 0], np.zeros(K), mean[s, 0], var[s, 0]])
    for training in (True, True, False):
        x, d_out = rng.normal(2, 3, size=(S, N, K)), rng.normal(size=(S, N, K))
        out, cache = layers.batch_norm(x, gamma, mean, var, training)
        d_gamma = np.empty_like(gamma)
        d_x = layers.batch_norm_backward(d_out, cache, gamma, d_gamma) if training else None
        for s, twin in enumerate(twins):
            expected, gradients = on_tape(twin, x[s], d_out[s], training=training)
            np.testing.assert_allclose(out[s], expected, **CLOSE)
            np.testing.assert_allclose(mean[s, 0], twin.moving_mean.numpy(), **CLOSE)
            np.testing.assert_allclose(var[s, 0], twin.moving_variance.numpy(), **CLOSE)
            if training:
                np.testing.assert_allclose(d_x[s], gradients[0], **CLOSE)
                np.testing.assert_allclose(d_gamma[s, 0], gradients[1], **CLOSE)


def test_inverted_dropout_is_keras_dropout_for_the_same_mask(keras64, rng):
    """Keras draws its own mask; given which units it kept, are the values ours?"""
    x = rng.uniform(1, 2, size=(40, 50))
    theirs = keras64.ops.convert_to_numpy(keras64.layers.Dropout(0.3, seed=1)(x, training=True))
    ours = layers.dropout_multiplier((1, 40, 50), np.array([0.3]), [rng], np.float64)[0]
    assert 0 < np.mean(theirs == 0) < 1
    np.testing.assert_allclose(theirs, np.where(theirs == 0, 0, x * ours.max()), **CLOSE)
