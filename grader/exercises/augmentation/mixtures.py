"""What samples that were mixed are made of: one-hot inputs show it."""

import numpy as np

from grader.criteria.chance import FALSE_ALARM, SIGMAS, may_be_at_rate
from grader.exercises.augmentation.batches import TOLERANCE


class Mixtures:
    """What the samples of some batches are made of.

    Parameters
    ----------
    mix : callable
        ``mix(x, y, alpha, rng)`` gives (x_mixed, y_mixed).
    n, calls : int
        Samples in a batch, and batches.
    alpha : float
    rng : numpy.random.Generator
        For all calls.

    Attributes
    ----------
    inputs, labels : ndarray, shape (calls, n, n)
        Row i tells how much of each sample is in the mixed sample i, and in its label.
    own : ndarray, shape (calls, n)
        What samples kept of themselves.
    partners : integer ndarray, shape (calls, n)
        -1 for none, or the sample itself.
    """

    def __init__(self, mix, n, calls, alpha, rng):
        made = [mix(np.eye(n), np.eye(n), alpha, rng) for _ in range(calls)]
        self.inputs, self.labels = (np.array(p, dtype=float) for p in zip(*made, strict=True))
        self.own = np.diagonal(self.inputs, axis1=1, axis2=2)
        self._others = self.inputs * (1 - np.eye(n))
        # A lambda of all but 1 hides its partner; alphas are such that this is rare.
        visible = self._others.max(axis=2) > 1e-6
        self.partners = np.where(visible, self._others.argmax(axis=2), -1)

    def flaw(self):
        """What keeps the inputs from being mixtures of two, in words."""
        own, others = self.own, self._others
        if not np.all(np.isfinite(own + others.sum(axis=2))):
            return "values that are not finite"
        if np.all(np.abs(others) <= TOLERANCE) and np.all(np.abs(own - 1) <= TOLERANCE):
            return "inputs that are not mixed"
        if np.min(own) < -TOLERANCE or np.min(others) < -TOLERANCE:
            return "weights below 0"
        if np.any(np.sum(others > TOLERANCE, axis=2) > 1):
            return "inputs that are made of more than two samples"
        if np.any(np.abs(own + others.sum(axis=2) - 1) > TOLERANCE):
            return "two weights that do not add up to 1"
        return ""

    def labels_flaw(self):
        """How labels differ that are not mixed as the inputs are, in words."""
        inputs, labels = self.inputs, self.labels
        if np.allclose(inputs, labels, atol=TOLERANCE):
            return ""
        eye = np.eye(inputs.shape[1])
        if np.allclose(labels, eye, atol=TOLERANCE):
            return "labels that are not mixed"
        if np.all((np.abs(labels) <= TOLERANCE) | (np.abs(labels - 1) <= TOLERANCE)):
            return "labels that are still one-hot"
        kept = [np.diagonal(part, axis1=1, axis2=2) for part in (inputs, labels)]
        mixed = (kept[0] < 1 - TOLERANCE) & (kept[1] < 1 - TOLERANCE)
        if np.allclose(kept[0][mixed], 1 - kept[1][mixed], atol=TOLERANCE):
            return "the two weights exchanged in the labels"
        partners = [(part * (1 - eye)).argmax(axis=2) for part in (inputs, labels)]
        if np.array_equal(partners[0][mixed], partners[1][mixed]):
            return "another lambda in the labels"
        return "other partners in the labels"

    def lambdas(self):
        """Lambda of samples with a partner, one array a call."""
        pairs = zip(self.own, self.partners, strict=True)
        return [kept[partner >= 0] for kept, partner in pairs]


def drawn_lambdas(few, mix, alpha, rng):
    """Some hundreds of independent lambdas; fewer where they never change.

    From a few large batches where each sample has its own lambda, else from many small ones.

    Parameters
    ----------
    few : Mixtures
        The large batches.
    """
    found = few.lambdas()
    together = np.concatenate(found)
    shared = all(np.ptp(values) <= TOLERANCE for values in found if values.size)
    if not shared or not together.size or np.ptp(together) <= TOLERANCE:
        return together
    many = Mixtures(mix, 5, 400, alpha, rng).lambdas()
    return np.array([values[0] for values in many if values.size])


def wrong_lambda(drawn, alpha):
    """What is wrong with the distribution of lambda, in words."""
    if len(drawn) < 200:
        return "too few samples with a partner"
    if np.ptp(drawn) <= TOLERANCE:
        return f"a lambda that always is {drawn[0]:.2g}"
    if drawn.min() >= 0.5 - TOLERANCE or drawn.max() <= 0.5 + TOLERANCE:
        return f"a lambda that is never {'below' if drawn.min() > 0.4 else 'above'} one half"
    found = _far_from_beta(drawn, alpha)
    return "a lambda that is uniform" if found and not _far_from_beta(drawn, 1.0) else found


def _far_from_beta(drawn, alpha):
    """How lambda is distributed otherwise than as Beta(alpha, alpha), in words."""
    n = len(drawn)
    variance = 1 / (4 * (2 * alpha + 1))
    fourth = variance**2 * (3 - 6 / (2 * alpha + 3))
    mean_error = (np.mean(drawn) - 0.5) / np.sqrt(variance / n)
    error = (np.mean((drawn - 0.5) ** 2) - variance) / np.sqrt((fourth - variance**2) / n)
    if abs(mean_error) > SIGMAS:
        return "a lambda that is not one half on average"
    if abs(error) > SIGMAS:
        return f"a lambda that is too often near {'0 and 1' if error > 0 else 'one half'}"
    return "a lambda of another distribution" if _too_far(drawn, alpha) else ""


def _too_far(drawn, alpha):
    """Whether chance does not explain the distance of the distributions, by Massart's bound."""
    from scipy import special

    n, expected = len(drawn), special.betainc(alpha, alpha, np.sort(drawn))
    steps = np.arange(n + 1) / n
    distance = max(np.max(expected - steps[:-1]), np.max(steps[1:] - expected))
    return distance > np.sqrt(np.log(2 / FALSE_ALARM) / (2 * n))


def never_drawn(partners):
    """Which choice of partners cannot be random, in words.

    Parameters
    ----------
    partners : integer ndarray, shape (calls, n)
        -1 for none, or the sample itself.
    """
    alike = np.sort(partners, axis=1)
    # One sample, that which is everybody's partner, may have itself.
    if np.mean(alike[:, 1] == alike[:, -1]) > 0.5:
        return "one partner for the whole batch"
    same = (partners == partners.max(axis=0)) | (partners == -1)
    return "the same partner for a sample in every call" if same.all() else ""


def wrong_partners(partners):
    """How unequally often samples are partners, in words; partners as for `never_drawn`."""
    n = partners.shape[1]
    counts = np.array([np.sum(partners == j, axis=0) for j in range(n)]).T
    if np.any(counts.sum(axis=0) == 0):
        return "a sample that is never anyone's partner"
    fair = may_be_at_rate(counts.sum(axis=0), counts.sum(), 1 / n) and all(
        may_be_at_rate(np.delete(row, i), max(row.sum(), 1), 1 / (n - 1))
        for i, row in enumerate(counts)
    )
    return "" if fair else "partners of which some come up more often than others"


def wrong_places(partners):
    """Where in the batch partners stand too often or too rarely, in words.

    The samples of one call may depend on each other, as when all have the next but two, so that a
    call counts no more than one draw would: by the share of its samples.

    Parameters
    ----------
    partners : integer ndarray, shape (calls, n)
        As for `never_drawn`; some dozens of calls.
    """
    n = partners.shape[1]
    places = np.arange(n)
    steps = np.abs(partners - places)
    steps = np.minimum(steps, n - steps)  # around the end of the batch
    reach = np.arange(1, n // 2)
    near = [_by_call(steps <= most, partners >= 0) for most in reach]
    if not _at_rates(near, 2 * reach / (n - 1)):
        return "partners that stand at some distances more often than at others"
    together = _by_call((partners < n // 2) == (places < n // 2), partners >= 0)
    fair = _at_rates([together], (n // 2 - 1) / (n - 1))
    return "" if fair else "partners that have to do with which half of the batch a sample is in"


def tied_lambda(mixtures):
    """What lambda has to do with that is drawn apart from it, in words; of some dozens of calls."""
    own, partners = mixtures.own.round(6), mixtures.partners
    theirs = np.take_along_axis(own, np.maximum(partners, 0), axis=1)
    places = np.broadcast_to(np.arange(own.shape[1]), own.shape)
    if not _in_no_order(own, places, partners >= 0):
        return "a lambda that depends on the place of the sample"
    pairs = (own, partners), (theirs, places), (own, theirs)
    free = all(_in_no_order(*pair, partners >= 0) for pair in pairs)
    return "" if free else "partners that depend on lambda"


def _in_no_order(one, other, known):
    """Whether two things that are known of samples rise together as often as not, ties aside."""
    i, j = np.triu_indices(known.shape[1], 1)
    rises = [np.sign(values[:, j] - values[:, i]) for values in (one, other)]
    together = _by_call((1 + rises[0] * rises[1]) / 2, known[:, i] & known[:, j])
    return _at_rates([together], 0.5)


def _by_call(events, known):
    """For each call that something is known of, the share of events in it."""
    number = known.sum(axis=1)
    return (events * known).sum(axis=1)[number > 0] / number[number > 0]


def _at_rates(shares, probability):
    """Whether such shares, one array each, may be those of events of these probabilities.

    Chernoff's bound holds for numbers between 0 and 1 as it does for events.
    """
    shares = np.array(shares)
    calls = shares.shape[1]
    return not calls or may_be_at_rate(shares.sum(axis=1), calls, probability)
