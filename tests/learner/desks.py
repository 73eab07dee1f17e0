"""A learner's folder with work in it, and each thing that a learner does there."""

import json
import re
import shutil

from grader.learner import (
    CourseError,
    doctor,
    folder,
    jupyter,
    progress_file,
    progress_store,
    quizzes,
)
from grader.notebook import hint

ANSWER = "def forward(x, rate):\n    return x * (1 - rate)  # mine"
NOTE = "A note of my own."
MARKS = {"schema_version": 3, "locked": False, "solution": True, "grade": False, "task": False}


def answer_cell(text):
    """The cell of the exercise `forward`."""
    marks = {"nbgrader": MARKS | {"grade_id": "forward"}}
    return cell("code", "forward", text, marks)


def cell(kind, name, text, metadata=None):
    """A cell as it stands in a file."""
    more = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "id": name, "metadata": metadata or {}, "source": text} | more


def written(path, *cells):
    """Write a notebook."""
    path.parent.mkdir(parents=True, exist_ok=True)
    notebook = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(notebook, indent=1))


def release(course, title):
    """Release a version of lesson 03."""
    stub = "def forward(x, rate):\n    raise NotImplementedError"
    path = folder.notebook(course / "notebooks", "03_dropout")
    written(path, cell("markdown", "title", title), answer_cell(stub))


def at_work(course, mine):
    """A folder in which lesson 03 has an answer and a note, and one exercise was solved."""
    release(course, "# Dropout")
    folder.copy_missing(course, mine)
    cells = (cell("markdown", "title", "# Dropout"), answer_cell(ANSWER))
    written(folder.notebook(mine, "03_dropout"), *cells, cell("markdown", "note", NOTE))
    progress_file.record(mine, "solved", "passed", 1.0, 1.0)


def start(run):
    """The first half of `make lab`."""
    return run("lab", "--no-browser")


def commands(run, mine):
    """What a learner does, by name: functions that return exit code, output and errors, or None."""
    return {
        "lab": lambda: start(run),
        "update": lambda: run("update"),
        "reset": lambda: run("reset", "03"),
        "status": lambda: run("status"),
        "check": lambda: progress_file.record(mine, "new", "passed", 2.0, 2.0),
        "hint": lambda: hint("standardize") and None,
        "doctor": lambda: checked(doctor.check_folder),
        "quiz": lambda: quizzes.Commitment(next(iter(quizzes.load_quizzes().values()))).keep([0]),
    }


def checked(check):
    """The answer of one of the doctor's checks, as that of a command."""
    try:
        return 0, check(), ""
    except CourseError as error:
        return 1, "", str(error)


def has_work(mine):
    """Whether the answer and the note are there, in whole notebooks, and the lesson is in place."""
    paths = [folder.notebook(mine, "03_dropout"), *(mine / "backups").glob("*.ipynb")]
    cells = [each for path in paths for each in json.loads(path.read_bytes())["cells"]]
    texts = ["".join(each["source"]) for each in cells]
    return ANSWER in texts and NOTE in texts


def has_progress(mine):
    """Whether the exercise that was solved before is still on record, in the file itself."""
    records = json.loads((mine / progress_file.NAME).read_bytes())
    return records["solved"]["score"] == 1.0


def is_told_well(said):
    """Whether a message is one line of at most two sentences that names a file."""
    lines = [line for line in said.splitlines() if line]
    return len(lines) == 1 and "/" in said and len(re.findall(r"[.!?](?=\s|$)", said)) <= 2


def forget():
    """As if the kernel had been restarted: what could not be saved is gone with it."""
    progress_store._unsaved.clear()
    progress_store._told.clear()


def without_jupyter(monkeypatch):
    """Have `course lab` end where JupyterLab would begin."""
    monkeypatch.setattr(jupyter, "start", lambda folder, port, browser: 0)


def cleared(course, mine):
    """Empty both folders."""
    for place in (course / "notebooks", mine):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()


def damage_progress(mine):
    """Spoil one record of two."""
    path = mine / progress_file.NAME
    records = json.loads(path.read_bytes())
    path.write_text(json.dumps(records | {"spoiled": {"score": "?"}}))


def is_known(name, mine):
    """Whether what a check, a hint or a quiz has recorded is known, saved or not."""
    records = progress_file.load(mine)
    if name == "quiz":
        return len(progress_file.load_choices(mine)) == 1
    if name == "hint":
        return records["standardize"]["hints"] == 1
    return records["new"]["score"] == 2.0
