"""What a student handed in, read and made into a notebook that is ready to run."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime

from nbformat import NotebookNode

from grader.autograde import (
    read_arrival,
    read_secret,
    read_submission,
    read_timestamp,
    rebuild,
)
from grader.scoring.master import Master


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
        Of all that the score depends on, penalties left aside: the same digest, the same score.
    files : dict of str to bytes
        What lies beside the notebook when it runs, by its path there.
    secret : str or None
        By which the student's feedback is found when it is released.
    notices : tuple of str
        Those of the repairs at which the instructor should look, too.
    name : str
        Of the notebook's file, without its ending; empty for that of the assignment.
    work : str
        Digest of the student's own work: the notebook's cells, and the files beside it.
    arrived : datetime.datetime or None
        Since when it has been here for certain: `timestamp`, else as the files tell it.
    """

    notebook: NotebookNode | None
    repairs: tuple
    reason: str | None
    timestamp: datetime | None
    digest: str
    files: dict = field(default_factory=dict)
    secret: str | None = None
    notices: tuple = ()
    name: str = ""
    work: str = ""
    arrived: datetime | None = None


NO_MASTER = Master()


def read(folder, lesson, released, homes=None, master=NO_MASTER, beside=None):
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
    master : grader.scoring.master.Master, optional
        What nbgrader overrides a submission with.
    beside : dict of str to NotebookNode, optional
        Other notebooks of the same assignment, as they were released.

    Returns
    -------
    Submission
    """
    found = read_submission(folder, lesson, released, homes, beside)
    timestamp, remarks = read_timestamp(folder)
    notebook, repairs = None, ()
    if found.notebook is not None:
        notebook, repairs = rebuild(released, found.notebook)
        notebook = master.restored(notebook)
    said = (*found.repairs, *repairs, *remarks)
    # Of what was handed in, not of what became of it: a release whose text changed is the same.
    content = found.reason if found.notebook is None else json.dumps(found.notebook, sort_keys=True)
    digest = hashlib.sha256("\0".join((content, *found.repairs, *remarks)).encode())
    digest.update(master.digest)
    work = hashlib.sha256(content.encode())
    for path, content in sorted(found.files.items()):
        for each in (digest, work):
            each.update(f"\0{path}\0{len(content)}\0".encode() + content)
    return Submission(
        notebook,
        said,
        found.reason,
        timestamp,
        digest.hexdigest(),
        files=found.files | master.files,
        secret=read_secret(folder),
        notices=found.notices,
        name=lesson,
        work=work.hexdigest(),
        arrived=timestamp or read_arrival(folder),
    )
