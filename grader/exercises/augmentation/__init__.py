"""Lesson 04: data augmentation."""

LESSON = "04_augmentation"
EXERCISES = (
    "random_flip",
    "random_shift",
    "rotate",
    "add_noise",
    "cutout",
    "mixup",
    "build_augmenter",
)
