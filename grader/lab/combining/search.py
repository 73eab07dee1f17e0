"""Trying many settings on the same few digits, and choosing among them."""

from dataclasses import dataclass

import numpy as np

from grader.reference.network import L2, Adam, Network


@dataclass(frozen=True)
class Trials:
    """Networks of T settings for each of S seeds.

    Attributes
    ----------
    l2, rate, smoothing : ndarray, shape (T, S)
        The settings.
    right, test_right : boolean ndarray, shapes (T, S, n_val) and (T, S, n_test)
        Which validation and test images were classified right; the latter are to be looked at for
        the chosen trial only.
    """

    l2: np.ndarray
    rate: np.ndarray
    smoothing: np.ndarray
    right: np.ndarray
    test_right: np.ndarray

    def chosen(self, count=None):
        """Which of the first trials of each seed has the best validation accuracy, shape (S,)."""
        return self.right[:count].mean(axis=2).argmax(axis=0)

    def test_of(self, chosen):
        """The test accuracy of one trial a seed, shape (S,)."""
        return self.test_right[chosen, np.arange(len(chosen))].mean(axis=1)


def try_settings(few, plans, epochs=60, initializer="he", rate=1e-3):
    """Train one small network for each setting of each seed.

    Parameters
    ----------
    few : grader.lab.data.FewShot
        Of S seeds.
    plans : list of S lists of T dicts
        With the keys ``l2``, ``rate`` (of dropout) and ``smoothing``.
    epochs : int
    initializer : "he" or "glorot"
    rate : float
        Learning rate of Adam.

    Returns
    -------
    Trials
    """
    seeds, times = len(plans), len(plans[0])
    names = ("l2", "rate", "smoothing")
    settings = {k: np.array([[trial[k] for trial in plan] for plan in plans]).T for k in names}
    network = Network(
        [few.x_train.shape[2], 64, 64, 10],
        list(range(seeds)) * times,
        penalty=L2(settings["l2"].ravel()),
        dropout=settings["rate"].ravel(),
        label_smoothing=settings["smoothing"].ravel(),
        initializer=initializer,
    )
    repeated = few.repeated(times)
    network.fit(repeated.x_train, repeated.y_train, epochs, optimizer=Adam(rate))
    val, test = (
        (network.predict(x).argmax(axis=2) == y).reshape(times, seeds, -1)
        for x, y in ((repeated.x_val, repeated.y_val), (repeated.x_test, repeated.y_test))
    )
    return Trials(**settings, right=val, test_right=test)


def optimism(trials, n_images, counts, rng, repeats=200):
    """How much better the best of several trials looks on the images that chose it than it is.

    Each time other images serve for choosing, drawn from all that were held out; what is left of
    those tells how good the chosen trial is.

    Parameters
    ----------
    trials : Trials
    n_images : int
        Images to choose by.
    counts : sequence of int
        Numbers of trials to choose among, drawn anew each time as well.
    rng : numpy.random.Generator
    repeats : int

    Returns
    -------
    ndarray, shape (counts, S)
        Accuracy on the choosing images minus accuracy on the others, averaged over the repeats.
    """
    right = np.concatenate([trials.right, trials.test_right], axis=2)
    n_trials, n_seeds, n_all = right.shape
    seeds, gaps = np.arange(n_seeds), np.zeros((len(counts), n_seeds))
    hits = right.sum(axis=2)
    for _ in range(repeats):
        images, order = rng.choice(n_all, n_images, replace=False), rng.permutation(n_trials)
        seen = right[:, :, images].sum(axis=2)
        for row, count in zip(gaps, counts, strict=True):
            best = order[seen[order[:count]].argmax(axis=0)]
            unseen = (hits - seen)[best, seeds] / (n_all - n_images)
            row += seen[best, seeds] / n_images - unseen
    return gaps / repeats
