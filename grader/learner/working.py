"""To have the learner's folder to oneself while lessons in it change."""

import contextlib

from filelock import Timeout

from grader.learner import CourseError, trouble
from grader.learner.locks import held
from grader.learner.owners import make_folder

LOCK_NAME = ".lessons.lock"
SECONDS_TO_WAIT = 20


@contextlib.contextmanager
def working_in(folder, fate):
    """Hold the learner's folder, which is made when missing.

    Parameters
    ----------
    folder : pathlib.Path
    fate : str
        What became of the work where a file cannot be used.

    Raises
    ------
    CourseError
        A file cannot be used, or another program holds the folder.
    """
    with trouble.or_say(fate):
        make_folder(folder)
        try:
            with held(folder / LOCK_NAME, SECONDS_TO_WAIT):
                yield
        except Timeout:
            raise CourseError(
                f"Another program holds {folder / LOCK_NAME}, and {fate}. Wait until it has ended, "
                "then try again."
            ) from None
