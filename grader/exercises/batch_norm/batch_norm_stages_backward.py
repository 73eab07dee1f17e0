"""Batch norm in training, backward, stage by stage."""

import numpy as np

from grader.criteria import close
from grader.exercise import exercise
from grader.exercises.batch_norm import stage_mistakes
from grader.exercises.batch_norm.stages import BACKWARD, judged, named
from grader.reference import batch_norm_stages as reference

SENTENCES = {
    "beta": "The gradient `beta` is the sum of d_out over the batch",
    "gamma": "The gradient `gamma` is the sum over the batch of d_out times the normalized values",
    "normalized": "The gradient `normalized` is d_out times gamma",
    "inverse_std": "The gradient `inverse_std` is a sum over the batch, since it serves all rows",
    "std": "The gradient `std` has the derivative of 1 / std, which is -1 / std**2",
    "variance": "The gradient `variance` has the derivative of the root, which is 1 / (2 * std)",
    "squared": "The gradient `squared` is that of `variance`, shared equally among the n rows",
    "centered": "The gradient `centered` adds up the two ways: directly, and through `squared`",
    "mean": "The gradient `mean` is minus the sum of `centered` over the batch",
    "x": "The gradient `x` adds up the two ways: through `centered`, and through `mean`",
}


@exercise(
    reference=reference.batch_norm_stages_backward,
    points=4,
    hints=(
        "Go through the forward stages from the last to the first. For each one, ask which later "
        "stages used it, and multiply their gradients by the derivative of what they did with it.",
        "Where one number served all n rows, as gamma, beta, inverse_std and mean did, the "
        "gradients of the rows are added up. Where n rows went into a mean, each gets 1/n of the "
        "mean's gradient.",
        "Two of the gradients are sums of two terms: `centered` was used by `squared` and by "
        "`normalized`, and `x` was used by `mean` and by `centered`.",
    ),
)
def batch_norm_stages_backward(student, rng):
    """The gradient with respect to every stage, from the output back to x."""
    d_out, stages, gamma = _case(rng, 6, 6)
    got = named(student(d_out, stages, gamma), BACKWARD)
    criteria = judged(got, _rules(stages, gamma), {"out": d_out}, SENTENCES)
    for name, criterion in zip(BACKWARD, criteria, strict=True):
        yield criterion.as_idea() if name in ("centered", "x") else criterion
    d_out, stages, gamma = _case(rng, int(rng.integers(8, 12)), 3)
    got = named(student(d_out, stages, gamma), BACKWARD)
    expected = reference.batch_norm_stages_backward(d_out, stages, gamma)
    sentence = "It all fits together: the gradient `x` is right for any number of rows"
    yield close(got["x"], expected["x"], sentence, 1e-4, 1e-5).worth(2)
    d_out, stages, gamma = _case(rng, int(rng.integers(5, 9)), 4, constant=2)
    got = named(student(d_out, stages, gamma), BACKWARD)
    expected = reference.batch_norm_stages_backward(d_out, stages, gamma)
    sentence = "The gradient `x` of a feature that is the same in all rows is right, too"
    yield close(got["x"][..., 2], expected["x"][:, 2], sentence, 1e-4, 1e-5)


def _rules(stages, gamma):
    n, s = len(stages["out"]), stages
    return {
        "beta": lambda d: d["out"].sum(axis=0),
        "gamma": lambda d: (d["out"] * s["normalized"]).sum(axis=0),
        "normalized": lambda d: d["out"] * gamma,
        "inverse_std": lambda d: (d["normalized"] * s["centered"]).sum(axis=0),
        "std": lambda d: -d["inverse_std"] / s["std"] ** 2,
        "variance": lambda d: d["std"] / (2 * s["std"]),
        "squared": lambda d: np.ones_like(s["out"]) * d["variance"] / n,
        "centered": lambda d: d["normalized"] * s["inverse_std"] + 2 * s["centered"] * d["squared"],
        "mean": lambda d: -d["centered"].sum(axis=0),
        "x": lambda d: d["centered"] + d["mean"] / n,
    }


def _case(rng, n, d, constant=()):
    """A gradient at the output, and the stages of a forward pass of features of some scale."""
    x = rng.uniform(0.3, 2.0, size=d) * rng.normal(size=(n, d)) + rng.uniform(1, 2, size=d)
    x[:, constant] = 0.5
    gamma, beta = rng.choice([-1, 1], size=(2, d)) * rng.uniform(0.5, 2.0, size=(2, d))
    stages = reference.batch_norm_stages(x, gamma, beta)
    return rng.normal(0.5, 1, size=(n, d)) + stages["normalized"], stages, gamma


stage_mistakes.backward.teach(batch_norm_stages_backward)


@batch_norm_stages_backward.alternative
def line_by_line(d_out, stages, gamma):
    n = d_out.shape[0]
    beta = np.einsum("ij->j", d_out)
    gammas = np.einsum("ij,ij->j", stages["normalized"], d_out)
    normalized = gamma * d_out
    inverse_std = np.einsum("ij,ij->j", stages["centered"], normalized)
    std = inverse_std * (-(stages["inverse_std"] ** 2))
    variance = 0.5 * std * stages["inverse_std"]
    squared = variance / n
    centered = normalized / stages["std"] + 2 * stages["centered"] * squared
    mean = -np.sum(centered, axis=0, keepdims=True)
    values = beta, gammas, normalized, inverse_std, std, variance, squared, centered, mean
    return dict(zip(BACKWARD, (*values, centered + mean / n), strict=True))


@batch_norm_stages_backward.alternative
def in_single_precision(d_out, stages, gamma):
    small = {name: np.float32(value) for name, value in stages.items()}
    d = reference.batch_norm_stages_backward(np.float32(d_out), small, np.float32(gamma))
    return {name: value.astype("float32") for name, value in d.items()}
