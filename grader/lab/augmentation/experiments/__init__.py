"""The lesson's experiments by name; the code of each is one call of `show_code` away."""

from grader.lab.augmentation.experiments.copies import stored_or_anew
from grader.lab.augmentation.experiments.drawn import Trained, train
from grader.lab.augmentation.experiments.gentle import gently_augmented
from grader.lab.augmentation.experiments.in_keras import augmentation_layers, in_keras, small_cnn
from grader.lab.augmentation.experiments.kinds import moved_right, unchanged
from grader.lab.augmentation.experiments.labels import right_labels, wrong_labels
from grader.lab.augmentation.experiments.leaking import leak
from grader.lab.augmentation.experiments.lengths import lengths
from grader.lab.augmentation.experiments.lost_labels import lost_labels
from grader.lab.augmentation.experiments.on_signals import on_signals
from grader.lab.augmentation.experiments.patches import on_photos
from grader.lab.augmentation.experiments.surviving import HALF_TURN, seen, surviving
from grader.lab.augmentation.experiments.turned import turned_too_far
from grader.lab.augmentation.experiments.upright import upright

__all__ = [
    "HALF_TURN",
    "Trained",
    "augmentation_layers",
    "gently_augmented",
    "in_keras",
    "leak",
    "lengths",
    "lost_labels",
    "moved_right",
    "on_photos",
    "on_signals",
    "right_labels",
    "seen",
    "small_cnn",
    "stored_or_anew",
    "surviving",
    "train",
    "turned_too_far",
    "unchanged",
    "upright",
    "wrong_labels",
]
