"""Lesson 07: everything combined."""

LESSON = "07_combining"
EXERCISES = (
    "label_smoothing",
    "fgsm",
    "random_search",
    "one_standard_error_rule",
    "build_combined_model",
    "clinic_prediction",
    "clinic_scaling",
    "clinic_augmentation",
    "clinic_strength",
    "clinic_output_layer",
    "clinic_early_stopping",
    "capstone",
)
