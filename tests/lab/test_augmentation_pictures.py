"""Pictures, cases and playground of the augmentation lesson."""

import numpy as np
import pytest

from grader.lab import data
from grader.lab.augmentation import cases, images, playground, plots, shapes
from grader.lab.augmentation.experiments import gentle, lost_labels, seen, train, unchanged
from grader.lab.augmentation.warp import Augment

SEEDS = range(2)


def test_shapes_are_smooth_images_that_differ():
    drawn = list(shapes.shapes().values())
    assert all(image.shape == (32, 32) and image.min() == 0 and image.max() == 1 for image in drawn)
    assert any(((image > 0) & (image < 1)).any() for image in drawn)
    assert all(np.any(a != b) for i, a in enumerate(drawn) for b in drawn[:i])


def test_the_arrow_points_to_the_right():
    arrow = shapes.shapes()["arrow to the right"]
    heights = (arrow > 0.5).sum(axis=0)
    assert heights.argmax() > 16
    np.testing.assert_allclose(arrow, arrow[::-1])


def test_the_three_kinds_can_be_shown_and_the_photo_is_not_changed_by_accident():
    kinds = images.three_kinds()
    assert [image.shape for image in kinds.values()] == [(8, 8), (32, 32), (50, 50, 3)]
    assert all(image.min() >= 0 and image.max() <= 1 for image in kinds.values())
    with pytest.raises(ValueError, match="read-only"):
        kinds["a photo"][0] = 0


def test_digits_are_of_the_classes_asked_for():
    all_images, labels = data.digits()
    for label, image in zip((7, 0), images.digits((7, 0)), strict=True):
        same = np.all(all_images == image.ravel(), axis=1)
        assert set(labels[same]) == {label}


def test_pushing_leaves_holes_and_the_picture_counts_them():
    assert "leaves 0 holes" in plots.pushed_and_pulled(np.ones((20, 20)), 0).alt
    assert "leaves 0 holes" not in plots.pushed_and_pulled(np.ones((20, 20)), 30).alt


def test_the_weights_of_four_pixels_are_told():
    alt = plots.bilinear(0.25, 0.5).alt
    assert "upper left 0.38" in alt
    assert "lower right 0.12" in alt


def test_accuracies_by_class_name_the_worst_and_the_best():
    alt = plots.accuracy_by_class({"flipped": np.array([0.9, 0.1, 0.5])}).alt
    assert "flipped: worst for 1 with 10 %, best for 0 with 90 %" in alt


def test_the_picture_of_gains_tells_them_by_number_of_images():
    arms = {"none": np.full((2, 3), 0.5), "augmented": np.array([[0.4] * 3, [0.6] * 3])}
    alt = plots.gains((10, 100), {1000: arms}).alt
    assert "1,000 images: -10.0 after 10, +10.0 after 100" in alt


def test_a_gallery_says_what_its_rows_and_columns_are():
    alt = plots.gallery({"one": [np.zeros((2, 2))] * 2}, "Nothing.", ("a", "b")).alt
    assert alt == "Rows of images: one. From left to right: a, b. Nothing."


def test_labels_out_of_order_cannot_be_learnt():
    found = lost_labels(copies=10, seeds=SEEDS)
    right, wrong = (of["test"].mean() for of in found.values())
    assert wrong < 0.3 < 0.7 < right


def test_what_is_seen_of_a_class_adds_up():
    few = data.few_shot_digits(SEEDS, wrong=0.0)
    found = seen(train(SEEDS, few, {"a": unchanged}, epochs=20))
    shares = np.array([found.share("as it is", 3, k) for k in range(10)])
    np.testing.assert_allclose(shares.sum(axis=0), 1)
    assert np.all(shares.argmax(axis=0) == 3)
    means = [found.by_class()["as it is"][k] for k in range(10)]
    weights = [np.mean(few.y_test == k) for k in range(10)]
    right = np.mean(found.seen_as["as it is"] == few.y_test)
    np.testing.assert_allclose(np.dot(means, weights), right)
    assert found.by_class()["upside down"][3] < means[3] > found.by_class()["turned by 45°"][3]


def test_a_prediction_without_augmentation_is_the_networks_own():
    few = data.few_shot_digits(SEEDS, n_train=50)
    trained = train(SEEDS, few, {"a": Augment(shift=1)}, epochs=2)
    found = gentle.augmented(trained, Augment(), 2, np.random.default_rng(0))
    np.testing.assert_allclose(found[0], trained.network.predict(few.x_test), atol=1e-6)


def test_both_scripts_turn_the_same_digits():
    turned = cases.turned_digits(data.few_shot_digits(SEEDS, n_train=20), count=3)
    assert {name: x.shape for name, x in turned.items()} == {
        "script A": (3, 8, 8),
        "script B": (3, 8, 8),
    }
    assert np.any(turned["script A"] != turned["script B"])


def test_noise_on_bytes_is_white():
    photo, right, wrong = cases.noise_on_bytes(images.photo())
    assert np.abs(right - photo).mean() < 0.1
    assert np.mean(wrong == 1) > 0.95


def test_the_playground_turns_the_digit_and_asks_the_networks():
    asked = []

    def predict(image):
        asked.append(image)
        return {"one": np.eye(10)[3], "other": np.eye(10)[8]}

    digits = images.digits(range(10))
    play = playground.augmentation_playground(digits, predict)
    np.testing.assert_allclose(asked[-1], digits[6])
    assert "one: 3 with probability 1.00; other: 8" in play.picture.alt
    controls = {control.description: control for control in play.controls}
    controls["degrees"].value = 180
    np.testing.assert_allclose(asked[-1], digits[6][::-1, ::-1], atol=1e-9)
    controls["degrees"].value, controls["right"].value = 0, 1.0
    np.testing.assert_allclose(asked[-1][:, 1:], digits[6][:, :-1])
