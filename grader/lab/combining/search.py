"""Trying many settings on the same few digits, and choosing among them."""

from dataclasses import dataclass

import numpy as np

from grader.reference.network import L2, Network


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


def try_settings(few, plans, epochs=60):
    """Train one small network for each setting of each seed.

    Parameters
    ----------
    few : grader.lab.data.FewShot
        Of S seeds.
    plans : list of S lists of T dicts
        With the keys ``l2``, ``rate`` and ``smoothing``.
    epochs : int

    Returns
    -------
    Trials
    """
    seeds, times = len(plans), len(plans[0])
    names = ("l2", "rate", "smoothing")
    settings = {k: np.array([[trial[k] for trial in plan] for plan in plans]).T for k in names}
    network = Network(
        [64, 64, 10],
        list(range(seeds)) * times,
        penalty=L2(settings["l2"].ravel()),
        dropout=settings["rate"].ravel(),
        label_smoothing=settings["smoothing"].ravel(),
    )
    repeated = few.repeated(times)
    network.fit(repeated.x_train, repeated.y_train, epochs=epochs)
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


def folds(few, n_folds):
    """The training images of each seed split into parts, each left out once.

    Parameters
    ----------
    few : grader.lab.data.FewShot
        Of S seeds, with a number of training images that the folds divide.
    n_folds : int

    Returns
    -------
    x, y, x_out, y_out : ndarray, shapes (n_folds * S, n, 64), (n_folds * S, n) and so on
        Fold by fold.
    """
    size, parts = few.x_train.shape[1] // n_folds, []
    for fold in range(n_folds):
        out = np.zeros(few.x_train.shape[1], dtype=bool)
        out[fold * size : (fold + 1) * size] = True
        pair = few.x_train, few.y_train
        parts.append([values[:, where] for where in (~out, out) for values in pair])
    return tuple(np.concatenate(part) for part in zip(*parts, strict=True))


def width_errors(few, seeds, widths, n_folds=5, epochs=60):
    """Cross-validated error and test accuracy of networks with one hidden layer.

    Parameters
    ----------
    few : grader.lab.data.FewShot
    seeds : sequence of int
    widths : sequence of int
        Units of the hidden layer.
    n_folds, epochs : int

    Returns
    -------
    errors : ndarray, shape (widths, n_folds, S)
        On the fold left out, whose labels are as noisy as the others.
    test : ndarray, shape (widths, S)
        Accuracy of a network trained on all training images.
    """
    x, y, x_out, y_out = folds(few, n_folds)
    errors, test = [], []
    for width in widths:
        network = Network([64, width, 10], list(seeds) * n_folds)
        network.fit(x, y, epochs=epochs)
        errors.append(1 - network.accuracy(x_out, y_out).reshape(n_folds, -1))
        network = Network([64, width, 10], seeds)
        network.fit(few.x_train, few.y_train, epochs=epochs)
        test.append(network.accuracy(few.x_test, few.y_test))
    return np.array(errors), np.array(test)
