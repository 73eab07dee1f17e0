"""Experiments of the overfitting lesson vary what they name, and nothing else."""

import numpy as np
import pytest

from grader.lab import data, training
from grader.lab.overfitting import (
    capacity,
    cases,
    curves,
    double_descent,
    exactly,
    imbalance,
    kinds_of_labels,
    leakage,
    memory,
    polynomials,
    rules,
    synthetic,
    transfer,
    wrong_labels,
)
from grader.lab.overfitting import choosing_time as choosing
from grader.lab.overfitting.amount import amount_of_data
from grader.reference.network import Adam
from grader.reference.overfitting import bias_variance, k_fold


def test_new_measurements_have_other_noise_and_the_same_curve():
    x, y = curves.measurements(50, np.random.default_rng(0))
    _, again = curves.measurements(50, np.random.default_rng(1))
    assert (x[0], x[-1]) == (-1, 1)
    assert np.abs(y - again).max() > 0.1
    for curve in curves.CURVES:
        exact = curves.measurements(50, np.random.default_rng(0), noise=0.0, curve=curve)[1]
        np.testing.assert_array_equal(exact, curves.truth(x, curve))


def test_a_polynomial_with_a_weight_for_each_point_runs_through_all_of_them():
    seen, new = curves.errors(8, 7, np.random.default_rng(0))
    assert seen < 1e-12 < new


def test_many_short_trainings_are_one_long_training():
    few = data.few_shot_digits([0, 1], n_train=40)
    long, short = (training.make(few, (8,), [0, 1]) for _ in range(2))
    long.fit(few.x_train, few.y_train, 6, 16, Adam(1e-2))
    look = training.accuracies(few)
    seen = training.watched(short, few.x_train, few.y_train, (1, 3, 6), look, 1e-2, 16)
    np.testing.assert_allclose(short.parameters.flat, long.parameters.flat, atol=1e-5)
    assert seen["test"].shape == (3, 2)
    np.testing.assert_allclose(seen["test"][-1], long.accuracy(few.x_test, few.y_test), atol=0.01)


def test_the_best_moment_is_chosen_by_validation():
    found = {"validation": np.array([[0.1, 0.9], [0.8, 0.2]]), "test": np.array([[1, 2], [3, 4]])}
    np.testing.assert_array_equal(training.at_best(found), [3, 2])


def test_a_tuned_arm_takes_the_rate_with_the_best_validation():
    runs = {1e-3: 0.5, 3e-3: 0.8, 1e-2: 0.6}
    found = training.at_own_rate(
        lambda rate: {"validation": np.full((1, 2), runs[rate]), "rate": rate}, True, tuple(runs)
    )
    assert found["rate"] == 3e-3


def test_the_degrees_are_fitted_by_the_functions_that_were_handed_in():
    asked = []

    def error(targets, predictions):
        asked.append(len(targets))
        return float(len(asked))

    found = polynomials.degrees(error=error, degrees=(1, 2), n=9, repeats=3)
    assert asked == [9, 200] * 6
    np.testing.assert_array_equal(found.training[0], [1, 5, 9])
    np.testing.assert_array_equal(found.new[1], [4, 8, 12])


def test_folds_in_order_are_blocks():
    folds = polynomials.in_order(7, 2, None)
    assert [list(validation) for _, validation in folds] == [[0, 1, 2, 3], [4, 5, 6]]


def test_somebody_who_knows_the_curve_is_never_beaten():
    found = rules.rules(repeats=5)
    best = found["knowing the curve"].new
    assert all(np.all(choice.new >= best - 1e-12) for choice in found.values())
    assert np.all(found["training error"].degrees == 12)


def test_bias_and_variance_are_those_of_many_refits():
    exact = exactly.bias_and_variance(degrees=(1, 5))
    for degree in (1, 5):
        refits = exactly.refitted(degree, repeats=2000)
        estimated = bias_variance(refits, curves.truth(polynomials.AT))
        np.testing.assert_allclose(estimated, exact[degree], rtol=0.1)


def test_picking_columns_beforehand_makes_noise_look_like_knowledge():
    inside, before = leakage.select_columns(seeds=range(4)).values()
    assert before.mean() > inside.mean() + 0.2


def test_scaling_leaks_nothing_when_the_test_samples_say_nothing_new():
    rng = np.random.default_rng(0)
    half = rng.normal(size=(20, 3))
    order = np.random.default_rng(5).permutation(40)
    x, y = np.empty((40, 3)), np.empty(40)
    x[order[:20]], x[order[20:]] = half, half
    y[order[:20]] = y[order[20:]] = rng.normal(size=20)
    honest, leaky = leakage._scaled(x, y, 5, 20, 1.0)
    assert honest == pytest.approx(leaky)


def test_the_grid_holds_every_width_at_every_moment():
    grid = capacity.capacity_and_time(units=(0, 4), moments=(2, 5), seeds=range(2), steps=3)
    assert grid.steps == (2, 5, 15)
    assert grid.test.shape == (2, 3, 2)
    np.testing.assert_array_equal(grid.of(4)["test"], grid.test[1])


def test_the_samples_are_sorted_by_class_before_they_are_cut():
    x, y, few = choosing._sorted_by_class(data.few_shot_digits([0, 1], n_train=30))
    assert np.all(np.diff(y, axis=1) >= 0)
    assert {a.tobytes() for a in x[0]} == {a.tobytes() for a in few.x_train[0]}


def test_a_training_time_is_chosen_for_each_way_of_making_folds():
    found = choosing.choose_time({"shuffled": k_fold}, units=8, epochs=4, k=2, seeds=range(2))[
        "shuffled"
    ]
    assert found.validation.shape == (4, 2)
    assert np.all((found.epochs >= 1) & (found.epochs <= 4))


def test_memorizing_is_told_apart_from_seeing_through():
    seen = memory.memorize(looks=(1, 3), seeds=range(2))
    np.testing.assert_array_equal(seen["epochs"], [1, 3])
    assert np.all(seen["wrong labels"] + seen["seen through"] <= 1 + 1e-12)


def test_labels_of_one_kind_only_are_learned_at_once(monkeypatch):
    monkeypatch.setattr(kinds_of_labels, "KINDS", {"always 3": lambda y, rng: np.full(len(y), 3)})
    found = kinds_of_labels.kinds_of_labels(looks=(5,), seeds=range(2))["always 3"]
    assert np.all(found["training"] == 1)
    assert found["growth"].shape == (1, 3, 2)


def test_equal_steps_and_equal_epochs_are_the_same_for_200_samples():
    found = amount_of_data(counts=(50, 200), epochs=3, seeds=range(2))
    np.testing.assert_array_equal(found[200]["test"][0], found[200]["test"][1])
    assert not np.array_equal(found[50]["training"][0], found[50]["training"][1])


def test_cross_entropy_is_that_of_the_right_class():
    probabilities = np.array([[[0.5, 0.5], [0.25, 0.75]]])
    found = wrong_labels.cross_entropy(probabilities, np.array([[0, 0]]))
    np.testing.assert_allclose(found, [(np.log(2) + np.log(4)) / 2])


def test_only_the_classes_5_to_9_get_rare():
    x, y, x_val, _, x_test, y_test = imbalance._unbalanced("digits", 0, frequent=6, rare=2)
    np.testing.assert_array_equal(np.bincount(y), [6] * 5 + [2] * 5)
    np.testing.assert_array_equal(np.bincount(y_test), [90] * 10)
    parts = [{image.tobytes() for image in part} for part in (x, x_val, x_test)]
    assert not parts[0] & parts[1]
    assert not (parts[0] | parts[1]) & parts[2]


def test_the_double_descent_peaks_at_the_number_of_samples_and_ridge_does_not():
    found = double_descent.double_descent(n_train=100, seeds=range(3))
    middle, ridge = (np.median(e, axis=1) for e in (found.least_squares, found.ridge))
    assert found.widths[middle.argmax()] == found.n_train
    assert ridge[found.widths.index(found.n_train)] < 2 * ridge[0]


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
