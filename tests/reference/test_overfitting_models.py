"""The overfitting lesson's Keras model against its formula in NumPy."""

import numpy as np
import pytest

from grader.reference.overfitting_models import build_classifier


@pytest.mark.parametrize("hidden_units", [(), (7,), [9, 4]])
def test_the_classifier_is_relu_layers_and_a_softmax(hidden_units):
    model, rng = build_classifier(5, 3, hidden_units), np.random.default_rng(0)
    weights = [rng.normal(size=w.shape).astype("float32") for w in model.get_weights()]
    model.set_weights(weights)
    x = rng.normal(size=(11, 5)).astype("float32")
    out = x
    for kernel, bias in zip(weights[:-2:2], weights[1:-2:2], strict=True):
        out = np.maximum(out @ kernel + bias, 0)
    odds = np.exp(out @ weights[-2] + weights[-1])
    expected = odds / odds.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(np.asarray(model(x)), expected, rtol=0, atol=1e-5)


def test_the_classifier_takes_class_numbers_and_reports_accuracy():
    model = build_classifier(5, 3, (8,))
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(30, 5)), rng.integers(0, 3, size=30)
    loss, accuracy = model.evaluate(x, y, verbose=0)
    probabilities = np.asarray(model(x))
    cross_entropy = -np.log(probabilities[np.arange(30), y]).mean()
    np.testing.assert_allclose(loss, cross_entropy, rtol=0, atol=1e-5)
    np.testing.assert_allclose(accuracy, np.mean(probabilities.argmax(axis=1) == y), atol=1e-6)
