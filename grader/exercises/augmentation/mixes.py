"""Wrong ways to mix, called like `mixup`.

The docstrings say what went wrong; the learner reads them.
"""

import numpy as np

from grader.reference import augmentation as reference


def mixed(part, share, partner, other_share=None):
    """Mix one array; share is a number or one a sample."""
    share = np.reshape(share, (-1,) + (1,) * (part.ndim - 1))
    rest = 1 - share if other_share is None else np.reshape(other_share, share.shape)
    return share * part + rest * part[partner]


def draw(x, alpha, rng):
    """One lambda a sample, and partners."""
    return rng.beta(alpha, alpha, size=len(x)), rng.permutation(len(x))


def leaves_the_labels(x, y, alpha, rng):
    """The labels are not mixed: they must be shared out as the inputs are."""
    share, partner = draw(x, alpha, rng)
    return mixed(x, share, partner), y.copy()


def leaves_the_inputs(x, y, alpha, rng):
    """The inputs are not mixed, only the labels are."""
    share, partner = draw(x, alpha, rng)
    return x.copy(), mixed(y, share, partner)


def another_lambda_for_the_labels(x, y, alpha, rng):
    """Inputs and labels are mixed by two different lambdas; draw it once for both."""
    share, partner = draw(x, alpha, rng)
    return mixed(x, share, partner), mixed(y, rng.beta(alpha, alpha, size=len(x)), partner)


def other_partners_for_the_labels(x, y, alpha, rng):
    """The labels come from other partners than the inputs; draw the partners once."""
    share, partner = draw(x, alpha, rng)
    return mixed(x, share, partner), mixed(y, share, rng.permutation(len(x)))


def swaps_the_weights(x, y, alpha, rng):
    """In the labels the two weights are swapped: lambda belongs to the own one in both."""
    share, partner = draw(x, alpha, rng)
    return mixed(x, share, partner), mixed(y, 1 - share, partner)


def one_hot_labels(x, y, alpha, rng):
    """The mixed label is rounded to the class of the larger share; it must stay a mixture."""
    share, partner = draw(x, alpha, rng)
    own = np.reshape(share >= 0.5, (-1, 1))
    return mixed(x, share, partner), np.where(own, y, y[partner])


def the_larger_share(x, y, alpha, rng):
    """The larger of lambda and 1 - lambda is taken; lambda is the Beta draw itself."""
    share, partner = draw(x, alpha, rng)
    share = np.maximum(share, 1 - share)
    return mixed(x, share, partner), mixed(y, share, partner)


def the_smaller_share(x, y, alpha, rng):
    """The smaller of lambda and 1 - lambda is taken; lambda is the Beta draw itself."""
    share, partner = draw(x, alpha, rng)
    share = np.minimum(share, 1 - share)
    return mixed(x, share, partner), mixed(y, share, partner)


def beta_with_one(x, y, alpha, rng):
    """The second parameter of the Beta distribution is alpha, like the first."""
    share, partner = rng.beta(alpha, 1, size=len(x)), rng.permutation(len(x))
    return mixed(x, share, partner), mixed(y, share, partner)


def labels_first(x, y, alpha, rng):
    """The two are exchanged: the order is (x_mixed, y_mixed)."""
    return reference.mixup(x, y, alpha, rng)[::-1]


def uniform_lambda(x, y, alpha, rng):
    """lambda is uniform, whatever alpha is; draw it with rng.beta(alpha, alpha)."""
    share, partner = rng.random(len(x)), rng.permutation(len(x))
    return mixed(x, share, partner), mixed(y, share, partner)


def one_half(x, y, alpha, rng):
    """lambda always is one half; it must be drawn from Beta(alpha, alpha)."""
    partner = rng.permutation(len(x))
    return mixed(x, 0.5, partner), mixed(y, 0.5, partner)


def alpha_for_lambda(x, y, alpha, rng):
    """alpha is taken for lambda; it says how lambda is distributed."""
    partner = rng.permutation(len(x))
    return mixed(x, alpha, partner), mixed(y, alpha, partner)


def partners_by_order(x, y, alpha, rng):
    """The partners follow from the order of the batch (reversed, or the next one), so that they
    never change; draw them.
    """
    share, partner = rng.beta(alpha, alpha, size=len(x)), np.arange(len(x))[::-1]
    return mixed(x, share, partner), mixed(y, share, partner)


def one_partner_for_all(x, y, alpha, rng):
    """The whole batch is mixed with one and the same sample; draw a partner for each."""
    share = rng.beta(alpha, alpha, size=len(x))
    partner = np.full(len(x), rng.integers(len(x)))
    return mixed(x, share, partner), mixed(y, share, partner)


def square_roots(x, y, alpha, rng):
    """The two weights do not add up to 1: they are lambda and 1 - lambda, without square roots, and
    the partner is not just added.
    """
    share, partner = draw(x, alpha, rng)
    weights = np.sqrt(share), np.sqrt(1 - share)
    return tuple(mixed(part, weights[0], partner, weights[1]) for part in (x, y))


def spreads_along_the_last_axis(x, y, alpha, rng):
    """lambda has the shape (n,), which spreads along the LAST axis; reshape it to (n, 1, ...,
    1).
    """
    share, partner = draw(x, alpha, rng)
    return share * x + (1 - share) * x[partner], share * y + (1 - share) * y[partner]


def fits_two_axes_only(x, y, alpha, rng):
    """lambda has the shape (n, 1), which fits (n, d) but no images: it needs as many axes as x."""
    share, partner = draw(x, alpha, rng)
    share = share[:, None]
    return share * x + (1 - share) * x[partner], share * y + (1 - share) * y[partner]


def draws_globally(x, y, alpha, rng):
    """The draws come from the global np.random; draw from the `rng` that is handed in."""
    return reference.mixup(x, y, alpha, np.random.default_rng())


def seeds_inside(x, y, alpha, rng):
    """A seed is set inside, so that every call mixes alike."""
    return reference.mixup(x, y, alpha, np.random.default_rng(0))


MISTAKES = (
    leaves_the_labels,
    leaves_the_inputs,
    another_lambda_for_the_labels,
    other_partners_for_the_labels,
    swaps_the_weights,
    one_hot_labels,
    the_larger_share,
    the_smaller_share,
    beta_with_one,
    labels_first,
    uniform_lambda,
    one_half,
    alpha_for_lambda,
    partners_by_order,
    one_partner_for_all,
    square_roots,
    spreads_along_the_last_axis,
    fits_two_axes_only,
    draws_globally,
    seeds_inside,
)
