"""Gaussian noise on every pixel."""

from dataclasses import replace

import numpy as np

from grader.criteria import Criterion, array, at_rate, holds, near
from grader.criteria.chance import SIGMAS, fresh
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.augmentation import noises
from grader.exercises.augmentation.draws import all_from_rng
from grader.exercises.augmentation.grain import NONE, another_shape, contrast, shared
from grader.reference import augmentation as reference


@exercise(
    reference=reference.add_noise,
    points=2,
    hints=(
        "`rng.normal(0.0, std, size=images.shape)` draws one number for every single value: the "
        "mean comes first, then the standard deviation.",
        "Add first, then clip: `np.clip(..., 0, 1)` changes only the values that leave [0, 1].",
    ),
)
def add_noise(student, rng):
    """Normal noise of standard deviation std, drawn anew for every value; then a clip to [0, 1]."""
    grain = Grain(student, rng)
    yield grain.own().worth(4).as_idea()
    yield grain.middle().worth(3)
    yield grain.spread().worth(8)
    yield grain.normality().worth(4)
    yield from _clipped(student, rng, grain.flaw)
    yield _near_white(student, rng, grain.flaw)
    images = rng.random((3, 4, 5))
    yield from all_from_rng(lambda rng: {"a result": _ask(student, images, 0.1, rng)}, rng, 3)
    out = _ask(student, images, 0.0, fresh(rng))
    sentence = "With std 0 the images come back as they were"
    yield holds(np.allclose(out, images, atol=1e-5), sentence, "images that are changed")
    one = np.full((1, 1, 1), 0.5)
    changed = bool(np.all(_ask(student, one, 0.1, fresh(rng)) != one))
    yield holds(changed, "An image of a single pixel gets noise, too", "no noise", changed)


class Grain:
    """The noise on gray images: so little that nothing is clipped, whatever is taken for std.

    Attributes
    ----------
    flaw : str
        What keeps the noise from being judged by its distribution, in words.
    """

    def __init__(self, student, rng):
        self._std = float(rng.uniform(0.008, 0.012))
        shapes, generator = ((60, 10, 9), (60, 4, 5, 3)), fresh(rng)
        images = [rng.uniform(0.49, 0.51, size=shape) for shape in shapes]
        batches = [_ask(student, part, self._std, generator) - part for part in images]
        self._shared = shared(batches)
        self._values = np.concatenate([part.ravel() for part in batches])
        self._images = np.concatenate([part.ravel() for part in images])
        three = np.concatenate(batches[0][:3], axis=1)
        example = self._std * np.random.default_rng(0).normal(size=three.shape)
        yours, right = (np.clip(0.5 + part / (6 * self._std), 0, 1) for part in (three, example))
        words = "The noise of three images side by side, enhanced."
        self._picture = Sketch("image", yours, right, words)
        slope, error = contrast(self._values, self._images)
        stretched = not self._shared and slope > SIGMAS * error
        self.flaw = self._shared or ("images that are stretched" if stretched else "")

    def own(self):
        """Criterion: no two values share their noise."""
        sentence = "Every value, of every image, pixel and channel, has noise of its own"
        return holds(not self._shared, sentence, self._shared).drawn(self._picture)

    def middle(self):
        """Criterion on the mean, in units of the noise's own spread."""
        sentence = "The noise has mean 0, on dark pixels and on bright ones"
        if self.flaw:
            return holds(False, sentence, self.flaw)
        mean = np.mean(self._values)
        ratio = float(mean / np.std(self._values))
        criterion = near(ratio, 0.0, self._values.size**-0.5, sentence)
        found = f"a mean of {mean:.2g} with std {self._std:.2g}"
        return replace(criterion, found=found).drawn(self._counts)

    def spread(self):
        """Criterion on the standard deviation, told by its logarithm: so its error is known."""
        sentence = f"The noise has the standard deviation `std`, here {self._std:.3g}"
        if self.flaw:
            return holds(False, sentence, self.flaw)
        spread, allowed = np.std(self._values), SIGMAS / np.sqrt(2 * self._values.size)
        error, found = float(np.log(spread / self._std)), f"{spread:.2g}"
        criterion = Criterion(sentence, abs(error) <= allowed, found, error, allowed)
        return criterion.drawn(self._counts)

    def normality(self):
        """Criterion on the shape of the distribution."""
        found = self.flaw or another_shape(self._values)
        return holds(not found, "The noise is normally distributed", found).drawn(self._counts)

    @property
    def _counts(self):
        expected = self._std * np.random.default_rng(0).normal(size=2000)
        words = f"How strong the noise is, with std {self._std:.2g}."
        return Sketch("distribution", self._values[:2000], expected, words)


def _clipped(student, rng, flaw):
    """Criteria on black and white images, of which half the noise would leave [0, 1]."""
    images, std = np.zeros((60, 6, 9)), 0.4
    images[:, :, 4:] = 1.0
    out = _ask(student, images, std, fresh(rng))
    within = np.all((out >= 0) & (out <= 1))
    varied = flaw not in ("", NONE) or np.mean((out > 0) & (out < 1)) > 0.2
    found = "hardly any noise" if within else f"{_farthest(out):.2g} among the values"
    example = np.clip(images + std * np.random.default_rng(0).normal(size=images.shape), 0, 1)
    parts = out.ravel()[:1500], example.ravel()[:1500]
    words = "Values of images that were black and white."
    sketch = Sketch("distribution", *parts, words)
    yield holds(within and varied, "No value leaves [0, 1]", found).worth(4).as_idea().drawn(sketch)
    for name, value, part in (("black", 0.0, images == 0), ("white", 1.0, images == 1)):
        moved = np.abs(out[part] - value)
        sentence = f"Half of the {name} pixels stay {name}: what leaves [0, 1] is cut off"
        yield _share(moved == 0, 0.5, sentence, flaw).worth(1.5).drawn(sketch)
        way = "brighter than 0.6" if name == "black" else "darker than 0.4"
        sentence = f"With std 0.4, about 7% of the {name} pixels become {way}"
        yield _share(moved > 1.5 * std, 0.0668, sentence, flaw).worth(1.5).drawn(sketch)


def _near_white(student, rng, flaw):
    """Criterion on pixels that are nearly white: where noise takes them beyond, they become so."""
    light = np.full((30, 6, 9), 0.9)
    out = _ask(student, light, 0.4, fresh(rng))
    sentence = "About 40% of pixels of 0.9 become white with std 0.4: their sum is cut off at 1"
    return _share(out == 1, 0.4013, sentence, flaw)


def _farthest(out):
    """The value that is farthest from [0, 1]."""
    return out.flat[np.argmax(np.abs(out - 0.5))]


def _share(events, probability, sentence, flaw):
    """Criterion on the share of some pixels; with noise that they share, it is no evidence."""
    if flaw:
        return holds(False, sentence, flaw)
    return replace(at_rate(events, probability, sentence), found=f"{np.mean(events):.0%} of them")


def _ask(student, images, std, rng):
    return array(student(images, std, rng), images.shape)


noises.wrong.teach(add_noise)


@add_noise.alternative
def by_standard_numbers(images, std, rng):
    noisy = images + std * rng.standard_normal(images.shape)
    return np.minimum(np.maximum(noisy, 0.0), 1.0)


@add_noise.alternative
def image_by_image(images, std, rng):
    out = np.empty(images.shape, dtype=np.float32)
    for i, image in enumerate(images):
        noisy = image + rng.normal(loc=0.0, scale=std, size=image.shape)
        noisy[noisy < 0] = 0
        noisy[noisy > 1] = 1
        out[i] = noisy
    return out


@add_noise.alternative
def around_the_images(images, std, rng):
    return rng.normal(images, std).clip(0, 1)


@add_noise.alternative
def with_scipy(images, std, rng):
    from scipy import stats

    noise = stats.norm.rvs(size=images.shape, random_state=rng) * std
    return np.clip(images + noise, 0, 1)
