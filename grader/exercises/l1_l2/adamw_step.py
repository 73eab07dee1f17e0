"""One step of Adam with decoupled weight decay."""

import numpy as np

from grader.criteria import arrays, holds
from grader.exercise import exercise
from grader.exercises.l1_l2 import adam_returns, adam_steps
from grader.exercises.l1_l2.factors import agree, all_close, proportional
from grader.reference import l1_l2 as reference
from grader.student import AnswerRaised

NAMES = ("w", "m", "v")


@exercise(
    reference=reference.adamw_step,
    points=3,
    hints=(
        "Start with the running means: m of the gradient, v of its square. Each keeps the share "
        "beta of what it was and takes the rest from the new gradient.",
        "m and v started at 0, so both are too small at first: for the step, divide them by "
        "1 - beta**step. What you return, though, are m and v themselves.",
        "The decay never passes through m and v: learning_rate * decay * w is subtracted "
        "separately, with the w from before the step.",
    ),
)
def adamw_step(student, rng):
    """One AdamW step gives new w, m and v; the decay stays out of the running means."""
    yield from _decay(student, rng)
    case = adam_steps.middle(rng, (4, 4))
    w, m, v = _ask(student, *case, learning_rate=0.2, decay=0.0)
    _, right_m, right_v = reference.adamw_step(*case, 0.2, 0.0)
    sentence = "The m that you return is the running mean of the gradients, without a correction"
    yield all_close(m, right_m, "m", sentence).worth(5)
    sentence = (
        "The v that you return is the running mean of the squared gradients, without a correction"
    )
    yield all_close(v, right_v, "v", sentence).worth(5)
    settings = {"learning_rate": 0.2, "decay": 0.0}
    sentence = "In the middle of a training, without decay, w takes the step of Adam"
    criterion = _moved(w, case, sentence, settings)
    if criterion.passed:
        late = *case[:4], 1000
        criterion = _moved(_ask(student, *late, **settings)[0], late, sentence, settings)
    yield criterion.worth(4)
    first = adam_steps.first(rng)
    w, m, v = _ask(student, *first, learning_rate=0.3, decay=0.0)
    sentence = (
        "In the first step, without decay, every weight moves by nearly the learning rate, against "
        "its gradient"
    )
    settings = {"learning_rate": 0.3, "decay": 0.0}
    yield _moved(w, first, sentence, settings).worth(4).as_idea()
    yield _two_in_a_row(student, first, (w, m, v)).worth(4)
    case = adam_steps.middle(rng, (2, 3, 2))
    settings = {"learning_rate": 0.1, "decay": 0.0, "beta_1": 0.6, "beta_2": 0.8}
    w, _, _ = _ask(student, *case, **settings)
    yield _moved(w, case, "The step uses the betas that are passed in", settings).worth(3)
    yield _epsilon(student, rng).worth(5)
    w, *case = adam_steps.never_a_gradient(rng)
    new, _, _ = _ask(student, w, *case, learning_rate=0.5, decay=0.4)
    sentence = "A weight that never had a gradient, so that m and v are 0, only decays"
    yield all_close(new, 0.8 * w, "w", sentence).worth(4)
    *arrays_, step = adam_steps.middle(rng, (6,))
    settings = {"learning_rate": 0.1, "decay": 0.3}
    column, _, _ = _ask(student, *(each[:, None] for each in arrays_), step, **settings)
    row, _, _ = _ask(student, *arrays_, step, **settings)
    sentence = "A kernel of a single column keeps its shape"
    yield all_close(column, row[:, None], "w", sentence)
    yield _by_position(student, adam_steps.middle(rng, (5,)))


def _by_position(student, case):
    """Criterion on the order of the last arguments; one who takes them by name alone has none."""
    settings = {"learning_rate": 0.2, "decay": 0.5, "beta_1": 0.7, "beta_2": 0.8, "epsilon": 0.3}
    sentence = f"Passed without names, the last arguments are {', '.join(settings)}, in this order"
    try:
        w, _, _ = arrays(student(*case, *settings.values()), (case[0].shape,) * 3, NAMES)
    except AnswerRaised:
        return holds(True, sentence)
    return _moved(w, case, sentence, settings)


def _ask(student, w, *rest, **settings):
    return arrays(student(w, *rest, **settings), (w.shape,) * 3, NAMES)


def _moved(w, case, sentence, settings):
    """Criterion: `w` is what the paper's formula gives, or Keras', whose epsilon weighs more."""
    return all_close(w, adam_steps.nearer(w, case, settings), "w", sentence)


def _decay(student, rng):
    """Criteria on the decay, whatever the rest of the step does."""
    case = adam_steps.middle(rng, (3, 4))
    rate, decay = 0.2, 0.7
    start, (plain, m, v) = case[0], _ask(student, *case, learning_rate=rate, decay=0.0)
    new, decayed_m, decayed_v = _ask(student, *case, learning_rate=rate, decay=decay)
    where = "m" if not agree(decayed_m, m) else "v"
    means, decayed = (m, decayed_m) if where == "m" else (v, decayed_v)
    found = f"{where}[0, 0] = {decayed.flat[0]:.3g} with a decay of {decay}, but "
    found += f"{means.flat[0]:.3g} without decay"
    apart = agree(decayed_m, m) and agree(decayed_v, v)
    sentence = "The decay stays out of m and v: they do not depend on it"
    evidence = np.stack([m, decayed_m, v, decayed_v])
    yield holds(apart, sentence, found, evidence).worth(2).as_idea()
    yield _in_proportion(student, *adam_steps.flat(rng, start.shape), rate, decay)
    lost, right = plain - new, rate * decay * start
    off = np.unravel_index(np.argmax(np.nan_to_num(np.abs(lost - right), nan=9)), lost.shape)
    found = f"{lost[off]:.3g} taken from a weight of {start[off]:.3g}, where {right[off]:.3g} is "
    found += "right"
    sentence = "The decay takes learning_rate * decay * w from each weight, with the old w"
    yield holds(agree(lost, right, 1e-4), sentence, found, lost).worth(8)


def _in_proportion(student, w, *rest):
    """Criterion: where the gradients are 0, all weights lose the same share of themselves."""
    *means, rate, decay = rest
    new, _, _ = _ask(student, w, *means, learning_rate=rate, decay=decay)
    lost = w - new
    shares = (lost / w).ravel()
    found = f"{100 * shares[0]:.3g} % for a weight of {w.flat[0]:.3g} and {100 * shares[1]:.3g} % "
    found += f"for one of {w.flat[1]:.3g}"
    if agree(shares, shares[0]):
        found = "weights that do not change" if abs(shares[0]) < 1e-6 else "weights that grow"
    sentence = "Where all gradients are 0, every weight loses the same share of itself"
    return proportional(lost, w, sentence, found).worth(3).as_idea()


def _two_in_a_row(student, first, result):
    """Criterion: what one step returns is what the next one needs."""
    settings = {"learning_rate": 0.3, "decay": 0.0}
    (w, m, v), gradient = result, first[1]
    after, _, _ = _ask(student, w, 0.5 - gradient, m, v, 2, **settings)
    right_w, right_m, right_v = reference.adamw_step(*first, **settings)
    case = right_w, 0.5 - gradient, right_m, right_v, 2
    sentence = "A second step, given the w, m and v that the first one returned, is right as well"
    return _moved(after, case, sentence, settings)


def _epsilon(student, rng):
    """Criterion: epsilon, given or by default, is added to the root of v."""
    sentence = "`epsilon`, 1e-7 by default, is added to the root of v, not under it"
    evidence = []
    for case, settings in adam_steps.with_epsilon(rng):
        w, _, _ = _ask(student, *case, **settings)
        # In units of the learning rate, since the weights are far larger than the smallest steps.
        moved = (w - case[0]) / settings["learning_rate"]
        right = (adam_steps.nearer(w, case, settings) - case[0]) / settings["learning_rate"]
        criterion = all_close(moved, right, "step", sentence, tolerance=1e-4)
        evidence.append(moved)
        if not criterion.passed:
            break
    found = f"{criterion.found}, in units of the learning rate"
    return holds(criterion.passed, sentence, found, np.concatenate(evidence))


adam_returns.wrong.teach(adamw_step)


@adamw_step.alternative
def as_in_keras(*case, **settings):
    return adam_steps.as_in_keras(*case, **settings)


@adamw_step.alternative
def weight_by_weight(
    w, gradient, m, v, step, learning_rate, decay, beta_1=0.9, beta_2=0.999, epsilon=1e-7
):
    w, m, v = w.copy(), m.copy(), v.copy()
    for i in np.ndindex(w.shape):
        m[i] += (1 - beta_1) * (gradient[i] - m[i])
        v[i] += (1 - beta_2) * (gradient[i] * gradient[i] - v[i])
        w[i] *= 1 - learning_rate * decay
        corrected = v[i] / (1 - beta_2**step)
        w[i] -= learning_rate * m[i] / (1 - beta_1**step) / (corrected**0.5 + epsilon)
    return [w, m, v]


@adamw_step.alternative
def in_single_precision(
    w, gradient, m, v, step, learning_rate, decay, beta_1=0.9, beta_2=0.999, epsilon=1e-7
):
    w, gradient, m, v = (a.astype(np.float32) for a in (w, gradient, m, v))
    m = np.float32(beta_1) * m + np.float32(1 - beta_1) * gradient
    v = np.float32(beta_2) * v + np.float32(1 - beta_2) * np.square(gradient)
    m_hat, v_hat = m / np.float32(1 - beta_1**step), v / np.float32(1 - beta_2**step)
    change = m_hat / (np.sqrt(v_hat) + np.float32(epsilon)) + np.float32(decay) * w
    return w - np.float32(learning_rate) * change, m, v


@adamw_step.alternative
def by_averages(
    w, gradient, m, v, step, learning_rate, decay, beta_1=0.9, beta_2=0.999, epsilon=1e-7
):
    m, v = (
        np.average([old, new], axis=0, weights=[beta, 1 - beta])
        for old, new, beta in ((m, gradient, beta_1), (v, gradient**2, beta_2))
    )
    root = np.sqrt(v) / np.sqrt(1 - beta_2**step)
    adam = m / ((1 - beta_1**step) * (root + epsilon))
    return w - learning_rate * (adam + decay * w), m, v
