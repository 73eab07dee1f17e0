"""What a lesson's outputs depend on, in one digest: where it is the same, nothing runs again.

It covers the lesson's code cells, and below ``grader/`` all that such a cell can reach: everything
but the build, the learner's side, the grading of classes, the command line, and what belongs to
other topics: exercises, quizzes, pictures and experiments.
Prose is left out (a corrected sentence changes no output), and so is the mark of cells that grading
skips, and the versions of libraries: they differ between machines, and whether outputs still hold
with others is nbval's to say.
"""

import hashlib
import json

from grader.scoring.plan import SKIP

KEY = "course_build"
"""Notebook metadata under which the instructor's version keeps its fingerprint."""

UNSEEN = {
    "__pycache__",
    "autograde",
    "build",
    "classroom",
    "cli",
    "learner",
    "mutants.toml",
    "nbgrader_plugin",
    "sandbox",
    "scoring",
    "warm",
}
"""Entries of ``grader/`` that no lesson shows anything of."""


def fingerprint(root, lesson):
    """Digest of everything that decides a lesson's outputs.

    Parameters
    ----------
    root : Path
        The course directory.
    lesson : Lesson

    Returns
    -------
    str
    """
    code = [
        [cell.source, [tag for tag in cell.metadata.get("tags", []) if tag != SKIP]]
        for cell in lesson.cells
        if cell.cell_type == "code"
    ]
    digest = hashlib.sha256(json.dumps(code).encode())
    package = root / "grader"
    foreign = _other_topics(package, lesson.name)
    for path in sorted(found for found in package.rglob("*") if found.is_file()):
        parts = path.relative_to(package).parts
        hidden = any(part.startswith(".") for part in parts)
        if not hidden and UNSEEN.isdisjoint(parts) and not _belongs_to(parts, foreign):
            digest.update("\0".join(("", *parts, "")).encode() + path.read_bytes())
    return digest.hexdigest()


def stored_fingerprint(notebook):
    """The fingerprint that an instructor notebook was built with, None where it has none."""
    return notebook.metadata.get(KEY, {}).get("fingerprint")


def store_fingerprint(notebook, value):
    """Write the fingerprint into an instructor notebook's metadata."""
    notebook.metadata[KEY] = {"fingerprint": value}


def _other_topics(package, lesson):
    """Topics whose package of exercises does not name this lesson; none where no topic does.

    An assignment of an instructor's own may have exercises of any.
    """
    inits = set((package / "exercises").glob("*/__init__.py"))
    own = {init for init in inits if f'"{lesson}"' in init.read_text(encoding="utf-8")}
    return {init.parent.name for init in inits - own} if own else set()


def _belongs_to(parts, topics):
    """Whether a file holds exercises, quiz questions or a laboratory of one of these topics.

    Not so the lists of their exercises, which the table of a learner's progress shows.
    """
    if parts[0] == "exercises":
        return len(parts) > 2 and parts[1] in topics and parts[-1] != "__init__.py"
    if parts[0] != "lab":
        return False
    return parts[1] in topics or (parts[1] == "quizzes" and parts[-1].partition(".")[0] in topics)
