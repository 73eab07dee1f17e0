"""Gaussian noise on every pixel."""

import numpy as np

from grader.criteria import Criterion, array, at_rate, draws_from, holds, near
from grader.criteria.chance import FALSE_ALARM, SIGMAS, fresh
from grader.exercise import exercise
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


@add_noise.mistake("The sum is not clipped to [0, 1]; a clip before the noise does not help.")
def forgets_to_clip(images, std, rng):
    return images + rng.normal(0, std, size=images.shape)


@add_noise.mistake(
    "`std` is taken for the variance: rng.normal wants the standard deviation, without a root."
)
def std_for_the_variance(images, std, rng):
    return np.clip(images + rng.normal(0, np.sqrt(std), size=images.shape), 0, 1)


@add_noise.mistake("The noise has the standard deviation std squared: that is its variance.")
def squares_the_std(images, std, rng):
    return np.clip(images + rng.normal(0, std**2, size=images.shape), 0, 1)


@add_noise.mistake("The noise is uniform between -std and std; Gaussian noise is asked for.")
def uniform_noise(images, std, rng):
    return np.clip(images + rng.uniform(-std, std, size=images.shape), 0, 1)


@add_noise.mistake(
    "The noise is uniform, with the right standard deviation; Gaussian noise is asked for."
)
def uniform_noise_of_the_same_std(images, std, rng):
    width = np.sqrt(3) * std
    return np.clip(images + rng.uniform(-width, width, size=images.shape), 0, 1)


@add_noise.mistake("All images get the same noise; draw size=images.shape numbers.")
def one_noise_for_all_images(images, std, rng):
    return np.clip(images + rng.normal(0, std, size=images.shape[1:]), 0, 1)


@add_noise.mistake("One number is added to a whole image, which makes it brighter or darker only.")
def one_number_for_an_image(images, std, rng):
    shape = (len(images),) + (1,) * (images.ndim - 1)
    return np.clip(images + rng.normal(0, std, size=shape), 0, 1)


@add_noise.mistake("One number is added to the whole batch; every value needs its own.")
def one_number_for_all(images, std, rng):
    return np.clip(images + rng.normal(0, std), 0, 1)


@add_noise.mistake("All channels of a pixel get the same noise; draw size=images.shape numbers.")
def one_noise_for_all_channels(images, std, rng):
    noise = rng.normal(0, std, size=images.shape[:3])
    return np.clip(images + (noise if images.ndim == 3 else noise[..., None]), 0, 1)


@add_noise.mistake("The noise is clipped to [0, 1], so that it only brightens; clip the sum.")
def clips_the_noise(images, std, rng):
    return images + np.clip(rng.normal(0, std, size=images.shape), 0, 1)


@add_noise.mistake("The result is clipped to [-1, 1]; pixels lie in [0, 1].")
def clips_to_minus_one(images, std, rng):
    return np.clip(images + rng.normal(0, std, size=images.shape), -1, 1)


@add_noise.mistake("The noise is only ever positive; without np.abs it goes both ways.")
def positive_noise(images, std, rng):
    return np.clip(images + np.abs(rng.normal(0, std, size=images.shape)), 0, 1)


@add_noise.mistake("The noise is multiplied by the image, so that black stays black; just add it.")
def multiplies(images, std, rng):
    return np.clip(images * (1 + rng.normal(0, std, size=images.shape)), 0, 1)


@add_noise.mistake(
    "The first argument of rng.normal is the mean: this noise has mean std, and a standard "
    "deviation of 1."
)
def std_for_the_mean(images, std, rng):
    return np.clip(images + rng.normal(std, size=images.shape), 0, 1)


@add_noise.mistake(
    "`std` is not used: the noise always has the standard deviation 1 that rng.normal takes by "
    "default."
)
def always_one(images, std, rng):
    return np.clip(images + rng.normal(size=images.shape), 0, 1)


@add_noise.mistake(
    "The draws come from the global np.random; draw from the `rng` that is handed in."
)
def draws_globally(images, std, rng):
    return reference.add_noise(images, std, np.random.default_rng())


@add_noise.mistake("A seed is set inside, so that every call adds the very same noise.")
def seeds_inside(images, std, rng):
    return reference.add_noise(images, std, np.random.default_rng(0))


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
