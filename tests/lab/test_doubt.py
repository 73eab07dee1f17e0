"""How sure networks are, asked with dropout off and on."""

import numpy as np

from grader.lab.dropout import asking as module
from grader.lab.dropout.doubt import doubt
from grader.reference.network import Network


def test_a_quarter_turn_moves_every_corner_and_signals_run_backward():
    image = np.arange(9.0)
    np.testing.assert_array_equal(
        module.turned(image[None])[0], np.rot90(image.reshape(3, 3)).ravel()
    )
    np.testing.assert_array_equal(module.turned(np.array([[1.0, 2.0]]))[0], [2.0, 1.0])


def test_without_dropping_all_ways_say_the_same():
    network = Network([6, 8, 3], seeds=range(2))
    x = np.random.default_rng(0).random((20, 6))
    found = module.answered(network, 1, x, 5, 1e-9, np.random.default_rng(0))
    expected = network.predict(x)[1]
    for _, said in found.values():
        np.testing.assert_array_equal(said, expected.argmax(axis=1))
    np.testing.assert_allclose(found[module.SOFTMAX][0], expected.max(axis=1), rtol=1e-5)
    np.testing.assert_allclose(found[module.VOTES][0], expected.max(axis=1), rtol=1e-5)


def test_a_network_that_is_certain_has_a_large_and_finite_lead():
    mean, std = np.array([[1.0, 3.0, 2.0], [1.0, 1.0, 0.0]]), np.zeros((2, 3))
    with np.errstate(all="raise"):
        certain, tied = module.lead(mean, std)
    assert np.isfinite(certain)
    assert certain > 1e9
    assert tied == 0
    np.testing.assert_allclose(module.lead(mean, np.tile([3.0, 3.0, 4.0], (2, 1))), [1 / 5, 0])


def test_a_trained_network_doubts_its_wrong_answers():
    found = doubt(passes=10, epochs=30, seeds=range(2))
    areas = dict(found["wrong"])
    assert np.all(areas.pop(module.SPREAD) < 0.5)
    assert all(np.all(of_way > 0.8) for of_way in areas.values())
    for way, tenth in found["least sure tenth"].items():
        everywhere = (tenth + 9 * found["rest"][way]) / 10
        np.testing.assert_allclose(everywhere, 1 - found["accuracy"][way], atol=1e-3)
    assert all(np.all(of_way > 0.8) for of_way in found["accuracy"].values())
