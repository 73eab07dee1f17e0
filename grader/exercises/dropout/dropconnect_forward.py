"""DropConnect: a dense layer of which single weights are dropped."""

import numpy as np

from grader.criteria import array, close, draws_from, holds
from grader.criteria.chance import fresh
from grader.criteria.masks import drops_at, independent
from grader.exercise import exercise
from grader.reference import dropout as reference


@exercise(
    reference=reference.dropconnect_forward,
    points=2,
    hints=(
        "The mask has the shape of `w`, not of `x`: it is the weights that are gated.",
        "Mask and scale `w` as you did with the units, then use it as in any dense layer. The bias "
        "is added at the end, untouched.",
    ),
)
def dropconnect_forward(student, rng):
    """x @ (w dropped and scaled) + b, with one mask a call."""
    rate, d, k = float(rng.choice([0.2, 0.3, 0.7])), 60, 40
    w, b = rng.uniform(0.5, 1.5, size=(d, k)), rng.normal(size=k)
    others = rng.normal(size=(7, d))
    # One-hot rows show the weights themselves.
    x = np.concatenate([np.eye(d), others])
    out = array(student(x, w, b, rate, fresh(rng)), (len(x), k))
    used = out[:d] - b
    kept = np.abs(used) > 0.25
    scaled = "A kept weight is scaled by 1 / (1 - rate)"
    yield close(used[kept], (w / (1 - rate))[kept], scaled).worth(3)
    untouched = "A dropped weight adds nothing, and the bias is always there"
    yield close(used[~kept], 0.0, untouched).worth(2)
    yield drops_at(kept, rate, "Each weight is dropped with probability `rate`").worth(2)
    yield independent(kept, rate, 0, "The weights of one output are dropped independently")
    yield independent(kept, rate, 1, "The weights of one input are dropped independently")
    expected = others @ used + b
    yield close(out[d:], expected, "All rows of a call use the same dropped weights", atol=1e-4)
    yield draws_from(
        lambda generator: array(student(x, w, b, rate, generator), out.shape), rng
    ).worth(2)
    yield from _without_chance(student, rng)


def _without_chance(student, rng):
    """Criteria for the cases in which nothing is dropped."""
    x, w, b = rng.normal(size=(1, 5)), rng.normal(size=(5, 3)), rng.normal(size=3)
    dense = x @ w + b
    out = array(student(x, w, b, 0.0, fresh(rng)), dense.shape)
    yield close(out, dense, "With rate 0 it is a dense layer")
    out = array(student(x, w, b, 0.6, fresh(rng), training=False), dense.shape)
    same = np.allclose(out, dense, rtol=1e-5, atol=1e-5)
    found = "yours is not x @ w + b"
    yield holds(same, "With training=False it is x @ w + b", found, out)


def _gate(shape, rate, rng):
    return (rng.random(shape) >= rate) / (1 - rate)


@dropconnect_forward.mistake(
    "Inputs are dropped, which takes all weights of an input at once: DropConnect drops each "
    "weight for itself."
)
def drops_inputs(x, w, b, rate, rng, training=True):
    return (x * _gate(x.shape, rate, rng) if training else x) @ w + b


@dropconnect_forward.mistake(
    "Outputs are dropped, bias and all: that is ordinary dropout. DropConnect drops weights."
)
def drops_outputs(x, w, b, rate, rng, training=True):
    out = x @ w + b
    return out * _gate(out.shape, rate, rng) if training else out


@dropconnect_forward.mistake("The kept weights are not scaled by 1 / (1 - rate).")
def forgets_the_scale(x, w, b, rate, rng, training=True):
    return x @ (w * (rng.random(w.shape) >= rate) if training else w) + b


@dropconnect_forward.mistake("The bias is dropped too; only the weights of `w` are.")
def drops_the_bias(x, w, b, rate, rng, training=True):
    if not training:
        return x @ w + b
    return x @ (w * _gate(w.shape, rate, rng)) + b * _gate(b.shape, rate, rng)


@dropconnect_forward.mistake("The bias is missing.")
def forgets_the_bias(x, w, b, rate, rng, training=True):
    return x @ (w * _gate(w.shape, rate, rng) if training else w)


@dropconnect_forward.mistake(
    "The bias is scaled with the weights: only what can be dropped is scaled."
)
def scales_the_bias(x, w, b, rate, rng, training=True):
    if not training:
        return x @ w + b
    return (x @ (w * (rng.random(w.shape) >= rate)) + b) / (1 - rate)


@dropconnect_forward.mistake("`training` is ignored: weights are dropped at inference too.")
def always_drops(x, w, b, rate, rng, training=True):
    return x @ (w * _gate(w.shape, rate, rng)) + b


@dropconnect_forward.mistake("`rate` is the probability of being dropped, not of being kept.")
def keeps_at_rate(x, w, b, rate, rng, training=True):
    gate = (rng.random(w.shape) < rate) / max(rate, 1e-9)
    return x @ (w * gate if training else w) + b


@dropconnect_forward.mistake(
    "Every row draws its own mask; here one mask a call serves all rows, as the exercise asks."
)
def one_mask_a_row(x, w, b, rate, rng, training=True):
    if not training:
        return x @ w + b
    return np.stack([row @ (w * _gate(w.shape, rate, rng)) + b for row in x])


@dropconnect_forward.mistake("Whole units are dropped: one draw for each column of `w`.")
def drops_columns(x, w, b, rate, rng, training=True):
    return x @ (w * _gate(w.shape[1], rate, rng) if training else w) + b


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
