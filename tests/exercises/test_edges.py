"""Answers that are right on usual inputs, and wrong at the edges of what the contract allows."""

import inspect
from typing import ClassVar

import numpy as np
import pytest

from grader.exercises import find
from grader.judge import judge
from grader.reference import augmentation, batch_norm, combining, dropout, l1_l2, overfitting
from grader.reference.early_stopping import EarlyStopper
from grader.student import local

SQUEEZED = (
    "adamw_step",
    "fit_least_squares",
    "lasso_ista",
    "monte_carlo_dropout",
    "penalty_gradient",
    "ridge_regression",
    "sgd_l2_step",
    "sgd_weight_decay_step",
    "soft_threshold",
    "standardize",
)


def fails(name, answer, seeds=(1, 2)):
    return all(judge(find(name), local(answer), seed).status != "passed" for seed in seeds)


@pytest.mark.parametrize("name", SQUEEZED)
def test_an_axis_of_length_one_stays(name):
    """Is `np.squeeze` noticed, which only shows where an axis has one place?"""
    right = find(name).reference

    def squeezed(*args, **kwargs):
        found = right(*args, **kwargs)
        return tuple(map(np.squeeze, found)) if isinstance(found, tuple) else np.squeeze(found)

    squeezed.__signature__ = inspect.signature(right)
    assert fails(name, squeezed)


WRONG = []


def wrong(answer):
    WRONG.append(answer)
    return answer


@wrong
def corrupt_labels(labels, fraction, n_classes, rng):
    """Changes one label at least."""
    least = 1 / len(labels) if fraction else 0
    return overfitting.corrupt_labels(labels, max(fraction, least), n_classes, rng)


@wrong
def dropout_forward(x, rate, rng, training=True):
    """The mask at prediction is that of the values which are not 0."""
    if not training:
        return x, x != 0
    return dropout.dropout_forward(x, rate, rng)


@wrong
def add_noise(images, std, rng):
    """Takes back the noise where the sum leaves [0, 1]."""
    noisy = images + rng.normal(0, std, images.shape)
    return np.where((noisy < 0) | (noisy > 1), images, noisy)


@wrong
def random_shift(images, max_pixels, rng):
    """Takes a gray batch that is three pixels wide for one image in color."""
    if images.ndim == 3 and images.shape[-1] == 3:
        return images
    return augmentation.random_shift(images, max_pixels, rng)


@wrong
def batch_norm_forward(
    x, gamma, beta, running_mean, running_var, momentum=0.99, epsilon=1e-3, training=True
):
    """Has a momentum of its own where 0 is passed in."""
    case = x, gamma, beta, running_mean, running_var
    return batch_norm.batch_norm_forward(*case, momentum or 0.99, epsilon, training)


@wrong
def batch_norm_backward(d_out, x, gamma, epsilon=1e-3):
    """Divides by gamma, and takes what comes of 0 for 0."""
    d_x, d_gamma, d_beta = batch_norm.batch_norm_backward(d_out, x, gamma, epsilon)
    return d_x, np.where(gamma == 0, 0, d_gamma), d_beta


@wrong
def fold_batch_norm(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    """Forgets the mean where a layer has no bias."""
    mean = mean if np.any(b) else 0 * mean
    return batch_norm.fold_batch_norm(w, b, gamma, beta, mean, variance, epsilon)


@wrong
def fgsm(x, gradient, epsilon):
    """Moves no pixel by more than a half."""
    return combining.fgsm(x, gradient, min(epsilon, 0.5))


@wrong
def one_standard_error_rule(mean_errors, standard_errors, complexity):
    """Marks those that are not good enough by a number that complexities may exceed."""
    best = mean_errors.argmin()
    good = mean_errors <= mean_errors[best] + standard_errors[best]
    return int(np.where(good, complexity, 1000).argmin())


@wrong
def random_search(space, n_trials, rng):
    """Draws no number below 0."""
    nonnegative = {
        name: (r[0], max(r[1], 0), r[2]) if isinstance(r, tuple) else r for name, r in space.items()
    }
    return combining.random_search(nonnegative, n_trials, rng)


@wrong
def adamw_step(
    w, gradient, m, v, step, learning_rate, decay, beta_1=0.9, beta_2=0.999, epsilon=1e-7
):
    """Leaves a weight that has no gradient now where it is."""
    settings = step, learning_rate, decay, beta_1, beta_2, epsilon
    new, m, v = l1_l2.adamw_step(w, gradient, m, v, *settings)
    return np.where(gradient == 0, w * (1 - learning_rate * decay), new), m, v


@wrong
def polynomial_features(x, degree):
    """Knows no power above the tenth."""
    powers = overfitting.polynomial_features(x, degree)
    return np.where(np.arange(degree + 1) > 10, 0, powers)


@wrong
def cross_validation_error(x, y, degree, folds):
    """Fits no curve of a degree above 8."""
    return overfitting.cross_validation_error(x, y, min(degree, 8), folds)


@wrong
def l1_penalty(weights, strength):
    """Leaves out the kernels of convolutions over volumes."""
    return l1_l2.l1_penalty([w for w in weights if w.ndim < 5], strength)


@wrong
def stopping_epoch(val_losses, patience, min_delta=0.0):
    """Looks at the size of a loss alone."""
    return find("stopping_epoch").reference(np.abs(val_losses), patience, min_delta)


@pytest.mark.parametrize("answer", WRONG, ids=lambda answer: answer.__name__)
def test_an_edge_is_noticed(answer):
    """Is what the docstring says found out?"""
    assert fails(answer.__name__, answer)


class Shared(EarlyStopper):
    """Keeps the best weights of all objects in one list."""

    kept: ClassVar = []

    def update(self, value, weights):
        stop, same = super().update(value, weights), self.best_weights is self.kept
        if not same:
            self.kept[:] = self.best_weights
            self.best_weights = self.kept
        return stop


class ModeBeforeDelta(EarlyStopper):
    """Has mode and min_delta in the other order."""

    def __init__(self, patience, mode="min", min_delta=0.0):
        super().__init__(patience, min_delta, mode)


class KeepsSinglePrecision(EarlyStopper):
    """Makes single precision of the weights, which copies no array that has it already."""

    def update(self, value, weights):
        before, stop = self.best_epoch, super().update(value, weights)
        if self.best_epoch != before:
            self.best_weights = [np.asarray(array, np.float32) for array in weights]
        return stop


@pytest.mark.parametrize("answer", [Shared, ModeBeforeDelta, KeepsSinglePrecision])
def test_a_stoppers_edge_is_noticed(answer):
    assert fails("EarlyStopper", answer)


def test_a_list_that_the_answer_empties_is_its_own_doing():
    """Is that told, and not an error of the check's?"""

    class Clears(EarlyStopper):
        def update(self, value, weights):
            stop = super().update(value, list(weights))
            weights.clear()
            return stop

    verdict = judge(find("EarlyStopper"), local(Clears), 1)
    assert "changes its argument `weights`" in verdict.message
    assert "zip" not in verdict.message


def test_choices_that_the_answer_shuffles_are_its_own_doing():
    """Is that told where choices are of different types, and not an error of the check's?"""

    def shuffles(space, n_trials, rng):
        found = combining.random_search(space, n_trials, rng)
        for range_ in space.values():
            if isinstance(range_, list):
                range_.reverse()
        return found

    verdict = judge(find("random_search"), local(shuffles), 1)
    assert "changes its argument `space`" in verdict.message
    assert "has no len" not in verdict.message
