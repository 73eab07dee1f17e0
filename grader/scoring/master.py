"""What nbgrader grades with: the instructor's cells and files, hidden tests among them."""

import copy
import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Cell:
    """A marked cell as the gradebook has it.

    Attributes
    ----------
    source : str or None
        Its text with all that students did not get; None where students write it.
    points : float or None
        To be had, where it is graded.
    checksum : str or None
        By which nbgrader knows an answer that nobody wrote.
    """

    source: str | None
    points: float | None
    checksum: str | None


@dataclass(frozen=True)
class Master:
    """What overrides a submission.

    Attributes
    ----------
    cells : dict of str to Cell
        By nbgrader's id.
    files : dict of str to bytes
        What lies beside the instructor's notebook, by its path there.
    """

    cells: dict = field(default_factory=dict)
    files: dict = field(default_factory=dict)

    @property
    def digest(self):
        """Of all that is in it, as bytes."""
        digest = hashlib.sha256(repr(sorted(self.cells.items())).encode())
        for path, content in sorted(self.files.items()):
            digest.update(f"\0{path}\0{len(content)}\0".encode() + content)
        return digest.digest()

    def restored(self, notebook):
        """Give a notebook's marked cells the text and points that the gradebook has for them.

        Parameters
        ----------
        notebook : NotebookNode
            Of cells as they were released; not changed.

        Returns
        -------
        NotebookNode
        """
        notebook = copy.deepcopy(notebook)
        for cell in notebook.cells:
            mark = cell.metadata.get("nbgrader", {})
            known = self.cells.get(mark.get("grade_id"))
            if known is None:
                continue
            cell.source = cell.source if known.source is None else known.source
            if known.points is not None:
                mark["points"] = known.points
            if known.checksum is not None:
                mark["checksum"] = known.checksum
        return notebook
