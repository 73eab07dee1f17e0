"""Images drawn anew, stored copies, the leak and the color patches of the augmentation lesson."""

import numpy as np

from grader.lab import data
from grader.lab.augmentation import experiments, photos
from grader.lab.augmentation.colors import Colors, relit
from grader.lab.augmentation.experiments.copies import Stored
from grader.lab.augmentation.experiments.drawn import Drawing
from grader.lab.augmentation.experiments.leaking import ALL, HONEST, LEAKY
from grader.lab.augmentation.experiments.leaking import _parts as leaking_parts
from grader.lab.augmentation.warp import Augment

SEEDS = range(2)


def test_images_are_drawn_anew_and_each_network_has_a_stream_of_its_own():
    few = data.few_shot_digits(SEEDS, n_train=20)
    draw = Drawing(few, {"none": Augment(), "noise": Augment(noise=0.1)}, SEEDS)
    (x, y), (again, _) = draw(), draw()
    assert x.shape == (4, 20, 64)
    np.testing.assert_allclose(x[:2], few.x_train, atol=1e-6)
    assert np.abs(x[2:] - again[2:]).max(axis=(1, 2)).min() > 0.1
    np.testing.assert_array_equal(y, [*few.y_train, *few.y_train])
    alone = Drawing(data.few_shot_digits([1], n_train=20), {"noise": Augment(noise=0.1)}, [1])
    np.testing.assert_array_equal(alone()[0][0], x[3])


def test_a_store_shows_only_the_copies_that_it_keeps():
    stored, rng = Stored(Augment(noise=0.1), 3), np.random.default_rng(0)
    images = np.full((1, 8, 8), 0.5)
    seen = {stored(images, np.zeros(1), rng)[0].tobytes() for _ in range(60)}
    assert len(seen) == 3


def test_an_honest_split_shares_no_image_and_all_ways_train_on_as_many():
    x, y = data.digits()
    parts = leaking_parts(
        x[:50], y[:50], Augment(rotate=15, shift=0.5), 10, np.random.default_rng(0)
    )
    assert {way: part["x"].shape for way, part in parts.items()} == dict.fromkeys(
        (LEAKY, HONEST, ALL), (300, 64)
    )
    np.testing.assert_array_equal(parts[HONEST]["held"][0], x[:20])
    np.testing.assert_array_equal(parts[HONEST]["y"], np.tile(y[20:50], 10))
    assert parts[LEAKY]["held"][0].shape == (200, 64)


def test_only_augmenting_before_the_split_flatters():
    found = experiments.leak(epochs=10, seeds=range(6))
    off = {way: (found["estimate"][way] - found["test"][way]).mean() for way in found["test"]}
    assert off[LEAKY] > 0.08 > abs(off[HONEST])


def test_patches_come_from_parts_of_a_photo_that_do_not_overlap(monkeypatch):
    columns = np.tile(np.linspace(0, 1, 200)[:, None], (100, 1, 3)).reshape(100, 200, 3)
    monkeypatch.setattr(photos, "photos", lambda: {"a": columns, "b": columns})
    monkeypatch.setattr(photos, "NAMES", ("a", "b"))
    few = photos.patches(SEEDS, per_class=30)
    assert few.x_train.shape == (2, 60, photos.WIDE**2 * 3)
    assert few.x_train.max() < few.x_val.min() + 0.01
    assert few.x_val.max() < few.x_test.min() + 0.01
    np.testing.assert_array_equal(np.bincount(few.y_train[0]), [30, 30])


def test_flips_crops_and_light_do_what_they_are_called():
    rng, labels = np.random.default_rng(0), np.arange(4)
    wide = rng.random((4, photos.WIDE, photos.WIDE, 3))
    middle = wide[:, 2:-2, 2:-2]
    np.testing.assert_array_equal(Colors()(wide, labels, rng)[0], middle)
    np.testing.assert_array_equal(Colors(flip=1.0)(wide, labels, rng)[0], middle[:, :, ::-1])
    crops = {Colors(crop=True)(wide, labels, rng)[0][0].tobytes() for _ in range(200)}
    assert len(crops) == 25
    factors = relit(np.full((500, 1, 1, 3), 0.3), 0.3, rng) / 0.3
    assert np.exp(-0.45) <= factors.min() < 0.7
    assert 1.45 < factors.max() <= np.exp(0.45)
