"""Experiments of the overfitting lesson turn the knob that they name, and no other."""

import numpy as np
import pytest

from grader.lab import data
from grader.lab.overfitting import (
    cases,
    curves,
    digits,
    double_descent,
    leakage,
    memorising,
    synthetic,
    transfer,
)


def test_new_measurements_have_other_noise_and_the_same_curve():
    x, y = curves.measurements(50, np.random.default_rng(0))
    _, again = curves.measurements(50, np.random.default_rng(1))
    assert (x[0], x[-1]) == (-1, 1)
    assert np.abs(y - again).max() > 0.1
    np.testing.assert_array_equal(
        curves.measurements(50, np.random.default_rng(0), noise=0.0)[1], curves.truth(x)
    )


def test_a_polynomial_with_a_weight_for_each_point_runs_through_all_of_them():
    training, new = curves.errors(8, 7, np.random.default_rng(0))
    assert training < 1e-12 < new


def test_cross_entropy_is_that_of_the_right_class():
    probabilities = np.array([[[0.5, 0.5], [0.25, 0.75]]])
    found = digits.cross_entropy(probabilities, np.array([[0, 0]]))
    np.testing.assert_allclose(found, [(np.log(2) + np.log(4)) / 2])


def test_any_number_of_images_gets_about_as_many_steps():
    for n in (50, 200, 1200):
        assert abs(digits.with_same_steps(n) * np.ceil(n / 32) - 700) < 30


def test_only_the_digits_5_to_9_get_rare():
    x, y, x_test, y_test = digits._unbalanced_draw(seed=0, frequent=6, rare=2)
    np.testing.assert_array_equal(np.bincount(y), [6] * 5 + [2] * 5)
    np.testing.assert_array_equal(np.bincount(y_test), [90] * 10)
    seen = {image.tobytes() for image in x}
    assert not seen & {image.tobytes() for image in x_test}


def test_wrong_answers_on_rare_digits_are_counted_by_where_they_go():
    found = digits.unbalanced([0], frequent=8, rare=1)
    assert found["digits 5-9"] + found["5-9 called 0-4"] <= 1
    assert found["digits 5-9"] < found["digits 0-4"]


def test_memories_are_told_apart_by_their_labels():
    few = data.few_shot_digits([0, 1], wrong=0.0)
    sets = {"right": few.y_train, "always 3": np.full((2, 200), 3)}
    found = memorising.memorise([0, 1], sets, looks=2, epochs_between=5)
    assert found["right"].norms.shape == (3, 3, 2)
    np.testing.assert_array_equal(found["right"].epochs, [0, 5, 10])
    assert np.all(found["always 3"].training[-1] == 1)
    assert np.all(found["right"].test[-1] > found["always 3"].test[-1] + 0.3)


def test_scaling_leaks_nothing_when_the_test_samples_say_nothing_new():
    rng = np.random.default_rng(0)
    half = rng.normal(size=(20, 3))
    order = np.random.default_rng(5).permutation(40)
    x, y = np.empty((40, 3)), np.empty(40)
    x[order[:20]], x[order[20:]] = half, half
    y[order[:20]] = y[order[20:]] = rng.normal(size=20)
    honest, leaky = leakage.scaling_scores(x, y, seed=5)
    assert honest == pytest.approx(leaky)


def test_picking_columns_beforehand_makes_noise_look_like_knowledge():
    honest, leaky = np.mean([leakage.selection_scores(seed) for seed in range(4)], axis=0)
    assert leaky > honest + 0.2


def test_the_double_descent_peaks_at_the_number_of_samples_and_ridge_does_not():
    error = np.median(
        [double_descent.test_errors((50, 200, 800), 1.0, s) for s in range(3)], axis=0
    )
    assert error[1, 0] > 10 * max(error[0, 0], error[2, 0])
    assert error[1, 1] < 2 * error[0, 1]


def test_ridge_by_inner_products_is_ridge():
    from grader.reference.overfitting import fit_ridge

    features, y = np.random.default_rng(0).normal(size=(6, 9)), np.arange(6.0)
    expected = fit_ridge(features, y, np.array([0.5]))[0]
    np.testing.assert_allclose(double_descent._ridge(features, y, 0.5), expected)


def test_printed_digits_are_digits_with_holes_and_every_class_as_often():
    images, labels = synthetic.printed_digits()
    assert images.shape == (len(labels), 64)
    assert (images.min(), images.max()) == (0, 1)
    assert len(set(np.bincount(labels))) == 1
    middle = images.reshape(-1, 8, 8)[:, 3:5, 3:5].mean(axis=(1, 2))
    assert middle[labels == 0].mean() < 0.3 < middle[labels == 8].mean()


def test_half_of_a_mixture_is_printed():
    few = data.few_shot_digits([0, 1], n_train=20, wrong=0.0)
    x, y = synthetic.with_printed(few.x_train, few.y_train, [0, 1], n_printed=100)
    assert x.shape == (2, 200, 64)
    np.testing.assert_array_equal(x[:, 80:100], few.x_train)
    np.testing.assert_array_equal(y[:, :20], few.y_train)
    assert not np.array_equal(x[0, 100:], x[1, 100:])


@pytest.mark.parametrize("side", [8, 12])
def test_the_two_tasks_share_no_class_and_no_image(side):
    task = transfer.halves([0], per_class=10, side=side)
    assert task.x_few.shape == (1, 50, side * side)
    np.testing.assert_array_equal(np.bincount(task.y_few[0]), [10] * 5)
    assert task.x_test.shape[1] == 800
    ink = [
        {tuple(np.sort(image)) for image in part[0].reshape(-1, side * side)}
        for part in (task.x_few, task.x_test)
    ]
    assert not ink[0] & ink[1]


def test_the_runs_to_diagnose_show_what_they_are_named_for():
    six = cases.six_runs()
    assert set(six) == set("ABCDEF")
    assert min(curve[-1] for curve in six["A"].values()) > 0.5
    assert np.any(np.diff(six["B"]["training"]) > 0.05)
    assert six["C"]["validation"][-1] > 1.1 * six["C"]["validation"].min()
    assert six["D"]["validation"][-1] < six["D"]["training"][-1]
    assert six["E"]["validation"].argmin() == 0
    assert six["F"]["validation"].argmin() == len(six["F"]["validation"]) - 1
