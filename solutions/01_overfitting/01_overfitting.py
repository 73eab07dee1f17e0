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
# A model can be right about everything it was shown and wrong about everything else. This lesson makes that
# happen on purpose, first with curves that you can see, then with networks that read digits. You will measure it, take it
# apart, find its causes one at a time, and learn to recognise it when nobody tells you.
#
# **When you have worked through it, you can**
#
# - say what overfitting, underfitting and regularization are, and tell the first two apart by two numbers;
# - take an error apart into bias, variance and noise, and check that the parts add up;
# - choose a model by cross-validation, and say what cross-validation does *not* do;
# - keep test data from leaking into a score;
# - name the usual causes of overfitting, each from an experiment, and say where a textbook's claim did not hold;
# - read loss curves, and pick a remedy.
#
# **Time:** about two hours and a half: one for reading and looking, the rest for nine exercises. **You need** NumPy, and an
# idea of what a dense layer is.
#
# Run the cells from top to bottom. An exercise is a cell that you fill in; the cell below it checks your answer. Stuck? In a
# cell of your own, `hint(polynomial_features)` gives one hint with each call, and after a check
# `solution(polynomial_features)` opens an answer.

# %%
import numpy as np

from grader import check, hint, progress, quiz, solution
from grader.lab import after_writing, claim, data, statistics, table
from grader.lab.overfitting import (
    cases,
    curves,
    digits,
    double_descent,
    leakage,
    memorising,
    playground,
    plots,
    synthetic,
    transfer,
)
from grader.lab.plots import against, intervals

# %% [markdown]
# ## Predict first
#
# Somebody measured a wave at twenty places. Every measurement is off by a little noise. Three polynomials are fitted to the
# twenty points: a straight line (degree 1), one of degree 5 and one of degree 15.

# %% tags=["skip-in-grading"]
quiz("overfitting_predict_degree")

# %% [markdown]
# Here they are. The dashed line is the wave itself, which a model never gets to see.

# %% tags=["skip-in-grading"]
x, y = curves.measurements(20, np.random.default_rng(7))
plots.fits(x, y, degrees=(1, 5, 15))

# %% [markdown]
# ## The idea in pictures
#
# The line is too stiff: it misses the wave, and no choice of slope would help. The curve in the middle follows the wave, and
# passes *by* the points, because the points are partly wrong. The one on the right comes closer to the points than any
# other, and pays for it in between, most of all near the ends.
#
# How far off are they, on the twenty points and on 200 new measurements of the same wave?

# %% tags=["nbval-check-output", "skip-in-grading"]
rows = []
for degree in (1, 5, 15):
    seen, new = curves.errors(20, degree, np.random.default_rng(7))
    rows.append((degree, f"{seen:.2f}", f"{new:.2f}"))
table(("degree", "mean squared error, the 20 points", "new points"), *rows)

# %% [markdown]
# Now the words.
#
# - **Underfitting**: the model is too simple for the pattern, and so it is poor on the data it was fitted to *and* on new
#   data. Degree 1.
# - **Overfitting**: the model has learnt the noise of its data along with the pattern, and so it is good on the data it was
#   fitted to and poor on new data. Degree 15.
# - **Generalization** is what we want instead: an error on new data that is small. The error on new data minus that on the
#   training data is the **generalization gap**.
#
# Both mistakes give a poor error on new data. Only the *other* number, the error on the training data, tells them apart. That
# is why this course always shows two numbers.

# %% tags=["skip-in-grading"]
quiz("overfitting_name_it")

# %% [markdown]
# **Regularization** is defined in three ways by the introductions that this course grew from: as a *penalty on large
# weights*; as adding *constraints or penalties* to a model; and as everything that *reduces overfitting* by constraining the
# network or changing how it learns.

# %% tags=["skip-in-grading"]
quiz("overfitting_regularization")

# %% [markdown]
# ## The mathematics
#
# A measurement is pattern plus noise:
#
# $$y_i = f(x_i) + \varepsilon_i, \qquad i = 1, \dots, n.$$
#
# - $x_i$ is the place of measurement $i$, $y_i$ its value, $n$ their number.
# - $f$ is the true curve, here $\sin(4x)$ for $-1 \le x \le 1$.
# - $\varepsilon_i$ ("epsilon") is the noise: independent, mean 0, variance $\sigma^2$, here $0.3^2 = 0.09$.
#
# The model is a polynomial of degree $d$ with weights $w_0, \dots, w_d$,
#
# $$\hat f(x) = w_0 + w_1 x + w_2 x^2 + \dots + w_d x^d.$$
#
# It bends, but it is *linear in its weights*: with the **features** $x^0, x^1, \dots, x^d$ of all samples as the rows of a
# matrix $\Phi$ ("phi"), the predictions are $\Phi w$. **Least squares** takes the weights with the smallest **mean squared
# error** on the training data,
#
# $$\mathrm{MSE} = \frac1n \sum_{i=1}^n \big(y_i - \hat f(x_i)\big)^2 .$$
#
# On *new* data, even the true curve $f$ has the error $\sigma^2$. Nothing can do better on average.
#
# ## Implement a model that can overfit
#
# Three short functions. First the features: from places `x` of shape `(n,)` to `(n, degree + 1)`, column $j$ holding $x^j$.


# %% nbgrader={"grade": false, "grade_id": "polynomial_features", "locked": false, "schema_version": 3, "solution": true, "task": false}
def polynomial_features(x, degree):
    """Powers of x, shape (n,), as columns x^0 to x^degree, shape (n, degree + 1)."""
    ### BEGIN SOLUTION
    return x[:, np.newaxis] ** np.arange(degree + 1)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "polynomial_features_check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
check(polynomial_features)

# %% [markdown]
# Then the weights. As long as there are at least as many (different) samples as features, one $w$ is best. With more
# features than samples, many are: they all run exactly through every point. Take the one with the smallest norm
# $\sum_j w_j^2$. (NumPy can do this in one call. Inverting $\Phi^\top\Phi$, as books do it on paper, fails just then, and loses
# half of the digits long before.)


# %% nbgrader={"grade": false, "grade_id": "fit_least_squares", "locked": false, "schema_version": 3, "solution": true, "task": false}
def fit_least_squares(features, targets):
    """Weights (d,) of least squared error for features (n, d); of least norm where many are."""
    ### BEGIN SOLUTION
    weights, *_ = np.linalg.lstsq(features, targets, rcond=None)
    return weights
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "fit_least_squares_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(fit_least_squares)

# %% [markdown]
# And the error, a plain number.


# %% nbgrader={"grade": false, "grade_id": "mean_squared_error", "locked": false, "schema_version": 3, "solution": true, "task": false}
def mean_squared_error(targets, predictions):
    """Mean of the squared differences of two arrays of shape (n,), as a float."""
    ### BEGIN SOLUTION
    return float(np.mean((targets - predictions) ** 2))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "mean_squared_error_check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
check(mean_squared_error)

# %% [markdown]
# Your three functions beside the reference, for the twenty points and degrees up to 15. The numbers are the largest differences; anything
# near the rounding error of $10^{-16}$ times the size of the numbers is an agreement.

# %% tags=["skip-in-grading"]
from grader.reference import overfitting as reference

ours = [reference.polynomial_features(x, degree) for degree in range(16)]

with after_writing(polynomial_features):
    far = [np.abs(polynomial_features(x, d) - own).max() for d, own in enumerate(ours)]
    print(f"polynomial_features: {max(far):.0e}")

with after_writing(fit_least_squares):
    best = [own @ reference.fit_least_squares(own, y) for own in ours]
    far = [np.abs(own @ fit_least_squares(own, y) - b) for own, b in zip(ours, best, strict=True)]
    print(f"predictions by fit_least_squares: {np.max(far):.0e}")

with after_writing(mean_squared_error):
    ones = np.ones(20)
    far = abs(mean_squared_error(y, ones) - reference.mean_squared_error(y, ones))
    print(f"mean_squared_error: {far:.0e}")

# %% tags=["skip-in-grading"]
quiz("overfitting_exactly_through")

# %% [markdown]
# ## The experiment: sixteen degrees, 200 times
#
# One set of twenty points proves nothing; the noise may have been kind. So we draw 200 sets, fit every degree from 0 to 15 to
# each, and take means.

# %% tags=["skip-in-grading"]
REPEATS, DEGREES = 200, np.arange(16)


def errors_of_all(settings, error):
    """Training error and error on new points, each (settings, repeats)."""
    both = [[error(s, np.random.default_rng(seed)) for seed in range(REPEATS)] for s in settings]
    return np.moveaxis(np.array(both), -1, 0)


seen, new = errors_of_all(DEGREES, lambda degree, rng: curves.errors(20, degree, rng))
plots.errors_by(
    DEGREES, {"training points": seen, "new points": new}, "degree", floor=curves.NOISE**2
)

# %% tags=["nbval-check-output", "skip-in-grading"]
claim("the training error falls with every degree", np.all(np.diff(seen.mean(axis=1)) < 0))
claim("the error on new points is least at degree 5", new.mean(axis=1).argmin() == 5)
claim("on new points, degree 15 is worse than a constant", new[15].mean() > new[0].mean())
claim("from degree 5 on, training points look better than the noise", seen[5].mean() < 0.09)

# %% [markdown]
# This is the picture that the whole course is about. The orange curve can only fall: a polynomial of degree 6 can do all
# that one of degree 5 can. The blue curve falls while the model learns the wave, and rises when there is only noise left to
# learn. **A training error below the noise variance is no success; it is noise that was learnt by heart.**
#
# ## Playground
#
# Drag the sliders. Things to try: with 100 points, how far must you go before degree 15 looks bad? Turn the noise to 0: is
# there still overfitting? With 8 points and degree 10, look at the error on the points.

# %% tags=["skip-in-grading"]
playground.overfitting_playground()

# %% [markdown]
# ## Bias and variance
#
# *Why* does the error rise again? Imagine many people, each with twenty measurements of the same wave. All fit the same
# kind of model. Two things can go wrong:
#
# - even the **average** of their models is off the true curve: the model cannot bend that way. That is **bias**;
# - their models **differ** from one another, because each followed its own noise. That is **variance**.

# %% tags=["skip-in-grading"]
quiz("overfitting_bias_predict")

# %% [markdown]
# We refit three degrees to 200 sets of noise.

# %% tags=["skip-in-grading"]
rng = np.random.default_rng(0)
at = np.linspace(-1, 1, 200)
samples = [curves.measurements(20, rng) for _ in range(REPEATS)]


def refitted(degree):
    """Predictions of all refits, shape (REPEATS, points)."""
    return np.array([curves.fitted(x, y, degree, at) for x, y in samples])


plots.refits((1, 5, 14), [refitted(degree) for degree in (1, 5, 14)], at)

# %% [markdown]
# On the left, all lines agree, on something wrong. On the right, the mean of 200 refits is nearly perfect, and each single one
# is far off. In numbers, for the prediction $\hat f(x)$ at a place $x$, where $\mathbb{E}$ is the mean over refits:
#
# $$\underbrace{\mathbb{E}\big[(y_{\text{new}} - \hat f(x))^2\big]}_{\text{error on new data}} =
# \underbrace{\big(\mathbb{E}[\hat f(x)] - f(x)\big)^2}_{\text{bias}^2} +
# \underbrace{\mathbb{E}\big[(\hat f(x) - \mathbb{E}[\hat f(x)])^2\big]}_{\text{variance}} +
# \underbrace{\sigma^2}_{\text{noise}}$$
#
# The cross terms vanish because the noise of a new measurement is independent of the model and has mean 0. Write it: given
# `predictions` of shape `(n_models, n_points)` and the true values `truth` of shape `(n_points,)`, return squared bias and
# variance, each averaged over the points.


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
# Do the three parts add up? The last but one column is their sum; the last is measured without any of it, on new noisy points.

# %% tags=["nbval-check-output", "skip-in-grading"]
all_refits = {degree: refitted(degree) for degree in range(1, 15)}
fresh = curves.truth(at) + np.random.default_rng(1).normal(0, 0.3, (REPEATS, len(at)))
measured = [np.mean((fresh - predictions) ** 2) for predictions in all_refits.values()]

with after_writing(bias_variance):
    parts = [bias_variance(predictions, curves.truth(at)) for predictions in all_refits.values()]
    rows = [
        (degree, *(f"{value:.3f}" for value in (bias, variance, 0.09, bias + variance + 0.09, m)))
        for degree, (bias, variance), m in zip(range(1, 15), parts, measured, strict=True)
    ]
    headings = ("degree", "bias²", "variance", "noise", "sum", "measured")
    display(table(headings, *rows[::2], rows[-1]))

# %% tags=["skip-in-grading"]
with after_writing(bias_variance):
    display(plots.bias_and_variance(range(1, 15), *zip(*parts, strict=True), 0.09, measured))

# %% tags=["nbval-check-output", "skip-in-grading"]
with after_writing(bias_variance):
    sums = np.sum(parts, axis=1) + 0.09
    claim("sum and measurement differ by less than 3 %", np.abs(sums / measured - 1).max() < 0.03)
    claim("from degree 5 on, there is hardly any bias", max(b for b, _ in parts[4:]) < 0.02)
    claim("variance grows with every degree", np.all(np.diff([v for _, v in parts]) > 0))

# %% [markdown]
# So **underfitting is bias, overfitting is variance**, and the best degree is where their *sum* is least. A remedy against
# overfitting lowers variance, and nearly always pays with some bias. When it takes too much, the model underfits; that is the
# first of the common mistakes with regularization, and you will meet it in every lesson of this course.
#
# ## Choosing without knowing the truth
#
# In real life there is no dashed line, and no one hands you 200 new points. You have one set of data, and must set some of
# it aside:
#
# - the **training** set fits the weights;
# - the **validation** set chooses among models: degree, size, rate, strength, when to stop;
# - the **test** set is opened once, at the end, to say how good the chosen model is.

# %% tags=["skip-in-grading"]
quiz("overfitting_three_parts")

# %% [markdown]
# Write the split. `fractions` is a list that sums to 1, such as `[0.6, 0.2, 0.2]`; the result is a tuple of index arrays, one for
# each. Every part but the last has `round(fraction * n)` indices, the last takes the rest, and chance decides, by `rng`, which
# sample falls where. (If your data is sorted, by class or by time, this shuffling is not a detail. Below you will see
# what happens without it.)


# %% nbgrader={"grade": false, "grade_id": "split_indices", "locked": false, "schema_version": 3, "solution": true, "task": false}
def split_indices(n, fractions, rng):
    """Tuple of disjoint index arrays, one a fraction, that together are range(n), at random."""
    ### BEGIN SOLUTION
    order = rng.permutation(n)
    ends = np.cumsum([round(fraction * n) for fraction in fractions[:-1]], dtype=int)
    return tuple(np.split(order, ends))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "split_indices_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check(split_indices)

# %% [markdown]
# With thirty points, a validation set of a quarter has eight. Their verdict is a lottery, and the points are missing from the
# training set. **K-fold cross-validation** gets more out of the same points: cut them at random into $k$ equal parts
# (*folds*); hold out each in turn, fit on the other $k-1$, measure on the one held out; take the mean of the $k$ errors. Every
# point is used for validation once and for training $k-1$ times.


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
# Now the error itself, for a polynomial of a given degree: for each fold, fit on its training part, take the MSE on its validation
# part; return the mean over the folds. You have written all the pieces.


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
# The same by scikit-learn, with the same folds handed to it:

# %% tags=["nbval-check-output", "skip-in-grading"]
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures

with after_writing(cross_validation_error):
    x, y = curves.measurements(30, np.random.default_rng(3))
    folds = reference.k_fold(30, 5, np.random.default_rng(0))
    model = make_pipeline(PolynomialFeatures(5), LinearRegression())
    theirs = cross_val_score(model, x[:, None], y, cv=folds, scoring="neg_mean_squared_error")
    difference = abs(cross_validation_error(x, y, 5, folds) + theirs.mean())
    claim("your number and scikit-learn's agree to ten digits", difference < 1e-10)

# %% [markdown]
# Three ways to choose a degree from thirty points: the smallest *training* error; the smallest error on a *hold-out* quarter; the
# smallest *cross-validation* error with five folds. For comparison, the best degree of all, which only someone who knows the
# wave can pick. Each rule chooses 200 times. What counts is how far the chosen polynomial, fitted to all thirty points, is from the
# true wave.

# %% tags=["skip-in-grading"]
RULES = ("training error", "hold-out quarter", "5-fold cross-validation", "knowing the wave")


def choices(seed, degrees=range(13)):
    """The degree that each rule chooses, and how far its polynomial then is from the wave."""
    rng = np.random.default_rng(seed)
    x, y = curves.measurements(30, rng)
    hold_out, folds = [reference.split_indices(30, [0.75, 0.25], rng)], reference.k_fold(30, 5, rng)
    fits = [curves.fitted(x, y, degree, at) for degree in degrees]
    distance = np.array([np.mean((fit - curves.truth(at)) ** 2) for fit in fits])
    training = [np.mean((curves.fitted(x, y, degree, x) - y) ** 2) for degree in degrees]
    by_split = [
        [reference.cross_validation_error(x, y, degree, parts) for degree in degrees]
        for parts in (hold_out, folds)
    ]
    chosen = np.argmin([training, *by_split, distance], axis=1)
    return chosen, distance[chosen]


chosen, distance = np.moveaxis(np.array([choices(seed) for seed in range(REPEATS)]), 0, -1)
plots.scores(dict(zip(RULES, distance, strict=True)), "squared distance from the wave")

# %% tags=["skip-in-grading"]
rows = [
    (
        rule,
        f"{degrees.mean():.1f}",
        f"{degrees.min():.0f} to {degrees.max():.0f}",
        f"{far.mean():.3f} ± {statistics.half_width(far):.3f}",
    )
    for rule, degrees, far in zip(RULES, chosen, distance, strict=True)
]
table(("degree chosen by", "mean", "from .. to", "squared distance from the wave"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
by_training, by_hold_out, by_folds, by_truth = distance
better = by_hold_out - by_folds
claim("the training error always chooses the largest degree on offer", np.all(chosen[0] == 12))
claim(
    "cross-validation chooses better than one hold-out quarter, beyond the 95 % interval",
    better.mean() > statistics.half_width(better),
)
claim("both choose worse than someone who knows the wave", by_folds.mean() > by_truth.mean())

# %% tags=["skip-in-grading"]
quiz("overfitting_cv_reduces")

# %% [markdown]
# Cross-validation is found in many lists of remedies against overfitting. Look at what was measured: the polynomial of degree 12
# overfits exactly as much after cross-validation as before. Cross-validation *measures*, and measuring well let us *choose* a
# smaller degree. The remedy was the smaller degree.
#
# ## Leakage: a score that is too good
#
# All of this stands and falls with one rule: the data that judges a model had **no part in making it**. When some of it seeps in,
# one speaks of **leakage**. It has a way of looking harmless.

# %% tags=["skip-in-grading"]
quiz("overfitting_leak_predict")

# %% [markdown]
# The study of the question, done twice over 20 data sets of pure noise: fifty samples, a thousand columns, classes by the toss of
# a coin. Once the twenty best columns are picked inside each fold, from its training part; once beforehand, from all samples.

# %% tags=["skip-in-grading"]
noise_scores = np.array([leakage.selection_scores(seed) for seed in range(20)]).T
honest, leaky = noise_scores
intervals(
    {"columns picked inside the folds": honest, "columns picked beforehand": leaky},
    unit="cross-validated accuracy on noise (%)",
)

# %% [markdown]
# There is nothing to learn in this data. Among a thousand columns of noise, some go along with *these* fifty classes by chance, those
# of the held-out samples included. Picked from all samples, they have seen the answers.
#
# What about **scaling**? Introductions warn of it: fit mean and standard deviation on the training part only. How much does it
# matter? We standardize the diabetes data, 10 columns, with the statistics of 20 training samples, or with those of all 40
# samples in play, and predict by ridge regression (a linear model with an L2 penalty, next lesson; without a penalty, scaling
# changes no prediction at all). 1000 draws. Then the same with one more column: pure noise, but with rare huge values, as
# a broken sensor or a mixed-up unit would leave them.

# %% tags=["skip-in-grading"]
from sklearn.datasets import load_diabetes

measured, progression = load_diabetes(return_X_y=True, scaled=False)
spikes = np.exp(1.5 * np.random.default_rng(0).normal(size=(len(measured), 1)))
with_spikes = np.hstack([measured, spikes])

settings = {
    "ten columns, 20 samples": (measured, 20),
    "ten columns, 200 samples": (measured, 200),
    "and a column of spikes, 20 samples": (with_spikes, 20),
}
leaks, rows = {}, []
for name, (columns, n) in settings.items():
    draws = [leakage.scaling_scores(columns, progression, seed, n) for seed in range(1000)]
    honest_mse, leaky_mse = np.array(draws).T
    leaks[name] = honest_mse - leaky_mse
    numbers = [
        f"{v.mean():.3f} ± {statistics.half_width(v):.3f}" for v in (honest_mse, leaks[name])
    ]
    rows.append((name, *numbers, f"{np.mean(leaks[name] > 0):.0%}"))
headings = ("", "test error, honest", "leak makes it look smaller by", "smaller in")
table(
    headings,
    *rows,
    note="Mean squared error in units of the variance of the target; last column: share of the draws.",
)

# %% tags=["nbval-check-output", "skip-in-grading"]
few_samples, many_samples, spiky = (leak.mean() for leak in leaks.values())
claim("noise: picking columns beforehand looks like more than 75 %", leaky.mean() > 0.75)
claim("noise: picked honestly, 50 % lies within 6 points", abs(honest.mean() - 0.5) < 0.06)
claim("scaling: with 20 samples the leak is real, and below 0.03", 0 < few_samples < 0.03)
claim("scaling: with 200 samples it is below 0.002", abs(many_samples) < 0.002)
claim("scaling: with spikes it is more than five times as large", spiky > 5 * few_samples)

# %% [markdown]
# Measured, the warning shrinks to its right size:
#
# - With well-behaved columns, leakage through **scaling is small** with 20 samples and next to nothing with 200. Keep the rule anyway:
#   it costs nothing, and you need not ask each time.
# - With **spikes**, it shows. A test sample with a huge value helps to compute the standard deviation by which it is divided, and so
#   is never more than a few units away. Scaled honestly, it can land far outside of everything seen in training, and the
#   prediction with it. That happens in few of the draws, and those few make the mean. The honest error is the true one: a
#   deployed model meets such values unprepared.
# - Leakage through **selection with the labels** turned a coin toss into a result that could be published.
#
# The cure is the same for all: everything that is learnt from data, be it a mean, belongs *inside* the fold.
#
# ## From curves to networks
#
# Now to networks and real images: scikit-learn's digits, $8 \times 8$ pixels. We want a task on which overfitting can be seen, so some
# training labels are going to be wrong on purpose. Write the function that does it: exactly `round(fraction * n)` labels,
# chosen at random, change to a *different* class, each other class being equally likely. The labels handed in stay as they are.


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
# The first images, with the labels that you gave them:

# %% tags=["skip-in-grading"]
images, labels = data.digits()

with after_writing(corrupt_labels):
    given = corrupt_labels(labels[:200], 0.2, 10, np.random.default_rng(1))
    wrong = np.flatnonzero(given != labels[:200])
    print(f"{len(wrong)} of 200 labels are wrong; the first ten of them:")
    print("given:", *given[wrong[:10]], "   right:", *labels[wrong[:10]])
    display(plots.digit_rows({"wrongly labelled": images[wrong[:10]]}))

# %% [markdown]
# ## The same in Keras
#
# Importing Keras takes several seconds, once. The model to overfit with is a chain of dense layers whose **capacity** you choose: a
# ReLU layer for each entry of `hidden_units` (none for an empty list), then a softmax; compiled with `adam`,
# `sparse_categorical_crossentropy` and the metric `accuracy`. A model starts with `keras.Input`.

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
# Keras trains one network at a time. To have ten seeds and error bars in seconds, the experiments below use the small NumPy network of
# this course, which trains many at once. Is it the same thing? We hand the weights of a trained one to your model, and compare
# the probabilities.

# %% tags=["skip-in-grading"]
from grader.reference.network import Adam, Network

SEEDS = range(10)

few = data.few_shot_digits(SEEDS, wrong=0.2)
network = Network([64, 128, 128, 10], seeds=SEEDS)
history = network.fit(
    few.x_train,
    few.y_train,
    epochs=200,
    optimizer=Adam(1e-3),
    validation=(few.x_val, few.y_val),
    validate_every=3,
)

with after_writing(build_classifier):
    model = build_classifier(64, 10, [128, 128])
    kernels, biases = network.parameters.kernels, network.parameters.biases
    first = [array for k, b in zip(kernels, biases, strict=True) for array in (k[0], b[0, 0])]
    model.set_weights(first)
    difference = np.abs(model.predict(few.x_test[0], verbose=0) - network.predict(few.x_test[0])[0])
    print(f"largest difference of the probabilities: {difference.max():.0e}")

# %% [markdown]
# And trained from the start by Keras, one seed, on the same 200 images:

# %% tags=["skip-in-grading"]
with after_writing(build_classifier):
    keras.utils.set_random_seed(0)
    model = build_classifier(64, 10, [128, 128])
    model.fit(few.x_train[0], few.y_train[0], batch_size=32, epochs=100, verbose=0)
    for name, x, y in (("training", few.x_train, few.y_train), ("test", few.x_test, few.y_test)):
        _, accuracy = model.evaluate(x[0], y[0], verbose=0)
        print(f"{name:9s} {accuracy:.1%}")

# %% [markdown]
# ## Four causes, one knob at a time
#
# Introductions name four causes of overfitting: **too much capacity, too little data, too many epochs, noisy or unbalanced data**.
# We test each by turning that knob and no other. The setting to turn from: two hidden layers of 128 units, 200 training images,
# **20 % wrong labels**, 100 epochs of Adam, batches of 32; ten seeds, each with images, wrong labels and initial weights of
# its own; test images with right labels.

# %% tags=["skip-in-grading"]
quiz("overfitting_capacity_predict")

# %% [markdown]
# ### Cause 1: capacity
#
# One hidden layer of 2 to 256 units; 300 epochs for all of them, since narrow networks learn slowly.

# %% tags=["skip-in-grading"]
UNITS = (2, 4, 8, 16, 32, 64, 128, 256)
by_units = [digits.train(SEEDS, hidden=(units,), epochs=300) for units in UNITS]
against(
    UNITS,
    {
        "training, labels partly wrong": np.array([t.training for t in by_units]),
        "test": np.array([t.test for t in by_units]),
    },
    "number of hidden units",
    mark=(0.8, "80 %: all right labels learnt, no wrong one memorised"),
    log=True,
)

# %% tags=["skip-in-grading"]
sizes = {
    "no hidden layer": (),
    "8 units": (8,),
    "256 units": (256,),
    "128 and 128 units": (128, 128),
}
trained = dict(zip(((units,) for units in UNITS), by_units, strict=True))
trained |= {hidden: digits.train(SEEDS, hidden=hidden, epochs=300) for hidden in ((), (128, 128))}
by_size = {name: trained[hidden] for name, hidden in sizes.items()}
rows = [
    (
        name,
        sum(a * b + b for a, b in zip((64, *sizes[name]), (*sizes[name], 10), strict=True)),
        statistics.in_percent(t.training),
        statistics.in_percent(t.test),
        f"{t.test_loss.mean():.2f} ± {statistics.half_width(t.test_loss):.2f}",
    )
    for name, t in by_size.items()
]
table(("hidden units", "parameters", "training (%)", "test (%)", "test cross-entropy"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
tiny, medium, large = by_units[0], by_units[UNITS.index(16)], by_units[UNITS.index(128)]
plain, narrow, deep = (by_size[n] for n in ("no hidden layer", "8 units", "128 and 128 units"))
lost = medium.test - large.test
claim("two units underfit: both below 50 %", max(tiny.training.mean(), tiny.test.mean()) < 0.5)
claim("128 units memorise nearly all labels, the wrong ones too", large.training.mean() > 0.97)
claim("from 16 to 128 units, test accuracy loses 1 to 9 points", 0.01 < lost.mean() < 0.09)
claim(
    "from 128 to 256 units, it changes by less than 3",
    abs((by_units[-1].test - large.test).mean()) < 0.03,
)
claim(
    "no hidden layer beats two of 128 by more than 6 points", (plain.test - deep.test).mean() > 0.06
)
claim(
    "and 8 hidden units, which are fewer parameters", plain.test.mean() > narrow.test.mean() + 0.03
)

# %% [markdown]
# The U-shape of the textbook is there, and it is flat on its right side:
#
# - **Left, underfitting**, as announced.
# - **Right, memorising**, as announced: training accuracy climbs past the 80 % that right labels allow. Test accuracy loses a few points
#   on the way.
# - But once a network memorises everything, **still more units do no further harm** here. A network is no polynomial: of the many ways in
#   which a wide one can fit the labels, training does not find the wildest.
# - **The smaller model as a remedy** works, if "smaller" means the right thing. *Without a hidden layer* the network has little room to
#   memorise, and beats all the others. A narrow layer of 8 has still fewer parameters, and does worse: it throws information
#   away before it decides. Counting parameters is not measuring capacity.
#
# ### Cause 2: little data
#
# First the polynomial of degree 9, which overfits twenty points, with 12 to 500 points. A curve of errors against the number of
# samples is called a **learning curve**.

# %% tags=["skip-in-grading"]
COUNTS = (12, 15, 20, 30, 50, 100, 200, 500)
seen, new = errors_of_all(COUNTS, lambda n, rng: curves.errors(n, 9, rng))
plots.errors_by(
    COUNTS,
    {"training points": seen, "new points": new},
    "number of points",
    floor=curves.NOISE**2,
    log_settings=True,
)

# %% [markdown]
# Training error *rises*, since more points are harder to please; error on new points falls; both end at the noise. Now the network,
# with as many training steps for each number of images.

# %% tags=["skip-in-grading"]
IMAGES = (50, 100, 200, 400, 800, 1200)
by_count = [
    digits.train(SEEDS, n_train=n, epochs=digits.with_same_steps(n), n_val=100) for n in IMAGES
]
against(
    IMAGES,
    {
        "training, labels partly wrong": np.array([t.training for t in by_count]),
        "test": np.array([t.test for t in by_count]),
    },
    "number of training images",
    mark=(0.8, "80 %: all right labels learnt, no wrong one memorised"),
    log=True,
)

# %% tags=["nbval-check-output", "skip-in-grading"]
gap = (seen - new).mean(axis=1)
claim("curve: the gap at 500 points is less than a tenth of that at 20", gap[-1] > gap[2] / 10)
fewest, usual, most = by_count[0], by_count[2], by_count[-1]
claim("digits: 50 images are memorised", fewest.training.mean() > 0.97)
claim("digits: 1200 images are not: training stays near 80 %", most.training.mean() < 0.85)
claim(
    "digits: six times the images gain more than 10 points",
    most.test.mean() > usual.test.mean() + 0.1,
)

# %% [markdown]
# With 1200 images, still a fifth of them with wrong labels, the same network scores *better on test images than on its training labels*:
# it answers right where the label is wrong. More data lowers variance and costs no bias. Where the two curves of a learning curve
# have met already, though, it will not help any more: then the model underfits.
#
# ### Cause 3: many epochs
#
# Here is the network of the Keras section, watched for 200 epochs on 500 validation images, beside one with right labels only.

# %% tags=["skip-in-grading"]
clean = data.few_shot_digits(SEEDS, wrong=0.0)
clean_network = Network([64, 128, 128, 10], seeds=SEEDS)
clean_history = clean_network.fit(
    clean.x_train,
    clean.y_train,
    epochs=200,
    optimizer=Adam(1e-3),
    validation=(clean.x_val, clean.y_val),
    validate_every=3,
)
runs = {"20 % wrong labels": history, "all labels right": clean_history}
plots.over_epochs(
    {
        "training loss": {name: (h.epochs, h.loss) for name, h in runs.items()},
        "validation loss": {name: (h.epochs, h.val_loss) for name, h in runs.items()},
        "validation accuracy": {name: (h.epochs, h.val_accuracy) for name, h in runs.items()},
    }
)

# %% tags=["skip-in-grading"]
rows = []
for name, h in runs.items():
    # The best epoch of the mean over seeds: picking one for each seed would flatter it.
    best = h.val_accuracy.mean(axis=1).argmax()
    lost = h.val_accuracy[best] - h.val_accuracy[-1]
    numbers = map(statistics.in_percent, (h.val_accuracy[best], h.val_accuracy[-1], lost))
    rows.append((name, h.epochs[best], *numbers))
table(("", "best epoch", "validation there (%)", "after 200 (%)", "lost (points)"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
noisy_accuracy, clean_accuracy = (h.val_accuracy.mean(axis=1) for h in runs.values())
clean_loss = clean_history.val_loss.mean(axis=1)
claim(
    "wrong labels: 200 epochs cost more than 7 points",
    noisy_accuracy.max() - noisy_accuracy[-1] > 0.07,
)
claim("right labels: they cost less than 1 point", clean_accuracy.max() - clean_accuracy[-1] < 0.01)
claim(
    "right labels: and still the validation loss rises again",
    clean_loss[-1] > 1.05 * clean_loss.min(),
)

# %% [markdown]
# Right labels are learnt first, wrong ones later: there is a time when the network knows much and believes little nonsense. Stopping
# there is early stopping (lesson 05). With right labels, too many epochs cost **no accuracy** here. The validation *loss* rises all the
# same. Accuracy asks how often the network is right, the loss also how sure it is: it gives no more wrong answers, but is surer of them.
#
# ### Cause 4: noisy data ...
#
# The knob now is the share of wrong labels.

# %% tags=["skip-in-grading"]
SHARES = (0.0, 0.1, 0.2, 0.3, 0.4)
by_share = [digits.train(SEEDS, wrong=share) for share in SHARES]
against(
    SHARES,
    {
        "training, labels partly wrong": np.array([t.training for t in by_share]),
        "test": np.array([t.test for t in by_share]),
    },
    "share of wrong labels",
)

# %% tags=["nbval-check-output", "skip-in-grading"]
lost = [(by_share[0].test - t.test).mean() for t in by_share]
claim("20 % wrong labels cost more than 10 points", lost[2] > 0.1)
claim("every share costs fewer points than itself", np.all(np.array(lost[1:]) < SHARES[1:]))
claim(
    "with 0 to 20 % wrong labels training accuracy stays above 95 %",
    min(t.training.mean() for t in by_share[:3]) > 0.95,
)

# %% [markdown]
# Training accuracy hardly tells the five apart: the network believes whatever it is told. Test accuracy falls steadily, though by less
# than the share of labels that went wrong: the right labels of similar images seem to outvote some of the
# wrong ones.
#
# ### ... and unbalanced data
#
# All labels right, 200 images; but the digits 5 to 9 get rarer. How well are they recognised?

# %% tags=["skip-in-grading"]
quiz("overfitting_unbalanced_predict")

# %% tags=["skip-in-grading"]
PER_CLASS = ((20, 20), (30, 10), (36, 4), (38, 2), (4, 4), (2, 2))
balance = {pair: digits.unbalanced(SEEDS, *pair) for pair in PER_CLASS}
rows = [
    (f"{frequent} each", f"{rare} each", *map(statistics.in_percent, result.values()))
    for (frequent, rare), result in balance.items()
]
headings = (
    "0-4 in training",
    "5-9",
    "training (%)",
    "test, 0-4 (%)",
    "test, 5-9 (%)",
    "5-9 called 0-4",
)
table(headings, *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
harm = balance[4, 4]["digits 5-9"] - balance[36, 4]["digits 5-9"]
claim(
    "the training accuracy says nothing: above 99 % each time",
    min(r["training"].mean() for r in balance.values()) > 0.99,
)
claim(
    "4 of each rare digit beside 36 of the others cost more than 15 points",
    balance[20, 20]["digits 5-9"].mean() - balance[36, 4]["digits 5-9"].mean() > 0.15,
)
called = [balance[pair]["5-9 called 0-4"].mean() for pair in ((4, 4), (36, 4))]
claim(
    "beside a surplus of 0 to 4, twice as many of them are called 0 to 4", called[1] > 2 * called[0]
)
claim(
    "without the surplus of the others, the rare ones are recognised better",
    harm.mean() > statistics.half_width(harm),
)

# %% [markdown]
# The last two rows answer a question that is rarely asked: is it the imbalance, or only that there are few images of the rare digits? Take the
# *surplus of the others away*, and the rare digits are recognised **better**, from the same four images each. With the
# surplus, the network says 0 to 4 when in doubt, as the last column shows. So both count. Remedies: collect the rare class, weight it (`class_weight` in Keras' `fit`), and
# above all **report accuracy class by class**: the mean over an unbalanced test set hides the damage.

# %% [markdown]
# ## Learning by heart
#
# How far does memorising go? We train the same network, by plain SGD this time, on 200 digits with four kinds of labels: all right; 15 %
# wrong; **shuffled**, so that label and image have nothing to do with each other; and **all wrong**, each of them changed to another digit.

# %% tags=["skip-in-grading"]
quiz("overfitting_memorise_predict")

# %% tags=["skip-in-grading"]
quiz("overfitting_all_wrong_predict")

# %% tags=["skip-in-grading"]
right = data.few_shot_digits(SEEDS, wrong=0.0).y_train


def label_set(change):
    """The labels of every seed, changed with a generator of its own."""
    return np.array(
        [change(own, np.random.default_rng(s)) for s, own in zip(SEEDS, right, strict=True)]
    )


label_sets = {
    "all right": right,
    "15 % wrong": label_set(lambda own, rng: reference.corrupt_labels(own, 0.15, 10, rng)),
    "shuffled": label_set(lambda own, rng: rng.permutation(own)),
    "all wrong": label_set(lambda own, rng: reference.corrupt_labels(own, 1.0, 10, rng)),
}
memories = memorising.memorise(SEEDS, label_sets)
display(plots.memory(memories))
plots.layer_norms(memories)

# %% tags=["skip-in-grading"]
rows = []
for name, memory in memories.items():
    grown = memory.norms[-1] / memory.norms[0]
    learnt = (memory.training >= 0.99).argmax(axis=0)
    rows.append(
        (
            name,
            statistics.in_percent(memory.training[-1]),
            statistics.in_percent(memory.test[-1]),
            f"{memory.epochs[learnt].mean():.0f}",
            *(f"× {factor:.2f}" for factor in grown.mean(axis=1)),
        )
    )
headings = (
    "labels",
    "training (%)",
    "test (%)",
    "epochs to 99 %",
    *(f"norm, layer {i}" for i in (1, 2, 3)),
)
table(
    headings, *rows, note="Norm: root of the sum of squared weights, at the end against the start."
)

# %% tags=["nbval-check-output", "skip-in-grading"]
sizes_at_end = [np.sqrt((m.norms[-1] ** 2).sum(axis=0)).mean() for m in memories.values()]
final = {name: memory.test[-1].mean() for name, memory in memories.items()}
claim(
    "every kind of labels is memorised",
    min(m.training[-1].mean() for m in memories.values()) > 0.97,
)
claim("shuffled labels leave the network at chance, 10 %", abs(final["shuffled"] - 0.1) < 0.03)
claim("labels that are all wrong push it below 4 %", final["all wrong"] < 0.04)
claim("the more nonsense, the larger the weights", np.all(np.diff(sizes_at_end[:3]) > 0))

# %% [markdown]
# Four things to take along:
#
# - A network with 26,000 weights learns 200 *arbitrary* labels by heart. **Training accuracy of 100 % says nothing** about what it knows.
#   (Zhang and others showed it in 2016 for large networks and a million images.)
# - Sense is learnt faster than nonsense: look at the epochs to 99 %.
# - Memorising takes **large weights**, in all layers. That is the idea behind penalties on weights (lesson 02).
# - Labels that are *all* wrong are not random. They say what an image is not, and a network that believes them does far worse than chance.
#   An accuracy below chance is a clue: some information arrived, with the sign turned.
#
# ## Double descent
#
# We have seen the error on new data fall and rise again as the model grows. What if it goes on growing, far beyond the number of samples?

# %% tags=["skip-in-grading"]
quiz("overfitting_double_descent_predict")

# %% [markdown]
# A model that can be made as large as we please: a network with one hidden layer of $p$ ReLU units whose incoming weights are drawn once and
# **never trained**. Its outputs are $p$ *random features*, and only the last layer is fitted, by least squares, the function that you
# wrote. 200 training samples with noise 0.3, 20 seeds. For comparison **ridge regression**: least squares plus $\lambda \sum_j w_j^2$ with
# $\lambda = 1$, which lesson 02 derives.

# %% tags=["skip-in-grading"]
few_features = [10, 20, 30, 50, 75, 100, 130, 160, 180, 190]
WIDTHS = [*few_features, 200, 210, 225, 250, 300, 400, 700, 1500, 4000]
test_errors = np.array([double_descent.test_errors(WIDTHS, 1.0, seed) for seed in range(20)])
least_squares, ridge = test_errors.transpose(2, 1, 0)
plots.double_descent(WIDTHS, least_squares, ridge, n_train=200)

# %% tags=["skip-in-grading"]
middle, with_ridge = np.median(least_squares, axis=1), np.median(ridge, axis=1)
shown = (10, 50, 100, 200, 400, 4000)
rows = [
    (width, f"{middle[i]:.3f}", f"{with_ridge[i]:.3f}")
    for i, width in enumerate(WIDTHS)
    if width in shown
]
table(
    ("random features", "least squares", "ridge"),
    *rows,
    note="Median of 20 seeds, without the noise of the test points.",
)

# %% tags=["nbval-check-output", "skip-in-grading"]
peak, last = WIDTHS.index(200), len(WIDTHS) - 1
valley = middle[:peak].min()
claim("the error peaks where features and samples are equally many", middle.argmax() == peak)
claim("at the peak it is more than 100 times that of the first valley", middle[peak] > 100 * valley)
claim("beyond the peak it falls with every step", np.all(np.diff(middle[peak:]) < 0))
claim("the second descent does not reach the first valley here", middle[last] > 1.2 * valley)
claim("ridge has no peak", with_ridge[peak] < with_ridge[0])
claim(
    "and its best width beats every width of least squares", with_ridge.min() < 0.7 * middle.min()
)

# %% [markdown]
# - **First descent, valley, rise**: the old picture, up to 200 features.
# - **The peak** stands at the *interpolation threshold*, where $p = n$. There is then exactly one $w$ that runs through all points, however wild it
#   must be. With $p > n$ there are many, and `fit_least_squares` takes the one of smallest norm: the more features, the tamer it can be.
# - **The second descent** is real, and it is no miracle. It ends *above* the first valley here. The largest model is better than a badly chosen
#   medium one, and worse than a well chosen small one. (In large trained networks the second descent can end lower; that is an observation
#   about those, and not about this picture.)
# - **Ridge removes the peak**, and at its best beats least squares at any size. A little regularization is all it takes.
#
# ## What goes wrong: six loss curves
#
# In practice you will mostly have one picture: loss against epochs, on training and validation data. This is what you wish to see:

# %% tags=["skip-in-grading"]
plots.loss_panels({"1000 images, right labels": cases.healthy()})

# %% [markdown]
# Both fall, both level off, and the gap between them is small. And here are six real runs, all on digits, that are something else. Look
# at one at a time, mind the scale, and decide what happened before you open its question.

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
# What was done to them, in the order of the letters: a hidden layer of two units; a learning rate of 0.05, fifty times the usual one; the
# 200 images with 20 % wrong labels; dropout of 0.6; samples sorted by class, the last fifth taken for validation; a learning rate of
# 0.00003.
#
# Run E is how `validation_split=0.2` in Keras works: it takes the **last** samples, *before* any shuffling. On digits sorted by class the
# validation set is made of classes that were never trained. In Keras:

# %% tags=["skip-in-grading"]
from grader.reference import overfitting_models as reference_models

keras.utils.set_random_seed(0)
by_class = np.argsort(labels, kind="stable")
shuffled = np.random.default_rng(0).permutation(len(labels))
validation_accuracy = {}
for name, order in (("sorted by class", by_class), ("shuffled first", shuffled)):
    model = reference_models.build_classifier(64, 10, [])  # the same model, already written
    fitted = model.fit(images[order], labels[order], validation_split=0.2, epochs=20, verbose=0)
    validation_accuracy[name] = fitted.history["val_accuracy"][-1]
    print(f"{name}: validation accuracy {validation_accuracy[name]:.1%}")

# %% tags=["nbval-check-output", "skip-in-grading"]
claim("sorted: validation accuracy below 5 %", validation_accuracy["sorted by class"] < 0.05)
claim("shuffled: above 80 %", validation_accuracy["shuffled first"] > 0.8)
claim("A ends above a loss of 0.5 on both", min(c[-1] for c in six["A"].values()) > 0.5)
claim("C has its lowest validation loss in the first half", six["C"]["validation"].argmin() < 100)
claim(
    "D has validation below training to the end",
    six["D"]["validation"][-1] < six["D"]["training"][-1],
)
claim("E rises from the first epoch", six["E"]["validation"].argmin() == 0)
claim("F is still falling", six["F"]["validation"][-1] < 0.95 * six["F"]["validation"][-6])

# %% [markdown]
# ## Remedies, and where to find them
#
# The list of the introductions, with what each does in the terms of this lesson:
#
# | remedy | what it does | where |
# |---|---|---|
# | L1 and L2 penalties (weight decay) | keep weights small, which memorising needs large | lesson 02 |
# | dropout | makes it hard to rely on single units | lesson 03 |
# | data augmentation | more data from what you have, by changes that keep the label | lesson 04 |
# | early stopping | stops before the nonsense is learnt | lesson 05 |
# | batch normalization | makes training easier; the noise of batches regularizes a little | lesson 06 |
# | several together | and how to find their settings | lesson 07 |
# | a smaller model | less variance, more bias | cause 1 above |
# | more data | less variance at no cost in bias | cause 2 above |
# | cross-validation | **is no remedy**: it measures, so that you can choose one | above |
# | synthetic data, transfer learning | knowledge from elsewhere, where no more data can be had | below |
#
# ### Synthetic data
#
# Suppose there are no more handwritten digits to be had. There are other digits: those in the *fonts* on your computer. We take eleven fonts, slant and
# turn and squeeze each digit a little, and shrink it to $8 \times 8$ pixels.

# %% tags=["skip-in-grading"]
printed, printed_labels = synthetic.printed_digits()
plots.digit_rows({"written": images[:10], "printed": printed[130:140]})

# %% [markdown]
# A network that learnt from the printed digits alone, asked about the written ones, and then: few written digits (all labels right), without and
# with 500 printed ones, for as many training steps.

# %% tags=["skip-in-grading"]
alone = Network([64, 128, 128, 10], seeds=SEEDS)
alone.fit(printed, printed_labels, 20, 32, Adam(1e-3))
print("printed digits only:", statistics.in_percent(alone.accuracy(images, labels)), "%")

gains, rows = {}, []
for n in (20, 50, 100, 250):
    few = data.few_shot_digits(SEEDS, n_train=n, wrong=0.0)
    mixed = synthetic.with_printed(few.x_train, few.y_train, SEEDS)
    accuracy = []
    for x, y in ((few.x_train, few.y_train), mixed):
        network = Network([64, 128, 128, 10], seeds=SEEDS)
        network.fit(x, y, digits.with_same_steps(y.shape[1]), 32, Adam(1e-3))
        accuracy.append(network.accuracy(few.x_test, few.y_test))
    gains[n] = accuracy[1] - accuracy[0]
    rows.append((n, *map(statistics.in_percent, (*accuracy, gains[n]))))
table(("written digits", "test, these alone (%)", "with printed ones (%)", "gain (points)"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
only_printed = alone.accuracy(images, labels).mean()
claim("printed digits alone give 50 to 75 %", 0.5 < only_printed < 0.75)
claim("with 20 written digits they gain more than 5 points", gains[20].mean() > 0.05)
claim("with 100 they gain less than 2", gains[100].mean() < 0.02)
claim("with 250 they cost accuracy", gains[250].mean() < 0)

# %% [markdown]
# Synthetic data brings knowledge from where it comes from: how a 4 is built. It brings the *differences* along, too. With twenty real images that is a
# bargain; with a hundred it is worth nothing; with 250 it does harm, since the printed digits are not quite the ones we are asked about. So
# always test on **real** data, with and without.
#
# ### Transfer learning
#
# Another source of knowledge: a network trained on a *related task* with plenty of data. Ours has learnt the digits 0 to 4 from 880 images.
# Its hidden layer must have learnt something about pen strokes. Now it shall help with the digits 5 to 9, of which there are **ten
# images each**. Three ways: all weights *from scratch*; the hidden layer of the other network *kept*, only the last layer trained; the
# hidden layer *as a start*, everything trained on.

# %% tags=["skip-in-grading"]
quiz("overfitting_transfer_predict")

# %% tags=["skip-in-grading"]
task = transfer.halves(SEEDS)
plain_task = transfer.compare(task, SEEDS)
intervals(plain_task)

# %% [markdown]
# On this task it brings **nothing**. Ten images a class are enough to learn it from scratch, and features made for 0 to 4 discard what 5 to 9 need.
# A remedy needs a disease. So let us make the task hard: each digit stands *anywhere* in an empty square of $12 \times 12$ pixels. From ten
# images, no network can learn that a 7 in the corner is a 7. The other one has seen the digits 0 to 4 in all places.

# %% tags=["skip-in-grading"]
wandering = transfer.halves(SEEDS, side=12)
display(plots.digit_rows({"0 to 4": wandering.x_source[0, :10], "5 to 9": wandering.x_few[0, ::5]}))
hard_task = transfer.compare(wandering, SEEDS)
intervals(hard_task)

# %% tags=["skip-in-grading"]
rows = [
    (name, *(statistics.in_percent(t[name] - t["from scratch"]) for t in (plain_task, hard_task)))
    for name in ("features kept", "features trained on")
]
table(("against from scratch, same seeds", "digits in place (points)", "anywhere (points)"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
kept, tuned = (
    [task[name] - task["from scratch"] for task in (plain_task, hard_task)]
    for name in ("features kept", "features trained on")
)
claim("in place: kept features cost accuracy", kept[0].mean() < 0)
claim("in place: training them on changes less than 1.5 points", abs(tuned[0].mean()) < 0.015)
claim("anywhere: kept features gain more than 4 points", kept[1].mean() > 0.04)
claim("anywhere: kept features beat trained-on ones", kept[1].mean() > tuned[1].mean())

# %% [markdown]
# Where the source task teaches what the target data cannot, transfer pays. And with ten images it is better to *keep* the features than to train them on:
# fewer weights to fit, less variance. Augmentation (lesson 04) attacks the same problem from the other side, by moving the ten
# images around.
#
# ## Questions that people ask

# %% tags=["skip-in-grading"]
quiz("overfitting_perfect_training")

# %% tags=["skip-in-grading"]
quiz("overfitting_both_at_once")

# %% tags=["skip-in-grading"]
quiz("overfitting_first_thing")

# %% [markdown]
# ## Take-away card
#
# | | |
# |---|---|
# | **Underfitting** | Poor on training data and on new data. Bias. A larger model, longer training, less regularization. |
# | **Overfitting** | Good on training data, poor on new data. Variance. More data, a smaller model, regularization. |
# | **The error** | Squared bias + variance + noise. A training error below the noise is memorised noise. |
# | **Regularization** | Everything that trades a little bias for less variance; too much of it underfits. |
# | **Three sets** | Training fits, validation chooses, test is opened once. Few data: k-fold cross-validation. It measures; it cures nothing. |
# | **Leakage** | Whatever is learnt from data is learnt inside the fold. Selection by labels is the worst; scaling is mostly small. |
# | **Causes** | Capacity, little data, wrong labels and imbalance, too many epochs. With right labels, the last cost no accuracy here. |
# | **By heart** | A network can memorise any labels, with large weights. 100 % in training proves nothing. |
# | **Double descent** | A peak where parameters and samples are equally many; ridge removes it. |
# | **Knowledge from elsewhere** | Synthetic data and transfer help when real data is scarce and the task hard; measure both ways. |
#
# How far have you come?

# %% tags=["skip-in-grading"]
progress()

# %% [markdown]
# ## Sources
#
# - T. Hastie, R. Tibshirani, J. Friedman: *The Elements of Statistical Learning*, 2nd edition, Springer 2009. Chapter 7: bias and variance,
#   cross-validation; section 7.10.2: selecting columns before cross-validation.
# - C. Zhang, S. Bengio, M. Hardt, B. Recht, O. Vinyals: *Understanding deep learning requires rethinking generalization*, 2016,
#   arXiv:1611.03530. Random labels.
# - M. Belkin, D. Hsu, S. Ma, S. Mandal: *Reconciling modern machine learning practice and the bias-variance trade-off*, 2018,
#   arXiv:1812.11118. Double descent.
# - P. Nakkiran, P. Venkat, S. Kakade, T. Ma: *Optimal Regularization Can Mitigate Double Descent*, 2020, arXiv:2003.01897.
# - J. Yosinski, J. Clune, Y. Bengio, H. Lipson: *How transferable are features in deep neural networks?*, 2014, arXiv:1411.1792.
# - The documentation of Keras (`Model.fit`: `validation_split`, `class_weight`), NumPy (`linalg.lstsq`) and scikit-learn
#   (`cross_val_score`).
# - Data: the digits and the diabetes data that come with scikit-learn; the fonts that come with matplotlib.
