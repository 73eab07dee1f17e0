"""A notebook's Keras and matplotlib as they come, whatever program has started its kernel."""

import contextlib

from grader.learner.progress_file import find_folder
from grader.warm import library_settings


def pin_libraries():
    """Set what the libraries read when they are imported after the course."""
    folder = None
    with contextlib.suppress(OSError):  # the folder that the process began in may be gone
        folder = find_folder()
    library_settings.pin(folder / ".jupyter" / "keras" if folder else None)
