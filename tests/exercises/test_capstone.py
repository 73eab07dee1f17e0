"""The capstone: what crosses to the answer, what its gates refuse, how its points rise."""

import numpy as np
import pytest

from grader.exercises.combining import capstone as module
from grader.exercises.combining import hidden_digits
from grader.exercises.combining.capstone import STEPS, capstone
from grader.exercises.combining.hidden_digits import Task
from grader.judge import judge
from grader.student import local


class Knowing:
    """A model that knows the digits, and says a share of them wrong."""

    def __init__(self, wrong=0.0):
        images, self.labels = hidden_digits._digits()
        self.numbers = {image.tobytes(): number for number, image in enumerate(images)}
        self.wrong = wrong

    def predict(self, x):
        found = np.array([self.numbers[image.tobytes()] for image in x])
        missed = found % 1000 < 1000 * self.wrong
        return np.eye(10)[(self.labels[found] + missed) % 10]


def verdict(model, seed=5):
    return judge(capstone, local(lambda x_train, y_train, x_val, y_val: model), seed)


def test_no_image_is_given_and_hidden():
    """Are the three parts disjoint, the shares as announced, and only training labels wrong?"""
    task = Task(np.random.default_rng(0))
    x_train, y_train, x_val, y_val = task.given
    images, labels = hidden_digits._digits()
    everything = np.concatenate([x_train, x_val, task.hidden])
    assert sorted(map(tuple, everything)) == sorted(map(tuple, images))
    assert (x_train.shape, x_val.shape) == ((200, 64), (100, 64))
    assert task.wrong.sum() == 40
    right = {tuple(image): label for image, label in zip(images, labels, strict=True)}
    held_out = [*zip(x_val, y_val, strict=True), *zip(task.hidden, task.labels, strict=True)]
    assert all(right[tuple(image)] == label for image, label in held_out)
    wrong = [right[tuple(x)] != y for x, y in zip(x_train, y_train, strict=True)]
    assert np.array_equal(wrong, task.wrong)


def test_every_run_has_a_task_of_its_own():
    first, again, other = (Task(np.random.default_rng(seed)).given for seed in (1, 1, 2))
    assert np.array_equal(first[0], again[0])
    assert not np.array_equal(first[0], other[0])


@pytest.mark.parametrize(("wrong", "least", "most"), [(0.0, 6, 6), (0.11, 1.5, 4.5), (0.3, 0, 0)])
def test_points_rise_with_accuracy(wrong, least, most):
    assert least <= verdict(Knowing(wrong)).score <= most


def test_what_takes_too_long_earns_nothing(monkeypatch):
    """Is a model that is right, but late, told so? (Its clock makes leaps.)"""
    clock = iter(range(0, 10_000, 100))
    monkeypatch.setattr(hidden_digits.time, "monotonic", lambda: float(next(clock)))
    found = verdict(Knowing())
    assert found.score == 0
    assert "It is trained within 90 seconds: it took 100" in found.message


def test_the_labels_are_asked_of_nobody():
    """Does the answer see what it is given, then images alone?"""
    seen = []

    class Spy(Knowing):
        def predict(self, *args, **kwargs):
            seen.append((args, kwargs))
            return super().predict(*args, **kwargs)

    verdict(Spy())
    assert seen
    assert all(len(args) == 1 and args[0].shape[1:] == (64,) and not kw for args, kw in seen)


@pytest.mark.slow
def test_the_plain_network_earns_nothing_and_the_reference_everything():
    assert verdict_of(module.reference.plain).score == 0
    found = verdict_of(module.reference.capstone)
    assert found.score == capstone.points
    assert [criterion.weight for criterion in found.criteria] == list(capstone.weights)
    assert len(found.criteria) == len(capstone.weights) == 3 + len(STEPS)


def verdict_of(train):
    return judge(capstone, local(train), 11)
