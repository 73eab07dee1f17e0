"""Styles that take the arguments apart: row by row, column by column, in two halves, one by one.

They fit where the result on a part of the arguments is that part of the result, or where results
add up or average. Random rows are drawn each by itself then, which is the same distribution.
"""

import inspect

import numpy as np

from ..contract import draws
from ..rewrite import Rewrite, bases

ELEMENTS = {
    "penalty_gradient": "w",
    "soft_threshold": "w",
    "sgd_l2_step": "w gradient",
    "sgd_weight_decay_step": "w gradient",
    "adamw_step": "w gradient m v",
    "dropout_forward": "x",
    "dropout_backward": "d_out mask",
    "add_noise": "images",
    "fgsm": "x gradient",
    "gradient_descent_shrinkage": "eigenvalues",
    "ridge_shrinkage": "eigenvalues",
}
"""What can be cut along any axis, for every number is treated by itself."""

ROWS = ELEMENTS | {
    "polynomial_features": "x",
    "spatial_dropout_forward": "images",
    "monte_carlo_dropout": "x",
    "random_flip": "images",
    "random_shift": "images",
    "cutout": "images",
    "layer_norm": "x",
    "label_smoothing": "one_hot",
    "clinic_prediction": "x",
}
"""What can be cut along the first axis."""

COLUMNS = ELEMENTS | {
    "standardize": "train test",
    "batch_norm_forward": "x gamma beta running_mean running_var",
    "batch_norm_backward": "d_out x gamma",
    "batch_norm_images": "images gamma beta",
    "fold_batch_norm": "w b gamma beta mean variance",
    "clinic_scaling": "x",
}
"""What can be cut along the last axis."""

SUMS = {"l1_penalty": "weights", "l2_penalty": "weights", "elastic_net_penalty": "weights"}
MEANS = {
    "mean_squared_error": "targets predictions",
    "cross_validation_error": "folds",
    "bias_variance": "predictions truth",
}


def rewrites(exercise):
    """Every answer of an exercise, on parts of its arguments."""
    ways = {
        "row by row": (ROWS, 0, None, joined),
        "column by column": (COLUMNS, -1, None, joined),
        "in two halves": (ROWS, 0, 2, joined),
        "in two halves of columns": (COLUMNS, -1, 2, joined),
        "as a sum": (SUMS, -1, None, lambda results, axis: sum(results)),
        "as a mean": (MEANS, -1, None, lambda results, axis: averaged(results)),
    }
    signature = inspect.signature(exercise.reference)
    for base, answer in bases(exercise).items():
        for style, (table, axis, pieces, join) in ways.items():
            if exercise.id in table:
                names = table[exercise.id].split()
                own = by_parts(answer, signature, (names, axis, pieces), join)
                yield Rewrite(exercise, base, "parts", style, own, redraws=draws(exercise))


def by_parts(answer, signature, cut, join):
    """The answer, called on each part of some arguments in turn."""
    names, axis, pieces = cut
    required = [n for n, p in signature.parameters.items() if p.default is p.empty]
    optional = [n for n in signature.parameters if n not in required]

    def result(*args, **kwargs):
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        parts = [divided(bound.arguments[name], axis, pieces) for name in names]
        if len(parts[0]) < 2:
            return answer(*args, **kwargs)
        results = []
        for part in zip(*parts, strict=True):
            bound.arguments.update(zip(names, part, strict=True))
            given = bound.arguments
            results.append(answer(*[given[n] for n in required], **{n: given[n] for n in optional}))
        return join(results, axis)

    return result


def divided(value, axis, pieces):
    """An array or a list in parts; what has no axis is one part."""
    if isinstance(value, list | tuple):
        return [[item] for item in value]
    if not value.ndim:
        return [value]
    pieces = min(pieces or value.shape[axis], value.shape[axis])
    return np.array_split(value, pieces, axis=axis)


def joined(results, axis):
    """The results side by side, for each part of a tuple."""
    if isinstance(results[0], tuple | list):
        return tuple(np.concatenate(part, axis=axis) for part in zip(*results, strict=True))
    return np.concatenate(results, axis=axis)


def averaged(results):
    """The mean of the results, for each part of a tuple."""
    if isinstance(results[0], tuple | list):
        return tuple(sum(part) / len(part) for part in zip(*results, strict=True))
    return sum(results) / len(results)
