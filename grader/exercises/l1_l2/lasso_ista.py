"""The lasso by proximal gradient steps."""

from dataclasses import replace

import numpy as np

from grader.criteria import array, holds
from grader.criteria.numbers import instead
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.l1_l2 import lasso_problems, lasso_wanderers
from grader.exercises.l1_l2.factors import agree, factor_of
from grader.reference import l1_l2 as reference


@exercise(
    reference=reference.lasso_ista,
    points=3,
    hints=(
        "Each step has two parts: a gradient step on the smooth term 1/(2n) * sum (y - Xw)^2 "
        "alone, then your `soft_threshold` for the L1 term.",
        "The gradient of the smooth term is X^T (Xw - y) / n. The step size is 1 over the largest "
        "eigenvalue of X^T X / n; `np.linalg.eigvalsh` returns the eigenvalues in rising order.",
        "The proximal step is taken for step_size * strength * sum of abs(w). How large, then, is "
        "its threshold?",
    ),
)
def lasso_ista(student, rng):
    """w after n_steps proximal gradient steps from w = 0, step 1/L, no intercept."""

    def ask(problem, n_steps):
        return array(student(*problem.data, n_steps), problem.features.shape[1:])

    problem = lasso_problems.centered(int(rng.integers(2**32)))
    early, calls = {}, {}
    for k in (0, 2, 1):
        early[k], calls[k] = ask(problem, k), student.notes.call()
    # One that takes a step too many or too few is judged by the steps that it does take.
    late = next((k for k in range(3) if np.any(early[k])), 1) - 1
    yield replace(_counts(early, late), call=calls[0 if late < 0 else 1]).worth(4)
    # One that counts the squares in another way is judged by the strength that this comes to.
    meant = _meant(problem, early[1 + late])
    first = [(meant(problem), early[1 + late])]
    yield _first_step(*first[0]).worth(3).as_idea()
    yield _counts_the_strength(problem, meant, early[1 + late]).worth(7)
    k = int(rng.integers(3, 5))
    further = ask(problem, k + late)
    sentence = "Every further step does the same, from where the last one led"
    yield _goes_on(first[0][0], further, k, first[0][1], sentence).worth(4).as_idea()
    raw = "The data are used as they are: nothing is centered, there is no intercept"
    wide = "It also works with more features than samples"
    others = (lasso_problems.off_center(rng), raw, 9), (lasso_problems.wide(rng), wide, 2)
    for other, sentence, weight in others:
        first.append((meant(other), ask(other, 1 + late)))
        second = ask(other, 2 + late)
        yield _goes_on(meant(other), second, 2, first[-1][1], sentence).worth(weight)
    yield _lengths(first).worth(7)
    yield _arrives(ask, problem, meant).worth(4).as_idea()
    single = lasso_problems.single(problem)
    start, second = ask(single, 1 + late), ask(single, 2 + late)
    sentence = "It also works with a single feature"
    yield _goes_on(meant(single), second, 2, start, sentence)


def _counts(early, late):
    found = {-1: "a step already for n_steps = 0", 1: "no step yet for n_steps = 1"}.get(late, "")
    sentence = "n_steps = 0 returns the start, w = 0, and n_steps = 1 takes the first step"
    return holds(late == 0, sentence, found, np.concatenate(list(early.values())))


def _own_step(problem, w):
    """Length of the step that leads from 0 to these weights; 1 / L where there is none."""
    length = factor_of(w, reference.soft_threshold(problem.slope, problem.strength))
    return length if 0 < length < 1e6 * problem.step else problem.step


def _meant(problem, w):
    """What turns a problem into the one that the answer solves, as its first step tells."""
    for changed in lasso_problems.CONVENTIONS:
        own = changed(problem)
        if agree(w, own.path(_own_step(own, w), 1)):
            return changed
    return lasso_problems.CONVENTIONS[0]


def _first_step(problem, w):
    """Criterion: the first step, whatever its length, goes downhill and is thresholded."""
    right = problem.path(_own_step(problem, w), 1)
    passed = agree(w, right)
    found = "w = 0" if not np.any(w) else _one(w, right)
    zeros, wanted = int(np.sum(w == 0)), int(np.sum(right == 0))
    if np.any(w) and zeros != wanted:
        found = f"{zeros} of {w.size} weights at exactly 0, where {wanted} is right"
    sentence = (
        "The first step goes down the gradient of the squared error, and the soft threshold that "
        "belongs to that step follows"
    )
    return holds(passed, sentence, found, w)


def _goes_on(problem, w, n_steps, first, sentence):
    """Criterion: w is where steps as long as the first one lead."""
    right = problem.path(_own_step(problem, first), n_steps)
    found = f"{_one(w, right)} after {n_steps} steps"
    return holds(agree(w, right), sentence, found, w)


def _lengths(first):
    """Criterion: the first steps of all problems are of length 1 / L."""
    ratios = [_own_step(problem, w) / problem.step for problem, w in first]
    words = "{:.3g}, {:.3g} and {:.3g}".format(*ratios)
    found = f"steps of {words} times that length on three problems"
    if agree(ratios, 1.0):
        found = "another first step"
    passed = all(agree(w, problem.path(problem.step, 1)) for problem, w in first)
    evidence = np.concatenate([w for _, w in first])
    return holds(passed, "The steps are of length 1/L", found, evidence)


def _counts_the_strength(problem, meant, w):
    factor = meant(problem).strength / problem.strength
    found = "a threshold that does not belong to the step"
    if factor < 1:
        found = f"a strength that counts only {factor:.3g} times as much"
    passed = agree(w, problem.path(_own_step(problem, w), 1))
    sentence = "The strength counts as it does in 1/(2n) * sum (y - Xw)^2 + strength * sum abs(w)"
    return holds(passed, sentence, found, w)


def _arrives(ask, problem, meant):
    """Criterion on the solution. Steps that are too long blow up: their numbers are no evidence."""
    many, solved = lasso_problems.MANY, meant(problem)
    w = ask(problem, many)
    right, busy, idle = solved.solution()
    zeros = int(np.sum(w[idle] == 0))
    near = agree(w, right)
    passed = near and zeros == len(idle) and bool(np.all(w[busy] != 0))
    found = f"{_one(w, right)} after {many} steps" if not near else ""
    if near and not passed:
        found = f"{zeros} exact zeros where the solution has {len(idle)}"
    sentence = "After many steps, w is the solution of the lasso, with weights of exactly 0 in it"
    words = "The weights in order: those that are 0 in the solution must be exactly 0"
    drawn = Sketch("curve", np.clip(np.nan_to_num(w), -9, 9), right, words)
    return holds(passed, sentence, found, "another solution").drawn(drawn)


def _one(w, right):
    """The weight that is most wrong, in words."""
    i = int(np.argmax(np.nan_to_num(np.abs(w - right), nan=np.inf)))
    return f"w[{i}] = {instead(w[i] + 0, right[i] + 0)}"


lasso_wanderers.wrong.teach(lasso_ista)


@lasso_ista.alternative
def weight_by_weight(features, targets, strength, n_steps):
    n, d = features.shape
    step = 1 / max(np.linalg.eigvals(features.T @ features / n).real)
    w = [0.0] * d
    for _ in range(n_steps):
        residual = targets - sum(w[j] * features[:, j] for j in range(d))
        for j in range(d):
            moved = w[j] + step * float(residual @ features[:, j]) / n
            w[j] = max(moved - step * strength, 0.0) + min(moved + step * strength, 0.0)
    return np.array(w)


@lasso_ista.alternative
def by_singular_values(features, targets, strength, n_steps):
    n = len(targets)
    length = n / np.linalg.svd(features, compute_uv=False)[0] ** 2
    w = np.zeros_like(features[0])
    for _ in range(n_steps):
        w += length * (targets - features @ w) @ features / n
        w -= np.clip(w, -length * strength, length * strength)
    return w


@lasso_ista.alternative
def in_single_precision(features, targets, strength, n_steps):
    x, y = features.astype(np.float32), targets.astype(np.float32)
    step = np.float32(len(y)) / np.linalg.norm(x, 2) ** 2
    w = np.zeros(x.shape[1], dtype=np.float32)
    for _ in range(n_steps):
        w = w - step * (x.T @ (x @ w - y)) / len(y)
        w = np.sign(w) * np.maximum(np.abs(w) - step * np.float32(strength), 0)
    return w


@lasso_ista.alternative
def by_recursion(features, targets, strength, n_steps):
    if n_steps == 0:
        return np.zeros(features.shape[1])
    w = by_recursion(features, targets, strength, n_steps - 1)
    gram = features.T @ features / len(targets)
    lipschitz = np.linalg.norm(gram, ord=2)
    v = w - (gram @ w - features.T @ targets / len(targets)) / lipschitz
    return np.where(np.abs(v) > strength / lipschitz, v - np.sign(v) * strength / lipschitz, 0.0)
