"""Experiments of the lesson on early stopping watch a training without changing it."""

import numpy as np
import pytest

from grader.lab import data
from grader.lab.early_stopping import descent, experiments, keras_rule, order, penalized, price
from grader.lab.early_stopping.watching import Watched, watch
from grader.reference import early_stopping as reference
from grader.reference.network import Adam, Network

SEEDS = range(3)


@pytest.fixture(scope="module")
def few():
    return data.few_shot_digits(SEEDS, n_train=40)


@pytest.fixture(scope="module")
def watched(few):
    return watch(few, SEEDS, epochs=4, hidden=(16,))


def test_a_watched_training_is_the_same_training(few, watched):
    """Does Adam keep its state, and each network its order of samples, from epoch to epoch?"""
    network = Network((64, 16, 10), SEEDS)
    validation = few.x_val, few.y_val
    whole = network.fit(few.x_train, few.y_train, 4, 32, Adam(1e-3), validation=validation)
    np.testing.assert_allclose(watched.val_loss(), whole.val_loss, rtol=1e-4)
    np.testing.assert_allclose(watched.val_accuracy(), whole.val_accuracy)
    final = network.accuracy(few.x_test, few.y_test)
    np.testing.assert_array_equal(watched.test_accuracy[-1], final)
    chances = network.predict(few.x_train)
    of_label = np.take_along_axis(chances, few.y_train[..., None], axis=-1)
    np.testing.assert_allclose(watched.training_loss[-1], -np.log(of_label).mean((1, 2)), rtol=1e-5)


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
    shared = price.share_validation(few, 10)
    np.testing.assert_array_equal(
        np.concatenate([shared.x_train, shared.x_val], axis=1), few.x_train
    )
    np.testing.assert_array_equal(shared.y_val, few.y_train[:, 30:])
    np.testing.assert_array_equal(shared.x_test, few.x_test)


def test_only_the_sorted_split_validates_on_digits_that_are_never_trained():
    found = experiments.last_fifth(epochs=1, seeds=[0])
    assert found[order.SORTED].n_unseen[0] > 150
    assert found[order.SHUFFLED].n_unseen[0] == 0


def imagined(curve, test):
    """A training of two networks whose ten validation images all have this loss and rightness."""
    curve = np.repeat(np.array(curve, dtype=float)[:, None], 2, axis=1)
    losses = np.repeat(curve[..., None], 10, axis=2)
    return Watched(curve, 0 * curve, losses, losses < 0.5, test[:, None] + 0 * curve)


def test_what_is_read_off_a_training():
    watched = imagined([0.9, 0.4, 0.6, 0.7, 0.1], test=np.arange(5) / 10)
    found = experiments.sweep(watched, watched.val_loss(), (1, 3))
    np.testing.assert_allclose(found["restored"][:, 0], [0.1, 0.4])
    np.testing.assert_allclose(found["last weights"][:, 0], [0.2, 0.4])
    np.testing.assert_array_equal(found["epochs"][:, 0], [3, 5])
    np.testing.assert_allclose(experiments.restored(watched, 1), 0.1)
    picked = experiments.picked_epoch(watched, n=5, fixed=4)
    np.testing.assert_allclose([picked["reported"], picked["test"]], [[1, 1], [0.1, 0.1]])
    np.testing.assert_allclose(picked["fixed"], 1 - 0.4)


def test_sets_that_see_the_same_do_not_differ():
    watched = imagined([3.0, 2.0, 1.0, 2.0], test=np.zeros(4))
    found = experiments.between_sets(watched, 2, first=0)
    np.testing.assert_allclose([found["loss"], found["best epoch"]], 0, atol=1e-12)
    assert np.all(found["jagged"] > 0.5)


def test_the_sum_of_loss_and_penalty_is_monitored_too():
    watched = imagined([3.0, 1.0, 1.5, 1.6, 1.7], test=np.arange(5) / 10)
    falling = np.array([9.0, 8.0, 6.0, 4.0, 2.0])[:, None] + np.zeros(2)
    with_penalty = Watched(**vars(watched) | {"penalty": falling})
    (_, by_loss), (_, by_sum) = penalized.monitored(with_penalty, patience=2).values()
    np.testing.assert_array_equal([by_loss, by_sum], [[1, 1], [4, 4]])
    ends = penalized.together(watched, with_penalty, patience=2)
    np.testing.assert_allclose([ends["neither"][0], ends["both"][0]], [0.4, 0.1])


def test_every_way_to_validate_is_scored():
    found = experiments.price_of_validation(held_out=(40,), epochs=3, seeds=range(2))
    assert list(found) == [price.ALL, price.MORE, price.kept(40), price.again(40)]
    assert all(np.all((v > 0) & (v < 1)) for v in found.values())
    # With every epoch better than the last, all ways on 200 images end with the same network.
    np.testing.assert_array_equal(found[price.MORE], found[price.ALL])


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
