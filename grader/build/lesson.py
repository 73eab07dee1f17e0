"""A lesson's hand-written source, read into cells that know where they stand in the file."""

from dataclasses import dataclass
from pathlib import Path

import jupytext
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from grader.build.cell_ids import assign_ids
from grader.build.errors import BuildError
from grader.build.looks import check_looks, set_looks

KEPT_METADATA = ("tags", "nbgrader")
"""Cell metadata that reach the notebook; the rest is Jupytext's own bookkeeping."""

NOTEBOOK_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
}
"""The same on every machine: versions of the interpreter would make two builds differ."""


@dataclass(frozen=True)
class Lesson:
    """A lesson as its author wrote it.

    Parameters
    ----------
    name : str
        Name of its folder, such as ``03_dropout``.
    path : Path
        The source, relative to the course directory: what messages name.
    notebook : NotebookNode
        Its cells, without outputs.
    lines : list of int
        For each cell, the line of the source on which its first line stands, from 1.
    """

    name: str
    path: Path
    notebook: NotebookNode
    lines: list

    @property
    def title(self):
        """What messages call it: its folder, and its file where that has another name."""
        return self.name if self.path.stem == self.name else f"{self.name}/{self.path.stem}"

    @property
    def cells(self):
        """The notebook's cells."""
        return self.notebook.cells

    def error(self, index, problem, offset=0):
        """Make the `BuildError` for one cell.

        Parameters
        ----------
        index : int
            Which cell.
        problem : str
            What was expected, what was found, what to do.
        offset : int
            Line within the cell, from 0.
        """
        line, cell_id = self.lines[index] + offset, self.cells[index].id
        return BuildError(f'{self.path}, line {line}, cell "{cell_id}": {problem}')


def read_lesson(root, name, notebook=None):
    """Read ``solutions/<name>/<name>.py``, or another source beside it.

    Parameters
    ----------
    root : Path
        The course directory.
    name : str
    notebook : str, optional
        Of several notebooks, the one that is meant.

    Returns
    -------
    Lesson

    Raises
    ------
    BuildError
        When the file cannot be read as a percent source, or a tag is on a cell of the wrong kind.
    """
    path = Path("solutions", name, f"{notebook or name}.py")
    try:
        text = (root / path).read_text(encoding="utf-8")
        parsed = jupytext.reads(text, fmt="py:percent").cells
        marked = jupytext.reads(_number_markers(text), fmt="py:percent").cells
    except Exception as error:
        raise BuildError(
            f"{path}: cannot be read as percent source: {_first_line(error)}"
        ) from error
    cells, lines = [], []
    for cell, numbered in zip(parsed, marked, strict=True):
        marker = numbered.metadata.get("source_line")
        if marker is None and not cell.source.strip():
            continue
        if marker is None:
            raise BuildError(f"{path}, line 1: text before the first cell; start it with '# %%'.")
        if "incorrectly_encoded_metadata" in cell.metadata:
            raise BuildError(f"{path}, line {marker}: the cell's metadata are not valid JSON.")
        lines.append(marker + 1 + len(cell.source) - len(cell.source.lstrip("\n")))
        cells.append(_clean(cell))
    if not cells:
        raise BuildError(f"{path}: holds no cell; write one that starts with '# %%'.")
    assign_ids(name, cells)
    notebook = new_notebook(metadata=NOTEBOOK_METADATA)
    notebook.cells = cells
    lesson = Lesson(name, path, notebook, lines)
    for index, cell in enumerate(cells):
        check_looks(lesson, index, cell.metadata.get("tags", []))
        set_looks(cell)
    return lesson


def _number_markers(text):
    """Write each cell marker's line number into its metadata, which Jupytext hands on."""
    lines = text.splitlines()
    numbered = (
        f"{line} source_line={number}" if line.startswith("# %%") else line
        for number, line in enumerate(lines, 1)
    )
    return "\n".join(numbered)


def _clean(cell):
    """Drop Jupytext's bookkeeping and the blank lines that set cells apart in a module."""
    cell.metadata = NotebookNode({k: cell.metadata[k] for k in KEPT_METADATA if k in cell.metadata})
    cell.source = cell.source.strip("\n")
    return cell


def _first_line(error):
    return (str(error).strip() or type(error).__name__).splitlines()[0]
