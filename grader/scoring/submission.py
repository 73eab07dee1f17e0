"""What a student handed in, read and made into a notebook that is ready to run."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from nbformat import NotebookNode, writes

from grader.autograde import read_submission, read_timestamp, rebuild


@dataclass(frozen=True)
class Submission:
    """What a student handed in.

    Attributes
    ----------
    notebook : NotebookNode or None
        Rebuilt from the lesson; None where nothing could be read.
    repairs : tuple of str
        What had to be done for that, as sentences for the student.
    reason : str or None
        Why there is no notebook.
    timestamp : datetime.datetime or None
        When it was handed in, in UTC without a time zone.
    digest : str
        Of all that the score depends on: the same digest, the same submission.
    """

    notebook: NotebookNode | None
    repairs: tuple
    reason: str | None
    timestamp: datetime | None
    digest: str


def read(folder, lesson, released, homes=None):
    """Read a submission's folder; nothing that lies there makes it fail.

    Parameters
    ----------
    folder : pathlib.Path
        ``submitted/STUDENT/LESSON``.
    lesson : str
        The lesson's name, such as ``03_dropout``.
    released : NotebookNode
        The lesson as it was released.
    homes : dict of str to str, optional
        The lesson of each exercise of the course, to name the lesson of a wrong notebook.

    Returns
    -------
    Submission
    """
    found = read_submission(folder, lesson, released, homes)
    timestamp, remarks = read_timestamp(folder)
    notebook, repairs = None, ()
    if found.notebook is not None:
        notebook, repairs = rebuild(released, found.notebook)
    said = (*found.repairs, *repairs, *remarks)
    content = writes(notebook) if notebook is not None else found.reason
    digest = hashlib.sha256("\0".join((content, *said, str(timestamp))).encode())
    return Submission(notebook, said, found.reason, timestamp, digest.hexdigest())
