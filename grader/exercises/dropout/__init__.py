"""Lesson 03: dropout and its relatives."""

LESSON = "03_dropout"
EXERCISES = (
    "dropout_forward",
    "dropout_backward",
    "dropconnect_forward",
    "spatial_dropout_forward",
    "monte_carlo_dropout",
    "build_dropout_model",
    "build_dropout_mlp",
    "build_dropout_cnn",
    "dropout_net",
)
