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
# # L1 and L2: a price on weights
#
# While a network memorizes, its weights grow. So let large weights cost something: add a
# **penalty** on them to the loss, and a weight stays only if it earns more than it costs. That is the whole of
# L1 and L2 regularization. The two differ in how the price rises with the weight, and this small difference has
# large consequences.
#
# **When you have worked through it, you can**
#
# - write both penalties and their gradients, and say why L1 makes zeros and L2 does not;
# - solve ridge regression in closed form and the lasso by proximal steps, and translate strengths between
#   scikit-learn, Keras, PyTorch and textbooks;
# - tell when L1 selects features, and how far to trust its choice;
# - keep L2 and weight decay apart, and write AdamW;
# - choose a strength by experiment, without being misled by a penalty in the validation loss;
# - diagnose the five ways in which penalties usually go wrong.
#
# **Time:** about three hours: one for reading and looking, the rest for twelve exercises, most of them short.
# **You need** NumPy, and an idea of what a gradient and a linear model are.
#
# Run the cells from top to bottom. An exercise is a cell that you fill in; the cell below it checks
# your answer. Stuck? In a cell of your own, `hint(l1_penalty)` gives one hint with each call, and
# after a check `solution(l1_penalty)` opens an answer.

# %%
import numpy as np

from grader import check, hint, progress, quiz, solution
from grader.lab import after_writing, claim, data, statistics, table
from grader.lab.l1_l2 import cases, experiments, moved, playground, plots, two_weights
from grader.lab.plots import against, intervals

# %% [markdown]
# ## Predict first
#
# Decide before you open an option.

# %% tags=["skip-in-grading"]
quiz("l1_l2_predict_one_weight")

# %% [markdown]
# Here is that weight for every strength from 0 to 3. No formula yet: for each strength, the code tries 4,001
# weights and takes the best.

# %% tags=["skip-in-grading"]
strengths, candidates = np.linspace(0, 3, 61), np.linspace(-1, 3, 4001)
candidates[1000] = 0.0  # exactly, not nearly


def best_weight(penalty):
    """For each strength, the candidate with the least of loss plus penalty."""
    totals = (candidates - 2) ** 2 / 2 + strengths[:, None] * penalty(candidates)
    return candidates[totals.argmin(axis=1)]


best = {"L1: strength * |w|": best_weight(np.abs), "L2: strength * w²": best_weight(np.square)}
plots.one_weight(strengths, best)

# %% tags=["nbval-check-output", "skip-in-grading"]
l1_best, l2_best = best.values()
claim("from strength 2 on, L1's best weight is exactly 0", np.all(l1_best[strengths >= 2] == 0))
claim("at no strength is L2's best weight 0", np.all(l2_best > 0))

# %% [markdown]
# L1 takes the same amount off for each step in strength, and in the end there is nothing left to take. L2 takes
# a *share*: the less there is, the less it takes.
#
# ## The mathematics
#
# Let $w_1, \dots, w_d$ be all weights of a model and $L(w)$ its loss on the data. Regularized training minimizes
#
# $$L(w) + \lambda_1 \sum_i |w_i| + \lambda_2 \sum_i w_i^2 .$$
#
# - $L(w)$ is the **data loss**: mean squared error, cross-entropy, whatever you train with.
# - $\lambda_1 \ge 0$ ("lambda") is the **strength** of the **L1** penalty, the sum of absolute values. With linear models it
#   is called the **lasso**.
# - $\lambda_2 \ge 0$ is the strength of the **L2** penalty, the sum of squares. With linear models it is
#   called **ridge**.
# - With both, it is the **elastic net**.
# - *Weights* are the numbers that the inputs are multiplied by, called kernels in Keras. **Biases are left out**, for a
#   reason that is measured below.
#
# This is Keras' convention: no half, no mean over the weights. Others write $\frac{\lambda}{2}\sum w^2$ or divide by the
# number of samples, so their "strength 0.01" is another number; a table further down translates.
#
# ## Implement the penalties
#
# `weights` is a list of arrays, one per layer, with any number of dimensions: a dense layer's kernel has two,
# a convolution's has four. The strength multiplies the whole sum. Return a float. First L1:


# %% nbgrader={"grade": false, "grade_id": "l1_penalty", "locked": false, "schema_version": 3, "solution": true, "task": false}
def l1_penalty(weights, strength):
    """strength times the sum of the sizes of all weights; weights is a list of arrays."""
    ### BEGIN SOLUTION
    return strength * sum(np.abs(w).sum() for w in weights)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "l1_penalty_check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
check(l1_penalty)

# %% [markdown]
# Then L2, a sum of squares without a root:


# %% nbgrader={"grade": false, "grade_id": "l2_penalty", "locked": false, "schema_version": 3, "solution": true, "task": false}
def l2_penalty(weights, strength):
    """strength times the sum of the squares of all weights; weights is a list of arrays."""
    ### BEGIN SOLUTION
    return strength * sum((w**2).sum() for w in weights)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "l2_penalty_check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
check(l2_penalty)

# %% [markdown]
# And the elastic net, each part with a strength of its own:


# %% nbgrader={"grade": false, "grade_id": "elastic_net_penalty", "locked": false, "schema_version": 3, "solution": true, "task": false}
def elastic_net_penalty(weights, l1, l2):
    """The L1 penalty of strength l1 and the L2 penalty of strength l2 together."""
    ### BEGIN SOLUTION
    return l1_penalty(weights, l1) + l2_penalty(weights, l2)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "elastic_net_penalty_check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
check(elastic_net_penalty)

# %% [markdown]
# ### The same in Keras
#
# Keras calls them `keras.regularizers.L1`, `L2` and `L1L2`; the lowercase `l1`, `l2` and `l1_l2` are the same classes.
# Importing Keras takes several seconds, once. Here are the penalties of a convolution's kernel and a dense one's.

# %%
from grader.quiet import quiet_standard_error

with quiet_standard_error():  # TensorFlow would greet you with a page of log lines
    import keras
    import tensorflow as tf

from keras import regularizers

rng = np.random.default_rng(0)
kernels = [rng.normal(size=(3, 3, 2, 4)), rng.normal(size=(20, 5))]


def of_keras(regularizer):
    """What a Keras regularizer makes of all kernels together."""
    return sum(float(regularizer(keras.ops.convert_to_tensor(k, "float32"))) for k in kernels)


with after_writing(l1_penalty), after_writing(l2_penalty), after_writing(elastic_net_penalty):
    compared = {
        "L1(0.01)": (l1_penalty(kernels, 0.01), regularizers.L1(0.01)),
        "L2(0.01)": (l2_penalty(kernels, 0.01), regularizers.L2(0.01)),
        "L1L2(l1=0.01, l2=0.02)": (
            elastic_net_penalty(kernels, l1=0.01, l2=0.02),
            regularizers.L1L2(l1=0.01, l2=0.02),
        ),
    }
    rows = [
        (name, f"{yours:.4f}", f"{of_keras(theirs):.4f}", f"{abs(yours - of_keras(theirs)):.0e}")
        for name, (yours, theirs) in compared.items()
    ]
    display(table(("", "yours", "Keras", "difference"), *rows))

# %% [markdown]
# ## The gradient: how hard does it pull?
#
# Training never sees the penalty itself, only its slope. With one weight,
#
# $$\frac{d}{dw}\,\lambda_2 w^2 = 2\lambda_2 w, \qquad \frac{d}{dw}\,\lambda_1 |w| = \lambda_1\operatorname{sign}(w)
# \quad (w \ne 0).$$

# %% tags=["skip-in-grading"]
w = np.linspace(-2, 2, 401)
plots.penalty_shapes(
    w,
    {"L1": np.abs(w), "L2": w**2, "both": np.abs(w) + w**2},
    {"L1": np.sign(w), "L2": 2 * w, "both": np.sign(w) + 2 * w},
)

# %% [markdown]
# The right panel explains the first picture. L2 pulls in proportion to the weight, so a small weight is hardly pulled at
# all and never quite arrives. L1 pulls a weight of 0.001 as hard as one of 1.
#
# At exactly 0, L1 has a kink and no derivative. Any number between $-\lambda_1$ and $\lambda_1$ is a
# **subgradient** there, a slope of a line that touches the V from below. The usual choice is 0. Write the
# gradient of both parts together.


# %% nbgrader={"grade": false, "grade_id": "penalty_gradient", "locked": false, "schema_version": 3, "solution": true, "task": false}
def penalty_gradient(w, l1, l2):
    """The (sub)gradient of l1 * sum of abs(w) + l2 * sum of w^2, an array like w; 0 from L1 at 0."""
    ### BEGIN SOLUTION
    return l1 * np.sign(w) + 2 * l2 * w
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "penalty_gradient_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(penalty_gradient)

# %% [markdown]
# A formula for a gradient can be tested without trusting it: nudge each weight by a small $\varepsilon$ both
# ways, and see how the penalty follows.


# %% tags=["skip-in-grading"]
def numerical_gradient(f, x, epsilon=1e-6):
    """Central differences of the scalar function f at x, one entry at a time."""
    gradient = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[i] = epsilon
        gradient[i] = (f(x + step) - f(x - step)) / (2 * epsilon)
    return gradient


with after_writing(penalty_gradient), after_writing(elastic_net_penalty):
    w = np.random.default_rng(0).normal(size=(4, 5))
    formula = penalty_gradient(w, 0.3, 0.2)
    measured = numerical_gradient(lambda w: elastic_net_penalty([w], 0.3, 0.2), w)
    print(
        f"exact: {np.array_equal(formula, measured)}   "
        f"approximate: {np.allclose(formula, measured)}   "
        f"max difference: {np.abs(formula - measured).max():.1e}"
    )

# %% [markdown]
# And what do the frameworks say where there is no derivative? Four weights, one of them 0:

# %% tags=["skip-in-grading"]
from grader.lab.torch_or_stub import nn, torch

w = np.array([-2.0, 0.0, 0.001, 3.0])
variable = tf.Variable(w)
with tf.GradientTape() as tape:
    penalty = 0.5 * tf.reduce_sum(tf.abs(variable))
rows = [("TensorFlow", *(f"{g:g}" for g in tape.gradient(penalty, variable).numpy()))]
if torch is not None:
    parameter = torch.tensor(w, requires_grad=True)
    (0.5 * parameter.abs().sum()).backward()
    rows.append(("PyTorch", *(f"{g:g}" for g in parameter.grad.numpy())))
with after_writing(penalty_gradient):
    rows.append(("yours", *(f"{g:g}" for g in penalty_gradient(w, 0.5, 0.0))))
display(table(("gradient of 0.5 * |w| at", *map(str, w)), *rows))

# %% [markdown]
# They choose 0 as well. Remember it: it is the reason why L1 in Keras does *not* do what many introductions say.
#
# ## The geometry: a diamond and a disc
#
# Here is another way to see the difference. For each strength, the penalty has a certain size at the
# minimum; so instead of "loss plus price" we can think of the "least loss within a budget". With two weights, the budget
# $|w_1| + |w_2| \le 1$ is a diamond, and $w_1^2 + w_2^2 \le 1$ is a disc. The loss is a bowl, and its contours are ellipses.
# Let the ellipse around the bottom of the bowl grow until it touches the budget: that point is the solution.

# %% tags=["skip-in-grading"]
quiz("l1_l2_geometry_predict")

# %% tags=["skip-in-grading"]
plots.balls(curvature=np.array([[1.0, 0.3], [0.3, 0.6]]), best=np.array([2.0, 1.0]))

# %% [markdown]
# The diamond's corners stick out, and they lie on the axes, where a weight is exactly 0. A disc has no
# corners. A single picture can be chosen to make a point, so let us draw 1,000 bowls at random, and count how often a
# budget is touched on an axis.

# %% tags=["nbval-check-output", "skip-in-grading"]
rng = np.random.default_rng(0)
on_axis = {"L1": [], "L2": []}
for _ in range(1000):
    directions, bottom = rng.normal(size=(6, 2)), rng.normal(scale=2, size=2)
    for kind, size in (("L1", np.abs(bottom).sum()), ("L2", np.hypot(*bottom))):
        if size > 1:  # else the budget is no constraint
            touched = two_weights.closest_on_ball(directions.T @ directions, bottom, kind, 500)
            on_axis[kind].append(np.any(touched == 0))

rows = [(kind, len(hits), f"{np.mean(hits):.0%}") for kind, hits in on_axis.items()]
table(("budget", "bowls with the bottom outside", "touched on an axis"), *rows)

# %% [markdown]
# So with L1 a zero is not certain, but it is the usual outcome. With L2 it would be a coincidence.
#
# ### Playground
#
# Two weights, and a penalty of your making: `l1_share` 1 is pure L1, 0 pure L2, and what lies between is the
# elastic net. The green line is the path that the weights take as the strength grows from 0. Things to try: make both
# weights zero with pure L1; now try with pure L2. Does the order in which weights vanish change with the
# correlation of the two features? Can a weight change its sign on the way?

# %% tags=["skip-in-grading"]
playground.two_weights_playground()

# %% [markdown]
# ## Ridge regression in closed form
#
# For a linear model with squared error, L2 has an exact solution. Let $X$ be the features, one row per sample, $y$ the
# targets, $w$ the weights and $b$ the intercept. Ridge regression minimizes
#
# $$\sum_i (y_i - x_i w - b)^2 + \lambda \sum_j w_j^2 ,$$
#
# where the intercept $b$ is *not* penalized. For any $w$, the best $b$ is $\bar y - \bar x w$, where bars stand for
# means. Put that in, and the intercept is gone: what is left is the same problem with the means subtracted,
# $X_c = X - \bar x$ and $y_c = y - \bar y$. Set its gradient $2X_c^\top(X_c w - y_c) + 2\lambda w$ to zero:
#
# $$(X_c^\top X_c + \lambda I)\,w = X_c^\top y_c .$$
#
# ($I$ is the identity matrix.) This is a system of linear equations, which `np.linalg.solve` can solve. Return `w` and `b`.


# %% nbgrader={"grade": false, "grade_id": "ridge_regression", "locked": false, "schema_version": 3, "solution": true, "task": false}
def ridge_regression(features, targets, strength):
    """(w, b) that minimize sum (y - Xw - b)^2 + strength * sum w^2; b is not penalized."""
    ### BEGIN SOLUTION
    x_mean, y_mean = features.mean(axis=0), targets.mean()
    x, y = features - x_mean, targets - y_mean
    w = np.linalg.solve(x.T @ x + strength * np.eye(x.shape[1]), x.T @ y)
    return w, y_mean - x_mean @ w
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "ridge_regression_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check(ridge_regression)

# %% [markdown]
# The data for what follows: 442 people with diabetes, ten measurements each (age, sex, body mass index, blood
# pressure and six from the blood), and how far the disease had progressed one year later. Columns are standardized,
# as in the first lesson. Here is your ridge next to scikit-learn's, on a split of the data:

# %% tags=["skip-in-grading"]
from sklearn.linear_model import Ridge

SEEDS = range(10)
NAMES = ("age", "sex", "bmi", "pressure", "s1", "s2", "s3", "s4", "s5", "s6")
split = experiments.diabetes(seed=0)

with after_writing(ridge_regression):
    rows = []
    for strength in (0.1, 10.0, 1000.0):
        w, b = ridge_regression(split.x_train, split.y_train + 152, strength)
        theirs = Ridge(alpha=strength).fit(split.x_train, split.y_train + 152)
        difference = max(np.abs(w - theirs.coef_).max(), abs(b - theirs.intercept_))
        rows.append((f"{strength:g}", f"{np.square(w).sum():.0f}", f"{b:.2f}", f"{difference:.0e}"))
    display(table(("strength", "sum of w²", "b", "difference from scikit-learn"), *rows))

# %% [markdown]
# scikit-learn's `Ridge(alpha=)` is the same problem with the same factor. The weights shrink; the intercept stays.
#
# ### Why biases are left out
#
# A penalty says "close to 0 is simple". For a weight that is sensible: 0 means that the input does not
# matter. For a bias it is not: 0 is where somebody happened to put the origin of the scale. Let us measure
# what it costs. We add a constant to all targets, as when degrees Celsius become kelvins. The right answer is
# the old prediction plus the constant. We fit ridge with strength 30, once as above, and once with the
# bias penalized like any other weight, which takes only a column of ones.

# %% tags=["skip-in-grading"]
quiz("l1_l2_biases_predict")

# %% tags=["skip-in-grading"]
from grader.reference import l1_l2 as reference


def with_penalized_bias(x, y, strength):
    """Ridge whose bias is the weight of a column of ones."""
    ones = np.column_stack([x, np.ones(len(x))])
    *w, b = np.linalg.solve(ones.T @ ones + strength * np.eye(ones.shape[1]), ones.T @ y)
    return np.array(w), b


def explained(split, w, b, shift=0.0):
    """Share of the test targets' variance that a linear model explains."""
    errors = split.y_test + shift - (split.x_test @ w + b)
    return 1 - np.mean(errors**2) / split.y_test.var()


splits = [experiments.diabetes(seed) for seed in SEEDS]
shifts, scores = (0, 200, 500, 2000), {}
for name, fit in (("free", reference.ridge_regression), ("penalized", with_penalized_bias)):
    for shift in shifts:
        scores[name, shift] = np.array(
            [explained(s, *fit(s.x_train, s.y_train + shift, 30.0), shift) for s in splits]
        )
rows = [
    (f"{shift:+d}", *(statistics.in_percent(scores[n, shift]) for n in ("free", "penalized")))
    for shift in shifts
]
table(("added to the targets", "bias free: explained (%)", "bias penalized (%)"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
free, penalized = (np.array([scores[n, shift] for shift in shifts]) for n in ("free", "penalized"))
claim("with a free bias, the shift changes nothing at all", np.ptp(free, axis=0).max() < 1e-9)
claim("with a penalized bias, the model loses all it knew", penalized[-1].mean() < 0 < free.mean())

# %% [markdown]
# This is exact: a constant cancels when means are subtracted, while a penalized bias leaves a share of it behind,
# here 30/330, whatever the constant is. How much does it matter in a *network*, whose inputs are scaled, whose classes are balanced,
# and which has 266 biases beside 25,856 weights? Below, when networks are trained, that is measured too.
#
# ## The lasso: an L1 step that can stop at zero
#
# L1 has no closed form, so the lasso is solved step by step. And here the kink causes trouble: near 0, a step along
# $-\lambda\operatorname{sign}(w)$ jumps *over* the zero, the next one jumps back, and so on.
#
# The cure is not to differentiate the penalty at all. Take a gradient step on the loss alone, to a point $v$;
# then ask which weight is the best compromise between staying at $v$ and a low penalty. For one weight and a
# threshold $t$, minimize
#
# $$\tfrac12 (w - v)^2 + t\,|w| .$$
#
# You have seen the answer: it is the L1 curve of the very first picture. A $v$ larger than $t$ in size moves
# toward 0 by $t$; a smaller one becomes exactly 0. It is called the **proximal step** of L1, or **soft
# thresholding**. Write it for arrays.


# %% nbgrader={"grade": false, "grade_id": "soft_threshold", "locked": false, "schema_version": 3, "solution": true, "task": false}
def soft_threshold(w, threshold):
    """Move every entry toward 0 by threshold, and no further than 0."""
    ### BEGIN SOLUTION
    return np.sign(w) * np.maximum(np.abs(w) - threshold, 0)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "soft_threshold_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(soft_threshold)

# %% [markdown]
# Here it is next to a search over 4,001 candidates, like the one at the beginning:

# %% tags=["skip-in-grading"]
with after_writing(soft_threshold):
    values = np.array([-1.2, -0.4, 0.0, 0.3, 0.6, 1.7])
    totals = (candidates - values[:, None]) ** 2 / 2 + 0.5 * np.abs(candidates)
    rows = zip(values, soft_threshold(values, 0.5), candidates[totals.argmin(axis=1)], strict=True)
    rows = [(f"{v:g}", f"{yours + 0:.1f}", f"{searched:.1f}") for v, yours, searched in rows]
    display(table(("v, threshold 0.5", "yours", "best candidate"), *rows))

# %% [markdown]
# Now the whole algorithm, **ISTA** (iterative shrinkage-thresholding). The lasso's usual objective,
# which is also scikit-learn's, uses a mean and a factor of one half:
#
# $$\frac{1}{2n}\,\lVert y - Xw \rVert^2 + \lambda \sum_j |w_j| ,$$
#
# with $n$ samples, and without an intercept. (Whoever calls the function has already subtracted the means from the
# features and the targets; your function uses the data as they come.) The gradient of the first part with respect to $w$ is
# $X^\top(Xw - y)/n$. A gradient step is safe if it is no longer than $1/L$, where $L$ is the largest eigenvalue of
# $X^\top X/n$, the steepest curvature (`np.linalg.eigvalsh` gives all of them, in rising order). So, from $w = 0$, repeat
# `n_steps` times: a step of length $1/L$ down the gradient, then soft thresholding by $\lambda/L$.


# %% nbgrader={"grade": false, "grade_id": "lasso_ista", "locked": false, "schema_version": 3, "solution": true, "task": false}
def lasso_ista(features, targets, strength, n_steps):
    """w, shape (d,), after n_steps proximal gradient steps on the lasso, from w = 0."""
    ### BEGIN SOLUTION
    n, d = features.shape
    step = 1 / np.linalg.eigvalsh(features.T @ features / n).max()
    w = np.zeros(d)
    for _ in range(n_steps):
        downhill = features.T @ (targets - features @ w) / n
        w = soft_threshold(w + step * downhill, step * strength)
    return w
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "lasso_ista_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check(lasso_ista)

# %% [markdown]
# Compare it with scikit-learn's `Lasso`, which takes another route (one coordinate at a time) to the same minimum:

# %% tags=["skip-in-grading"]
from sklearn.linear_model import Lasso

with after_writing(lasso_ista):
    rows = []
    for strength in (0.3, 3.0, 30.0):
        w = lasso_ista(split.x_train, split.y_train, strength, n_steps=10_000)
        precise = Lasso(alpha=strength, fit_intercept=False, tol=1e-12, max_iter=100_000)
        theirs = precise.fit(split.x_train, split.y_train).coef_
        difference = np.abs(w - theirs).max()
        rows.append((strength, (w == 0).sum(), (theirs == 0).sum(), f"{difference:.0e}"))
    headings = ("strength", "weights that are 0: yours", "scikit-learn", "largest difference")
    display(table(headings, *rows))

# %% [markdown]
# ### The paths of ten weights
#
# All ten weights as the strength grows, from nearly least squares to nearly nothing.

# %% tags=["skip-in-grading"]
grids = {"ridge (L2)": np.logspace(-1, 5, 60), "lasso (L1)": np.logspace(-1.5, 1.85, 40)}
x, y = split.x_train, split.y_train
fits = {
    "ridge (L2)": lambda strength: reference.ridge_regression(x, y, strength)[0],
    "lasso (L1)": lambda strength: reference.lasso_ista(x, y, strength, 2000),
}
weights = {name: np.array([fits[name](s) for s in grids[name]]) for name in grids}
plots.paths(grids, weights, NAMES, "weight")

# %% tags=["nbval-check-output", "skip-in-grading"]
ridge, lasso = weights.values()
claim("ridge: no weight is exactly 0 at any of 60 strengths", not np.any(ridge == 0))
claim("lasso: at the largest strength all weights are exactly 0", np.all(lasso[-1] == 0))
sizes = np.abs(lasso)
claim(
    "lasso: some weight grows for a while as the strength does",
    np.any(np.diff(sizes, axis=0) > 0.5),
)
changes_sign = np.any(np.sign(ridge[0]) != np.sign(ridge[40]))
claim("ridge: some weight changes its sign on the way", changes_sign)

# %% [markdown]
# The paths are not monotone: when one weight is held down, another may take over its
# work and grow, or even change direction. And nothing here says which *strength* is right.
#
# ### Exact zeros, counted
#
# How much does the proximal step matter? We take a problem with 50 features, 8 of them used, and 100 samples. Both
# methods minimize the same objective by 2,000 steps of the same length. One uses soft thresholding, the other
# the subgradient, L1's "gradient" with 0 at 0.

# %% tags=["skip-in-grading"]
quiz("l1_l2_zeros_predict")

# %% tags=["skip-in-grading"]
found = experiments.zeros_in_problems(seeds=SEEDS)
proximal, by_slope = found.values()
plots.sorted_sizes({name: weights[0] for name, weights in found.items()})

# %% tags=["skip-in-grading"]
counts = {
    "exactly 0": lambda w: w == 0,
    "smaller than 0.001": lambda w: np.abs(w) < 0.001,
    "smaller than 0.01": lambda w: np.abs(w) < 0.01,
}
rows = [
    (name, *(cases.mean_and_interval(counted(w).sum(axis=1)) for w in found.values()))
    for name, counted in counts.items()
]
table(("of 50 weights, ten problems", "proximal", "subgradient"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
claim(
    "subgradient steps: not one exact zero in ten problems",
    not np.any(by_slope == 0),
)
claim(
    "proximal steps: more than 30 of 50 in each problem",
    np.all((proximal == 0).sum(axis=1) > 30),
)

# %% [markdown]
# By subgradient steps, not one weight is exactly 0. By proximal steps, 38.9 ± 1.2 of the 50 are, and in each problem more than 30. With
# 3 and 10 times the steps, nothing changes, so patience is not the issue.
# How many zeros the minimum has depends on the problem: 31 ± 3
# at half the strength or with twice the noise, 42.2 ± 0.3 with 300 samples, and 22.5 ± 1.1 where 25 features are used. But in none of
# these does the subgradient find a single one.
#
# **L1 does not make zeros; an optimizer that can stop
# at zero does.** Adam, SGD and nearly all other optimizers of Keras and PyTorch follow the (sub)gradient of whatever
# penalty you write.
#
# ## Strength 0.01 of what? A table of conventions
#
# Let $\lambda$ be the strength in Keras, on the
# *mean* squared error over $n$ samples. The column on the right is measured: for L2, how far the solution of
# each row is from the one in closed form, or, for Keras and PyTorch, how large the gradient is at that
# solution, which is a minimum only if the gradient is 0. For L1, the same against the lasso by ISTA.


# %% tags=["skip-in-grading"]
def keras_gradient(w, regularizer):
    """Largest entry of the gradient, at weights w, of Keras' mean squared error plus penalty."""
    layer = keras.layers.Dense(1, kernel_regularizer=regularizer, dtype="float64")
    layer.build((None, len(w)))
    layer.set_weights([w[:, None], np.zeros(1)])
    with tf.GradientTape() as tape:
        error = tf.reduce_mean((layer(x)[:, 0] - y) ** 2) + sum(layer.losses)
    return np.abs(tape.gradient(error, layer.kernel.value)[w != 0]).max()


def distance(fitted, w):
    """How far a fitted scikit-learn model is from the weights w."""
    return np.abs(fitted.coef_ - w).max()


n, lam = len(x), 0.2
w_l2 = reference.ridge_regression(x, y, n * lam)[0]
w_l1 = reference.lasso_ista(x, y, lam / 2, 10_000)
precisely = {"fit_intercept": False, "tol": 1e-12, "max_iter": 100_000}
ridge_fit = Ridge(n * lam, fit_intercept=False).fit(x, y)
lasso_fit = Lasso(lam / 2, **precisely).fit(x, y)
rows = [
    ("L2", "your ridge_regression(..., nλ)", "sum of squares + nλ Σw²", None),
    ("L2", "scikit-learn: Ridge(alpha=nλ)", "the same", distance(ridge_fit, w_l2)),
    ("L2", "Keras: L2(λ)", "mean of squares + λ Σw²", keras_gradient(w_l2, regularizers.L2(lam))),
    ("L1", "your lasso_ista(..., λ/2, ...)", "half the mean + λ/2 Σ|w|", None),
    ("L1", "scikit-learn: Lasso(alpha=λ/2)", "the same", distance(lasso_fit, w_l1)),
    ("L1", "Keras: L1(λ)", "mean of squares + λ Σ|w|", keras_gradient(w_l1, regularizers.L1(lam))),
]
if torch is not None:
    parameter = torch.tensor(w_l2, requires_grad=True)
    ((torch.tensor(x) @ parameter - torch.tensor(y)) ** 2).mean().backward()
    torch.optim.SGD([parameter], lr=1.0, weight_decay=2 * lam).step()
    stepped = np.abs(parameter.detach().numpy() - w_l2).max()  # at a minimum no step leads away
    told = "the mean; adds 2λw to its gradient"
    rows.insert(3, ("L2", "PyTorch: SGD(weight_decay=2λ)", told, stepped))
wrong = {
    "Ridge(alpha=λ)": distance(Ridge(lam, fit_intercept=False).fit(x, y), w_l2),
    "Lasso(alpha=λ)": distance(Lasso(lam, **precisely).fit(x, y), w_l1),
    "Keras: L2(λ/2)": keras_gradient(w_l2, regularizers.L2(lam / 2)),
}
shown = [(*row, "the yardstick" if off is None else f"{off:.0e}") for *row, off in rows]
display(table(("", "written as", "it minimizes", "off by"), *shown))
table(("a factor forgotten", "off by"), *((name, f"{off:.1g}") for name, off in wrong.items()))

# %% tags=["nbval-check-output", "skip-in-grading"]
claim(
    "all rows of the first table agree to better than 1e-5",
    max(row[-1] or 0.0 for row in rows) < 1e-5,
)
claim("with the factors left out, none agrees to better than 0.1", min(wrong.values()) > 0.1)

# %% [markdown]
# Three more, for reading other people's code:
#
# - A textbook's $\frac{\lambda}{2}\sum w^2$ is Keras' `L2(λ/2)`.
# - `LogisticRegression(C=)` multiplies the *loss* instead, and the loss is a sum: it minimizes
#   $\frac12\sum w^2 + C\cdot$ sum of cross-entropies. A large $C$ is a weak penalty. On the mean loss, you
#   write `L2(1/(2Cn))` in Keras.
# - scikit-learn's `ElasticNet(alpha, l1_ratio)` minimizes half the mean of squares + alpha · l1_ratio · Σ|w| +
#   alpha · (1 − l1_ratio)/2 · Σw².
#
# The last two, tried:

# %% tags=["nbval-check-output", "skip-in-grading"]
from sklearn.linear_model import ElasticNet, LogisticRegression

tumors = experiments.breast_cancer(seed=0)
model = LogisticRegression(C=0.1, tol=1e-10, max_iter=10_000).fit(tumors.x_train, tumors.y_train)
w, n_tumors = model.coef_[0], len(tumors.x_train)
data_gradient = tumors.x_train.T @ (model.predict_proba(tumors.x_train)[:, 1] - tumors.y_train)
total_gradient = data_gradient / n_tumors + reference.penalty_gradient(w, 0, 1 / (0.2 * n_tumors))
claim("LogisticRegression(C): the gradient of mean loss + L2(1/(2Cn)) is 0 at its weights", np.abs(total_gradient).max() < 1e-5)  # fmt: skip

both = ElasticNet(alpha=1.0, l1_ratio=0.3, **precisely).fit(x, y)
ours = reference.elastic_net_ista(x, y, l1=0.3, l2=0.35, n_steps=5000)
claim("ElasticNet(1, l1_ratio=0.3) is L1 of 0.3 and L2 of 0.7/2 on half the mean", distance(both, ours) < 1e-5)  # fmt: skip

# %% [markdown]
# A strength that is reported without its convention tells the reader nothing.

# %% tags=["skip-in-grading"]
quiz("l1_l2_conventions")

# %% [markdown]
# ## Correlated features: sharing and picking
#
# Two features say nearly the same, and both are equally right: the targets are their sum plus noise. Three
# more features are useless. How do the penalties divide the work between the two weights? We measure the
# *share of the larger one*: 50 % is sharing, 100 % is picking one of them.

# %% tags=["skip-in-grading"]
quiz("l1_l2_correlated_predict")

# %% tags=["skip-in-grading"]
CORRELATIONS = (0.0, 0.9, 0.99, 0.999)
pairs = experiments.correlated_pairs(CORRELATIONS, n=100, seeds=range(20))
penalties = [name for name in pairs if name != "least squares"]
plots.shares(CORRELATIONS, {name: experiments.share_of_larger(pairs[name]) for name in penalties})

# %% tags=["skip-in-grading"]
rows = [
    (
        name,
        f"{w[2, :, 0].std(ddof=1):.2f}",
        f"{w[3, :, 0].std(ddof=1):.2f}",
        f"{np.mean(np.any(w[2, :, :2] == 0, axis=1)):.0%}",
        f"{np.mean(np.any(w[3, :, :2] == 0, axis=1)):.0%}",
        f"{np.mean(w[..., 2:] == 0):.0%}",
    )
    for name, w in pairs.items()
]
table(
    (
        "20 draws of the data",
        "spread of w₁ at 0.99",
        "at 0.999",
        "one of the pair exactly 0, at 0.99",
        "at 0.999",
        "useless weights exactly 0",
    ),
    *rows,
)

# %% [markdown]
# The saying "L2 shares, L1 picks" holds, with a footnote that is rarely told: at a correlation of 0.9, which most people would call
# high, the lasso here still kept both features in fair shares. It picks when they are all but the same. And *which* one it picks is
# chance: draw the data anew, and it is the other. So if a feature is missing from a lasso, it may still matter; its twin may
# have gotten the job. (The same holds with half and twice the strength.
# With three times the samples, the lasso picks less surely.)
#
# L2's sharing also steadies the weights, which is what is meant by "L2 reduces the impact of correlated
# features". Least squares may put far too much on one twin and take it back with the other, at no cost in
# prediction; the columns of spreads show that ridge does not. And the elastic net has both: zeros for what is
# not needed, sharing for what is.
#
# What if the two are *identical*? Then the minimum is not unique, and the algorithm decides:

# %% tags=["nbval-check-output", "skip-in-grading"]
rng = np.random.default_rng(0)
twin = rng.normal(size=100)
x_twins, y_twins = np.column_stack([twin, twin]), 2 * twin
by_coordinates = Lasso(0.3, fit_intercept=False).fit(x_twins, y_twins).coef_
solutions = {
    "ridge": reference.ridge_regression(x_twins, y_twins, 30.0)[0],
    "lasso by ISTA": reference.lasso_ista(x_twins, y_twins, 0.3, 100),
    "lasso of scikit-learn, by coordinates": by_coordinates,
}
rows = [
    (
        name,
        *(f"{value:.2f}" for value in w),
        f"{np.mean((y_twins - x_twins @ w) ** 2) / 2 + 0.3 * np.abs(w).sum():.3f}",
    )
    for name, w in solutions.items()
]
table(("identical features", "w₁", "w₂", "lasso's objective"), *rows)

# %% [markdown]
# By the lasso's own measure, its two answers are equally good.
#
# ## Feature selection: how far to trust the zeros
#
# "L1 performs feature selection" says every introduction. Let us test it where we know the answer. The
# diabetes data get **40 columns of pure noise** beside their ten. Cross-validation on 300 people chooses the
# strength, 142 people are left to test on, and all is repeated for ten draws of noise and people.

# %% tags=["skip-in-grading"]
quiz("l1_l2_noise_predict")

# %% tags=["skip-in-grading"]
rules = experiments.noise_columns(n_noise=40, n_train=300, folds=5, seeds=SEEDS)
rows = [
    (rule, cases.mean_and_interval(real), cases.mean_and_interval(noise), statistics.in_percent(score))
    for rule, (real, noise, score) in rules.items()
]  # fmt: skip
table(("strength", "of 10 real columns", "of 40 noise columns", "explained on test (%)"), *rows)

# %% [markdown]
# So the textbook's sentence needs a second half. The strength that *predicts* best keeps some noise, because
# a strength that kills all noise shrinks the useful weights too much. A stronger one, the largest whose error
# is within one standard error of the best, gets nearly all the noise out, and pays with a little accuracy,
# and with real columns. A zero of the lasso says "not needed for this prediction, at this strength"; it does
# not say "irrelevant".
# (Ten folds and ten columns of noise give the same. With 150 people, or 100 columns of noise, the stronger strength may keep some,
# and with 100 columns it is not certain that it drops more of the real ones.)
#
# Now the same test on a classification task: 569 breast tumors, 30 measurements, and 30 columns of noise. We compare
# L1 with L2 in a logistic regression, over six strengths.

# %% tags=["skip-in-grading"]
CS = (0.01, 0.03, 0.1, 0.3, 1.0, 10.0)
found = experiments.tumors(CS, n_noise=30, seeds=SEEDS)
kept_l1, kept_l2 = found["L1"], found["L2"]
plots.kept_against_strength(
    1 / np.array(CS), {"real, of 30": kept_l1[:, 0], "noise, of 30": kept_l1[:, 1]}, "strength 1/C of L1"
)  # fmt: skip

# %% tags=["skip-in-grading"]
rows = [
    (
        f"{1 / c:.3g}",
        *(cases.mean_and_interval(one) for one in l1[:2]),
        f"{l2[:2].sum(axis=0).mean():g}",
        *(statistics.in_percent(one[2]) for one in (l1, l2)),
    )
    for c, l1, l2 in zip(CS, kept_l1, kept_l2, strict=True)
]
headings = ("1/C", "L1: real kept", "noise kept", "L2: all kept", "L1: test (%)", "L2: test (%)")
table(headings, *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
claim("L2 keeps all 60 columns at every strength", np.all(kept_l2[:, :2].sum(axis=1) == 60))
real = np.abs(np.corrcoef(tumors.x_train.T)) - np.eye(30)
claim("about half of the real columns have a twin, correlation above 0.9", np.mean(real.max(axis=0) > 0.9) > 0.4)  # fmt: skip
claim("at its strongest, L1 drops nearly everything and fails", kept_l1[0, 2].mean() < 0.85)
claim("at its weakest, L1 keeps most of the noise", kept_l1[-1, 1].mean() > 15)

# %% [markdown]
# At 1/C = 10, seven columns of sixty do: that is worth having, since somebody has to measure them. All the noise is
# gone, and so are three quarters of the *real* columns: about half of the 30 have a near twin, and one of
# each pair will do. But it is not *accuracy* that selection buys here: L2 kept all 60 columns, noise
# included, and predicted as well. (So it is
# with half the patients and with 100 columns of noise.)
#
# ## In networks: from overfitting to underfitting
#
# Now the task of this course on which overfitting hurts: 200 digits of $8 \times 8$ pixels, **one label in
# five wrong**, and a network with two hidden layers of 128 units, which can memorize every one of them. It is
# evaluated on clean images that it has not seen. The penalty is on all three kernels, as `kernel_regularizer`
# on each layer would put it in Keras.

# %% tags=["skip-in-grading"]
quiz("l1_l2_sweep_predict")

# %% [markdown]
# Six strengths of L2, six of L1, three pairs of both, and no penalty at all; ten seeds each. That makes 160
# networks, and the small NumPy network of this course trains them in one go. Every seed draws its own images,
# wrong labels and initial weights, and the same ones for each strength: so strengths can be compared in
# pairs, seed by seed. Strengths stand about a factor of 3 apart: **search on a logarithmic grid**, because it
# is the order of magnitude that matters. `show_code(experiments.strengths)` shows how.

# %% tags=["skip-in-grading"]
from grader.lab.l1_l2.experiments.strengths import BOTH, L1S, L2S
from grader.reference.network import L1

swept = experiments.strengths(l2=L2S, l1=L1S, both=BOTH, epochs=100, seeds=SEEDS)
labeled = "training, labels partly wrong"
of_l2, of_l1 = (
    {labeled: swept.training[rows], "validation": swept.validation[rows], "test": swept.test[rows]}
    for rows in (slice(1, 7), slice(7, 13))
)
mark = (0.8, "80 %: all right labels learned, no wrong one memorized")
against(L2S, {name: of_l2[name] for name in (labeled, "test")}, "strength of L2", mark, log=True)

# %% tags=["skip-in-grading"]
against(L1S, {name: of_l1[name] for name in (labeled, "test")}, "strength of L1", mark, log=True)

# %% tags=["skip-in-grading"]
training, test = swept.training, swept.test
rows = [
    (f"{l1:g}", f"{l2:g}", *map(statistics.in_percent, (training[i], test[i], test[i] - test[0])))
    for i, (l1, l2) in enumerate(swept.pairs)
]
table(("L1", "L2", "training (%)", "test (%)", "test, against no penalty, same seeds"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
claim("without a penalty, nearly every wrong label is memorized", training[0].mean() > 0.97)
claim("L2 of 0.0001 changes next to nothing", abs(swept.gain(l2=0.0001).mean()) < 0.015)

# %% [markdown]
# Both pictures tell the same story, at different places on the axis.
#
# - **Left: overfitting.** Next to no penalty; nearly all labels are reproduced, the wrong ones included.
# - **Middle.** Training accuracy is down to about 80 %, which is what a network scores that has learned the
#   right labels and *refused* the wrong ones. Test accuracy is at its best.
# - **Right: underfitting**, and not gently. A step or two further on the grid, the penalty costs more than it gained.
#   At L2 of 0.1 all kernels have shrunk to (nearly) 0, and the network gives the same answer for every image.
#
# And mind that **the same number means different things** for L1 and L2. A weight of 0.1 costs 0.1 by L1 and 0.01 by L2, so L1
# needs a smaller strength. The number in almost every introduction, 0.01, is about right for L2 here and far too much for L1.
#
# Was one of them best? Each seed may pick its strength by *its* validation images:

# %% tags=["skip-in-grading"]
chosen = {
    "no penalty": test[0],
    "L2": swept.picked(experiments.only_l2),
    "L1": swept.picked(experiments.only_l1),
    "all, elastic nets too": swept.picked(experiments.everything),
}
display(intervals(chosen))
pairs_of = {
    "L2 minus no penalty": chosen["L2"] - chosen["no penalty"],
    "L1 minus L2": chosen["L1"] - chosen["L2"],
    "all minus L2": chosen["all, elastic nets too"] - chosen["L2"],
}
rows = [(name, statistics.in_percent(values)) for name, values in pairs_of.items()]
table(("strength picked by validation", "test accuracy, difference in points"), *rows)

# %% [markdown]
# Picked by validation, both penalties gain several points over no penalty, and which of the two it is matters little;
# elastic nets add next to nothing. So "L1 or L2?" is the smaller question in a network: L2 is the usual start, and L1 is
# for when you want to count zeros. *How far does this hold?* The gain of L2 is the same with 3 and 10 times the steps and
# with Glorot's initial weights; after ten times the steps, L1 has lost most of its gain, and L1 of 0.01 is 12 ± 5 points
# behind L2 of 0.01, no longer 35. If each strength also picks its own learning rate, small rates win, which stop a network
# before it memorizes; the penalties then add only about two points, and L2 of 0.1 leaves a network that does not guess, but
# is right on a third. On MNIST-1D, where 200 signals are too few to find the pattern, L2 gains 2.3 ± 1.0 points and L1 1.1
# ± 0.6, L1 of 0.01 is only three points behind L2 of 0.01, and whether L2 of 0.1 leaves a network that guesses is open.
#
# ### Does it always help?
#
# The same networks and images with all labels **right**:

# %% tags=["skip-in-grading"]
clean = experiments.right_labels(seeds=SEEDS)
rows = [
    (f"{l1:g}", f"{l2:g}", *map(statistics.in_percent, (values, values - clean.test[0])))
    for (l1, l2), values in zip(clean.pairs, clean.test, strict=True)
]
table(("L1", "L2", "test (%), all labels right", "against no penalty, same seeds"), *rows)

# %% [markdown]
# A penalty is a remedy, too. With right labels a penalty gains hardly anything: where there is nothing harmful to memorize,
# there is little to cure. (So it is with 3 and 10 times the steps, with Glorot's weights and with tuned rates; on MNIST-1D it
# is not certain.)
#
# ## The penalty in the validation loss
#
# Keras adds the penalty to `loss`, and to `val_loss` as well. Here is a model with L2 on both layers, and a
# metric that knows of no penalty:

# %% tags=["skip-in-grading"]
few = data.few_shot_digits(SEEDS)


def digits_model(regularizer=None, optimizer="adam", constraint=None, seed=0):
    """64-128-10 with a penalty, or a constraint, on both kernels."""
    keras.utils.set_random_seed(seed)
    options = {"kernel_regularizer": regularizer, "kernel_constraint": constraint}
    model = keras.Sequential([keras.Input((64,))])
    for units, activation in ((128, "relu"), (10, "softmax")):
        model.add(keras.layers.Dense(units, activation, **options))
    metrics = ["accuracy", keras.metrics.SparseCategoricalCrossentropy(name="data_loss")]
    # An epoch of 200 images has 7 batches; in one call they are faster.
    options = {"metrics": metrics, "steps_per_execution": 7}
    model.compile(optimizer, "sparse_categorical_crossentropy", **options)
    return model


model = digits_model(regularizers.L2(0.01))
measured = model.evaluate(few.x_val[0], few.y_val[0], verbose=0, return_dict=True)
penalty = sum(float(term) for term in model.losses)
print(f"Keras' loss            {measured['loss']:.2f}")
print(f"of it, the data loss   {measured['data_loss']:.2f}")
print(f"and the penalty        {penalty:.2f}")

# %% tags=["nbval-check-output", "skip-in-grading"]
claim("loss = data loss + penalty", abs(measured["loss"] - measured["data_loss"] - penalty) < 1e-3)

# %% tags=["skip-in-grading"]
with after_writing(l2_penalty):
    yours = l2_penalty([layer.kernel.numpy() for layer in model.layers], 0.01)
    print(f"your l2_penalty of its kernels: {yours:.2f}")

# %% [markdown]
# Now compare three strengths by their `val_loss`. On the left is what Keras would show, on the right the data
# loss alone; means over ten seeds.

# %% tags=["skip-in-grading"]
COMPARED = (0.0, 0.003, 0.01)
reported = experiments.reported_losses(l2=COMPARED, epochs=100, seeds=SEEDS)
data_loss, keras_loss = reported["data loss"], reported["val_loss"]
names = [f"L2 {s:g}" for s in COMPARED]
panels = {
    "with the penalty, as Keras' val_loss": keras_loss,
    "the data loss alone": data_loss,
}
means = {k: dict(zip(names, v.mean(axis=1), strict=True)) for k, v in panels.items()}
plots.reported_curves(reported["epochs"], means)

# %% tags=["skip-in-grading"]
accuracy, confidence = reported["accuracy"][..., -1], reported["confidence"][..., -1]
ends, penalties = data_loss[..., -1], (keras_loss - data_loss)[..., -1]
rows = [
    (
        names[i],
        *(cases.mean_and_interval(loss[i], 2) for loss in (ends + penalties, ends)),
        *(statistics.in_percent(share[i]) for share in (accuracy, confidence)),
    )
    for i in range(3)
]
display(plots.stacked_losses(names, ends, penalties, accuracy))
headings = ("after 100 epochs", "val_loss", "data loss", "accuracy (%)", "mean confidence (%)")
table(headings, *rows)

# %% [markdown]
# By `val_loss`, 0.003 looks worse than no penalty; by the data loss, it is better. The `val_loss` of models with different penalties
# are not comparable: they measure different things. **Compare the data loss**, or whatever metric you care about. In Keras, give
# the loss as a metric too, as above. The last row holds a second lesson: accuracy and data loss need not agree either. The network
# with the strongest penalty is right most often and least sure of itself (confidence is the probability of the class that it
# names), and cross-entropy charges for doubt even where the answer is right. (With ten times the
# epochs, the data loss without a penalty has risen so far that even `val_loss` does not clearly prefer it. With a tuned, small rate,
# nothing has been memorized that L2 could prevent: 0.003 is a little worse by the data loss, too, and 0.01 no more accurate.)

# %% tags=["skip-in-grading"]
quiz("l1_l2_val_loss")

# %% [markdown]
# ## What the weights look like
#
# Networks without a penalty, with L2 of 0.01 on all kernels, and with L1 of 0.002; first the weights of the first layers, all ten
# seeds.

# %% tags=["skip-in-grading"]
places = experiments.places_of_l2(l2=0.01, epochs=100, seeds=SEEDS)
sparse = cases.trained(few, SEEDS, penalty=L1(0.002))
plots.histograms(
    {
        "no penalty": places["no L2"]["first"],
        "L2 0.01": places["all kernels"]["first"],
        "L1 0.002": sparse.parameters.kernels[0],
    }
)

# %% [markdown]
# Which pixels does the first layer look at? For each pixel, the norm of the 128 weights that leave it,
# averaged over the seeds. The corners of the digits are nearly always empty:

# %% tags=["skip-in-grading"]
norms, lit = experiments.pixel_norms(seeds=SEEDS)
kinds = [name for name in norms if name != "at the start"]
plots.pixel_maps({name: norms[name].mean(axis=0) for name in kinds})

# %% tags=["skip-in-grading"]
by_light = experiments.by_light((norms, lit))
names = ("at the start", *kinds)
rows = [
    (kind, *(cases.mean_and_interval(of_kind[name], 2) for name in names))
    for kind, of_kind in by_light.items()
]
table(("pixels that are lit", *(f"norm, {name}" for name in names)), *rows)

# %% [markdown]
# In the first map, the *darkest* squares stand toward the left and right edges, where pixels are seldom lit. Pixels that
# are never lit keep their random initial weights: their input is 0, so no gradient ever reaches those weights. Pixels that
# are rarely lit end up with *larger* weights than those that are lit in most images. A pixel that is lit in ten images out
# of 200 is a good handle for memorizing those ten, and Adam helps: it divides each gradient by its usual size, so weights
# that rarely get a gradient take steps as long as all others. Both penalties clear away the weights of pixels that are
# never lit, and make the others smaller. All of this holds with 3 and 10 times the steps and with Glorot's weights. With a
# rate so small that the weights hardly move, the last two findings do not.
#
# ### An L1 penalty in Keras gives no zeros
#
# "L1 drives some weights to exactly zero", say the introductions, and then they show
# `kernel_regularizer=l1(0.01)` and, where they get as far as that, the optimizer Adam. Let us count. First in
# Keras itself, one seed:

# %% tags=["skip-in-grading"]
quiz("l1_l2_keras_zeros_predict")


# %% tags=["skip-in-grading"]
def zeros_and_accuracy(model, epochs):
    """Train a Keras model on the first seed's digits; count its zeros."""
    model.fit(few.x_train[0], few.y_train[0], batch_size=32, epochs=epochs, verbose=0)
    kernels = np.concatenate([layer.kernel.numpy().ravel() for layer in model.layers])
    accuracy = model.evaluate(few.x_test[0], few.y_test[0], verbose=0, return_dict=True)["accuracy"]
    small = np.mean(np.abs(kernels) < 0.001)
    return (kernels == 0).sum(), kernels.size, f"{small:.0%}", f"{100 * accuracy:.1f}"


adam = zeros_and_accuracy(digits_model(regularizers.L1(0.002)), epochs=50)
headings = ("Keras, one seed", "weights exactly 0", "of", "below 0.001", "test (%)")
table(headings, ("L1(0.002), Adam", *adam))

# %% [markdown]
# And over ten seeds, with three ways to train: Adam and SGD, which follow the subgradient, and SGD with the
# proximal step after each update. The last two minimize the same objective with the same learning rate.

# %% tags=["skip-in-grading"]
zeros = experiments.zeros_in_networks(seeds=SEEDS)
columns = ("exactly 0", "below 0.001", "test")
rows = [(name, *(statistics.in_percent(of[c]) for c in columns)) for name, of in zeros.items()]
table(("ten seeds", "exactly 0 (%)", "below 0.001 (%)", "test (%)"), *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
claim("in Keras, too: fewer than one weight in 1,000", adam[0] < adam[1] / 1000)

# %% [markdown]
# With Adam or SGD, L1 makes most weights *small*, not zero; with the proximal step, more than half of the weights are exactly
# 0, and the accuracy is the same within 1.5 points. This holds with 3 and 10 times the steps, where 87 and 95 % become 0, and with
# Glorot's weights. How many zeros there are depends on the setting: on MNIST-1D only a third of the weights become 0, and with
# the learning rate that validates best only 13.7 ± 0.6 %. That rate is smaller, and so are the steps toward 0 that go with it.
#
# So the sentence is wrong about the code below it. Each step of the penalty has the same length, and so weights dance
# around 0. There are four ways to deal with this:
#
# 1. **Cut off what is small**, after training. It costs next to nothing, as the next cell shows. The cost stays below half a
#    point after longer training, with Glorot's weights, with a tuned rate and on MNIST-1D, too.
# 2. **Take proximal steps.** In Keras a `kernel_constraint` runs after every update of the optimizer, so a
#    constraint can be the proximal step. For plain SGD that is exact, with the learning rate times the
#    strength as the threshold.
# 3. **Use an optimizer with a proximal step of its own.** Keras has one: `keras.optimizers.Ftrl` takes the strength as
#    `l1_regularization_strength`, an argument of the optimizer and not of a layer.
# 4. Know that you do not need zeros. Small weights regularize as well; zeros only pay if something stores or skips them.

# %% tags=["skip-in-grading"]
cut = experiments.cut_off(sparse, 0.001)
before, after = (network.accuracy(few.x_test, few.y_test) for network in (sparse, cut))
table(
    ("Adam, L1 0.002, ten seeds", "value (%)"),
    (
        "weights exactly 0 after the cut",
        statistics.in_percent(experiments.share(cut, lambda w: w == 0)),
    ),
    ("test, before", statistics.in_percent(before)),
    ("test, after", statistics.in_percent(after)),
    ("test, difference", statistics.in_percent(after - before)),
)


# %% tags=["skip-in-grading"]
class ShrinkToZero(keras.constraints.Constraint):
    """L1's proximal step after every update; for SGD, the threshold is learning rate * strength."""

    def __init__(self, threshold):
        self.threshold = threshold

    def __call__(self, w):
        return keras.ops.soft_shrink(w, self.threshold)


rate, strength = 0.1, 0.003
model = digits_model(optimizer=keras.optimizers.SGD(rate), constraint=ShrinkToZero(rate * strength))
with_constraint = zeros_and_accuracy(model, epochs=80)
ftrl = keras.optimizers.Ftrl(0.1, l1_regularization_strength=0.003)
with_ftrl = zeros_and_accuracy(digits_model(optimizer=ftrl), epochs=50)
rows = (
    ("L1(0.002), Adam", *adam),
    ("SGD with the constraint", *with_constraint),
    ("Ftrl(0.1, l1_regularization_strength=0.003)", *with_ftrl),
)
table(headings, *rows)

# %% tags=["nbval-check-output", "skip-in-grading"]
claim("cutting off changes accuracy by less than half a point", abs(after - before).mean() < 0.005)
claim("in Keras, the constraint makes thousands of exact zeros", with_constraint[0] > 1000)
claim("and so does Ftrl", with_ftrl[0] > 1000)

# %% [markdown]
# ### Biases in a network
#
# For ridge, a penalized bias was a disaster. Textbooks warn of it for networks as well. With Adam and L2 of
# 0.01 on the kernels, we add L2 of rising strength on the biases:

# %% tags=["skip-in-grading"]
bias_test = {
    "none": places["all kernels"]["test"],
    "0.01": places["all kernels and biases"]["test"],
    "1": places["all kernels, 1.0 on biases"]["test"],
}
rows = [
    (name, *map(statistics.in_percent, (values, values - bias_test["none"])))
    for name, values in bias_test.items()
]
table(("L2 on the biases", "test (%)", "difference from none, same seeds"), *rows)

# %% [markdown]
# The warning is not borne out on this task: inputs between 0 and 1 and ten balanced classes ask nothing unusual of a bias.
# (So it is in all conditions but MNIST-1D, where a change of more than 1.5 points cannot be excluded.) Leave biases out all
# the same: it costs nothing, and where an offset *is* needed, as in the regression above, it prevents a mistake.
#
# ## L2 is not weight decay
#
# "L2 regularization (weight decay)": many texts use the two names for one thing. For plain SGD that is right, for
# Adam it is not. **Weight decay** shrinks every weight by a fixed share in each step, beside the step of
# the optimizer and *decoupled* from it:
#
# $$w \leftarrow w - \eta\, g - \eta\,\delta\, w ,$$
#
# with $\eta$ ("eta") the learning rate, $g$ the gradient of the data loss, and $\delta$ ("delta") the decay.
# L2 works differently: it changes the gradient, and the optimizer treats the result like any other gradient.
# For SGD, that is simply
#
# $$w \leftarrow w - \eta\,(g + 2\lambda w) .$$
#
# Write both. First the step with L2, `strength` is $\lambda$:


# %% nbgrader={"grade": false, "grade_id": "sgd_l2_step", "locked": false, "schema_version": 3, "solution": true, "task": false}
def sgd_l2_step(w, gradient, learning_rate, strength):
    """The new w after one SGD step on loss + strength * sum of w^2; gradient is the loss's."""
    ### BEGIN SOLUTION
    return w - learning_rate * (gradient + 2 * strength * w)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "sgd_l2_step_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(sgd_l2_step)

# %% [markdown]
# Then decoupled weight decay, `decay` is $\delta$:


# %% nbgrader={"grade": false, "grade_id": "sgd_weight_decay_step", "locked": false, "schema_version": 3, "solution": true, "task": false}
def sgd_weight_decay_step(w, gradient, learning_rate, decay):
    """The new w after one SGD step with decoupled weight decay."""
    ### BEGIN SOLUTION
    return w - learning_rate * gradient - learning_rate * decay * w
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "sgd_weight_decay_step_check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
check(sgd_weight_decay_step)

# %% tags=["skip-in-grading"]
quiz("l1_l2_decay_factor")

# %% [markdown]
# A hundred steps with the same random gradients, from the same start:

# %% tags=["skip-in-grading"]
rng = np.random.default_rng(0)
start, gradients = rng.normal(size=4), rng.normal(size=(100, 4)) * (0.01, 0.1, 1, 10)


def after_all(step):
    """The weights after one step for each gradient; step takes and returns weights."""
    w = start
    for gradient in gradients:
        w = step(w, gradient)
    return w


with after_writing(sgd_l2_step), after_writing(sgd_weight_decay_step):
    l2_way = after_all(lambda w, g: sgd_l2_step(w, g, 0.01, strength=0.5))
    ways = {
        "decay = strength": after_all(lambda w, g: sgd_weight_decay_step(w, g, 0.01, 0.5)),
        "decay = 2 * strength": after_all(lambda w, g: sgd_weight_decay_step(w, g, 0.01, 1.0)),
    }
    rows = [(name, f"{np.abs(w - l2_way).max():.0e}") for name, w in ways.items()]
    display(table(("SGD: L2 against weight decay", "largest difference"), *rows))

# %% [markdown]
# Equal, after the factor 2. Now Adam. It keeps running means of the gradient, $m$, and of its square, $v$,
# and divides one by the root of the other. In step $t = 1, 2, \dots$, with all operations entry by entry,
#
# $$m \leftarrow \beta_1 m + (1-\beta_1)\, g, \qquad v \leftarrow \beta_2 v + (1-\beta_2)\, g^2, \qquad
# \hat m = \frac{m}{1-\beta_1^t}, \qquad \hat v = \frac{v}{1-\beta_2^t},$$
#
# $$w \leftarrow w - \eta\,\frac{\hat m}{\sqrt{\hat v} + \varepsilon} - \eta\,\delta\,w .$$
#
# $\beta_1 = 0.9$ and $\beta_2 = 0.999$ are how slowly the means move, $\varepsilon$ keeps the division safe.
# The last term is the decoupled decay, and with it Adam is called **AdamW**. With L2 instead, that term is
# missing and $2\lambda w$ is part of $g$: it goes into $m$ *and* $v$, and gets divided like everything else.
#
# Write one AdamW step; `step` counts from 1; return the new `w`, `m` and `v`.


# %% nbgrader={"grade": false, "grade_id": "adamw_step", "locked": false, "schema_version": 3, "solution": true, "task": false}
def adamw_step(
    w, gradient, m, v, step, learning_rate, decay, beta_1=0.9, beta_2=0.999, epsilon=1e-7
):
    """(w, m, v) after one AdamW step; step counts from 1."""
    ### BEGIN SOLUTION
    m = beta_1 * m + (1 - beta_1) * gradient
    v = beta_2 * v + (1 - beta_2) * gradient**2
    adam = (m / (1 - beta_1**step)) / (np.sqrt(v / (1 - beta_2**step)) + epsilon)
    return w - learning_rate * adam - learning_rate * decay * w, m, v
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "adamw_step_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check(adamw_step)

# %% [markdown]
# ### One argument, two meanings
#
# Keras and PyTorch both have an argument `weight_decay`. A hundred steps with the gradients from above,
# learning rate 0.01, `weight_decay=0.5`. What do the optimizers do with it?

# %% tags=["skip-in-grading"]
quiz("l1_l2_weight_decay_argument")


# %% tags=["skip-in-grading"]
def adam_run(coupled, decoupled):
    """A hundred Adam steps with L2 of strength coupled / 2, and decay decoupled."""
    w, m, v = start, np.zeros(4), np.zeros(4)
    for t, gradient in enumerate(gradients, 1):
        gradient = gradient + coupled * w
        w, m, v = reference.adamw_step(w, gradient, m, v, t, 0.01, decoupled)
    return w


def momentum_run(coupled, decoupled):
    """A hundred SGD steps with momentum 0.9."""
    w, velocity = start, np.zeros(4)
    for gradient in gradients:
        velocity = 0.9 * velocity - 0.01 * (gradient + coupled * w)
        w = w + velocity - 0.01 * decoupled * w
    return w


optimizers = {
    "Keras SGD(momentum=0.9)": keras.optimizers.SGD(0.01, momentum=0.9, weight_decay=0.5),
    "Keras Adam": keras.optimizers.Adam(0.01, weight_decay=0.5),
    "Keras AdamW": keras.optimizers.AdamW(0.01, weight_decay=0.5),
}
ended = {k: experiments.keras_steps(o, start, gradients) for k, o in optimizers.items()}
if torch is not None:
    options = {"lr": 0.01, "weight_decay": 0.5}
    makers = {
        "PyTorch SGD(momentum=0.9)": lambda p: torch.optim.SGD(p, momentum=0.9, **options),
        "PyTorch Adam": lambda p: torch.optim.Adam(p, eps=1e-7, **options),
        "PyTorch AdamW": lambda p: torch.optim.AdamW(p, eps=1e-7, **options),
    }
    ended |= {k: experiments.torch_steps(make, start, gradients) for k, make in makers.items()}
rows = []
for name, w in ended.items():
    run = momentum_run if "SGD" in name else adam_run
    differences = [np.abs(w - run(*split)).max() for split in ((0.5, 0), (0, 0.5))]
    rows.append((name, *(f"{difference:.0e}" for difference in differences)))
headings = ("weight_decay=0.5 in", "difference from L2 of 0.25", "from decoupled decay of 0.5")
display(table(headings, *rows))
with after_writing(adamw_step):
    w, m, v = start, np.zeros(4), np.zeros(4)
    for t, gradient in enumerate(gradients, 1):
        w, m, v = adamw_step(w, gradient, m, v, t, 0.01, 0.5)
    print(f"your adamw_step against Keras' AdamW: {np.abs(w - ended['Keras AdamW']).max():.0e}")

# %% tags=["nbval-check-output", "skip-in-grading"]
for name, w in ended.items():
    if name.startswith("Keras"):
        run = momentum_run if "SGD" in name else adam_run
        claim(f"{name}: weight_decay is decoupled", np.abs(w - run(0, 0.5)).max() < 1e-4)
        claim(f"{name}: it is not L2", np.abs(w - run(0.5, 0)).max() > 1e-3)

# %% [markdown]
# (What is left between Keras' Adam and the formula, about 0.00001, is the place of $\varepsilon$: Keras adds
# it to $\sqrt v$ before the correction.)
#
# In **Keras**, `weight_decay` is decoupled in every optimizer, and so `Adam(weight_decay=)` and
# `AdamW(weight_decay=)` are the same. In **PyTorch**, it is L2 of half that strength in `SGD` and `Adam`, and
# decoupled only in `AdamW`. The name and the number are the same, but the method is not; case 5 below shows what comes of it.
# Two more differences to know:

# %% tags=["nbval-check-output", "skip-in-grading"]
optimizer = keras.optimizers.SGD(0.1, weight_decay=0.5)
spared = keras.optimizers.SGD(0.1, weight_decay=0.5)
spared.exclude_from_weight_decay(var_names=["bias"])
rows = []
for name, one in (
    ("weight_decay", optimizer),
    ('with exclude_from_weight_decay(var_names=["bias"])', spared),
):
    variables = [keras.Variable(np.ones(2), name=part) for part in ("kernel", "bias")]
    one.build(variables)
    one.apply([keras.ops.zeros(2), keras.ops.zeros(2)])
    rows.append((name, *(f"{variable.numpy()[0]:.2f}" for variable in variables)))
table(("Keras, one step with gradient 0", "a kernel of 1", "a bias of 1"), *rows)

# %% tags=["skip-in-grading"]
defaults = [("Keras AdamW", keras.optimizers.AdamW().weight_decay)]
if torch is not None:
    made = torch.optim.AdamW([torch.zeros(1, requires_grad=True)])
    defaults.append(("PyTorch AdamW", made.defaults["weight_decay"]))
table(("default of weight_decay", ""), *defaults)

# %% [markdown]
# `weight_decay` applies to *all* trainable variables, biases too, unless they are excluded;
# `kernel_regularizer` applies to the kernel of the layer where you write it. (With PyTorch, give the optimizer two groups of
# parameters.)
#
# ### What Adam makes of L2
#
# Why does it matter? Take a weight that the data do not need at all: the gradients of its loss are noise
# around 0. Only the penalty should move it. We start at 1, take 1,000 steps with learning rate 0.001, and ask
# what is left, for noise of five sizes. With $2\lambda = \delta = 1$, plain arithmetic says
# $(1 - 0.001)^{1000} = 37\,\%$.

# %% tags=["skip-in-grading"]
NOISE = (0.01, 0.1, 1.0, 10.0, 100.0)
remains = experiments.what_is_left(NOISE, steps=1000, rate=1e-3)
plots.what_is_left(NOISE, remains)

# %% [markdown]
# Adam divides by the size of the gradients, the penalty's share included. A weight with large gradients
# hardly feels the L2; one with small gradients pays more than was agreed. AdamW keeps the price. (For SGD
# and AdamW this is arithmetic. For Adam it is simulated, and no different with smaller steps or with noise of heavy tails.)
#
# Does that make it better? Our digits, AdamW with five decays against Adam with L2, each picked by validation
# as before. The decays are larger numbers, since they are multiplied by the learning rate.

# %% tags=["skip-in-grading"]
DECAYS = (0.3, 1.0, 2.0, 3.0, 5.0)
# The sweep above has trained the networks with L2 already.
by_method = experiments.decoupled_or_coupled(
    decays=DECAYS, l2=(0.001, 0.003, 0.01, 0.03), swept=swept
)
against(DECAYS, {"test": by_method["AdamW"]["test"]}, "decay of AdamW", log=True)

# %% tags=["skip-in-grading"]
from grader.lab.training import at_best

best = {name: at_best(of_method) for name, of_method in by_method.items()}
table(
    ("picked by validation, ten seeds", "test (%)"),
    ("no penalty", statistics.in_percent(best["no penalty"])),
    ("Adam with L2", statistics.in_percent(best["L2"])),
    ("AdamW", statistics.in_percent(best["AdamW"])),
    ("AdamW minus Adam with L2, same seeds", statistics.in_percent(best["AdamW"] - best["L2"])),
)

# %% [markdown]
# On this task both do the job, once their strength is tuned. What AdamW buys is not accuracy here but a simple rule: what a
# decay takes off does not depend on the size of the gradients. (This holds with longer training, with Glorot's weights and with
# tuned rates. On MNIST-1D the two are also close, and AdamW gains no more than 1.4 ± 0.9 points.)
#
# ## The models of five introductions, on current Keras
#
# L1 and L2 examples on the web were often written for other versions of Keras. First, two of the models are
# yours to build, in today's form: a model **starts with** `keras.Input`, and everything comes from `keras`.
#
# The first is an exercise of one of them: `n_features` inputs (100 in the original), 64 ReLU units with L2 of
# `strength` on their kernel (0.01 there), one sigmoid unit without a penalty; compiled with `adam`,
# `binary_crossentropy` and the metric `accuracy`.


# %% nbgrader={"grade": false, "grade_id": "build_l2_model", "locked": false, "schema_version": 3, "solution": true, "task": false}
def build_l2_model(n_features, strength):
    """Dense(64, relu) with L2 on its kernel, Dense(1, sigmoid), compiled for two classes."""
    ### BEGIN SOLUTION
    model = keras.Sequential(
        [
            keras.Input((n_features,)),
            keras.layers.Dense(
                64, activation="relu", kernel_regularizer=keras.regularizers.L2(strength)
            ),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "build_l2_model_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(build_l2_model)

# %% [markdown]
# The second classifies: 64 ReLU units with L1 *and* L2 on their kernel, then a softmax of `n_classes` without
# a penalty. The labels are integers, so the loss is `sparse_categorical_crossentropy`.


# %% nbgrader={"grade": false, "grade_id": "build_elastic_net_model", "locked": false, "schema_version": 3, "solution": true, "task": false}
def build_elastic_net_model(n_features, n_classes, l1, l2):
    """Dense(64, relu) with L1 and L2 on its kernel, then a softmax, compiled."""
    ### BEGIN SOLUTION
    model = keras.Sequential(
        [
            keras.Input((n_features,)),
            keras.layers.Dense(
                64, activation="relu", kernel_regularizer=keras.regularizers.L1L2(l1=l1, l2=l2)
            ),
            keras.layers.Dense(n_classes, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "build_elastic_net_model_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check(build_elastic_net_model)

# %% [markdown]
# ### What is dated in them, and how to mend it
#
# Each line of the table below was tried just now.

# %% tags=["nbval-check-output", "skip-in-grading"]
import warnings

from keras.layers import Dense
from keras.regularizers import l1, l1_l2, l2


def what_happens(action):
    """The first words of the warning or error that an action gives, or what it returns."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = str(action())
        except Exception as error:
            text = str(error).splitlines()[0].split(". ")[0].split("{")[0].split("Received")[0]
            return f"{type(error).__name__}: {text}"
    return f"warning: {str(caught[0].message).split('. ')[0]}" if caught else result


def softmax_model():
    return keras.Sequential([keras.Input((784,)), Dense(64, "relu"), Dense(10, "softmax")])


def one_more_layer():
    model = softmax_model()
    model.add(Dense(64, activation="relu", kernel_regularizer=l1_l2(l1=0.01, l2=0.01)))
    return f"a model with {model.output_shape[1]} ReLU outputs after the softmax"


images, labels = np.zeros((4, 784)), np.array([0, 3, 5, 9])
tried = {
    "Dense(64, input_dim=100)": lambda: Dense(64, input_dim=100),
    "Dense(64, input_shape=(784,))": lambda: Dense(64, input_shape=(784,)),
    "Dense(128, input_shape=(input_dim,)), input_dim undefined": lambda: Dense(
        128, input_shape=(input_dim,)
    ),
    "fit without compile": lambda: softmax_model().fit(images, labels, verbose=0),
    "model.fit(X_train, y_train), neither defined": lambda: softmax_model().fit(X_train, y_train),
    "model.add(Dense(64, ...)) to a finished model": one_more_layer,
    "l1_l2 is L1L2, and l2 is L2": lambda: l1_l2 is regularizers.L1L2 and l2 is regularizers.L2,
    "keras.regularizers is tf.keras.regularizers": lambda: regularizers.l2 is tf.keras.regularizers.l2,
    'kernel_regularizer="l2": its strength': lambda: Dense(1, kernel_regularizer="l2").kernel_regularizer.l2,
    "kernel_regularizer=0.01": lambda: Dense(1, kernel_regularizer=0.01),
    "l2(l=0.01)": lambda: l2(l=0.01),
    "Dense(64, W_regularizer=l2(0.01))": lambda: Dense(64, W_regularizer=l2(0.01)),
    "l2(-0.01)": lambda: l2(-0.01),
    "Adam(decay=0.01), meaning weight decay": lambda: keras.optimizers.Adam(decay=0.01),
}  # fmt: skip
table(("tried", "what happens"), *((name, what_happens(action)) for name, action in tried.items()))

# %% [markdown]
# - **`input_dim` and `input_shape`** still work, with a warning. Begin the model with `keras.Input((100,))` instead.
# - **Names that were never defined** (`input_dim` as a variable, `X_train`) are a `NameError`: write
#   `x_train.shape[1]`, and load data first.
# - **A model that was never compiled** cannot be fitted; the L1 and L2 examples of one introduction stop
#   before that line.
# - **`model.add` to a finished model** raises nothing, and that is worse: the elastic-net example of the same
#   introduction, run below the one before it, puts 64 ReLU units *after* the softmax. Start a new model, as
#   you did above.
# - **A regularizer is an object**, not a number; the string `"l2"` means 0.01, which is a choice that
#   somebody made for you.
# - **`l2(l=...)` and `W_regularizer`** are from older versions: `l2(0.01)` and `kernel_regularizer`.
# - **`Adam(decay=)`** once was a decay of the *learning rate*, and is ignored today. Weight decay is `weight_decay`.
# - **`keras` and `tensorflow.keras`** are the same library here. Import from one place only.
#
# ### All of them, mended
#
# Seven models of five introductions, with their strength of 0.01. The table shows how many of their kernels
# are penalized, and what the penalty is *before the first step*, beside the data loss of a pure guess,
# $\log 2 = 0.7$ for two classes and $\log 10 = 2.3$ for ten.

# %% tags=["skip-in-grading"]
from keras import Input, Sequential
from keras.layers import Dropout


def relu(units, regularizer=None):
    return Dense(units, "relu", kernel_regularizer=regularizer)


models = {
    "L2, 10 inputs": [Input((10,)), relu(64, l2(0.01)), relu(32, l2(0.01)), Dense(1, "sigmoid")],
    "L1, 784 inputs, also on the softmax": [
        *(Input((784,)), relu(64, l1(0.01))),
        Dense(10, "softmax", kernel_regularizer=l1(0.01)),
    ],
    "L2, 784 inputs, also on the softmax": [
        *(Input((784,)), relu(64, l2(0.01))),
        Dense(10, "softmax", kernel_regularizer=l2(0.01)),
    ],
    "L1 and L2, 784 inputs": [
        *(Input((784,)), relu(64, l1_l2(l1=0.01, l2=0.01))),
        Dense(10, "softmax"),
    ],
    "L2 and dropout, 784 inputs": [
        *(Input((784,)), relu(64, l2(0.01)), Dropout(0.5)),
        Dense(10, "softmax", kernel_regularizer=l2(0.01)),
    ],
    "L2, 100 inputs": [Input((100,)), relu(64, l2(0.01)), Dense(1, "sigmoid")],
    "L2, 128-64-1, 30 inputs": [
        *(Input((30,)), relu(128, l2(0.01)), relu(64, l2(0.01))),
        Dense(1, "sigmoid"),
    ],
}
rows = []
for name, layers in models.items():
    keras.utils.set_random_seed(0)
    model = Sequential(layers)
    outputs = model.output_shape[1]
    loss = "binary_crossentropy" if outputs == 1 else "sparse_categorical_crossentropy"
    model.compile("adam", loss, metrics=["accuracy"])
    penalty, guess = sum(float(term) for term in model.losses), np.log(max(outputs, 2))
    history = model.fit(np.ones((5, model.input_shape[1])), np.zeros((5, 1)), verbose=0).history
    dense = [layer for layer in model.layers if isinstance(layer, Dense)]
    rows.append(
        (
            name,
            f"{model.count_params():,}",
            f"{sum(layer.kernel_regularizer is not None for layer in dense)} of {len(dense)}",
            f"{penalty:.1f}",
            f"{guess:.1f}",
            "yes" if np.isfinite(history["loss"][0]) else "no",
        )
    )
headings = ("model", "parameters", "kernels penalized", "penalty at the start", "guess", "trains")
table(headings, *rows)

# %% [markdown]
# Look at the two with L1: at the start the penalty is ten times the data loss. Keras' initial weights of a
# layer from $d$ to $k$ units are uniform up to $\sqrt{6/(d+k)}$; from that follow, on average,
# $\frac12\sqrt{6/(d+k)}$ for $|w|$ and $2/(d+k)$ for $w^2$. So the L1 penalty of a whole kernel grows with
# its size, much faster than L2's. What do the models with 784 inputs make of it? MNIST is not on board, since
# nothing is downloaded here; scikit-learn's digits, enlarged to $28 \times 28$ pixels, stand in: 1,000 images
# for training, all labels right, 15 epochs, five seeds.

# %% tags=["skip-in-grading"]
large = experiments.many_inputs(epochs=15, seeds=range(5))
rows = [
    (
        name,
        f"{found['penalty'].mean():.1f}",
        *(statistics.in_percent(found[part]) for part in ("training", "test")),
    )
    for name, found in large.items()
]
table(("784-64-10", "penalty at the start", "training (%)", "test (%)"), *rows)

# %% [markdown]
# L1 of 0.01 on 784 inputs is a mistake of the introductions themselves, the first of the "common mistakes"
# that one of them lists: too much. L2 of 0.01 costs less than three points, and a hundredth of that L1 costs next to nothing.
# (With 3 and 10 times the steps it is the same, and on MNIST-1D, whose 40 values are enlarged to 784: there L1 of 0.01 costs
# 12.2 ± 2.1 points, here 9.1 ± 1.9. With Glorot's weights, L2 may cost a little more than three points; with a tuned rate,
# what L1 of 0.0001 costs is uncertain, 1.0 ± 1.3 points.) It goes
# unnoticed because the examples end before anybody trains them.
# **Print the penalty before you train**, and compare it with the data loss.
#
# ## What goes wrong: five cases
#
# Look, decide, then open the question.
#
# ### Case 1: both low
#
# Two networks from the sweep; ten seeds.

# %% tags=["skip-in-grading"]
cases.case_1(of_l2, rows=(3, 4))

# %% tags=["skip-in-grading"]
quiz("diagnosis_l1_l2_both_low")

# %% [markdown]
# Network A has L2 of 0.01, network B of 0.03. Just one step further on the grid, even the training labels can no
# longer be fitted. Two numbers, training and validation accuracy, tell overfitting from underfitting: a gap,
# or both low. Could one have noticed early? Here are the same two strengths, after 20 epochs and in the end:

# %% tags=["skip-in-grading"]
early = experiments.early_sign(l2=(0.0, 0.01, 0.03), early=20, epochs=100, seeds=SEEDS)
names = ("no penalty", "network A", "network B")
rows = [
    (
        name,
        statistics.in_percent(early["early"][i]),
        cases.mean_and_interval(early["data loss"][i], 2),
        cases.mean_and_interval(early["penalty"][i], 2),
        statistics.in_percent(early["test"][i]),
    )
    for i, name in enumerate(names)
]
headings = (
    "",
    "training after 20 epochs (%)",
    "data loss in the end",
    "penalty in the end",
    "test (%)",
)
table(headings, *rows)

# %% [markdown]
# After 20 epochs, network B lags behind a network without a penalty by more than five points on the training labels, while
# network A lags behind much less. So **train without a penalty for a few epochs as well, and compare.** The size of the
# penalty is no such sign: in the end, the penalty makes up more than two fifths of the loss that network A reports,
# although A is the better one. All of this holds for longer training, Glorot's weights and tuned rates. On MNIST-1D the sign
# misleads: B lags behind by 25 points after 20 epochs, and ends a point ahead of A. There is little to fit there but noise. So a lag
# is a reason to look at the validation accuracy, not a verdict.
#
# ### Case 2: the penalty that does nothing
#
# Four networks. The first has no L2; A, B and C have L2 of 0.01 *somewhere*. The norm of a layer is the root
# of its sum of squares.

# %% tags=["skip-in-grading"]
cases.case_2(places)

# %% tags=["skip-in-grading"]
quiz("diagnosis_l1_l2_wrong_layers")

# %% [markdown]
# In A, only the last norm is small: L2 on the output layer, the smallest one, while 24,576 of 25,856 weights
# are free to memorize. In B, the kernels are those of the network without L2, and the biases are smaller:
# somebody wrote `bias_regularizer` for `kernel_regularizer`. C has it on all kernels. How to notice: **print
# the norms**, layer by layer, with the penalty and without.
#
# And what about the opposite mistake, L2 on the output layer *too*, as in some of the models above?

# %% tags=["skip-in-grading"]
rows = [
    (name, statistics.in_percent(v), statistics.in_percent(v - places["no L2"]["test"]))
    for name in ("output layer", "biases", "hidden kernels", "all kernels")
    for v in [places[name]["test"]]
]
table(("L2 of 0.01 on", "test (%)", "against no L2, same seeds"), *rows)

# %% [markdown]
# "Never on the output layer" would be too strict, then: here it did no harm. What is wrong is to have it *only* there. On the biases
# alone it changes nothing that could be measured.
# (With longer training and Glorot's weights, all of it holds,
# except that after ten times the steps, a change of a point by L2 on the biases cannot be
# excluded. With a tuned rate and on MNIST-1D, L2 gains little anywhere, and the place matters less: on all kernels
# it is 2.0 ± 0.8 and 1.3 ± 0.4 points ahead of the output layer alone.)
#
# ### Case 3: the better model has the worse loss
#
# Two models, after 100 epochs, as Keras would report them; ten seeds. A colleague wants to take model A.

# %% tags=["skip-in-grading"]
table(
    ("", "val_loss", "val_accuracy (%)"),
    *(
        (
            f"model {letter}",
            cases.mean_and_interval(keras_loss[i, :, -1], 2),
            statistics.in_percent(accuracy[i]),
        )
        for letter, i in (("A", 0), ("B", 1))
    ),
)

# %% tags=["skip-in-grading"]
quiz("diagnosis_l1_l2_val_loss")

# %% tags=["skip-in-grading"]
parts = ends, penalties
rows = [
    (f"model {letter}", *(cases.mean_and_interval(part[i], 2) for part in parts))
    for letter, i in (("A", 0), ("B", 1))
]
table(("", "data loss", "penalty"), *rows)

# %% [markdown]
# Model B was trained with L2 of 0.003, model A without. How to notice: **ask what is in a loss before
# comparing it**, and report a metric without the penalty.

# %% [markdown]
# ### Case 4: the body mass index does not matter?
#
# Two data sets, the same people, the same lasso with the same strength. They differ in how two columns were
# written down. "Kept" tells in how many of ten splits the lasso kept the column.

# %% tags=["skip-in-grading"]
units = experiments.units(seeds=SEEDS)
cases.case_4(units)

# %% tags=["skip-in-grading"]
quiz("diagnosis_l1_l2_units")

# %% [markdown]
# In data set B the body mass index is divided by 1,000 (tonnes where there were kilograms, say) and the blood
# pressure multiplied. A column with small numbers needs a *large* weight for the same effect, and large
# weights are what the penalty charges for. So in data set B, the lasso drops the body mass index in every split, and
# it explains less of the variance of the test data. The same happens with half or twice the strength, with a factor
# of 100, with half as many people to train on, and to a column of the tumor data from above that is divided by 1,000.
# Least squares does not care about units; penalties do. (If you try this with scikit-learn's `LinearRegression`, set
# `tol=0`: by default, it treats a column with numbers this tiny as a combination of the others.) How to notice:
# **compare the standard deviations of the columns**. How to avoid it: **standardize first**, with the statistics of
# the training set; then strengths and weights can be compared.
#
# ### Case 5: the regularization that got lost on the way
#
# Somebody moves a training script from PyTorch to Keras: `torch.optim.Adam(lr=0.001, weight_decay=0.02)`
# becomes `keras.optimizers.Adam(0.001, weight_decay=0.02)`. Both scripts are run here, on the digits with wrong labels.

# %% tags=["skip-in-grading"]
ways = moved.scripts(seeds=range(5))
moved.case_5(ways)

# %% tags=["skip-in-grading"]
quiz("diagnosis_l1_l2_moved")

# %% [markdown]
# In PyTorch the 0.02 was L2 of 0.01, right in the middle of the useful range (on the biases too). In Keras it is a decoupled
# decay: over the 625 steps of this training, $(1 - 0.001 \cdot 0.02)^{625}$, it takes 1.2 % off a weight. So the
# norms of the hidden kernels
# are more than twice as large after the move, and over ten seeds it costs 4.7 ± 1.5 points. With L2 of 0.01, Keras wins
# back 8.3 ± 0.9 points. (After three times the steps the move costs 7.4 ± 2.3 points, and at a learning rate of 0.003
# in both scripts 5.9 ± 4.2. On MNIST-1D, where
# L2 of 0.01 gains only 1.1 ± 0.5, the cost is within the noise, and not all of these norms are twice as large.) To
# move the method, write `kernel_regularizer=L2(0.01)`, as in the last row; to move to weight decay, tune it anew, on a grid up
# to about $1/(\text{learning rate} \cdot \text{steps})$ and beyond. (The last row has the penalty of the PyTorch script and still does
# better, by 3.6 ± 1.0 points over ten seeds: PyTorch draws other initial weights. With those, Keras is within a point or two of it,
# 0.6 ± 1.0. The table has five seeds. Without PyTorch its row is missing.)

# %% tags=["nbval-check-output", "skip-in-grading"]
lost_case_1 = of_l2["validation"][3] - of_l2["validation"][4]
claim("case 1: from 0.01 to 0.03 costs more than 5 points", lost_case_1.mean() > 0.05)
claim("case 3: model B has the higher accuracy", accuracy[1].mean() > accuracy[0].mean())
before, after = ways.get(moved.IN_TORCH, ways[moved.LIKE_TORCH]), ways[moved.IN_KERAS]
claim("case 5: the move costs more than 2 points", (before["test"] - after["test"]).mean() > 0.02)

# %% [markdown]
# ## Questions that people ask

# %% tags=["skip-in-grading"]
quiz("l1_l2_what_is_l1")

# %% tags=["skip-in-grading"]
quiz("l1_l2_what_is_l2")

# %% tags=["skip-in-grading"]
quiz("l1_l2_both_together")

# %% tags=["skip-in-grading"]
quiz("l1_l2_which_one")

# %% tags=["skip-in-grading"]
quiz("l1_l2_choose_strength")

# %% tags=["skip-in-grading"]
quiz("l1_l2_same_as_weight_decay")

# %% [markdown]
# ## Take-away card
#
# | | |
# |---|---|
# | **What** | Loss + $\lambda_1\sum\lvert w\rvert + \lambda_2\sum w^2$, over kernels; biases are free. |
# | **Pull** | L1: $\lambda_1$, whatever the weight. L2: $2\lambda_2 w$, a share of it. |
# | **Zeros** | L1's minimum has them. Subgradient steps (a `kernel_regularizer` with Adam or SGD) do not get there; soft thresholding does, and so does Keras' `Ftrl` with its own L1. |
# | **Selection** | A zero says "not needed at this strength". The best predicting strength keeps some noise. |
# | **Twins** | L2 shares. L1 picks when features are nearly the same, and which one is chance. |
# | **Conventions** | Keras $\lambda\sum w^2$; books $\frac\lambda2\sum w^2$; PyTorch adds `weight_decay` · $w$; scikit-learn: see the table. |
# | **Weight decay** | Equals L2 for plain SGD with $\delta = 2\lambda$. Not for Adam. In Keras always decoupled, and on biases too. |
# | **Strength** | Logarithmic grid, validation, several seeds. L1 needs smaller numbers than L2. |
# | **Compare** | The data loss, never `val_loss` with different penalties in it. |
# | **Check yourself** | Standardize; print the penalty before training; print norms layer by layer; training and validation accuracy together. |
#
# How far have you come?

# %% tags=["skip-in-grading"]
progress()

# %% [markdown]
# ## Sources
#
# - A. E. Hoerl, R. W. Kennard: *Ridge Regression: Biased Estimation for Nonorthogonal Problems*, Technometrics 12, 1970.
# - R. Tibshirani: *Regression Shrinkage and Selection via the Lasso*, Journal of the Royal Statistical
#   Society B 58, 1996.
# - H. Zou, T. Hastie: *Regularization and Variable Selection via the Elastic Net*, Journal of the Royal
#   Statistical Society B 67, 2005.
# - I. Daubechies, M. Defrise, C. De Mol: *An iterative thresholding algorithm for linear inverse problems with a sparsity
#   constraint*, 2004, arXiv:math/0307152. ISTA.
# - A. Krogh, J. A. Hertz: *A Simple Weight Decay Can Improve Generalization*, Advances in Neural Information
#   Processing Systems 4, 1991.
# - D. P. Kingma, J. Ba: *Adam: A Method for Stochastic Optimization*, 2014, arXiv:1412.6980.
# - I. Loshchilov, F. Hutter: *Decoupled Weight Decay Regularization*, 2017, arXiv:1711.05101. AdamW.
# - The Keras documentation of regularizers, constraints and optimizers; the PyTorch documentation of
#   `torch.optim`; the scikit-learn documentation of linear models.
# - Data: digits, diabetes and breast cancer, which come with scikit-learn.
