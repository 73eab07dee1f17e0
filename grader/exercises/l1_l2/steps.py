"""What the checks of `sgd_l2_step` and of `sgd_weight_decay_step` have in common."""

import numpy as np

from grader.criteria import array, close, holds
from grader.exercises.l1_l2.factors import agree, proportional
from grader.exercises.l1_l2.inputs import with_small_ones


class Steps:
    """Criteria on a step that shrinks the weights beside following the gradient.

    Parameters
    ----------
    student : grader.student.Student
    rng : numpy.random.Generator
    """

    def __init__(self, student, rng):
        self._student = student
        self._rng = rng
        self._rate = float(rng.choice([0.2, 0.3]))
        self._strength = float(rng.choice([0.6, 0.8]))
        self._w = with_small_ones(rng, (5, 3))

    def _step(self, w, gradient, *settings):
        return array(self._student(w, gradient, *settings), w.shape)

    def _lost(self, w, *settings):
        """What the weights lose where the gradient of the loss is 0."""
        return w - self._step(w, np.zeros_like(w), *settings)

    def plain(self, sentence):
        """Criterion: without shrinking, it is a step of plain SGD."""
        w, gradient = with_small_ones(self._rng, (4, 4)), 10 * self._rng.normal(size=(4, 4))
        new = self._step(w, gradient, self._rate, 0.0)
        return close(new, w - self._rate * gradient, sentence)

    def in_proportion(self, sentence):
        """Criterion: where the loss is flat, weights lose one share of themselves."""
        w, size = self._w, self._w.size
        kernels = [np.vstack([w, w]), 2 * w, w]
        lost = [self._lost(kernel, self._rate, self._strength) for kernel in kernels]
        one, other = (lost[2][0, i] / w[0, i] for i in (0, 1))
        found = f"{_share(one)} for a weight of {w[0, 0]:g} and {_share(other)} for one of "
        found += f"{w[0, 1]:g}"
        if agree(one, other, 1e-4):
            longer, twice = (lost[i][0, 0] / kernels[i][0, 0] for i in (0, 1))
            found = f"{_share(one)} in a kernel of {size} weights, {_share(twice)} in the doubled "
            found += f"kernel and {_share(longer)} in one of {2 * size} weights"
        if all(agree(part, one * kernel) for part, kernel in zip(lost, kernels, strict=True)):
            found = "weights that do not change" if abs(one) < 1e-6 else "weights that grow"
        right = np.concatenate([kernel.ravel() for kernel in kernels])
        return proportional(np.concatenate([p.ravel() for p in lost]), right, sentence, found)

    def times_both(self, sentence, name):
        """Criterion: the loss of weight is in proportion to the rate and to the strength."""
        settings = np.array([self._rate, self._strength]) * [[1, 2], [2, 1], [1, 1]]
        lost = np.array([self._lost(self._w, *map(float, pair)) for pair in settings])
        found = "weights that do not change"
        changed = bool(np.any(lost))
        if changed:
            times = lost[:2, 0, 0] / lost[2, 0, 0]
            found = f"{times[1]:.3g} times as much at twice the learning rate, and {times[0]:.3g} "
            found += f"times as much at twice the {name}"
        passed = changed and agree(lost[0], 2 * lost[2]) and agree(lost[1], 2 * lost[2])
        return holds(passed, sentence, found, lost)

    def exact(self, factor, sentence):
        """Criterion: the share that weights lose is factor * rate * strength."""
        kernels = self._w, self._w.ravel()
        lost = [self._lost(w, self._rate, self._strength).ravel() for w in kernels]
        lost, weights = np.concatenate(lost), np.tile(self._w.ravel(), 2)
        share = factor * self._rate * self._strength
        shares = lost / np.where(weights == 0, np.inf, weights)
        off = np.flatnonzero(~np.isclose(lost, share * weights, rtol=0, atol=2e-5))
        found = f"{_share(shares[off[0]])}, where {_share(share)} is right" if off.size else ""
        return holds(not off.size, sentence, found, lost)

    def together(self, sentence):
        """Criterion: both parts start from the same w, so that what they do adds up."""
        w, gradient = with_small_ones(self._rng, (3, 2, 2, 3)), self._rng.normal(size=(3, 2, 2, 3))
        rate, strength = 0.05, 2.0
        alone = self._step(w, gradient, rate, 0.0), self._step(w, np.zeros_like(w), rate, strength)
        both = self._step(w, gradient, rate, strength)
        right = alone[0] + alone[1] - w
        found = ""
        if not agree(both, right):
            i = np.unravel_index(np.argmax(np.nan_to_num(np.abs(both - right), nan=9)), w.shape)
            found = f"{both[i]:.3g} for a weight of {w[i]:.3g} that each part alone takes to "
            found += f"{alone[0][i]:.3g} and {alone[1][i]:.3g}, so that {right[i]:.3g} is right"
        return holds(agree(both, right), sentence, found, both)

    def single_column(self):
        """Criterion: the shape of a kernel decides nothing, and it is kept."""
        w, gradient = with_small_ones(self._rng, (6,)), self._rng.normal(size=6)
        settings = self._rate, self._strength
        got = self._step(w[:, None], gradient[:, None], *settings)
        expected = self._step(w, gradient, *settings)[:, None]
        return close(got, expected, "A kernel of a single column keeps its shape")


def _share(share):
    return f"{100 * share:.3g} %"
