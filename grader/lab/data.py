"""The lessons' data: scikit-learn's digits and photos, and MNIST-1D; nothing is downloaded."""

import random
from dataclasses import dataclass
from functools import cache

import numpy as np


@dataclass(frozen=True)
class FewShot:
    """One draw of training, validation and test digits for each of S seeds.

    Parameters
    ----------
    x_train, x_val, x_test : ndarray, shape (S, n, 64)
        Pixels from 0 to 1.
    y_train, y_val, y_test : integer ndarray, shape (S, n)
        Only `y_train` holds wrong labels.
    mislabelled : boolean ndarray, shape (S, n)
        Which training labels are wrong.
    """

    x_train: np.ndarray
    y_train: np.ndarray
    mislabelled: np.ndarray
    x_val: np.ndarray
    y_val: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray

    def repeated(self, times):
        """The same draws once for each of several configurations, configuration by configuration.

        Parameters
        ----------
        times : int

        Returns
        -------
        FewShot
            With ``times * S`` in place of S.
        """
        return FewShot(*(np.concatenate([part] * times) for part in vars(self).values()))


def digits():
    """All 1,797 digits of scikit-learn.

    Returns
    -------
    images : ndarray, shape (1797, 64)
        Pixels from 0 to 1, 8 x 8 row by row.
    labels : integer ndarray, shape (1797,)
    """
    from sklearn.datasets import load_digits

    images, labels = load_digits(return_X_y=True)
    return images / 16, labels


@cache
def mnist1d():
    """All 5,000 signals of MNIST-1D, generated here, always the same.

    Returns
    -------
    signals : ndarray, shape (5000, 40)
        Mean 0 and standard deviation 1 over all values; read-only.
    labels : integer ndarray, shape (5000,)

    References
    ----------
    Greydanus, arXiv:2011.14439, and the package ``mnist1d``.
    """
    from mnist1d.data import make_dataset

    # The package seeds the global generators; whoever uses them shall not notice.
    state, python_state = np.random.get_state(), random.getstate()
    try:
        made = make_dataset()
    finally:
        np.random.set_state(state)
        random.setstate(python_state)
    signals = np.concatenate([made["x"], made["x_test"]])
    labels = np.concatenate([made["y"], made["y_test"]])
    signals.flags.writeable = labels.flags.writeable = False
    return signals, labels


def few_shot_digits(seeds, n_train=200, wrong=0.2, n_val=500):
    """Few training images, some with a wrong label; every seed draws its own.

    Parameters
    ----------
    seeds : iterable of int
    n_train, n_val : int
        The test set takes all that is left.
    wrong : float
        Share of the training labels that are changed to another class, uniformly.

    Returns
    -------
    FewShot
    """
    return few_shot("digits", seeds, n_train, wrong, n_val)


def few_shot(source, seeds, n_train=200, wrong=0.2, n_val=500):
    """The same of either data set, for conclusions that shall hold on a second one.

    Parameters
    ----------
    source : "digits" or "mnist1d"
    seeds, n_train, wrong, n_val
        As in `few_shot_digits`.

    Returns
    -------
    FewShot
    """
    x, labels = {"digits": digits, "mnist1d": mnist1d}[source]()
    draws = [_draw(x, labels, seed, n_train, wrong, n_val) for seed in seeds]
    return FewShot(*(np.stack(part) for part in zip(*draws, strict=True)))


def _draw(images, labels, seed, n_train, wrong, n_val):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(images))
    train, val, test = np.split(order, [n_train, n_train + n_val])
    mislabelled = np.zeros(n_train, dtype=bool)
    mislabelled[rng.choice(n_train, round(wrong * n_train), replace=False)] = True
    shift = np.where(mislabelled, rng.integers(1, 10, n_train), 0)
    y_train = (labels[train] + shift) % 10
    held_out = (images[val], labels[val], images[test], labels[test])
    return images[train], y_train, mislabelled, *held_out


def photo(step=4):
    """A gray photo of a flower.

    Parameters
    ----------
    step : int
        Pixels of the photo, each way, that are averaged into one.

    Returns
    -------
    ndarray, shape (427 // step, 640 // step)
        Brightness from 0 to 1.
    """
    from sklearn.datasets import load_sample_image

    gray = load_sample_image("flower.jpg").mean(axis=2) / 255
    height, width = (side // step for side in gray.shape)
    blocks = gray[: height * step, : width * step].reshape(height, step, width, step)
    return blocks.mean(axis=(1, 3))


def feature_maps(image):
    """Six feature maps of a gray image, as a first convolution with ReLU might give them.

    Parameters
    ----------
    image : ndarray, shape (h, w)

    Returns
    -------
    ndarray, shape (h, w, 6)
        Brightness, blobs, and edges that brighten towards the right, left, bottom and top; each
        channel scaled to [0, 1], its brightest hundredth clipped.
    """
    from scipy.ndimage import gaussian_filter, gaussian_laplace, sobel

    smooth = gaussian_filter(image, 1.0)
    across, down = sobel(smooth, axis=1), sobel(smooth, axis=0)
    blobs = -gaussian_laplace(image, 2.0)
    maps = np.maximum(np.stack([smooth, blobs, across, -across, down, -down], axis=-1), 0)
    return np.minimum(maps / np.quantile(maps, 0.99, axis=(0, 1)), 1.0)


def wine_split(seed, n_test=20):
    """Two measurements of scikit-learn's 178 wines, alcohol and proline, split at random.

    Parameters
    ----------
    seed : int
    n_test : int

    Returns
    -------
    train, test : ndarray, shapes (178 - n_test, 2) and (n_test, 2)
        Alcohol in percent by volume, proline in mg/l.
    """
    from sklearn.datasets import load_wine

    measured = load_wine().data[:, [0, 12]]
    order = np.random.default_rng(seed).permutation(len(measured))
    return measured[order[n_test:]], measured[order[:n_test]]
