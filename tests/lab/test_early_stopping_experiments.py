"""Experiments of the lesson on early stopping watch a training without changing it."""

import numpy as np
import pytest

from grader.lab import data
from grader.lab.early_stopping import descent, experiments, keras_rule
from grader.reference import early_stopping as reference
from grader.reference.network import Adam, Network

SEEDS, SIZES = range(3), (64, 16, 10)


@pytest.fixture(scope="module")
def few():
    return data.few_shot_digits(SEEDS, n_train=40)


@pytest.fixture(scope="module")
def watched(few):
    return experiments.watch(Network(SIZES, SEEDS), few, epochs=4)


def test_a_watched_training_is_the_same_training(few, watched):
    """Does Adam keep its state, and each network its order of samples, from epoch to epoch?"""
    network = Network(SIZES, SEEDS)
    validation = few.x_val, few.y_val
    whole = network.fit(few.x_train, few.y_train, 4, 32, Adam(1e-3), validation=validation)
    np.testing.assert_allclose(watched.training_loss, whole.loss, rtol=1e-6)
    np.testing.assert_allclose(watched.val_loss(), whole.val_loss, rtol=1e-4)
    np.testing.assert_allclose(watched.val_accuracy(), whole.val_accuracy)
    final = network.accuracy(few.x_test, few.y_test)
    np.testing.assert_array_equal(watched.test_accuracy[-1], final)


def test_some_validation_images_are_averaged_alone(watched):
    some = watched.val_loss(slice(10, 12))
    np.testing.assert_allclose(some, watched.val_losses[:, :, 10:12].mean(axis=2))


def test_every_network_stops_by_its_own_curve():
    curves = np.array([[3.0, 1.0], [2.0, 2.0], [1.0, 3.0], [0.5, 0.0]])
    stopped, best = experiments.stop(curves, patience=2)
    np.testing.assert_array_equal(stopped, [3, 2])
    np.testing.assert_array_equal(best, [3, 0])
    np.testing.assert_array_equal(experiments.at(curves, best), [0.5, 1.0])


def test_held_back_images_are_training_images_that_are_trained_on_no_more(few):
    shared = experiments.share_validation(few, 10)
    np.testing.assert_array_equal(
        np.concatenate([shared.x_train, shared.x_val], axis=1), few.x_train
    )
    np.testing.assert_array_equal(shared.y_val, few.y_train[:, 30:])
    np.testing.assert_array_equal(shared.x_test, few.x_test)


def test_only_the_sorted_split_validates_on_digits_that_are_never_trained():
    unseen = [experiments.last_fifth([0], sort, epochs=1).n_unseen[0] for sort in (True, False)]
    assert unseen[0] > 150
    assert unseen[1] == 0


def test_paths_in_weight_space_are_those_of_the_algorithms():
    problem = descent.diabetes(seed=1)
    hessian, best = problem.hessian(), problem.least_squares()
    path = list(reference.descent_path(problem.x, problem.y, 0.05, 30))
    steps = np.array([0, 1, 7, 30])
    found = descent.descent_weights(hessian, best, 0.05, steps)
    np.testing.assert_allclose(found, np.array(path)[steps], atol=1e-10)
    gram = 2 * problem.x.T @ problem.x / len(problem.y)
    moment = 2 * problem.x.T @ problem.y / len(problem.y)
    ridge = np.linalg.solve(gram + 0.3 * np.eye(10), moment)
    np.testing.assert_allclose(descent.ridge_weights(hessian, best, [0.3])[0], ridge, atol=1e-10)


def test_diabetes_is_standardised_by_its_training_part_and_split_without_overlap():
    problem = descent.diabetes(seed=0)
    assert problem.x.shape == (30, 10)
    assert len(problem.y_val) == 100
    assert len(problem.y_test) == 312
    np.testing.assert_allclose([problem.x.mean(axis=0), problem.x.std(axis=0) - 1], 0, atol=1e-9)
    rows = {row.tobytes() for part in (problem.x, problem.x_val, problem.x_test) for row in part}
    assert len(rows) == 442


def test_the_two_weight_loss_is_ten_times_as_steep_one_way():
    curvatures = np.linalg.eigvalsh(descent.two_weight_hessian())
    np.testing.assert_allclose(curvatures, [0.1, 1.0])


class StopsAtOnce:
    """A callback that asks for the end after epoch 1 and puts the weights of epoch 0 back."""

    monitor = "val_loss"

    def set_model(self, model):
        self.model = model

    def on_train_begin(self):
        self.seen = []

    def on_epoch_end(self, epoch, logs):
        self.seen.append(logs["val_loss"])
        if epoch == 0:
            self.kept = self.model.get_weights()
        self.model.stop_training = epoch == 1

    def on_train_end(self):
        self.model.set_weights(self.kept)


def test_a_callback_is_driven_as_keras_would():
    callback = StopsAtOnce()
    assert keras_rule.keras_epochs(callback, [3.0, 2.0, 1.0]) == (1, 0)
    assert callback.seen == [3.0, 2.0]


def test_random_curves_are_exact_in_single_precision():
    curve = keras_rule.random_curve(np.random.default_rng(0))
    assert 5 <= len(curve) <= 40
    np.testing.assert_array_equal(curve, curve.astype(np.float32))
