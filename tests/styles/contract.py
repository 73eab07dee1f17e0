"""What the exercises' contract says of arguments and results, as far as a style depends on it."""

import inspect

KINDS = {
    "standardize": "array tuple",
    "polynomial_features": "array",
    "fit_least_squares": "array",
    "mean_squared_error": "float",
    "split_indices": "index tuple",
    "k_fold": "index tuple",
    "cross_validation_error": "float",
    "bias_variance": "float tuple",
    "corrupt_labels": "index",
    "l1_penalty": "float",
    "l2_penalty": "float",
    "elastic_net_penalty": "float",
    "penalty_gradient": "array",
    "ridge_regression": "array float tuple",
    "soft_threshold": "array",
    "lasso_ista": "array",
    "sgd_l2_step": "array",
    "sgd_weight_decay_step": "array",
    "adamw_step": "array tuple",
    "dropout_forward": "array mask tuple",
    "dropout_backward": "array",
    "dropconnect_forward": "array",
    "spatial_dropout_forward": "array",
    "monte_carlo_dropout": "array tuple",
    "random_flip": "array",
    "random_shift": "array",
    "rotate": "array",
    "add_noise": "array",
    "cutout": "array",
    "mixup": "array tuple",
    "stopping_epoch": "integer tuple",
    "train_with_early_stopping": "array integer tuple",
    "gradient_descent_shrinkage": "array",
    "ridge_shrinkage": "array",
    "batch_norm_forward": "array tuple",
    "batch_norm_backward": "array tuple",
    "batch_norm_images": "array",
    "fold_batch_norm": "array tuple",
    "layer_norm": "array",
    "label_smoothing": "array",
    "fgsm": "array",
    "one_standard_error_rule": "integer",
    "random_search": "setting",
    "clinic_scaling": "array tuple",
    "clinic_augmentation": "array index tuple",
    "clinic_prediction": "array",
}
"""What comes back of each exercise on arrays: the kinds of its parts, and "tuple" for several.

An "index" is an array of integers, a "mask" one of booleans, a "setting" a float that must lie
within limits, or a choice that comes back as it is.
"""

PLAIN = (*KINDS, "EarlyStopper")
"""The exercises whose answers are NumPy. The others build or train models."""

SLOW = ("clinic_early_stopping", "capstone")
"""Exercises whose answers are trained: their checks take seconds, so few styles are tried."""


def kinds(exercise):
    """The kinds of what an exercise's answer returns; none where it is a model or an object."""
    return KINDS.get(exercise.id, "").split()


def draws(exercise):
    """Whether its answer is given a generator."""
    return "rng" in inspect.signature(exercise.reference).parameters
