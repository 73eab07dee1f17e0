"""What to say when a file cannot be used: which one, what became of the work, and what to do."""

import contextlib
import errno

from grader.learner import CourseError

_ADVICE = {
    errno.ENOSPC: "Free some space on that disk",
    errno.EDQUOT: "Free some of your share of that disk, which is used up",
    errno.EROFS: "Have COURSE_FOLDER name a folder that you can write to",
    errno.EACCES: "Give yourself the right to write there",
    errno.EPERM: "Give yourself the right to write there",
    errno.ELOOP: "Remove the link that leads back to itself",
    errno.ENOTDIR: "Move the file away that stands where a folder belongs",
    errno.EEXIST: "Move the file away that stands where a folder belongs",
}


@contextlib.contextmanager
def or_say(fate):
    """Turn an error of the system into a `CourseError`.

    Parameters
    ----------
    fate : str
        What became of the work, as the end of the sentence that names the file.

    Raises
    ------
    CourseError
    """
    try:
        yield
    except OSError as error:
        raise explained(error, fate) from error


def explained(error, fate):
    """The `CourseError` for an error of the system, in two sentences."""
    place = error.filename or "A file"
    reason = error.strerror or error
    return CourseError(f"{place} cannot be used ({reason}): {fate}. {advice(error)}.")


def advice(error):
    """What to do about an error of the system, as a sentence without its period."""
    first = _ADVICE.get(error.errno, "See what is wrong with that file and its disk")
    return f"{first}, then try again"
