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
# # Overfitting
#
# Could a computer warn the world of a civil war before it breaks out? Several well-known papers reported that machine learning
# predicts civil wars far better than logistic regression, a method that is decades old. In 2023 Sayash Kapoor and Arvind
# Narayanan published their attempt to reproduce these results. In every paper that claimed the advantage, information about the
# test data had found its way into training, and once the errors were corrected, the complex models did no better than the old
# method. By then, mistakes of this kind had been found in 17 fields of science, where they affected 294 papers.
#
# A model can look excellent on the data it was fitted to and fail on everything else. In this lesson you make that happen on
# purpose, measure it, and learn to choose models in a way that does not fool you.
#
# The core takes about 90 minutes; the deep dive below it is optional. Run the cells from top to bottom. When an exercise is
# difficult, call `hint(polynomial_features)`, with the exercise's name: each call gives one more hint.

# %%
import numpy as np

from grader import check, hint, model_answer, progress, quiz, solution
from grader.lab import after_writing, claim, data, show_code
from grader.lab.overfitting import curves, experiments, playground, plots

# %% [markdown]
# ## Predict first (6 min)
#
# Somebody measured a wave at twenty places, and every measurement is off by a little noise. Three polynomials are fitted to the
# twenty points: a straight line (degree 1), one of degree 5 and one of degree 15.

# %% tags=["skip-in-grading"]
quiz("overfitting_predict_degree")

# %% tags=["skip-in-grading"]
x, y = curves.measurements(20, np.random.default_rng(7))
plots.fits(x, y, degrees=(1, 5, 15))

# %% [markdown]
# - **Underfitting** (degree 1): the model is too simple for the pattern. It is poor on the data that it was fitted to *and* on
#   new data.
# - **Overfitting** (degree 15): the model has learned the noise of its data along with the pattern. It is good on the data that
#   it was fitted to and poor on new data.
# - **Generalization** is the goal: a small error on new data. The error on new data minus the error on the training data is
#   called the **generalization gap**.
#
# Both mistakes lead to a large error on new data, and only the error on the training data tells them apart: always look at two
# numbers. **Regularization** is any change to the model, the data or the training that is meant to reduce overfitting.

# %% tags=["skip-in-grading"]
quiz("overfitting_name_it")

# %% [markdown]
# ## A model that can overfit (16 min)
#
# A measurement is the true curve $f$ plus noise: $y_i = f(x_i) + \varepsilon_i$ for $i = 1, \dots, n$. Here $f(x) = \sin(4x)$,
# and the noise has mean 0 and variance $\sigma^2 = 0.3^2 = 0.09$. The model is a polynomial of degree $d$,
#
# $$\hat f(x) = w_0 + w_1 x + w_2 x^2 + \dots + w_d x^d .$$
#
# It is linear in its weights: if the powers $x_i^0, \dots, x_i^d$ of each sample form a row of a matrix $\Phi$, then all
# predictions are $\Phi w$. Write the function that computes $\Phi$, the **features**.


# %% nbgrader={"grade": false, "grade_id": "polynomial_features", "locked": false, "schema_version": 3, "solution": true, "task": false}
def polynomial_features(x, degree):
    """Powers of x, shape (n,), as columns x^0 to x^degree, shape (n, degree + 1)."""
    ### BEGIN SOLUTION
    return x[:, np.newaxis] ** np.arange(degree + 1)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "polynomial_features_check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
check(polynomial_features)

# %% [markdown]
# **Least squares** chooses the weights with the smallest mean squared error on the training data. If there are more features
# than samples, or if some columns depend on others, many weights are equally good; return the ones with the smallest norm
# $\sum_j w_j^2$. NumPy can do this in one call.


# %% nbgrader={"grade": false, "grade_id": "fit_least_squares", "locked": false, "schema_version": 3, "solution": true, "task": false}
def fit_least_squares(features, targets):
    """Weights (d,) of least squared error for features (n, d); the smallest of equally good ones."""
    ### BEGIN SOLUTION
    weights, *_ = np.linalg.lstsq(features, targets, rcond=None)
    return weights
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "fit_least_squares_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(fit_least_squares)

# %% [markdown]
# The third function computes the error: $\mathrm{MSE} = \frac1n \sum_i (y_i - \hat f(x_i))^2$, as a float.


# %% nbgrader={"grade": false, "grade_id": "mean_squared_error", "locked": false, "schema_version": 3, "solution": true, "task": false}
def mean_squared_error(targets, predictions):
    """Mean of the squared differences of two arrays of shape (n,), as a float."""
    ### BEGIN SOLUTION
    return float(np.mean((targets - predictions) ** 2))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "mean_squared_error_check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
check(mean_squared_error)

# %% [markdown]
# One sample of twenty points could mislead by luck. Your three functions now fit every degree from 0 to 15 to
# 200 samples of twenty points each, and every fit is tested on 200 new points.

# %% tags=["skip-in-grading"]
with after_writing(mean_squared_error):
    errors = experiments.degrees(polynomial_features, fit_least_squares, mean_squared_error)
    display(plots.curve_tables.degrees(errors, shown=(1, 5, 15)))

# %% tags=["hidden-code", "skip-in-grading"]
with after_writing(mean_squared_error):
    display(plots.errors_by_degree(errors, floor=0.09))

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
training, new = errors.training.mean(axis=1), errors.new.mean(axis=1)
claim("the training error falls with every degree", np.all(np.diff(training) < 0))
claim("the error on new points is least at degree 5", new.argmin() == 5)
claim("on new points, degree 15 is worse than a constant", new[15] > new[0])
claim("at degree 5 the training error is below the noise variance", training[5] < 0.09)

# %% [markdown]
# The training error falls with every degree, because a polynomial of degree
# 6 can do everything that one of degree 5 can. But on new points the error is smallest near degree 5 and then rises. Even at
# degree 5 the training error is below the noise variance, because some noise is always fitted: a low training error proves
# nothing. Degree 15 also loses to degree 5 with half or twice the noise, with twice the points, and for a curve with a kink.
#
# Now play with it. With 100 points, does degree 15 still look bad? What remains of overfitting when the noise is 0?

# %% tags=["skip-in-grading"]
playground.overfitting_playground()

# %% [markdown]
# With 100 points, degree 15 is almost harmless: more data leaves less noise for each weight to follow. Without noise there is
# nothing wrong to learn, and with 20 points the high degrees win.
#
# ## Choosing without knowing the truth (20 min)
#
# In practice you divide your data: the **training** set fits the weights; the
# **validation** set chooses among models; the **test** set is used once, at the end, to say how good the chosen model is.

# %% tags=["skip-in-grading"]
quiz("overfitting_three_parts")

# %% [markdown]
# With thirty points, a validation set of eight gives a shaky verdict. **K-fold cross-validation** uses the data better: cut the
# samples at random into $k$ parts, called *folds*. Each fold is held out once, while the other $k-1$ are used for training, and
# the $k$ validation errors are averaged. Return a list of $k$ pairs of NumPy arrays of indices, `(train_indices,
# validation_indices)`. The sizes of the folds differ by at most one.


# %% nbgrader={"grade": false, "grade_id": "k_fold", "locked": false, "schema_version": 3, "solution": true, "task": false}
def k_fold(n, k, rng):
    """List of k pairs (train_indices, validation_indices); fold sizes differ by at most one."""
    ### BEGIN SOLUTION
    parts = np.array_split(rng.permutation(n), k)
    folds = []
    for i, validation in enumerate(parts):
        others = [part for j, part in enumerate(parts) if j != i]
        folds.append((np.concatenate(others), validation))
    return folds
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "k_fold_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check(k_fold)

# %% [markdown]
# For each fold, fit a polynomial to its training part with your own functions and compute the MSE on its
# validation part; return the mean over the folds.


# %% nbgrader={"grade": false, "grade_id": "cross_validation_error", "locked": false, "schema_version": 3, "solution": true, "task": false}
def cross_validation_error(x, y, degree, folds):
    """Mean over the folds of the validation MSE of a polynomial fitted on the training part."""
    ### BEGIN SOLUTION
    errors = []
    for train, validation in folds:
        weights = fit_least_squares(polynomial_features(x[train], degree), y[train])
        predictions = polynomial_features(x[validation], degree) @ weights
        errors.append(mean_squared_error(y[validation], predictions))
    return float(np.mean(errors))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "cross_validation_error_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check(cross_validation_error)

# %% [markdown]
# The most common way to break cross-validation is to forget the shuffling. Measurements often come sorted, as our points do: by
# $x$. `blocks` cuts them in that order.

# %% tags=["skip-in-grading"]
quiz("overfitting_sorted_folds")


# %% tags=["skip-in-grading"]
def blocks(n, k, rng):
    """Folds without shuffling: one block of neighbors after the other."""
    return [(np.setdiff1d(np.arange(n), part), part) for part in np.array_split(np.arange(n), k)]


with after_writing(cross_validation_error):
    ways = {"in order": blocks, "shuffled": k_fold}
    chosen = experiments.choose_degree(ways, cross_validation_error, k=5, n=30)
    display(plots.curve_tables.choices(chosen))

# %% [markdown]
# The degrees chosen with shuffled folds do better on new points, and their prediction of the error is nearer to the truth (with
# twice the noise, the latter is not certain). Folds in order ask a different question: can the model bridge or continue the
# curve where there were no training points at all? That question is right when you are going to extrapolate. Here it is not.

# %% tags=["skip-in-grading"]
quiz("overfitting_cv_reduces")

# %% [markdown]
# ## Leakage: a score that is too good (8 min)
#
# All of this depends on one rule: the data that judges a model must have **no part in making it**. If some of it seeps in, we
# speak of **leakage**, and it usually looks harmless.

# %% tags=["skip-in-grading"]
quiz("overfitting_leak_predict")

# %% [markdown]
# Here is that study, repeated with 20 data sets of pure noise, with your `k_fold`. Only one thing differs: whether the best
# columns are picked from the training part of each fold or beforehand from all the samples.

# %% tags=["skip-in-grading"]
with after_writing(k_fold):
    noise = experiments.select_columns(k_fold, n=50, n_columns=1000, n_kept=20)
    display(plots.scores(noise, "cross-validated accuracy on noise", mark=(0.5, "guessing")))

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
inside, beforehand = noise.values()
claim("noise: picking columns beforehand looks like more than 75 %", beforehand.mean() > 0.75)
claim("noise: picked honestly, 50 % lies within 6 points", abs(inside.mean() - 0.5) < 0.06)

# %% [markdown]
# There is nothing to learn in this data. Picked inside the folds, the columns lead to guessing, as they should; picked
# beforehand, the same noise looks predictable, with an accuracy of more than 85 %. Among a thousand columns of noise, some
# agree by chance with the class labels of *these* fifty samples, including the held-out ones. The same happens with 100
# samples, with 5,000 columns and with another classifier. The cure is always the same: whatever is learned from data belongs
# inside the fold.
#
# ## Networks memorize (14 min)
#
# Now to networks and scikit-learn's handwritten digits, $8 \times 8$ pixels each. To see what is memorized, we make some
# training labels wrong on purpose. In a copy of the labels, change exactly `round(fraction * n)` of them, chosen at random, to
# a *different* class; all other classes are equally likely.


# %% nbgrader={"grade": false, "grade_id": "corrupt_labels", "locked": false, "schema_version": 3, "solution": true, "task": false}
def corrupt_labels(labels, fraction, n_classes, rng):
    """A copy of labels (n,) in which round(fraction * n), at random, have another class."""
    ### BEGIN SOLUTION
    wrong = rng.choice(len(labels), size=round(fraction * len(labels)), replace=False)
    noisy = labels.copy()
    noisy[wrong] = (noisy[wrong] + rng.integers(1, n_classes, size=len(wrong))) % n_classes
    return noisy
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "corrupt_labels_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check(corrupt_labels)

# %% [markdown]
# A network with two hidden layers of 128 ReLU units learns 200 images, of which your function gives a fifth a wrong label.

# %% tags=["skip-in-grading"]
quiz("overfitting_memorize_predict")

# %% tags=["skip-in-grading"]
with after_writing(corrupt_labels):
    seen = experiments.memorize(corrupt_labels, wrong=0.2, seeds=range(10))
    display(plots.memory_playground(seen))

# %% [markdown]
# Drag the slider all the way to the left, and press the play button. At first the network learns what the images have in
# common. When it knows nine in ten right labels, it repeats fewer than half of the wrong ones, here fewer than one in ten: on
# most wrongly labeled images, it names the *true* digit. Only later does it memorize the
# exceptions, and in the end it repeats more than 90 % of the wrong labels. This costs accuracy on new images: test accuracy is
# higher at the best moment than at the end.
#
# Zhang and others (2017) showed that large networks can memorize even entirely random labels, and Arpit and others (2017) that
# simple patterns come first. *How far does this hold?* With ten times the steps, with other usual initial weights (Glorot's)
# and with a tuned rate, too; with the tuned, smaller rate, 100 epochs memorize only some of the wrong labels. On MNIST-1D, a
# data set of signals, it does not: 200 signals are too few to find the pattern.
#
# ## Capacity and time (10 min)
#
# A wider network has more **capacity**: it can represent more complicated functions. Is a network that memorizes too large, or
# was it trained for too long? These questions cannot be answered one at a time.

# %% tags=["skip-in-grading"]
quiz("overfitting_capacity_predict")

# %% tags=["skip-in-grading"]
grid = experiments.capacity_and_time(units=(0, 4, 16, 128), seeds=range(10), wrong=0.2)
plots.grid_playground(grid)

# %% tags=["hidden-code", "skip-in-grading"]
plots.tables.grid(grid)

# %% [markdown]
# The networks have one hidden layer, or none, and learn 200 digits with 20 % wrong labels (Adam, learning rate 0.001; here each
# step uses all the images, so a step is an epoch). `show_code(experiments.capacity_and_time)` shows how.
#
# - **Size alone says little.** After 100 steps the wide network is the best of all; the one with 4 units is never good.
# - **Time decides.** Each network has its own best moment, and the wide one reaches it early. When both are trained to the end,
#   the wide network is better than the one with 16 units. Each at its own best moment, the wide network is better than the one
#   with 16 units as well. And stopped in time, the wide network beats every smaller one that is trained to the end.
# - **"Use a smaller model" is weak advice here.** Even without a hidden layer, a network that is trained longer and longer
#   memorizes and loses test accuracy.
#
# *How far does this hold?* All of it holds with 3 and 10 times the steps, with Glorot's initialization and on MNIST-1D. With a
# tuned learning rate for each network, the lead of 128 units over 16 at the end is no longer certain.
#
# When should training stop? Your `k_fold` can answer that, if the images are shuffled. Here the 200 images are sorted by class,
# and each fold is scaled by `standardize` with its own training part.

# %% tags=["skip-in-grading"]
with after_writing(k_fold):
    times = experiments.choose_time({"in order": blocks, "shuffled": k_fold}, k=5)
    display(plots.tables.times(times))

# %% [markdown]
# Folds in the order of the classes report hardly more than guessing: in each fold, the network is asked about digits that it
# has hardly seen. (The medians are alike by accident: from seed to seed, these folds choose wildly different times.) With
# shuffled folds, cross-validation finds a sensible time, and stopping there beats training for all the epochs. On MNIST-1D,
# where this network reaches only 22 %, neither result is certain.
#
# ## Your turn: choose, and say how good it is (12 min)
#
# You get `x` and `y`, 40 noisy measurements of an unknown curve, with `x` rising from
# -1 to 1. Choose a polynomial of degree 0 to 12. Return `(weights, expected_error)`: the weights, constant first, fitted to all
# the points, and the mean squared error that you expect on new measurements. The check draws 120 curves: slow waves with much
# noise, fast ones with little. Half of the points are for the error on hidden points, on average at most 15 % (slow) or 25 %
# (fast) above that of the best degree; the other half for your expectation, for fast waves typically 0.86 to 2.7 times the
# actual error.


# %% nbgrader={"grade": false, "grade_id": "choose_polynomial", "locked": false, "schema_version": 3, "solution": true, "task": false}
def choose_polynomial(x, y, rng):
    """(weights, expected_error): a polynomial for noisy points, and its MSE on new ones."""
    ### BEGIN SOLUTION
    folds = k_fold(len(x), 10, rng)
    errors = [cross_validation_error(x, y, degree, folds) for degree in range(13)]
    best = int(np.argmin(errors))
    return fit_least_squares(polynomial_features(x, best), y), errors[best]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "choose_polynomial_check", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
check(choose_polynomial)

# %% [markdown]
# ## Back to the civil wars (4 min)
#
# The papers' numbers looked wonderful, as ours did with a thousand columns of noise. What was missing was the question that you
# now ask of every score: *did the data that judges have any part in making the model?*
#
# | | |
# |---|---|
# | **Underfitting** | Poor on training data and on new data: use a more flexible model, or train longer. |
# | **Overfitting** | Good on training data, poor on new data: regularize, for example with more data or by stopping earlier. |
# | **Choosing** | Training data fits, validation data chooses, test data judges once. Shuffle before you cut folds. |
# | **Leakage** | Whatever is learned from data is learned inside the fold. |
# | **Memorizing** | Networks learn patterns first and exceptions later. Full training accuracy proves nothing. |
# | **Capacity** | Size and training time belong together; compare each network at its own best moment. |

# %% [markdown]
# In two or three sentences of your own: each patient in a study has several X-ray images. A colleague shuffles all the images,
# cuts them into five folds, and reports a cross-validated accuracy of 98 %; for patients of another hospital it is 70 %. What
# may have gone wrong, and how would you cut the folds?

# %% [markdown] nbgrader={"grade": true, "grade_id": "overfitting_in_words", "locked": false, "points": 2, "schema_version": 3, "solution": true, "task": false}
# ### BEGIN SOLUTION
# Images of one patient are in the training part and in the validation part, so the network can recognize the patient instead of
# the disease. This is leakage, and it makes the accuracy look too good. All the images of a patient should go into the same
# fold, so that each fold asks about patients whom the network has never seen.
# Rubric: 1 point for saying that images of the same patient are on both sides (leakage), 1 point for cutting the folds by patient.
# ### END SOLUTION

# %% tags=["skip-in-grading"]
model_answer("overfitting_in_words")

# %% [markdown]
# ## Deep dive
#
# The sections below are optional. Open the ones that interest you; where one needs another, it says so.

# %% [markdown] tags=["collapsed"]
# ### Three definitions of regularization
#
# Introductions define regularization in three ways: as a *penalty on large weights*; as adding *constraints or penalties* to a
# model; and, the widest, as whatever is meant to reduce overfitting: changing the data, or
# *constraining the network or changing how it learns*.

# %% tags=["skip-in-grading"]
quiz("overfitting_regularization")

# %% tags=["skip-in-grading"]
quiz("overfitting_exactly_through")

# %% [markdown] tags=["collapsed"]
# ### Bias and variance
#
# *Why* does the error on new points rise again? Imagine many people who each measure the same wave at the same twenty places
# and fit the same kind of model. Two things can go wrong. Even the **average** of their models may differ from the true curve,
# because the model cannot bend that way: this is **bias**. And their models may **differ** from one another, because each
# follows its own noise: this is **variance**.

# %% tags=["skip-in-grading"]
quiz("overfitting_bias_predict")

# %% tags=["hidden-code", "skip-in-grading"]
from grader.lab.overfitting.polynomials import AT

refits = {degree: experiments.refitted(degree) for degree in range(1, 15)}
plots.refits((1, 5, 14), [refits[degree] for degree in (1, 5, 14)], AT)

# %% [markdown]
# On the left all the models agree on something wrong. On the right the average of 200 models is close to the wave, but each
# single one is far off. For the prediction $\hat f(x)$ at a place $x$, with $\mathbb{E}$ the mean over repeated measurements:
#
# $$\mathbb{E}\big[(y_{\text{new}} - \hat f(x))^2\big] = \big(\mathbb{E}[\hat f(x)] - f(x)\big)^2 +
# \mathbb{E}\big[(\hat f(x) - \mathbb{E}[\hat f(x)])^2\big] + \sigma^2.$$
#
# On the left is the error on new data; on the right are the squared **bias**, the **variance**, and the **noise**. The cross terms vanish because the noise of a new measurement has mean 0 and does not depend on the model. Given `predictions`
# of shape `(n_models, n_points)` and the true values `truth` of shape `(n_points,)`, return the squared bias and the variance,
# each averaged over the points.


# %% nbgrader={"grade": false, "grade_id": "bias_variance", "locked": false, "schema_version": 3, "solution": true, "task": false}
def bias_variance(predictions, truth):
    """(bias_squared, variance) of predictions (n_models, n_points), averaged over the points."""
    ### BEGIN SOLUTION
    average_model = predictions.mean(axis=0)
    bias_squared = float(np.mean((average_model - truth) ** 2))
    return bias_squared, float(np.mean(predictions.var(axis=0)))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "bias_variance_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(bias_variance)

# %% [markdown]
# For least squares no simulation is needed. The predictions are a matrix times the measurements, $\hat f = A y$, so the bias is
# exactly $A f(x_{\text{train}}) - f(x_{\text{new}})$ and the variance is $\sigma^2$ times the sum of the squares of each row of
# $A$. Here are the exact values next to those that your function estimates from 200 refits.

# %% tags=["skip-in-grading"]
exact = experiments.bias_and_variance(degrees=range(1, 15), n=20)
with after_writing(bias_variance):
    shown = (1, 3, 5, 9, 14)
    estimated = [bias_variance(refits[degree], curves.truth(AT)) for degree in shown]
    display(plots.curve_tables.parts(shown, exact, estimated))

# %% tags=["hidden-code", "skip-in-grading"]
new_noise = np.random.default_rng(1).normal(0, 0.3, (200, len(AT)))
measured = [np.mean((curves.truth(AT) + new_noise - found) ** 2) for found in refits.values()]
plots.bias_and_variance(exact, 0.09, measured)

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
sums = np.sum(list(exact.values()), axis=1) + 0.09
claim(
    "exact sum and measurement differ by less than 15 %", np.abs(sums / measured - 1).max() < 0.15
)
claim("at degree 14 the exact squared bias is below 1e-10", exact[14][0] < 1e-10)
claim("variance grows with every degree", np.all(np.diff([v for _, v in exact.values()]) > 0))

# %% [markdown]
# The bias falls, and the variance grows with every degree. At degree 14 nearly everything beyond the noise is variance: the
# exact squared bias is practically 0. The estimate from refits is larger, because the average of 200 models still contains a
# 200th of their variance. That part is an error of the simulation, not bias.
#
# In this sense **underfitting is bias and overfitting is variance**. A remedy against overfitting lowers the variance and
# usually adds some bias; if it adds too much, the model underfits.

# %% [markdown] tags=["collapsed"]
# ### Splitting, and three ways to choose
#
# Write the plain split into parts. `fractions` is a list that sums to 1, such as `[0.6, 0.2, 0.2]`; return a tuple of index
# arrays, one for each fraction. Every part except the last has `round(fraction * n)` indices, the last takes the rest, and
# chance decides, by `rng`, which sample goes where.


# %% nbgrader={"grade": false, "grade_id": "split_indices", "locked": false, "schema_version": 3, "solution": true, "task": false}
def split_indices(n, fractions, rng):
    """Tuple of disjoint index arrays, one for each fraction, that together are range(n)."""
    ### BEGIN SOLUTION
    order = rng.permutation(n)
    ends = np.cumsum([round(fraction * n) for fraction in fractions[:-1]], dtype=int)
    return tuple(np.split(order, ends))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "split_indices_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check(split_indices)

# %% [markdown]
# Three rules choose a degree from thirty points: the smallest *training* error, the smallest error on a *hold-out* quarter, and
# the smallest *cross-validation* error with five folds. For comparison, somebody who knows the curve chooses, too.

# %% tags=["skip-in-grading"]
with after_writing(split_indices):
    rules = experiments.rules(split_indices, k_fold, cross_validation_error, n=30)
    display(plots.curve_tables.choices(rules))

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
by_training, by_hold_out, by_folds, by_truth = rules.values()
claim("the training error always chooses the largest degree", np.all(by_training.degrees == 12))
claim("both rules choose worse than someone who knows", by_folds.new.mean() > by_truth.new.mean())

# %% [markdown]
# The training error always picks the largest degree. For most samples, five folds choose better degrees than one
# hold-out quarter, and neither reaches somebody who knows the curve. This holds with half and twice the noise, with 60 points,
# and for a curve with a kink. Is your `cross_validation_error` the same as scikit-learn's?

# %% tags=["skip-in-grading"]
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures

with after_writing(cross_validation_error):
    x, y = curves.measurements(30, np.random.default_rng(3))
    folds = k_fold(30, 5, np.random.default_rng(0))
    model = make_pipeline(PolynomialFeatures(5), LinearRegression())
    theirs = -cross_val_score(model, x[:, None], y, cv=folds, scoring="neg_mean_squared_error")
    print(f"difference: {abs(cross_validation_error(x, y, 5, folds) - theirs.mean()):.0e}")

# %% [markdown] tags=["collapsed"]
# ### Leakage by scaling
#
# Introductions warn that mean and standard deviation must come from the training part only. How much does it matter? We
# standardize scikit-learn's diabetes data, 10 columns, with the statistics of 20 or 200 training samples or with those of
# training and test samples together, and predict by ridge regression (lesson 02). Then we add one column of noise that has rare
# huge values, like those from a broken sensor. Each row of the table comes from 1,000 draws.

# %% tags=["skip-in-grading"]
leaks = experiments.scaling(seeds=range(1000), strength=1.0)
plots.curve_tables.scaling(leaks)

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
few, many, spiky = ((errors[:, 0] - errors[:, 1]).mean() for errors in leaks.values())
claim("scaling: with 20 samples the leak is real, and below 0.03", 0 < few < 0.03)
claim("scaling: with 200 samples it is below 0.002", abs(many) < 0.002)
claim("scaling: with spikes it is more than five times as large", spiky > 5 * few)

# %% [markdown]
# With 20 samples the leak is real but small, and with 200 it disappears. A column with rare huge values makes the leak many
# times larger: a huge value in the test set helps to compute the standard deviation by which it is divided, so it never looks
# extreme. Scaled honestly, it lands far outside everything seen in training. The honest error is the true one, because a
# deployed model meets such values unprepared. All of this holds with a tenth and ten times the penalty and with other draws.
# Compare this with the core: leakage by *selection with the labels* turned a coin toss into a result that could be published.

# %% [markdown] tags=["collapsed"]
# ### The same network in Keras
#
# Importing Keras takes several seconds. Build a chain of dense layers whose **capacity** you choose: one ReLU layer for each
# entry of `hidden_units` (none for an empty list), then a softmax. Compile it with `adam`, the loss
# `sparse_categorical_crossentropy` and the metric `accuracy`, and let the model start with `keras.Input`.

# %%
from grader.quiet import quiet_standard_error

with quiet_standard_error():  # TensorFlow would greet you with a page of log lines
    import keras


# %% nbgrader={"grade": false, "grade_id": "build_classifier", "locked": false, "schema_version": 3, "solution": true, "task": false}
def build_classifier(n_features, n_classes, hidden_units):
    """A compiled model: one ReLU layer for each entry of hidden_units, then a softmax."""
    ### BEGIN SOLUTION
    model = keras.Sequential([keras.Input((n_features,))])
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu"))
    model.add(keras.layers.Dense(n_classes, activation="softmax"))
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "build_classifier_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(build_classifier)

# %% [markdown]
# Keras trains one network at a time. To have ten seeds and intervals within seconds, this lesson trains many small NumPy
# networks at once. Are they the same thing? We copy the weights of one into your Keras model and compare the probabilities.
# Then Keras trains your model itself, on 200 images with your wrong labels.

# %% tags=["skip-in-grading"]
from grader.reference.network import Network

few = data.few_shot_digits([0], wrong=0.0)
network = Network([64, 128, 128, 10], seeds=[0])
network.fit(few.x_train, few.y_train, epochs=20)

with after_writing(build_classifier):
    model = build_classifier(64, 10, [128, 128])
    pairs = zip(network.parameters.kernels, network.parameters.biases, strict=True)
    model.set_weights([array for k, b in pairs for array in (k[0], b[0, 0])])
    far = np.abs(model.predict(few.x_test[0], verbose=0) - network.predict(few.x_test[0])[0])
    print(f"largest difference of the probabilities: {far.max():.0e}")

# %% tags=["skip-in-grading"]
with after_writing(build_classifier):
    keras.utils.set_random_seed(0)
    given = corrupt_labels(few.y_train[0], 0.2, 10, np.random.default_rng(0))
    model = build_classifier(64, 10, [128, 128])
    model.fit(few.x_train[0], given, batch_size=32, epochs=100, verbose=0)
    _, training = model.evaluate(few.x_train[0], given, verbose=0)
    _, test = model.evaluate(few.x_test[0], few.y_test[0], verbose=0)
    print(f"training accuracy {training:.1%}, test accuracy {test:.1%}")

# %% [markdown] tags=["collapsed"]
# ### More data
#
# With more data, one thing has to be decided first: does the larger set get as many training *steps*, or as many *passes*
# through the data, which means more steps? We do both, with 20 % wrong labels.

# %% tags=["skip-in-grading"]
amounts = experiments.amount_of_data(counts=(50, 200, 800), seeds=range(10))
plots.tables.amounts(amounts)

# %% [markdown]
# With equally many training steps, 800 images are better than 200, and with equally many passes through the data they are
# better as well. But the second comparison also shows that more data does not prevent memorizing: if training continues, even
# the 800 images are partly memorized. With ten times the steps they are memorized completely in both comparisons. The advantage
# of more data holds under all the conditions of the core.
#
# In the words of the section on bias and variance: more data lowers the variance and adds no bias. It does not help a model
# that underfits.

# %% [markdown] tags=["collapsed"]
# ### Many epochs, and wrong labels
#
# The same network with no wrong labels, with 20 % and with 40 %, watched for 150 epochs:

# %% tags=["skip-in-grading"]
shares = experiments.wrong_labels(shares=(0.0, 0.2, 0.4), seeds=range(10))
plots.tables.over_time(shares)

# %% tags=["hidden-code", "skip-in-grading"]
plots.over_epochs(
    {
        title: {f"{100 * share:.0f} % wrong": (s["epochs"], s[name]) for share, s in shares.items()}
        for title, name in (("test accuracy", "test"), ("test loss", "loss"))
    }
)

# %% [markdown]
# With a fifth of the labels wrong, training on costs several points of test accuracy; with right labels it costs less than two
# points, if anything. The best moment comes earlier with wrong labels than with right ones. The test loss rises even with right
# labels: the network makes no more mistakes than before, but it is more certain of those that it makes. Accuracy asks how often
# a network is right, the loss also asks how sure it is. All of this holds with 3 and 10 times the steps and with Glorot's
# initialization, and, with about half the loss of accuracy, with tuned rates. On MNIST-1D, where test accuracy is low from the
# start, training on costs no test accuracy even with wrong labels.

# %% [markdown] tags=["collapsed"]
# ### Unbalanced data
#
# Now all the labels are right, but the digits 5 to 9 become rare in training. The test set has equally many of all.

# %% tags=["skip-in-grading"]
quiz("overfitting_unbalanced_predict")

# %% tags=["skip-in-grading"]
balance = experiments.imbalance(per_class=((20, 20), (36, 4), (4, 4)), seeds=range(10))
plots.tables.imbalance(balance)

# %% [markdown]
# With four training images each beside 36 of the others, the rare digits lose more than ten points, here over 20. Is it the
# imbalance, or only the small number? The last row answers: with the same four images each, they are recognized better when the
# surplus of the others is taken away. So both count. When in doubt, the network says what it has seen most. Both findings hold
# under all the conditions of the core. Collect more of the rare class, weight it (`class_weight` in Keras' `fit`), and above
# all **report the accuracy class by class**.

# %% [markdown] tags=["collapsed"]
# ### Learning nonsense
#
# How far does memorizing go? The same network learns 200 digits with four kinds of labels: all right; 15 % wrong; **shuffled**,
# so that labels and images have nothing to do with each other; and **all wrong**, each changed to another digit.

# %% tags=["skip-in-grading"]
quiz("overfitting_all_wrong_predict")

# %% tags=["skip-in-grading"]
kinds = experiments.kinds_of_labels(seeds=range(10))
plots.tables.kinds(kinds)

# %% tags=["hidden-code", "skip-in-grading"]
plots.over_epochs(
    {
        title: {kind: (found["epochs"], found[name]) for kind, found in kinds.items()}
        for title, name in (("training accuracy", "training"), ("test accuracy", "test"))
    }
)

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
final = {name: found["test"][-1].mean() for name, found in kinds.items()}
claim("shuffled labels leave the network at chance, 10 %", abs(final["shuffled"] - 0.1) < 0.03)
claim("labels that are all wrong push it below 5 %", final["all wrong"] < 0.05)

# %% [markdown]
# - A network with 26,000 weights stores 200 arbitrary labels: even shuffled labels are memorized almost completely.
# - Right labels are learned much faster than nonsense, as the column with the epochs shows.
# - Memorizing nonsense takes larger weights than learning the right labels. That is the idea behind penalties on
#   weights (lesson 02).
# - Labels that are *all* wrong are not random: labels that are all wrong push test accuracy far below chance, because they say
#   of each image what it is not. An accuracy below chance is a clue that information arrived with its sign reversed.
#
# On MNIST-1D, where the network finds no pattern in 200 signals, labels that are all wrong leave it near chance. The rest holds
# there and under the other conditions.

# %% [markdown] tags=["collapsed"]
# ### Double descent
#
# The error on new data falls and rises as the model grows. What happens when it grows far beyond the number of samples?

# %% tags=["skip-in-grading"]
quiz("overfitting_double_descent_predict")

# %% [markdown]
# We need a model that can be made as large as we like: a hidden layer of $p$ ReLU units whose incoming weights are drawn once
# and **never trained**. Its outputs are $p$ *random features*, and only the last layer is fitted, by your `fit_least_squares`,
# to 200 noisy samples. For comparison there is **ridge regression**, which is least squares plus a penalty $\lambda \sum_j
# w_j^2$ (lesson 02), with $\lambda = 1$.

# %% tags=["skip-in-grading"]
with after_writing(fit_least_squares):
    descent = experiments.double_descent(fit_least_squares, n_train=200, noise=0.3)
    display(plots.curve_tables.descent(descent))

# %% tags=["hidden-code", "skip-in-grading"]
with after_writing(fit_least_squares):
    display(plots.double_descent(descent))

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
middle, peak = np.median(descent.least_squares, axis=1), descent.widths.index(200)
claim("the error peaks where features and samples are equally many", middle.argmax() == peak)
claim("at the peak it is over 100 times the first valley", middle[peak] > 100 * middle[:peak].min())
claim("ridge has no peak", np.median(descent.ridge[peak]) < np.median(descent.ridge[0]))

# %% [markdown]
# - **The peak.** The peak stands at the interpolation threshold, where $p = n$. Exactly one $w$ then fits all the points,
#   however wild it has to be. With $p > n$ there are many, and least squares takes the one of smallest norm: the more features,
#   the tamer it can be.
# - **The second descent.** With this noise, the second descent ends above the first valley. With half the noise, or with 100
#   samples, it ends *below*: both happen. Belkin and others (2019) described this curve, and Nakkiran and others (2020) found
#   it in trained deep networks, as a function of size and of training time.
# - **Regularization.** Ridge regression removes the peak, here with $\lambda = 1$.

# %% [markdown] tags=["collapsed"]
# ### Six loss curves
#
# In practice you mostly have one picture: training loss and validation loss against epochs. A good run looks like this: both
# fall, both level off, and the gap is small.

# %% tags=["skip-in-grading"]
from grader.lab.overfitting import cases

plots.loss_panels({"1,000 images, right labels": cases.healthy()})

# %% [markdown]
# Here are six runs on digits that do not look like this one. Look at one at a time, mind the scale, and decide what happened.
# (The last cell of this section uses Keras and your `build_classifier` from the section on Keras.)

# %% tags=["skip-in-grading"]
six = cases.six_runs()
plots.loss_panels(six)

# %% tags=["skip-in-grading"]
quiz("overfitting_curve_a")

# %% tags=["skip-in-grading"]
quiz("overfitting_curve_b")

# %% tags=["skip-in-grading"]
quiz("overfitting_curve_c")

# %% tags=["skip-in-grading"]
quiz("overfitting_curve_d")

# %% tags=["skip-in-grading"]
quiz("overfitting_curve_e")

# %% tags=["skip-in-grading"]
quiz("overfitting_curve_f")

# %% [markdown]
# This was done, in the order of the letters: a hidden layer of two units, at ten times the usual learning rate; a learning rate
# of 0.05, fifty times the usual one; 200 images with 20 % wrong labels; dropout of 0.6; samples sorted by class, with the last
# fifth used for validation; a learning rate of 0.00003. Each panel shows a single network.
#
# Run E is how `validation_split=0.2` works in Keras: it takes the **last** samples, before any shuffling.

# %% tags=["skip-in-grading"]
images, labels = data.digits()
orders = {"sorted by class": np.argsort(labels, kind="stable")}
orders["shuffled first"] = np.random.default_rng(0).permutation(len(labels))
with after_writing(build_classifier):
    for name, order in orders.items():
        keras.utils.set_random_seed(0)
        model = build_classifier(64, 10, [])
        run = model.fit(images[order], labels[order], validation_split=0.2, epochs=20, verbose=0)
        print(f"{name}: validation accuracy {run.history['val_accuracy'][-1]:.1%}")

# %% tags=["nbval-check-output", "skip-in-grading", "for-maintainers"]
claim("A ends above a loss of 0.5 on both", min(c[-1] for c in six["A"].values()) > 0.5)
claim("C has its lowest validation loss in the first half", six["C"]["validation"].argmin() < 100)
low = six["D"]["validation"][-1] < six["D"]["training"][-1]
claim("D has validation below training to the end", low)
claim("E rises from the first epoch", six["E"]["validation"].argmin() == 0)
claim("F is still falling", six["F"]["validation"][-1] < 0.95 * six["F"]["validation"][-6])

# %% [markdown] tags=["collapsed"]
# ### Remedies, and where to find them
#
# | remedy | what it does | where |
# |---|---|---|
# | L1 and L2 penalties, weight decay | keep weights small; memorizing needs large ones | lesson 02 |
# | dropout | makes it hard to rely on single units | lesson 03 |
# | data augmentation | makes more data from what you have, by changes that keep the label | lesson 04 |
# | early stopping | stops before the exceptions are memorized | lesson 05 |
# | batch normalization | makes training easier; the noise of the batches regularizes a little | lesson 06 |
# | several together | and how to find their settings | lesson 07 |
# | a smaller model | less variance and more bias for polynomials; for our networks, training time mattered more | core |
# | more data | less variance at no cost in bias | above |
# | cross-validation | **is no remedy**: it measures, so that you can choose one | core |
# | synthetic data, transfer learning | knowledge from elsewhere, when no more data can be had | below |

# %% [markdown] tags=["collapsed"]
# ### Synthetic data
#
# Suppose that there are no more handwritten digits. There are other digits: those in the *fonts* on your computer. We take
# eleven fonts, slant, rotate and squeeze each digit a little, and shrink it to $8 \times 8$ pixels.

# %% tags=["skip-in-grading"]
from grader.lab.overfitting import synthetic

images, labels = data.digits()
printed, _ = synthetic.printed_digits()
plots.digit_rows({"written": images[:10], "printed": printed[130:140]})

# %% [markdown]
# Networks learn from a few written digits, all with right labels, without and with 500 printed ones, for equally many steps.

# %% tags=["skip-in-grading"]
mixtures = experiments.printed_helps(counts=(20, 50, 100, 250), seeds=range(10))
plots.tables.printed(mixtures)

# %% [markdown]
# Synthetic data brings knowledge from where it comes from, here about how a 4 is built. With twenty written digits the printed
# ones are worth several points, and the gain shrinks with every written digit, since printed digits are not quite the ones that
# we are asked about. Always test on **real** data, with and without the synthetic part. This holds with 3 and 10 times the
# steps, with Glorot's initialization and with tuned rates. With 250 written digits the printed ones even cost accuracy.

# %% [markdown] tags=["collapsed"]
# ### Transfer learning
#
# A network has learned the digits 0 to 4 from 880 images. Can it help with the digits 5 to 9, of which there are **ten images
# each**? Three ways: train all weights *from scratch*; *keep* the hidden layer of the other network and train only the last
# layer; use it as a *start* and train everything.

# %% tags=["skip-in-grading"]
quiz("overfitting_transfer_predict")

# %% [markdown]
# We also make the task harder: each digit stands *anywhere* in an empty square of $12 \times 12$ pixels. The source network has
# seen the digits 0 to 4 in all places.

# %% tags=["skip-in-grading"]
from grader.lab.overfitting import transfer

anywhere = transfer.halves([0], side=12)
rows = {"0 to 4": anywhere.x_source[0, :10], "5 to 9": anywhere.x_few[0, ::5]}
display(plots.digit_rows(rows))
plots.tables.transfers(experiments.transfer(sides=(8, 12), seeds=range(10)))

# %% [markdown]
# Ten images per class are enough to learn digits that stand in place, and features made for 0 to 4 discard what 5 to 9 need:
# with digits in place, keeping the borrowed features costs accuracy. But with digits anywhere, the borrowed features gain
# several points: the source task has taught what ten images cannot, namely what strokes look like in other places. With ten
# times the steps the loss in place is no longer certain; the gain anywhere holds there as well, and with Glorot's
# initialization and tuned rates. Transfer helps when the source task teaches what the target data cannot.

# %% [markdown] tags=["collapsed"]
# ### Questions that people ask
#
# Commit to an answer before you read the explanations.

# %% tags=["skip-in-grading"]
quiz("overfitting_perfect_training")

# %% tags=["skip-in-grading"]
quiz("overfitting_both_at_once")

# %% tags=["skip-in-grading"]
quiz("overfitting_small_gap")

# %% tags=["skip-in-grading"]
quiz("overfitting_or_a_mistake")

# %% tags=["skip-in-grading"]
quiz("overfitting_first_thing")

# %% [markdown]
# ## Your progress

# %% tags=["skip-in-grading"]
progress()

# %% [markdown]
# ## Sources
#
# - D. Arpit and others: *A Closer Look at Memorization in Deep Networks*, ICML 2017, arXiv:1706.05394.
# - M. Belkin, D. Hsu, S. Ma, S. Mandal: *Reconciling modern machine-learning practice and the classical bias-variance
#   trade-off*, PNAS 2019, arXiv:1812.11118.
# - T. Hastie, R. Tibshirani, J. Friedman: *The Elements of Statistical Learning*, 2nd edition, Springer 2009. Chapter 7;
#   section 7.10.2 on selecting columns before cross-validation.
# - S. Kapoor, A. Narayanan: *Leakage and the reproducibility crisis in machine-learning-based science*, Patterns 4(9), 2023,
#   doi:10.1016/j.patter.2023.100804, and its preprint, arXiv:2207.07048.
# - P. Nakkiran and others: *Deep Double Descent: Where Bigger Models and More Data Hurt*, ICLR 2020, arXiv:1912.02292.
# - P. Nakkiran, P. Venkat, S. Kakade, T. Ma: *Optimal Regularization Can Mitigate Double Descent*, 2020, arXiv:2003.01897.
# - J. Yosinski, J. Clune, Y. Bengio, H. Lipson: *How transferable are features in deep neural networks?*, 2014,
#   arXiv:1411.1792.
# - C. Zhang, S. Bengio, M. Hardt, B. Recht, O. Vinyals: *Understanding deep learning requires rethinking generalization*, ICLR
#   2017, arXiv:1611.03530.
# - S. Greydanus: *Scaling down Deep Learning*, 2020, arXiv:2011.14439. MNIST-1D.
# - The documentation of Keras (`Model.fit`: `validation_split`, `class_weight`), NumPy (`linalg.lstsq`) and scikit-learn
#   (`cross_val_score`).
# - Data: the digits and the diabetes data that come with scikit-learn; the fonts that come with matplotlib.
