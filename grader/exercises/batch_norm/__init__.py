"""Lesson 06: batch normalization and its relatives."""

LESSON = "06_batch_norm"
EXERCISES = (
    "batch_norm_stages",
    "batch_norm_forward",
    "batch_norm_stages_backward",
    "build_batch_norm_model",
    "choose_rate",
    "batch_norm_backward",
    "batch_norm_images",
    "fold_batch_norm",
    "layer_norm",
)
