"""A digest of the code that an experiment's results come from."""

import ast
import hashlib
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORDS = ("quote", "exceptions")
"""What a lesson says of a conclusion; no result depends on it."""


def code_of(experiment):
    """Digest of an experiment's module and of all modules of the course that it comes to import.

    Comments, docstrings, pictures, import statements themselves and the lesson's words for a
    conclusion do not count.

    Parameters
    ----------
    experiment : grader.lab.experiment.Experiment

    Returns
    -------
    str
    """
    digest = hashlib.sha256()
    for path in sorted(_reached(_path_of(experiment.__module__))):
        digest.update(f"{path.relative_to(ROOT)}\n{_bare(path)}\n".encode())
    return digest.hexdigest()[:16]


def _reached(path):
    """A file, those that it imports, and so on."""
    found, waiting = set(), [path]
    while waiting:
        path = waiting.pop()
        if path is None or path in found or "plots" in path.parts:
            continue
        found.add(path)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                waiting += [_path_of(alias.name) for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
                waiting += [_path_of(name) for name in names]
    return found


def _path_of(module):
    """The file of a module of the course; None for others, and for packages."""
    path = ROOT.joinpath(*module.split(".")).with_suffix(".py")
    return path if module.startswith("grader.") and path.is_file() else None


def _bare(path):
    """The text of a file without what does not count."""
    source = text = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)):
        if _is_idle(node):
            text = text.replace(ast.get_source_segment(source, node), "", 1)
        elif isinstance(node, ast.keyword) and node.arg in WORDS:
            word = re.escape(ast.get_source_segment(source, node))
            text = re.sub(rf"{word}\s*,?", "", text, count=1)
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("#"))


def _is_idle(node):
    """Whether a statement is an import or a docstring."""
    text = node.value if isinstance(node, ast.Expr) else None
    is_docstring = isinstance(text, ast.Constant) and isinstance(text.value, str)
    return is_docstring or isinstance(node, ast.Import | ast.ImportFrom)
