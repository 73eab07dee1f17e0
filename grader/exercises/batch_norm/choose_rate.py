"""A learning rate chosen by validation, and a prediction of the test accuracy that it will have."""

import functools

import numpy as np

from grader.criteria import holds, number, pair
from grader.exercise import exercise
from grader.lab.batch_norm.loop import train
from grader.reference.batch_norm import batch_norm_backward, batch_norm_forward

NEAR, HONEST = 0.04, 0.06


def fitted(x, y, rate, seed=0):
    """A network of the lesson's loop, trained at one rate."""
    with np.errstate(all="ignore"):
        return train(x, y, rate, batch_norm_forward, batch_norm_backward, seed=seed)


def choose_by_validation(x_train, y_train, x_val, y_val, rates):
    """The rate of the best validation accuracy, and that accuracy."""
    models = [fitted(x_train, y_train, rate) for rate in rates]
    accuracies = [np.mean(model(x_val) == y_val) for model in models]
    best = int(np.argmax(accuracies))
    return rates[best], float(accuracies[best])


@functools.lru_cache(maxsize=4)
def task(seed):
    """Digits drawn afresh, rates, and the test accuracy that each rate comes to."""
    from sklearn.datasets import load_digits

    rng = np.random.default_rng(seed)
    images, labels = load_digits(return_X_y=True)
    train_part, val, test = np.split(rng.permutation(len(images)), [100, 600])
    parts = [(images[part] / 16, labels[part]) for part in (train_part, val, test)]
    rates = rng.permutation(0.002 * rng.uniform(1, 3) * 6.0 ** np.arange(7))
    (x, y), _, (x_test, y_test) = parts
    tested = np.array([np.mean(fitted(x, y, rate)(x_test) == y_test) for rate in rates])
    while tested[0] >= tested.max() - NEAR:  # whoever takes the first one shall not be lucky
        rates, tested = np.roll(rates, 1), np.roll(tested, 1)
    return parts, [float(rate) for rate in rates], tested


@exercise(
    reference=choose_by_validation,
    points=4,
    hints=(
        "Train once at each rate with `train(x_train, y_train, rate, batch_norm_forward, "
        "backward)`, and ask the model that comes back for the classes of the validation images.",
        "What is the best guess at the accuracy on images that nobody has seen? The accuracy on "
        "the training images is not: the network has learned those.",
    ),
)
def choose_rate(student, rng):
    """One of the rates, and the test accuracy that is to be expected of it."""
    for draw in ("first", "second"):
        yield from _judged(student, int(rng.integers(2**32)), draw)


def _judged(student, seed, draw):
    """Criteria on one draw of images and rates."""
    (learned, validated, _), rates, tested = task(seed)
    answer = student(*learned, *validated, list(rates))
    rate, expected = pair(answer, ("rate", "expected_accuracy"))
    rate, expected = number(rate, "`rate`"), number(expected, "`expected_accuracy`")
    place = int(np.argmin(np.abs(np.log(np.maximum(rate, 1e-12) / np.array(rates)))))
    one_of = bool(np.isclose(rate, rates[place], rtol=1e-3))
    sentence = f"On the {draw} draw, `rate` is one of the rates that were offered"
    yield holds(one_of, sentence, f"{rate:.4g}", rate)
    reached = tested[place] if one_of else 0.0
    found = f"{reached:.1%} at a rate of {rate:.3g}, where {tested.max():.1%} can be reached"
    near = f"is within {100 * NEAR:.0f} points of the best rate's"
    sentence = f"On the {draw} draw, the accuracy of your rate on hidden test images {near}"
    yield holds(reached >= tested.max() - NEAR, sentence, found, rate).as_idea()
    found = f"an expectation of {expected:.1%}, where the test accuracy is {reached:.1%}"
    honest = f"`expected_accuracy` is within {100 * HONEST:.0f} points of the test accuracy"
    sentence = f"On the {draw} draw, {honest}"
    near_enough = one_of and abs(expected - reached) <= HONEST
    yield holds(near_enough, sentence, found, expected).worth(2)


@choose_rate.mistake(
    "The expected accuracy is that on the training images, which the network has learned by "
    "heart. It says nothing about new images: expect what the validation images show."
)
def expects_the_training_accuracy(x_train, y_train, x_val, y_val, rates):
    rate, _ = choose_by_validation(x_train, y_train, x_val, y_val, rates)
    return rate, float(np.mean(fitted(x_train, y_train, rate)(x_train) == y_train))


@choose_rate.mistake(
    "The smallest rate was chosen. It is safe, but ten epochs are not enough for it: compare what "
    "each rate reaches on the validation images.",
    about="idea",
)
def plays_it_safe(x_train, y_train, x_val, y_val, rates):
    rate = min(rates)
    return rate, float(np.mean(fitted(x_train, y_train, rate)(x_val) == y_val))


@choose_rate.mistake(
    "The largest rate was chosen. Batch norm stands large rates, but not any rate: compare what "
    "each one reaches on the validation images.",
    about="idea",
)
def trusts_batch_norm_blindly(x_train, y_train, x_val, y_val, rates):
    rate = max(rates)
    return rate, float(np.mean(fitted(x_train, y_train, rate)(x_val) == y_val))


@choose_rate.mistake(
    "You returned the index of the rate, and not the rate itself. Return `rates[place]`.",
    about="idea",
)
def returns_the_place(x_train, y_train, x_val, y_val, rates):
    rate, accuracy = choose_by_validation(x_train, y_train, x_val, y_val, rates)
    return rates.index(rate), accuracy


@choose_rate.mistake(
    "The expected accuracy is in percent. Return a share from 0 to 1, such as 0.85.", about="slip"
)
def in_percent(x_train, y_train, x_val, y_val, rates):
    rate, accuracy = choose_by_validation(x_train, y_train, x_val, y_val, rates)
    return rate, 100 * accuracy


@choose_rate.alternative
def over_three_seeds(x_train, y_train, x_val, y_val, rates):
    means = {}
    for rate in rates:
        models = [fitted(x_train, y_train, rate, seed) for seed in (1, 2, 3)]
        means[rate] = np.mean([model(x_val) == y_val for model in models])
    best = max(means, key=means.get)
    return [best, means[best]]


@choose_rate.alternative
def with_less_than_the_best_expected(x_train, y_train, x_val, y_val, rates):
    """The best of several validation accuracies is a little too good on average."""
    rate, accuracy = choose_by_validation(x_train, y_train, x_val, y_val, rates)
    return np.float64(rate), np.float64(accuracy - 0.01)
