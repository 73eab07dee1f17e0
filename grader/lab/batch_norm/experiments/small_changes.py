"""How many answers change when the images are changed a little."""

from functools import partial

import numpy as np

from grader.lab import data as lab_data
from grader.lab.batch_norm.networks import arms, sizes_for, use_population_statistics
from grader.lab.experiment import TRAINING, experiment
from grader.lab.tuning import at_best_rate
from grader.reference.network import Adam, Network

RATES = (3e-4, 1e-3, 3e-3)


@experiment(TRAINING)
def small_changes(
    stds=(0.05, 0.1, 0.2, 0.3),
    rate=1e-3,
    epochs=60,
    seeds=range(10),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Add noise to the test images, and count the answers that are no longer the same.

    Parameters
    ----------
    stds : tuple of float
        Standard deviations of the noise.
    rate : float
        Learning rate of Adam.
    epochs : int
    seeds : iterable of int
    steps : int
        Factor on the epochs.
    initializer : "he" or "glorot"
    tuned : bool
        Whether each arm gets the rate of its own that validates best.
    data : "digits" or "mnist1d"

    Returns
    -------
    dict of str to ndarray, shape (stds, seeds)
        Shares of changed answers of each arm.
    """
    few, found = lab_data.few_shot(data, seeds, wrong=0.0), {}

    def validated(network):
        return network.accuracy(few.x_val, few.y_val)

    for arm, settings in arms(initializer).items():
        train = partial(_trained, few, settings, steps * epochs, seeds)
        network = at_best_rate(train, validated, RATES if tuned else (rate,))
        rng = np.random.default_rng(0)
        before, noise = network.predict(few.x_test).argmax(-1), rng.normal(size=few.x_test.shape)
        after = [network.predict(few.x_test + std * noise).argmax(-1) for std in stds]
        found[arm] = np.array([(labels != before).mean(axis=1) for labels in after])
    return found


def _trained(few, settings, epochs, seeds, rate):
    network = Network(sizes_for(few.x_train, 2, 128), seeds, **settings)
    options = {"epochs": epochs, "validate_every": epochs}
    network.fit(few.x_train, few.y_train, optimizer=Adam(rate), **options)
    use_population_statistics(network, few.x_train)
    return network


@small_changes.concludes(
    "With batch norm, more answers change under noise of 0.2 and more",
    quote="more answers change",
)
def _(found):
    difference = found["with batch norm"] - found["without batch norm"]
    return difference[2:].mean(axis=0)
