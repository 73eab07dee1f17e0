"""DropConnect: a dense layer of which single weights are dropped."""

from dataclasses import replace

import numpy as np

from grader.criteria import Criterion, array, holds
from grader.criteria.chance import fresh
from grader.criteria.masks import beside_an_example, count_varies, drops_at
from grader.exercise import exercise
from grader.exercises.dropout import dropconnect_mistakes
from grader.exercises.dropout.coins import across_the_diagonal, apart
from grader.exercises.dropout.gates import Gated, away_from_zero, drawn_anew, scaled, unchanged
from grader.reference import dropout as reference


@exercise(
    reference=reference.dropconnect_forward,
    points=2,
    hints=(
        "The mask has the shape of `w`, not that of `x`: it is weights that are dropped.",
        "Mask and scale `w` as you did with the units, then use the result as in any dense layer. "
        "Add the bias at the end, unchanged.",
    ),
)
def dropconnect_forward(student, rng):
    """x @ (w dropped and scaled) + b, with one mask a call."""
    rate = float(rng.choice([0.2, 0.3, 0.7]))
    # Square, so that weights on both sides of the diagonal can be compared.
    seen = Layer(student, rng, (51, 51), rate, others=7)
    sentence = "Every weight is used as 0 or as w / (1 - rate)"
    yield scaled(seen.gated, rate, sentence, seen.name).as_idea()
    yield _each_weight(seen, rate).as_idea()
    share = beside_an_example(seen.gated.kept, rate, f"The share of gray should be {rate:.0%}.")
    yield drops_at(seen.gated.kept, rate, "weights").as_idea().drawn(share)
    predicting = Layer(student, rng, (12, 11), rate, others=3, training=False)
    sentence = "With training=False every weight is used as it is"
    yield unchanged(predicting.used, predicting.w, sentence, "w").as_idea()
    yield _bias(seen, predicting).worth(9)
    yield _one_mask(seen, predicting).worth(9)
    anew, repeatable = drawn_anew(lambda rng: seen.ask(student, rng), rng, "weights")
    yield anew.as_idea()
    yield repeatable
    yield from _one_row(student, rng)
    yield _count(student, fresh(rng), rate, seen.whole).worth(4)


class Layer:
    """A dense layer in which one-hot inputs show the weights, and a row of zeros the bias.

    Attributes
    ----------
    used : ndarray, shape (d, k)
        The weights as they were used.
    bias : ndarray, shape (k,)
        What the row of zeros gave.
    whole : bool
        Whether outputs were dropped whole instead of weights.
    gated : grader.exercises.dropout.gates.Gated
        What became of the weights, or else of the outputs.
    call : str
        In words.
    """

    def __init__(self, student, rng, shape, rate, others=0, **options):
        self.w, self.b = away_from_zero(rng, shape), away_from_zero(rng, shape[1:])
        d, self._rate, self._options = shape[0], rate, options
        self.x = np.concatenate([np.eye(d), np.zeros((1, d)), rng.normal(size=(others, d))])
        self.out = self.ask(student, fresh(rng))
        self.call = student.notes.call()
        self.bias = self.out[d]
        self.used = self.out[:d] - self.bias
        self.gated, self.name, self.whole = Gated(self.used, self.w), "w", False
        # An output is a sum of many weights, and not all of them were dropped or kept.
        for bias in (self.b, 0.0) if others else ():
            dense = self.x[d + 1 :] @ self.w + self.b - bias
            dense[np.abs(dense) < 0.5] = 0  # too small for the factor to be told
            outputs = Gated((self.out - bias)[d + 1 :], dense)
            if outputs.mixed and not self.is_one:
                self.gated, self.name, self.whole = outputs, "an output", True

    def ask(self, student, rng):
        out = student(self.x, self.w, self.b, self._rate, rng, **self._options)
        return array(out, (len(self.x), self.w.shape[1]))

    def kept(self, student, rng):
        """Which weights another call keeps."""
        out = self.ask(student, rng)
        return Gated(out[: len(self.w)] - out[len(self.w)], self.w).kept

    @property
    def is_one(self):
        """Whether all rows fit the weights that the one-hot ones show."""
        return np.allclose(self.out, self.x @ self.used + self.bias, rtol=1e-4, atol=1e-4)


def _each_weight(seen, rate):
    """Criterion: it is single weights that are dropped."""
    sentence = "Each weight is dropped independently of the others"
    if seen.whole:
        return holds(False, sentence, "outputs that are dropped as a whole")
    kept = seen.gated.kept
    words = "A row is an input, a column an output unit; gray weights were dropped."
    picture = beside_an_example(kept, rate, words)
    inputs = apart(kept, 1, sentence, "inputs that lose all their weights together")
    outputs = "output units that lose all their weights together"
    alike = "a symmetric mask, in which w[i, j] and w[j, i] share one fate"
    mirrored = across_the_diagonal(kept, sentence, alike)
    each = inputs, apart(kept, 0, sentence, outputs), mirrored
    return next((one for one in each if not one.passed), inputs).drawn(picture)


def _bias(*layers):
    """Criterion: the bias is added as it is, in training and at prediction."""
    sentence = "The bias is added as it is, neither dropped nor scaled"
    for layer in layers:
        gated = Gated(layer.bias, layer.b)
        if not gated.all or not np.isclose(gated.factor, 1):
            evidence = "dropped" if gated.mixed else gated.words("b")
            return Criterion(sentence, False, gated.words("b"), evidence, call=layer.call)
    return holds(True, sentence)


def _one_mask(*layers):
    """Criterion: the rows of a call, other ones than one-hot among them, share the weights."""
    sentence = "All rows of a call use the same weights"
    found = "rows in which other weights are dropped"
    odd = [layer.call for layer in layers if not layer.is_one]
    return replace(holds(not odd, sentence, found), call=(odd or [""])[0])


def _count(student, rng, rate, whole):
    """Criterion on the number of weights that single calls drop."""
    sentence = "How many weights are dropped is left to chance in every call"
    if whole:
        return holds(False, sentence, "outputs that are dropped as a whole")
    few = Layer(student, rng, (7, 9), rate)
    calls = [few.kept(student, rng) for _ in range(120)]
    return count_varies(calls, 1 - np.mean(calls), sentence)


def _one_row(student, rng):
    """Criterion for a batch of one row, of which nothing is dropped."""
    x, w, b = rng.normal(size=(1, 5)), rng.normal(size=(5, 3)), rng.normal(size=3)
    out = array(student(x, w, b, 0.0, fresh(rng)), (1, 3))
    yield unchanged(out, x @ w + b, "With rate 0 it is a dense layer, x @ w + b", "x @ w + b")


dropconnect_mistakes.wrong.teach(dropconnect_forward)


@dropconnect_forward.alternative
def by_einsum(x, w, b, rate, rng, training=True):
    if training:
        w = np.where(rng.random(w.shape) < rate, 0, w) / (1 - rate)
    return np.einsum("nd,dk->nk", x, w) + b[None, :]


@dropconnect_forward.alternative
def in_single_precision(x, w, b, rate, rng, training=True):
    keep = 1 - rate
    mask = rng.binomial(1, keep, w.shape) if training else keep
    used = (w * mask / keep).astype(np.float32)
    return np.add(np.matmul(x.astype(np.float32), used), b.astype(np.float32))


@dropconnect_forward.alternative
def flat_and_back(x, w, b, rate, rng, training=True):
    if not training:
        return b + x.dot(w)
    kept = np.flatnonzero(rng.uniform(size=w.size) > rate) if rate else np.arange(w.size)
    used = np.zeros(w.size)
    used[kept] = w.ravel()[kept] / (1 - rate)
    return b + x.dot(used.reshape(w.shape))


@dropconnect_forward.alternative
def scaled_after_the_product(x, w, b, rate, rng, training=True):
    if training:
        mask = ~(rng.random(w.shape[::-1]) < rate).T
        return np.dot(x, w * mask) / (1 - rate) + b
    return np.dot(x, w) + b


@dropconnect_forward.alternative
def unit_by_unit(x, w, b, rate, rng, training=True):
    outputs = []
    for weights, bias in zip(w.T, b, strict=True):
        if training:
            weights, _ = reference.dropout_forward(weights, rate, rng)
        outputs.append(x @ weights + bias)
    return np.stack(outputs, axis=1)
