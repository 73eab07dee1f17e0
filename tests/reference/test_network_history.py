"""What `fit` records, and what an interruption does."""

from types import SimpleNamespace

import numpy as np
import pytest

from grader.reference.network import L2, SGD, Adam, Network

SEEDS = range(6)


@pytest.fixture
def samples():
    rng = np.random.default_rng(2)
    return rng.normal(size=(45, 4)), rng.integers(0, 3, size=45)


@pytest.mark.parametrize(
    ("epochs", "every", "expected"),
    [(6, 1, [1, 2, 3, 4, 5, 6]), (6, 3, [3, 6]), (7, 3, [3, 6, 7]), (2, 5, [2])],
)
def test_entries_come_every_so_many_epochs_and_at_the_last(samples, epochs, every, expected):
    network = Network([4, 5, 3], SEEDS)
    history = network.fit(*samples, epochs, validation=samples, validate_every=every)
    assert history.epochs.tolist() == expected
    for column in (history.loss, history.penalty, history.val_loss, history.val_accuracy):
        assert column.shape == (len(expected), len(SEEDS))


def test_the_last_entry_is_the_state_in_which_the_networks_are_left(samples):
    x, y = samples
    network = Network([4, 5, 3], SEEDS, dropout=0.5, penalty=L2(0.1), batch_norm=True)
    history = network.fit(x, y, epochs=3, validation=samples)
    probabilities = network.predict(x)
    of_label = probabilities[:, np.arange(len(y)), y]
    np.testing.assert_allclose(history.val_loss[-1], -np.log(of_label).mean(axis=1), rtol=1e-5)
    np.testing.assert_array_equal(history.val_accuracy[-1], network.accuracy(x, y))
    squares = sum(np.sum(kernel**2, axis=(1, 2)) for kernel in network.parameters.kernels)
    np.testing.assert_allclose(history.penalty[-1], 0.1 * squares, rtol=1e-5)


def test_the_loss_is_the_mean_over_samples_even_when_the_last_batch_is_small(samples):
    """With a vanishing step the weights stay, so 45 samples in batches of 32 must average."""
    network = Network([4, 5, 3], SEEDS, dtype=np.float64)
    history = network.fit(*samples, 1, optimizer=SGD(1e-12), validation=samples)
    np.testing.assert_allclose(history.loss, history.val_loss, rtol=1e-8)


def test_without_validation_data_there_are_no_validation_curves(samples):
    history = Network([4, 5, 3], SEEDS).fit(*samples, epochs=2)
    assert history.loss.shape == (2, len(SEEDS))
    assert history.val_loss is None
    assert history.val_accuracy is None


def test_training_changes_neither_inputs_nor_labels(samples):
    x, y = (values.copy() for values in samples)
    Network([4, 5, 3], SEEDS, dropout=(0.5, 0.5)).fit(x.astype(np.float32), y, epochs=2)
    network = Network([4, 5, 3], SEEDS, dropout=(0.5, 0.5), dtype=np.float64)
    network.fit(x, y, epochs=2, validation=(x, y))
    np.testing.assert_array_equal(x, samples[0])
    np.testing.assert_array_equal(y, samples[1])


def test_a_failure_in_one_group_stops_the_others(samples):
    """Seeds 0 to 4 are one group, seed 5 another: it must not train on to its last epoch."""
    steps = []

    def start(parameters):
        def step(gradients):
            if len(parameters) > 1:
                raise FloatingPointError("from the first group")
            steps.append(gradients)

        return SimpleNamespace(step=step)

    epochs = 20_000
    with pytest.raises(FloatingPointError, match="from the first group"):
        Network([4, 5, 3], SEEDS).fit(*samples, epochs, optimizer=SimpleNamespace(start=start))
    assert len(steps) < epochs


def test_training_goes_on_where_it_was_left(samples):
    """Plain SGD has no state of its own, so two short runs are one long run."""
    once, twice = (Network([4, 5, 3], SEEDS, dropout=0.3) for _ in range(2))
    once.fit(*samples, epochs=4, optimizer=SGD(0.1))
    for _ in range(2):
        twice.fit(*samples, epochs=2, optimizer=SGD(0.1))
    np.testing.assert_array_equal(once.predict(samples[0]), twice.predict(samples[0]))
    assert not np.allclose(once.predict(samples[0]), Network([4, 5, 3], SEEDS).predict(samples[0]))


def test_adam_starts_afresh_in_every_call(samples):
    """Adam's first step has the size of its learning rate, whatever happened before."""
    network = Network([4, 5, 3], SEEDS, dtype=np.float64)
    network.fit(*samples, epochs=5, optimizer=Adam(0.1))
    before = network.parameters.flat.copy()
    network.fit(*samples, epochs=1, batch_size=45, optimizer=Adam(1e-3))
    moved = np.abs(network.parameters.flat - before)
    assert moved.max() <= 1e-3
    assert np.median(moved[moved > 0]) > 0.99e-3
