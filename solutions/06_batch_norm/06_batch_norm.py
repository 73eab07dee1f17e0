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
# # Batch normalization
#
# In 2015, Sergey Ioffe and Christian Szegedy had an image classifier, Inception, that needed 31 million training steps
# to reach its 72.2 % on ImageNet. They put batch normalization into it, and at the same learning rate 13.3 million steps
# were enough. Then they raised the learning rate by a factor of five, along with a few other changes, and needed only
# 2.1 million steps: 14 times fewer. When they trained the old network at that rate, its parameters overflowed. So what
# does batch norm do for you: does it train 14 times faster, or 2.3 times, or does it let you use a rate that did not
# work before?
#
# **After this lesson you can**
#
# - write the forward and the backward pass of batch norm, stage by stage, and train a network with them;
# - explain why training and prediction differ, and what goes wrong when they are confused;
# - explain the effective learning rate, and what weight decay does to a kernel that batch norm follows;
# - compare two ways of training fairly, and say what batch norm gains.
#
# **Time:** about 90 minutes for the core. The deep dive below it is optional. **You need** NumPy, and an idea of what a
# dense layer, a ReLU and a gradient are.
#
# Run the cells from top to bottom. If you are stuck, write `hint(batch_norm_forward)` in a cell of your own; after a
# first check, `solution(batch_norm_forward)` shows an answer.

# %%
import numpy as np

from grader import check, hint, model_answer, progress, quiz, review, solution
from grader.lab import after_writing, claim, data, show_code, statistics, table
from grader.lab.batch_norm import cases, experiments, parts, playground, plots
from grader.lab.batch_norm.loop import train
from grader.lab.batch_norm.plots import tables

# %% [markdown]
# ## Two minutes of review (2 min)

# %% tags=["skip-in-grading"]
review("early_stopping")

# %% [markdown]
# ## What happens to the signal in a deep network (6 min)
#
# Before we claim anything about batch norm, let us look at the problem that it is meant to solve. Take a network with 20
# hidden layers of 64 ReLU units, before any training.

# %% tags=["skip-in-grading"]
quiz("bn_depth_predict")

# %% [markdown]
# We send 200 digits through the network and compute one gradient, with three ways to start: Glorot's kernels, He's
# kernels, and He's kernels with batch norm.

# %% tags=["skip-in-grading"]
spread = experiments.spread_by_depth(hidden=20, seeds=range(10))
plots.spread_by_depth(spread)

# %% [markdown]
# With Glorot's kernels the signal dies out, and the gradients are too small in every layer. He's kernels keep it at about
# the same size, although it varies from seed to seed. Batch norm holds it still: every layer is put back on the same
# scale. But look at the right panel. With batch norm, the gradient grows from layer to layer on its way back, by about 20 %
# in each (Yang and others, 2019, derive that factor). In a network of 20 layers that is a factor of more than 30, so
# batch norm alone does not make *very* deep networks trainable.
#
# An experiment is always one line in this lesson. `show_code(experiments.spread_by_depth)` in a cell of your own shows the
# code behind it.

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
ends = {arm: values[0].mean(axis=1)[[0, -1]] for arm, values in spread.items()}
claim("Glorot: the signal falls below a hundredth", ends["Glorot"][1] < 0.01 * ends["Glorot"][0])
claim("He: it stays within a factor of three", ends["He"][1] > ends["He"][0] / 3)
back = spread["He and batch norm"][1].mean(axis=1)
claim("batch norm: the gradient grows more than tenfold", back[0] > 10 * back[-1])

# %% [markdown]
# ## Normalize every unit by its batch (12 min)
#
# Let $x_{ij}$ be the value of unit $j$ for sample $i$ in a batch of $n$ samples. For each unit, batch norm computes
#
# $$\mu_j = \frac1n\sum_i x_{ij}, \qquad \sigma_j^2 = \frac1n\sum_i (x_{ij}-\mu_j)^2, \qquad
# \hat x_{ij} = \frac{x_{ij}-\mu_j}{\sqrt{\sigma_j^2+\varepsilon}}, \qquad y_{ij} = \gamma_j\,\hat x_{ij} + \beta_j.$$
#
# The small number $\varepsilon$ (0.001 in Keras) keeps the division safe when a unit does not vary. The last step gives
# the unit a scale $\gamma_j$ and a shift $\beta_j$ that are *trained*; they start at 1 and 0. So the scale of a unit
# becomes one number that the network can learn, and is no longer a by-product of all the weights below it.
#
# The mean and the variance come from the batch, and this has a consequence.

# %% tags=["skip-in-grading"]
quiz("bn_predict_company")

# %% [markdown]
# Here is one unit with random weights. The same image is put into a thousand batches, each with other images.

# %% tags=["skip-in-grading"]
images, _ = data.digits()
rng = np.random.default_rng(1)
unit = images @ rng.normal(size=64)  # the value of one unit for each of the 1,797 images
in_company = {}
for size in (2, 8, 32, 128):
    others = rng.choice(unit, (1000, size - 1))
    batches = np.hstack([np.full((1000, 1), unit[18]), others])
    spreads = np.sqrt(batches.var(axis=1) + 1e-3)
    in_company[f"batches of {size}"] = (unit[18] - batches.mean(axis=1)) / spreads
plots.company(in_company, (unit[18] - unit.mean()) / np.sqrt(unit.var() + 1e-3))

# %% [markdown]
# In batches of 128 the value varies little. In batches of two, only one bit is left: is this image's value the larger
# one or the smaller one? Most of what goes wrong with batch norm can be traced back to this picture.
#
# Now write the forward pass as a chain of small stages. It makes the way back easy.

# %% tags=["skip-in-grading", "hidden-code"]
plots.stages()

# %% [markdown]
# `x` has the shape `(n, d)`: n samples, d units. Write one line for each box; the keys of the dictionary say what is
# wanted.


# %% nbgrader={"grade": false, "grade_id": "batch_norm_stages", "locked": false, "schema_version": 3, "solution": true, "task": false}
def batch_norm_stages(x, gamma, beta, epsilon=1e-3):
    """Every stage of batch norm in training mode, by name."""
    ### BEGIN SOLUTION
    mean = x.mean(axis=0)
    centered = x - mean
    squared = centered**2
    variance = squared.mean(axis=0)
    std = np.sqrt(variance + epsilon)
    inverse_std = 1 / std
    normalized = centered * inverse_std
    out = gamma * normalized + beta
    ### END SOLUTION
    return {
        "mean": mean,
        "centered": centered,
        "squared": squared,
        "variance": variance,
        "std": std,
        "inverse_std": inverse_std,
        "normalized": normalized,
        "out": out,
    }


# %% nbgrader={"grade": true, "grade_id": "batch_norm_stages_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(batch_norm_stages)

# %% [markdown]
# ## Training is one thing, prediction another (12 min)
#
# At prediction there may be only one sample, and its answer should not depend on its neighbors. So during training the
# layer also collects **running statistics**, with a momentum $\alpha$ (0.99 in Keras),
#
# $$m_j \leftarrow \alpha\,m_j + (1-\alpha)\,\mu_j, \qquad v_j \leftarrow \alpha\,v_j + (1-\alpha)\,\sigma_j^2,$$
#
# and at prediction it uses $m_j$ and $v_j$ in place of $\mu_j$ and $\sigma_j^2$. With `training=False` your function
# normalizes by the running statistics and returns them unchanged. Do not change the arrays that you are given.


# %% nbgrader={"grade": false, "grade_id": "batch_norm_forward", "locked": false, "schema_version": 3, "solution": true, "task": false}
def batch_norm_forward(
    x, gamma, beta, running_mean, running_var, momentum=0.99, epsilon=1e-3, training=True
):
    """Normalize each column of x (n, d); return (out, running_mean, running_var)."""
    ### BEGIN SOLUTION
    if training:
        mean, variance = x.mean(axis=0), x.var(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * variance
    else:
        mean, variance = running_mean, running_var
    normalized = (x - mean) / np.sqrt(variance + epsilon)
    return gamma * normalized + beta, running_mean, running_var
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "batch_norm_forward_check", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
check(batch_norm_forward)

# %% [markdown]
# How long do the running statistics take? Here is your function with the unit from above, in batches of 32. The running
# mean starts at 0.

# %% tags=["skip-in-grading"]
with after_writing(batch_norm_forward):
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
# After $t$ steps, a share $\alpha^t$ of the starting value is left. With Keras' 0.99, one hundredth of it is left after 459
# steps. With 200 images in batches of 32 this is 66 epochs. The deep dive shows what it looks like when somebody trains for
# less (case 1).
#
# ## The way back (18 min)

# %% tags=["skip-in-grading"]
quiz("bn_backward_why")

# %% [markdown]
# Go through the graph from right to left. Two rules are enough:
#
# - The gradient of a box is the gradient of each box that *uses* it, times the derivative of what that box does, **added
#   up** over all uses. The dashed arrows show which boxes are used twice.
# - From a white box back to a gray one (which serves all n rows), the rows' gradients are **summed**. From a gray box that is a
#   *mean* back to the white one, each row gets 1/n of its gradient. Between two gray boxes there is nothing to sum.
#
# `stages` is what `batch_norm_stages` returned. Each key of your result is the gradient with respect to that stage. The first
# line is there. As a start, `out = gamma * normalized + beta`, so the gradient with respect to `normalized` is `d_out * gamma`.


# %% nbgrader={"grade": false, "grade_id": "batch_norm_stages_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
def batch_norm_stages_backward(d_out, stages, gamma):
    """The gradient with respect to every stage, by name, from the output back to x."""
    n, d = len(d_out), {}
    d["beta"] = d_out.sum(axis=0)
    # Next: gamma, normalized, inverse_std, std, variance, squared, centered, mean, x.
    ### BEGIN SOLUTION
    d["gamma"] = (d_out * stages["normalized"]).sum(axis=0)
    d["normalized"] = d_out * gamma
    d["inverse_std"] = (d["normalized"] * stages["centered"]).sum(axis=0)
    d["std"] = -d["inverse_std"] / stages["std"] ** 2
    d["variance"] = d["std"] / (2 * stages["std"])
    d["squared"] = d["variance"] / n * np.ones_like(d_out)
    d["centered"] = d["normalized"] * stages["inverse_std"] + d["squared"] * 2 * stages["centered"]
    d["mean"] = -d["centered"].sum(axis=0)
    d["x"] = d["centered"] + d["mean"] / n
    ### END SOLUTION
    return d


# %% nbgrader={"grade": true, "grade_id": "batch_norm_stages_backward_check", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
check(batch_norm_stages_backward)

# %% [markdown]
# ### Your functions train a network
#
# `train` is a plain training loop in NumPy, with three hidden layers of 64 units and SGD; `show_code(train)` shows all of
# it. It calls whatever forward and backward pass it is handed. First we hand it yours, and then a backward pass with the
# typical mistake, which treats mean and variance as constants. Each trains on 100 digits at the best of three rates.

# %%
backward = parts.through_the_stages(batch_norm_stages, batch_norm_stages_backward)

# %% tags=["skip-in-grading"]
with after_writing(batch_norm_forward), after_writing(batch_norm_stages_backward):
    constant = parts.constant_statistics
    compared = {"mean and variance held constant": constant, "your backward pass": backward}
    trained = {
        name: [parts.accuracies_of_training(batch_norm_forward, one, seeds=range(5))]
        for name, one in compared.items()
    }
    display(tables.accuracies(trained, ("backward pass", "test accuracy (%)")))

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
wrong, right = (values[0].mean() for values in trained.values())
claim("the right gradient gains more than 5 points", right - wrong > 0.05)
claim("and it tests above 85 %", right > 0.85)

# %% [markdown]
# The wrong gradient raises no error, and the network still learns something. It is about 20 points behind, and how far
# depends on luck: look at the width of its interval. This is what a wrong gradient looks like in practice, so test
# gradients stage by stage, and do not judge them by a loss that goes down.
#
# ## The effective learning rate (10 min)
#
# Here is the key idea of this lesson.

# %% tags=["skip-in-grading"]
quiz("bn_scale_invariance")

# %% [markdown]
# Let us test this with your two functions. We put batch norm after a random kernel, take the gradient with respect to the
# kernel, and make one step of SGD. Then we do the same with the kernel times 10, and times 100.

# %% tags=["skip-in-grading"]
with after_writing(batch_norm_stages), after_writing(batch_norm_stages_backward):
    effect = parts.effect_of_a_step(batch_norm_stages, batch_norm_stages_backward)
    display(tables.effects(effect))

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
claim("a kernel ten times as large gives the same output", effect[10][0] < 1e-9)
claim("its gradient is ten times smaller", abs(10 * effect[10][1] / effect[1][1] - 1) < 1e-6)
claim("one step does a hundredth", abs(100 * effect[10][2] / effect[1][2] - 1) < 0.01)

# %% [markdown]
# The output is the same, the gradient is 10 times smaller, and one step has a hundredth of the effect. So if batch norm
# follows, what counts is the **effective learning rate**, the learning rate divided by $\lVert w\rVert^2$. Two things follow.
#
# **Steps that are too large tame themselves.** The gradient is perpendicular to the kernel (along the kernel, the output
# does not change), so every step of plain SGD makes the kernel longer, and the next step counts less.
#
# **Weight decay acts through the learning rate** (van Laarhoven, 2017; Hoffer and others, 2018).

# %% tags=["skip-in-grading"]
quiz("bn_l2")

# %% tags=["skip-in-grading"]
norms = experiments.kernel_norms(strengths=(0, 0.01), rate=0.3, epochs=40)
plots.effective_rates(norms)

# %% [markdown]
# Without a penalty the norm can only grow, so the effective rate falls, here by 15 % in 40 epochs. With an L2 penalty of
# 0.01 the kernels shrink, and the effective rate is nine times as large in the end. The penalty keeps the effective rate
# up. It does not make the function of these layers simpler.

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
plain, decayed = (values.mean(axis=1) for values in norms.values())
claim("without a penalty the effective rate never rises", np.all(np.diff(plain) < 0))
claim("with it, it is more than five times as large at the end", decayed[-1] > 5 * plain[-1])

# %% [markdown]
# ## Which rates work, and how soon (10 min)
#
# Now for the promise of the story. We train networks with *five* hidden layers by plain SGD on 200 digits, at six learning
# rates, and test them after 5, 20 and 80 epochs (35, 140 and 560 steps).

# %% tags=["skip-in-grading"]
quiz("bn_learning_rate_predict")

# %% tags=["skip-in-grading"]
grid = experiments.rates_and_epochs(epochs=(5, 20, 80), seeds=range(10))
plots.rate_grid(grid)

# %% [markdown]
# Read the grid by columns. After 20 epochs, one rate works with He's kernels and three work with batch norm, so it looks as if
# batch norm widened the range on both sides. After 80 epochs the lower half has filled up without batch norm, too (Glorot's
# kernels need even longer at 0.01). A rate that is too small is only slow, and gets there with more epochs. A rate that is too
# large is broken: at 1 the networks without batch norm never learn. Batch norm widens the range of rates upward, here by a
# factor of ten.
#
# And the speed? Compare each arm *at its own best rate*.

# %% tags=["skip-in-grading"]
tables.speed(grid)

# %% [markdown]
# Batch norm reaches the goal sooner than the network without it: about three times sooner if you ask for validation
# accuracy, 1.6 times if you ask for a training loss of 0.1, and five times sooner than with Glorot's kernels. In the end it
# is no better network: the test accuracies do not differ. All of this also holds with 3 and 10 times the steps. (On
# MNIST-1D, another small data set, batch norm is sooner there as well, and ends 1.3 ± 1.3 points ahead.)

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
works = {arm: grid.works(arm).sum(axis=0) for arm in grid.test}
claim("after 20 epochs, one rate works with He", works["He"][1] == 1)
claim("after 80 epochs, three do", works["He"][2] == 3)
claim("with batch norm three and five do", list(works["He and batch norm"][1:]) == [3, 5])
fast, slow = (np.median(grid.needed(arm)[1]) for arm in ("He and batch norm", "He"))
claim("to the target, batch norm needs less than half the epochs", fast < slow / 2)
fast, slow = (np.median(grid.needed(a, "training loss")[1]) for a in ("He and batch norm", "He"))
claim("to the loss of 0.1, between half and three quarters", 0.5 < fast / slow < 0.75)
last = [grid.test[arm][grid.best(arm), -1].mean() for arm in ("He", "He and batch norm")]
claim("in the end they are within 2 points", abs(last[0] - last[1]) < 0.02)

# %% [markdown]
# ## Batch norm in Keras (6 min)
#
# Importing Keras takes several seconds, once.

# %%
from grader.quiet import quiet_standard_error

with quiet_standard_error():  # TensorFlow would greet you with a page of log lines
    import keras

# %% tags=["skip-in-grading"]
quiz("bn_bias")

# %% [markdown]
# Build the model in the form of the paper: for each entry of `hidden_units` a `Dense` layer **without bias**, a
# `BatchNormalization` and a ReLU; at the end a softmax over `n_classes`. Start with `keras.Input`, and compile with `adam`,
# `sparse_categorical_crossentropy` and the metric `accuracy`.


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
# ## Choose a rate, and say what it will bring (8 min)
#
# This exercise has no formula. The check draws 100 training digits, 500 validation digits and seven learning rates, twice.
# Choose one of the `rates`, and return it together with the **test accuracy that you expect** of a network trained at that rate
# by `train`, with its default settings. Half of the points are for a rate whose accuracy on hidden test images is within 4
# points of the best. Most of the rest is for an expectation within 6 points of that accuracy. The rates come in no order. You
# may call your functions from above: `train(x, y, rate, batch_norm_forward, backward)` returns a function that maps images to
# classes. One call should take less than ten seconds.


# %% nbgrader={"grade": false, "grade_id": "choose_rate", "locked": false, "schema_version": 3, "solution": true, "task": false}
def choose_rate(x_train, y_train, x_val, y_val, rates):
    """Return (rate, expected_accuracy): one of `rates`, and a share from 0 to 1."""
    ### BEGIN SOLUTION
    accuracies = []
    with np.errstate(all="ignore"):  # rates that are too large overflow
        for rate in rates:
            classify = train(x_train, y_train, rate, batch_norm_forward, backward)
            accuracies.append(np.mean(classify(x_val) == y_val))
    best = int(np.argmax(accuracies))
    return rates[best], accuracies[best]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "choose_rate_check", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
check(choose_rate)

# %% [markdown]
# ## In your own words (4 min)
#
# A friend has trained a network with batch norm, finds that an L2 penalty improves its test accuracy, and concludes that
# the penalty has kept the weights from fitting the noise. Explain in two or three sentences what else may have happened.

# %% [markdown] nbgrader={"grade": true, "grade_id": "batch_norm_in_words", "locked": false, "points": 2, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# If batch norm follows, the scale of a kernel does not change the output, so shrinking the kernel cannot make the function
# simpler. But a step has an effect proportional to 1 over the squared norm of the kernel, so the penalty raises the
# effective learning rate. The friend may only have found a better learning rate, and should tune the rate without the
# penalty before comparing.
#
# Rubric: 1 point for saying that the output does not depend on the scale of the kernel, 1 point for the effective learning rate.
# ### END SOLUTION

# %% tags=["skip-in-grading"]
model_answer("batch_norm_in_words")

# %% [markdown]
# ## Back to Inception (2 min)
#
# You can now take the figure of 14 apart. At the *same* rate, Inception needed 2.3 times fewer steps. The rest came with a rate
# five times as large, at which the old network could not be trained at all (and with the other changes, which we did not
# repeat). In our small networks, each arm at its own best rate, the gain was smaller. Batch norm makes each step count somewhat
# more; above all, it lets you take larger steps, and at the best rate of each it was 1.6 to 3 times faster than a well
# initialized network. When somebody shows you a speed-up, ask whether the other side was allowed to choose its rate as well.

# %% tags=["skip-in-grading"]
progress()

# %% [markdown]
# ## Deep dive
#
# The sections below are optional. Open the ones that interest you once you have run the core; where one needs another, it says
# so.

# %% [markdown] tags=["collapsed"]
# ### Challenge: the way back as one formula

# %% [markdown]
# Substitute the stages into each other, and most of it cancels. With $r = 1/\sqrt{\sigma^2+\varepsilon}$, with
# $\dot a$ for the gradient with respect to $a$, and without the index of the unit:
#
# - $\sum_i (x_i-\mu)=0$, so the gradient of the mean is $\dot\mu = -r\sum_i\dot{\hat x}_i$;
# - the way through the variance contributes $-\frac rn\,\hat x_i\sum_k\dot{\hat x}_k\,\hat x_k$ to each row.
#
# What remains is
#
# $$\dot x_i = \frac{\gamma}{\sqrt{\sigma^2+\varepsilon}}\Big(\dot y_i - \frac1n\sum_k \dot y_k - \hat x_i\,\frac1n\sum_k \dot
# y_k\,\hat x_k\Big).$$
#
# Read it from the left. The factor in front is all that a layer with constant statistics would have. The second term
# removes the *mean* of the gradient: it is no use to push all samples the same way, because the mean is subtracted. The
# third removes the part *along* $\hat x$: it is no use to stretch them, because the spread is divided out. Two of the sums
# are $\dot\beta$ and $\dot\gamma$, which you need anyway.


# %% nbgrader={"grade": false, "grade_id": "batch_norm_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
def batch_norm_backward(d_out, x, gamma, epsilon=1e-3):
    """Gradients (d_x, d_gamma, d_beta) of the training-mode forward pass."""
    ### BEGIN SOLUTION
    inverse_std = 1 / np.sqrt(x.var(axis=0) + epsilon)
    normalized = (x - x.mean(axis=0)) * inverse_std
    d_beta = d_out.sum(axis=0)
    d_gamma = (d_out * normalized).sum(axis=0)
    d_x = gamma * inverse_std * (d_out - d_beta / len(x) - normalized * d_gamma / len(x))
    return d_x, d_gamma, d_beta
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "batch_norm_backward_check", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
check(batch_norm_backward)

# %% [markdown]
# A gradient can be tested without knowing the formula: change a stage a little, and see what happens to the loss. The table
# compares the stages with such finite differences. Every stage agrees approximately and none exactly, because finite
# differences are never exact.

# %% tags=["skip-in-grading"]
from grader.reference.batch_norm_stages import batch_norm_backward_staged, numerical_gradients

rng = np.random.default_rng(0)
x, d_out = rng.normal(2, 3, size=(8, 4)), rng.normal(size=(8, 4))
gamma, beta = rng.uniform(0.5, 2, size=4), rng.normal(size=4)
staged = batch_norm_backward_staged(d_out, x, gamma)
measured = numerical_gradients(d_out, x, gamma, beta)
tables.by_stage(staged, measured)

# %% [markdown]
# Your formula against your stages: the same numbers up to rounding.

# %% tags=["skip-in-grading"]
with after_writing(batch_norm_backward), after_writing(batch_norm_stages_backward):
    d_x, d_gamma, d_beta = batch_norm_backward(d_out, x, gamma)
    d = batch_norm_stages_backward(d_out, batch_norm_stages(x, gamma, beta), gamma)
    both = {"x": (d_x, d["x"]), "gamma": (d_gamma, d["gamma"]), "beta": (d_beta, d["beta"])}
    display(tables.differences(both, "formula against stages, largest difference"))

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
worst = max(np.abs(formula - measured[name]).max() for name, formula in staged.items())
claim("every stage agrees with finite differences to seven digits", worst < 1e-7)
d_x, _, _ = batch_norm_backward(d_out, x, gamma, epsilon=1e-12)
x_hat = (x - x.mean(axis=0)) / x.std(axis=0)
claim("the gradients of a batch add up to zero", np.allclose(d_x.sum(axis=0), 0))
claim("and have no part along x hat", np.allclose((d_x * x_hat).sum(axis=0), 0))

# %% [markdown] tags=["collapsed"]
# ### What batch norm does to single units

# %% [markdown]
# The units of a layer differ in where their values lie and in how far they spread. Batch norm changes these two things and
# nothing else: a lopsided distribution stays lopsided.

# %% tags=["skip-in-grading"]
weights = rng.normal(size=(64, 6)) * rng.uniform(0.05, 0.4, size=6)
values = images[:200] @ weights
normalized = (values - values.mean(axis=0)) / np.sqrt(values.var(axis=0) + 1e-3)
plots.before_and_after(values, normalized)

# %% [markdown]
# In training mode, the **means equal beta, and the standard deviations come close to gamma**. Here is your function on four
# units, the last of which does not vary at all.

# %% tags=["skip-in-grading"]
with after_writing(batch_norm_forward):
    x = rng.normal(loc=[0, 5, -3, 2], scale=[1, 10, 0.02, 0], size=(500, 4))
    gammas, betas = np.array([1.0, 2.0, 1.0, 1.0]), np.array([0.0, 3.0, 0.0, 7.0])
    out, _, _ = batch_norm_forward(x, gammas, betas, np.zeros(4), np.ones(4))
    rows = [
        (
            j + 1,
            *(
                f"{v[j] + 0:.2f}"
                for v in (x.std(0), gammas, betas, out.mean(0).round(9), out.std(0))
            ),
        )
        for j in range(4)
    ]
    display(table(("unit", "std before", "gamma", "beta", "mean after", "std after"), *rows))

# %% [markdown]
# Unit 3 has a variance of about $0.02^2=0.0004$, less than $\varepsilon=0.001$, so its standard deviation becomes about
# $\sqrt{0.0004/0.0014}\approx 0.53$ instead of 1. Unit 4 does not vary, so only beta is left.

# %% [markdown] tags=["collapsed"]
# ### The initial scale of the kernels

# %% [markdown]
# If the scale of a kernel does not change the output, the initial scale should not matter much. All kernels of the network
# with five hidden layers are multiplied by a factor before training; then come 20 epochs of SGD at a rate of 0.1, which is
# close to the best for both.

# %% tags=["skip-in-grading"]
scales = experiments.initial_scales(factors=(0.1, 0.3, 1, 3, 10), rate=0.1, epochs=20)
plots.accuracy_against((0.1, 0.3, 1, 3, 10), scales, "factor on the initial kernels")

# %% [markdown]
# Without batch norm, a third of He's scale is enough to make the signal vanish, and the network does not learn at all. With
# batch norm the network learns from a tenth of the usual scale, and from ten times that scale, though not equally well. It is
# easy to see why the large scales are worse: kernels ten times as large have an effective rate a hundred times smaller, so they
# hardly move. If each factor may choose its own rate, a tenth of the scale costs less than a point with batch norm, and without
# it no rate helps.

# %% [markdown] tags=["collapsed"]
# ### The same in Keras and in PyTorch

# %% [markdown]
# One training step with Keras' layer and with your functions, in 64 bits, so that agreement means agreement. (This section
# uses your `batch_norm_backward` from the challenge.)

# %% tags=["skip-in-grading"]
from grader.lab.batch_norm import parity

rng = np.random.default_rng(0)
gamma, beta, d_out = rng.uniform(0.5, 2, size=4), rng.normal(size=4), rng.normal(size=(8, 4))
running_mean, running_var = rng.normal(size=4), rng.uniform(0.5, 2, size=4)
x, step = rng.normal(2, 3, size=(8, 4)), (gamma, beta, running_mean, running_var)
theirs = parity.keras_step(d_out, x, *step)
with after_writing(batch_norm_forward), after_writing(batch_norm_backward):
    yours = parity.your_step(batch_norm_forward, batch_norm_backward, d_out, x, *step)
    both = {name: (value, yours[name]) for name, value in theirs.items()}
    display(tables.differences(both, "largest difference from Keras"))

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
worst = max(np.abs(np.asarray(one) - other).max() for one, other in both.values())
claim("yours equals Keras' layer to ten digits", worst < 1e-10)

# %% [markdown]
# Keras and PyTorch follow different conventions:
#
# | | Keras | PyTorch |
# |---|---|---|
# | **momentum** | 0.99, the weight of the **old** value | 0.1, the weight of the **new** value |
# | **epsilon** | 0.001 | 0.00001 |
# | **variance that normalizes the batch** | over $n$ | over $n$ |
# | **variance that is collected** | over $n$ | over $n-1$ |
#
# The first is a trap, since both call it momentum and both accept 0.99. The last makes the collected variance $n/(n-1)$
# times as large: by 3 % with batches of 32, by 100 % with batches of two.

# %% tags=["skip-in-grading"]
quiz("bn_momentum_meaning")

# %% [markdown]
# Five batches of six samples go through both frameworks. In the middle column, the number 0.8 was used in both; in the right
# one, it was converted.

# %% tags=["skip-in-grading"]
from grader.lab.torch_or_stub import nn, torch

if torch is None:
    print("PyTorch is not installed here. Nothing is lost: no later cell needs it.")
else:
    display(tables.frameworks(parity.five_batches(nn, torch)))

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
from grader.reference import batch_norm as reference

claim(
    "Keras' 0.99 is 0.01 in PyTorch", round(reference.torch_arguments(0.99)["momentum"], 9) == 0.01
)
collected = np.array([0.5, 2.0, 8.0])
there = reference.torch_running_var(collected, n=6, n_updates=5, momentum=0.8)
back = reference.keras_running_var(there, n=6, n_updates=5, momentum=0.8)
claim("there and back, the collected variance is what it was", np.allclose(back, collected))

# %% [markdown] tags=["collapsed"]
# ### Images: one mean for each channel

# %% [markdown]
# A convolution does the same at each pixel, so its batch norm should, too. All pixels of a channel, in all images of the
# batch, share one mean and one variance.

# %% tags=["skip-in-grading", "hidden-code"]
plots.shared_statistics()

# %% tags=["skip-in-grading"]
quiz("bn_channels_count")

# %% [markdown]
# Write it for `(n, h, w, c)`, in training mode and without running statistics.


# %% nbgrader={"grade": false, "grade_id": "batch_norm_images", "locked": false, "schema_version": 3, "solution": true, "task": false}
def batch_norm_images(images, gamma, beta, epsilon=1e-3):
    """Normalize every channel of images (n, h, w, c) over images and pixels."""
    ### BEGIN SOLUTION
    n, h, w, c = images.shape
    pixels = images.reshape(n * h * w, c)
    x_hat = (pixels - pixels.mean(axis=0)) / np.sqrt(pixels.var(axis=0) + epsilon)
    return (gamma * x_hat + beta).reshape(n, h, w, c)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "batch_norm_images_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(batch_norm_images)

# %% [markdown]
# Keras' layer takes the last axis as the channels. With `axis=1`, which is where PyTorch has them, it does not complain
# about images of shape `(n, h, w, c)`. It normalizes *rows of pixels* instead, and you have a bug that trains. The feature
# maps below are six filtered versions of a photo, each on a scale of its own.

# %% tags=["skip-in-grading"]
maps = data.feature_maps(data.photo())
maps = np.stack([maps, maps[:, ::-1]]) * [1, 2, 5, 10, 20, 50] + [0, 1, 2, 3, 4, 5]
layers = {
    "BatchNormalization()": keras.layers.BatchNormalization(dtype="float64"),
    "BatchNormalization(axis=1)": keras.layers.BatchNormalization(axis=1, dtype="float64"),
}
outputs = {name: np.asarray(layer(maps, training=True)) for name, layer in layers.items()}
with after_writing(batch_norm_images):
    outputs["your batch_norm_images"] = batch_norm_images(maps, np.ones(6), np.zeros(6))
spreads = {name: (out.mean((0, 1, 2)), out.std((0, 1, 2))) for name, out in outputs.items()}
tables.ranges(spreads, ("", "means of the channels", "their standard deviations"))

# %% [markdown] tags=["collapsed"]
# ### Folding: a batch norm that costs nothing

# %% [markdown]
# At prediction, batch norm multiplies and adds fixed numbers. A dense layer directly before it is a linear map. Two linear
# maps in a row are one:
#
# $$\gamma\,\frac{(xW+b)-m}{\sqrt{v+\varepsilon}}+\beta \;=\; x\,W' + b'.$$
#
# Find $W'$ and $b'$. The numbers of a batch norm belong to the *output units*, so look up which axis of `w`, of shape
# `(d, k)`, is theirs.


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
# Now your function on real networks: ten networks with batch norm learn 200 digits; then every batch norm is folded away,
# and a plain network is left. We also time a Dense layer with batch norm against the folded layer, at the shortest of a
# hundred times.

# %% tags=["skip-in-grading"]
from grader.lab.batch_norm import folding

normed, few = cases.trained_network()
with after_writing(fold_batch_norm):
    folded = folding.fold_network(normed, fold_batch_norm)
    off = np.abs(folded.predict(few.x_test) - normed.predict(few.x_test)).max()
    print(f"largest difference of the probabilities: {off:.0e}")
    sizes = ((64, 64), (128, 128), (512, 512))
    rows = [(*size, f"{folding.speed_up(*size, fold_batch_norm):.1f}") for size in sizes]
    display(table(("features", "units", "time with batch norm : time folded"), *rows))

# %% [markdown]
# The matrix product is the same in both. What is saved are the passes over the outputs, and the larger the product is, the
# less they weigh. Tools that prepare networks for use fold every batch norm that they can. A batch norm *after* the ReLU
# can be folded as well, into the next Dense layer: it scales that layer's inputs.

# %% [markdown] tags=["collapsed"]
# ### Layer norm: leave the neighbors out of it

# %% [markdown]
# Batch norm averages down each column of x. Layer norm averages along each row: each *sample* is normalized by the mean and
# variance over its own units (Ba, Kiros and Hinton, 2016). Gamma and beta still belong to the units. There is nothing to
# collect, and training and prediction do not differ.


# %% nbgrader={"grade": false, "grade_id": "layer_norm", "locked": false, "schema_version": 3, "solution": true, "task": false}
def layer_norm(x, gamma, beta, epsilon=1e-3):
    """Normalize every row of x (n, d) by its own mean and variance."""
    ### BEGIN SOLUTION
    centered = x - x.mean(axis=1, keepdims=True)
    spread = np.sqrt(np.mean(centered**2, axis=1, keepdims=True) + epsilon)
    return gamma * centered / spread + beta
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "layer_norm_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(layer_norm)

# %% [markdown]
# One row goes through your two functions, alone and among seven others. How far does its output move?

# %% tags=["skip-in-grading"]
with after_writing(batch_norm_forward), after_writing(layer_norm):
    rng = np.random.default_rng(0)
    row, others = rng.normal(size=(1, 4)), rng.normal(size=(7, 4))
    gamma, beta = rng.uniform(0.5, 2, size=4), rng.normal(size=4)
    norms = {
        "batch norm": lambda x: batch_norm_forward(x, gamma, beta, np.zeros(4), np.ones(4))[0],
        "layer norm": lambda x: layer_norm(x, gamma, beta),
    }
    rows = []
    for name, norm in norms.items():
        alone, together = norm(row)[0], norm(np.vstack([row, others]))[0]
        only_beta = "yes" if np.allclose(alone, beta) else "no"
        rows.append((name, f"{np.abs(alone - together).max():.2f}", only_beta))
    display(table(("", "changed by the other samples", "alone: is only beta left?"), *rows))

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
keras_norm = keras.layers.LayerNormalization(dtype="float64")
keras_norm.build((None, 4))
keras_norm.set_weights([gamma, beta])
off = np.abs(np.asarray(keras_norm(others)) - layer_norm(others, gamma, beta)).max()
claim("your layer norm equals Keras' to ten digits", off < 1e-10)

# %% tags=["skip-in-grading"]
quiz("layer_norm_difference")

# %% [markdown]
# This is why networks for text use layer norm: sequences of different lengths, small batches, and predictions one word at a
# time leave batch norm little to work with. In exchange, layer norm cannot be folded.

# %% [markdown] tags=["collapsed"]
# ### The noise, and whether it regularizes

# %% [markdown]
# In the histograms of the core, an image's value varied with its company. This noise falls roughly like $1/\sqrt n$. To see
# what it does *and nothing else*, the batch must stay the same while the noise varies. So each batch of 32 is cut into
# **groups**, and each group is normalized by itself ("ghost batches"): the gradient is still that of 32 samples, but the noise
# is that of the group. One label in five is wrong, and each arm gets the best of three learning rates of Adam.

# %% tags=["skip-in-grading"]
quiz("bn_noise_predict")

# %% tags=["skip-in-grading"]
ghosts = experiments.ghost_batches(groups=(2, 8, 32), epochs=40)
tables.ghosts(ghosts)

# %% [markdown]
# Groups of two do what noise is said to do: they keep the network from memorizing. But after these 40 epochs the network
# without batch norm is ahead of all groups: at its own best rate, the smallest of the three, it stops in time. The length
# of the training decides. With three times the steps its lead over groups of two is within the noise, and with ten times
# the steps groups of two are ahead by 3 points, because by then the others have memorized the wrong labels. (On MNIST-1D,
# groups of 32 are ahead.) So the sentence "batch norm also regularizes" needs a batch size, a learning rate and a number of
# steps before it means anything.
#
# In practice the groups are whole batches. With a smaller batch comes more noise, but also more steps in an epoch. Here all
# labels are right, each network trains for 8 epochs, and again each arm and size has its own rate.

# %% tags=["skip-in-grading"]
by_size = experiments.batch_sizes(sizes=(1, 2, 8, 32), epochs=8)
plots.accuracy_against((1, 2, 8, 32), by_size, "batch size")

# %% [markdown]
# Tiny batches are where batch norm fails. With batches of one it fails altogether, and with batches of two it costs more
# than 10 points. With 8 and 32 there is little difference. If memory allows only a few samples in a step, take layer
# norm, or freeze the statistics.

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
gains = {group: (found[1] - ghosts[None][1]).mean() for group, found in ghosts.items()}
claim("no group beats no batch norm", max(gains.values()) <= 0)
bare, with_bn = (values.mean(axis=1) for values in by_size.values())
claim("batch size 1: with batch norm, no better than guessing", with_bn[0] < 0.2)
claim("batch size 2: batch norm costs more than 10 points", bare[1] - with_bn[1] > 0.1)

# %% [markdown] tags=["collapsed"]
# ### Why does it work? Covariate shift on trial

# %% [markdown]
# The paper of 2015 has the reason in its title: *reducing internal covariate shift*. While the lower layers learn, the
# distribution of what the upper ones receive keeps moving, and batch norm holds it still. Santurkar and others (2018) put
# this to a test. They add noise **after** batch norm: at each step, each unit gets a random shift, the same for the whole
# batch, and noise of a random size. Now the distributions move, on purpose.

# %% tags=["skip-in-grading"]
quiz("bn_shift_predict")

# %% [markdown]
# Five hidden layers, batches of 32, 20 epochs, and for each arm the best of three rates. The shift is how far a unit's mean
# before the ReLU moves from one step to the next, in standard deviations, in the third hidden layer. (For batch norm alone
# it is tiny by construction: the mean of the batch *is* beta. The comparison that matters is the third row with the first.)

# %% tags=["skip-in-grading"]
noisy = experiments.noise_after_batch_norm(rates=(0.03, 0.1, 0.3), epochs=20)
tables.shifts(noisy)

# %% [markdown]
# The distributions of the noisy network shift more than those of the bare network, and yet it does not fall behind: it tests as
# well or better. (That also holds with 3 and 10 times the steps, with Glorot's kernels and on MNIST-1D.) So shifting
# distributions do no harm here. (Batch norm itself gains little in these 20 epochs, so this experiment alone proves no more
# than that.) The same was found in the paper, with larger networks. It offers another explanation: batch norm makes the loss
# *smoother*, so that a gradient can be trusted for a longer step. That fits the grid of the core, where large rates work.

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
bare, jumping = noisy["without batch norm"], noisy["batch norm, then noise"]
claim(
    "with noise they shift more than without batch norm",
    np.mean(jumping["shift"] - bare["shift"]) > 0,
)
claim("and the test accuracy is no worse", np.mean(jumping["tested"] - bare["tested"]) > -0.01)

# %% [markdown] tags=["collapsed"]
# ### Dropout before a batch norm

# %% [markdown]
# You may read that the two must not be combined. There is a reason (Li and others, 2018), and it is worth knowing how much it
# weighs.

# %% tags=["skip-in-grading"]
quiz("bn_dropout_predict")

# %% [markdown]
# Two hidden layers of 128 units, one label in five wrong, 60 epochs of Adam; every arm has its own rate. We measure three
# things: the collected variance over that at prediction; the test accuracy; and the test accuracy after a **repair**, in
# which the statistics are collected again with dropout off. What the repair gains is what the shift has cost.

# %% tags=["skip-in-grading"]
dropped = experiments.dropout_places(epochs=60)
tables.places(dropped)

# %% [markdown]
# The variance shift is real: about twice the variance after dropout on hidden units, and more than three times after dropout on
# the input. Between hidden layers it costs next to nothing here, and dropout before a batch norm helps against wrong labels.
# On the input it does cost, and there the repair gains several points. All of this also holds with ten times the
# steps and on MNIST-1D. So dropout after the last batch norm is on
# the safe side. Elsewhere it is allowed, but **collect the statistics again with dropout off**, and see whether anything
# changes. (Dropout without any batch norm does as well here: see the last row.)

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
cost = {name: (case["repaired"] - case["tested"]).mean() for name, case in dropped.items()}
front = dropped["before the 2nd batch norm"]["ratio"][1].mean()
claim("before: the collected variance is more than 1.3 times too large", front > 1.3)
claim("hidden dropout: the shift costs less than 2 points", cost["at both of these"] < 0.02)
claim("dropout 0.5 on the input: it costs more than 1.5 points", cost["on the input"] > 0.015)

# %% [markdown] tags=["collapsed"]
# ### Less sensitive to small changes of the input?

# %% [markdown]
# Introductions say that as well, and it can be measured: add noise to the test images, and count the answers that change.

# %% tags=["skip-in-grading"]
changed = experiments.small_changes(stds=(0.05, 0.1, 0.2, 0.3), epochs=60)
tables.changes((0.05, 0.1, 0.2, 0.3), changed)

# %% [markdown]
# Here it is the opposite: with batch norm, more answers change under noise of 0.1 and more. That also holds
# with 3 and 10 times the steps and with Glorot's kernels.

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
more = (changed["with batch norm"] - changed["without batch norm"]).mean(axis=1)
claim("with batch norm more answers change, at noise 0.2 and 0.3", np.all(more[2:] > 0.01))

# %% [markdown] tags=["collapsed"]
# ### The model of the introductions, on current Keras

# %% [markdown]
# Introductions use another order: 64 ReLU units on 100 inputs (given as `input_dim=100`), `BatchNormalization` after them,
# and one sigmoid unit; or the same with 784 inputs and a softmax of 10. `input_dim` still works, with a warning; write
# `keras.Input((100,))`. Batch norm stands **after** the ReLU here, so the bias of the first layer has work to do.

# %% tags=["skip-in-grading"]
from keras.layers import BatchNormalization, Dense

mended = {
    "100 inputs, one sigmoid": (100, Dense(1, activation="sigmoid"), "binary_crossentropy"),
    "784 inputs, softmax of 10": (784, Dense(10, activation="softmax"), "categorical_crossentropy"),
}
rows = []
for name, (n_features, last, loss) in mended.items():
    first, norm = Dense(64, activation="relu"), BatchNormalization()
    model = keras.Sequential([keras.Input((n_features,)), first, norm, last])
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    counts = [
        sum(v.numpy().size for v in kind)
        for kind in (norm.trainable_variables, norm.non_trainable_variables)
    ]
    rows.append((name, f"{model.count_params():,}", *counts))
table(("model", "parameters", "batch norm: trained", "batch norm: collected"), *rows)

# %% [markdown] tags=["collapsed"]
# ### Does it stabilize and speed up the training of this model?

# %% [markdown]
# We train it on 400 tumors with 30 measurements each, for 30 epochs of Adam at Keras' default rate: once with standardized
# measurements, and once with **raw** ones, whose columns have very different sizes.

# %% tags=["skip-in-grading"]
quiz("bn_tutorial_predict")

# %% tags=["skip-in-grading"]
followed = experiments.small_model(epochs=30)
tables.small_model(followed)

# %% [markdown]
# With standardized inputs there was nothing to stabilize, and batch norm gains nothing. With raw inputs the plain network is
# lost, and batch norm comes to the rescue, slowly. (Neither ten times as many steps nor a learning rate of its own rescues the
# plain network. On another data set, 178 wines with 13 measurements each, batch norm gains 26 ± 14 points on raw inputs, and
# 1 ± 1 on standardized ones.) Scaling the inputs takes one line and brings more.

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
last = {key: accuracy[-1].mean() for key, accuracy in followed.items()}
gain = {
    k: last[k, "with batch norm"] - last[k, "without batch norm"] for k in ("standardized", "raw")
}
claim("standardized: less than 2 points either way", abs(gain["standardized"]) < 0.02)
claim("raw: batch norm gains more than 20 points by epoch 30", gain["raw"] > 0.2)

# %% [markdown] tags=["collapsed"]
# ### Mean zero and standard deviation one?

# %% [markdown]
# Take this model, trained on the standardized measurements, and look at the outputs of its batch norm: all 640 units (ten
# seeds of 64).

# %% tags=["skip-in-grading"]
quiz("bn_mean_zero")

# %% tags=["skip-in-grading"]
from keras.layers import BatchNormalization

from grader.lab.batch_norm import tutorial

tumors = tutorial.tumours(range(10), True)
model, _ = tutorial.train(tumors, range(10), True)
norm = next(layer for layer in model.layers if isinstance(layer, BatchNormalization))
before, after = (keras.Model(model.inputs[0], part) for part in (norm.input, norm.output))
received = before(tumors.x_train)
outputs = {
    "fresh layer, training mode": BatchNormalization()(received, training=True),
    "trained, training mode": norm(received, training=True),
    "trained, prediction, training set": after(tumors.x_train),
    "trained, prediction, test set": after(tumors.x_test),
}
units = {name: (np.mean(out, axis=0), np.std(out, axis=0)) for name, out in outputs.items()}
units["for comparison: beta and gamma"] = np.asarray(norm.beta), np.asarray(norm.gamma)
tables.ranges(units, ("640 units", "means", "standard deviations"))

# %% [markdown]
# Zero and one hold for the fresh layer, except for units that hardly vary. Once gamma and beta have been trained, they are
# gone, and at prediction neither is exact, since what is subtracted was collected elsewhere. Say "mean beta and standard
# deviation gamma, over the batch, in training", and you are right.

# %% [markdown] tags=["collapsed"]
# ### Case 1: a long way behind

# %% [markdown]
# Each of the four cases is a symptom as you would meet it. 200 digits, all labels right, two hidden layers with batch norm,
# Adam; the curves are means over ten seeds.

# %% tags=["skip-in-grading"]
lagging = cases.lagging_statistics()
course, _ = lagging["momentum 0.99"]
curves = {
    "training loss": course.loss.mean(axis=1),
    "validation loss": course.val_loss.mean(axis=1),
}
styles = {"training loss": ("#E69F00", "--"), "validation loss": ("#0072B2", "-")}
plots.course({"as reported during training": curves}, "cross-entropy", styles=styles)

# %% tags=["skip-in-grading"]
quiz("diagnosis_lagging_statistics")

# %% [markdown]
# The same training twice more: with momentum 0.9, and with 0.99 for ten epochs, followed by statistics collected from the
# whole training set. The *weights* after ten epochs are the same in all three, because training uses the batch.

# %% tags=["skip-in-grading"]
after_ten = {name: [accuracy] for name, (_, accuracy) in lagging.items()}
tables.accuracies(after_ten, ("statistics", "validation accuracy after 10 epochs (%)"))

# %% [markdown]
# With momentum 0.99 and small data sets, catching up takes more epochs than many people train. (With Glorot's kernels the cost
# is about the same, but it varies more; on MNIST-1D, where accuracies are low, the lag does not show.) How to notice it:
# **evaluate the training set in inference mode.** If it, too, is far below what `fit` reports, the statistics are to blame.
# Cure: a smaller momentum when there are few steps, or fresh statistics at the end.

# %% [markdown] tags=["collapsed"]
# ### Case 2: the sorted test set

# %% [markdown]
# A trained network with batch norm (ten seeds) classifies test images in batches of 16: once shuffled, once sorted by class.

# %% tags=["skip-in-grading"]
normed, few = cases.trained_network()
orders = {"shuffled": False, "sorted by class": True}
sorted_or_not = {
    name: [cases.accuracy_in_batches(normed, few, 16, True, by_class)]
    for name, by_class in orders.items()
}
tables.accuracies(sorted_or_not, ("the same images, in batches of 16", "test accuracy (%)"))

# %% tags=["skip-in-grading"]
quiz("diagnosis_company")

# %% [markdown]
# The model was called in training mode, so it normalized every batch by itself. This is the mistake of using the batch's
# statistics at prediction. In inference mode the order does not matter:

# %% tags=["skip-in-grading"]
mended = {
    f"batches of {size}": [
        cases.accuracy_in_batches(normed, few, size, mode, by_class)
        for mode in (True, False)
        for by_class in (False, True)
    ]
    for size in (2, 16, 128)
}
heads = ("", "training mode: shuffled", "sorted", "inference mode: shuffled", "sorted")
tables.accuracies(mended, heads)

# %% [markdown]
# In Keras this happens through `model(x, training=True)`, often for the sake of Monte-Carlo dropout, which switches batch norm
# to training mode as well. In PyTorch it is a forgotten `net.eval()`. A `training=True` that is written *at the layer* has a
# trap of its own: it is only a default. `model(x)` follows it, but `predict` overrides it.

# %% tags=["nbval-check-output", "skip-in-grading"]
from grader.lab.batch_norm import frozen

tables.answers(frozen.pinned_layers(), "called as", "does the answer depend on the company?")

# %% [markdown]
# How to notice it: **predict one image alone and in a batch, and compare.**

# %% [markdown] tags=["collapsed"]
# ### Case 3: a loss of 2.30

# %% [markdown]
# A network with three hidden layers and batch norm is trained with batches of one, to save memory. It guesses among ten
# classes.

# %% tags=["skip-in-grading"]
single = cases.batches_of_one()
print(f"training loss after 1,000 steps: {single.mean():.2f} ± {statistics.half_width(single):.2f}")

# %% tags=["skip-in-grading"]
quiz("diagnosis_single_sample")

# %% [markdown]
# It does not have to be on purpose. A *last batch* of one does harm, too: with 33 samples and batches of 32, one step in two
# trains on nothing and pulls the running variance toward zero. What do the frameworks say about a batch of one?

# %% tags=["skip-in-grading"]
from keras.layers import BatchNormalization

from grader.lab.torch_or_stub import nn, torch

one = np.full((1, 2), 5.0)
print("Keras:  ", np.asarray(BatchNormalization()(one, training=True)), "for the input", one)
if torch is not None:
    try:
        nn.BatchNorm1d(2)(torch.tensor(one, dtype=torch.float32))
    except ValueError as error:
        print("PyTorch:", str(error).split(",")[0])

# %% [markdown]
# PyTorch stops; Keras returns zeros and says nothing. How to notice it: **look at the size of the last batch**, and at the
# loss of guessing, $\log 10 = 2.30$. Cure: `drop_remainder=True` in a `tf.data` pipeline, another batch size, or layer norm.

# %% [markdown] tags=["collapsed"]
# ### Case 4: frozen, and yet it moves

# %% tags=["skip-in-grading"]
quiz("diagnosis_frozen")

# %% [markdown]
# "Frozen" means different things. One batch with mean 5 goes through a fresh layer (running mean 0) that was frozen in one way
# or another. Is it normalized by the batch, and do the running statistics move?

# %% tags=["skip-in-grading"]
from grader.lab.batch_norm import frozen
from grader.lab.torch_or_stub import nn, torch

tables.answers(frozen.frozen_layers(nn, torch), "", "normalized by the batch?", "statistics move?")

# %% [markdown]
# - **Keras:** `trainable=False` on a batch norm layer means inference mode, *even under* `training=True`. That is what one
#   wants for fine-tuning. (It is special to this layer: a dropout layer with `trainable=False` still drops.)
# - **PyTorch:** `requires_grad=False` freezes gamma and beta only. The statistics follow every batch until the module is in
#   `.eval()`, and `net.train()` at the start of each epoch undoes that for all modules.
#
# How to notice it: **keep the output for one batch before training, and compare it afterwards.**

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
late = np.mean(after_ten["all training images"][0] - after_ten["momentum 0.99"][0])
claim("case 1: late statistics cost more than 5 points after ten epochs", late > 0.05)
mixed, by_class = (values[0] for values in sorted_or_not.values())
claim("case 2: sorting costs more than 40 points in training mode", np.mean(mixed - by_class) > 0.4)
claim("case 3: the loss stays within 0.05 of log 10", abs(single.mean() - np.log(10)) < 0.05)

# %% [markdown] tags=["collapsed"]
# ### Playground

# %% [markdown]
# One unit, one batch. The dashed line is one sample whose own value is always 1 (before shift and scale). Things to try:
# which sliders leave the right panel as it is, and why? What is left of a batch of 2, and of 1? Move `seed` with a batch of
# 4, then of 200: how far does the dashed sample move? Set `scale` to 0.

# %% tags=["skip-in-grading"]
playground.batch_norm_playground()

# %% [markdown]
# (Shift and scale leave the right panel alone, up to epsilon: that is what normalizing means. A batch of two has only two
# possible values, and with a batch of one only beta is left. The dashed sample moves by about 0.7 standard deviations in a
# batch of 4, and hardly at all in a batch of 200. At scale 0, epsilon prevents a division by zero.)

# %% [markdown] tags=["collapsed"]
# ### Questions that people ask

# %% tags=["skip-in-grading"]
quiz("bn_before_or_after")

# %% tags=["skip-in-grading"]
quiz("bn_regularizer")

# %% [markdown] tags=["collapsed"]
# ### Take-away card

# %% [markdown]
# | | |
# |---|---|
# | **What** | Each unit minus its mean over the batch, over its standard deviation; then times gamma, plus beta. |
# | **At prediction** | Collected statistics instead of the batch's. These are fixed numbers, so it folds into a neighboring layer. |
# | **Backward** | The gradient minus its mean, minus its part along $\hat x$, times $\gamma/\sqrt{\sigma^2+\varepsilon}$. |
# | **Effective rate** | The learning rate over the squared norm of the kernel. Weight decay acts through it. |
# | **What it gives** | Larger learning rates, less dependence on the initial scale, and some speed when each arm has its own rate. |
# | **What it does not** | Regularize reliably. Small learning rates need their time with it, too. |
# | **Keras / PyTorch** | Momentum 0.99 of the old / 0.1 of the new; epsilon 1e-3 / 1e-5; collected variance over $n$ / $n-1$. |
# | **With dropout** | The variance shifts. After the last batch norm it is safe; elsewhere collect statistics again, and measure. |
# | **When not** | Batches of one or a few, sequences, samples that must not see each other: layer norm. |
# | **Check yourself** | One image alone and in a batch; the training set in inference mode; the size of the last batch. |

# %% [markdown]
# ## How far have you come?

# %% tags=["skip-in-grading"]
progress()

# %% [markdown]
# ## Sources
#
# - S. Ioffe, C. Szegedy: *Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift*,
#   ICML 2015, arXiv:1502.03167. The method, and the figures of the story (section 4.2).
# - G. Yang, J. Pennington, V. Rao, J. Sohl-Dickstein, S. Schoenholz: *A Mean Field Theory of Batch Normalization*, ICLR 2019,
#   arXiv:1902.08129. Gradients grow with depth.
# - T. van Laarhoven: *L2 Regularization versus Batch and Weight Normalization*, 2017, arXiv:1706.05350. The effective rate.
# - E. Hoffer, R. Banner, I. Golan, D. Soudry: *Norm matters: efficient and accurate normalization schemes in deep networks*,
#   NeurIPS 2018, arXiv:1803.01814. What weight decay does together with batch norm.
# - S. Santurkar, D. Tsipras, A. Ilyas, A. Madry: *How Does Batch Normalization Help Optimization?*, NeurIPS 2018,
#   arXiv:1805.11604. Noise after batch norm, and smoothness.
# - X. Li, S. Chen, X. Hu, J. Yang: *Understanding the Disharmony between Dropout and Batch Normalization by Variance Shift*,
#   2018, arXiv:1801.05134.
# - J. L. Ba, J. R. Kiros, G. E. Hinton: *Layer Normalization*, 2016, arXiv:1607.06450.
# - E. Hoffer, I. Hubara, D. Soudry: *Train longer, generalize better*, 2017, arXiv:1705.08741. Ghost batches.
# - X. Glorot, Y. Bengio: *Understanding the difficulty of training deep feedforward neural networks*, AISTATS 2010; K. He and
#   others: *Delving Deep into Rectifiers*, ICCV 2015, arXiv:1502.01852. The initial kernels.
# - The Keras documentation of `BatchNormalization` and `LayerNormalization`; the PyTorch documentation of
#   `torch.nn.BatchNorm1d`.
# - Data: the digits, the breast cancer measurements and a sample photo that come with scikit-learn.
