"""AdamW steps that mix up what goes in or what comes out."""

import numpy as np

from grader.exercises.l1_l2.adam_parts import averaged, corrected
from grader.exercises.l1_l2.adam_variants import wrong
from grader.reference import l1_l2 as reference


@wrong(
    "You add the decay to m before the division, so it is divided by the root of v, and weights "
    "with large gradients hardly shrink. Subtract learning_rate * decay * w separately.",
    about="idea",
)
def decay_in_the_direction(
    w, gradient, m, v, step, learning_rate, decay, beta_1=0.9, beta_2=0.999, epsilon=1e-7
):
    m, v = averaged(m, v, gradient, beta_1, beta_2)
    m_hat, v_hat = corrected(m, v, beta_1, beta_2, step)
    return w - learning_rate * (m_hat + decay * w) / (np.sqrt(v_hat) + epsilon), m, v


@wrong(
    "Your function has betas or an epsilon of its own, so those arguments do nothing. Use what is "
    "passed in."
)
def ignores_the_betas(w, gradient, m, v, step, learning_rate, decay, **others):
    return reference.adamw_step(w, gradient, m, v, step, learning_rate, decay)


@wrong(
    "You return a running mean that is corrected already, so the next step corrects it once more. "
    "Correct m and v for the step only, and return the running means as they are."
)
def returns_corrected_means(*case, beta_1=0.9, beta_2=0.999, **others):
    w, m, v = reference.adamw_step(*case, beta_1=beta_1, beta_2=beta_2, **others)
    return w, *corrected(m, v, beta_1, beta_2, step=case[4])


@wrong(
    "You return the m and v that came in, so the next step remembers nothing. Return the new ones."
)
def returns_old_means(w, gradient, m, v, *rest, **settings):
    return reference.adamw_step(w, gradient, m, v, *rest, **settings)[0], m, v


@wrong("You return v before m, so the next step mixes them up. The order is (w, m, v).")
def v_before_m(*case, **settings):
    w, m, v = reference.adamw_step(*case, **settings)
    return w, v, m


@wrong("You return w alone, but the next step needs m and v as well. Return the tuple (w, m, v).")
def w_alone(*case, **settings):
    return reference.adamw_step(*case, **settings)[0]
