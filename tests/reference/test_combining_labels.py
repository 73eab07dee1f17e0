"""Label smoothing and adversarial examples, against the frameworks."""

import numpy as np
import pytest

from grader.reference.combining import fgsm, label_smoothing

LABELS = np.array([2, 0, 4, 4, 1, 3, 0])


@pytest.fixture
def probabilities():
    values = np.random.default_rng(5).uniform(0.1, 1.0, size=(7, 5))
    return values / values.sum(axis=1, keepdims=True)


def cross_entropy(labels, probabilities):
    return -np.sum(labels * np.log(probabilities), axis=1)


@pytest.mark.slow
@pytest.mark.parametrize("smoothing", [0.0, 0.1, 0.6])
def test_smoothed_labels_give_the_loss_of_keras(keras64, probabilities, smoothing):
    """Is the cross-entropy with them the one of CategoricalCrossentropy(label_smoothing=)?"""
    loss = keras64.losses.CategoricalCrossentropy(label_smoothing=smoothing, reduction=None)
    expected = np.asarray(loss(np.eye(5)[LABELS], probabilities))
    smooth = label_smoothing(np.eye(5)[LABELS], smoothing)
    assert np.allclose(cross_entropy(smooth, probabilities), expected, rtol=1e-6)


def test_smoothed_labels_give_the_loss_of_pytorch(probabilities):
    """Does CrossEntropyLoss(label_smoothing=) agree?"""
    torch = pytest.importorskip("torch")
    loss = torch.nn.CrossEntropyLoss(label_smoothing=0.3, reduction="none")
    logits = torch.from_numpy(np.log(probabilities))
    expected = loss(logits, torch.from_numpy(LABELS)).numpy()
    smooth = label_smoothing(np.eye(5)[LABELS], 0.3)
    assert np.allclose(cross_entropy(smooth, probabilities), expected, rtol=1e-9)


@pytest.mark.parametrize("smoothing", [0.0, 0.25, 1.0])
def test_rows_still_add_up_to_one(smoothing):
    """Is what is taken away handed out again?"""
    assert np.allclose(label_smoothing(np.eye(5)[LABELS], smoothing).sum(axis=1), 1.0)


def test_no_step_of_its_size_raises_a_linear_loss_more():
    """Among many changes within epsilon, is this one the worst, and still an image?"""
    rng = np.random.default_rng(0)
    x, gradient = rng.uniform(size=(4, 6)), rng.normal(size=(4, 6))
    worst = fgsm(x, gradient, 0.2)
    assert np.abs(worst - x).max() <= 0.2 + 1e-12
    assert worst.min() >= 0.0
    assert worst.max() <= 1.0
    for _ in range(200):
        other = np.clip(x + rng.uniform(-0.2, 0.2, size=x.shape), 0, 1)
        assert np.sum(gradient * other) <= np.sum(gradient * worst)


def test_a_pixel_without_gradient_stays():
    """Is the sign of 0 taken as 0?"""
    assert fgsm(np.array([0.4]), np.array([0.0]), 0.3) == 0.4


@pytest.mark.slow
def test_it_raises_the_loss_of_a_network(keras64):
    """With the gradient that TensorFlow finds, do all of a batch's losses grow?"""
    import tensorflow as tf

    keras = keras64
    rng = np.random.default_rng(1)
    x = rng.uniform(0.3, 0.7, size=(7, 8))
    layers = [keras.Input((8,)), keras.layers.Dense(12, "tanh"), keras.layers.Dense(5, "softmax")]
    model, inputs = keras.Sequential(layers), tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        loss = keras.losses.sparse_categorical_crossentropy(LABELS, model(inputs))
    attacked = fgsm(x, tape.gradient(loss, inputs).numpy(), 0.01)
    after = keras.losses.sparse_categorical_crossentropy(LABELS, model(attacked))
    assert np.all(np.asarray(after) > np.asarray(loss))
