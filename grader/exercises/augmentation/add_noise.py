"""Gaussian noise on every pixel."""

import numpy as np

from grader.criteria import Criterion, array, at_rate, draws_from, holds, near
from grader.criteria.chance import FALSE_ALARM, SIGMAS, fresh
from grader.exercise import exercise
from grader.exercises.augmentation import noises
from grader.reference import augmentation as reference

NONE = "there is no noise"


@exercise(
    reference=reference.add_noise,
    points=2,
    hints=(
        "`rng.normal(0.0, std, size=images.shape)` draws one number for every single value: mean "
        "first, then the standard deviation.",
        "Add first, then clip: np.clip(..., 0, 1) cuts off what leaves [0, 1] and leaves the rest.",
    ),
)
def add_noise(student, rng):
    """Normal noise of standard deviation std, drawn anew for every value; then a clip to [0, 1]."""
    # So little of it that nothing is clipped, even if the variance is taken for std or std for it.
    std = float(rng.uniform(0.008, 0.012))
    noise = [_noise(student, rng, shape, std) for shape in ((60, 10, 9), (60, 4, 5, 3))]
    flaw = _shared(noise)
    sentence = "Every image, pixel and channel has noise of its own"
    yield holds(not flaw, sentence, flaw).worth(4)
    # What is shared by many pixels is no sample to judge a distribution by.
    values = np.concatenate([part.ravel() for part in noise]) if not flaw else None
    for judge, weight in ((_spread, 4), (_middle, 2), (_normality, 2)):
        yield judge(values, std, flaw).worth(weight)
    yield from _clipped(student, rng, flaw)
    images = rng.random((3, 4, 5))
    still = np.allclose(array(student(images, 0.0, fresh(rng)), images.shape), images, atol=1e-5)
    yield holds(still, "With std 0 the images come back", "they are changed")
    yield draws_from(lambda rng: array(student(images, 0.1, rng), images.shape), rng).worth(2)


def _noise(student, rng, shape, std):
    images = rng.uniform(0.45, 0.55, size=shape)
    return array(student(images, std, fresh(rng)), shape) - images


def _shared(batches):
    """What several values have the same noise, in words; empty for independent noise."""
    shared, alike = [], False
    for noise in batches:
        spread = np.std(noise)
        if not spread > 1e-8:
            return "one number is added to all" if np.max(np.abs(noise)) > 1e-8 else NONE
        scaled = (noise - np.mean(noise)) / spread
        for axis, name in enumerate(("images", "rows", "columns", "channels")[: noise.ndim]):
            last = noise.shape[axis] - 1
            products = np.take(scaled, range(last), axis) * np.take(
                scaled, range(1, last + 1), axis
            )
            correlation = np.mean(products)
            alike = alike or abs(correlation) > SIGMAS / np.sqrt(products.size)
            shared += [name] if correlation > 0.7 and name not in shared else []
    if shared:
        return f"the same noise comes in several {', '.join(sorted(shared))}"
    return "neighbours have noise that is alike" if alike else ""


def _spread(noise, std, flaw):
    """Criterion on the standard deviation, told by its logarithm: its error is the same for all."""
    sentence = "The noise has the standard deviation `std`"
    if flaw:
        return holds(False, sentence, flaw)
    spread, allowed = float(np.std(noise)), SIGMAS / np.sqrt(2 * noise.size)
    error = float(np.log(spread / std))
    found = f"with std {std:.3g} yours is {spread:.3g}"
    return Criterion(sentence, abs(error) <= allowed, found, error, allowed)


def _middle(noise, std, flaw):
    """Criterion on the mean, in units of the noise's own spread."""
    sentence = "The noise has mean 0"
    if flaw:
        return holds(False, sentence, flaw)
    ratio = float(np.mean(noise) / np.std(noise))
    return near(ratio, 0.0, noise.size**-0.5, sentence, "the mean divided by the spread")


def _normality(noise, std, flaw):
    """Criterion on the shape, by a Kolmogorov-Smirnov test and by the kurtosis."""
    from scipy import stats

    sentence = "The noise is normally distributed"
    if flaw:
        return holds(False, sentence, flaw)
    scaled = (noise - np.mean(noise)) / np.std(noise)
    shaped = stats.kstest(scaled, stats.norm.cdf, method="asymp").pvalue > FALSE_ALARM
    kurtosis = stats.kurtosis(scaled)
    normal = shaped and abs(kurtosis) < SIGMAS * np.sqrt(24 / noise.size)
    found = "it is as flat as uniform noise" if kurtosis < -0.9 else "it has another shape"
    return holds(normal, sentence, "" if normal else found)


def _clipped(student, rng, flaw):
    """Criteria on black and white images, of which half the noise would leave [0, 1]."""
    images = np.zeros((30, 6, 9))
    images[:, :, 4:] = 1.0
    out = array(student(images, 0.4, fresh(rng)), images.shape)
    within = np.all((out >= 0) & (out <= 1))
    varied = flaw not in ("", NONE) or np.mean((out > 0) & (out < 1)) > 0.2
    found = "" if within else "some values do"
    sentence = "No value leaves [0, 1]"
    yield holds(within and varied, sentence, found or "but hardly any noise is added").worth(3)
    for name, value, part in (("black", 0.0, images == 0), ("white", 1.0, images == 1)):
        sentence = f"Half of the {name} pixels stay {name}: what leaves [0, 1] is cut off"
        share = at_rate(out[part] == value, 0.5, sentence, "your share")
        yield (holds(False, sentence, flaw) if flaw else share).worth(1.5)


for wrong in noises.MISTAKES:
    add_noise.mistake(" ".join(wrong.__doc__.split()))(wrong)


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
