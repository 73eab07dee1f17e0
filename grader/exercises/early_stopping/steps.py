"""Asks for the w and the best step of `train_with_early_stopping`."""

import numpy as np

from grader.criteria import array, close, holds, number, pair
from grader.reference import early_stopping as reference

NAMES = ("w", "best_step")


class Loop:
    """Asks for ``(w, best_step)``; reads them whatever the length and the number of a step.

    A gradient with a wrong factor, and steps counted from another number, are the subject of
    `first` alone: in all other calls the learning rate makes up for the one, and the number is
    corrected for the other.

    Attributes
    ----------
    start : int
        The number of step 0 for the answer, relative to the right one.
    """

    def __init__(self, student):
        self._student = student
        self._factor, self.start = (lambda n: 1.0), 0

    def __call__(self, problem, steps, patience):
        """``(w, best_step)`` of the answer."""
        rate = problem.learning_rate / self._factor(len(problem.data[0]))
        parts = pair(self._student(*problem.data, rate, steps, patience), NAMES)
        w = array(parts[0], problem.data[0].shape[1:], "`w`").astype(float)
        best = number(parts[1], "`best_step`")
        # Numbers that are one too low can make no difference between steps 0 and 1; w can.
        at_zero = best == 0 and np.allclose(w, 0.0)
        return w, 0 if at_zero else best - self.start

    @property
    def call(self):
        """The latest call, in words."""
        return self._student.notes.call()

    def first(self, problem, steps):
        """Criteria on the steps themselves, where every one of them improves."""
        n = len(problem.data[0])
        once, right = self(problem, 1, 3)[0], path(problem, steps + 1)
        for factor in (lambda n: 0.5, lambda n: n, lambda n: n / 2):
            if np.allclose(once, factor(n) * right[1], rtol=1e-4):
                self._factor = factor
        w, best = self(problem, steps, 3)
        if abs(best - steps) == 1 and np.allclose(w, right[steps], rtol=1e-4):
            self.start = int(best - steps)
        sentence = "Every step subtracts learning_rate times the gradient of mean (xw - y)^2 from w"
        yield self._descends(n, w, right[self._shown(best, steps)], sentence).worth(8)
        sentence = (
            "While the validation error falls, it makes max_steps steps; the last is the best"
        )
        found = f"best_step {best:g} for max_steps = {steps}"
        yield holds(best == steps, sentence, found, np.append(w, best)).worth(4)

    def _shown(self, best, steps):
        """The step whose w is looked at: the one that the answer names, as far as it may."""
        return int(best) if best in range(steps + 2) and not self.start else steps

    def _descends(self, n, w, right, sentence):
        """Criterion: w is where gradient descent leads."""
        if self._factor(n) == 1:
            return close(w, right, sentence, rtol=3e-5)
        found = f"steps that are {self._factor(n):g} times as long, for {n} samples"
        return holds(False, sentence, found, self._factor(n))


def path(problem, steps):
    """The w of each step, from 0 on."""
    x, y, *_ = problem.data
    return list(reference.descent_path(x, y, problem.learning_rate, steps))
