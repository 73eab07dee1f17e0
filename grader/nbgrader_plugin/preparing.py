"""An instructor's notebook on its way into the gradebook, as ``nbgrader generate_assignment``."""

from pathlib import Path

import nbformat
from nbgrader.converters import GenerateAssignment
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.preprocessors import IncludeHeaderFooter, InstantiateTests, SaveCells
from traitlets import HasTraits
from traitlets.utils.importstring import import_item


def read_source(path):
    """Read an instructor's notebook.

    Parameters
    ----------
    path : pathlib.Path or str

    Returns
    -------
    nbformat.NotebookNode

    Raises
    ------
    ValueError
        nbgrader's marks in it are not as they have to be; says which one.
    """
    notebook = nbformat.read(path, as_version=4)
    try:
        MetadataValidator().validate_nb(notebook)
    except nbformat.ValidationError as error:
        where = "".join(f"{part}: " for part in error.path)
        raise ValueError(f"nbgrader's marks are wrong: {where}{error.message}") from error
    return notebook


class Preparing:
    """Makes of an assignment's notebooks what the gradebook is to know of them, and saves that.

    In two steps, as what will be saved has to be known before: a header may bring cells along.

    Parameters
    ----------
    course : nbgrader.coursedir.CourseDirectory
    assignment : str
    """

    def __init__(self, course, assignment):
        self._course, self._assignment = course, assignment
        self._converter = GenerateAssignment(coursedir=course, parent=course.parent)
        named = [import_item(p) if isinstance(p, str) else p for p in self._converter.preprocessors]
        saving = (i for i, each in enumerate(named) if _saves(each))
        place = next(saving, len(named))
        self._before, self._after = self._exporter(named[:place]), self._exporter(named[place:])

    def prepare(self, path):
        """Do what nbgrader does before it saves a notebook's cells.

        Parameters
        ----------
        path : pathlib.Path
            The notebook, from the root of the file system.

        Returns
        -------
        nbformat.NotebookNode
        """
        notebook = read_source(path)
        text, _ = self._before.from_notebook_node(notebook, resources=self._resources(path))
        return nbformat.reads(text, as_version=4)

    def save(self, path, notebook):
        """Save the cells of a notebook that was prepared, and do what nbgrader does then."""
        self._after.from_notebook_node(notebook, resources=self._resources(path))

    def _resources(self, path):
        ids = {"student": ".", "assignment": self._assignment, "notebook": path.stem}
        return {
            "unique_key": path.stem,
            "metadata": {"name": path.stem, "path": str(path.parent)},
            "nbgrader": ids | {"db_url": self._course.db_url},
        }

    def _exporter(self, named):
        exporter = self._converter.exporter_class(
            parent=self._converter, config=self._converter.config
        )
        for each in named:
            if isinstance(each, type) and issubclass(each, HasTraits):
                each = _rooted(each(parent=exporter), self._folders())
            exporter.register_preprocessor(each)
        return exporter

    def _folders(self):
        """The folders of the assignment's notebooks and of the course."""
        source = self._course.format_path(self._course.source_directory, ".", self._assignment)
        return Path(source).resolve(), Path(self._course.root)


def _saves(preprocessor):
    return isinstance(preprocessor, type) and issubclass(preprocessor, SaveCells)


def _rooted(preprocessor, folders):
    """Have a preprocessor find files in the course directory, where nbgrader would be working.

    Changing to that folder would change it for other threads and what they start.
    """
    source, root = folders
    if isinstance(preprocessor, IncludeHeaderFooter):
        for name in ("header", "footer"):
            if path := getattr(preprocessor, name):
                setattr(preprocessor, name, str(root / path))
    if isinstance(preprocessor, InstantiateTests):
        name = preprocessor.autotest_filename
        if not (source / name).exists():
            preprocessor.autotest_filename = str(root / name)
    return preprocessor
