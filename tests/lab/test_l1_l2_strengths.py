"""The experiments of the lesson on L1 and L2 that the audit runs under other conditions."""

import numpy as np

from grader.lab.l1_l2 import experiments
from grader.lab.l1_l2.experiments.sweeps import Sweep
from grader.lab.training import at_best
from grader.reference.network import Network

SEEDS = range(2)


def test_a_sweep_picks_for_each_seed_among_what_is_offered():
    pairs = [(0.0, 0.0), (0.0, 0.1), (0.2, 0.0), (0.2, 0.1)]
    validation = np.array([[1, 3], [2, 2], [3, 1], [9, 9]])
    test = np.array([[10, 20], [11, 21], [12, 22], [13, 23]])
    found = Sweep(pairs, validation, validation, test)
    np.testing.assert_array_equal(found.picked(experiments.only_l2), [11, 20])
    np.testing.assert_array_equal(found.picked(experiments.only_l1), [12, 20])
    np.testing.assert_array_equal(found.picked(experiments.everything), [13, 23])
    np.testing.assert_array_equal(found.gain(l1=0.2), [2, 2])


def test_strengths_train_what_they_say():
    found = experiments.strengths(l2=(100.0,), l1=(), both=(), epochs=40, seeds=SEEDS)
    assert found.pairs == [(0.0, 0.0), (0.0, 100.0)]
    assert np.all(found.training[0] > 0.7)
    assert np.all(found.test[1] < 0.2)


def test_pixels_that_are_never_lit_keep_their_weights():
    norms, lit = experiments.pixel_norms(epochs=3, seeds=SEEDS)
    never = lit == 0
    np.testing.assert_array_equal(norms["no penalty"][never], norms["at the start"][never])
    assert np.all(norms["no penalty"][lit > 0.1] != norms["at the start"][lit > 0.1])
    by_light = experiments.by_light((norms, lit))
    rarely = (lit > 0) & (lit < 0.1)
    expected = [norms["L2 0.01"][seed, rarely[seed]].mean() for seed in SEEDS]
    np.testing.assert_allclose(by_light["in less than 10%"]["L2 0.01"], expected)


def test_a_share_counts_all_kernels_of_each_network():
    network = Network((3, 4, 2), seeds=range(3))
    for kernel in network.parameters.kernels:
        kernel[1:] = 0
    np.testing.assert_array_equal(experiments.share(network, lambda w: w == 0), [0, 1, 1])


def test_decays_are_compared_at_what_validation_picks():
    of_method = {"validation": np.array([[1, 5], [2, 4]]), "test": np.array([[7, 8], [9, 10]])}
    np.testing.assert_array_equal(at_best(of_method), [9, 8])
