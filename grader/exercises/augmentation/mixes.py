"""Wrong ways to mix, called like `mixup`."""

import numpy as np

from grader.exercises.wrong import Wrong
from grader.reference import augmentation as reference

wrong = Wrong()


def mixed(part, share, partner):
    """Mix one array; share is a number or one for each sample."""
    share = np.reshape(share, (-1,) + (1,) * (part.ndim - 1))
    return share * part + (1 - share) * part[partner]


def draw(x, alpha, rng):
    """One lambda for each sample, and partners."""
    return rng.beta(alpha, alpha, size=len(x)), rng.permutation(len(x))


# These two come first: comparing them with all others takes long, as all of a check runs.
@wrong()
def seeds_inside(x, y, alpha, rng):
    """Every call mixes alike: a seed is set inside your function, or what the first call drew is
    kept. Augmentation should show the network something new in each epoch: draw from the `rng` that
    is passed in, in every call.
    """
    return reference.mixup(x, y, alpha, np.random.default_rng(0))


@wrong(about="slip")
def draws_elsewhere(x, y, alpha, rng):
    """The random numbers do not come from `rng`, so nobody can repeat what your function did. Call
    the methods of the generator that is passed in, such as `rng.beta`.
    """
    return reference.mixup(x, y, alpha, np.random.default_rng())


@wrong(about="idea")
def leaves_the_labels(x, y, alpha, rng):
    """The labels are not mixed, so a picture that is half a cat is still called a dog. The idea of
    mixup is that the label says how much of each is in the input: mix y as you mix x.
    """
    share, partner = draw(x, alpha, rng)
    return mixed(x, share, partner), y


@wrong(about="idea")
def leaves_the_inputs(x, y, alpha, rng):
    """The labels are mixed, but the inputs are not. Then the labels are simply wrong. Mix x by the
    same lambda and with the same partners.
    """
    share, partner = draw(x, alpha, rng)
    return x, mixed(y, share, partner)


@wrong(about="idea")
def another_lambda_for_the_labels(x, y, alpha, rng):
    """Inputs and labels are mixed by two different lambdas, so a label does not tell how much of
    each sample is in the input. Draw lambda once and use it for both.
    """
    share, partner = draw(x, alpha, rng)
    return mixed(x, share, partner), mixed(y, rng.beta(alpha, alpha, size=len(x)), partner)


@wrong(about="idea")
def other_partners_for_the_labels(x, y, alpha, rng):
    """The labels come from other partners than the inputs, so they name classes that are not in the
    picture. Draw the partners once and use them for both.
    """
    share, partner = draw(x, alpha, rng)
    return mixed(x, share, partner), mixed(y, share, rng.permutation(len(x)))


@wrong(about="idea")
def swaps_the_weights(x, y, alpha, rng):
    """In the labels the two weights are exchanged: an input that is mostly a cat is mostly called a
    dog. Lambda belongs to the sample itself in both, and 1 - lambda to its partner.
    """
    share, partner = draw(x, alpha, rng)
    return mixed(x, share, partner), mixed(y, 1 - share, partner)


@wrong(about="idea")
def one_hot_labels(x, y, alpha, rng):
    """The mixed label is rounded to one class, so it hides that the other sample is in the input as
    well. Leave it a mixture: the cross-entropy loss takes any probabilities.
    """
    share, partner = draw(x, alpha, rng)
    own = np.reshape(share >= 0.5, (-1, 1))
    return mixed(x, share, partner), np.where(own, y, y[partner])


@wrong()
def the_larger_share(x, y, alpha, rng):
    """The larger of lambda and 1 - lambda is taken, so each sample always keeps more than half of
    itself. That is a variant for unlabeled data; here lambda is the Beta draw itself.
    """
    share, partner = draw(x, alpha, rng)
    share = np.maximum(share, 1 - share)
    return mixed(x, share, partner), mixed(y, share, partner)


@wrong()
def the_smaller_share(x, y, alpha, rng):
    """The smaller of lambda and 1 - lambda is taken, so a sample never keeps more than half of
    itself. Here lambda is the Beta draw itself.
    """
    share, partner = draw(x, alpha, rng)
    share = np.minimum(share, 1 - share)
    return mixed(x, share, partner), mixed(y, share, partner)


@wrong()
def beta_with_one(x, y, alpha, rng):
    """The two parameters of the Beta distribution differ, such as alpha and 1, so lambda is not
    symmetric about one half. Both are alpha: `rng.beta(alpha, alpha)`.
    """
    share, partner = rng.beta(alpha, 1, size=len(x)), rng.permutation(len(x))
    return mixed(x, share, partner), mixed(y, share, partner)


@wrong()
def uniform_lambda(x, y, alpha, rng):
    """Lambda is uniform, whatever alpha is. Alpha sets how strongly samples are mixed: draw lambda
    with `rng.beta(alpha, alpha)`, which is uniform only for alpha = 1.
    """
    share, partner = rng.random(len(x)), rng.permutation(len(x))
    return mixed(x, share, partner), mixed(y, share, partner)


@wrong()
def one_half(x, y, alpha, rng):
    """Lambda is always one half, so the network never sees a sample that is nearly pure. Draw it,
    with `rng.beta(alpha, alpha)`.
    """
    partner = rng.permutation(len(x))
    return mixed(x, 0.5, partner), mixed(y, 0.5, partner)


@wrong()
def alpha_for_lambda(x, y, alpha, rng):
    """alpha is used as lambda itself; it may even be larger than 1. It is the parameter of the
    distribution that lambda is drawn from: `rng.beta(alpha, alpha)`.
    """
    partner = rng.permutation(len(x))
    return mixed(x, alpha, partner), mixed(y, alpha, partner)


@wrong()
def partners_by_order(x, y, alpha, rng):
    """The partner of a sample follows from its place in the batch, as with `x[::-1]` or `np.roll`,
    so it is not random. Draw the partners, with `rng.permutation(len(x))`.
    """
    share, partner = rng.beta(alpha, alpha, size=len(x)), np.arange(len(x))[::-1]
    return mixed(x, share, partner), mixed(y, share, partner)


@wrong()
def one_partner_for_all(x, y, alpha, rng):
    """The whole batch is mixed with one and the same sample, so there is little variety. Draw a
    partner for each, with `rng.permutation(len(x))`.
    """
    share = rng.beta(alpha, alpha, size=len(x))
    partner = np.full(len(x), rng.integers(len(x)))
    return mixed(x, share, partner), mixed(y, share, partner)


@wrong()
def never_with_the_last(x, y, alpha, rng):
    """Some sample is never anyone's partner. With `rng.integers(len(x) - 1)` that is the last one,
    since `rng.integers(high)` never draws `high`. Write `rng.integers(len(x), ...)`, or draw a
    permutation.
    """
    share, partner = draw(x, alpha, rng)[0], rng.integers(len(x) - 1, size=len(x))
    return mixed(x, share, partner), mixed(y, share, partner)


@wrong(about="idea")
def weighs_both_alike(x, y, alpha, rng):
    """The two weights do not add up to 1, so a mixture is darker or brighter than its parts, and a
    label is no distribution. The sample weighs lambda and its partner 1 - lambda.
    """
    share, partner = draw(x, alpha, rng)
    share = share.reshape(-1, *[1] * (x.ndim - 1))
    return share * (x + x[partner]), share.reshape(-1, 1) * (y + y[partner])


@wrong()
def spreads_along_the_last_axis(x, y, alpha, rng):
    """Lambda has the shape (n,), which NumPy spreads along the LAST axis: it weighs features
    instead of samples, or does not fit at all. Reshape it to (n, 1, ..., 1).
    """
    share, partner = draw(x, alpha, rng)
    return share * x + (1 - share) * x[partner], share * y + (1 - share) * y[partner]


@wrong()
def fits_two_axes_only(x, y, alpha, rng):
    """Lambda has the shape (n, 1), which fits (n, d) but no images. Reshape it to as many axes as x
    has: (n, 1, ..., 1) for x, and (n, 1) for the labels.
    """
    share, partner = draw(x, alpha, rng)
    share = share[:, None]
    return share * x + (1 - share) * x[partner], share * y + (1 - share) * y[partner]


@wrong()
def clips_the_result(x, y, alpha, rng):
    """The mixed inputs are clipped to [0, 1]. A mixture never leaves the range of its parts, so
    pixels do not need it, and standardized features lose all that lies outside. Leave it out.
    """
    x_mixed, y_mixed = reference.mixup(x, y, alpha, rng)
    return np.clip(x_mixed, 0, 1), y_mixed


@wrong(about="slip")
def labels_first(x, y, alpha, rng):
    """The two results are exchanged, so whoever calls your function trains on labels. The order is
    (x_mixed, y_mixed), as in the arguments.
    """
    x_mixed, y_mixed = reference.mixup(x, y, alpha, rng)
    return y_mixed, x_mixed
