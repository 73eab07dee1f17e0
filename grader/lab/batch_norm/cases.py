"""Four ways in which batch norm goes wrong, each as a few numbers."""

import numpy as np

from grader.lab import data as lab_data
from grader.lab.batch_norm.networks import (
    predict_in_training_mode,
    sizes_for,
    use_population_statistics,
)
from grader.lab.experiment import OPEN, experiment
from grader.reference.network import Adam, BatchNorm, Network


@experiment(
    {
        "Glorot": {"initializer": "glorot"},
        "Adam at 0.003": {"rate": 3e-3},
        "MNIST-1D": {"data": "mnist1d"},
    }
)
def lagging_statistics(
    epochs=(10, 40), rate=1e-3, seeds=range(10), initializer="he", data="digits"
):
    """The same training with two momenta, and with statistics of the whole training set.

    Returns
    -------
    dict of str to (History or None, ndarray of shape (seeds,))
        The course with the default momentum, and validation accuracies after the first epochs.
    """
    few = lab_data.few_shot(data, seeds, wrong=0.0)
    held_out = few.x_val, few.y_val
    found, first = {}, epochs[0]
    for momentum in (0.99, 0.9):
        options = {"batch_norm": BatchNorm(momentum=momentum), "initializer": initializer}
        network = Network(sizes_for(few.x_train, 2, 128), seeds, **options)
        until = epochs[1] if momentum == 0.99 else first
        history = network.fit(few.x_train, few.y_train, until, 32, Adam(rate), validation=held_out)
        found[f"momentum {momentum}"] = history, history.val_accuracy[first - 1]
    use_population_statistics(network, few.x_train)
    found["all training images"] = None, network.accuracy(*held_out)
    return found


@lagging_statistics.concludes(
    "After ten epochs the running statistics of momentum 0.99 cost more than 5 points",
    quote="more epochs than many people train",
    exceptions={"Glorot": OPEN, "MNIST-1D": OPEN},
)
def _(found):
    return found["all training images"][1] - found["momentum 0.99"][1] - 0.05


def trained_network(seeds=range(10), rate=1e-3, epochs=60):
    """Ten networks with batch norm that have learned 200 digits, and their data."""
    few = lab_data.few_shot("digits", seeds, wrong=0.0)
    network = Network(sizes_for(few.x_train, 2, 128), seeds, batch_norm=True)
    network.fit(few.x_train, few.y_train, epochs, 32, Adam(rate), validate_every=epochs)
    return network, few


def accuracy_in_batches(network, few, size, training_mode, by_class):
    """Test accuracy in batches of `size`, the images shuffled or sorted by class, (seeds,)."""
    rng = np.random.default_rng(0)
    order = np.array([rng.permutation(few.y_test.shape[1]) for _ in few.y_test])
    if by_class:
        order = np.argsort(few.y_test, axis=1, kind="stable")
    x = np.take_along_axis(few.x_test, order[..., None], axis=1)
    y = np.take_along_axis(few.y_test, order, axis=1)
    starts = range(0, y.shape[1], size)
    right = []
    for i in starts:
        part = x[:, i : i + size]
        said = predict_in_training_mode(network, part) if training_mode else network.predict(part)
        right.append(said.argmax(axis=-1) == y[:, i : i + size])
    return np.concatenate(right, axis=1).mean(axis=1)


def batches_of_one(seeds=range(10), epochs=5):
    """Training loss after some epochs with batches of one, (seeds,)."""
    few = lab_data.few_shot("digits", seeds, wrong=0.0)
    network = Network(sizes_for(few.x_train, 3), seeds, batch_norm=True)
    return network.fit(few.x_train, few.y_train, epochs, 1, Adam(1e-3)).loss[-1]
