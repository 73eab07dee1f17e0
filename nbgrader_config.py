"""nbgrader's configuration: the root of the repository is a course directory of nbgrader's."""

import os
import shutil
import sys

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

# Seconds a cell may take; the longest experiment runs within 60 on two cores.
c.Execute.timeout = 300
# A busy machine may deliver the last output late; nbgrader would drop the whole submission after 4.
c.Execute.iopub_timeout = 60

# nbgrader gives no points to a cell with anything on standard error, and TensorFlow logs there. A
# check's verdict is its value: standard error decides no score (and feedback does not show it).
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
c.IgnorePattern.enabled = True
c.IgnorePattern.pattern = r"(?s)."

# nbgrader calls alembic by its name, which is not found where the environment is not activated.
if shutil.which("alembic") is None:
    os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"]
