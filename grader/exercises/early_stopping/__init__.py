"""Lesson 05: early stopping."""

LESSON = "05_early_stopping"
EXERCISES = (
    "stopping_epoch",
    "early_stopper",
    "train_with_early_stopping",
    "gradient_descent_shrinkage",
    "ridge_shrinkage",
    "make_early_stopping",
)
