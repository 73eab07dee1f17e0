"""The capstone's data: signals whose shapes, noise and wrong labels are drawn afresh each time."""

from dataclasses import dataclass

import numpy as np

LENGTH, CLASSES = 40, 8
N_TRAIN, N_VAL, N_TEST = 600, 150, 2000
WRONG = 0.3
HALF_WIDTH = 8.0
"""A shape reaches so many places to each side of its middle."""
WAVES = 4
"""Cosines, and as many sines, that a shape is the sum of."""
ALIKE = 0.65
"""Largest correlation of two shapes of one task, whichever way they are moved."""
DRIFT = 2.5
"""Standard deviation of the slow drift, in units of a shape's own."""


@dataclass(frozen=True)
class Recording:
    """How signals are recorded.

    Parameters
    ----------
    place : float
        A shape lies up to so many places before or behind the middle, uniformly.
    strength : (float, float)
        Its factor, uniform on a logarithmic scale.
    noise : float
        Standard deviation of the noise, in units of a shape's own.
    """

    place: float
    strength: tuple
    noise: float


BENCH = Recording(2.0, (0.9, 1.1), 0.25)
PLANT = Recording(3.0, (0.7, 1.4), 0.3)


@dataclass(frozen=True)
class Task:
    """One draw.

    Attributes
    ----------
    x_train, x_val, x_test : ndarray, shapes (600, 40), (150, 40) and (2000, 40)
        The first recorded on the bench, the others in the plant.
    y_train, y_val, y_test : integer ndarray
        Classes 0 to 7; only `y_train` has wrong ones.
    wrong : boolean ndarray, shape (600,)
        Which of `y_train` are wrong.
    """

    x_train: np.ndarray
    y_train: np.ndarray
    x_val: np.ndarray
    y_val: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray
    wrong: np.ndarray

    @property
    def given(self):
        """What an answer gets: ``(x_train, y_train, x_val, y_val)``."""
        return self.x_train, self.y_train, self.x_val, self.y_val


def draw_task(rng):
    """Draw shapes, signals and wrong labels.

    Parameters
    ----------
    rng : numpy.random.Generator or int
        A number is a seed.

    Returns
    -------
    Task
    """
    rng = np.random.default_rng(rng)
    shapes = _draw_shapes(rng)
    (x, y), val, test = (
        _draw_signals(shapes, rng.permutation(np.arange(n) % CLASSES), recording, rng)
        for n, recording in ((N_TRAIN, BENCH), (N_VAL, PLANT), (N_TEST, PLANT))
    )
    wrong = np.zeros(N_TRAIN, dtype=bool)
    wrong[rng.choice(N_TRAIN, round(WRONG * N_TRAIN), replace=False)] = True
    noisy = (y + np.where(wrong, rng.integers(1, CLASSES, N_TRAIN), 0)) % CLASSES
    return Task(x, noisy, *val, *test, wrong)


def _draw_shapes(rng):
    """Coefficients of shapes that are unlike each other, shape (8, 8)."""
    u = np.linspace(-1, 1, 65)
    # Low waves are stronger, so that shapes are smooth.
    scales = np.repeat(np.arange(1, WAVES + 1) ** -0.5, 2)
    kept, curves = [], []
    while len(kept) < CLASSES:
        shape = rng.normal(size=2 * WAVES) * scales
        curve = _curves(shape[None], u[None])[0]
        size = np.sqrt(np.mean(curve**2))
        padded = np.pad(curve / size, 32)
        if all(np.correlate(padded, other).max() < ALIKE * len(u) for other in curves):
            kept.append(shape / size)
            curves.append(curve / size)
    return np.array(kept)


def _curves(shapes, u):
    """Shapes at places `u`, (n, d), from -1 to 1; they end in 0 there."""
    inner = np.clip(u, -1, 1)
    waves = np.arange(WAVES)[:, None, None]
    cosines, sines = np.cos(np.pi * (waves + 0.5) * inner), np.sin(np.pi * (waves + 1) * inner)
    total = np.einsum("nj,jnd->nd", shapes[:, ::2], cosines)
    total += np.einsum("nj,jnd->nd", shapes[:, 1::2], sines)
    return total * np.cos(np.pi * inner / 2) ** 2


def _draw_signals(shapes, labels, recording, rng):
    """Signals of these labels, shape (n, 40), and the labels."""
    n = len(labels)
    middle = (LENGTH - 1) / 2 + rng.uniform(-recording.place, recording.place, (n, 1))
    strength = np.exp(rng.uniform(*np.log(recording.strength), (n, 1)))
    curves = _curves(shapes[labels], (np.arange(LENGTH) - middle) / HALF_WIDTH)
    return strength * curves + recording.noise * _noise(n, rng) + DRIFT * _drift(n, rng), labels


def _noise(n, rng):
    """Noise of standard deviation 1, shape (n, 40), neighbors somewhat alike."""
    weights = np.exp(-(np.arange(-10, 11) ** 2) / 8)
    white = rng.normal(size=(n, LENGTH + 20))
    near = np.lib.stride_tricks.sliding_window_view(white, 21, axis=1) @ weights
    return 0.6 * near / np.linalg.norm(weights) + 0.8 * rng.normal(size=(n, LENGTH))


def _drift(n, rng):
    """Slow waves of standard deviation about 1, shape (n, 40): a level, a slope and a bow."""
    t = np.linspace(-1, 1, LENGTH)
    basis = np.array([np.ones(LENGTH), 1.7 * t, 1.4 * np.cos(np.pi * t)])
    return rng.normal(size=(n, 3)) @ basis / np.sqrt(3)
