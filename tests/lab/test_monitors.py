"""Stopping by the loss and by the accuracy of few and of many validation images."""

import numpy as np

from grader.lab.early_stopping import monitors as module


def test_each_set_stops_for_itself_and_a_seed_has_the_mean_over_its_sets():
    test = np.array([[0.1, 0.5], [0.2, 0.6], [0.3, 0.7], [0.4, 0.8]])
    first, second = [3, 1, 2, 0], [3, 2, 1, 0]
    curves = np.array([[first, second], [second, second]]).transpose(2, 0, 1).astype(float)
    found, own = module._stopped(curves, 1, test, monitored=10 * curves)
    np.testing.assert_allclose(found, [(0.2 + 0.4) / 2, 0.8])
    np.testing.assert_allclose(own, [(10 + 0) / 2, 0])


def test_all_ways_are_found_and_none_beats_the_best_epoch():
    found = module.monitors(sizes=(20, 500), patiences=(1, 3), epochs=8, seeds=range(2))
    assert found["loss"].keys() == {(20, 1), (20, 3), (500, 1), (500, 3)}
    for name in ("loss", "accuracy"):
        assert all(np.all(each <= found["best"] + 1e-9) for each in found[name].values())
    assert np.all(found["end"] <= found["best"])
    promised = found["promised"][20, 3] - found["promised"][500, 3]
    assert promised.mean() > 0, "the best of few images promises more"
