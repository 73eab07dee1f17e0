"""Which pages of feedback say what the gradebook and the autograded notebook say now."""

import hashlib
import json
from pathlib import Path

from nbgrader.api import MissingEntry

from grader.learner.files import write_atomically

NAME = ".feedback.json"
"""A hidden file beside a page; nbgrader releases pages only."""


def digest(gradebook, student, assignment, folder):
    """Digest of all that a student's page is made of.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook
    student, assignment : str
    folder : pathlib.Path
        Of the autograded notebook.

    Returns
    -------
    str
    """
    found = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            found.update(f"{path.name}\0".encode() + path.read_bytes())
    try:
        submission = gradebook.find_submission(assignment, student)
    except MissingEntry:
        return found.hexdigest()
    told = [submission.student.first_name, submission.student.last_name]
    for notebook in submission.notebooks:
        told.append(notebook.late_submission_penalty)
        told += sorted([grade.name, grade.score, grade.max_score] for grade in notebook.grades)
        told += sorted([comment.name, comment.comment or ""] for comment in notebook.comments)
    found.update(json.dumps(told).encode())
    return found.hexdigest()


def is_current(folder, expected):
    """Whether the pages in a folder were made of what has this digest."""
    try:
        return json.loads((folder / NAME).read_bytes())["digest"] == expected
    except (OSError, ValueError, KeyError, TypeError):
        return False


def mark(folder, made_of):
    """Note what the pages in a folder were made of."""
    write_atomically(Path(folder) / NAME, json.dumps({"digest": made_of}).encode())
