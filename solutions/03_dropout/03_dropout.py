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
# # Dropout
#
# In every training step, each unit of a layer is switched off with some probability, and back on for
# the next step. That is all there is to dropout. This lesson asks what it does to a network, builds it
# from scratch, and measures where it helps and where it does not.
#
# **When you have worked through it, you can**
#
# - write dropout's forward and backward pass, and say why kept units are scaled by $1/(1-p)$;
# - use it in Keras and PyTorch, in dense and in convolutional networks, and switch it off and on when
#   you mean to;
# - choose a rate by experiment, and tell overfitting from underfitting by two numbers;
# - let a network say how sure it is, by leaving dropout on;
# - diagnose the five ways in which dropout usually goes wrong.
#
# **Time:** about two and a half hours: one for reading and looking, the rest for nine exercises, the
# last of them optional. **You need** NumPy, and an idea of what a dense layer and a gradient are.
#
# Run the cells from top to bottom. An exercise is a cell that you fill in; the cell below it checks
# your answer. Stuck? In a cell of your own, `hint(dropout_forward)` gives one hint with each call, and
# after a check `solution(dropout_forward)` opens an answer.

# %%
import numpy as np

from grader import check, hint, progress, quiz, solution
from grader.lab import after_writing, claim, data, show_code, statistics, table
from grader.lab.dropout import cases, experiments, loop, playground, plots
from grader.lab.dropout.asking import lead
from grader.lab.dropout.plots import tables
from grader.lab.plots import against, intervals, learning_curves
from grader.reference.network import Adam, Network

SEEDS = range(10)

# %% [markdown]
# ## Predict first
#
# A guess that you have made yourself, right or wrong, makes the answer stick. So decide before you
# open an option.

# %% tags=["skip-in-grading"]
quiz("dropout_predict_activation")

# %% [markdown]
# Here is that unit. The code below is dropout in its shortest form, one coin toss per pass.

# %% tags=["skip-in-grading"]
rng = np.random.default_rng(2)
activation, rate = 2.0, 0.5

kept = rng.random(200) >= rate
values = np.where(kept, activation / (1 - rate), 0.0)

plots.one_unit(values, without=activation)

# %% [markdown]
# There are two heights, 0 and 4, and an average that settles at what the unit would output without dropout.
#
# ## The idea in pictures
#
# Dropping a unit removes it *with all its connections* for the length of one pass. What is left is a
# thinner network, and the next pass trains another one.

# %% tags=["skip-in-grading"]
rng = np.random.default_rng(3)
passes = [(rng.random(6) >= 0.5, rng.random(6) >= 0.5) for _ in range(3)]
plots.thinned_networks(passes)

# %% [markdown]
# The twelve hidden units of this small network allow $2^{12} = 4096$ different masks. All those thinned
# networks share one set of weights, so a step that trains one of them moves the others along.
#
# There are two classic pictures of why that should help, and both are worth knowing:
#
# - **No unit can rely on another.** A group of units that works only together, say to remember one
#   mislabeled image, falls apart whenever one of the group is missing. What a unit can safely learn
#   is what is useful alongside most of the other units.
# - **A crowd is averaged.** Training touches a huge number of thinned networks for a moment each, and the
#   complete network used at prediction comes near the average of their answers (measured below).

# %% tags=["skip-in-grading"]
quiz("dropout_how_many")

# %% [markdown]
# ## The mathematics
#
# Let $h_j$ be the output of unit $j$ of a layer, for one sample, and let $p$ be the **rate**. Dropout
# outputs
#
# $$\tilde h_j = \frac{r_j}{1-p}\,h_j,$$
#
# where $r_j$ is 1 with probability $1-p$ and 0 with probability $p$.
#
# - $p$ is the probability with which a unit is **dropped**, $0 \le p < 1$.
# - $r_j$ is the **mask**: 1 for kept, 0 for dropped, drawn anew for each unit, each sample and each pass.
# - $\tilde h_j$ ("h tilde") is what the next layer gets.
#
# Two lines of algebra tell how $\tilde h_j$ behaves over many passes. Since $r_j^2 = r_j$ and
# $\mathbb{E}[r_j] = 1-p$,
#
# $$\mathbb{E}[\tilde h_j] = \frac{1-p}{1-p}\,h_j = h_j, \qquad
# \operatorname{Var}[\tilde h_j] = \frac{1-p}{(1-p)^2}\,h_j^2 - h_j^2 = \frac{p}{1-p}\,h_j^2.$$
#
# The mean does not move, for any rate: that is the reason for the factor $1/(1-p)$. The variance grows
# with the rate, slowly at first and without bound near 1. Here are both, from 100,000 draws.

# %% tags=["nbval-check-output", "skip-in-grading"]
rng = np.random.default_rng(0)
h, rows = 2.0, []
for p in (0.1, 0.2, 0.5, 0.8, 0.9):
    draws = (rng.random(100_000) >= p) * h / (1 - p)
    rows.append((p, f"{draws.mean():.2f}", h, f"{draws.var():.2f}", f"{p / (1 - p) * h**2:.2f}"))

table(
    ("rate p", "mean, measured", "mean, formula", "variance, measured", "variance, formula"), *rows
)

# %% tags=["skip-in-grading"]
quiz("dropout_rate_meaning")

# %% [markdown]
# ## Why the scale is 1/(1 - rate)
#
# Leave out the factor, and each unit's average is $(1-p)\,h_j$ in training but $h_j$ at prediction,
# when all units are there. The next layer was trained on signals of one size and is used on signals of
# another. In a deep network, these factors multiply.

# %% tags=["skip-in-grading"]
quiz("dropout_scale_predict")

# %% [markdown]
# To see it, we train networks with four hidden layers on scikit-learn's digits, with the small NumPy network that
# belongs to this course, send test images through them once as in training and once as at prediction, and compare the
# mean activation after each layer. (`show_code(experiments.signals)` shows how.)

# %% tags=["skip-in-grading"]
ratios = experiments.signals(layers=4, rate=0.5, epochs=50, seeds=range(6))
plots.signal_through_layers({name: ratio.T for name, ratio in ratios.items()})

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
scaled, unscaled = (ratio[-1].mean() for ratio in ratios.values())
claim("without the scale, less than a fifth is left after four layers", unscaled < 0.2)
claim("with the scale, the signal grows by less than a factor of 3", 1.3 < scaled < 3)

# %% [markdown]
# With the scale, the first layer lies on the line and the later ones above it. The mean of each *sum* is right, but a
# ReLU comes after it, and the ReLU of a noisy sum is on average larger than the ReLU of its mean: with a rate of 0.5 in
# four layers, the signal grows to 2.5 times. Without the scale, a twentieth of that is left after four layers. Dropout
# keeps expectations exactly through linear layers only. (All of this holds with 3 and 10 times the steps, with Glorot's
# kernels, with a tuned learning rate, and on MNIST-1D, another small data set. The numbers vary: the signal grows to between
# 1.2 and 11 times, and without the scale, between a tenth and a thirtieth of that is left.)
#
# There are two ways to make training and prediction agree. The papers of 2012 and 2014 train with masks of
# 0 and 1 and make the *weights smaller at test time*, by $1-p$. Keras and PyTorch make the *activations
# larger in training*, by $1/(1-p)$, and do nothing at prediction. The second is called **inverted dropout**.

# %% tags=["skip-in-grading"]
quiz("dropout_at_prediction")

# %% [markdown]
# ## Implement the forward pass
#
# Write inverted dropout. `x` may have any shape; the mask has the same shape, and `True` means kept. All
# randomness comes from `rng`, a `numpy.random.Generator`. When `training` is `False`, the output equals `x`
# and the mask is `True` everywhere.


# %% nbgrader={"grade": false, "grade_id": "dropout_forward", "locked": false, "schema_version": 3, "solution": true, "task": false}
def dropout_forward(x, rate, rng, training=True):
    """Drop each value of x with probability rate; return (out, mask), mask True where kept."""
    ### BEGIN SOLUTION
    if not training:
        return x.copy(), np.ones(x.shape, dtype=bool)
    mask = rng.random(x.shape) >= rate
    return np.where(mask, x / (1 - rate), 0.0), mask
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "dropout_forward_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check(dropout_forward)

# %% [markdown]
# Here are your masks next to those of the reference. They differ from cell to cell but agree in what matters: how many
# values are kept, and that there is no pattern.

# %% tags=["skip-in-grading"]
from grader.reference import dropout as reference

with after_writing(dropout_forward):
    batch = np.ones((30, 60))
    masks = {
        "yours": dropout_forward(batch, 0.3, np.random.default_rng(1))[1],
        "reference": reference.dropout_forward(batch, 0.3, np.random.default_rng(2))[1],
    }
    display(plots.masks_side_by_side(masks))

# %% [markdown]
# ## The backward pass, and proof that it is right
#
# For a given mask, dropout multiplies each value by a constant. The derivative is that constant, so with
# $L$ the loss,
#
# $$\frac{\partial L}{\partial h_j} = \frac{r_j}{1-p}\,\frac{\partial L}{\partial \tilde h_j}.$$
#
# A dropped unit gets no gradient, so its incoming weights rest for this step. A kept one gets a larger
# gradient, by the same factor as in the forward pass, and through *the same mask*: that is why
# `dropout_forward` returned it.


# %% nbgrader={"grade": false, "grade_id": "dropout_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
def dropout_backward(d_out, mask, rate):
    """Turn the gradient with respect to dropout's output into that for its input."""
    ### BEGIN SOLUTION
    return np.where(mask, d_out / (1 - rate), 0.0)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "dropout_backward_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(dropout_backward)

# %% [markdown]
# A formula for a gradient can be tested without trusting it: nudge one input by a small $\varepsilon$ both
# ways, and see how the loss follows. The one subtlety is that the mask must be the *same* in all these
# passes; a generator with the same seed sees to that.


# %% tags=["skip-in-grading"]
def numerical_gradient(f, x, epsilon=1e-6):
    """Central differences of the scalar function f at x, one entry at a time."""
    gradient = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[i] = epsilon
        gradient[i] = (f(x + step) - f(x - step)) / (2 * epsilon)
    return gradient


with after_writing(dropout_backward):
    rng = np.random.default_rng(0)
    x, d_out = rng.normal(size=(4, 5)), rng.normal(size=(4, 5))

    def loss(x):
        return np.sum(d_out * dropout_forward(x, 0.4, np.random.default_rng(7))[0])

    _, mask = dropout_forward(x, 0.4, np.random.default_rng(7))
    formula, measured = dropout_backward(d_out, mask, 0.4), numerical_gradient(loss, x)
    print(
        f"exact: {np.array_equal(formula, measured)}   "
        f"approximate: {np.allclose(formula, measured)}   "
        f"max difference: {np.abs(formula - measured).max():.1e}"
    )

# %% [markdown]
# Not *exact*, because finite differences never are; *approximate* to about ten digits. That is what a right
# gradient looks like. A wrong one, say without the factor, would differ in the first digit.
#
# ### Your two functions train a network
#
# Now your dropout goes to work. On 200 digits, one label in five wrong, we train a network with two hidden layers
# of 64 units in a plain loop (`show_code(loop.train)`), in which only your two functions know about dropout. Next
# to yours are the same functions with two mistakes: without the scale; and with `rng = np.random.default_rng(0)` *inside*
# the forward pass, put there to "make it reproducible".

# %% tags=["skip-in-grading"]
with after_writing(dropout_forward), after_writing(dropout_backward):
    own = experiments.own_dropout(dropout_forward, dropout_backward, epochs=80, seeds=range(6))
    display(tables.own(own))

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
points = {way: own["as you wrote it"]["test"] - found["test"] for way, found in own.items()}
claim("your dropout gains more than 5 points over none", points["no dropout"].mean() > 0.05)
one_mask = "seed set inside, one mask for the batch"
claim("one mask for the batch costs more than 20", points[one_mask].mean() > 0.2)
claim("about half of the units never move", 0.4 < own[one_mask]["moved"].mean() < 0.6)
sure, surer = (own[w]["confidence"].mean() for w in ("as you wrote it", "without the scale"))
claim("without the scale it is more than 10 points surer", surer > sure + 0.1)

# %% [markdown]
# Your dropout gains twelve points over none. Without the scale, prediction sees larger signals than training did, twice
# in a row: the network is far surer of its answers (82 % against 62 %), and here it is seven points worse. And the
# seed? If the mask has one row for each image, as yours has, the rows come back in each step, but to other images, so
# all units learn: the mistake costs little and hides. If one row serves the whole batch, half of the units never move,
# and at prediction they come back with the random weights that they started with: 35 points are lost.
#
# *How far does this hold?* With 3 and 10 times the steps, with Glorot's kernels and on MNIST-1D, half of the units stay
# put and the network without the scale stays too sure, but with more steps, or a tuned rate, its accuracy catches up. With one
# image per step, each batch has one row, and every seed set inside costs 40 points. And one more thing: at a third of the
# learning rate, the network *without* dropout does as well as yours, because it stops before it has memorized the wrong
# labels.
#
# ## The same in Keras
#
# Importing Keras takes several seconds, once. Two random layers cannot be compared value by value, since
# they toss different coins. What can be compared is what the tosses add up to: the share kept, the value of
# what is kept, and the mean.

# %%
from grader.quiet import quiet_standard_error

with quiet_standard_error():  # TensorFlow would greet you with a page of log lines
    import keras

# %% tags=["skip-in-grading"]
x = np.full((1000, 200), 2.0)
keras_layer = keras.layers.Dropout(0.3, seed=1)
layers = {"keras.layers.Dropout": lambda x: np.asarray(keras_layer(x, training=True))}
with after_writing(dropout_forward):
    layers["your dropout_forward"] = lambda x: dropout_forward(x, 0.3, np.random.default_rng(1))[0]
    rows = []
    for name, layer in layers.items():
        out = layer(x)
        kept = out[out != 0]
        rows.append(
            (
                name,
                f"{kept.size / out.size:.3f}",
                f"{kept.min():.4f} to {kept.max():.4f}",
                f"{out.mean():.3f}",
                f"{out.std():.3f}",
            )
        )
    expected = ("formula", "0.700", f"{2 / 0.7:.4f}", "2.000", f"{2 * np.sqrt(0.3 / 0.7):.3f}")
    display(table(("", "share kept", "kept values", "mean", "standard deviation"), *rows, expected))

# %% [markdown]
# In prediction mode there is nothing random left, and so they can be compared exactly.

# %% tags=["nbval-check-output", "skip-in-grading"]
with after_writing(dropout_forward):
    yours, _ = dropout_forward(x, 0.3, np.random.default_rng(1), training=False)
    keras_out = np.asarray(keras.layers.Dropout(0.3)(x, training=False))
    print("largest difference at prediction:", np.abs(yours - keras_out).max())

# %% [markdown]
# ### Inside or outside the activation?
#
# Many introductions give dropout's formula as
#
# $$y = \frac{f\big((Wx + b) \odot r\big)}{1-p},$$
#
# where $f$ is the activation, $Wx+b$ its input (the *pre-activation*), $r$ the mask and $\odot$ the product
# entry by entry. Look at where the mask is: *inside* $f$. Keras, and the paper of 2014, mask what comes
# *out* of $f$:
#
# $$y = \frac{f(Wx + b) \odot r}{1-p}.$$

# %% tags=["skip-in-grading"]
quiz("dropout_place_predict")

# %% [markdown]
# A mask knows only 0 and 1. Where it is 1, both formulas say $f(z)/(1-p)$. Where it is 0, the second says 0, and
# the first says $f(0)/(1-p)$. So they agree exactly when $f(0) = 0$. Averaged over masks, the first formula
# gives $f(z) + \frac{p}{1-p}\,f(0)$: too much by a constant.

# %% tags=["skip-in-grading"]
activations = {
    "ReLU": lambda z: np.maximum(z, 0),
    "tanh": np.tanh,
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
}
p, z = 0.5, np.linspace(-4, 4, 200)
curves = {}
for name, f in activations.items():
    before = (p * f(0 * z) + (1 - p) * f(z)) / (1 - p)
    after = (1 - p) * f(z) / (1 - p)
    curves[name] = (z, before, after, f(z))

plots.place_of_the_mask(curves)

# %% tags=["nbval-check-output", "skip-in-grading"]
rng = np.random.default_rng(0)
z = rng.normal(size=(1000, 50))
r = rng.random(z.shape) >= p
rows = []
for name, f in activations.items():
    inside, outside = f(z * r) / (1 - p), f(z) * r / (1 - p)
    rows.append(
        (
            name,
            f"{f(0.0):.1f}",
            f"{np.abs(inside - outside).max():.1f}",
            f"{inside.mean() - outside.mean():.2f}",
        )
    )

table(("activation", "f(0)", "largest difference", "difference of the means"), *rows)

# %% [markdown]
# With a sigmoid and $p = 0.5$, a dropped unit does not fall silent: it says $0.5/0.5 = 1$. The famous formula is right
# for ReLU and tanh, and a mistake for sigmoid units. When in doubt, put the `Dropout` layer after the activation, as
# Keras does.
#
# ## DropConnect: dropping single weights
#
# Dropout takes a unit's output away from *all* units of the next layer. DropConnect (Wan and others, 2013)
# is finer: it drops single **weights**. For a dense layer,
#
# $$y = x\,\frac{R \odot W}{1-p} + b,$$
#
# where $x$ is the batch, one row per sample, $W$ the weights, $R$ a mask of $W$'s shape, and $b$ the bias, which is never
# dropped. Here one mask serves the whole batch of a call. That is a simplification: Wan and others draw a mask for every
# sample, and report that one mask for a whole batch regularizes too little. Below, we measure both.

# %% tags=["skip-in-grading"]
rng = np.random.default_rng(0)
units = np.repeat(rng.random((12, 1)) >= 0.5, 30, axis=1)
weights = rng.random((12, 30)) >= 0.5
plots.masks_side_by_side(
    {"dropout": units, "DropConnect": weights}, rows="input", columns="output unit"
)

# %% [markdown]
# Both panels show one weight matrix, each row the weights that leave one input. Dropping an input silences
# its whole row; DropConnect tosses a coin for each weight.


# %% nbgrader={"grade": false, "grade_id": "dropconnect_forward", "locked": false, "schema_version": 3, "solution": true, "task": false}
def dropconnect_forward(x, w, b, rate, rng, training=True):
    """A dense layer, x (n, d) to (n, k), whose single weights are dropped; the bias is kept."""
    ### BEGIN SOLUTION
    if training:
        w = w * (rng.random(w.shape) >= rate) / (1 - rate)
    return x @ w + b
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "dropconnect_forward_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(dropconnect_forward)

# %% tags=["skip-in-grading"]
quiz("dropconnect_difference")

# %% [markdown]
# One layer, the same input, 20,000 passes of each kind. Their output has the same mean as without dropping and,
# for one output unit alone, the same spread. What differs is how two output units vary *together*: after dropout
# they share the missing inputs, after DropConnect each misses its own.

# %% tags=["skip-in-grading"]
with after_writing(dropconnect_forward):
    rng = np.random.default_rng(0)
    x, w, b = rng.normal(size=(1, 40)), rng.normal(size=(40, 2)), np.zeros(2)
    w[:, 1] = w[:, 0] + 0.5 * w[:, 1]  # two output units that look for similar things
    ways = {
        "dropout of inputs": lambda: reference.dropout_forward(x, 0.5, rng)[0] @ w + b,
        "DropConnect": lambda: dropconnect_forward(x, w, b, 0.5, rng),
    }
    rows = [("neither", *np.round((x @ w + b)[0], 1), "", "")]
    for name, one_pass in ways.items():
        outputs = np.concatenate([one_pass() for _ in range(20_000)])
        correlation = np.corrcoef(outputs.T)[0, 1]
        rows.append(
            (
                name,
                *np.round(outputs.mean(axis=0), 1),
                f"{outputs[:, 0].std():.1f}",
                f"{correlation:.2f}",
            )
        )
    headings = ("", "mean, unit 1", "mean, unit 2", "spread, unit 1", "correlation of the two")
    display(table(headings, *rows))

# %% [markdown]
# ### One mask for a batch, or one for each image?
#
# Does the simplification matter? On 200 digits, one label in five wrong, we train networks with two hidden layers of 64
# units, and drop either the weights that follow these layers, in both ways, or the units.

# %% tags=["skip-in-grading"]
weights = experiments.dropped_weights(rate=0.5, epochs=60, seeds=range(6))
tables.gains(weights)

# %% [markdown]
# All three ways of dropping gain about seven points. One mask per batch regularizes as well here as one per image: what
# Wan and others report for their large networks cannot be seen in this small one, and your function would have been good enough.
# *How far does this hold?* The two masks are within two points of each other with Glorot's kernels, with tuned learning
# rates and on MNIST-1D; in longer training, six seeds are too few to say so. The gain changes more: at a learning rate of
# its own, the bare network does as well; on MNIST-1D the gain is one to two points; and in longer training, dropping units
# is ahead (after 10 times the steps it gains 6 points, DropConnect 2 or 3).
#
# ## Spatial dropout: dropping whole channels
#
# A convolution turns an image into **feature maps**, one per channel: `(n, h, w, c)`, that is `n` images of `h` times
# `w` pixels with `c` channels. Here are six such maps of a photo, and what two kinds of dropout make of them.

# %% tags=["skip-in-grading"]
maps = data.feature_maps(data.photo())
rng = np.random.default_rng(4)
pixel_mask = rng.random(maps.shape) >= 0.5
channel_mask = rng.random(maps.shape[-1]) >= 0.5
plots.channels_dropped(
    {"maps": maps, "ordinary": maps * pixel_mask, "spatial": maps * channel_mask}
)

# %% [markdown]
# In a photo, neighboring pixels are much alike, and so are neighboring values of a feature map. A dropped pixel is
# hardly missed: the next convolution looks at $3 \times 3$ pixels and finds much the same information next door. How much of it?
# We fill in each dropped pixel with the mean of its kept neighbors, and count how much of its variance that
# explains.

# %% tags=["skip-in-grading"]
from scipy.ndimage import convolve


def guess_from_neighbors(channel, kept):
    """Replace every dropped pixel by the mean of the kept ones among its eight neighbors."""
    total, count = (convolve(a.astype(float), np.ones((3, 3))) for a in (channel * kept, kept))
    return np.where(kept, channel, total / np.maximum(count, 1))


def explained(channel, guess, where):
    """Share of the variance of channel that guess explains, there where `where` is true."""
    return 1 - np.mean((channel - guess)[where] ** 2) / np.var(channel[where])


def guess_from_channels(maps, c):
    """Predict channel c, pixel by pixel, by least squares from all the other channels."""
    others = np.delete(maps, c, axis=-1).reshape(-1, maps.shape[-1] - 1)
    others = np.column_stack([others, np.ones(len(others))])
    return (others @ np.linalg.lstsq(others, maps[..., c].ravel())[0]).reshape(maps.shape[:2])


names = ("brightness", "blobs", "edges to the right", "to the left", "down", "up")
repaired = [guess_from_neighbors(maps[..., c], pixel_mask[..., c]) for c in range(6)]
neighbors = [explained(maps[..., c], repaired[c], ~pixel_mask[..., c]) for c in range(6)]
others = [explained(maps[..., c], guess_from_channels(maps, c), ...) for c in range(6)]
rows = [(n, f"{a:.0%}", f"{b:.0%}") for n, a, b in zip(names, neighbors, others, strict=True)]
display(plots.filled_in(maps[..., 2], (maps * pixel_mask)[..., 2], repaired[2]))
table(("channel", "explained by its own neighbors", "explained by the other channels"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
claim(
    "for every channel, its own neighbors know more than all other channels",
    min(neighbors) > max(others),
)

# %% [markdown]
# That is the argument for **spatial dropout** (Tompson and others, 2014): drop a *whole channel* of an image or keep it
# whole. Then there is no neighbor left to ask, and the network has to make do with other features.
#
# Write it. Channels are dropped independently of each other, and independently for each image in the batch. The kept
# channels are scaled by $1/(1-p)$, as before. This time the function returns the images alone, without the mask.


# %% nbgrader={"grade": false, "grade_id": "spatial_dropout_forward", "locked": false, "schema_version": 3, "solution": true, "task": false}
def spatial_dropout_forward(images, rate, rng, training=True):
    """Drop whole channels of images (n, h, w, c), independently for each image."""
    ### BEGIN SOLUTION
    if not training:
        return images.copy()
    n, _, _, c = images.shape
    kept = rng.random((n, 1, 1, c)) >= rate
    return images * kept / (1 - rate)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "spatial_dropout_forward_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(spatial_dropout_forward)

# %% [markdown]
# Keras has the same layer under the name `SpatialDropout2D`. Again we compare what can be compared, over 2,000 small
# images of five channels: how often a channel was kept, and whether every channel was kept or dropped as a whole.

# %% tags=["skip-in-grading"]
with after_writing(spatial_dropout_forward):
    images = np.ones((2000, 4, 4, 5))
    layer = keras.layers.SpatialDropout2D(0.3, seed=1)
    outputs = {
        "keras.layers.SpatialDropout2D": np.asarray(layer(images, training=True)),
        "your spatial_dropout_forward": spatial_dropout_forward(
            images, 0.3, np.random.default_rng(1)
        ),
    }
    rows = [
        (
            name,
            f"{np.mean(out > 0):.3f}",
            f"{np.mean(np.ptp(out, axis=(1, 2)) == 0):.0%}",
            f"{out.mean():.3f}",
        )
        for name, out in outputs.items()
    ]
    display(table(("", "share kept", "channels dropped or kept whole", "mean"), *rows))

# %% tags=["skip-in-grading"]
quiz("spatial_why")

# %% [markdown]
# Does it help? A small convolutional network of two convolutions (8 and 16 channels), each with ReLU, dropout and
# pooling, and of a dense layer with 64 units learns the 200 digits, one label in five wrong.

# %% tags=["skip-in-grading"]
channels = experiments.dropped_channels(rates=(0.2,), epochs=40, seeds=range(5))
tables.gains(channels, "a small convolutional network")

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
gain = channels.gain("spatial, 0.2", "no dropout").mean()
claim("spatial dropout gains more than 3 points", gain > 0.03)
difference = channels.gain("spatial, 0.2", "ordinary, 0.2").mean()
claim("spatial and ordinary dropout are within 3 points", abs(difference) < 0.03)

# %% [markdown]
# Spatial dropout gains eight points, and ordinary dropout between the convolutions gains as much; dropout after the
# dense layer gains six. That neighbors tell what was dropped does not make ordinary dropout useless in these small
# maps. *How far does this hold?* The two ways are within three points of each other with tuned rates, too; in the other
# runs, five seeds are too few to say so. The gains shrink in longer training (to 3 points after 10 times the steps), and once
# the bare network has a learning rate of its own, both gain only 2 points on it, and dropout after the dense layer
# gains nothing. With
# Glorot's kernels spatial dropout gains 3 ± 4. On MNIST-1D it costs two points, where dropout after the dense layer
# gains five.

# %% [markdown]
# ## Monte-Carlo dropout: how sure is the network?
#
# At prediction, dropout is off, and the network gives one answer. Suppose we leave it **on** and ask fifty
# times: fifty thinned networks vote. Where they agree, the answer does not depend on which units
# happen to be there. Where they do not, it depends on single units. Gal and Ghahramani (2015) showed that this is
# more than a trick: the votes approximate what a Bayesian would call the uncertainty of the model.
#
# For a network with one hidden layer, pass $t$ of $T$ computes the logits
#
# $$z^{(t)} = \Big(\operatorname{ReLU}(x W_1 + b_1) \odot \frac{r^{(t)}}{1-p}\Big) W_2 + b_2,$$
#
# with $W_1, b_1, W_2, b_2$ the weights and biases of the two layers and $r^{(t)}$ a fresh mask on the hidden units.
# The result is the mean and the standard deviation of $z^{(1)}, \dots, z^{(T)}$, for every sample and class.


# %% nbgrader={"grade": false, "grade_id": "monte_carlo_dropout", "locked": false, "schema_version": 3, "solution": true, "task": false}
def monte_carlo_dropout(x, w1, b1, w2, b2, rate, n_samples, rng):
    """Mean and standard deviation, each (n, k), of the logits of n_samples passes with dropout on."""
    ### BEGIN SOLUTION
    hidden = np.maximum(x @ w1 + b1, 0)
    passes = []
    for _ in range(n_samples):
        kept = rng.random(hidden.shape) >= rate
        passes.append(hidden * kept / (1 - rate) @ w2 + b2)
    return np.mean(passes, axis=0), np.std(passes, axis=0)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "monte_carlo_dropout_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check(monte_carlo_dropout)

# %% tags=["skip-in-grading"]
quiz("monte_carlo_reading")

# %% [markdown]
# Now on real digits, $8 \times 8$ pixels. We train ten networks with one hidden layer, each on its own draw of
# 200 images, all with the right label. Each has 1,097 test images that play no part in its training.

# %% tags=["skip-in-grading"]
few = data.few_shot_digits(SEEDS, n_train=200, wrong=0.0)
network = Network([64, 256, 10], seeds=SEEDS, dropout=0.5)
network.fit(few.x_train, few.y_train, epochs=100, batch_size=32, optimizer=Adam(1e-3))

print("test accuracy:", statistics.in_percent(network.accuracy(few.x_test, few.y_test)), "%")

# %% [markdown]
# A large spread alone says little about whether an answer is right, since large logits spread more. What counts is
# the **lead** of the best class
# over the second, measured in units of their spread. Here are the six test digits of the first network with the
# smallest lead, and six with the largest.


# %% tags=["skip-in-grading"]
(w1, w2), (b1, b2) = network.parameters.kernels, network.parameters.biases

with after_writing(monte_carlo_dropout):
    votes = [
        monte_carlo_dropout(
            few.x_test[s], w1[s], b1[s, 0], w2[s], b2[s, 0], 0.5, 50, np.random.default_rng(s)
        )
        for s in SEEDS
    ]
    leads = np.array([lead(mean, std) for mean, std in votes])
    mean, std = votes[0]
    ranked = np.argsort(leads[0])
    for title, chosen in (("The least sure", ranked[:6]), ("The surest", ranked[-6:])):
        logits = list(zip(mean[chosen], std[chosen], strict=True))
        display(plots.digit_grid(few.x_test[0, chosen], logits, few.y_test[0, chosen], title))

# %% [markdown]
# **Are the unsure ones more often wrong?** We sort the test images of each network from the largest to the smallest lead,
# cut them into ten equal parts, and count errors; and we do the same with what costs nothing, the largest softmax
# probability of one ordinary pass, without dropout.

# %% tags=["skip-in-grading"]
with after_writing(monte_carlo_dropout):
    wrong = np.array([mean.argmax(axis=1) for mean, _ in votes]) != few.y_test
    probabilities = network.predict(few.x_test)
    spread_of_winner = np.array([std[range(len(std)), mean.argmax(axis=1)] for mean, std in votes])

    def errors_by_tenth(sureness, wrong):
        """Share of wrong answers in each tenth of the images, the surest first; (seeds, 10)."""
        ranked = np.take_along_axis(wrong, np.argsort(-sureness, axis=1), axis=1)
        return np.stack(
            [tenth.mean(axis=1) for tenth in np.array_split(ranked, 10, axis=1)], axis=1
        )

    by_lead = errors_by_tenth(leads, wrong)
    by_softmax = errors_by_tenth(probabilities.max(axis=-1), probabilities.argmax(-1) != few.y_test)
    by_spread = errors_by_tenth(-spread_of_winner, wrong)
    display(
        plots.errors_by_doubt({"lead of 50 passes": by_lead, "softmax of one pass": by_softmax})
    )
    rules = {
        "lead over 50 passes": by_lead,
        "softmax of one pass": by_softmax,
        "spread of the winner alone": by_spread,
    }
    rows = [
        (name, statistics.in_percent(e[:, -1]), statistics.in_percent(e[:, :-1].mean(axis=1)))
        for name, e in rules.items()
    ]
    display(
        table(("sorted by", "wrong in the least sure tenth (%)", "wrong in the rest (%)"), *rows)
    )

# %% tags=["nbval-check-output", "skip-in-grading"]
with after_writing(monte_carlo_dropout):
    for name, errors in rules.items():
        difference = errors[:, -1] - errors[:, :-1].mean(axis=1)
        holds = difference.mean() > statistics.half_width(difference)
        print(f"{name}: the least sure tenth is {'more' if holds else 'NOT more'} often wrong")

# %% [markdown]
# - On these digits, images with a small lead are wrong many times as often as the others. If a person can check one image in
#   ten, these are the ones to hand over.
# - The spread of the winning logit *alone* points the wrong way here: large logits, the clear cases, spread most.
#
# Is it worth fifty passes? Four ways of asking are compared by the area under the ROC curve (100 % for perfect
# sorting, 50 % for guessing): how well do they tell right answers from wrong ones, test images from the same images
# turned by a quarter, and test images from noise (the same pixels in another order)?

# %% tags=["skip-in-grading"]
asked = experiments.doubt(passes=50, rate=0.5, epochs=100, seeds=SEEDS)
tables.doubts(asked)

# %% [markdown]
# - For the answers on test images, fifty passes buy nothing: the average of 50 passes is as accurate as dropout
#   switched off, and the softmax with dropout off tells wrong answers from right ones better than the lead of 50
#   passes (compared seed by seed, by 1.0 ± 0.6 points).
# - For images from elsewhere, they help: compared with the softmax with dropout off, the lead of 50 passes is
#   better at noticing digits that are turned, and the mean softmax of 50 passes is better at noticing noise. With
#   dropout off, the network is as sure of a turned digit as of a
#   proper one. Do not expect too much of the lead, though: an area of 60 % is not far from guessing.
# - The spread, which misleads about wrong answers, is a good alarm for turned digits: the spread of the winning logit
#   alone notices them best. A likely reason is that fewer hidden units contribute to that logit on a turned digit,
#   and that each of them contributes more, so that dropping one of them changes it more. For noise, it is the worst
#   of the four (66 %). So choose the measure by what you want to be warned about.
#
# *How far does this hold?* All of these comparisons hold with 3 and 10 times the steps, with Glorot's initial weights
# and with a tuned rate (the spread was compared with the lead only). On MNIST-1D they hold, too, with two exceptions.
# No way of asking notices signals that run backward. And most answers are wrong there, about 72 % in the rest and
# only 7.7 ± 1.8 points more in the least sure tenth. Better is not always good, either: with Glorot's weights and
# with a tuned rate, the lead of 50 passes only guesses at turned digits
# (51 and 52 %), and softmax with dropout off is *surer* of them than of proper ones (40 and 30 %).

# %% [markdown]
# ### Leaving dropout on in Keras
#
# A Keras model is called with `training=True` to leave dropout on. Watch out for two traps. First, it switches *everything* to
# training mode, batch normalization too. Second, a `training=True` that is written *into* a functional model, at the
# layer, does not do what it seems to. We ask such a model for the same image twice, in four ways.

# %% tags=["nbval-check-output", "skip-in-grading"]
keras.utils.set_random_seed(0)
inputs = keras.Input((64,))
hidden = keras.layers.Dense(128, activation="relu")(inputs)
dropped = keras.layers.Dropout(0.5)(hidden, training=True)  # looks as if it were always on
model = keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(dropped))

image = few.x_test[0, :1].astype("float32")
ways = {
    "model(x)": lambda: model(image),
    "model(x, training=True)": lambda: model(image, training=True),
    "model(x, training=False)": lambda: model(image, training=False),
    "model.predict(x)": lambda: model.predict(image, verbose=0),
}
rows = [(way, "no" if np.array_equal(ask(), ask()) else "yes") for way, ask in ways.items()]
table(("called as", "do two calls differ?"), *rows)

# %% [markdown]
# `predict` sets `training=False` for the whole model, and in Keras 3 that **overrides** what was written at the layer. So
# for Monte-Carlo dropout, call `model(x, training=True)` and say what you mean. To keep dropout on no matter what the model
# is told, write a layer that ignores `training`.
#
# ## The experiment: wrong labels and few images
#
# Dropout is said to prevent overfitting. So let us build a task on which overfitting hurts: 200 training images,
# **one label in five wrong**, and a network with two hidden layers of 128 units, which can memorize every one of them.
# It is evaluated on clean images that it has not seen.

# %% tags=["skip-in-grading"]
quiz("dropout_experiment_predict")

# %% [markdown]
# Every seed draws its own images, wrong labels, initial weights and masks, the same ones for each rate: so rates can be
# compared in pairs, seed by seed.

# %% tags=["skip-in-grading"]
sweep = experiments.hidden_rates(
    rates=(0, 0.2, 0.4, 0.5, 0.6, 0.8, 0.9), wrong=0.2, epochs=50, seeds=range(6)
)
against(
    sweep.names,
    {"test": sweep.test, "training, labels partly wrong": sweep.training},
    "dropout rate of the hidden layers",
    mark=(0.8, "80 %: all right labels learned, no wrong one memorized"),
)

# %% tags=["skip-in-grading"]
tables.gains(sweep, "rate")

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
surely = [g.mean() > statistics.half_width(g) for g in sweep.test - sweep.test[0]]
claim("without dropout, nearly every wrong label is memorized", sweep.training[0].mean() > 0.97)
claim("rates from 0.2 to 0.6 beat no dropout by more than the 95 % interval", all(surely[1:5]))
claim("0.9 is far worse on test images", sweep.gain(0.9, 0).mean() < -0.2)
claim("and on training images", sweep.of(0.9, "training").mean() < 0.6)

# %% [markdown]
# Read the two curves together.
#
# - **Left: overfitting.** Without dropout the network reproduces nearly all labels, the wrong ones included, and pays for
#   it on the test images.
# - **Middle.** Training accuracy comes down toward 80 %, which is what a network scores that has learned the right labels
#   and *refused* the wrong ones. Test accuracy is at its best.
# - **Right: underfitting.** At 0.9, both are low. A tenth of the units is too few to learn the task in 50
#   epochs.
#
# How would you have picked the rate without looking at the test curve? By validation, which is what validation is for.

# %% tags=["skip-in-grading"]
tables.picks(sweep, rates=(0, 0.5))

# %% [markdown]
# Here the rate that validation picks gains nine points over no dropout, and so does 0.5. *How far does this hold?* The
# gain is the same with Glorot's kernels, and 4 points when every rate has a learning rate of its own: the bare network
# then trains more slowly and memorizes less. **The longer we trained, the higher the rate had to be:** with 3 and 10 times
# the steps a rate of 0.5 no longer keeps the network from memorizing, validation picks 0.5 to 0.8, and the gain is 7
# to 8 and 6 points. On MNIST-1D, where these networks learn next to nothing (24 % of ten classes), it is one point.
#
# ### Does it always help?
#
# The same networks, the same images, but all labels **right**.

# %% tags=["skip-in-grading"]
right = experiments.right_labels(rates=(0, 0.2, 0.5, 0.8), seeds=range(6))
tables.gains(right, "rate, all labels right")

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
gains = [abs(right.gain(rate, 0).mean()) for rate in (0.2, 0.5)]
claim("rates up to 0.5 change test accuracy by less than 1.5 points", max(gains) < 0.015)
claim("with right labels, 0.8 costs accuracy", right.gain(0.8, 0).mean() < -0.02)

# %% [markdown]
# With right labels, rates of 0.2 and 0.5 gain nothing here, and 0.8 costs nine points. Dropout is a remedy. Where there
# is nothing harmful to memorize, there is nothing to cure. *How far does this hold?* It is the same with 3 and 10 times
# the steps (0.8 then costs two points and one), with Glorot's kernels, with a tuned learning rate, and with 1,000
# images. On MNIST-1D, 0.2 gains up to two points.
#
# ### The same model once in Keras
#
# One seed only, since Keras trains one network at a time. The picture shows what Keras reports while it trains.


# %% tags=["skip-in-grading"]
def digits_model(rate, seed):
    """The network of the experiment, with dropout after both hidden layers."""
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((64,))])
    for _ in range(2):
        model.add(keras.layers.Dense(128, activation="relu"))
        model.add(keras.layers.Dropout(rate))
    model.add(keras.layers.Dense(10, activation="softmax"))
    # An epoch has 7 batches; in one call they are faster.
    options = {"metrics": ["accuracy"], "steps_per_execution": 7}
    model.compile("adam", "sparse_categorical_crossentropy", **options)
    return model


noisy = data.few_shot_digits([0], n_train=200, wrong=0.2)
x_train, y_train, x_val, y_val = noisy.x_train[0], noisy.y_train[0], noisy.x_val[0], noisy.y_val[0]

model = digits_model(rate=0.5, seed=0)
history = model.fit(
    x_train,
    y_train,
    batch_size=32,
    epochs=100,
    verbose=0,
    validation_data=(x_val, y_val),
    validation_batch_size=500,
).history

curves = {"training": history["accuracy"], "validation": history["val_accuracy"]}
learning_curves({"Keras, rate 0.5, as reported by fit": curves}, "accuracy")

# %% tags=["skip-in-grading"]
quiz("dropout_training_accuracy")

# %% tags=["skip-in-grading"]
reported = np.mean(history["accuracy"][-5:])
_, train_again = model.evaluate(x_train, y_train, verbose=0)
_, test_accuracy = model.evaluate(noisy.x_test[0], noisy.y_test[0], verbose=0)
table(
    ("Keras, one seed", "accuracy (%)"),
    (
        "training, as fit reports it (dropout on, mean of the last 5 epochs)",
        f"{100 * reported:.1f}",
    ),
    ("training, evaluated again (dropout off)", f"{100 * train_again:.1f}"),
    ("test (dropout off)", f"{100 * test_accuracy:.1f}"),
    note=f"The NumPy networks at rate 0.5 reached {statistics.in_percent(sweep.of(0.5))} % on test.",
)

# %% tags=["nbval-check-output", "skip-in-grading"]
claim(
    "training accuracy is higher when it is measured with dropout off",
    train_again > reported + 0.02,
)
claim(
    "Keras' test accuracy lies within 6 points of the NumPy networks' mean",
    abs(test_accuracy - sweep.of(0.5).mean()) < 0.06,
)

# %% [markdown]
# **Training accuracy is low only because dropout is on: evaluate again in inference mode.** Only then do training and
# validation accuracy answer the same question, and the gap between them tells you about overfitting.

# %% [markdown]
# ## Which rate, and where? The usual advice, tested
#
# Introductions to dropout agree on a rule of thumb: **20 to 25 % on the inputs, 40 to 50 % on hidden layers, none on the
# output**. We test it on the task with wrong labels, in pairs, seed by seed.

# %% tags=["skip-in-grading"]
configurations = {
    # name: rate on the input, after hidden layer 1, after hidden layer 2, on the logits
    "no dropout": (0, 0, 0, 0),
    "input 0.2": (0.2, 0, 0, 0),
    "hidden 0.5": (0, 0.5, 0.5, 0),
    "last hidden layer only, 0.5": (0, 0, 0.5, 0),
    "input 0.2, hidden 0.5": (0.2, 0.5, 0.5, 0),
    "input 0.5, hidden 0.5": (0.5, 0.5, 0.5, 0),
    "logits only, 0.5": (0, 0, 0, 0.5),
}
places = experiments.places(configurations, wrong=0.2, epochs=50, seeds=range(6))
gained = {name: places.gain(name, "no dropout") for name in places.names[1:]}
intervals(gained, "points of test accuracy gained over no dropout", zero=True)

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
best, hidden = gained["input 0.2, hidden 0.5"], gained["hidden 0.5"]
claim("wrong labels: the advised rates gain more than 5 points", best.mean() > 0.05)
claim("0.5 on the input costs more than 2", (best - gained["input 0.5, hidden 0.5"]).mean() > 0.02)
claim("the input adds less than 2 points to the hidden layers", (best - hidden).mean() < 0.02)

# %% [markdown]
# What remains of the advice, as measured on this task:
#
# - **Input 0.2 and hidden 0.5 gain ten points**, when labels are wrong. Hidden 0.5 alone gains nearly as much, and 0.2
#   on the input does no harm beside that. 0.5 on the input is too much: an $8 \times 8$ image has few pixels to spare.
# - **"0.2 to 0.5" for hidden layers** is not where the optimum must lie: in the sweep above, 0.6 did as well as 0.5.
# - **"None on the output" is not the whole truth.** Dropping the logits of an otherwise bare network helped a little
#   here: its noise regularizes, too. After the softmax, on the probabilities themselves, it is a mistake, as case 3
#   below shows.
#
# *How far does this hold?* In longer training more is needed: with 3 and 10 times the steps, 0.2 on the input adds five
# points to the hidden layers, and after 10 times the steps, 0.5 is as good there as 0.2. The gain of dropped logits is lost when
# every network has a learning rate of its own, and on MNIST-1D.
#
# ## The models of five introductions, on current Keras
#
# The models here, from five introductions that were written for other versions of Keras, are ones that you will meet
# again. Three of them are yours to build, in today's form: a model **starts with** `keras.Input`, and everything comes
# from `keras`.
#
# The first: `n_features` inputs (100 in the original), 64 ReLU units, dropout 0.5, one sigmoid unit; compiled with
# `adam`, `binary_crossentropy` and the metric `accuracy`.


# %% nbgrader={"grade": false, "grade_id": "build_dropout_model", "locked": false, "schema_version": 3, "solution": true, "task": false}
def build_dropout_model(n_features):
    """Dense(64, relu), Dropout(0.5), Dense(1, sigmoid), compiled for two classes."""
    ### BEGIN SOLUTION
    model = keras.Sequential(
        [
            keras.Input((n_features,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(0.5),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "build_dropout_model_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(build_dropout_model)

# %% [markdown]
# The second classifies flattened images of $28 \times 28 = 784$ pixels: 128 ReLU units, dropout 0.5, 64 ReLU units,
# dropout 0.3, and a softmax of 10. The loss is `categorical_crossentropy`, which expects **one-hot** labels; the
# optimizer is `adam`, and the metric is `accuracy`, as in the first model.


# %% nbgrader={"grade": false, "grade_id": "build_dropout_mlp", "locked": false, "schema_version": 3, "solution": true, "task": false}
def build_dropout_mlp():
    """784 inputs, Dense 128, Dropout 0.5, Dense 64, Dropout 0.3, softmax of 10, compiled."""
    ### BEGIN SOLUTION
    model = keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dropout(0.5),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dropout(0.3),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "build_dropout_mlp_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(build_dropout_mlp)

# %% [markdown]
# The third is convolutional. Its only dropout comes after the dense layer.

# %% tags=["skip-in-grading"]
quiz("dropout_in_cnn")

# %% [markdown]
# Build it: input `(28, 28, 1)`; 32 filters of $3 \times 3$ with ReLU, max pooling by 2; 64 filters of $3 \times 3$ with
# ReLU, max pooling by 2; flatten; 128 ReLU units, dropout 0.5, softmax of 10. The convolutions keep the default
# `padding="valid"`. Compile it with `adam`, `categorical_crossentropy` and the metric `accuracy` again.


# %% nbgrader={"grade": false, "grade_id": "build_dropout_cnn", "locked": false, "schema_version": 3, "solution": true, "task": false}
def build_dropout_cnn():
    """Two convolutions with max pooling, then Dense 128, Dropout 0.5, softmax of 10, compiled."""
    ### BEGIN SOLUTION
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Conv2D(32, (3, 3), activation="relu"),
            keras.layers.MaxPooling2D((2, 2)),
            keras.layers.Conv2D(64, (3, 3), activation="relu"),
            keras.layers.MaxPooling2D((2, 2)),
            keras.layers.Flatten(),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dropout(0.5),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "build_dropout_cnn_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(build_dropout_cnn)

# %% [markdown]
# Spatial dropout would go between the convolutions, before a pooling layer can mix in neighbors. In training, whole
# feature maps are missing after it; the share of empty ones is near the rate.

# %% tags=["skip-in-grading"]
spatial_cnn = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(32, 3, activation="sigmoid"),  # a sigmoid is never 0 by itself
        keras.layers.SpatialDropout2D(0.2, seed=0),
    ]
)
maps_out = np.asarray(spatial_cnn(np.random.default_rng(0).random((100, 28, 28, 1)), training=True))
print(f"feature maps that are zero everywhere: {np.all(maps_out == 0, axis=(1, 2)).mean():.3f}")

# %% [markdown]
# ### What is dated in them, and how to mend it
#
# Each line of the table below was tried just now.

# %% tags=["nbval-check-output", "skip-in-grading"]
import warnings

import tensorflow as tf


def what_happens(action):
    """The first sentence of the warning or error that an action gives, or what it returns."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = str(action())
        except Exception as error:
            return f"{type(error).__name__}: {str(error).splitlines()[0].split('. ')[0]}"
    return f"warning: {str(caught[0].message).split('. ')[0]}" if caught else result


def softmax_model():
    return keras.Sequential([keras.Input((784,)), keras.layers.Dense(10, "softmax")])


def compiled():
    model = softmax_model()
    model.compile("adam", "categorical_crossentropy")
    return model


images, labels = np.zeros((4, 784)), np.array([0, 3, 5, 9])
one_hot = keras.utils.to_categorical(labels, 10)
tried = {
    "Dense(64, input_dim=10)": lambda: keras.layers.Dense(64, input_dim=10),
    "Dense(64, input_shape=(784,))": lambda: keras.layers.Dense(64, input_shape=(784,)),
    "Dense(128, input_shape=(input_dim,)), input_dim undefined": lambda: keras.layers.Dense(
        128, input_shape=(input_dim,)
    ),
    "fit without compile": lambda: softmax_model().fit(images, labels, verbose=0),
    "categorical_crossentropy with integer labels": lambda: compiled().fit(
        images, labels, verbose=0
    ),
    "the same with one-hot labels": lambda: compiled().fit(images, one_hot, verbose=0) and "works",
    "Dropout of keras is that of tf.keras": lambda: keras.layers.Dropout is tf.keras.layers.Dropout,
    "Dropout(20), meaning 20 %": lambda: keras.layers.Dropout(20),
}
table(("tried", "what happens"), *((name, what_happens(action)) for name, action in tried.items()))

# %% [markdown]
# - **`input_dim` and `input_shape`** still work, with a warning. Begin the model with `keras.Input((10,))` instead.
# - **A size that was never defined** (`input_dim` as a variable) is a `NameError`: write the number of columns in your data,
#   `x_train.shape[1]`.
# - **A model that was never compiled** cannot be fitted.
# - **`categorical_crossentropy` wants one-hot labels.** With integer labels take `sparse_categorical_crossentropy`.
# - **`keras` and `tensorflow.keras` mixed** in one script is harmless as long as they are the same library, as here.
#   With the environment variable `TF_USE_LEGACY_KERAS=1` they are two, and layers of one do not fit into models of the
#   other. Import from one place only.
# - **The rate is a share**, between 0 and 1, not a percentage.
#
# And here are the remaining models, mended. Each is asked for the same prediction twice: no dropout may be left on.

# %% tags=["nbval-check-output", "skip-in-grading"]
from keras import Input, Sequential
from keras.layers import Dense, Dropout

models = {
    "10 inputs, 64-32-1, dropout 0.2": [
        *(Input((10,)), Dense(64, "relu"), Dropout(0.2), Dense(32, "relu"), Dropout(0.2)),
        Dense(1, "sigmoid"),
    ],
    "784 inputs, 64-10, dropout 0.5": [
        *(Input((784,)), Dense(64, "relu"), Dropout(0.5)),
        Dense(10, "softmax"),
    ],
    "30 inputs, 128-64-1, dropout 0.5": [
        *(Input((30,)), Dense(128, "relu"), Dropout(0.5), Dense(64, "relu"), Dropout(0.5)),
        Dense(1, "sigmoid"),
    ],
}
rows = []
for name, layers in models.items():
    model = Sequential(layers)
    n_outputs = model.output_shape[1]
    model.compile("adam", "binary_crossentropy" if n_outputs == 1 else "categorical_crossentropy")
    x = np.ones((5, model.input_shape[1]))
    model.fit(x, np.ones((5, n_outputs)), verbose=0)
    same = np.array_equal(model(x), model(x))
    rows.append((name, f"{model.count_params():,}", n_outputs, "yes" if same else "no"))
table(("model", "parameters", "outputs", "same prediction twice?"), *rows)

# %% [markdown]
# Dropout layers have no parameters at all: the counts are those of the dense layers.
#
# ## The PyTorch twin
#
# This part is optional, and where PyTorch is not installed, nothing is lost: no later cell needs it.
#
# Build the network of `build_dropout_mlp` as an `nn.Module`: three `nn.Linear` layers, ReLU, `nn.Dropout(0.5)` and
# `nn.Dropout(0.3)`. Two things differ from Keras. The outputs are **logits**, because `nn.CrossEntropyLoss` includes
# the softmax. And you do not pass `training` along: a module is switched by `net.train()` and `net.eval()`, and
# `nn.Dropout` looks at that switch.

# %%
from grader.lab.torch_or_stub import nn, torch


# %% nbgrader={"grade": false, "grade_id": "DropoutNet", "locked": false, "schema_version": 3, "solution": true, "task": false}
class DropoutNet(nn.Module):
    """784 pixels to 10 logits, with dropout of 0.5 and 0.3 after the hidden layers."""

    def __init__(self):
        super().__init__()
        ### BEGIN SOLUTION
        self.hidden1, self.hidden2 = nn.Linear(784, 128), nn.Linear(128, 64)
        self.logits = nn.Linear(64, 10)
        self.dropout1, self.dropout2 = nn.Dropout(0.5), nn.Dropout(0.3)
        ### END SOLUTION

    def forward(self, x):
        ### BEGIN SOLUTION
        x = self.dropout1(torch.relu(self.hidden1(x)))
        x = self.dropout2(torch.relu(self.hidden2(x)))
        return self.logits(x)
        ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "DropoutNet_check", "locked": true, "points": 0, "schema_version": 3, "solution": false, "task": false}
display(check(DropoutNet))

# %% [markdown]
# Now we make the two networks true twins: we give the PyTorch one the weights of the Keras one and compare their
# probabilities.

# %% tags=["skip-in-grading"]
with after_writing(DropoutNet), after_writing(build_dropout_mlp):
    if torch is None:
        print("PyTorch is not installed here, so there is nothing to compare. Nothing is lost.")
    else:
        twin, model = DropoutNet(), build_dropout_mlp()
        linear = [layer for layer in twin.modules() if isinstance(layer, nn.Linear)]
        dense = [layer for layer in model.layers if isinstance(layer, Dense)]
        for ours, theirs in zip(linear, dense, strict=True):
            kernel, bias = theirs.get_weights()
            ours.load_state_dict({"weight": torch.tensor(kernel.T), "bias": torch.tensor(bias)})

        x = np.random.default_rng(0).random((20, 784), dtype="float32")
        twin.eval()
        with torch.no_grad():
            probabilities = torch.softmax(twin(torch.tensor(x)), dim=1).numpy()
        difference = np.abs(probabilities - model.predict(x, verbose=0)).max()
        print(f"largest difference of the probabilities: {difference:.0e}")

# %% tags=["skip-in-grading"]
quiz("dropout_torch_modes")

# %% [markdown]
# ## What goes wrong: five cases
#
# Every case is a symptom as you would meet it. Look, decide, then open the question; the explanation comes in numbers
# below it. The networks are like those of the experiment, with ten seeds, unless a case says otherwise.
#
# ### Case 1: the answers change
#
# Networks have been trained with dropout 0.5. The same 1,097 test images go through each of them twice.

# %% tags=["skip-in-grading"]
case = experiments.left_on(epochs=100, seeds=SEEDS)
cases.case_1(case)

# %% tags=["skip-in-grading"]
quiz("diagnosis_changing_answers")

# %% [markdown]
# The same networks with dropout off, beside one pass with dropout on:

# %% tags=["skip-in-grading"]
table(
    ("ten seeds", "test (%)"),
    ("dropout off", statistics.in_percent(case.off)),
    ("dropout on", statistics.in_percent(case.on)),
    ("lost", statistics.in_percent(case.off - case.on)),
)

# %% [markdown]
# Dropout that is left on costs more than five points. It does so with 3 and 10 times the steps, with Glorot's initial
# weights and with a tuned rate, too; on MNIST-1D it costs 5.2 ± 0.9 points. How it comes about: `model(x, training=True)`
# in Keras, a forgotten `net.eval()` in PyTorch, a forgotten `training=False` in code of your own. How to notice it:
# **predict twice and compare.** On purpose, and averaged over many passes, the same thing is Monte-Carlo dropout.
#
# ### Case 2: some are spared
#
# Two implementations of dropout with rate 0.5. For each unit of a layer we count how often it was kept in 200 passes.

# %% tags=["skip-in-grading"]
cases.case_2()

# %% tags=["skip-in-grading"]
quiz("diagnosis_spared_units")

# %% [markdown]
# Implementation B sets its seed *inside* the forward pass, and draws one mask for the whole batch. The very same half
# of the units is dropped in every step: they never learn, and at prediction they all come back, with the random weights
# they started with. You have seen what that costs, in the last row of the table where your own functions trained.
#
# How to notice: **draw two masks and compare.** The cure is in the signature of your own `dropout_forward`: the generator
# comes from outside, is seeded once, and moves on with every draw.
#
# ### Case 3: the loss that will not go down
#
# Two Keras models with the same data and learning rate. The panels show the training loss.

# %% tags=["skip-in-grading"]
stuck = cases.case_3(x_train, y_train)
stuck.picture

# %% tags=["skip-in-grading"]
quiz("diagnosis_stuck_loss")

# %% tags=["skip-in-grading"]
for seed, (loss, accuracy) in enumerate(zip(stuck.last_losses, stuck.accuracies, strict=True)):
    print(
        f"seed {seed}: training loss {loss:.1f}, training accuracy with dropout off {accuracy:.0%}"
    )
print(f"a zero in the right place half of the time: 0.5 * -log(1e-7) = {-0.5 * np.log(1e-7):.2f}")

# %% [markdown]
# Dropout *before* the output layer is usual: the last hidden layer is noisy, but the answer is intact. Dropout *on* the output
# erases the answer. The factor $1/(1-p)$ makes things worse: it doubles the surviving probabilities, and more
# than 1 is clipped. How to notice: **read the last lines of the model**; a `Dropout` is never the last layer.
#
# ### Case 4: both low
#
# Two networks from the sweep; accuracies were measured in inference mode.

# %% tags=["skip-in-grading"]
cases.case_4(sweep)

# %% tags=["skip-in-grading"]
quiz("diagnosis_both_low")

# %% [markdown]
# Network B is the one with rate 0.9, network A the one with 0.5. The gap between training and clean validation images
# would reveal memorizing; a training accuracy far below what right labels allow (80 % here) reveals underfitting.
# Two numbers, both with dropout off: that is the whole diagnosis.
#
# ### Case 5: right, and far too sure
#
# Somebody trained a network with masks of 0 and 1 and predicts with all units on, so that the signals after each dropout layer
# are twice as large as the next layer expects. Beside it is the same network with signals of the right size.

# %% tags=["skip-in-grading"]
sure = experiments.too_sure(epochs=100, seeds=SEEDS)
table(
    ("ten seeds", "test accuracy (%)", "mean confidence (%)", "cross-entropy"), *cases.case_5(sure)
)

# %% tags=["skip-in-grading"]
quiz("diagnosis_too_sure")

# %% [markdown]
# Accuracy, the number everybody looks at, can hide this mistake: doubling all activations changes it by less than a point here.
# But every logit gets larger: confidence rises by 21.6 ± 0.7 points, and the cross-entropy is larger, by 0.12 ± 0.08.
# (The same holds with Glorot's kernels, with a tuned rate, and on MNIST-1D. In longer training,
# the network is surer of itself without the mistake, too:
# after ten times the steps, confidence rises by 5.3 ± 0.3 points only, while the cross-entropy rises by 1.24 ± 0.11. Where your own
# functions trained from the beginning, above, the mistake cost seven points of accuracy as well.) Loss and confidence show it. How
# to notice: **compare the mean activation of a layer in training and at prediction**, as in the picture of four layers above.

# %% tags=["nbval-check-output", "skip-in-grading"]
claim("case 1: dropout left on costs more than 5 points", (case.off - case.on).mean() > 0.05)
claim("case 3: the loss stays above 5 on every seed", min(stuck.last_losses) > 5)

# %% [markdown]
# ## Playground
#
# Drag the sliders. Things to try: at which rate can you no longer tell the digit? Does the orange mean reach the dashed
# line at rate 0.95, and why does it take longer? Which units do not care about dropout at all?

# %% tags=["skip-in-grading"]
images, _ = data.digits()
playground.dropout_playground(images[3])

# %% [markdown]
# (A unit that is 0 stays 0. And by the variance formula, the mean of $n$ passes is off by about
# $h\sqrt{p/((1-p)\,n)}$: at 0.95 that is 4.4 times as much as at 0.5.)
#
# ## Questions that people ask

# %% tags=["skip-in-grading"]
quiz("dropout_prevents_overfitting")

# %% tags=["skip-in-grading"]
quiz("dropout_choose_rate")

# %% tags=["skip-in-grading"]
quiz("dropout_where")

# %% tags=["skip-in-grading"]
quiz("dropout_combine")

# %% [markdown]
# ## Take-away card
#
# | | |
# |---|---|
# | **What** | In training, each unit's output is 0 with probability $p$, else divided by $1-p$. At prediction: nothing. |
# | **Why the factor** | The mean stays, for every $p$; the variance is $\frac{p}{1-p}h^2$. |
# | **Backward** | The same mask, the same factor. |
# | **Where** | After the activation of wide hidden layers; on inputs at a low rate or not at all; never on the probabilities. |
# | **Which rate** | Begin at 0.5 for wide hidden layers, 0.2 for inputs; let validation decide, with several seeds. In long training, try higher ones. |
# | **When it helps** | Where there is something harmful to memorize. With right labels here it brought nothing. |
# | **In a CNN** | After the dense layers, or among convolutions: single values or whole channels (`SpatialDropout2D`) did equally well here. |
# | **How sure?** | Softmax for answers on images like those of training; for images from elsewhere, many passes with dropout left on do better, though not always well; which measure is best depends on what you want to notice. |
# | **Check yourself** | Predict twice; draw two masks; evaluate training data with dropout off; read the last layer. |
#
# How far have you come?

# %% tags=["skip-in-grading"]
progress()

# %% [markdown]
# ## Sources
#
# - G. Hinton, N. Srivastava, A. Krizhevsky, I. Sutskever, R. Salakhutdinov: *Improving neural networks by preventing
#   co-adaptation of feature detectors*, 2012, arXiv:1207.0580. Where dropout was first described.
# - N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov: *Dropout: A Simple Way to Prevent Neural
#   Networks from Overfitting*, Journal of Machine Learning Research 15, 2014. The full account; there, $p$ is the
#   probability of being *kept*.
# - L. Wan, M. Zeiler, S. Zhang, Y. LeCun, R. Fergus: *Regularization of Neural Networks using DropConnect*, ICML 2013.
# - J. Tompson, R. Goroshin, A. Jain, Y. LeCun, C. Bregler: *Efficient Object Localization Using Convolutional
#   Networks*, 2014, arXiv:1411.4280. Spatial dropout.
# - Y. Gal, Z. Ghahramani: *Dropout as a Bayesian Approximation: Representing Model Uncertainty in Deep Learning*, 2015,
#   arXiv:1506.02142. Monte-Carlo dropout.
# - The Keras documentation of `Dropout` and `SpatialDropout2D`; the PyTorch documentation of `torch.nn.Dropout`.
# - Data: the digits and a sample photo that come with scikit-learn.
