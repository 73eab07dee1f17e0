# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Start here: how this course works
#
# **About 20 minutes.** By the end of this page you can
#
# - read, run and change a lesson like this one,
# - tell a check that says *not yet* from one that says *wrong idea*,
# - ask for a hint, look at a solution, and see your progress,
# - scale a data set without letting the test set leak into the training.
#
# A lesson is a row of cells. Click into a gray one and press **Shift + Enter**: it runs, and the next cell is
# selected. You cannot break anything. If a lesson gets into a muddle, choose *Kernel → Restart Kernel* from the
# menu and run it again from the top; `course reset 00` in a terminal gives you a fresh copy and keeps yours.

# %%
import numpy as np

from grader import check, hint, progress, quiz, solution
from grader.lab import after_writing
from grader.lab.data import wine_split
from grader.lab.start.plots import show_scaling

# %% [markdown]
# ## What regularization is about
#
# A network that has seen a few hundred examples can learn them by heart, mistakes and all. On those examples it
# is perfect; on the next one it may be no good. **Regularization** is everything that keeps a network from
# learning by heart: a penalty on large weights, units dropped at random, images turned and shifted, a training
# that stops in time. Each lesson takes one of these apart. You build it in NumPy, compare it with Keras, and then
# *measure* on real data what it does, over many random seeds, because one run proves nothing.
#
# Every lesson goes the same way: predict, look, write it yourself, see at once whether it is right, experiment.

# %% [markdown]
# ## Predict first
#
# You will often be asked for a guess before you see a result. A guess that turns out wrong is worth more than a
# page that you nodded along to. Choose an answer, then press *That is my answer*: all of them are explained, and your choice is kept, so
# that what you missed can come back later.

# %% tags=["skip-in-grading"]
quiz("start_what_is_measured")

# %% [markdown]
# ## A first exercise
#
# The columns of a data set rarely share a scale. Here are two of the thirteen measurements of the wine data: one
# runs from 11 to 15, the other from about 280 to 1,680. Drawn on equal axes, one of them all but disappears, and a
# penalty on weights, or a step of gradient descent, would treat them just as unequally.

# %% tags=["skip-in-grading"]
train, test = wine_split(seed=0)
show_scaling(train, test, "as measured")

# %% [markdown]
# **Standardizing** moves every column to mean 0 and standard deviation 1:
#
# $$ z_{ij} = \frac{x_{ij} - \mu_j}{\sigma_j} $$
#
# where $x_{ij}$ is row $i$ of column $j$, and $\mu_j$ and $\sigma_j$ are the mean and the standard deviation of
# that column. One rule is easily broken: **$\mu_j$ and $\sigma_j$ come from the training
# set, for both sets.** The test set stands for data that you have not seen yet. If its own numbers decide how it
# is scaled, you have looked.
#
# Write `standardize(train, test)` in the next cell. Use the standard deviation that divides by $n$, which is what
# `x.std(axis=0)` computes (`ddof=0`). A column that never changes in the training set has
# $\sigma_j = 0$; make it zeros in both sets, so that no NaN comes out. (scikit-learn's `StandardScaler` treats such a
# column differently: it subtracts the mean and does not divide, so in the test set the column need not become zero.)
#
# But first **run the next two cells as they are**, to see what an exercise looks like before it is solved.


# %% nbgrader={"grade": false, "grade_id": "standardize", "locked": false, "schema_version": 3, "solution": true, "task": false}
def standardize(train, test):
    """Scale two sets by the statistics of the first.

    train: array (n, d); test: array (m, d).
    Returns (train_scaled, test_scaled): each column minus its mean in train, divided by its
    standard deviation in train. A column that is constant in train becomes zeros in both.
    """
    ### BEGIN SOLUTION
    mean = train.mean(axis=0)
    std = train.std(axis=0)
    # Dividing by infinity turns every value of a constant column into 0.
    scale = np.where(std > 0, std, np.inf)
    return (train - mean) / scale, (test - mean) / scale
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "standardize_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(standardize)

# %% [markdown]
# ## What the card tells you
#
# Below the check there is a card, with one of five words:
#
# | word | what it means |
# |---|---|
# | ○ not attempted | The answer is still the stub. **Nothing is broken**; there is just nothing to look at yet. |
# | ✗ failed | It runs, but no criterion holds. The card says what came out, and often which idea went wrong. |
# | ◐ partial | Some criteria hold, and their points are yours. |
# | ! error | Your code raised an exception; the card names the line. |
# | ✓ passed | All criteria hold, on inputs that were drawn at random just now. |
#
# A check never compares your code with a model answer. It calls your function on fresh inputs and looks at what
# must be true of any right answer, so every way of writing it is welcome. What your code prints is kept in the
# card and costs nothing.
#
# **Now try a wrong idea on purpose.** Put these two lines into the solution cell in place of the line with
# `raise`, run both cells, and read the card:
#
# ```python
#     return ((train - train.mean(axis=0)) / train.std(axis=0),
#             (test - test.mean(axis=0)) / test.std(axis=0))
# ```
#
# It recognizes which idea this is. Then write the right one. If you are stuck, ask:

# %% tags=["skip-in-grading"]
hint(standardize)

# %% [markdown]
# Each call of `hint` shows one more hint. Once you have tried, `solution` shows one right answer among many:

# %% tags=["skip-in-grading"]
solution(standardize)

# %% [markdown]
# ## Your function at work
#
# The same two columns after *your* scaling. Both sets should lie around 0 with a spread of about 1. The test set is not
# exactly centered, and must not be: it was moved by the training set's mean.

# %% tags=["skip-in-grading"]
with after_writing(standardize):
    display(show_scaling(*standardize(train, test), "standardized"))

# %% [markdown]
# How far the test set's columns end up from mean 0 and standard deviation 1, at worst:

# %% tags=["nbval-check-output", "skip-in-grading"]
with after_writing(standardize):
    scaled_train, scaled_test = standardize(train, test)
    for name, part in (("training set", scaled_train), ("test set", scaled_test)):
        off_mean = np.abs(part.mean(axis=0)).max()
        off_std = np.abs(part.std(axis=0) - 1).max()
        print(f"{name:12s}  mean off by at most {off_mean:.2f}, std off by at most {off_std:.2f}")

# %% [markdown]
# ## Does the rule matter?
#
# Sometimes hardly at all, and a course should say so. When training and test set are drawn from one source and large, their
# statistics are nearly equal, and scaling each by its own gives nearly the same numbers. It matters when the test
# set is small, or when the world has shifted. The extreme case is a single new example: scaled by its own statistics, it is
# all zeros, whatever was measured.

# %% tags=["nbval-check-output", "skip-in-grading"]
one = test[:1]
by_itself = one - one.mean(axis=0)
print("one new wine, scaled by itself:      ", np.round(by_itself[0], 2))
with after_writing(standardize):
    print(
        "one new wine, by the training set:      ", np.round(standardize(train, one)[1][0, :4], 2)
    )

# %% tags=["skip-in-grading"]
quiz("start_why_training_statistics")

# %% [markdown]
# ## Your progress
#
# Every check is remembered, with your best score. `course status` shows the same table in a terminal.

# %% tags=["skip-in-grading"]
progress()

# %% [markdown]
# ## Take away
#
# - *Not attempted* is not *wrong*. Run, read the card, change, run again.
# - A check looks at what your function does, on fresh inputs, not at how you wrote it.
# - Everything that is learned from data, be it only a mean, is learned from the **training** set.
# - One run proves nothing: from the next lesson on, what a lesson concludes rests on many seeds, and the text gives
#   the spread over them. (The wines above are one split, and show only what standardizing does.)
#
# Next: open the lesson **01_overfitting** from the folder list on the left.
#
# ## Sources
#
# - T. Hastie, R. Tibshirani, J. Friedman: *The Elements of Statistical Learning*, 2nd edition, Springer 2009,
#   section 7.10.2, on doing cross-validation the wrong way and the right way.
# - M. Forina et al., *Wine*, UCI Machine Learning Repository, as bundled with scikit-learn (`load_wine`).
