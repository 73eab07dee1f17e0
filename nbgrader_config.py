"""nbgrader's configuration: the root of the repository is a course directory of nbgrader's."""

import os
import shutil
import sys

from grader.nbgrader_plugin import converter, feedback

c = get_config()  # noqa: F821 (nbgrader provides it)

c.CourseDirectory.course_id = "regularization"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "notebooks"
# nbgrader releases every other file beside a source notebook, and the lesson's source is one.
c.CourseDirectory.ignore = [
    ".*",
    "__pycache__",
    "feedback",
    "*.py",
    "*.pyc",
]

c.ClearSolutions.code_stub = {
    "python": (
        "raise NotImplementedError("
        '"Not written yet: put your answer here, then run the check below.")'
    )
}

# The instructor's notebook keeps a fingerprint of the build, which is no business of students. For
# the release alone: the same class would strip cells in grading.
release = c.GenerateAssignment
release.preprocessors.append("nbconvert.preprocessors.ClearMetadataPreprocessor")
release.NotebookExporter.ClearMetadataPreprocessor.enabled = True
release.NotebookExporter.ClearMetadataPreprocessor.clear_cell_metadata = False
release.NotebookExporter.ClearMetadataPreprocessor.preserve_nb_metadata_mask = {
    "kernelspec",
    "language_info",
}

# Seconds a cell may take where nbgrader itself runs it, as `nbgrader validate` does for learners.
c.Execute.timeout = 300
c.Execute.iopub_timeout = 60  # a busy machine may deliver the last output late
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

# Students' code runs in the sandbox, checks are judged outside of it, these save what came of it.
# Where there is no sandbox, c.ConfinedAutograde.without_sandbox = True runs it all the same.
c.Autograde.autograde_preprocessors = [
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
converter.install()
feedback.install()

# Pages that show what students wrote run no script of theirs.
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = {
    "markdown2html": "grader.nbgrader_plugin.safe_html.markdown2html",
    "clean_html": "grader.nbgrader_plugin.safe_html.clean_html",
}
c.HTMLExporter.preprocessors = ["grader.nbgrader_plugin.safe_html.Defuse"]

# nbgrader calls alembic by its name, which is not found where the environment is not activated.
if shutil.which("alembic") is None:
    os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"]
