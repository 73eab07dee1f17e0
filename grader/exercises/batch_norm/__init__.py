"""Lesson 06: batch normalisation and its relatives."""

LESSON = "06_batch_norm"
EXERCISES = (
    "batch_norm_forward",
    "batch_norm_backward",
    "batch_norm_images",
    "fold_batch_norm",
    "layer_norm",
    "build_batch_norm_model",
)
