"""Lesson 01: overfitting, and how it is measured."""

LESSON = "01_overfitting"
EXERCISES = (
    "polynomial_features",
    "fit_least_squares",
    "mean_squared_error",
    "split_indices",
    "k_fold",
    "cross_validation_error",
    "bias_variance",
    "corrupt_labels",
    "choose_polynomial",
    "build_classifier",
)
