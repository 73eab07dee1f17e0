"""Which version of each lesson the learner has: what was copied, and whether there is a newer one.

Beside the digests in ``.lessons.json`` the copied lesson itself is kept, so that what the learner
has changed can be told from what the course has changed. Line ends never make a difference.
"""

import hashlib
import json

from grader.learner.files import write_atomically
from grader.learner.owners import make_folder

_COPIED = ".lessons.json"
_ORIGINALS = ".lessons"


def remember(root, folder, lesson):
    """Note that the learner has the present version of a lesson.

    Raises
    ------
    OSError
    """
    content = _released(root, lesson).read_bytes()
    original = _original(folder, lesson)
    make_folder(original.parent)
    write_atomically(original, content)
    known = _copied_versions(folder) | {lesson: _digests(content)[0]}
    write_atomically(folder / _COPIED, json.dumps(known, indent=1, sort_keys=True).encode())


def is_newest(root, folder, lesson):
    """Tell whether the learner's copy was made from the lesson as it is now.

    Returns
    -------
    bool or None
        None where that is not known: the note is missing or damaged, or the lesson came otherwise.
    """
    now = _digests(_released(root, lesson).read_bytes())
    noted = _copied_versions(folder).get(lesson)
    if noted is None:
        noted = _kept_digest(folder, lesson)
    return None if noted is None else noted in now


def original(folder, lesson):
    """Return the lesson as it was copied, None where that was not kept.

    Returns
    -------
    bytes or None
    """
    noted, kept = _copied_versions(folder).get(lesson), _kept_digest(folder, lesson)
    if kept is None or noted not in (None, kept):  # of another version: killed in between
        return None
    return _original(folder, lesson).read_bytes()


def _released(root, lesson):
    return root / "notebooks" / lesson / f"{lesson}.ipynb"


def _original(folder, lesson):
    return folder / _ORIGINALS / f"{lesson}.ipynb"


def _kept_digest(folder, lesson):
    """Digest of the lesson that was kept, None where there is none that can be read."""
    try:
        content = _original(folder, lesson).read_bytes()
        json.loads(content)
    except (OSError, ValueError, RecursionError):
        return None
    return _digests(content)[0]


def _digests(content):
    """Digests of a content, first that with the line ends of Unix, then with those of Windows."""
    plain = content.replace(b"\r\n", b"\n")
    both = (plain, plain.replace(b"\n", b"\r\n"))
    return [hashlib.sha256(each).hexdigest() for each in both]


def _copied_versions(folder):
    """Return the version of each lesson when it was copied; what cannot be read is not known."""
    try:
        versions = json.loads((folder / _COPIED).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(versions, dict):
        return {}
    return {name: each for name, each in versions.items() if isinstance(each, str)}
