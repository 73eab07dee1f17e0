"""One step of Adam with decoupled weight decay."""

import numpy as np

from grader.criteria import arrays, close
from grader.exercise import exercise
from grader.exercises.l1_l2 import adam_variants
from grader.reference import l1_l2 as reference

NAMES = ("w", "m", "v")


@exercise(
    reference=reference.adamw_step,
    points=3,
    hints=(
        "First the running means: m of the gradient, v of its square. Each keeps the share beta "
        "of what it was and takes the rest from the new gradient.",
        "m and v started at 0, so at first both are too small: divide them by 1 - beta**step. "
        "What comes back, though, are m and v themselves.",
        "The decay never passes through m and v: learning_rate * decay * w is subtracted on its "
        "own, with the w from before the step.",
    ),
)
def adamw_step(student, rng):
    """One AdamW step gives new w, m and v; the decay stays out of the running means."""
    case = _case(rng, (4, 3))
    w, m, v = _ask(student, *case, learning_rate=0.2, decay=0.7)
    _, right_m, right_v = reference.adamw_step(*case, 0.2, 0.7)
    sentence = "m is the running mean of the gradients, without the decay"
    yield close(m, right_m, sentence).worth(2)
    sentence = "v is the running mean of the squared gradients, without the decay"
    yield close(v, right_v, sentence).worth(2)
    sentence = "w takes the step of Adam and decays by learning_rate * decay * w"
    yield _moved(w, case, sentence, learning_rate=0.2, decay=0.7).worth(4)
    yield from _single_parts(student, rng)


def _single_parts(student, rng):
    """Criteria for cases in which one part of the step shows alone."""
    start, gradient = rng.normal(size=(2, 7))
    first = start, gradient, np.zeros(7), np.zeros(7), 1
    w, _, _ = _ask(student, *first, learning_rate=0.3, decay=0.0)
    sentence = (
        "The first step, without decay, is that of Adam: m and v are corrected for their start"
    )
    yield _moved(w, first, sentence, learning_rate=0.3, decay=0.0).worth(2)
    flat = start, np.zeros(7), np.zeros(7), np.zeros(7), 1
    w, _, _ = _ask(student, *flat, learning_rate=0.3, decay=0.6)
    sentence = "Where the loss is flat, w loses the share learning_rate * decay of itself"
    yield close(w, start * (1 - 0.3 * 0.6), sentence).worth(2)
    case = _case(rng, (2, 3, 2))
    settings = {"learning_rate": 0.1, "decay": 0.2, "beta_1": 0.6, "beta_2": 0.8}
    w, _, _ = _ask(student, *case, **settings)
    yield _moved(w, case, "It uses the betas that it is given", **settings)
    settings = {"learning_rate": 0.4, "decay": 0.1, "epsilon": 0.25}
    w, _, _ = _ask(student, *case, **settings)
    sentence = "`epsilon` is added to the root of v, not under it"
    yield _moved(w, case, sentence, **settings)


def _case(rng, shape):
    """w, gradient, m and v in the middle of a training, and the number of the step."""
    w, gradient, m = rng.normal(size=(3, *shape))
    v = rng.uniform(0.05, 0.5, size=shape)
    return w, gradient, 0.4 * m, v, int(rng.integers(3, 8))


def _ask(student, w, *rest, **settings):
    return arrays(student(w, *rest, **settings), (w.shape,) * 3, NAMES)


def _moved(w, case, sentence, **settings):
    """Criterion: `w` is what the paper's formula gives, or Keras', whose epsilon weighs more."""
    paper, keras = reference.adamw_step(*case, **settings)[0], _as_in_keras(*case, **settings)[0]
    nearer = min((paper, keras), key=lambda right: float(np.abs(w - right).max()))
    return close(w, nearer, sentence)


def _as_in_keras(
    w, gradient, m, v, step, learning_rate, decay, beta_1=0.9, beta_2=0.999, epsilon=1e-7
):
    m = m + (gradient - m) * (1 - beta_1)
    v = v + (gradient**2 - v) * (1 - beta_2)
    rate = learning_rate * np.sqrt(1 - beta_2**step) / (1 - beta_1**step)
    return w * (1 - learning_rate * decay) - rate * m / (np.sqrt(v) + epsilon), m, v


for name, message, parts in adam_variants.MISTAKES:
    adamw_step.mistake(message)(adam_variants.variant(name, **parts))


@adamw_step.mistake(
    "The decay is added to m and so divided by the root of v; subtract it from w on its own."
)
def decay_in_the_direction(
    w, gradient, m, v, step, learning_rate, decay, beta_1=0.9, beta_2=0.999, epsilon=1e-7
):
    m, v = adam_variants.averaged(m, v, gradient, beta_1, beta_2)
    m_hat, v_hat = adam_variants.corrected(m, v, beta_1, beta_2, step)
    return w - learning_rate * (m_hat + decay * w) / (np.sqrt(v_hat) + epsilon), m, v


@adamw_step.mistake("The betas and epsilon are fixed in the function: use those that are given.")
def ignores_the_betas(w, gradient, m, v, step, learning_rate, decay, **others):
    return reference.adamw_step(w, gradient, m, v, step, learning_rate, decay)


@adamw_step.mistake(
    "The corrected means come back; the next step needs m and v as they are, and corrects them "
    "again."
)
def returns_corrected_means(*case, beta_1=0.9, beta_2=0.999, **others):
    w, m, v = reference.adamw_step(*case, beta_1=beta_1, beta_2=beta_2, **others)
    return w, *adam_variants.corrected(m, v, beta_1, beta_2, step=case[4])


@adamw_step.mistake("The old m and v come back; the next step needs the new ones.")
def returns_old_means(w, gradient, m, v, *rest, **settings):
    return reference.adamw_step(w, gradient, m, v, *rest, **settings)[0], m, v


@adamw_step.mistake("The order is (w, m, v); here m and v are exchanged.")
def v_before_m(*case, **settings):
    w, m, v = reference.adamw_step(*case, **settings)
    return w, v, m


@adamw_step.mistake("Only w comes back; the next step needs m and v: return (w, m, v).")
def w_alone(*case, **settings):
    return reference.adamw_step(*case, **settings)[0]


@adamw_step.alternative
def as_in_keras(*case, **settings):
    return _as_in_keras(*case, **settings)


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
