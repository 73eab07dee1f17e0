# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: tags,nbgrader
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Batch normalisation
#
# Take one unit of a layer, look at its values over the batch, subtract their mean, divide by their standard deviation.
# That is batch normalisation, and it made networks trainable that had not been. It is also the one common layer in
# which samples of a batch look at each other, and most of what goes wrong with it comes from there. This lesson builds
# it, finds out what it does and what it does not, and puts the usual explanations to the test.
#
# **When you have worked through it, you can**
#
# - write its forward pass, its running statistics and its gradient, and prove the gradient right, stage by stage;
# - translate between Keras' and PyTorch's conventions, normalise images by channel, fold a batch norm away for
#   prediction, and say when layer norm is the better choice;
# - say which promises hold (wide ranges of learning rates and initial scales), which depend (speed, regularization),
#   and what the evidence says about "internal covariate shift";
# - diagnose the four ways in which batch norm usually goes wrong.
#
# **Time:** about two hours and a half: one for reading and looking, the rest for six exercises. **You need** NumPy, and
# an idea of what a dense layer, a ReLU and a gradient are.
#
# Run the cells from top to bottom. An exercise is a cell that you fill in; the cell below it checks your answer. Stuck?
# In a cell of your own, `hint(batch_norm_forward)` gives one hint with each call, and after a check
# `solution(batch_norm_forward)` opens an answer.

# %%
import numpy as np

from grader import check, hint, progress, quiz, solution
from grader.lab import after_writing, claim, data, statistics, table
from grader.lab.batch_norm import experiments, playground, plots
from grader.lab.plots import against, intervals, learning_curves
from grader.reference import batch_norm as reference

# %% [markdown]
# ## Predict first
#
# A guess of your own, right or wrong, makes the answer stick. So decide before you open an option.

# %% tags=["skip-in-grading"]
quiz("bn_predict_company")

# %% [markdown]
# Here is such a unit, with random weights, and the digits of scikit-learn. One image is put into a thousand batches,
# each with other images drawn at random.

# %% tags=["skip-in-grading"]
images, _ = data.digits()
rng = np.random.default_rng(1)
unit = images @ rng.normal(size=64)  # the value of one unit, for each of the 1,797 images
chosen = 18

in_company = {}
for size in (2, 8, 32, 128):
    values = []
    for _ in range(1000):
        batch = np.append(unit[chosen], rng.choice(unit, size - 1))
        values.append((unit[chosen] - batch.mean()) / np.sqrt(batch.var() + 1e-3))
    in_company[f"batches of {size}"] = np.array(values)

by_all_images = (unit[chosen] - unit.mean()) / np.sqrt(unit.var() + 1e-3)
plots.company(in_company, by_all_images)

# %% [markdown]
# The image is the same in each of these, and so is the unit. What differs is the company. In batches of 128 the answer
# hardly wavers; in batches of two, only one bit is left: *larger or smaller than the other one*. Keep the picture in
# mind. The spread is the noise that is said to regularize, and it is why prediction needs another way of normalising,
# why tiny batches fail, and why training and prediction can disagree.
#
# ## The idea in pictures
#
# A layer hands on one value for each unit and sample. Left to themselves, the units of one layer differ: in where their
# values lie, and in how far they spread. The sizes depend on the weights, and change while these are trained. Batch
# norm puts every unit on the same scale, by the batch at hand.

# %% tags=["skip-in-grading"]
batch = images[:200]
weights = rng.normal(size=(64, 6)) * rng.uniform(0.05, 0.4, size=6)
values = batch @ weights
normalised = (values - values.mean(axis=0)) / np.sqrt(values.var(axis=0) + 1e-3)
plots.before_and_after(values, normalised)

# %% [markdown]
# The shapes stay: a lopsided distribution remains lopsided, and a normalised unit is in no way "normally distributed".
# Only place and width change, which is all that subtracting and dividing can do.
#
# ## The mathematics
#
# Let $x_{ij}$ be the value of unit $j$ for sample $i$, in a batch of $n$ samples. Batch norm computes for each unit
#
# $$\mu_j = \frac1n\sum_i x_{ij}, \qquad \sigma_j^2 = \frac1n\sum_i (x_{ij}-\mu_j)^2, \qquad
# \hat x_{ij} = \frac{x_{ij}-\mu_j}{\sqrt{\sigma_j^2+\varepsilon}}, \qquad y_{ij} = \gamma_j\,\hat x_{ij} + \beta_j.$$
#
# - $\mu_j$ and $\sigma_j^2$ are mean and variance **of this batch**, the variance with $1/n$ ("biased").
# - $\varepsilon$ is a small number (Keras: 0.001) that keeps the division safe where a unit does not vary.
# - $\hat x_{ij}$ ("x hat") has mean 0 and, where $\sigma_j^2$ is much larger than $\varepsilon$, standard deviation 1.
# - $\gamma_j$ and $\beta_j$ are **trained**, one pair a unit. They begin at 1 and 0.
#
# Why normalise, only to scale and shift again? Because now the scale of a unit is *one number that can be learnt*, and
# no longer the outcome of all the weights below. With $\gamma_j=\sqrt{\sigma_j^2+\varepsilon}$ and $\beta_j=\mu_j$ the
# layer could even undo itself: nothing that the network could say before is lost.
#
# **At prediction** there may be no batch, or a strange one, and the answer for one sample should not depend on another.
# So in training the layer also collects **running statistics**, $m_j$ and $v_j$, with a **momentum** $\alpha$ (Keras:
# 0.99),
#
# $$m_j \leftarrow \alpha\,m_j + (1-\alpha)\,\mu_j, \qquad v_j \leftarrow \alpha\,v_j + (1-\alpha)\,\sigma_j^2,$$
#
# and at prediction uses these in place of $\mu_j$ and $\sigma_j^2$: fixed numbers, learnt and then left alone. So a
# batch norm layer has four numbers a unit: two trained ($\gamma$, $\beta$) and two collected ($m$, $v$).

# %% tags=["skip-in-grading"]
quiz("bn_mean_zero")

# %% [markdown]
# ### Two things follow at once
#
# **A bias in front of batch norm is idle.** It is part of the mean, and the mean is subtracted.

# %% tags=["skip-in-grading"]
quiz("bn_bias")

# %% [markdown]
# **The scale of the kernel does not matter.** Let us see both, in training mode, with epsilon 0 so that nothing blurs
# it. The loss here is a random weighting of the outputs; `batch_norm_backward`, which you will write below, gives the
# gradient.

# %% tags=["skip-in-grading"]
quiz("bn_scale_invariance")

# %% tags=["nbval-check-output", "skip-in-grading"]
rng = np.random.default_rng(0)
x, kernel, bias = rng.normal(size=(20, 5)), rng.normal(size=(5, 3)), rng.normal(size=3)
d_out = rng.normal(size=(20, 3))


def output_and_gradient(kernel, bias):
    """Training-mode output behind a dense layer, and the gradients by kernel and bias."""
    z = x @ kernel + bias
    out, _, _ = reference.batch_norm_forward(z, 1.0, 0.0, 0.0, 1.0, epsilon=0)
    d_z, _, _ = reference.batch_norm_backward(d_out, z, 1.0, epsilon=0)
    return out, x.T @ d_z, d_z.sum(axis=0)


out, d_kernel, d_bias = output_and_gradient(kernel, bias)
out_10, d_kernel_10, _ = output_and_gradient(10 * kernel, bias)
out_shifted, _, _ = output_and_gradient(kernel, bias + 100)

claim("another bias changes nothing", np.allclose(out, out_shifted))
claim("the gradient by the bias is zero", np.allclose(d_bias, 0))
claim("a kernel ten times as large changes nothing", np.allclose(out, out_10))
claim("but its gradient is ten times smaller", np.allclose(d_kernel, 10 * d_kernel_10))

# %% [markdown]
# The last line is worth a thought. A kernel that is too large gets small gradients, so it is moved with care; one that
# is too small gets large ones and is soon no longer too small. Remember it when learning rates and initial scales are
# varied below.
#
# ## Implement the forward pass
#
# Write it in Keras' convention. In training, normalise by the batch and move the running statistics; with
# `training=False`, normalise by the running statistics and return them unchanged. `x` is `(n, d)`, everything else
# `(d,)`. Do not change the arrays that you are given.


# %% nbgrader={"grade": false, "grade_id": "batch_norm_forward", "locked": false, "schema_version": 3, "solution": true, "task": false}
def batch_norm_forward(
    x, gamma, beta, running_mean, running_var, momentum=0.99, epsilon=1e-3, training=True
):
    """Normalise each column of x (n, d); return (out, running_mean, running_var)."""
    ### BEGIN SOLUTION
    if training:
        mu, sigma_squared = x.mean(axis=0), x.var(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * sigma_squared
    else:
        mu, sigma_squared = running_mean, running_var
    x_hat = (x - mu) / np.sqrt(sigma_squared + epsilon)
    return gamma * x_hat + beta, running_mean, running_var
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "batch_norm_forward_check", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
check(batch_norm_forward)

# %% [markdown]
# What to expect of the output can be said without knowing the code: in training mode, **means equal beta, and standard
# deviations come close to gamma**. Here is yours, on four units. The last one does not vary at all.

# %% tags=["skip-in-grading"]
with after_writing(batch_norm_forward):
    rng = np.random.default_rng(0)
    x = rng.normal(loc=[0, 5, -3, 2], scale=[1, 10, 0.02, 0], size=(500, 4))
    gamma, beta = np.array([1.0, 2.0, 1.0, 1.0]), np.array([0.0, 3.0, 0.0, 7.0])
    out, _, _ = batch_norm_forward(x, gamma, beta, np.zeros(4), np.ones(4))
    columns = (
        ("mean before", x.mean(axis=0)),
        ("std before", x.std(axis=0)),
        ("gamma", gamma),
        ("beta", beta),
        ("mean after", out.mean(axis=0)),
        ("std after", out.std(axis=0)),
    )
    rows = [
        (j + 1, *(f"{abs(round(v[j], 2)) * np.sign(round(v[j], 2)):.2f}" for _, v in columns))
        for j in range(4)
    ]
    display(table(("unit", *(name for name, _ in columns)), *rows))

# %% [markdown]
# Units 1 and 2 behave as promised. Unit 3 has a variance of about $0.02^2=0.0004$, less than $\varepsilon=0.001$, and
# comes out near $\sqrt{0.0004/0.0014}\approx 0.53$ rather than 1. Unit 4 does not vary: its $\hat x$ is 0, and what is
# left is beta. So "standard deviation one" is true of units with a variance well above epsilon.
#
# ### Running statistics take their time
#
# The same unit as at the start, batches of 32, and what two momenta make of the batches' means. The running mean begins
# at 0, as it does in Keras and PyTorch.

# %% tags=["skip-in-grading"]
with after_writing(batch_norm_forward):
    rng = np.random.default_rng(2)
    batches = [rng.choice(unit, (32, 1)) for _ in range(600)]
    running = {}
    for momentum in (0.99, 0.9):
        mean, var, means = np.zeros(1), np.ones(1), []
        for one in batches:
            _, mean, var = batch_norm_forward(one, 1.0, 0.0, mean, var, momentum=momentum)
            means.append(mean[0])
        running[f"momentum {momentum}"] = np.array(means)
    batch_means = np.array([one.mean() for one in batches])
    display(plots.running_means(batch_means, running, unit.mean()))

# %% [markdown]
# A large momentum averages over many batches and is late; a small one is quick and keeps wavering. After $t$ steps a
# share $\alpha^t$ of the start is left. How many steps until that is one hundredth?

# %% tags=["nbval-check-output", "skip-in-grading"]
rows = []
for momentum in (0.9, 0.99, 0.999):
    steps = int(np.ceil(np.log(0.01) / np.log(momentum)))
    rows.append((momentum, steps, -(-steps // 7)))
table(("momentum", "steps", "epochs of 7 batches (200 images)"), *rows)

# %% [markdown]
# With Keras' 0.99 and a small data set, that is more epochs than many people train. Case 1 below shows the symptom.
#
# ## The backward pass, in stages
#
# The gradient of batch norm looks forbidding as one formula. As a chain of small stages it is not.

# %% tags=["skip-in-grading"]
plots.stages()

# %% tags=["skip-in-grading"]
quiz("bn_backward_why")

# %% [markdown]
# Write $\dot a$ for the gradient of the loss by $a$, and walk from the right to the left. Each stage needs one rule.
# Where $a$ was made of the *whole* batch, its gradient is a sum over the batch, and a mean hands $1/n$ to each.
#
# With $y$ the output, $c = x-\mu$ the centred values, $s=\sqrt{\sigma^2+\varepsilon}$ and $r = 1/s$, per unit (the
# index $j$ left out):
#
# $$\begin{aligned}
# \dot\beta &= \textstyle\sum_i \dot y_i, & \dot\gamma &= \textstyle\sum_i \dot y_i\,\hat x_i, & \dot{\hat x}_i &= \gamma\,\dot y_i, \\
# \dot r &= \textstyle\sum_i \dot{\hat x}_i\,c_i, & \dot s &= -\,\dot r / s^2, & \dot{\sigma^2} &= \dot s/(2s), \\
# \dot{(c_i^2)} &= \dot{\sigma^2}/n, & \dot c_i &= \dot{\hat x}_i\,r + 2c_i\,\dot{(c_i^2)}, & \dot\mu &= -\textstyle\sum_i \dot c_i, \qquad
# \dot x_i = \dot c_i + \dot\mu/n.
# \end{aligned}$$
#
# Two of them are sums of two terms: $c$ goes two ways in the picture, and so does $x$. Those are the red arrows.
#
# Is it right? Each stage can be tested by itself: nudge it, and see what happens to the loss $\sum_{ij} \dot
# y_{ij}\,y_{ij}$. Three verdicts on each: does the formula agree *exactly* with finite differences, *approximately*,
# and how far is it off at most?

# %% tags=["skip-in-grading"]
from grader.reference.batch_norm_stages import batch_norm_backward_staged, numerical_gradients

rng = np.random.default_rng(0)
x, d_out = rng.normal(2, 3, size=(8, 4)), rng.normal(size=(8, 4))
gamma, beta = rng.uniform(0.5, 2, size=4), rng.normal(size=4)

staged = batch_norm_backward_staged(d_out, x, gamma)
measured = numerical_gradients(d_out, x, gamma, beta)
rows = []
for name, formula in staged.items():
    off = np.abs(formula - measured[name]).max()
    exact = "yes" if np.array_equal(formula, measured[name]) else "no"
    approximate = "yes" if np.allclose(formula, measured[name], atol=1e-7) else "no"
    rows.append((name, exact, approximate, f"{off:.0e}"))
table(("gradient by", "exact", "approximate", "max difference"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
worst = max(np.abs(formula - measured[name]).max() for name, formula in staged.items())
claim("every stage agrees with finite differences to seven digits", worst < 1e-7)

# %% [markdown]
# All eleven agree approximately and none exactly, because finite differences never are exact. A mistake in one stage
# would show in its own line *and in every line below it*: the first bad line names the culprit. That is what stages are
# good for.
#
# ### Simplified on paper
#
# Put the stages into each other, and most of it cancels. First $\sum_i c_i=0$, so $\dot\mu = -r\sum_i\dot{\hat x}_i$.
# Then $2c_i\,\dot{(c_i^2)} = -\frac{c_i}{n}\,\frac{\dot r}{s^3} = -\frac{r}{n}\,\hat x_i\sum_k\dot{\hat x}_k\,\hat
# x_k$. What remains is
#
# $$\dot x_i = \frac{\gamma}{\sqrt{\sigma^2+\varepsilon}}\Big(\dot y_i - \frac1n\sum_k \dot y_k - \hat x_i\,\frac1n\sum_k \dot y_k\,\hat x_k\Big).$$
#
# Read it from the left. The factor in front is what a layer with fixed statistics would have. The second term takes
# away the *mean* of the gradient: no sense in pushing all samples the same way, since the mean is subtracted. The third
# takes away the part *along* $\hat x$: no sense in stretching, since the spread is divided out. Two of the sums are
# $\dot\beta$ and $\dot\gamma$, which you need anyway.


# %% nbgrader={"grade": false, "grade_id": "batch_norm_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
def batch_norm_backward(d_out, x, gamma, epsilon=1e-3):
    """Gradients (d_x, d_gamma, d_beta) of the training-mode forward pass."""
    ### BEGIN SOLUTION
    r = 1 / np.sqrt(x.var(axis=0) + epsilon)
    x_hat = (x - x.mean(axis=0)) * r
    d_beta = d_out.sum(axis=0)
    d_gamma = (d_out * x_hat).sum(axis=0)
    d_x = gamma * r * (d_out - d_beta / len(x) - x_hat * d_gamma / len(x))
    return d_x, d_gamma, d_beta
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "batch_norm_backward_check", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
check(batch_norm_backward)

# %% [markdown]
# Yours against the stages: the same numbers up to rounding, with far fewer steps.

# %% tags=["skip-in-grading"]
with after_writing(batch_norm_backward):
    for name, formula in zip(
        ("x", "gamma", "beta"), batch_norm_backward(d_out, x, gamma), strict=True
    ):
        print(
            f"{name:5}  exact: {np.array_equal(formula, staged[name])!s:5}  "
            f"approximate: {np.allclose(formula, staged[name])}  "
            f"max difference: {np.abs(formula - staged[name]).max():.0e}"
        )

# %% tags=["nbval-check-output", "skip-in-grading"]
with after_writing(batch_norm_backward):
    d_x, _, _ = batch_norm_backward(d_out, x, gamma, epsilon=1e-12)
    x_hat = (x - x.mean(axis=0)) / x.std(axis=0)
    claim("the gradients of a batch add up to zero", np.allclose(d_x.sum(axis=0), 0))
    claim("and have no part along x hat", np.allclose((d_x * x_hat).sum(axis=0), 0))

# %% [markdown]
# ## The same in Keras
#
# Importing Keras takes several seconds, once. Then one training step with Keras' layer and with your functions: output,
# running statistics, gradients, and the output at prediction afterwards. In 64 bits, so that agreement means agreement.

# %%
from grader.quiet import quiet_standard_error

with quiet_standard_error():  # TensorFlow would greet you with a page of log lines
    import keras
    import tensorflow as tf

# %% tags=["skip-in-grading"]
running_mean, running_var = rng.normal(size=4), rng.uniform(0.5, 2, size=4)
layer = keras.layers.BatchNormalization(dtype="float64")
layer.build((None, 4))
layer.set_weights([gamma, beta, running_mean, running_var])

with tf.GradientTape() as tape:
    inputs = tf.Variable(x)
    keras_out = layer(inputs, training=True)
    loss = tf.reduce_sum(keras_out * d_out)
theirs = {"output in training": keras_out}
theirs |= {"running mean": layer.moving_mean, "running variance": layer.moving_variance}
wanted = [inputs, layer.gamma.value, layer.beta.value]
names = ("gradient by x", "gradient by gamma", "gradient by beta")
theirs |= dict(zip(names, tape.gradient(loss, wanted), strict=True))
theirs["output at prediction, afterwards"] = layer(x, training=False)

with after_writing(batch_norm_forward), after_writing(batch_norm_backward):
    out, mean, var = batch_norm_forward(x, gamma, beta, running_mean, running_var)
    at_prediction, _, _ = batch_norm_forward(x, gamma, beta, mean, var, training=False)
    yours = [out, mean, var, *batch_norm_backward(d_out, x, gamma), at_prediction]
    differences = {
        name: np.abs(np.asarray(value) - own).max()
        for (name, value), own in zip(theirs.items(), yours, strict=True)
    }
    rows = [(name, f"{off:.0e}") for name, off in differences.items()]
    display(table(("", "largest difference to Keras"), *rows))

# %% tags=["nbval-check-output", "skip-in-grading"]
with after_writing(batch_norm_forward), after_writing(batch_norm_backward):
    claim("yours equals Keras' layer to ten digits", max(differences.values()) < 1e-10)

# %% [markdown]
# ### And in PyTorch: three differences of convention
#
# | | Keras | PyTorch |
# |---|---|---|
# | **momentum** | 0.99, the weight of the **old** value | 0.1, the weight of the **new** value |
# | **epsilon** | 0.001 | 0.00001 |
# | **variance that normalises the batch** | over $n$ | over $n$ |
# | **variance that is collected** | over $n$ | over $n-1$ |
#
# The first is a trap, since both call it momentum and both accept 0.99. The last makes the collected variance $n/(n-1)$
# times as large: by 3 % with batches of 32, by 100 % with batches of two.

# %% tags=["skip-in-grading"]
quiz("bn_momentum_meaning")

# %% [markdown]
# The settings convert in one line, and back. The collected variance needs one number more, the batch size $n$. (The
# converters stand in `grader/reference/batch_norm.py`; they take two lines each.)

# %% tags=["nbval-check-output", "skip-in-grading"]
to_torch, to_keras = reference.torch_arguments(0.99, 1e-3), reference.keras_arguments(0.1, 1e-5)
rows = [
    ("Keras' defaults, for PyTorch", f"{to_torch['momentum']:.2f}", f"{to_torch['eps']:.0e}"),
    ("PyTorch's defaults, for Keras", f"{to_keras['momentum']:.2f}", f"{to_keras['epsilon']:.0e}"),
]
display(table(("", "momentum", "epsilon"), *rows))

collected = np.array([0.5, 2.0, 8.0])
there = reference.torch_running_var(collected, n=6, n_updates=5, momentum=0.8)
back = reference.keras_running_var(there, n=6, n_updates=5, momentum=0.8)
claim("there and back, the collected variance is what it was", np.allclose(back, collected))

# %% [markdown]
# Five batches of six samples through both frameworks. In the middle column the momentum was carried over as it stands;
# in the right one it was converted.

# %% tags=["skip-in-grading"]
from grader.lab.torch_or_stub import nn, torch

if torch is None:
    print("PyTorch is not installed here. Nothing is lost: no later cell needs it.")
else:
    rng = np.random.default_rng(5)
    batches = rng.normal(1, 2, size=(5, 6, 4))
    keras_layer = keras.layers.BatchNormalization(momentum=0.8, dtype="float64")
    same_numbers = nn.BatchNorm1d(4, momentum=0.8, eps=1e-3, dtype=torch.float64)
    converted = nn.BatchNorm1d(4, **reference.torch_arguments(0.8, 1e-3), dtype=torch.float64)
    for one in batches:
        keras_layer(one, training=True)
        for module in (same_numbers, converted):
            module(torch.tensor(one))

    keras_mean, keras_var = (
        np.asarray(keras_layer.moving_mean),
        np.asarray(keras_layer.moving_variance),
    )
    as_torch = reference.torch_running_var(keras_var, n=6, n_updates=5, momentum=0.8)
    rows = []
    for name, value, attribute in (
        ("running mean", keras_mean, "running_mean"),
        ("running variance", keras_var, "running_var"),
        ("running variance, converted by n / (n - 1)", as_torch, "running_var"),
    ):
        off = [
            np.abs(value - getattr(m, attribute).numpy()).max() for m in (same_numbers, converted)
        ]
        rows.append((name, *(f"{o:.0e}" if o < 1e-6 else f"{o:.2f}" for o in off)))
    headings = (
        "difference of Keras and PyTorch",
        "momentum 0.8 in both",
        "momentum 0.2 in PyTorch",
    )
    display(table(headings, *rows))

# %% [markdown]
# ## Images: one mean a channel
#
# A convolution does the same at each pixel, so its batch norm should, too. All pixels of a channel, in all images of
# the batch, share one mean and one variance.

# %% tags=["skip-in-grading"]
plots.shared_statistics()

# %% tags=["skip-in-grading"]
quiz("bn_channels_count")

# %% [markdown]
# (The panel in the middle is layer norm, which comes further below.) Write it for `(n, h, w, c)`, in training mode and
# without running statistics.


# %% nbgrader={"grade": false, "grade_id": "batch_norm_images", "locked": false, "schema_version": 3, "solution": true, "task": false}
def batch_norm_images(images, gamma, beta, epsilon=1e-3):
    """Normalise every channel of images (n, h, w, c) over images and pixels."""
    ### BEGIN SOLUTION
    n, h, w, c = images.shape
    pixels = images.reshape(n * h * w, c)
    x_hat = (pixels - pixels.mean(axis=0)) / np.sqrt(pixels.var(axis=0) + epsilon)
    return (gamma * x_hat + beta).reshape(n, h, w, c)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "batch_norm_images_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(batch_norm_images)

# %% [markdown]
# Keras' layer takes the last axis as the channels. With `axis=1`, the place where PyTorch has them, it does not
# complain about images of shape `(n, h, w, c)`: it normalises *rows of pixels*, and you have a bug that trains. The
# feature maps are six of a photo, each on a scale of its own.

# %% tags=["skip-in-grading"]
maps = data.feature_maps(data.photo())
maps = np.stack([maps, maps[:, ::-1]]) * [1, 2, 5, 10, 20, 50] + [0, 1, 2, 3, 4, 5]
gamma, beta = np.ones(6), np.zeros(6)
last = keras.layers.BatchNormalization(dtype="float64")
wrong = keras.layers.BatchNormalization(axis=1, dtype="float64")
outputs = {
    "keras.layers.BatchNormalization()": np.asarray(last(maps, training=True)),
    "the same with axis=1": np.asarray(wrong(maps, training=True)),
}
with after_writing(batch_norm_images):
    outputs["your batch_norm_images"] = batch_norm_images(maps, gamma, beta)
rows = []
for name, out in outputs.items():
    means, stds = out.mean(axis=(0, 1, 2)), out.std(axis=(0, 1, 2))
    off = np.abs(out - outputs["keras.layers.BatchNormalization()"]).max()
    rows.append(
        (
            name,
            f"{means.min():.2f} to {means.max():.2f}".replace("-0.00", "0.00"),
            f"{stds.min():.2f} to {stds.max():.2f}",
            f"{off:.0e}" if off else "0",
        )
    )
table(("", "means of the channels", "their standard deviations", "difference to the first"), *rows)

# %% [markdown]
# ## Folding: a batch norm that costs nothing
#
# At prediction batch norm multiplies and adds fixed numbers. A dense layer in front of it does a linear map. Two linear
# maps in a row are one:
#
# $$\gamma\,\frac{(xW+b)-m}{\sqrt{v+\varepsilon}}+\beta \;=\; x\,W' + b'.$$
#
# Find $W'$ and $b'$. The numbers of a batch norm belong to the *output units*, so look which axis of `w`, `(d, k)`, is
# theirs.


# %% nbgrader={"grade": false, "grade_id": "fold_batch_norm", "locked": false, "schema_version": 3, "solution": true, "task": false}
def fold_batch_norm(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    """(w, b) of one Dense layer that does what Dense and batch norm do at prediction."""
    ### BEGIN SOLUTION
    factor = gamma / np.sqrt(variance + epsilon)
    folded_w = w * factor
    return folded_w, (b - mean) * factor + beta
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "fold_batch_norm_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(fold_batch_norm)

# %% tags=["skip-in-grading"]
quiz("bn_fold_when")

# %% [markdown]
# Yours on a trained network: ten networks of two hidden layers with batch norm learn 200 digits; then every batch norm
# is folded away, and what is left is a plain network with as many weights as one that never had any.

# %% tags=["skip-in-grading"]
from grader.reference.network import SGD, Adam, BatchNorm, Network

SEEDS = range(10)
few = data.few_shot_digits(SEEDS, wrong=0.0)
trained = Network([64, 128, 128, 10], SEEDS, batch_norm=True)
trained.fit(few.x_train, few.y_train, epochs=60, batch_size=32, optimizer=Adam(1e-3))

with after_writing(fold_batch_norm):
    folded = Network([64, 128, 128, 10], SEEDS)
    ours, plain = trained.parameters, folded.parameters
    plain.kernels[-1][...], plain.biases[-1][...] = ours.kernels[-1], ours.biases[-1]
    for layer, (mean, var) in enumerate(trained.running):
        for s in SEEDS:
            of_layer = ours.gammas[layer][s, 0], ours.biases[layer][s, 0], mean[s, 0], var[s, 0]
            w, b = fold_batch_norm(ours.kernels[layer][s], np.zeros(128), *of_layer)
            plain.kernels[layer][s], plain.biases[layer][s, 0] = w, b
    off = np.abs(folded.predict(few.x_test) - trained.predict(few.x_test)).max()
    collected = sum(mean.shape[2] + var.shape[2] for mean, var in trained.running)
    print(f"parameters: {ours.flat.shape[1]:,}, and {collected} collected numbers")
    print(f"parameters when folded: {plain.flat.shape[1]:,}")
    print(f"largest difference of the probabilities: {off:.0e}")

# %% [markdown]
# What does it gain? We time layers of three sizes on 1,000 samples in 32 bits, each with batch norm behind it and
# folded, in turn, a hundred times. Of each we take the *shortest* time, which is the one least disturbed by whatever
# else the machine is doing, and report their ratio, which depends less on the machine than milliseconds do. All of it
# on one processor.

# %% tags=["skip-in-grading"]
from time import perf_counter

from threadpoolctl import threadpool_limits


def seconds(action):
    """How long one call takes."""
    start = perf_counter()
    action()
    return perf_counter() - start


def speed_up(n_features, n_units):
    """How many times as long Dense and batch norm take as the folded layer."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=(1000, n_features)).astype("float32")
    w = rng.normal(size=(n_features, n_units)).astype("float32")
    b, *four = rng.uniform(0.5, 1.5, size=(5, n_units)).astype("float32")
    w_folded, b_folded = reference.fold_batch_norm(w, b, *four)

    def two_layers():
        return reference.batch_norm_forward(x @ w + b, *four, training=False)[0]

    def one_layer():
        return x @ w_folded + b_folded

    with threadpool_limits(1):
        pairs = [(seconds(two_layers), seconds(one_layer)) for _ in range(100)]
    both, folded_alone = np.min(pairs, axis=0)
    return both / folded_alone


rows = [(d, k, f"{speed_up(d, k):.1f}") for d, k in ((64, 64), (128, 128), (512, 512))]
table(("features", "units", "Dense and batch norm : folded"), *rows)

# %% [markdown]
# The matmul is the same in both. What is saved are the passes over the outputs: subtract, divide, multiply, add. The
# larger the matmul, the less they weigh. That is why tools that prepare networks for use fold every batch norm that
# they can.
#
# ## Layer norm: leave the neighbours out of it
#
# Turn the grid by a quarter: let each *sample* be normalised by mean and variance over its own units (Ba, Kiros and
# Hinton, 2016). Gamma and beta still belong to the units. There is nothing to collect, and no difference between
# training and prediction.


# %% nbgrader={"grade": false, "grade_id": "layer_norm", "locked": false, "schema_version": 3, "solution": true, "task": false}
def layer_norm(x, gamma, beta, epsilon=1e-3):
    """Normalise every row of x (n, d) by its own mean and variance."""
    ### BEGIN SOLUTION
    centred = x - x.mean(axis=1, keepdims=True)
    spread = np.sqrt(np.mean(centred**2, axis=1, keepdims=True) + epsilon)
    return gamma * centred / spread + beta
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "layer_norm_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(layer_norm)

# %% [markdown]
# One row, alone and in company, through your two functions (and Keras' `LayerNormalization`, for the parity). How far
# does the row's output move?

# %% tags=["nbval-check-output", "skip-in-grading"]
with after_writing(batch_norm_forward), after_writing(layer_norm):
    rng = np.random.default_rng(0)
    row, others = rng.normal(size=(1, 5)), rng.normal(size=(7, 5))
    gamma, beta = rng.uniform(0.5, 2, size=5), rng.normal(size=5)
    norms = {
        "batch norm": lambda x: batch_norm_forward(x, gamma, beta, np.zeros(5), np.ones(5))[0],
        "layer norm": lambda x: layer_norm(x, gamma, beta),
    }
    rows = []
    for name, norm in norms.items():
        alone, together = norm(row)[0], norm(np.vstack([row, others]))[0]
        only_beta = "yes" if np.allclose(alone, beta) else "no"
        rows.append((name, f"{np.abs(alone - together).max():.2f}", only_beta))
    display(table(("", "moved by company", "alone: nothing but beta left?"), *rows))

    keras_norm = keras.layers.LayerNormalization(dtype="float64")
    keras_norm.build((None, 5))
    keras_norm.set_weights([gamma, beta])
    off = np.abs(np.asarray(keras_norm(others)) - layer_norm(others, gamma, beta)).max()
    claim("your layer norm equals Keras' to ten digits", off < 1e-10)

# %% tags=["skip-in-grading"]
quiz("layer_norm_difference")

# %% [markdown]
# That is why networks for text use layer norm: sequences of different length, small batches, and predictions one word
# at a time leave batch norm little to stand on. In exchange, layer norm cannot be folded.
#
# ## Experiment 1: learning rate, initial scale, speed
#
# Now to what batch norm is for. The patient is a network with *five* hidden layers of 64 units, 200 digits with right
# labels, and plain SGD, which has nothing of its own to balance the layers. The same ten seeds, with and without batch
# norm, for seven learning rates.
#
# Before each evaluation, the running statistics are replaced by those of the whole training set, as in the first
# paper. So we measure the *weights*, and not how far the running statistics have come; that is a question of its own
# (case 1).

# %% tags=["skip-in-grading"]
quiz("bn_learning_rate_predict")


# %% tags=["skip-in-grading"]
DEEP = [64, 64, 64, 64, 64, 64, 10]
ARMS = {"without batch norm": False, "with batch norm": True}


def train(batch_norm, optimizer, factors=(1.0,), epochs=40):
    """Train ten deep networks for each factor on the initial kernels.

    Returns the history, and accuracies on test and training set, each (factors, seeds).
    """
    task = few.repeated(len(factors))
    network = Network(DEEP, list(SEEDS) * len(factors), batch_norm=batch_norm)
    experiments.scale_kernels(network, np.repeat(factors, len(SEEDS)))
    with experiments.divergence_allowed():
        history = network.fit(task.x_train, task.y_train, epochs, 32, optimizer)
        experiments.use_population_statistics(network, task.x_train)
        tested = network.accuracy(task.x_test, task.y_test)
        fitted = network.accuracy(task.x_train, task.y_train)
    return history, *(part.reshape(len(factors), len(SEEDS)) for part in (tested, fitted))


RATES = (0.003, 0.01, 0.03, 0.1, 0.3, 1, 3)
by_rate = {
    name: [train(batch_norm, SGD(rate)) for rate in RATES] for name, batch_norm in ARMS.items()
}
rate_accuracy = {
    name: np.concatenate([tested for _, tested, _ in runs]) for name, runs in by_rate.items()
}
against(RATES, rate_accuracy, "learning rate of SGD", log=True)

# %% [markdown]
# Next, the *initial scale*: the learning rate is 0.1, the best of the network without batch norm, and all kernels are
# multiplied by a factor before training.

# %% tags=["skip-in-grading"]
FACTORS = (0.1, 0.2, 0.5, 1, 2, 5, 10)
by_factor = {name: train(batch_norm, SGD(0.1), FACTORS) for name, batch_norm in ARMS.items()}
scale_accuracy = {name: tested for name, (_, tested, _) in by_factor.items()}
scale_training = by_factor["with batch norm"][2]
against(FACTORS, scale_accuracy, "factor on the initial kernels", log=True)

# %% tags=["nbval-check-output", "skip-in-grading"]
bare, with_bn = (values.mean(axis=1) for values in rate_accuracy.values())
claim("one learning rate of seven brings the bare network above 80 %", np.sum(bare > 0.8) == 1)
claim("with batch norm, at least four do", np.sum(with_bn > 0.8) >= 4)
bare_scale, bn_scale = (values.mean(axis=1) for values in scale_accuracy.values())
claim("half or ten times the initial scale: the bare network fails", max(bare_scale[[2, 6]]) < 0.5)
claim("with batch norm, no factor from 0.1 to 10 costs more than 20 points", np.ptp(bn_scale) < 0.2)

# %% [markdown]
# This is the promise that holds, and by a wide margin. Without batch norm, a third of the best learning rate or half of
# the usual initial weights is enough to spoil the training. With it, the network forgives a factor of ten, to either
# side. Not without a price: from a factor of 5 on, test accuracy goes down, although the training set is still learnt:

# %% tags=["skip-in-grading"]
rows = [
    (f"{factor:g}", statistics.in_percent(fitted), statistics.in_percent(tested))
    for factor, fitted, tested in zip(
        FACTORS, scale_training, scale_accuracy["with batch norm"], strict=True
    )
]
table(("factor, with batch norm", "training (%)", "test (%)"), *rows)

# %% [markdown]
# The algebra above suggests why: kernels ten times as large get gradients ten times as small. They hardly move, and
# what the network sees of an image is what the random first weights let through.
#
# ### Does it speed training up?
#
# Compared at *one* learning rate, batch norm wins easily, if that rate does not suit the other. A fair comparison lets
# each choose its own. So: epochs until the training loss is below 0.1, at each arm's best learning rate, first for SGD,
# then for Adam.

# %% tags=["skip-in-grading"]
ADAM_RATES = (1e-3, 3e-3, 1e-2, 3e-2)
by_adam = {
    name: [train(batch_norm, Adam(rate), epochs=30) for rate in ADAM_RATES]
    for name, batch_norm in ARMS.items()
}
rows, needed = [], {}
for optimizer, rates, runs in (("SGD", RATES, by_rate), ("Adam", ADAM_RATES, by_adam)):
    for name in ARMS:
        epochs = [experiments.epochs_to(history, 0.1) for history, _, _ in runs[name]]
        best = int(np.argmin([e.mean() for e in epochs]))
        needed[optimizer, name] = epochs[best]
        interval = f"{epochs[best].mean():.1f} ± {statistics.half_width(epochs[best]):.1f}"
        test = statistics.in_percent(runs[name][best][1][0])
        rows.append((optimizer, name, f"{rates[best]:g}", interval, test))
table(("optimizer", "", "best rate", "epochs to loss 0.1", "test accuracy then (%)"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
sgd_gain = needed["SGD", "without batch norm"] / needed["SGD", "with batch norm"]
adam_gain = needed["Adam", "without batch norm"] / needed["Adam", "with batch norm"]
claim("with SGD, batch norm needs less than two thirds of the epochs", np.mean(sgd_gain) > 1.5)
claim("with Adam, the two need about the same", 0.6 < np.mean(adam_gain) < 1.6)

# %% [markdown]
# So "accelerates training" is true here of SGD, each at its best, by a factor of two or so. Adam balances layers by
# itself, in its own way, and with a well chosen rate leaves batch norm nothing to speed up on this network. What batch
# norm spares you in either case is the search. And in test accuracy the network without batch norm is not behind: on
# these few images batch norm is a convenience of training, not a better network.
#
# ## Experiment 2: the noise, and whether it regularizes
#
# In the first picture an image's value wavered with its company. How much, depending on the batch size? For the same
# unit, over all images:

# %% tags=["skip-in-grading"]
rng = np.random.default_rng(3)
rows = []
for n in (2, 4, 8, 16, 32, 128):
    batch = rng.choice(unit, size=(4000, n))
    noisy_value = (batch - batch.mean(1, keepdims=True)) / np.sqrt(
        batch.var(1, keepdims=True) + 1e-3
    )
    exact_value = (batch - unit.mean()) / np.sqrt(unit.var() + 1e-3)
    noise = np.sqrt(np.mean((noisy_value - exact_value) ** 2))
    rows.append((n, f"{noise:.2f}", f"{1 / np.sqrt(n):.2f}"))
table(("batch size n", "noise: typical error of x hat", "1 / sqrt(n)"), *rows)

# %% [markdown]
# The noise falls like $1/\sqrt n$ and is about a third larger. Dropout's noise you choose; batch norm's comes with the
# batch size.
#
# To see what the noise does, *and nothing else*, the batch must stay the same while the noise varies. So each batch of
# 32 is cut into **groups** of $g$ samples, and each group is normalised by itself ("ghost batches"): the gradient is
# still that of 32 samples, the noise that of $g$. One label in five is wrong, the task on which regularization shows.

# %% tags=["skip-in-grading"]
quiz("bn_noise_predict")

# %% tags=["skip-in-grading"]
GROUPS = (1, 2, 4, 8, 16, 32)
noisy = data.few_shot_digits(SEEDS, n_train=192, wrong=0.2)  # six batches of 32


def train_noisy(batch_norm):
    """Accuracies on the training labels and on clean test images, each (seeds,)."""
    network = Network([64, 128, 128, 10], SEEDS, batch_norm=batch_norm)
    network.fit(noisy.x_train, noisy.y_train, 80, 32, Adam(1e-3))
    experiments.use_population_statistics(network, noisy.x_train)
    return (
        network.accuracy(noisy.x_train, noisy.y_train),
        network.accuracy(noisy.x_test, noisy.y_test),
    )


no_norm = train_noisy(False)
grouped = np.array([train_noisy(BatchNorm(group=g)) for g in GROUPS])
against(
    GROUPS,
    {
        "training, a fifth of it wrong": grouped[:, 0],
        "test": grouped[:, 1],
        "test without batch norm": np.tile(no_norm[1], (len(GROUPS), 1)),
    },
    "samples that share a mean and a variance",
    log=True,
)

# %% tags=["skip-in-grading"]
rows = [("no batch norm", *map(statistics.in_percent, no_norm), "")]
for g, (fit_accuracy, test_accuracy) in zip(GROUPS, grouped, strict=True):
    against_none = statistics.in_percent(test_accuracy - no_norm[1])
    rows.append(
        (f"groups of {g}", *map(statistics.in_percent, (fit_accuracy, test_accuracy)), against_none)
    )
table(("", "training (%)", "test (%)", "test, against no batch norm"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
gain = {g: values - no_norm[1] for g, values in zip(GROUPS, grouped[:, 1], strict=True)}
claim("groups of 32: every wrong label is memorised", grouped[5, 0].mean() > 0.98)
claim("groups of 32 are within 4 points of no batch norm", abs(gain[32].mean()) < 0.04)
surely = gain[2].mean() - statistics.half_width(gain[2]) > 0
claim("groups of 2 beat no batch norm by more than the 95 % interval", surely)
claim("groups of 1 learn nothing", grouped[0, 1].mean() < 0.2)

# %% [markdown]
# Three results, as measured:
#
# - **At the usual size it does not regularize here.** With groups of 32, the wrong labels are memorised, and test
#   accuracy is where it is without batch norm. A sentence like "batch norm also has a regularizing effect" needs a size
#   of batch to mean anything.
# - **Very strong noise does.** With groups of two, the network can no longer memorise everything, and test accuracy
#   rises. Dropout, whose rate one can choose, gains more on nearly the same task, as experiment 4 and the lesson on
#   dropout show.
# - **One sample is none.** With groups of one, $x-\mu$ is zero and nothing gets through.
#
# ### The batch size itself
#
# In practice groups are whole batches: with a small batch comes not only more noise, but also more steps an epoch.
# Twenty epochs each, labels right, Adam.

# %% tags=["skip-in-grading"]
SIZES = (1, 2, 4, 8, 32)


def train_small(batch_norm, size):
    """Accuracies on the test images, by all images' statistics, (seeds,)."""
    network = Network([64, 64, 64, 10], SEEDS, batch_norm=batch_norm)
    network.fit(few.x_train, few.y_train, 20, size, Adam(1e-3))
    experiments.use_population_statistics(network, few.x_train)
    return network.accuracy(few.x_test, few.y_test)


by_size = {name: np.array([train_small(bn, size) for size in SIZES]) for name, bn in ARMS.items()}
against(SIZES, by_size, "batch size", log=True)

# %% tags=["skip-in-grading"]
rows = [
    (size, *(statistics.in_percent(v[i]) for v in by_size.values())) for i, size in enumerate(SIZES)
]
table(("batch size", *(f"test (%), {name}" for name in by_size)), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
bare, with_bn = (values.mean(axis=1) for values in by_size.values())
claim("batch size 1: with batch norm, no better than guessing", with_bn[0] < 0.2)
claim("batch size 2: batch norm costs more than 2 points", bare[1] - with_bn[1] > 0.02)
claim("batch sizes 8 and 32: within 4 points", np.all(np.abs(bare - with_bn)[3:] < 0.04))

# %% [markdown]
# Tiny batches are where batch norm fails: at one it fails altogether, at two it costs. From four on there is little in
# it. When memory allows only a few samples a step, take layer norm, or freeze the statistics.
#
# ## Experiment 3: why does it work? Covariate shift on trial
#
# The paper of 2015 has the reason in its title: *reducing internal covariate shift*. While the lower layers learn, the
# distribution of what the upper ones receive keeps moving; the upper layers aim at a moving target; batch norm holds it
# still. It is a good story, and introductions repeat it.
#
# Santurkar and others (2018) put it to a test that you can repeat in a few seconds. Add noise **behind** batch norm: in
# each step, each unit gets a random shift, the same for the whole batch, and noise of a random size. Now the
# distributions jump about, on purpose.

# %% tags=["skip-in-grading"]
quiz("bn_shift_predict")

# %% [markdown]
# We need a measure of the shift: for each unit, how far its mean moves from one step to the next, in units of its
# standard deviation, just before the ReLU of the third hidden layer. Every step uses *all* 200 images, so what moves is
# the network and not the sample. Plain SGD, learning rate 0.1, five hidden layers, ten seeds.

# %% tags=["skip-in-grading"]
cases = {
    "without batch norm": (False, 0.0, 0.0),
    "batch norm": (True, 0.0, 0.0),
    "batch norm, then noise": (True, 1.0, 0.5),
}
shifts, losses, tested = {}, {}, {}
for name, (batch_norm, shift, spread) in cases.items():
    disturbance = experiments.Disturbance(SEEDS, shift, spread)
    network = Network(DEEP, SEEDS, batch_norm=batch_norm, noise=disturbance)
    history = network.fit(few.x_train, few.y_train, 150, 200, SGD(0.1))
    experiments.use_population_statistics(network, few.x_train)
    shifts[name], losses[name] = disturbance.shift_per_step(2), history.loss
    tested[name] = network.accuracy(few.x_test, few.y_test)

plots.shift_and_loss(
    {name: values.mean(axis=0) for name, values in shifts.items()},
    {name: values.mean(axis=1) for name, values in losses.items()},
)

# %% tags=["skip-in-grading"]
rows = [
    (
        name,
        f"{shifts[name].mean():.4f} ± {statistics.half_width(shifts[name].mean(axis=1)):.4f}",
        f"{losses[name][49].mean():.2f} ± {statistics.half_width(losses[name][49]):.2f}",
        statistics.in_percent(tested[name]),
    )
    for name in cases
]
table(("ten seeds", "shift per step", "training loss after 50 steps", "test accuracy (%)"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
bare, norm, jumping = cases
shift = {name: values.mean() for name, values in shifts.items()}
halfway = {name: values[49].mean() for name, values in losses.items()}
claim("batch norm: distributions stand nearly still", shift[norm] < 0.05 * shift[bare])
claim("with noise behind it, they shift more than without batch norm", shift[jumping] > shift[bare])
claim("a thousand times as much as with batch norm alone", shift[jumping] > 1000 * shift[norm])
claim("and still it trains faster than without batch norm", halfway[jumping] < 0.6 * halfway[bare])
claim("and tests no worse", tested[jumping].mean() > tested[bare].mean() - 0.01)
gain = (tested[jumping] - tested[norm]).mean()
claim("on test images the noise gains more than 3 points on batch norm alone", gain > 0.03)

# %% [markdown]
# The left panel shows the crime: the noisy network shifts more than the one without batch norm, and more than a
# thousand times as much as the one with batch norm alone. The right panel does not show the victim: noise costs speed,
# but the network stays well ahead of the one without batch norm for most of the way. And on the test images it is the
# best of the three, while batch norm alone, which is free of noise when every batch holds all images, is clearly
# behind: noise at work as a regularizer, as it was with the groups of two.
#
# So holding distributions still is **not what makes batch norm work**, at least not in this experiment, nor in those of
# the paper. Be fair to the story, though. This noise jumps to and fro around the same place. A slow drift in one
# direction is another kind of shift, and our measure, like theirs, is one among several. What Santurkar and others
# offer in its place: batch norm makes the loss *smoother*, so that the gradient at a point can be trusted for a longer
# step. That fits what we saw in experiment 1 (large learning rates work), and it fits the algebra: scale does not
# matter, and the gradient has no part along the mean or the scale.
#
# ## Experiment 4: dropout in front of batch norm
#
# You may read that the two must not be combined. There is a reason (Li and others, 2018), and it is worth knowing how
# much it weighs.

# %% tags=["skip-in-grading"]
quiz("bn_dropout_predict")

# %% [markdown]
# Six arms on the task with wrong labels. "In front of" means that a batch norm comes later, with a dense layer in
# between; "behind the last" means that none follows. We measure three things: the collected variance over the true one
# at prediction; the test accuracy; and the accuracy after a **repair**, in which the running statistics are collected
# anew with dropout off. What the repair brings is what the shift has cost.

# %% tags=["skip-in-grading"]
places = {
    "batch norm alone": (0.0, 0.0, 0.0),
    "dropout 0.5 in front of the 2nd batch norm": (0.0, 0.5, 0.0),
    "dropout 0.5 behind the last batch norm": (0.0, 0.0, 0.5),
    "dropout 0.5 at both places": (0.0, 0.5, 0.5),
    "dropout 0.5 on the input": (0.5, 0.0, 0.0),
}
noisy = data.few_shot_digits(SEEDS, wrong=0.2)
task = noisy.repeated(len(places))
rates = tuple(np.repeat(column, len(SEEDS)) for column in zip(*places.values(), strict=True))
network = Network([64, 128, 128, 10], list(SEEDS) * len(places), rates, batch_norm=True)
network.fit(task.x_train, task.y_train, 100, 32, Adam(1e-3))


def by_place(values):
    """(places, seeds) of one value a network."""
    return values.reshape(len(places), len(SEEDS))


collected = [var.copy() for _, var in network.running]
as_trained = by_place(network.accuracy(task.x_test, task.y_test))
experiments.use_population_statistics(network, task.x_train)
repaired = by_place(network.accuracy(task.x_test, task.y_test))
true = [var for _, var in network.running]
ratio = [by_place((c / t).mean(axis=(1, 2))) for c, t in zip(collected, true, strict=True)]

bare = Network([64, 128, 128, 10], SEEDS, dropout=0.5)
bare.fit(noisy.x_train, noisy.y_train, 100, 32, Adam(1e-3))
rows = [
    (
        name,
        *(f"{r[i].mean():.2f}" for r in ratio),
        *map(statistics.in_percent, (as_trained[i], repaired[i], repaired[i] - as_trained[i])),
    )
    for i, name in enumerate(places)
]
without = statistics.in_percent(bare.accuracy(noisy.x_test, noisy.y_test))
rows.append(("dropout 0.5 at both places, no batch norm", "", "", without, "", ""))
headings = ("", "variance, layer 1", "layer 2", "test (%)", "repaired (%)", "gained by the repair")
table(headings, *rows, note="Variance: collected in training, over that at prediction.")

# %% tags=["nbval-check-output", "skip-in-grading"]
alone, front, behind, both, inputs = range(5)
cost = (repaired - as_trained).mean(axis=1)
claim(
    "in front: the collected variance is more than 1.3 times too large",
    ratio[1][front].mean() > 1.3,
)
claim("behind the last batch norm: within 15 %", abs(ratio[1][behind].mean() - 1) < 0.15)
claim("hidden dropout: the shift costs less than 2 points", max(cost[[front, both]]) < 0.02)
claim("dropout 0.5 on the input: it costs more than 1.5 points", cost[inputs] > 0.015)
best = as_trained[both].mean() - as_trained[alone].mean()
claim("dropout at both places beats batch norm alone by more than 5 points", best > 0.05)

# %% [markdown]
# The variance shift is real: more than half as much again behind dropout on hidden units, three times as much behind
# dropout on the input. Between hidden layers it costs next to nothing here, and dropout *in front* of a batch norm
# helps against wrong labels. On the input it does cost, and there the repair brings points; its shift reaches the
# second layer, too. The recommendation that survives: dropout behind the last batch norm is on the safe side; elsewhere
# it is no sin, but **collect the statistics anew with dropout off** and see whether anything changes. A ban it is not.
# (And dropout without batch norm does no worse here: last row.)
#
# ### Less sensitive to small changes of the input?
#
# Introductions say that, too. It can be measured: add noise to the test images, and count the answers that change. Ten
# networks each, labels right, all trained in the same way.

# %% tags=["skip-in-grading"]
calm = {}
for name, batch_norm in ARMS.items():
    network = Network([64, 128, 128, 10], SEEDS, batch_norm=batch_norm)
    network.fit(few.x_train, few.y_train, 60, 32, Adam(1e-3))
    experiments.use_population_statistics(network, few.x_train)
    before, rng = network.predict(few.x_test).argmax(axis=-1), np.random.default_rng(0)
    calm[name] = []
    for size in (0.05, 0.1, 0.2, 0.3):
        disturbed = few.x_test + size * rng.normal(size=few.x_test.shape)
        calm[name].append((network.predict(disturbed).argmax(axis=-1) != before).mean(axis=1))
bare, normed = (np.array(values) for values in calm.values())
rows = [
    (size, *map(statistics.in_percent, (bare[i], normed[i], normed[i] - bare[i])))
    for i, size in enumerate((0.05, 0.1, 0.2, 0.3))
]
table(("noise (std)", "changed without (%)", "changed with batch norm (%)", "difference"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
claim(
    "with batch norm more answers change, at noise 0.2 and 0.3",
    np.all((normed - bare)[2:].mean(1) > 0.01),
)

# %% [markdown]
# Here it is the opposite: with batch norm, more answers change, and the larger the noise the more. One may guess why
# (dividing by a small standard deviation makes small differences larger); but that was not measured.
#
# ## The model of the introductions, on current Keras
#
# First yours, in the form of the paper: for each entry of `hidden_units` a Dense layer **without bias**,
# `BatchNormalization`, then ReLU; at the end a softmax of `n_classes`. Compile with `adam`,
# `sparse_categorical_crossentropy` and the metric `accuracy`; begin with `keras.Input`.


# %% nbgrader={"grade": false, "grade_id": "build_batch_norm_model", "locked": false, "schema_version": 3, "solution": true, "task": false}
def build_batch_norm_model(n_features, n_classes, hidden_units):
    """Dense without bias, BatchNormalization and ReLU for each hidden size, then softmax; compiled."""
    ### BEGIN SOLUTION
    model = keras.Sequential([keras.Input((n_features,))])
    for n_units in hidden_units:
        model.add(keras.layers.Dense(n_units, use_bias=False))
        model.add(keras.layers.BatchNormalization())
        model.add(keras.layers.ReLU())
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "build_batch_norm_model_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check(build_batch_norm_model)

# %% [markdown]
# Introductions have another order: 64 ReLU units on 100 inputs (given as `input_dim=100`), `BatchNormalization` behind
# them, and one sigmoid unit; or the same with 784 inputs and a softmax of 10.
#
# Three remarks before it is run. `input_dim` still works, with a warning; write `keras.Input((100,))`. Batch norm
# stands **behind** the ReLU here, not in front of it as in the paper: both are used. And so the bias of the first layer
# is *not* idle: the ReLU stands between. Here is what the layers hold.

# %% tags=["nbval-check-output", "skip-in-grading"]
import warnings

from keras.layers import BatchNormalization, Dense

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    Dense(64, input_dim=100, activation="relu")
print("input_dim:", str(caught[0].message).split(". ")[0], end="\n\n")

mended = {
    "100 inputs, one sigmoid": (100, Dense(1, activation="sigmoid"), "binary_crossentropy"),
    "784 inputs, softmax of 10": (784, Dense(10, activation="softmax"), "categorical_crossentropy"),
}
rows = []
for name, (n_features, last, loss) in mended.items():
    first, norm = Dense(64, activation="relu"), BatchNormalization()
    model = keras.Sequential([keras.Input((n_features,)), first, norm, last])
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    trained_numbers = sum(int(np.prod(v.shape)) for v in norm.trainable_variables)
    collected_numbers = sum(int(np.prod(v.shape)) for v in norm.non_trainable_variables)
    rows.append((name, f"{model.count_params():,}", trained_numbers, collected_numbers))
headings = ("model", "parameters", "batch norm: trained", "batch norm: collected")
table(headings, *rows)

# %% [markdown]
# ### Does it stabilise and speed up the training of this model?
#
# Measured on real data: 569 tumours with 30 measurements each, 400 of them for training; ten seeds, each with its own
# split; Adam with Keras' default rate. Once with standardised measurements, and once **raw**, with columns of very
# different size. (All ten run side by side in one Keras model, so that it takes seconds:
# `grader/lab/batch_norm/tutorial.py`.)

# %% tags=["skip-in-grading"]
quiz("bn_tutorial_predict")

# %% tags=["skip-in-grading"]
from grader.lab.batch_norm import tutorial

followed, models = {}, {}
for kind, standardised in (("standardised", True), ("raw", False)):
    tumours = tutorial.tumours(SEEDS, standardised)
    sizes = np.abs(tumours.x_train).max(axis=(0, 1))
    print(f"{kind}: largest values of the columns from {sizes.min():.2f} to {sizes.max():.0f}")
    for name, batch_norm in ARMS.items():
        models[kind, name], accuracies = tutorial.train(tumours, SEEDS, batch_norm)
        followed[kind, name] = accuracies["test"]
panels = {
    f"{kind} measurements": {name: followed[kind, name].mean(axis=1) for name in ARMS}
    for kind in ("standardised", "raw")
}
learning_curves(panels, "test accuracy, in inference mode")

# %% tags=["skip-in-grading"]
rows = []
for (kind, name), accuracy in followed.items():
    rows.append((kind, name, *(statistics.in_percent(accuracy[e]) for e in (0, 4, 29))))
table(("measurements", "", "after epoch 1 (%)", "epoch 5", "epoch 30"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
gains = {
    kind: (followed[kind, "with batch norm"] - followed[kind, "without batch norm"])[[4, 29]]
    for kind in ("standardised", "raw")
}
claim(
    "standardised: less than 2 points either way",
    np.all(np.abs(gains["standardised"].mean(1)) < 0.02),
)
claim("raw: batch norm gains more than 20 points by epoch 30", gains["raw"][1].mean() > 0.2)

# %% [markdown]
# Where the inputs were scaled, batch norm neither stabilises nor accelerates: there was nothing to stabilise. Where
# somebody forgot to scale them, the plain network is lost, and batch norm saves it, if slowly. So it *is* a life belt.
# But scaling the inputs costs one line and gets further.
#
# ### Mean zero and standard deviation one?
#
# Take the model trained on the standardised measurements and look at what its batch norm hands on. All 640 units (ten
# seeds of 64), training set and test set.

# %% tags=["skip-in-grading"]
model = models["standardised", "with batch norm"]
tumours = tutorial.tumours(SEEDS, standardised=True)
norm = next(layer for layer in model.layers if isinstance(layer, BatchNormalization))
up_to_norm = keras.Model(model.inputs[0], norm.output)


def ranges(values):
    """Smallest and largest mean and standard deviation of the units."""
    both = values.mean(axis=0), values.std(axis=0)
    return [f"{v.min():.2f} to {v.max():.2f}".replace("-0.00", "0.00") for v in both]


x_norm = keras.Model(model.inputs[0], norm.input)(tumours.x_train)
rows = [
    (
        "freshly made layer, training mode",
        *ranges(np.asarray(BatchNormalization()(x_norm, training=True))),
    ),
    ("trained, training mode", *ranges(np.asarray(norm(x_norm, training=True)))),
    ("trained, prediction, training set", *ranges(np.asarray(up_to_norm(tumours.x_train)))),
    ("trained, prediction, test set", *ranges(np.asarray(up_to_norm(tumours.x_test)))),
]
gamma_beta = [
    f"{np.asarray(v).min():.2f} to {np.asarray(v).max():.2f}" for v in (norm.beta, norm.gamma)
]
rows.append(("for comparison: beta and gamma", *gamma_beta))
table(("640 units", "means", "standard deviations"), *rows)

# %% [markdown]
# Zero and one hold for the fresh layer (up to epsilon, for units that hardly vary). Once gamma and beta have been
# trained they are gone, and at prediction neither is exact, since what is subtracted was collected elsewhere. Say "mean
# beta and standard deviation gamma, over the batch, in training", and you are right.
#
# ## What goes wrong: four cases
#
# Every case is a symptom as you would meet it. Look, decide, then open the question; the explanation comes in numbers
# below it.
#
# ### Case 1: a long way behind
#
# 200 digits, all labels right, two hidden layers with batch norm, Adam. The curves are means over ten seeds.

# %% tags=["skip-in-grading"]
lagging = Network([64, 128, 128, 10], SEEDS, batch_norm=True)
lag = lagging.fit(few.x_train, few.y_train, 40, 32, Adam(1e-3), validation=(few.x_val, few.y_val))
curves = {"training loss": lag.loss.mean(axis=1), "validation loss": lag.val_loss.mean(axis=1)}
learning_curves({"as reported while training": curves}, "cross-entropy")

# %% tags=["skip-in-grading"]
quiz("diagnosis_lagging_statistics")

# %% [markdown]
# The same training twice more: with momentum 0.9 in place of 0.99, and with 0.99 for only ten epochs, followed by
# statistics collected from the whole training set. The *weights* after ten epochs are the same in all of these:
# training uses the batch, whatever is collected meanwhile.

# %% tags=["skip-in-grading"]
quick = Network([64, 128, 128, 10], SEEDS, batch_norm=BatchNorm(momentum=0.9))
quick_lag = quick.fit(
    few.x_train, few.y_train, 10, 32, Adam(1e-3), validation=(few.x_val, few.y_val)
)
short = Network([64, 128, 128, 10], SEEDS, batch_norm=True)
short.fit(few.x_train, few.y_train, 10, 32, Adam(1e-3))
experiments.use_population_statistics(short, few.x_train)
after_ten = {
    "momentum 0.99 (Keras' default)": lag.val_accuracy[9],
    "momentum 0.9": quick_lag.val_accuracy[9],
    "statistics of all training images": short.accuracy(few.x_val, few.y_val),
}
intervals(after_ten, "validation accuracy after 10 epochs (%)")

# %% [markdown]
# How to notice: **evaluate the training set in inference mode.** If it, too, is far below what `fit` reports, the
# statistics are to blame and not the validation set. Cure: a smaller momentum when there are few steps, or fresh
# statistics at the end.
#
# ### Case 2: the sorted test set
#
# A trained network with batch norm (that of the folding section, ten seeds) classifies test images in batches of 16:
# once shuffled, once sorted by class.

# %% tags=["skip-in-grading"]
rng = np.random.default_rng(0)
shuffled = np.array([rng.permutation(few.y_test.shape[1]) for _ in SEEDS])
ordered = np.argsort(few.y_test, axis=1, kind="stable")


def accuracy_in_batches(order, size, predict):
    """Accuracy when the test images come in this order, (seeds,); order is (seeds, n)."""
    x = np.take_along_axis(few.x_test, order[..., None], axis=1)
    y = np.take_along_axis(few.y_test, order, axis=1)
    right = [
        predict(x[:, i : i + size]).argmax(axis=-1) == y[:, i : i + size]
        for i in range(0, y.shape[1], size)
    ]
    return np.concatenate(right, axis=1).mean(axis=1)


def in_training_mode(x):
    return experiments.predict_in_training_mode(trained, x)


mixed = accuracy_in_batches(shuffled, 16, in_training_mode)
by_class = accuracy_in_batches(ordered, 16, in_training_mode)
rows = [
    (name, statistics.in_percent(values))
    for name, values in {"shuffled": mixed, "sorted by class": by_class}.items()
]
table(("the same images, in batches of 16", "accuracy (%)"), *rows)

# %% tags=["skip-in-grading"]
quiz("diagnosis_company")

# %% [markdown]
# The model was called in training mode, so it normalised every batch by itself. In inference mode the order does not
# matter:

# %% tags=["skip-in-grading"]
rows = []
for size in (2, 16, 128):
    rows.append(
        (
            size,
            *(
                statistics.in_percent(accuracy_in_batches(order, size, predict))
                for predict in (in_training_mode, trained.predict)
                for order in (shuffled, ordered)
            ),
        )
    )
table(
    ("batch size", "training mode: shuffled", "sorted", "inference mode: shuffled", "sorted"), *rows
)

# %% [markdown]
# In Keras this happens through `model(x, training=True)`, often for the sake of Monte-Carlo dropout, which wants
# dropout on and gets batch norm's training mode into the bargain. In PyTorch it is a forgotten `net.eval()`. A
# `training=True` that is written *at the layer* is one of the traps of its own, as the next cell shows: does the answer
# for the same image depend on its company?

# %% tags=["nbval-check-output", "skip-in-grading"]
inputs = keras.Input((3,))
outputs = BatchNormalization()(inputs, training=True)  # looks as if it were always in training mode
pinned = keras.Model(inputs, outputs)
rng = np.random.default_rng(0)
image, company = rng.normal(size=(1, 3)), rng.normal(5, 1, size=(2, 7, 3))
ways = {
    "model(x)": lambda x: pinned(x),
    "model(x, training=True)": lambda x: pinned(x, training=True),
    "model(x, training=False)": lambda x: pinned(x, training=False),
    "model.predict(x)": lambda x: pinned.predict(x, verbose=0),
}
rows = []
for way, ask in ways.items():
    first, second = (np.asarray(ask(np.vstack([image, others])))[0] for others in company)
    rows.append((way, "no" if np.array_equal(first, second) else "yes"))
table(("called as", "does the answer depend on the company?"), *rows)

# %% [markdown]
# How to notice: **predict one image alone and in a batch, and compare.**
#
# ### Case 3: a loss of 2.30
#
# A network with three hidden layers and batch norm, trained with batches of one, to save memory. It guesses among ten
# classes.

# %% tags=["skip-in-grading"]
single = Network([64, 64, 64, 10], SEEDS, batch_norm=True)
single_loss = single.fit(few.x_train, few.y_train, 5, 1, Adam(1e-3)).loss[-1]
print(
    f"training loss after 1,000 steps: {single_loss.mean():.2f} ± {statistics.half_width(single_loss):.2f}"
)

# %% tags=["skip-in-grading"]
quiz("diagnosis_single_sample")

# %% [markdown]
# It need not be meant that way. A *last batch* of one is enough to do harm: with 33 samples and batches of 32, one step
# in two trains on nothing and pulls the running variance towards zero. What do the frameworks say about a batch of one?

# %% tags=["skip-in-grading"]
one = np.full((1, 2), 5.0)
fresh = BatchNormalization()
print("Keras:  ", np.asarray(fresh(one, training=True)), "for the input", one)
if torch is not None:
    try:
        nn.BatchNorm1d(2)(torch.tensor(one, dtype=torch.float32))
    except ValueError as error:
        print("PyTorch:", str(error).split(",")[0])

# %% [markdown]
# PyTorch stops; Keras returns zeros and says nothing. How to notice: **look at the size of the last batch**, and at the
# loss of guessing, $\log 10 = 2.30$. Cure: `drop_remainder=True` in a `tf.data` pipeline, another batch size, or layer
# norm.
#
# ### Case 4: frozen, and yet it moves

# %% tags=["skip-in-grading"]
quiz("diagnosis_frozen")

# %% [markdown]
# "Frozen" means different things. One batch with mean 5 goes through a fresh layer (running mean 0) that was frozen in
# one way or another. What normalises it, and do the running statistics move?

# %% tags=["skip-in-grading"]
x = np.random.default_rng(0).normal(5, 1, size=(64, 3)).astype("float32")
rows = []


def note(name, out, running_mean):
    by_batch, moved = abs(np.asarray(out).mean()) < 0.1, np.any(np.asarray(running_mean) != 0)
    rows.append((name, "the batch" if by_batch else "running statistics", "yes" if moved else "no"))


for trainable, training in ((True, True), (True, False), (False, True)):
    layer = BatchNormalization(trainable=trainable)
    out = layer(x, training=training)
    note(f"Keras: trainable={trainable}, training={training}", out, layer.moving_mean)
if torch is not None:
    for name, freeze, train_mode in (
        ("PyTorch: requires_grad_(False), train()", True, True),
        ("PyTorch: eval()", False, False),
    ):
        module = nn.BatchNorm1d(3).train(train_mode).requires_grad_(not freeze)
        out = module(torch.tensor(x)).detach().numpy()
        note(name, out, module.running_mean.numpy())
display(table(("", "normalised by", "running statistics move?"), *rows))

still = np.asarray(keras.layers.Dropout(0.5, trainable=False)(np.ones((9, 9)), training=True))
print("Dropout(0.5, trainable=False) in training mode still drops:", np.any(still == 0))

# %% [markdown]
# - **Keras:** `trainable=False` on a batch norm layer means inference mode, *even under* `training=True`. For
#   fine-tuning that is what one wants. (It is special to this layer: `trainable=False` on a dropout layer does not
#   switch it off.)
# - **PyTorch:** `requires_grad=False` freezes gamma and beta only. The statistics follow every batch, until the module
#   is in `.eval()`; and `net.train()` at the start of each epoch undoes that for all modules.
#
# How to notice: **keep the output for one batch before training, and compare it afterwards.**

# %% tags=["nbval-check-output", "skip-in-grading"]
delay = {name: values.mean() for name, values in after_ten.items()}
catching_up = delay["statistics of all training images"] - delay["momentum 0.99 (Keras' default)"]
same = np.array_equal(quick.parameters.flat, short.parameters.flat)
claim("case 1: the weights do not depend on the momentum", same)
claim("case 1: late statistics cost more than 5 points after ten epochs", catching_up > 0.05)
claim("case 2: sorting costs more than 50 points in training mode", (mixed - by_class).mean() > 0.5)
claim("case 3: the loss stays within 0.05 of log 10", abs(single_loss.mean() - np.log(10)) < 0.05)

# %% [markdown]
# ## Playground
#
# One unit, one batch. The dashed line is one sample whose own value is always 1 (before shift and scale). Things to
# try: which sliders leave the right panel as it is, and why? What is left of a batch of 2, and of 1? Move `seed` with a
# batch of 4, then of 200: how far does the dashed sample walk? Set `scale` to 0.

# %% tags=["skip-in-grading"]
playground.batch_norm_playground()

# %% [markdown]
# (Shift and scale leave the right panel alone, up to epsilon: that is what normalising means. A batch of two has only
# two possible values, and with a batch of one beta alone is left. At scale 0 epsilon prevents the division by zero.)
#
# ## Questions that people ask

# %% tags=["skip-in-grading"]
quiz("bn_before_or_after")

# %% tags=["skip-in-grading"]
quiz("bn_regularizer")

# %% tags=["skip-in-grading"]
quiz("bn_l2")

# %% [markdown]
# ## Take-away card
#
# | | |
# |---|---|
# | **What** | Each unit minus its mean over the batch, over its standard deviation; then times gamma, plus beta. |
# | **At prediction** | Collected statistics in place of the batch's. Fixed numbers, so it folds into the layer in front. |
# | **Backward** | The gradient minus its mean, minus its part along $\hat x$, times $\gamma/\sqrt{\sigma^2+\varepsilon}$. |
# | **Keras / PyTorch** | Momentum 0.99 of the old / 0.1 of the new; epsilon 1e-3 / 1e-5; collected variance over $n$ / over $n-1$. |
# | **What it gives** | Wide ranges of learning rates and initial scales. Speed with SGD; with Adam and scaled inputs, little. |
# | **What it does not** | Regularize reliably: at ordinary batch sizes the wrong labels here were memorised. |
# | **Why it works** | Not by keeping distributions still: with noise behind it they jump, and it trains as well. |
# | **With dropout** | Its variance shifts. Behind the last batch norm: safe. Elsewhere: collect statistics anew, measure. |
# | **When not** | Batches of one or a few, sequences, samples that must not see each other: layer norm. |
# | **Check yourself** | One image alone and in a batch; training set in inference mode; size of the last batch. |
#
# How far have you come?

# %% tags=["skip-in-grading"]
progress()

# %% [markdown]
# ## Sources
#
# - S. Ioffe, C. Szegedy: *Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate
#   Shift*, ICML 2015, arXiv:1502.03167. The method; the gradient; population statistics for prediction.
# - S. Santurkar, D. Tsipras, A. Ilyas, A. Madry: *How Does Batch Normalization Help Optimization?*, NeurIPS 2018,
#   arXiv:1805.11604. The noise behind batch norm, and smoothness.
# - X. Li, S. Chen, X. Hu, J. Yang: *Understanding the Disharmony between Dropout and Batch Normalization by Variance
#   Shift*, 2018, arXiv:1801.05134.
# - J. L. Ba, J. R. Kiros, G. E. Hinton: *Layer Normalization*, 2016, arXiv:1607.06450.
# - E. Hoffer, I. Hubara, D. Soudry: *Train longer, generalize better*, 2017, arXiv:1705.08741. Ghost batches.
# - The Keras documentation of `BatchNormalization` and `LayerNormalization`; the PyTorch documentation of
#   `torch.nn.BatchNorm1d`.
# - Data: the digits, the breast cancer measurements and a sample photo that come with scikit-learn.
