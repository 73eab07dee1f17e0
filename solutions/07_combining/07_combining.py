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
# # Combining techniques
#
# Each lesson so far has looked at one technique on its own. In practice, several of them are used in the same network. Do their
# gains add up? Which of the many settings should you trust, and on what evidence? And does a well-regularized network also
# withstand somebody who wants it to fail?
#
# **When you have worked through it, you can**
#
# - read an experiment in which several things were switched on and off: main effects, interactions, and when a main
#   effect misleads;
# - search for settings on the scales that suit them, choose among them honestly, and say what the validation score of
#   the best of many is worth;
# - soften labels, and say what that does to a network's confidence and what it does not do;
# - attack a network with the fast gradient sign method, train against it, and measure robustness;
# - build the combined network in Keras, repair six broken scripts, and take on a task from end to end.
#
# **Time:** about four hours: one and a half for reading and looking, one for five exercises, the rest for the clinic
# and the capstone at the end. **You need** lessons 01 to 06, or at least their take-away cards.

# %%
import numpy as np

from grader import check, closing, hint, progress, quiz, solution
from grader.lab import after_writing, claim, data, statistics, table
from grader.lab.combining import ablation, contrasts, experiments, factorial, playground, plots
from grader.lab.plots import against, intervals
from grader.reference import combining as reference

SEEDS = list(range(10))

# %% [markdown]
# ## Predict first
#
# The task is the one you know: 200 of scikit-learn's digits to train on, 20 % of them with a wrong label.

# %% tags=["skip-in-grading"]
quiz("combining_predict_all")

# %% tags=["skip-in-grading"]
quiz("combining_predict_batch_norm")

# %% [markdown]
# ## The ablation: all techniques on one task
#
# Six techniques, each off or on, are $2^6 = 64$ combinations. We train all of them, with eight seeds each: a network 64-64-64-10
# with He's initialization, Adam at 0.003, batches of 32, 50 epochs. Every seed draws its own images, wrong labels and initial
# weights, and meets all combinations, so that differences can be taken seed by seed.
#
# | technique | as it is here | lesson |
# |---|---|---|
# | L2 | 0.01 on every kernel, as Keras counts it | 02 |
# | dropout | 0.5 after both hidden layers | 03 |
# | shifted images | every image moves by -1, 0 or 1 pixel each way, anew in every epoch | 04 |
# | label smoothing | 0.2 (explained below) | 07 |
# | batch norm | before both ReLUs | 06 |
# | early stopping | the weights of the epoch with the lowest loss on 50 of the 200 images, wrong labels and all, which are then held out | 05 |
#
# Each strength is reasonable by itself, and every combination gets the same 200 images. Another 100 images, with right labels,
# are never used for training: they are validation images, and we will use them later on to choose among the combinations.

# %% tags=["skip-in-grading"]
few = data.few_shot_digits(SEEDS, n_val=100)
results = factorial.combinations()

alone = {"nothing": results.of()}
alone |= {f"{name} alone": results.of(name) for name in ablation.TECHNIQUES}
alone["L2 + dropout"] = results.of("L2", "dropout")
alone["L2 + dropout + shifts"] = results.of("L2", "dropout", "shifted images")
alone["all but batch norm"] = results.of(*set(ablation.TECHNIQUES) - {"batch norm"})
alone["all six"] = results.of(*ablation.TECHNIQUES)
intervals(alone)

# %% tags=["nbval-check-output", "skip-in-grading"]
nothing = results.of()
gains = {name: results.of(name) - nothing for name in ablation.TECHNIQUES}
lower = gains["dropout"].mean() - statistics.half_width(gains["dropout"])
claim("dropout alone beats nothing, beyond the 95 % interval", lower > 0)
claim(
    "L2, dropout and shifts together are worse than dropout alone by more than 5 points",
    (results.of("dropout") - alone["L2 + dropout + shifts"]).mean() > 0.05,
)
claim(
    "all six together are worse than dropout alone",
    (results.of("dropout") - alone["all six"]).mean() > 0,
)

# %% [markdown]
# Dropout alone beats nothing (that is, no technique at all), by 7.8 ± 0.9 points, and so does L2 alone. But L2, dropout and
# shifts together lose more than five points against dropout alone, here 38, and all six together are worse than dropout alone.
# "It is common to combine multiple techniques to achieve better generalization", says one of the introductions this course
# grew out of. It *is* common, but the gain cannot be taken for granted.
#
# How far does that hold? Dropout and L2 gained in all our other runs, too, but much less when each combination has a learning
# rate and strengths of its own: 1.8 ± 0.9 and 1.5 ± 0.8 points, since a bare network at a small rate memorizes less to begin
# with. How does L2 compare with dropout? That depends: after ten times the steps, L2 alone is ahead of it, by 5.8 ± 3.7 points;
# with Glorot's initialization, dropout is ahead, by 2.8 ± 0.8; otherwise the difference is within the noise. With a rate and
# strengths of their own, the three together lose 6.6 ± 3.2 points against dropout alone, and all six lose 7.2 ± 4.8. After ten
# times the steps, all six end up above dropout alone, by 2.3 ± 2.3 points. On MNIST-1D, all six end up above it, too, and so do
# the three: there, the test signals really are moved.
#
# ## The mathematics of switching on and off
#
# Call $a(A, B, \dots)$ the test accuracy with technique $A$ off (0) or on (1), technique $B$ off or on, and so on.
# An experiment with all combinations is a **factorial design**. Two numbers are read off it:
#
# $$\text{main effect of } A = \overline{a(1, \cdot) - a(0, \cdot)}, \qquad
# \text{interaction of } A, B = \overline{\big[a(1, 1) - a(0, 1)\big] - \big[a(1, 0) - a(0, 0)\big]}.$$
#
# - The bar is the mean over all combinations of the techniques that are not named (the dots).
# - The **main effect** is what switching $A$ on gains, averaged over all combinations of the other techniques.
# - The **interaction** is the amount by which the gain of $A$ grows when $B$ is on too. It is 0 when gains **add up**,
#   positive when the two need each other, and negative when they do the same work, when they are too much together, or when
#   there is only so much to gain.
#
# Start with three pairs and everything else off. If gains added up, the dashed line would end on the dotted one.

# %% tags=["skip-in-grading"]
plots.two_by_two(results, [("L2", "dropout"), ("dropout", "shifted images"), ("L2", "batch norm")])

# %% [markdown]
# All three panels miss the dotted line. L2 and dropout: each gains alone, but adding the second one takes some of that away.
# Dropout and shifted images: two gains, one collapse. That depends on the set-up: with a rate and strengths of its own for
# each combination, shifts still cost 5.2 ± 3.6 points beside dropout, but after ten times the steps they gain 5.9 ± 4.4
# there, and on MNIST-1D 2.4 ± 1.1. L2 and batch norm: without batch norm, L2 gains; with it, L2 hardly changes the accuracy.
# Does L2 do nothing there? Look at the kernels, now with stronger L2 and with He's initialization:

# %% tags=["skip-in-grading"]
from grader.lab.combining import decay

decayed = decay.decay(seeds=range(4))
rows = []
for normed, measured in decayed.items():
    for place, strength in enumerate(decay.STRENGTHS):
        shares = (statistics.in_percent(measured[name][place]) for name in ("training", "test"))
        norm = f"{measured['norm'][place].mean():.2f}"
        rows.append(("yes" if normed else "no", f"{strength:g}", *shares, norm))
table(("batch norm", "L2", "training (%)", "test (%)", "norm of a kernel"), *rows)

# %% [markdown]
# At a strength of 0.1 a network without batch norm learns nothing, and one with batch norm still fits most of its labels: batch
# norm divides the scale of the kernels out again. (When each network has a learning rate of its own, it is an open question
# whether they still differ.) L2 of 0.01 gains more without batch norm than beside it, in longer training and at each network's
# own rate, too. But L2 does have an effect. Beside batch norm, L2 of 0.01 leaves smaller kernels, and a step of the same size
# turns a smaller kernel further. So weight decay sets the **effective learning rate** there (lesson 06). Whether that gains
# accuracy depends on the rate and on the length of the training; in this table it does not. In large networks that are trained
# for a long time, weight decay together with batch norm is standard, so search for its strength together with the learning rate.
#
# Here are all main effects and all interactions at once.

# %% tags=["skip-in-grading"]
plots.effects_matrix(results)

# %% tags=["skip-in-grading"]
quiz("combining_main_effect")

# %% [markdown]
# Now let us answer the questions from the beginning with numbers.

# %% tags=["skip-in-grading"]
rows = []
for one, other in (("L2", "dropout"), ("L2", "batch norm"), ("dropout", "batch norm")):
    for name, company in ((one, other), (other, one)):
        without = results.of(name) - nothing
        within = results.of(name, company) - results.of(company)
        cells = map(statistics.in_percent, (without, within, within - without))
        rows.append((name, company, *cells))
table(("technique", "in company of", "gain alone", "gain in company", "difference"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
claim(
    "L2 and dropout together gain less than the sum of both gains",
    (gains["L2"] + gains["dropout"] - (results.of("L2", "dropout") - nothing)).mean() > 0,
)
with_norm = results.of("dropout", "batch norm") - results.of("batch norm")
claim("dropout gains beside batch norm", with_norm.mean() > 0)
claim(
    "main effects of L2 and of dropout are smaller than their gains alone",
    min((gains[t] - results.effect(t)).mean() for t in ("L2", "dropout")) > 0,
)

# %% [markdown]
# - **Are L2 and dropout additive?** No. L2 and dropout together gain less than the sum of their gains: each gains 7.8 points
#   alone, but when the other is already on, each costs some accuracy.
# - **Does batch norm make dropout useless?** Not here: dropout gains beside batch norm, too. It is L2 that adds no accuracy
#   beside it, at this learning rate and with this length of training.
# - **And the main effects?** Both main effects are smaller than the gains alone, and here even *negative*. That is no
#   contradiction. A main effect is an average over all combinations, and most of them here have too many techniques at
#   once. Where interactions are large, look at the combination that you mean to use, not at averages.
#
# After ten times the steps, the first two answers are within the noise. The third is within the noise on MNIST-1D, and with a
# rate and strengths of its own for each combination.
#
# ### Too strong, or only too slow?
#
# L2, dropout and shifts all make it harder to fit the training data. Perhaps the three together only need more time, or perhaps
# they should be weaker. We try both. Full strength is L2 of 0.01 and dropout of 0.5; weaker is 0.003 and 0.25, weak is 0.001 and
# 0.1, and the shifts stay as they are. The share of training labels fitted, including the wrong ones, tells us which it is.

# %% tags=["skip-in-grading"]
from grader.lab.combining import together

by_length = together.together(epochs=50, seeds=range(8))
rows = []
for length, arms in by_length.items():
    for arm, found in arms.items():
        shares_of = (statistics.in_percent(found[name]) for name in ("training", "test"))
        rows.append((50 * length, arm, *shares_of))
table(("epochs", "with", "training (%)", "test (%)"), *rows, note="All three: L2, dropout, shifts.")

# %% tags=["nbval-check-output", "skip-in-grading"]
short, long = by_length.values()
claim(
    "all three at full strength fit less than 70 % of the training labels",
    short[together.FULL]["training"].mean() < 0.7,
)
claim(
    "weaker strengths gain more than three times the steps do",
    (short[together.WEAK]["test"] - long[together.FULL]["test"]).mean() > 0,
)

# %% [markdown]
# All three at full strength underfit. Weaker strengths gain more than three times the steps do: **when you add a technique, weaken
# those that are there**, or search all strengths together, as below. Then, weak and trained for longer, they beat nothing, and they
# beat dropout alone that is trained for as long, by 2.4 ± 1.4 points, and by 6.8 ± 2.7 after ten times the steps. (Dropout alone
# does as well when it is trained for 50 epochs. When each has a learning rate of its own, dropout is a point ahead, and what the
# weak three gain over nothing is within the noise. On MNIST-1D, more time does as much as weaker strengths.)
#
# ### One pixel, whole or in fractions
#
# Lesson 04 found a larger gain from shifts by a pixel than the ablation did. Is that due to the network, or to the way of
# shifting? Here are lesson 04's network and the ablation's, each with both ways of shifting, once with wrong labels and once
# with right labels only:

# %% tags=["skip-in-grading"]
from grader.lab.combining import moves

moved = moves.moves()
rows = [
    (
        name,
        f"{wrong:.0%}",
        *(statistics.in_percent(arms[a] - arms["nothing"]) for a in moves.ARMS[1:]),
    )
    for (name, wrong), arms in moved.items()
]
table(("network", "wrong labels", *moves.ARMS[1:]), *rows, note="Points gained, same seeds.")

# %% tags=["nbval-check-output", "skip-in-grading"]
for name in moves.NETWORKS:
    whole, parts = (moves.gain(moved, name, 0.2, arm).mean() for arm in moves.ARMS[1:])
    claim(f"{name}: with wrong labels, fractions gain more than whole pixels", parts > whole)
    claim(
        f"{name}: with right ones, those cost",
        moves.gain(moved, name, 0, "whole pixels").mean() < 0,
    )

# %% [markdown]
# With wrong labels, shifts gain accuracy, more than with right ones; and shifts by fractions of a pixel, as in lesson 04,
# gain more than shifts by whole pixels, as in the ablation. With right labels, shifts by whole pixels cost accuracy. The
# network matters less: in this table, the ablation's network gains one to three points more from the same shifts when some
# labels are wrong, and the two networks do not differ when all labels are right. (Both are trained for 50 epochs here; in
# lesson 04 it was 100, and the gain was larger.)
#
# All this is about short training on digits. After three times the steps, whole pixels have caught up with fractions. After ten
# times the steps, none of the four findings still stands out from the noise. With a learning rate of its own for each
# network and each way of shifting, the first two are within the noise. And on MNIST-1D, where the pattern may be
# anywhere in a test signal, just as it is in shifted training signals, only the first finding holds: there, shifts by
# up to five whole places along the signal gain 7.2 ± 0.6 points with right labels, a point more than with wrong ones;
# and with wrong labels, they gain 0.7 ± 0.6 points more than shifts by fractions of a place do.
#
# ### What each costs in time
#
# The table gives each time as a multiple of the training time without any technique, measured here and now, on this machine.
# In Keras, on a large network, the numbers are different; only the order of magnitude stays the same.

# %% tags=["skip-in-grading"]
times = experiments.relative_times(few, SEEDS, repeats=2)
table(("with", "time per epoch"), *((name, f"{ratio:.1f} x") for name, ratio in times.items()))

# %% [markdown]
# What makes training expensive is the number of **tries**: every technique comes with a strength, and every strength has to be
# chosen.
#
# ## Playground
#
# Check the techniques that should be on. The orange dots show what one more click would do. Things to try: begin with nothing
# on, and always make the click that gains the most. Where do you end up? Then begin with all six on, and always take one away.
# Do you end up in the same place?

# %% tags=["skip-in-grading"]
playground.combination_playground(results)

# %% [markdown]
# Both walks end at the same three here: dropout, batch norm and label smoothing, with 86.3 %. L2 with label smoothing, which
# neither walk passes through, has 86.7 %, and dropout alone has 85.5 %. Differences of this size are noise: the intervals say so.
#
# What you have just done is to choose by test accuracy. That does no harm as long as you only want to understand. It does harm as
# soon as you want to report a number for the network you chose: choosing needs data of its own, as a later section shows.
#
# ## Label smoothing
#
# A one-hot label says: this is a 3, and nothing else is possible, whatever the image looks like. Cross-entropy then keeps
# pulling until the probability is 1, and when some of the labels are wrong, that is a lot of pulling for nothing.
# **Label smoothing** mixes each label with the uniform distribution:
#
# $$\tilde y_k = (1 - s)\, y_k + \frac{s}{K}$$
#
# - $y_k$ is 1 for the class of the label and 0 for all others; $K$ is the number of classes.
# - $s$, from 0 to 1, is the share of the uniform distribution: the **smoothing**.
# - $\tilde y_k$ is the target. A row of targets still adds up to 1.
#
# The least possible loss is no longer 0. It is the entropy of the target, reached when the network says
# $1 - s + s/K$ for the labeled class and $s/K$ for each of the others.

# %% tags=["skip-in-grading"]
quiz("combining_smoothing_predict")

# %% [markdown]
# ### Implement it


# %% nbgrader={"grade": false, "grade_id": "label_smoothing", "locked": false, "schema_version": 3, "solution": true, "task": false}
def label_smoothing(one_hot, smoothing):
    """Mix one-hot rows, shape (n, n_classes), with the uniform distribution."""
    ### BEGIN SOLUTION
    n_classes = one_hot.shape[1]
    return one_hot * (1 - smoothing) + np.full(one_hot.shape, smoothing / n_classes)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "label_smoothing_check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
check(label_smoothing)

# %% [markdown]
# ### The same in Keras and PyTorch
#
# In both it is an argument of the loss, so the labels stay as they are. One caution: Keras has it in
# `CategoricalCrossentropy`, which wants one-hot labels.

# %%
from grader.quiet import quiet_standard_error

with quiet_standard_error():
    import keras

# %% tags=["skip-in-grading"]
from grader.lab.torch_or_stub import nn, torch

with after_writing(label_smoothing):
    rng = np.random.default_rng(1)
    logits, labels = rng.normal(size=(50, 10)), rng.integers(0, 10, size=50)
    log_p = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    yours = -np.mean(np.sum(label_smoothing(np.eye(10)[labels], 0.1) * log_p, axis=1))

    loss = keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.1)
    print(f"difference from Keras:   {abs(yours - float(loss(np.eye(10)[labels], logits))):.0e}")
    if torch is not None:
        loss = nn.CrossEntropyLoss(label_smoothing=0.1)
        theirs = float(loss(torch.tensor(logits), torch.tensor(labels)))
        print(f"difference from PyTorch: {abs(yours - theirs):.0e}")

# %% tags=["nbval-check-output", "skip-in-grading"]
import inspect

for name in ("CategoricalCrossentropy", "SparseCategoricalCrossentropy", "BinaryCrossentropy"):
    arguments = inspect.signature(getattr(keras.losses, name)).parameters
    print(f"{name:30}", "label_smoothing" in arguments)

# %% [markdown]
# ### What it does, measured
#
# We train networks 64-128-128-10 on the noisy digits, with six values of the smoothing and ten seeds each, all in one fit.

# %% tags=["skip-in-grading"]
from grader.reference.network import L2, Network

shares = [0, 0.05, 0.1, 0.2, 0.4, 0.7]
many = few.repeated(len(shares))
smoothed = Network(
    [64, 128, 128, 10],
    SEEDS * len(shares),
    label_smoothing=np.repeat(shares, 10),
    initializer="he",
)
history = smoothed.fit(many.x_train, many.y_train, epochs=100)
memorized = smoothed.accuracy(many.x_train, many.y_train).reshape(len(shares), 10)

p = smoothed.predict(many.x_test)
right = p.argmax(axis=2) == many.y_test
confidence = p.max(axis=2)
accuracy, sure = (v.reshape(len(shares), 10, -1).mean(axis=2) for v in (right, confidence))
against(shares, {"accuracy": accuracy, "mean confidence": sure}, "label smoothing")

# %% tags=["skip-in-grading"]
groups = right.reshape(len(shares), -1), confidence.reshape(len(shares), -1)
plots.confidences(
    {
        f"smoothing {share}": (sure_of[hit], sure_of[~hit])
        for share, hit, sure_of in zip(shares, *groups, strict=True)
        if share in (0, 0.1, 0.4)
    }
)

# %% tags=["nbval-check-output", "skip-in-grading"]
claim(
    "without smoothing, networks are surer than they are right",
    (sure[0] - accuracy[0]).mean() > 0.02,
)
claim(
    "from 0.1 on they are less sure than they are right",
    (sure[2:] - accuracy[2:]).mean(axis=1).max() < -0.05,
)
gain = accuracy[3] - accuracy[0]
claim("a smoothing of 0.2 gains accuracy", gain.mean() > 0)
claim(
    "but less than half of what dropout 0.5 gained above", gain.mean() < gains["dropout"].mean() / 2
)
claim("with 0.1 the wrong labels are memorized all the same", memorized[2].mean() > 0.97)

# %% [markdown]
# Without smoothing, these networks are surer than they are right. A smoothing of 0.2 lowers their confidence by more than
# ten points. It does not stop the memorizing: with 0.1, more than nine in ten of the training labels are still fitted,
# wrong ones too, only with less confidence. So dropout gains more accuracy than a smoothing of 0.2, which gains one point
# here. (With a learning rate of its own for each, networks without smoothing are 15 points less sure than they are right,
# and whether nine in ten labels are fitted is open.)
#
# A confidence that you can set with a knob is not a measurement. Whether a network that says 70 % is right in 70 % of the
# cases (whether it is *calibrated*) has to be measured on held-out data: here, a smoothing between 0 and 0.05 would do it.

# %% tags=["skip-in-grading"]
quiz("combining_smoothing_loss")

# %% [markdown]
# ## Choosing honestly: which settings to try
#
# We have three knobs to set: L2 strength, dropout rate, and label smoothing. There is time for 27 tries. We could use
#
# - a **grid**: three values of each, in all combinations. Every knob is then seen at only three settings;
# - **random search**: each try draws new values for all knobs. Every knob is then seen at 27 settings. When only one of them
#   matters much, as is usual, that is a much closer look at it for the same price (Bergstra and Bengio, 2012).
#
# And on what **scale**? A rate lies between 0 and 1, and 0.2 to 0.3 is as interesting as 0.6 to 0.7. A strength, or a
# learning rate, may be 0.00001 or 1, and from 0.001 to 0.01 is as far as from 0.01 to 0.1. So it is the logarithm that should be
# spread evenly there.

# %% tags=["skip-in-grading"]
quiz("combining_scale_predict")

# %% [markdown]
# ### Implement random search
#
# `space` maps each name to `("log", low, high)`, to `("linear", low, high)`, or to a list of choices. Return a list of
# `n_trials` dicts, each with a draw for every name. Choices may be anything, `None` or a tuple too, and come back as
# they are.


# %% nbgrader={"grade": false, "grade_id": "random_search", "locked": false, "schema_version": 3, "solution": true, "task": false}
def random_search(space, n_trials, rng):
    """Draw n_trials settings, each a dict from the names in space to a number or a choice."""

    ### BEGIN SOLUTION
    def draw(options):
        if isinstance(options, list):
            return options[rng.integers(len(options))]
        scale, low, high = options
        if scale == "log":
            exponent = rng.uniform(np.log10(low), np.log10(high))
            return float(np.clip(10.0**exponent, low, high))
        return float(rng.uniform(low, high))

    return [{name: draw(options) for name, options in space.items()} for _ in range(n_trials)]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "random_search_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check(random_search)

# %% tags=["skip-in-grading"]
with after_writing(random_search):
    drawn = random_search({"strength": ("log", 1e-5, 1.0)}, 1000, np.random.default_rng(0))
    powers = np.floor(np.log10([trial["strength"] for trial in drawn])).astype(int)
    rows = [
        (f"{10.0**p:g} to {10.0 ** (p + 1):g}", f"{np.mean(powers == p):.0%}") for p in range(-5, 0)
    ]
    display(table(("strength", "share of your 1,000 draws"), *rows))

# %% [markdown]
# ### Grid, random, and the wrong scale
#
# We make 27 tries for each of ten seeds, with networks 64-64-10. The grid takes the ends and the middle of each range; random
# search draws anew for each seed; the last search is random too, but draws the strength evenly between its limits.

# %% tags=["skip-in-grading"]
from grader.lab.combining import searches

trials = searches.searches(epochs=60, seeds=range(10))
plots.search_planes(trials)

# %% tags=["skip-in-grading"]
chosen = {name: each.test_of(each.chosen()) for name, each in trials.items()}
chosen["random, the first 9 only"] = trials["random"].test_of(trials["random"].chosen(9))
rows = [(name, statistics.in_percent(values)) for name, values in chosen.items()]
table(
    ("search", "test accuracy of the chosen trial (%)"),
    *rows,
    note="Chosen by 50 validation images.",
)

# %% tags=["nbval-check-output", "skip-in-grading"]
claim(
    "drawn linearly, nine in ten strengths are above 0.05",
    np.mean(trials["random, strength linear"].l2 > 0.05) > 0.9,
)
claim(
    "and the search loses more than 10 points by it",
    (chosen["random"] - chosen["random, strength linear"]).mean() > 0.10,
)

# %% [markdown]
# The wrong scale costs more than ten points, here 60; on MNIST-1D it costs six. And grid and random search are within five points
# of each other: the textbook advantage of random search **does not show here**. (After ten times the steps, and with a rate of
# its own for each search, there are too few seeds to rule out a larger difference.) In this task, the good settings form a wide
# region, and the middle of the grid happens to lie in it. Random search has its advantage when the region is narrow, and we can
# calculate it. Suppose that only one of the three knobs matters, and that its good values fill one stretch of its range, which
# may lie anywhere:

# %% tags=["nbval-check-output", "skip-in-grading"]
rng, rows = np.random.default_rng(0), []
for width in (0.4, 0.2, 0.1, 0.05):
    start = rng.uniform(0, 1 - width, size=(20_000, 1))
    hits = []
    for tried in (np.array([[1 / 6, 3 / 6, 5 / 6]]), rng.random((20_000, 27))):
        inside = (tried >= start) & (tried <= start + width)
        hits.append(f"{inside.any(axis=1).mean():.0%}")
    rows.append((f"{width:.0%}", *hits))
table(("good share of the range", "grid of 3 x 3 x 3 hits it", "27 random tries hit it"), *rows)

# %% [markdown]
# One more thing speaks for random search: it can be stopped after any number of tries and continued at will. Nine tries lose less
# than three points against 27 (with a rate of its own for each search, and on MNIST-1D, that is open).
#
# ## Choosing honestly: what the winner's score is worth

# %% tags=["skip-in-grading"]
quiz("combining_winner_predict")

# %% [markdown]
# The validation accuracy of *one* network is an honest estimate: sometimes too high, sometimes too low. The best of 27 was chosen
# *because* it looked good, and among networks of similar quality the one that looks best is the luckiest with these images.
# That is the **winner's curse**, and it can be measured: choose by some images, then look at many others.

# %% tags=["skip-in-grading"]
gaps = {f"{n} images": searches.gaps(trials, n) for n in (25, 50, 100, 500)}
plots.optimism(searches.COUNTS, gaps)

# %% tags=["nbval-check-output", "skip-in-grading"]
claim("best of 27 by 25 images: more than 2 points too good", gaps["25 images"][-1].mean() > 0.02)
claim("more trials promise more", np.all(np.diff(gaps["25 images"].mean(axis=1)) > 0))
claim("more images promise less", gaps["500 images"][-1].mean() < gaps["50 images"][-1].mean())

# %% [markdown]
# The score of a single try is right to within a point on average. But the best of 27 by 25 images promises more than two points too
# much, more tries promise more, and more images promise less: under every condition that we tried.
#
# The same happens to the 64 combinations of the first experiment. Let every seed choose the one that is best on its 100 validation
# images, and only then open the test set, once:

# %% tags=["skip-in-grading"]
promised, kept = contrasts.chosen_by_validation(results)
dropout = results.of("dropout")
rows = (
    ("best of 64: promised by validation", statistics.in_percent(promised)),
    ("best of 64: found in the test", statistics.in_percent(kept)),
    ("dropout alone, fixed beforehand", statistics.in_percent(dropout)),
    ("best of 64 minus dropout alone, in the test", statistics.in_percent(kept - dropout)),
    ("dropout alone minus nothing", statistics.in_percent(dropout - nothing)),
)
table(("", "accuracy (%)"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
claim("the winner of 64 promises more than it keeps", (promised - kept).mean() > 0)
claim(
    "dropout alone gains more than half of what the winner gains",
    (dropout - nothing).mean() > (kept - nothing).mean() / 2,
)

# %% [markdown]
# That is the headline of this lesson. With 64 combinations to choose from, the winner promises more than it keeps, and what it
# keeps is what dropout alone has: the difference is 0.0 ± 1.8 points. (Dropout's rate, to be fair, had the benefit of lesson 03.)
# Dropout alone gains more than half of what the best of 64 gains. That is so with three times the steps, with Glorot's
# initialization, and with a rate and strengths of its own for each combination, too; but then dropout gains less than two points,
# and there is little to gain. After ten times the steps it is within the noise, and on MNIST-1D the best gains more than twice
# as much as dropout. So one technique can do nearly all of the work, but do not count on it: compare on your own task, and find a
# learning rate for the bare network first.
#
# All this is about wrong labels that can be memorized. With right labels, L2 gains nothing (lesson 02), and early
# stopping less than a point (lesson 05). Where the test images are moved, moved training images help most (lesson 04).
#
# So there are **three sets** with three jobs: we fit the weights on the training images, choose the settings on the validation
# images, and look at the test images once, for the network that was chosen. If you look at the test set twice and change
# something in between, you have a second validation set and no test set.
#
# ## Choosing honestly: the one-standard-error rule
#
# The differences among the best are noise. So do not take the best: take the **simplest that cannot be told from the
# best** (Breiman, Friedman, Olshen and Stone, 1984). Let $\bar e_i$ be the mean validation error of candidate $i$, $s_i$ the
# standard error of that mean, and $b$ the candidate with the least $\bar e$. Candidate $i$ is *good enough* when
#
# $$\bar e_i \le \bar e_b + s_b,$$
#
# and among those, the least complex one is chosen: fewest units, strongest penalty, or whatever simple means in your case.
#
# `complexity` holds one number per candidate, in no particular order. Return the index of the chosen one.


# %% nbgrader={"grade": false, "grade_id": "one_standard_error_rule", "locked": false, "schema_version": 3, "solution": true, "task": false}
def one_standard_error_rule(mean_errors, standard_errors, complexity):
    """Index of the least complex candidate within one standard error of the best; arrays (n,)."""
    ### BEGIN SOLUTION
    winner = mean_errors.argmin()
    limit = mean_errors[winner] + standard_errors[winner]
    candidates = [i for i, error in enumerate(mean_errors) if error <= limit]
    return min(candidates, key=lambda i: complexity[i])
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "one_standard_error_rule_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(one_standard_error_rule)

# %% [markdown]
# Here it chooses the width of a network with one hidden layer, by 5-fold cross-validation on the 200 training images alone. Their
# labels are noisy in every fold, so we cannot expect an error below 20 %. First, a seed for which the rule makes a difference:

# %% tags=["skip-in-grading"]
from grader.lab.combining.widths import WIDTHS, widths

measured = widths(units=WIDTHS, epochs=60, seeds=range(10))

with after_writing(one_standard_error_rule):
    errors, spreads = measured.of_seed(5)
    rule = one_standard_error_rule(errors, spreads, measured.widths)
    display(plots.widths(measured.widths, errors, spreads, errors.argmin(), rule))

# %% tags=["skip-in-grading"]
rows = []
for name, choice in (("least error", measured.least()), ("one standard error", measured.by_rule())):
    tested = statistics.in_percent(measured.test_of(choice))
    rows.append((name, f"{measured.widths[choice].mean():.0f}", tested))
table(("choice", "hidden units, mean", "test (%)"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
claim(
    "the rule's networks are smaller by a quarter or more",
    measured.widths[measured.by_rule()].mean() < 0.75 * measured.widths[measured.least()].mean(),
)

# %% [markdown]
# The rule takes smaller networks, and they are within three points of those of the least error. Our other runs have too few
# seeds to say more. That the rule takes smaller networks is beyond the noise only with tuned rates and on MNIST-1D. That they
# lose less than three points is beyond it only with three times the steps and with Glorot's initialization.
# (The rule is a convention, not a theorem: folds share training data, so their standard error is somewhat too small.)
#
# ## Adversarial examples
#
# All noise so far was blind. An **adversarial example** is an image changed on purpose, as little as possible, so that the network
# fails.

# %% tags=["skip-in-grading"]
quiz("combining_attack_predict")

# %% [markdown]
# ### The mathematics
#
# Let $L(x, y)$ be the loss for image $x$ and label $y$, with the weights fixed, and $g = \nabla_x L$ its gradient **with respect
# to the pixels**. Move $x$ by a small $\delta$, and the loss changes by about $g \cdot \delta = \sum_j g_j \delta_j$. If no
# pixel may move by more than $\epsilon$, the sum is largest when every pixel moves by the whole $\epsilon$ in the direction
# of its gradient's sign. That is the **fast gradient sign method** (Goodfellow, Shlens and Szegedy, 2015):
#
# $$x' = \operatorname{clip}\big(x + \epsilon\,\operatorname{sign}(g),\, 0,\, 1\big), \qquad
# g \cdot \delta = \epsilon \sum_j \lvert g_j \rvert.$$
#
# - $\epsilon$ is how far a pixel may move, for pixels from 0 to 1; clipping keeps the result an image.
# - The sum grows with the number of pixels: many small changes add up to a large one. On a photo with many thousand pixels,
#   changes that nobody sees can be enough; a digit here has only 64.
#   A *random* $\delta$ of the same size has terms of both signs, and they cancel.
#
# ### Implement it
#
# The gradient is handed to you.


# %% nbgrader={"grade": false, "grade_id": "fgsm", "locked": false, "schema_version": 3, "solution": true, "task": false}
def fgsm(x, gradient, epsilon):
    """Move each value of x by epsilon so that the loss grows; stay within [0, 1]."""
    ### BEGIN SOLUTION
    direction = np.sign(gradient)
    return np.clip(x + epsilon * direction, 0.0, 1.0)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "fgsm_check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
check(fgsm)

# %% [markdown]
# Now for real networks: 64-128-10, trained on 500 digits with *right* labels, with 10 seeds. They are good: their accuracy is
# above 95 %. Besides the **plain** ones, we train two other kinds, which see changed images in half of every batch, with
# $\epsilon = 0.1$: **random noise**, where every pixel moves by $\epsilon$ up or down at random, and **FGSM**, where the images
# are attacked anew in every step, with the weights as they are at that point.

# %% tags=["skip-in-grading"]
from grader.lab.combining import adversarial, defenses

EPSILON, FAINT = defenses.EPSILON, 0.05
clean = defenses.task(SEEDS)
nets = {
    name: defenses.train_defense(name, clean, SEEDS, EPSILON, epochs=40)
    for name in ("plain", "random noise", "FGSM")
}
x, y = clean.x_test[:, :400], clean.y_test[:, :400]

with after_writing(fgsm):
    gradient = adversarial.input_gradient(nets["plain"], x, y)
    attacked = fgsm(x, gradient, FAINT)
    before, after = (nets["plain"].predict(images)[0] for images in (x, attacked))
    fooled = (before.argmax(axis=1) == y[0]) & (after.argmax(axis=1) != y[0])
    shown = [np.flatnonzero(fooled & (y[0] == digit))[0] for digit in range(6)]
    answers = [[(row.argmax(), row.max()) for row in p[shown]] for p in (before, after)]
    display(plots.attacked_digits(x[0, shown], attacked[0, shown], *answers, FAINT))

# %% [markdown]
# The change is a faint veil, and you read every digit as before. The network reads something else, though it is seldom sure of
# it. These six were picked because they fool it; with $\epsilon = 0.05$, about one image in eight does.
#
# ### The same in Keras
#
# We want the gradient with respect to the input, not the weights, so `tf.GradientTape` must be told to watch the image. We give
# a Keras model the weights of the first plain network and compare the gradient and the attacked images.

# %% tags=["skip-in-grading"]
import tensorflow as tf


def keras_gradient(model, x, y):
    """Gradient of each image's cross-entropy by its pixels."""
    x = tf.convert_to_tensor(x, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(x)
        losses = keras.losses.sparse_categorical_crossentropy(y, model(x, training=False))
    return tape.gradient(losses, x).numpy()


twin = keras.Sequential(
    [keras.Input((64,)), keras.layers.Dense(128, "relu"), keras.layers.Dense(10, "softmax")]
)
kernels, biases = nets["plain"].parameters.kernels, nets["plain"].parameters.biases
twin.set_weights(
    [array for pair in zip(kernels, biases, strict=True) for array in (pair[0][0], pair[1][0, 0])]
)

with after_writing(fgsm):
    theirs = keras_gradient(twin, x[0], y[0])
    relative = np.abs(theirs - gradient[0]).max() / np.abs(theirs).max()
    print(f"gradients: largest difference, relative to the largest: {relative:.0e}")
    same = np.isclose(fgsm(x[0], theirs, FAINT), attacked[0]).mean()
    print(f"attacked pixels that agree: {same:.1%}")

# %% [markdown]
# ### Accuracy against epsilon
#
# For the three kinds of networks, each attacked with its own gradients:

# %% tags=["skip-in-grading"]
epsilons = [0, 0.05, 0.1, 0.15, 0.2, 0.3]
accuracies = {
    name: np.array([network.accuracy(adversarial.attack(network, x, y, e), y) for e in epsilons])
    for name, network in nets.items()
}
against(epsilons, accuracies, "epsilon of the attack")

# %% tags=["skip-in-grading"]
rows = []
for name, network in nets.items():
    asked = defenses.under_attack(network, clean, SEEDS, EPSILON)
    borrowed = network.accuracy(adversarial.attack(nets["plain"], x, y, EPSILON), y)
    columns = asked["clean"], asked["random noise"], borrowed, asked["FGSM"], asked["five steps"]
    rows.append((name, *map(statistics.in_percent, columns)))
table(
    ("trained on", "clean", "random noise", "attack on plain", "FGSM", "FGSM in 5 steps"),
    *rows,
    note=f"Test accuracy in percent, epsilon {EPSILON} in all columns but the first.",
)

# %% tags=["nbval-check-output", "skip-in-grading"]
plain, noise, trained = (accuracies[name][2] for name in ("plain", "random noise", "FGSM"))
claim("plain networks: above 94 % on clean images", accuracies["plain"][0].mean() > 0.94)
claim("FGSM training gains more than 10 points under attack", (trained - plain).mean() > 0.1)
claim("noise gains less than half of that", (noise - plain).mean() < (trained - plain).mean() / 2)
five = nets["FGSM"].accuracy(adversarial.attack(nets["FGSM"], x, y, EPSILON, steps=5), y)
claim("five small steps break more than one, also after FGSM training", (trained - five).mean() > 0)

# %% [markdown]
# - On plain networks, an attack costs at least three times as many points as random noise of the same size: here 42 points
#   instead of 1.4. Robustness to noise, one of the benefits claimed for dropout and similar techniques, says little about
#   robustness to an adversary.
# - FGSM training gains more than ten points under attack; training on random noise gains less than half of that.
# - After FGSM training, too, an attack in five steps, which looks at the gradient again after each one, does more harm than an
#   attack in one step. A defense should be measured against the *strongest* attack you can find, not the one it was trained on
#   (Madry and others, 2018, train on many-step attacks for that reason).
# - FGSM training was proposed as a **regularizer**, too. Here it costs less than a point and a half on clean images, and nothing
#   shows that it gains.
#
# This holds in longer training, with Glorot's initialization, and with a rate of its own for each kind of network. On MNIST-1D,
# FGSM training gains only six points, and we cannot tell whether it costs less than a point and a half on clean signals.
#
# What did the networks learn from FGSM training? These are their gradients for one image, each to its own scale, and below them
# their size: by the formula above, $\epsilon$ times the sum of $\lvert g_j \rvert$ is what a small attack can add to the loss.

# %% tags=["skip-in-grading"]
gradients = {name: adversarial.input_gradient(net, x, y) for name, net in nets.items()}
place = int(np.flatnonzero(y[0] == 3)[0])
plots.input_gradients(x[0, place], {name: g[0, place] for name, g in gradients.items()})

# %% tags=["skip-in-grading"]
sizes = {name: np.abs(g).sum(axis=2).mean(axis=1) for name, g in gradients.items()}
rows = [
    (name, f"{size.mean():.1f} ± {statistics.half_width(size):.1f}") for name, size in sizes.items()
]
table(("trained on", "sum of the gradient's magnitudes, mean over test images"), *rows)

# %% tags=["skip-in-grading"]
quiz("combining_fgsm_training")

# %% [markdown]
# ## Everything in one Keras model
#
# Build the network that most introductions end with: two hidden layers of 64 units with ReLU, each with an L2 penalty on
# its kernel and dropout after it, then a softmax without either. Compile it with `adam`, for integer labels, with the metric
# `accuracy`. (Pass that argument by name: the third positional argument of `compile` is not `metrics`.)


# %% nbgrader={"grade": false, "grade_id": "build_combined_model", "locked": false, "schema_version": 3, "solution": true, "task": false}
def build_combined_model(n_features, n_classes, l2, rate):
    """Two hidden layers of 64 ReLU units with L2 and dropout, then softmax; compiled."""
    ### BEGIN SOLUTION
    inputs = hidden = keras.Input((n_features,))
    for width in (64, 64):
        kernel_penalty = keras.regularizers.L2(l2)
        hidden = keras.layers.Dense(width, "relu", kernel_regularizer=kernel_penalty)(hidden)
        hidden = keras.layers.Dropout(rate)(hidden)
    classes = keras.layers.Dense(n_classes, "softmax")(hidden)
    model = keras.Model(inputs, classes)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "build_combined_model_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(build_combined_model)

# %% [markdown]
# Let us compare what Keras makes of it with what the lessons said it should be: the loss that `evaluate` reports is the
# cross-entropy plus $\lambda \sum w^2$ over the two hidden kernels, with nothing dropped.

# %% tags=["skip-in-grading"]
with after_writing(build_combined_model):
    model = build_combined_model(64, 10, l2=0.003, rate=0.25)
    reported = model.evaluate(few.x_test[0], few.y_test[0], verbose=0)[0]
    p = model.predict(few.x_test[0], verbose=0)
    cross_entropy = -np.log(p[np.arange(len(p)), few.y_test[0]]).mean()
    kernels = [layer.kernel.numpy() for layer in model.layers if hasattr(layer, "kernel")]
    penalty = 0.003 * sum(np.sum(kernel**2) for kernel in kernels[:2])
    print(f"reported {reported:.4f} = cross-entropy {cross_entropy:.4f} + penalty {penalty:.4f}")

# %% [markdown]
# ### The steps, and the example of the tutorials
#
# *Define the model, add regularization to the layers where required, add dropout, compile and train*: these are the four steps
# that the tutorials give. They are in the right order, but they stop too early: they do not say which strength to use, or which
# data to judge it by. With what you know by now, the steps become:
#
# 1. **Define** a network that can memorize the training set, and see that it does (lesson 01). If it cannot, regularization
#    is not what it lacks.
# 2. **Add** one technique, and search for its strength on the right scale, using validation images.
# 3. Add another **only if** it gains; then search for the strengths together, since the gains are not additive.
# 4. **Compile and train** with early stopping that restores the best weights. Use several seeds.
# 5. **Test** once.
#
# And this is their combined example, L2 *and* dropout *and* early stopping, on current Keras. We had to
# change three things: the input size is now a `keras.Input`, the model is compiled, which it was not at all, and there are data,
# which were never defined. The cell first shows what happens when the model is not compiled.

# %% tags=["skip-in-grading"]
from keras import Input, Sequential
from keras.callbacks import EarlyStopping
from keras.layers import Dense, Dropout
from keras.regularizers import l2

keras.utils.set_random_seed(0)
example = Sequential(
    [
        Input((64,)),
        Dense(64, activation="relu", kernel_regularizer=l2(0.01)),
        Dropout(0.5),
        Dense(10, activation="softmax", kernel_regularizer=l2(0.01)),
    ]
)
try:
    example.fit(few.x_train[0], few.y_train[0], verbose=0)
except ValueError as error:
    print(f"not compiled: {str(error).splitlines()[0]}")

example.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
early_stop = EarlyStopping(monitor="val_loss", patience=5)
example_history = example.fit(
    few.x_train[0],
    few.y_train[0],
    validation_data=(few.x_val[0], few.y_val[0]),
    epochs=200,
    callbacks=[early_stop],
    verbose=0,
)
seen = example_history.history["val_loss"]
print(f"stopped after epoch {len(seen)}, least validation loss in epoch {np.argmin(seen) + 1}")
print(f"test accuracy: {example.evaluate(few.x_test[0], few.y_test[0], verbose=0)[1]:.1%}")

# %% [markdown]
# It works. Is the combination better than its parts? One seed cannot tell. The ablation has the same parts with two hidden layers,
# on equal data, and its early stopping restores the best weights.

# %% tags=["skip-in-grading"]
stopping, rows = "early stopping", []
for parts in ((), ("L2",), ("dropout",), ("L2", "dropout")):
    both = results.of(*parts), results.of(*parts, stopping)
    rows.append(
        (" + ".join(parts) or "nothing", *map(statistics.in_percent, (*both, both[1] - both[0])))
    )
table(("with", "50 epochs", "stopped early", "difference"), *rows)

# %% [markdown]
# Early stopping gains alone, and beside dropout it gains less than alone. Beside L2 it costs accuracy: the 50 images
# that it watches are not trained on. (Beside L2, that loss is within the noise in longer training and with Glorot's
# initialization. The difference that
# dropout makes is within the noise after ten times the steps, on MNIST-1D, and with a rate and strengths of its own for each
# combination. And early stopping alone *costs* 2.5 ± 1.5 points with a rate of its own, and four on MNIST-1D.) What it still gives
# is that you need not know the number of epochs.
#
# ### Too much, too high, in the wrong place
#
# Three *common mistakes* are on the tutorials' list: too much regularization, a dropout rate that is too high, and
# the wrong layers. Here are all three on the noisy digits, with networks 64-128-128-10 and the training accuracy to diagnose
# them by:

# %% tags=["skip-in-grading"]
from grader.lab.combining import excess

found = excess.excess(epochs=100, seeds=range(8))
rows = [
    (name, statistics.in_percent(each["training"]), statistics.in_percent(each["test"]))
    for name, each in found.items()
]
table(("network", "training (%)", "test (%)"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
tested = {name: each["test"] for name, each in found.items()}
claim("L2 of 0.1 leaves a network that guesses", tested["L2 0.1"].mean() < 0.2)
claim("a rate of 0.9 costs accuracy", (tested["nothing"] - tested["dropout 0.9"]).mean() > 0)

# %% [markdown]
# L2 of 0.1 leaves a network that guesses, and a rate of 0.9 costs accuracy. Here is how to read the two accuracies. Both low: too
# much. Nearly all labels fitted, wrong ones too: too little, or in the wrong place. An example of the wrong place is the output:
# on the output, dropout gains less than half of what it gains on the hidden layers. (With a
# learning rate of its own, the network with L2 of 0.1 is right on a third of the images, on MNIST-1D on a fifth, and
# the one with dropout on the output fits
# 86 % of its labels. Whether it gains less than half is open there and after ten times the steps.) You will meet these
# mistakes again as patients in the clinic below.
#
# ## What goes wrong: four cases
#
# ### Case 1: each was tuned, and together they fail
#
# A colleague tuned L2 alone (0.01), then dropout alone (0.5), then shifted images, and switched on all three. Test accuracy went
# down by thirty points. "They must be incompatible."

# %% tags=["skip-in-grading"]
quiz("diagnosis_tuned_alone")

# %% [markdown]
# The table under *Too strong, or only too slow?* has the numbers: training accuracy is as low as test accuracy, so it is
# underfitting, and weaker strengths bring both back. How to notice: **two numbers, training and validation accuracy, both
# low.** How to avoid it: search strengths *together*.
#
# ### Case 2: robust overnight
#
# A colleague reports a network that withstands FGSM with $\epsilon = 0.1$ almost completely, without adversarial training. The
# table shows it next to a plain one.

# %% tags=["skip-in-grading"]
loud = experiments.louder(nets["plain"], 1000)
rows = []
for name, network in (("plain", nets["plain"]), ("the colleague's", loud)):
    answers = network.accuracy(x, y), network.accuracy(adversarial.attack(network, x, y, 0.1), y)
    rows.append((name, *map(statistics.in_percent, answers)))
table(("network", "clean (%)", "FGSM, epsilon 0.1 (%)"), *rows)

# %% tags=["skip-in-grading"]
quiz("diagnosis_masked_gradients")

# %% tags=["skip-in-grading"]
vanished = np.abs(adversarial.input_gradient(loud, x, y)).max(axis=2) == 0
borrowed = adversarial.attack(nets["plain"], x, y, 0.1)
rows = (
    ("images without any gradient", statistics.in_percent(vanished.mean(axis=1))),
    (
        "accuracy under the attack made for the plain network",
        statistics.in_percent(loud.accuracy(borrowed, y)),
    ),
)
table(("the colleague's network", "%"), *rows)

# %% [markdown]
# It is the plain network, with its last layer multiplied by 1000: each image gets the same answer as before, but now at
# probability 1. In single precision $p - y$ is then exactly 0, and so are the gradient and its sign. The attack does not move a
# pixel. The examples made for the plain network break it just the same. This is **gradient masking**: this attack failed, but
# that does not mean that an attacker would. How to notice: **count zero gradients; borrow the examples of another network; take
# several steps.**
#
# ### Case 3: one seed each
#
# Two people compare the same two settings, one seed each, and report opposite findings. How often does a single seed name
# the wrong one? We take every pair of the 64 combinations whose means over all seeds differ by 1 to 3 points.

# %% tags=["skip-in-grading"]
wrong = contrasts.wrong_winners(results)
print(f"One seed names the wrong winner in {statistics.in_percent(wrong)} % of the comparisons.")

# %% tags=["skip-in-grading"]
quiz("diagnosis_one_seed")

# %% [markdown]
# One seed names the wrong winner in more than one comparison of ten, in longer training and with tuned rates as well (on MNIST-1D
# that is open). And here the two compared networks even share images and labels; with different draws for both, the comparison
# is worse still. How to notice: **ask for the number of seeds and for an interval of the difference.**
#
# ### Case 4: the loss that has a floor
#
# These are networks from the experiment on label smoothing, after 100 epochs. In the second line nearly every training image
# is classified as its label says, and the loss is still far from 0. A colleague tries smaller learning rates, larger networks,
# more epochs. Nothing brings it below one half.

# %% tags=["skip-in-grading"]
rows = []
for i in (0, 2, 3):
    last_loss = history.loss[-1].reshape(len(shares), 10)[i]
    loss_text = f"{last_loss.mean():.2f} ± {statistics.half_width(last_loss):.2f}"
    rows.append((shares[i], statistics.in_percent(memorized[i]), loss_text))
table(("smoothing", "training accuracy (%)", "training loss"), *rows)

# %% tags=["skip-in-grading"]
quiz("diagnosis_loss_floor")

# %% tags=["nbval-check-output", "skip-in-grading"]
for smoothing in (0.1, 0.2):
    target = reference.label_smoothing(np.eye(10)[:1], smoothing)[0]
    print(f"smoothing {smoothing}: least possible loss {-np.sum(target * np.log(target)):.3f}")

# %% [markdown]
# The floor is the entropy of the targets. Losses with and without smoothing are not comparable, as `val_loss` with different
# penalties was not in lesson 02. How to notice: **compare accuracy, or the cross-entropy against unsmoothed labels.**

# %% tags=["nbval-check-output", "skip-in-grading"]
claim(
    "case 1: all three fit less than 70 % of the training labels at full strength",
    short[together.FULL]["training"].mean() < 0.7,
)
claim(
    "case 2: FGSM costs the loud network less than 5 points",
    (loud.accuracy(x, y) - loud.accuracy(adversarial.attack(loud, x, y, 0.1), y)).mean() < 0.05,
)
claim(
    "case 2: borrowed examples cost it more than 30",
    (loud.accuracy(x, y) - loud.accuracy(borrowed, y)).mean() > 0.3,
)
claim("case 3: one comparison in ten or more goes wrong", wrong.mean() > 0.1)

# %% [markdown]
# ## Choosing a technique
#
# Here is what to begin with. *Audited* means that the lesson named also tried longer training, another initialization, other
# rates and, nearly everywhere, other data, and says where the advice stops holding; a *habit* was not tested here.
#
# | you see, or have | begin with | rests on |
# |---|---|---|
# | training accuracy is low as well | less regularization | *audited*: too much, above |
# | few images, and more can be had | more images | *audited*: 01 |
# | wrong labels that are memorized | a learning rate for the bare network; then one of dropout near 0.5, L2 near 0.01 (Keras' count), early stopping, tuned alone | *audited*: all three in the ablation, L2 in 02, stopping in 05 |
# | the same, and transforms that keep the label | shifted images too, in place of one of these or with weaker ones; with the rate and the length of the training searched | *audited*: 04, *one pixel*, and *too strong or too slow?* |
# | few images with right labels | transforms that the test images show as well, and longer training; L2 gains nothing | *audited*: 04, and L2 in 02 |
# | no idea how many epochs | early stopping with restored weights; held-out images are its price | *audited*: 05 |
# | many columns, few matter | L1, solved by a method that gives zeros | *audited*: 02 |
# | training is unstable, rates or scales are far off | batch norm; not as a regularizer | *audited*: 06 |
# | batch norm is in the network | dropout; L2 together with the learning rate | *audited*: dropout in the ablation; L2's effect on the rate, above and in 06 |
# | probabilities are too sure | a little label smoothing; measure calibration | *audited*: label smoothing, above |
# | somebody may attack | adversarial training; random noise is not enough | *audited*: adversarial examples, above |
# | one technique works, you want more | a second one, *with both strengths and the length of the training searched anew* | *audited*: too strong or too slow? |
# | several could do | the cheapest first | *habit* |
#
# All of this was measured on small images and small networks. On your data, the table is where to begin, not where to end.
#
# ## Questions that people ask

# %% tags=["skip-in-grading"]
quiz("combining_more_is_better")

# %% tags=["skip-in-grading"]
quiz("combining_which_order")

# %% tags=["skip-in-grading"]
quiz("combining_test_set")

# %% tags=["skip-in-grading"]
quiz("combining_summary_claims")

# %% [markdown]
# ## Take-away card
#
# | | |
# |---|---|
# | **Gains** | Need not add up: in a short training, dropout alone did as well as the best of 64 combinations; in a long one, L2 alone or three weak ones together did better. Strong ones together underfit. |
# | **Main effect** | An average over all combinations. With large interactions, look at the combination itself. |
# | **With batch norm** | L2 sets the effective learning rate: search both together. Dropout still works. |
# | **Strengths** | Searched together, on a log scale; rates on a linear one. Weaken what is there when you add. |
# | **Best of many** | Promises too much: the more tries and the fewer images, the more. |
# | **Test set** | Once. |
# | **One standard error** | The simplest one that cannot be told from the best. |
# | **Label smoothing** | $(1-s)\,y + s/K$. Sets the confidence; accuracy hardly moves; the loss has a floor. |
# | **FGSM** | $x + \epsilon\,\mathrm{sign}(\nabla_x L)$, clipped. Noise is no substitute. Measure with the strongest attack. |
# | **Check yourself** | Training beside validation accuracy; several seeds; the interval of the *difference*; zero gradients. |
#
# How far have you come in this lesson?

# %% tags=["skip-in-grading"]
progress()

# %% [markdown]
# ## The clinic
#
# Six scripts have been brought in. Each runs without an error, each has one mistake in it, and each of these mistakes is
# common. Three of them are on the tutorials' own list of mistakes: *too much regularization*, *rates that are too high*,
# *the wrong layers*. No list warned their authors of the other three. Together, the six cover all the steps of applying
# regularization: define, add, compile and train, and then predict.
#
# You get the symptoms and the broken script, `broken_...`. Write the repaired one, `clinic_...`: copy what is right, change
# what is wrong, and no more than that. The checks look only at what your script *does*, so any repair that works is welcome.
# Taking the technique out altogether is no repair.
#
# ### Patient 1: the answers change
#
# *"My digits model gets 93 % in training. In production it gives a different answer each time somebody asks about the same
# image, and fewer right ones than I measured. The images are the same, byte for byte."*


# %% tags=["skip-in-grading"]
def broken_prediction(model, x):
    """Class probabilities (n, n_classes) of images x by a trained keras.Model."""
    probabilities = model(x, training=True)
    return np.asarray(probabilities)


keras.utils.set_random_seed(0)
ward = data.few_shot_digits([0], n_train=200, wrong=0.0)
images, labels = ward.x_train[0].astype("float32"), ward.y_train[0]
asked, truth = ward.x_test[0].astype("float32"), ward.y_test[0]

patient = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(128, "relu"),
        keras.layers.Dropout(0.7),
        keras.layers.Dense(10, "softmax"),
    ]
)
patient.compile("adam", "sparse_categorical_crossentropy")
patient.fit(images, labels, epochs=30, verbose=0)

once, twice = (broken_prediction(patient, asked).argmax(axis=1) for _ in range(2))
print(
    f"right in the first call: {np.mean(once == truth):.1%}, in the second: {np.mean(twice == truth):.1%}"
)
print(f"images that get another class in the second call: {np.mean(once != twice):.1%}")

# %% [markdown]
# **Repair it.** `clinic_prediction(model, x)` returns the probabilities that the model computes at inference, an array of shape
# `(n, n_classes)`. The model may have dropout and batch normalization in it.


# %% nbgrader={"grade": false, "grade_id": "clinic_prediction", "locked": false, "schema_version": 3, "solution": true, "task": false}
def clinic_prediction(model, x):
    """Class probabilities (n, n_classes) of images x by a trained keras.Model, at inference."""
    ### BEGIN SOLUTION
    return np.asarray(model(x, training=False))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "clinic_prediction_check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
check(clinic_prediction)

# %% [markdown]
# `training=True` is right where you *want* passes to differ, as for the Monte-Carlo dropout of lesson 03, and nowhere else. Note
# that it also switches batch normalization to the statistics of the batch: then the answer for one image depends on which other
# images happen to be asked about. An average over many random passes only hides this.

# %% tags=["nbval-check-output", "skip-in-grading"]
with after_writing(clinic_prediction):
    healthy = clinic_prediction(patient, asked)
    claim("the broken script changes its mind about some images", bool(np.any(once != twice)))
    claim(
        "the repaired one is right more often than either call of the broken one",
        np.mean(healthy.argmax(axis=1) == truth)
        > max(np.mean(once == truth), np.mean(twice == truth)),
    )

# %% [markdown]
# ### Patient 2: the test rows are in the training rows
#
# *"A colleague corrected a typing error in one row of my TEST set. After that, the model that I train comes out
# differently. It never sees that row."*


# %%
def broken_scaling(x, train, test):
    """Standardize the columns of x (n, d); return the rows (x_train, x_test) at the given indices."""
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    return x[train], x[test]


# %% tags=["nbval-check-output", "skip-in-grading"]
rng = np.random.default_rng(4)
rows = rng.normal(loc=[13, 750], scale=[0.8, 300], size=(60, 2))
train, test = np.arange(45), np.arange(45, 60)
typing_error = rows.copy()
typing_error[50, 1] *= 100

before, after = (broken_scaling(each, train, test)[0] for each in (rows, typing_error))
table(
    ("spread of the training rows", "column 1", "column 2"),
    ("without the typing error", *before.std(axis=0).round(2)),
    ("with it, in a test row", *after.std(axis=0).round(2)),
    note="Standard deviation of what reaches the model.",
)

# %% [markdown]
# The training rows know of a row that nobody should have looked at yet. Where the test rows are much like the training rows,
# such a leak shifts numbers by little, and you will often measure no harm at all: that is why it goes unnoticed for years. With
# an outlier, with few rows, or with a step that looks at the labels, such as the choice of features, it does harm.
#
# **Repair it.** The indices in `train` and `test` do not overlap; there may be rows in neither. The columns of the training rows
# have mean 0 and standard deviation 1 afterwards. No column is constant.


# %% nbgrader={"grade": false, "grade_id": "clinic_scaling", "locked": false, "schema_version": 3, "solution": true, "task": false}
def clinic_scaling(x, train, test):
    """Standardize columns by what the training rows tell; return the rows (x_train, x_test)."""
    ### BEGIN SOLUTION
    known = x[train]
    mean, std = known.mean(axis=0), known.std(axis=0)
    return (known - mean) / std, (x[test] - mean) / std
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "clinic_scaling_check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
check(clinic_scaling)

# %% [markdown]
# ### Patient 3: too good to be true
#
# *"I have few images, so I augment them: eight shifted copies of each. Validation accuracy is wonderful. On images from next
# week it is not, though they come from the same camera."*


# %%
def with_copies(images, labels, copies, rng):
    """The images (n, h, w) and, after them, `copies` times all of them, shifted; and the labels."""
    n, h, w = images.shape
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    sets = [images]
    for _ in range(copies):
        top, left = rng.integers(0, 3, size=(2, n))
        places = zip(padded, top, left, strict=True)
        sets.append(np.stack([image[i : i + h, j : j + w] for image, i, j in places]))
    return np.concatenate(sets), np.tile(labels, 1 + copies)


def broken_augmentation(images, labels, n_val, copies, rng):
    """Return (x_train, y_train, x_val, y_val), split at random, n_val images in the second part."""
    images, labels = with_copies(images, labels, copies, rng)
    order = rng.permutation(len(images))
    val, train = order[:n_val], order[n_val:]
    return images[train], labels[train], images[val], labels[val]


# %% [markdown]
# We let it choose 20 validation images for a model that cannot help memorizing: it gives each image the label of the nearest
# training image. We use forty seeds, with 80 images each, and 1,217 images from next week.

# %% tags=["skip-in-grading"]
from grader.lab.combining import doses, promises

broken = promises.promises({"broken": broken_augmentation})["broken"]
table(
    ("script", "validation accuracy (%)", "accuracy on new images (%)"),
    ("broken", statistics.in_percent(broken["promised"]), statistics.in_percent(broken["true"])),
)

# %% [markdown]
# **Repair it.** Use `rng` to draw the images for validation. The validation part consists of `n_val` of the images *as they are*;
# the training part consists of each of the other images and `copies` shifted copies of it, in any order, with their labels.


# %% nbgrader={"grade": false, "grade_id": "clinic_augmentation", "locked": false, "schema_version": 3, "solution": true, "task": false}
def clinic_augmentation(images, labels, n_val, copies, rng):
    """Return (x_train, y_train, x_val, y_val): shifted copies in the training part alone."""
    ### BEGIN SOLUTION
    shuffled = rng.permutation(len(labels))
    held_out, kept = shuffled[:n_val], shuffled[n_val:]
    x_train, y_train = with_copies(images[kept], labels[kept], copies, rng)
    return x_train, y_train, images[held_out], labels[held_out]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "clinic_augmentation_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(clinic_augmentation)

# %% tags=["skip-in-grading"]
with after_writing(clinic_augmentation):
    repaired = promises.promises({"repaired": clinic_augmentation})["repaired"]
    display(
        table(
            ("script", "validation accuracy (%)", "accuracy on new images (%)"),
            *(
                (name, statistics.in_percent(of["promised"]), statistics.in_percent(of["true"]))
                for name, of in (("broken", broken), ("repaired", repaired))
            ),
        )
    )

# %% tags=["nbval-check-output", "skip-in-grading"]
with after_writing(clinic_augmentation):
    too_much = {
        name: (of["promised"] - of["true"]).mean()
        for name, of in (("broken", broken), ("repaired", repaired))
    }
    claim("the broken script promises more than 2 points too much", too_much["broken"] > 0.02)
    claim("the repaired one errs by less than 5 points", abs(too_much["repaired"]) < 0.05)

# %% [markdown]
# In forty draws like these, the broken script promises 4.7 ± 1.9 points too much, and what the repaired one promises is off by less
# than five points. Nothing about the *model* is better after the repair: on new images it loses 2.1 ± 0.6 points, for it has fewer
# images to learn from. What is repaired is the number that you decide by.
#
# How far off the broken promise is depends on the setting, and so does its direction. With 160 images it is 3.2 ± 0.9
# points too high, with 40 images
# 9.7 ± 3.4, and on MNIST-1D 70. But with two copies of each image instead of eight, it is 9.1 ± 3.3 points too *low*, and with
# logistic regression, which is worse at memorizing, it is too low by 8.4 ± 3.8. The reason is a second mistake in this script:
# most of its validation images are shifted, and those are harder than the images from next week. Do not count on two mistakes
# to cancel out. The repaired promise is off by less than five points in each of these cases. Only with 40 images, ten of which
# are used for validation, are forty draws too few to be sure of that: 2.6 ± 3.6.
#
# ### Patient 4: too much of a good thing
#
# *"I read that a penalty prevents overfitting. I took a strong one, to be on the safe side. Training and validation accuracy are
# the same now. Both are 10 %."*
#
# The steps are in order: define the model, add the penalty, compile, train. Only the strength is wrong.


# %%
def penalized(n_features, n_classes, regularizer):
    """Two hidden layers of 64 ReLU units with this kernel regularizer, a softmax; compiled."""
    model = keras.Sequential([keras.Input((n_features,))])
    for _ in range(2):
        model.add(keras.layers.Dense(64, activation="relu", kernel_regularizer=regularizer))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def broken_strength(n_features, n_classes):
    """A classifier with a penalty on both hidden kernels, compiled."""
    return penalized(n_features, n_classes, keras.regularizers.L2(1.0))


# %% tags=["skip-in-grading"]
keras.utils.set_random_seed(0)
flat = broken_strength(64, 10)
flat.fit(images, labels, epochs=60, verbose=0)
for name, x, y in (("training", images, labels), ("new", asked, truth)):
    loss, accuracy = flat.evaluate(x, y, verbose=0)
    print(f"{name} images: accuracy {accuracy:.1%}")
answers, counts = np.unique(flat.predict(asked, verbose=0).argmax(axis=1), return_counts=True)
print(
    f"its most frequent answer is {answers[counts.argmax()]}, for {counts.max() / counts.sum():.0%} of all images"
)

# %% [markdown]
# **Underfitting** shows in the *training* accuracy: a model that cannot even do what it was trained on is not helped by more
# images or longer training. How much is too much? Ten seeds for each strength, and, since the symptom is the same, for some
# dropout rates as well: 200 images with the right labels, a network 64-64-64-10 that is initialized as Keras does it, 100 epochs.

# %% tags=["skip-in-grading"]
treated = doses.doses(epochs=100, seeds=SEEDS)
table(
    ("L2 strength", "dropout rate", "training accuracy (%)", "new images (%)"),
    *(
        (*dose, *(statistics.in_percent(treated[part][dose]) for part in ("training", "test")))
        for dose in doses.DOSES
    ),
)

# %% tags=["nbval-check-output", "skip-in-grading"]
fitted = {dose: accuracies.mean() for dose, accuracies in treated["training"].items()}
claim(
    "with an L2 strength of 1 the network does not fit its own training images",
    fitted[1.0, 0] < 0.2,
)
claim("nor does it at a dropout rate of 0.98", fitted[0, 0.98] < 0.6)
claim("a strength of 0.001 leaves it all the room that it needs", fitted[0.001, 0] > 0.99)

# %% [markdown]
# With an L2 strength of 1 the network is right on 13.2 ± 0.6 % of its own training images, which is guessing, and so it is
# at a dropout rate of 0.98 (and in this run with an L2 strength of 0.1). With a strength of 0.001 it fits more than
# 99 % of them. All of this holds with 3 and 10 times the steps,
# with He's initial weights, with a learning rate of its own for each dose, and on MNIST-1D: more training does not help a network that
# is not allowed to learn.
#
# **Repair it.** `clinic_strength(n_features, n_classes)` returns the same network, compiled, with a penalty on both hidden
# kernels that lets it learn. It must still be a penalty: one that is too weak to make any difference, or none, is no repair. You
# may use `penalized`.


# %% nbgrader={"grade": false, "grade_id": "clinic_strength", "locked": false, "schema_version": 3, "solution": true, "task": false}
def clinic_strength(n_features, n_classes):
    """A classifier with a penalty on both hidden kernels that leaves room to learn, compiled."""
    ### BEGIN SOLUTION
    return penalized(n_features, n_classes, keras.regularizers.L2(0.001))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "clinic_strength_check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
check(clinic_strength)

# %% [markdown]
# ### Patient 5: dropout in the wrong place
#
# *"The loss starts far above that of guessing and never comes down, though accuracy on new images is not bad. And in
# training the probabilities do not add up to 1."*


# %%
def compiled(*layers):
    """A Sequential of these layers, compiled for class numbers."""
    model = keras.Sequential([*layers])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def broken_output_layer(n_features, n_classes, rate):
    """One hidden layer of 64 ReLU units, dropout, a softmax; compiled."""
    hidden, output = keras.layers.Dense(64, "relu"), keras.layers.Dense(n_classes, "softmax")
    first, second = keras.layers.Dropout(rate), keras.layers.Dropout(rate)
    return compiled(keras.Input((n_features,)), hidden, first, output, second)


# %% tags=["skip-in-grading"]
keras.utils.set_random_seed(0)
p = np.asarray(broken_output_layer(64, 10, 0.3)(images, training=True))
right = p[np.arange(len(p)), labels]
print(
    f"in training, its probabilities add up to {p.sum(axis=1).min():.2f} to {p.sum(axis=1).max():.2f}"
)
print(f"the right class has probability 0 for {np.mean(right == 0):.0%} of the images")
print(f"loss {-np.log(np.maximum(right, 1e-7)).mean():.2f}; guessing has {np.log(10):.2f}")

# %% tags=["nbval-check-output", "skip-in-grading"]
claim(
    "the loss is more than twice that of guessing",
    -np.log(np.maximum(right, 1e-7)).mean() > 2 * np.log(10),
)

# %% [markdown]
# Whatever the network learns, in every step some of the right classes are set to 0, at a cost of $-\log 10^{-7} \approx 16$ each:
# Keras clips probabilities there. The loss cannot fall below that.
#
# **Repair it.** The same model, compiled, with the hidden layer's dropout and no other. You may use `compiled`.


# %% nbgrader={"grade": false, "grade_id": "clinic_output_layer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def clinic_output_layer(n_features, n_classes, rate):
    """One hidden layer of 64 ReLU units with dropout, a softmax without; compiled."""
    ### BEGIN SOLUTION
    units, speaks = keras.layers.Dense(64, "relu"), keras.layers.Dense(n_classes, "softmax")
    return compiled(keras.Input((n_features,)), units, keras.layers.Dropout(rate), speaks)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "clinic_output_layer_check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
check(clinic_output_layer)

# %% [markdown]
# ### Patient 6: it never stops
#
# *"I use early stopping with a patience of 5, as everybody does. It always trains until the last epoch, and the model is as
# overfitted as without."* One label in five is wrong here.


# %% tags=["skip-in-grading"]
def broken_early_stopping(model, x_train, y_train, x_val, y_val):
    """Compile and train a keras.Model with early stopping; return it."""
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    stopping = keras.callbacks.EarlyStopping(monitor="loss", patience=5)
    model.fit(x_train, y_train, epochs=60, callbacks=[stopping], verbose=0)
    return model


def plain_network():
    """64-128-10, not compiled."""
    layers = keras.layers.Dense(128, "relu"), keras.layers.Dense(10, "softmax")
    return keras.Sequential([keras.Input((64,)), *layers])


def report(model):
    """The epochs that it was trained for, and its losses."""
    seen, unseen = (model.evaluate(*part, verbose=0) for part in (noisy_part, validation_part))
    print(
        f"{len(model.history.epoch)} epochs; training loss {seen:.2f}, validation loss {unseen:.2f}"
    )
    return unseen


noisy = data.few_shot_digits([1], n_train=200, wrong=0.2, n_val=100)
noisy_part = noisy.x_train[0].astype("float32"), noisy.y_train[0]
validation_part = noisy.x_val[0].astype("float32"), noisy.y_val[0]
keras.utils.set_random_seed(0)
overfitted = broken_early_stopping(plain_network(), *noisy_part, *validation_part)
loss_of_the_broken = report(overfitted)

# %% [markdown]
# **Repair it.** Leave the way in which the model is compiled, the batch size and the learning rate as they are. Return the
# trained model, with the weights that it had when the loss on `x_val` and `y_val` was least.


# %% nbgrader={"grade": false, "grade_id": "clinic_early_stopping", "locked": false, "schema_version": 3, "solution": true, "task": false}
def clinic_early_stopping(model, x_train, y_train, x_val, y_val):
    """Train a keras.Model until the validation loss rises; return it with its best weights."""
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    ### BEGIN SOLUTION
    watch = keras.callbacks.EarlyStopping(monitor="val_loss", patience=5, restore_best_weights=True)
    held_out = {"validation_data": (x_val, y_val), "callbacks": [watch]}
    model.fit(x_train, y_train, epochs=60, verbose=0, **held_out)
    return model
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "clinic_early_stopping_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(clinic_early_stopping)

# %% tags=["skip-in-grading"]
with after_writing(clinic_early_stopping):
    keras.utils.set_random_seed(0)
    stopped = clinic_early_stopping(plain_network(), *noisy_part, *validation_part)
    loss_of_the_repaired = report(stopped)

# %% tags=["nbval-check-output", "skip-in-grading"]
with after_writing(clinic_early_stopping):
    claim("its validation loss is lower", loss_of_the_repaired < loss_of_the_broken)
    claim("it did not train until the last epoch", len(stopped.history.epoch) < 60)

# %% [markdown]
# One seed shows that the repair works, not how much it gains; lesson 05 measured that. What all six have in common: **no error
# message**. What gave them away were two calls that should agree, a change that should change nothing, a number that was too good,
# a number that was too bad in the wrong place, rows that should add up to 1, and a count of epochs.

# %% [markdown]
# ## The capstone
#
# Now you need everything at once, and nobody tells you how. A sensor listens to machines. Each of eight kinds of faults leaves a
# short shape of its own in the signal, and your model has to tell which fault it was. The training signals
# come from a test bench, and somebody labeled them in a hurry. The model will work in the plant.
#
# - You get **600 training signals, 30 % of them with a wrong label** (you are not told which), and **150 validation signals** whose
#   labels are right. A signal is 40 numbers in the order of time, and a label is a number from 0 to 7.
# - Each signal has a slow drift of its own, which is much stronger than its shape and says nothing about the fault.
# - **The bench is not the plant.** On the bench, the shape lies up to 2 places before or after the middle of the signal, and
#   its strength varies by 10 %. In the plant, where the validation signals and the hidden ones come from, it lies up to
#   3 places away, has 0.7 to 1.4 times its usual strength, and there is a fifth more noise.
# - `capstone(x_train, y_train, x_val, y_val)` gets arrays of the shapes `(600, 40)`, `(600,)`, `(150, 40)`, and `(150,)`. It returns an
#   object with a method `predict(x)` that gives class **probabilities**, `(n, 8)`, and with an attribute **`expected_accuracy`**: the
#   accuracy, from 0 to 1, that you expect on new signals from the plant. A Keras model will do, and you can set the attribute on it;
#   so will a class of your own. The same signal must get the same answer each time, whichever other signals are asked about.
# - Each check draws new shapes, new signals, and new wrong labels, so there is nothing to look up. It trains your model and asks
#   it about **2,000 hidden signals from the plant**. Their labels stay with the check.
# - **Time limit: 90 seconds** of wall time for the training, on two cores. The check measures it. What takes longer earns
#   nothing, however accurate it is; in a class that is graded, it may be ended.
# - Use what you like: Keras, NumPy, scikit-learn, your own functions from all lessons. You may use the validation signals as you
#   like, too. Just remember that a signal can teach your model or test it, but not both at once.
#
# **Points.** Four for the hidden accuracy, one each at 40, 66, 80, and 92 %. Two for an honest estimate, one if it is within 10 points
# of the hidden accuracy and one more if it is within 6. The estimate earns points from the second step on.
#
# Here is one task to practice on. It also has `x_test` and `y_test`, and a different number gives you a different task.

# %%
from grader.lab.combining.capstone_pictures import signals_of
from grader.lab.combining.capstone_signals import draw_task
from grader.learner.attempts import leaderboard

practice = draw_task(0)
signals_of(practice)


# %% nbgrader={"grade": false, "grade_id": "capstone", "locked": false, "schema_version": 3, "solution": true, "task": false}
def capstone(x_train, y_train, x_val, y_val):
    """Train on noisy signals; return a model with predict(x), (n, 8), and expected_accuracy."""
    ### BEGIN SOLUTION
    rng = np.random.default_rng(0)
    length = x_train.shape[1]
    t = np.linspace(-1, 1, length)
    drifts = np.array([np.ones(length), t, np.cos(np.pi * t)])

    def copies(x, y, most, times=12):
        x, y = np.tile(x, (times, 1)), np.tile(y, times)
        places = np.arange(length) - rng.integers(-most, most + 1, (len(x), 1))
        moved = np.take_along_axis(x, np.clip(places, 0, length - 1), axis=1)
        stronger = moved * np.exp(rng.uniform(-0.25, 0.25, (len(x), 1)))
        return stronger + rng.normal(size=(len(x), 3)) @ drifts + 0.2 * rng.normal(size=x.shape), y

    def trained(learned):  # the settings were chosen on practice tasks
        own = copies(x_train, y_train, 3), copies(x_val[learned], y_val[learned], 2)
        x, y = (np.concatenate(part) for part in zip(*own, strict=True))
        stack = [keras.Input((length,))]
        for units in (128, 128):
            stack += [keras.layers.Dense(units, activation="relu"), keras.layers.Dropout(0.3)]
        model = keras.Sequential([*stack, keras.layers.Dense(8, activation="softmax")])
        model.compile("adam", "sparse_categorical_crossentropy")
        model.fit(x, y, epochs=16, batch_size=64, verbose=0)
        said = model.predict(x_val[~learned], verbose=0).argmax(axis=1)
        return model, np.mean(said == y_val[~learned])

    # Each network learns from one half of the validation signals, and the other half tests it.
    half = np.arange(len(x_val)) % 2 == 0
    models, accuracies = zip(trained(half), trained(~half), strict=True)

    class Pair:
        expected_accuracy = float(np.mean(accuracies))

        def predict(self, x):
            return np.mean([model.predict(x, verbose=0) for model in models], axis=0)

    return Pair()
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "capstone_check", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
check(capstone)

# %% [markdown]
# The check keeps your attempts, and this is your own leaderboard. Each attempt met a task of its own, and near a step, chance
# decides. If you are just below one, do not keep running the check until you get lucky: that is the best of many that this
# lesson warned you about.
# Measure on several practice tasks, and improve the model.

# %% tags=["skip-in-grading"]
leaderboard()

# %% [markdown]
# ## The end of the course
#
# Here is how far you have come, lesson by lesson, and what went wrong on the way and was recognized. The second list is worth
# more than the first: it is what you will not do again, or at least will know by its symptoms.

# %% tags=["skip-in-grading"]
closing()

# %% [markdown]
# ### What to read next
#
# - I. Goodfellow, Y. Bengio, A. Courville: *Deep Learning*, MIT Press 2016, chapter 7. Regularization in one chapter, with the
#   mathematics behind most of this course.
# - C. Zhang, S. Bengio, M. Hardt, B. Recht, O. Vinyals: *Understanding deep learning requires rethinking generalization*,
#   ICLR 2017. Networks memorize random labels; the paper behind the most surprising picture of lesson 01.
# - A. Madry, A. Makelov, L. Schmidt, D. Tsipras, A. Vladu: *Towards Deep Learning Models Resistant to Adversarial Attacks*,
#   ICLR 2018. Robustness as a game, and how to train for it.
#
# One of the tutorials recommends "Regularization for Deep Learning" by Srivastava, Hinton and others, arXiv:1711.07275. We
# could not verify that a paper of this title by these authors exists under that number. What these authors did write is the
# dropout paper of 2014, in the sources below. **Open a reference before you pass it on.**
#
# ## Sources
#
# - N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov: *Dropout: A Simple Way to Prevent Neural Networks
#   from Overfitting*, Journal of Machine Learning Research 15, 2014.
# - S. Ioffe, C. Szegedy: *Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift*, ICML 2015,
#   arXiv:1502.03167.
# - C. Szegedy, V. Vanhoucke, S. Ioffe, J. Shlens, Z. Wojna: *Rethinking the Inception Architecture for Computer Vision*, 2016,
#   arXiv:1512.00567. Label smoothing.
# - R. Müller, S. Kornblith, G. Hinton: *When Does Label Smoothing Help?*, NeurIPS 2019, arXiv:1906.02629.
# - I. Goodfellow, J. Shlens, C. Szegedy: *Explaining and Harnessing Adversarial Examples*, ICLR 2015, arXiv:1412.6572. FGSM.
# - A. Kurakin, I. Goodfellow, S. Bengio: *Adversarial examples in the physical world*, 2016, arXiv:1607.02533. FGSM in several steps.
# - A. Athalye, N. Carlini, D. Wagner: *Obfuscated Gradients Give a False Sense of Security*, ICML 2018, arXiv:1802.00420.
# - J. Bergstra, Y. Bengio: *Random Search for Hyper-Parameter Optimization*, Journal of Machine Learning Research 13, 2012.
# - L. Breiman, J. Friedman, R. Olshen, C. Stone: *Classification and Regression Trees*, 1984. The rule of one standard error.
# - G. Box, J. Hunter, W. Hunter: *Statistics for Experimenters*, 2nd edition, Wiley 2005. Factorial designs.
# - Data: the digits that come with scikit-learn, and for the capstone signals that are drawn here, in the spirit of
#   MNIST-1D: S. Greydanus and
#   D. Kobak, arXiv:2011.14439.
