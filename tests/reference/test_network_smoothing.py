"""Label smoothing in the network is cross-entropy against the mixed targets."""

import numpy as np
import pytest

from grader.reference.combining import label_smoothing
from grader.reference.network import Network
from grader.reference.nn.layers import softmax, softmax_cross_entropy

SHARES = np.array([0.0, 0.1, 0.5])


def test_loss_and_gradient_are_those_of_the_mixed_targets():
    rng = np.random.default_rng(0)
    logits, labels = rng.normal(size=(3, 7, 4)), rng.integers(0, 4, size=(3, 7))
    loss, gradient = softmax_cross_entropy(logits, labels, SHARES)
    for i, share in enumerate(SHARES):
        targets = label_smoothing(np.eye(4)[labels[i]], share)
        probabilities = softmax(logits[i])
        expected = -np.mean(np.sum(targets * np.log(probabilities), axis=1))
        np.testing.assert_allclose(loss[i], expected)
        np.testing.assert_allclose(gradient[i], (probabilities - targets) / 7)


def test_each_network_has_its_own_share_and_is_as_if_alone():
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(40, 5)), rng.integers(0, 3, size=40)
    together = Network([5, 8, 3], seeds=[1, 2, 3], label_smoothing=SHARES)
    together.fit(x, y, epochs=30)
    for i, (seed, share) in enumerate(zip([1, 2, 3], SHARES, strict=True)):
        alone = Network([5, 8, 3], seeds=[seed], label_smoothing=float(share))
        alone.fit(x, y, epochs=30)
        np.testing.assert_allclose(together.predict(x)[i], alone.predict(x)[0], atol=1e-5)


def test_a_share_outside_of_0_to_1_is_refused():
    with pytest.raises(ValueError, match="label_smoothing from 0 to 1"):
        Network([5, 8, 3], seeds=[1], label_smoothing=1.2)
