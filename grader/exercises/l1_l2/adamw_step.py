"""One step of Adam with decoupled weight decay."""

import numpy as np

from grader.criteria import arrays, close
from grader.exercise import exercise
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


def _adam(gradient, m, v, step, beta_1=0.9, beta_2=0.999, epsilon=1e-7, **_):
    """Adam's running means and the direction that they give."""
    m = beta_1 * m + (1 - beta_1) * gradient
    v = beta_2 * v + (1 - beta_2) * gradient**2
    with np.errstate(all="ignore"):
        m_hat, v_hat = m / (1 - beta_1**step), v / (1 - beta_2**step)
        return m, v, m_hat / (np.sqrt(v_hat) + epsilon)


@adamw_step.mistake(
    "The decay is added to the gradient: that is Adam with an L2 penalty, whose pull is divided by "
    "the root of v like all else. AdamW keeps it apart."
)
def adam_with_l2(w, gradient, m, v, step, learning_rate, decay, **others):
    m, v, direction = _adam(gradient + decay * w, m, v, step, **others)
    return w - learning_rate * direction, m, v


@adamw_step.mistake(
    "2 * decay * w is added to the gradient: that is Adam with the L2 penalty of Keras, whose pull "
    "is divided by the root of v like all else. AdamW keeps it apart."
)
def adam_with_keras_l2(w, gradient, m, v, step, learning_rate, decay, **others):
    m, v, direction = _adam(gradient + 2 * decay * w, m, v, step, **others)
    return w - learning_rate * direction, m, v


@adamw_step.mistake(
    "The decay is added to m and so divided by the root of v; subtract it from w on its own."
)
def decay_in_the_mean(w, gradient, m, v, step, learning_rate, decay, beta_1=0.9, **others):
    m, v, direction = _adam(gradient, m, v, step, beta_1=beta_1, **others)
    _, _, pull = _adam(decay * w / (1 - beta_1), 0 * m, v, step, beta_1=beta_1, **others)
    return w - learning_rate * (direction + pull), m, v


@adamw_step.mistake("The decay is not multiplied by the learning rate; here, as in Keras, it is.")
def decay_without_the_rate(w, gradient, m, v, step, learning_rate, decay, **others):
    m, v, direction = _adam(gradient, m, v, step, **others)
    return w - learning_rate * direction - decay * w, m, v


@adamw_step.mistake("There is a factor 2 in the decay; it is learning_rate * decay * w.")
def decay_doubled(w, gradient, m, v, step, learning_rate, decay, **others):
    m, v, direction = _adam(gradient, m, v, step, **others)
    return w - learning_rate * direction - 2 * learning_rate * decay * w, m, v


@adamw_step.mistake("There is a half in the decay; it is learning_rate * decay * w.")
def decay_halved(w, gradient, m, v, step, learning_rate, decay, **others):
    m, v, direction = _adam(gradient, m, v, step, **others)
    return w - learning_rate * direction - learning_rate * decay * w / 2, m, v


@adamw_step.mistake(
    "The weights decay after Adam's step, the new ones: it is the w from before the step that "
    "decays."
)
def decays_afterwards(w, gradient, m, v, step, learning_rate, decay, **others):
    m, v, direction = _adam(gradient, m, v, step, **others)
    moved = w - learning_rate * direction
    return moved - learning_rate * decay * moved, m, v


@adamw_step.mistake("The decay has the wrong sign: the weights grow; it must be subtracted.")
def grows(w, gradient, m, v, step, learning_rate, decay, **others):
    m, v, direction = _adam(gradient, m, v, step, **others)
    return w - learning_rate * direction + learning_rate * decay * w, m, v


@adamw_step.mistake("The decay is missing: this is Adam.")
def plain_adam(w, gradient, m, v, step, learning_rate, decay, **others):
    m, v, direction = _adam(gradient, m, v, step, **others)
    return w - learning_rate * direction, m, v


def _decayed(w, direction, learning_rate, decay):
    return w - learning_rate * direction - learning_rate * decay * w


@adamw_step.mistake(
    "m and v are not corrected for their start at 0: divide by 1 - beta**step before the step."
)
def without_correction(w, gradient, m, v, step, learning_rate, decay, epsilon=1e-7, **others):
    m, v, _ = _adam(gradient, m, v, step, **others)
    return _decayed(w, m / (np.sqrt(v) + epsilon), learning_rate, decay), m, v


@adamw_step.mistake("v is not corrected for its start at 0: divide it by 1 - beta_2**step, too.")
def corrects_m_alone(w, gradient, m, v, step, learning_rate, decay, beta_1=0.9, **others):
    m, v, _ = _adam(gradient, m, v, step, beta_1=beta_1, **others)
    direction = m / (1 - beta_1**step) / (np.sqrt(v) + others.get("epsilon", 1e-7))
    return _decayed(w, direction, learning_rate, decay), m, v


@adamw_step.mistake("m is not corrected for its start at 0: divide it by 1 - beta_1**step, too.")
def corrects_v_alone(w, gradient, m, v, step, learning_rate, decay, beta_2=0.999, **others):
    m, v, _ = _adam(gradient, m, v, step, beta_2=beta_2, **others)
    direction = m / (np.sqrt(v / (1 - beta_2**step)) + others.get("epsilon", 1e-7))
    return _decayed(w, direction, learning_rate, decay), m, v


@adamw_step.mistake(
    "The corrections count the step from 0; it counts from 1, so the power is `step` itself."
)
def counts_from_0(w, gradient, m, v, step, learning_rate, decay, **others):
    m, v, direction = _adam(gradient, m, v, step - 1, **others)
    return _decayed(w, direction, learning_rate, decay), m, v


@adamw_step.mistake("The corrections use the power step + 1; `step` counts from 1 already.")
def counts_from_2(w, gradient, m, v, step, learning_rate, decay, **others):
    m, v, direction = _adam(gradient, m, v, step + 1, **others)
    return _decayed(w, direction, learning_rate, decay), m, v


@adamw_step.mistake(
    "The corrections multiply by the step in place of the power: it is 1 - beta**step."
)
def product_for_power(w, gradient, m, v, step, learning_rate, decay, **others):
    b1, b2 = others.get("beta_1", 0.9), others.get("beta_2", 0.999)
    m, v, _ = _adam(gradient, m, v, step, **others)
    with np.errstate(all="ignore"):
        root = np.sqrt(v / (1 - b2 * step)) + others.get("epsilon", 1e-7)
        return _decayed(w, m / (1 - b1 * step) / root, learning_rate, decay), m, v


@adamw_step.mistake(
    "The corrected means come back; the next step needs m and v as they are, and corrects them "
    "again."
)
def returns_corrected_means(w, gradient, m, v, step, learning_rate, decay, **others):
    m, v, direction = _adam(gradient, m, v, step, **others)
    b1, b2 = others.get("beta_1", 0.9), others.get("beta_2", 0.999)
    new = _decayed(w, direction, learning_rate, decay)
    return new, m / (1 - b1**step), v / (1 - b2**step)


@adamw_step.mistake("The old m and v come back; the next step needs the new ones.")
def returns_old_means(w, gradient, m, v, step, learning_rate, decay, **others):
    _, _, direction = _adam(gradient, m, v, step, **others)
    return _decayed(w, direction, learning_rate, decay), m, v


@adamw_step.mistake("The betas are exchanged: beta_1 belongs to m, beta_2 to v.")
def exchanges_the_betas(w, gradient, m, v, step, learning_rate, decay, **others):
    betas = {"beta_1": others.pop("beta_2", 0.999), "beta_2": others.pop("beta_1", 0.9)}
    m, v, direction = _adam(gradient, m, v, step, **betas, **others)
    return _decayed(w, direction, learning_rate, decay), m, v


@adamw_step.mistake(
    "Beta weighs the new gradient; it is the share of the old mean that is kept, and 1 - beta the "
    "new gradient's."
)
def beta_for_the_new(w, gradient, m, v, step, learning_rate, decay, **others):
    b1, b2 = others.get("beta_1", 0.9), others.get("beta_2", 0.999)
    m, v = (1 - b1) * m + b1 * gradient, (1 - b2) * v + b2 * gradient**2
    root = np.sqrt(v / (1 - b2**step)) + others.get("epsilon", 1e-7)
    return _decayed(w, m / (1 - b1**step) / root, learning_rate, decay), m, v


@adamw_step.mistake("v averages the gradient itself; it is the mean of its square.")
def v_without_square(w, gradient, m, v, step, learning_rate, decay, **others):
    b2 = others.get("beta_2", 0.999)
    m, _, _ = _adam(gradient, m, v, step, **others)
    v = b2 * v + (1 - b2) * gradient
    with np.errstate(all="ignore"):
        root = np.sqrt(v / (1 - b2**step)) + others.get("epsilon", 1e-7)
    return (
        _decayed(w, m / (1 - others.get("beta_1", 0.9) ** step) / root, learning_rate, decay),
        m,
        v,
    )


@adamw_step.mistake("The step is divided by v itself; its root is missing.")
def without_root(w, gradient, m, v, step, learning_rate, decay, **others):
    b1, b2 = others.get("beta_1", 0.9), others.get("beta_2", 0.999)
    m, v, _ = _adam(gradient, m, v, step, **others)
    direction = m / (1 - b1**step) / (v / (1 - b2**step) + others.get("epsilon", 1e-7))
    return _decayed(w, direction, learning_rate, decay), m, v


@adamw_step.mistake("`epsilon` stands under the root; it is added to the root: sqrt(v) + epsilon.")
def epsilon_under_the_root(w, gradient, m, v, step, learning_rate, decay, epsilon=1e-7, **others):
    b1, b2 = others.get("beta_1", 0.9), others.get("beta_2", 0.999)
    m, v, _ = _adam(gradient, m, v, step, **others)
    direction = m / (1 - b1**step) / np.sqrt(v / (1 - b2**step) + epsilon)
    return _decayed(w, direction, learning_rate, decay), m, v


@adamw_step.mistake("`epsilon` is missing: where v is 0, the step is 0 / 0.")
def without_epsilon(w, gradient, m, v, step, learning_rate, decay, epsilon=1e-7, **others):
    m, v, direction = _adam(gradient, m, v, step, epsilon=0.0, **others)
    return _decayed(w, direction, learning_rate, decay), m, v


@adamw_step.mistake("The betas and epsilon are fixed in the function: use those that are given.")
def ignores_the_betas(w, gradient, m, v, step, learning_rate, decay, **others):
    m, v, direction = _adam(gradient, m, v, step)
    return _decayed(w, direction, learning_rate, decay), m, v


@adamw_step.mistake("The step goes uphill: Adam's direction has to be subtracted.")
def uphill(w, gradient, m, v, step, learning_rate, decay, **others):
    m, v, direction = _adam(gradient, m, v, step, **others)
    return _decayed(w, -direction, learning_rate, decay), m, v


@adamw_step.mistake("The order is (w, m, v); here m and v are exchanged.")
def v_before_m(w, gradient, m, v, step, learning_rate, decay, **others):
    m, v, direction = _adam(gradient, m, v, step, **others)
    return _decayed(w, direction, learning_rate, decay), v, m


@adamw_step.mistake("Only w comes back; the next step needs m and v: return (w, m, v).")
def w_alone(w, gradient, m, v, step, learning_rate, decay, **others):
    _, _, direction = _adam(gradient, m, v, step, **others)
    return _decayed(w, direction, learning_rate, decay)


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
