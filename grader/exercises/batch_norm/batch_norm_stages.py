"""Batch norm in training, forward, stage by stage."""

import numpy as np

from grader.criteria import close
from grader.exercise import exercise
from grader.exercises.batch_norm import stage_mistakes
from grader.exercises.batch_norm.stages import judged, named
from grader.reference import batch_norm_stages as reference
from grader.reference.batch_norm_stages import STAGES

SENTENCES = {
    "mean": "`mean` has the mean of each unit over the batch",
    "centered": "`centered` is x minus `mean`",
    "squared": "`squared` is the square of `centered`",
    "variance": "`variance` is the mean of `squared` over the batch",
    "std": "`std` is the square root of `variance` plus epsilon",
    "inverse_std": "`inverse_std` is 1 over `std`",
    "normalized": "`normalized` is `centered` times `inverse_std`",
    "out": "`out` is gamma times `normalized`, plus beta",
}


@exercise(
    reference=reference.batch_norm_stages,
    points=2,
    hints=(
        "Read the graph from left to right: every box is one line, and uses only boxes to its "
        "left. The gray boxes hold one number per unit. Two of them are means over the rows: "
        "`axis=0`.",
        "`variance` is a mean, too: that of `squared`. Epsilon is added to it before the root is "
        "taken, and what is divided by the standard deviation can be multiplied by "
        "`inverse_std` instead.",
    ),
)
def batch_norm_stages(student, rng):
    """Every stage from x to the output, one line each."""
    x, gamma, beta = _case(rng, 7, 7)
    epsilon = float(rng.uniform(0.05, 0.2))
    got = named(student(x, gamma, beta, epsilon), STAGES)
    rules = _rules(gamma, beta, epsilon)
    for name, criterion in zip(STAGES, judged(got, rules, {"x": x}, SENTENCES), strict=True):
        yield criterion.as_idea() if name in ("mean", "variance") else criterion
    x, gamma, beta = _case(rng, int(rng.integers(8, 12)), 3)
    out = named(student(x, gamma, beta), STAGES)["out"]
    expected = reference.batch_norm_stages(x, gamma, beta)["out"]
    yield close(out, expected, "With epsilon left out, the result is that of 0.001", 1e-5, 1e-6)


def _rules(gamma, beta, epsilon):
    return {
        "mean": lambda v: v["x"].mean(axis=0),
        "centered": lambda v: v["x"] - v["mean"],
        "squared": lambda v: v["centered"] ** 2,
        "variance": lambda v: v["squared"].mean(axis=0),
        "std": lambda v: np.sqrt(np.maximum(v["variance"], 0) + epsilon),
        "inverse_std": lambda v: 1 / v["std"],
        "normalized": lambda v: v["centered"] * v["inverse_std"],
        "out": lambda v: gamma * v["normalized"] + beta,
    }


def _case(rng, n, d):
    x = rng.uniform(0.3, 2.0, size=d) * rng.normal(size=(n, d)) + rng.uniform(1, 2, size=d)
    signs = rng.choice([-1, 1], size=(2, d))
    return x, *(signs * rng.uniform(0.5, 2.0, size=(2, d)))


stage_mistakes.forward.teach(batch_norm_stages)


@batch_norm_stages.alternative
def with_numpys_variance(x, gamma, beta, epsilon=1e-3):
    mean, variance = np.mean(x, axis=0, keepdims=True), np.var(x, axis=0)
    centered, std = x - mean, (variance + epsilon) ** 0.5
    normalized = centered / std
    return {
        "mean": mean,
        "variance": variance,
        "centered": centered,
        "squared": centered * centered,
        "std": std,
        "inverse_std": std**-1.0,
        "normalized": normalized,
        "out": normalized * gamma + beta,
    }


@batch_norm_stages.alternative
def with_sums(x, gamma, beta, epsilon=1e-3):
    n, stages = x.shape[0], {}
    stages["mean"] = sum(x) / n
    stages["centered"] = x - stages["mean"]
    stages["squared"] = np.square(stages["centered"])
    stages["variance"] = stages["squared"].sum(0) / n
    stages["std"] = np.sqrt(stages["variance"] + epsilon)
    stages["inverse_std"] = 1.0 / stages["std"]
    stages["normalized"] = stages["centered"] * stages["inverse_std"]
    stages["out"] = np.multiply(stages["normalized"], gamma) + beta
    return stages
