"""The lesson's experiments by name; the code of each is one call of `show_code` away."""

from grader.lab.augmentation.experiments.copies import stored_or_anew
from grader.lab.augmentation.experiments.drawn import Trained, train
from grader.lab.augmentation.experiments.kinds import moved_right, unchanged
from grader.lab.augmentation.experiments.labels import right_labels, wrong_labels
from grader.lab.augmentation.experiments.leaking import leak
from grader.lab.augmentation.experiments.lengths import lengths
from grader.lab.augmentation.experiments.on_signals import on_signals
from grader.lab.augmentation.experiments.patches import on_photos

__all__ = [
    "Trained",
    "leak",
    "lengths",
    "moved_right",
    "on_photos",
    "on_signals",
    "right_labels",
    "stored_or_anew",
    "train",
    "unchanged",
    "wrong_labels",
]
