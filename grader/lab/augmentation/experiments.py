"""Training runs on augmented digits, all configurations and seeds at once."""

from dataclasses import dataclass

import numpy as np

from grader.lab import data
from grader.lab.augmentation.warp import Augment
from grader.reference.network import Adam, Network

SIZES = (64, 128, 128, 10)


@dataclass(frozen=True)
class Trained:
    """Networks, one for each configuration and seed, and what they were trained on.

    Parameters
    ----------
    names : list of str
        The configurations.
    network : Network
        Configuration by configuration, seed by seed.
    few : FewShot
        The draws of the seeds.
    x, y : ndarray, shapes (configurations * seeds, n, 64) and (configurations * seeds, n)
        The augmented training images.
    """

    names: list
    network: Network
    few: data.FewShot
    x: np.ndarray
    y: np.ndarray

    def accuracy(self, x, y):
        """Accuracies on samples (seeds, n, 64) of each seed's own: a dict of arrays (seeds,)."""
        times = len(self.names)
        return self._by_name(np.concatenate([x] * times), np.concatenate([y] * times))

    def test(self):
        """Accuracies on test images, as they are."""
        return self.accuracy(self.few.x_test, self.few.y_test)

    def training(self):
        """Accuracies on the training images as they were before augmentation."""
        return self.accuracy(self.few.x_train, self.few.y_train)

    def augmented_training(self):
        """Accuracies on the augmented training images, which is what training reports."""
        return self._by_name(self.x, self.y)

    def _by_name(self, x, y):
        accuracies = self.network.accuracy(x, y).reshape(len(self.names), -1)
        return dict(zip(self.names, accuracies, strict=True))


def train(seeds, few, augments, copies=20, passes=5):
    """Train on augmented copies of few images: as many steps for every configuration.

    Parameters
    ----------
    seeds : sequence of int
    few : FewShot
        Its draws are those of `seeds`.
    augments : dict of str to callable
        ``augment(images, labels, rng)`` gives new images (n, 8, 8) and labels.
    copies : int or sequence of int
        Different copies of each image; a sequence has one number for each configuration, each
        a divisor of the largest, and fewer copies are shown more often.
    passes : int
        Epochs over the largest number of copies.

    Returns
    -------
    Trained
    """
    counts = np.broadcast_to(copies, len(augments))
    pairs = [
        augmented(seeds, few, augment, count, counts.max() // count)
        for augment, count in zip(augments.values(), counts, strict=True)
    ]
    x, y = (np.concatenate(part) for part in zip(*pairs, strict=True))
    network = Network(SIZES, seeds=list(seeds) * len(augments))
    fit(network, x, y, passes)
    return Trained(list(augments), network, few, x, y)


def fit(network, x, y, epochs):
    """Train as everywhere in this lesson: Adam 1e-3, batches of 32."""
    network.fit(x, y, epochs, batch_size=32, optimizer=Adam(1e-3), validate_every=epochs)


def augmented(seeds, few, augment, copies, repeats=1):
    """Augmented copies of each seed's training images.

    Returns
    -------
    x : float32 ndarray, shape (S, copies * repeats * n, 64)
    y : integer ndarray, shape (S, copies * repeats * n)
    """
    xs, ys = [], []
    for seed, images, labels in zip(seeds, few.x_train, few.y_train, strict=True):
        rng = np.random.default_rng([4, seed])
        many = np.tile(images.reshape(-1, 8, 8), (copies, 1, 1))
        new, new_labels = augment(many, np.tile(labels, copies), rng)
        xs.append(np.tile(new.reshape(len(new), -1), (repeats, 1)))
        ys.append(np.tile(new_labels, repeats))
    return np.array(xs, np.float32), np.array(ys)


def train_on_few(seeds, counts, augments, shown=6000, passes=3):
    """Train on several numbers of images with right labels, as many steps for each.

    Parameters
    ----------
    seeds : sequence of int
    counts : sequence of int
        Numbers of training images, each a divisor of `shown`, at most 1,000.
    augments : dict of str to callable
    shown : int
        Images in an epoch: copies of the training images.
    passes : int

    Returns
    -------
    dict of str to ndarray, shape (counts, seeds)
        Test accuracies, on the same 500 images for each count.
    """
    draws = [data.few_shot_digits(seeds, n, wrong=0.0, n_val=1297 - n) for n in counts]
    pairs = [
        augmented(seeds, few, augment, shown // n)
        for augment in augments.values()
        for few, n in zip(draws, counts, strict=True)
    ]
    x, y = (np.concatenate(part) for part in zip(*pairs, strict=True))
    times = len(augments) * len(counts)
    network = Network(SIZES, seeds=list(seeds) * times)
    fit(network, x, y, passes)
    test = draws[0].repeated(times)
    accuracies = network.accuracy(test.x_test, test.y_test)
    return dict(zip(augments, accuracies.reshape(len(augments), len(counts), -1), strict=True))


@dataclass(frozen=True)
class Leak:
    """Accuracies of the two orders of splitting and augmenting, each (seeds,)."""

    validation: dict
    test: dict


def leak(seeds, n_images=50, copies=10, held_out=0.4, passes=20):
    """Split off validation images after augmenting, and before.

    Parameters
    ----------
    seeds : sequence of int
    n_images, copies : int
        Digits that there are, and augmented copies of each one that is used for training.
    held_out : float
        Share that goes to validation.
    passes : int

    Returns
    -------
    Leak
    """
    augment = Augment(rotate=15, shift=0.5)
    few = data.few_shot_digits(seeds, n_images, wrong=0.0)
    x, y = augmented(seeds, few, augment, copies)
    shuffled = [np.random.default_rng([5, seed]).permutation(n_images * copies) for seed in seeds]
    cut = round(held_out * n_images)
    # Copies lie one after the other, so that sample i comes from image i % n_images.
    by_image = np.tile(np.arange(n_images) < cut, (len(seeds), copies))
    by_copy = np.array(shuffled) < cut * copies
    validation, test = {}, {}
    for name, held in (("augmented, then split", by_copy), ("split, then augmented", by_image)):
        network = Network(SIZES, seeds=seeds)
        fit(network, _where(x, ~held), _where(y, ~held), passes)
        plain = name.startswith("split")
        x_val = few.x_train[:, :cut] if plain else _where(x, held)
        y_val = few.y_train[:, :cut] if plain else _where(y, held)
        validation[name] = network.accuracy(x_val, y_val)
        test[name] = network.accuracy(few.x_test, few.y_test)
    return Leak(validation, test)


def _where(values, chosen):
    """The chosen samples of each seed, as many for every one."""
    return np.array([part[mask] for part, mask in zip(values, chosen, strict=True)])
