"""Digits that nobody wrote: printed ones, slanted, turned and shrunk to 8 x 8 pixels."""

from functools import cache
from pathlib import Path

import numpy as np

from grader.lab import data as lessons_data
from grader.lab import training
from grader.lab.experiment import TRAINING, experiment

FONTS = (
    *("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique", "DejaVuSerif", "DejaVuSerif-Bold"),
    *("DejaVuSerif-Italic", "DejaVuSansMono", "STIXGeneral", "cmr10", "cmss10", "cmtt10"),
)
"""Files of matplotlib's own fonts, so that nothing depends on what a machine has installed."""
VARIANTS = 10


@cache
def printed_digits():
    """Every digit in every font, several times, made to look like scikit-learn's digits.

    Returns
    -------
    images : ndarray, shape (n, 64)
        Pixels from 0 to 1.
    labels : integer ndarray, shape (n,)
    """
    rng = np.random.default_rng(0)
    labels = np.tile(np.arange(10), len(FONTS) * VARIANTS)
    fonts = np.repeat(FONTS, 10 * VARIANTS)
    pairs = zip(labels, fonts, strict=True)
    return np.array([_printed(digit, font, rng) for digit, font in pairs]), labels


def _printed(digit, font, rng):
    """One digit, drawn on 32 x 32 dots; each pixel is the share of black in its 4 x 4 dots."""
    import matplotlib
    from matplotlib.font_manager import FontProperties
    from matplotlib.path import Path as Loop
    from matplotlib.textpath import TextPath
    from matplotlib.transforms import Affine2D

    file = Path(matplotlib.get_data_path(), "fonts", "ttf", f"{font}.ttf")
    outline = TextPath((0, 0), str(digit), size=32, prop=FontProperties(fname=file))
    slant = Affine2D().skew(rng.uniform(-0.3, 0.3), 0).rotate(rng.uniform(-0.2, 0.2))
    outline = outline.transformed(slant)
    box = outline.get_extents()
    middle = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    height = 30 / box.height
    width = min(30 / box.width, height * rng.uniform(0.7, 1.2))
    fit = Affine2D().translate(-middle[0], -middle[1]).scale(width, height).translate(16, 16)
    dots = np.stack(np.meshgrid(np.arange(32) + 0.5, np.arange(31.5, 0, -1)), axis=-1)
    black = np.zeros(32 * 32, dtype=bool)
    for loop in outline.transformed(fit).to_polygons():
        black ^= Loop(loop).contains_points(dots.reshape(-1, 2))  # a loop inside is a hole
    return black.reshape(8, 4, 8, 4).mean(axis=(1, 3)).ravel()


def with_printed(x, y, seeds, n_printed=500):
    """Add printed digits to few real ones, the latter repeated to make up half of the whole.

    Parameters
    ----------
    x : ndarray, shape (S, n, 64)
        Real images; n divides `n_printed`.
    y : integer ndarray, shape (S, n)
    seeds : sequence of int, S of them
        Each draws its own printed digits.
    n_printed : int

    Returns
    -------
    x, y : ndarray, shapes (S, 2 * n_printed, 64) and (S, 2 * n_printed)
    """
    images, labels = printed_digits()
    drawn = np.array(
        [np.random.default_rng(seed).choice(len(labels), n_printed, False) for seed in seeds]
    )
    times = n_printed // y.shape[1]
    x = np.concatenate([np.tile(x, (1, times, 1)), images[drawn]], axis=1)
    return x, np.concatenate([np.tile(y, (1, times)), labels[drawn]], axis=1)


@experiment({name: given for name, given in TRAINING.items() if name != "MNIST-1D"})
def printed_helps(
    counts=(20, 50, 100, 250), seeds=range(10), n_steps=700, steps=1, initializer="he", tuned=False
):
    """Train on few written digits without and with 500 printed ones, for as many steps.

    Parameters
    ----------
    counts : sequence of int
        Written digits; each divides 500.
    seeds : sequence of int
    n_steps : int
        Training steps, batches of 32.
    steps, initializer, tuned
        The audit's conditions (see `grader.lab.experiment.TRAINING`).

    Returns
    -------
    dict of int to (ndarray, ndarray)
        Test accuracy on written digits, shape (seeds,): without and with the printed ones.
    """
    found = {}
    for n in counts:
        few, accuracy = lessons_data.few_shot_digits(seeds, n, wrong=0.0), []
        for x, y in ((few.x_train, few.y_train), with_printed(few.x_train, few.y_train, seeds)):
            epochs = max(1, round(n_steps * steps / -(-y.shape[1] // 32)))

            def run(rate, few=few, x=x, y=y, epochs=epochs):
                network = training.make(few, (128,), seeds, initializer)
                look = training.accuracies(few)
                return training.watched(network, x, y, [epochs], _without_training(look), rate)

            accuracy.append(training.at_own_rate(run, tuned)["test"][0])
        found[n] = tuple(accuracy)
    return found


def _without_training(look):
    """Leave out the accuracy on the few written digits, which are part of the training set."""
    return lambda network: {k: v for k, v in look(network).items() if k != "training"}


@printed_helps.concludes(
    "With 20 written digits, 500 printed ones help",
    quote="With twenty written digits the printed ones are worth several points",
)
def _(found):
    alone, mixed = found[20]
    return mixed - alone


@printed_helps.concludes(
    "The gain shrinks as there are more written digits",
    quote="the gain shrinks with every written digit",
)
def _(found):
    gains = {n: mixed - alone for n, (alone, mixed) in found.items()}
    return gains[20] - gains[250]
