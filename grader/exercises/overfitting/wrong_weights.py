"""Wrong weights for a least squares fit."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


@wrong(
    "A direct solution, by the normal equations or by a QR decomposition, needs independent "
    "columns. Where they are dependent, or more numerous than the samples, X^T X has no inverse. "
    "Use `np.linalg.lstsq` or `np.linalg.pinv`, which also pick the smallest weights."
)
def by_the_normal_equations(features, targets):
    return np.linalg.solve(features.T @ features, features.T @ targets)


@wrong(
    "You try to invert the features themselves. They have more rows than columns, so they have no "
    "inverse, and no weights fit every sample; look for those of least squared error, for example "
    "with `np.linalg.lstsq`.",
    about="idea",
)
def inverts_the_features(features, targets):
    return np.linalg.inv(features) @ targets


@wrong(
    "You add a term to the diagonal of X^T X. That is ridge regression: it shrinks all weights "
    "toward 0, so the squared error is no longer the least.",
    about="idea",
)
def ridge(features, targets):
    gram = features.T @ features + np.eye(features.shape[1])
    return np.linalg.solve(gram, features.T @ targets)


@wrong(
    "X^T y alone is the answer only if the columns are orthonormal. In general it still has to be "
    "multiplied by the (pseudo-)inverse of X^T X.",
    about="idea",
)
def without_the_inverse(features, targets):
    return features.T @ targets


@wrong(
    "`np.linalg.lstsq` returns four things: the weights, the residuals, the rank and the singular "
    "values. Return only the first, `[0]`.",
    about="slip",
)
def all_that_lstsq_returns(features, targets):
    return np.linalg.lstsq(features, targets, rcond=None)


@wrong(
    "You return the second thing that `np.linalg.lstsq` returns, the sum of squared residuals. The "
    "weights are the first, `[0]`.",
    about="idea",
)
def returns_the_residuals(features, targets):
    return np.linalg.lstsq(features, targets, rcond=None)[1]


@wrong(
    "You also fit an intercept, which makes the other weights those of another model. If a "
    "constant is wanted, `features` has a column of ones for it.",
    about="idea",
)
def with_an_intercept(features, targets):
    centered = features - features.mean(axis=0)
    return np.linalg.lstsq(centered, targets - targets.mean(), rcond=None)[0]


@wrong(
    "Your weights come back as a column of shape (d, 1), because you turned the targets into a "
    "column. With such weights `features @ weights` is a column too, and subtracting it from the "
    "targets gives a whole table. Return shape (d,), for example with `ravel()`.",
    about="slip",
)
def weights_in_a_column(features, targets):
    return np.linalg.lstsq(features, targets[:, np.newaxis], rcond=None)[0]


@wrong(
    "You return one number for each sample, as fitted values and residuals have. You are asked for "
    "the weights, one for each column.",
    about="idea",
)
def returns_the_fit(features, targets):
    return features @ np.linalg.lstsq(features, targets, rcond=None)[0]


@wrong(
    "Of the many weights that fit, you take some that are 0 for the columns that seem superfluous. "
    "The weights of least norm share the work among all columns; `np.linalg.lstsq` and "
    "`np.linalg.pinv` give them."
)
def drops_dependent_columns(features, targets):
    weights, kept = np.zeros(features.shape[1]), []
    for j in range(features.shape[1]):
        if np.linalg.matrix_rank(features[:, [*kept, j]]) > len(kept):
            kept.append(j)
    weights[kept] = np.linalg.lstsq(features[:, kept], targets, rcond=None)[0]
    return weights


@wrong(
    "You divide by every singular value, including those that are 0 except for rounding. Their "
    "inverses are huge or infinite, and so are your weights. Leave out the singular values that "
    "are tiny compared with the largest."
)
def inverts_every_singular_value(features, targets):
    u, s, vt = np.linalg.svd(features, full_matrices=False)
    return vt.T @ (u.T @ targets / s)
