"""The lessons' data: what was promised, the same in every run."""

import numpy as np
import pytest

from grader.lab import data


@pytest.fixture(scope="module")
def few():
    return data.few_shot_digits([3, 4], n_train=200, wrong=0.2)


def test_digits_are_scaled_to_one():
    images, labels = data.digits()
    assert images.shape == (1797, 64)
    assert (images.min(), images.max()) == (0, 1)
    assert set(labels) == set(range(10))


def test_shapes_are_those_documented(few):
    assert few.x_train.shape == (2, 200, 64)
    assert few.y_val.shape == (2, 500)
    assert few.x_test.shape == (2, 1097, 64)


def test_exactly_the_promised_share_of_training_labels_is_wrong(few):
    clean = data.few_shot_digits([3, 4], n_train=200, wrong=0.0)
    np.testing.assert_array_equal(few.x_train, clean.x_train)
    np.testing.assert_array_equal(few.y_train != clean.y_train, few.mislabelled)
    np.testing.assert_array_equal(few.mislabelled.sum(axis=1), [40, 40])


def test_labels_of_held_out_images_are_right(few):
    images, labels = data.digits()
    known = {image.tobytes(): label for image, label in zip(images, labels, strict=True)}
    for x, y in ((few.x_val[0], few.y_val[0]), (few.x_test[1], few.y_test[1])):
        assert [known[image.tobytes()] for image in x] == list(y)


def test_training_validation_and_test_together_are_all_images_once(few):
    parts = np.concatenate([few.x_train[0], few.x_val[0], few.x_test[0]])
    images, _ = data.digits()
    np.testing.assert_array_equal(np.sort(parts, axis=0), np.sort(images, axis=0))


def test_the_same_seed_draws_the_same_and_another_seed_another(few):
    again = data.few_shot_digits([4])
    np.testing.assert_array_equal(again.x_train[0], few.x_train[1])
    assert not np.array_equal(few.x_train[0], few.x_train[1])


def test_repeating_puts_the_seeds_of_a_configuration_together(few):
    twice = few.repeated(2)
    assert twice.y_train.shape == (4, 200)
    np.testing.assert_array_equal(twice.y_train[:2], twice.y_train[2:])


def test_feature_maps_are_six_channels_between_zero_and_one():
    photo = data.photo()
    maps = data.feature_maps(photo)
    assert photo.shape == (427 // 4, 640 // 4)
    assert maps.shape == (*photo.shape, 6)
    assert maps.min() == 0
    assert maps.max() == 1
    # An edge cannot brighten towards the right and the left at once.
    assert not np.any((maps[..., 2] > 0) & (maps[..., 3] > 0))
