"""What root makes in a learner's folder belongs to the learner: sudo locks nothing away."""

import contextlib
import os


def hand_over(path):
    """Give a new file or folder to whom the folder around it belongs; only root can and does."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        with contextlib.suppress(OSError):
            around = os.stat(os.path.dirname(os.path.abspath(path)))
            os.chown(path, around.st_uid, around.st_gid, follow_symlinks=False)


def make_folder(path):
    """Make a folder and those above it that are missing.

    Parameters
    ----------
    path : pathlib.Path

    Raises
    ------
    OSError
    """
    if path.is_dir():
        return
    make_folder(path.parent)
    path.mkdir(exist_ok=True)
    hand_over(path)
