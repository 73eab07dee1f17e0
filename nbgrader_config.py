"""nbgrader's configuration: the root of the repository is a course directory of nbgrader's."""

import os
import shutil
import sys

# nbgrader has put the folder that it was started in first: no file there may hide a package.
started_in = []
while sys.path and os.path.isdir(sys.path[0]) and os.path.samefile(sys.path[0], "."):
    started_in = [sys.path.pop(0)]
try:
    from grader.nbgrader_plugin import (
        adding,
        converter,
        feedback,
        finding,
        generating,
        gradebook_url,
        refusing,
        roster,
    )
except Exception as error:
    # nbgrader would go on as it comes, and run students' code with all rights of this user.
    sys.exit(f"{__file__}: the course's package cannot be imported ({error}), so nothing is done.")
sys.path += [each for each in started_in if each not in sys.path]

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

c.ClearSolutions.text_stub = "*Write your answer here, in place of this line.*"

# Cells that only test what a lesson says are no business of students.
release = c.GenerateAssignment
release.preprocessors.append("nbconvert.preprocessors.TagRemovePreprocessor")
release.NotebookExporter.TagRemovePreprocessor.enabled = True
release.NotebookExporter.TagRemovePreprocessor.remove_cell_tags = {"for-maintainers"}

# The instructor's notebook keeps a fingerprint of the build, which is no business of students. For
# the release alone: the same class would strip cells in grading.
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
    "nbgrader.preprocessors.IgnorePattern",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
adding.install()
converter.install()
feedback.install()
finding.install()
generating.install()
gradebook_url.install()
refusing.install()
roster.install()
c.ExportApp.plugin_class = "grader.nbgrader_plugin.grades_exporter.GradesExporter"
c.ExchangeFactory.release_assignment = "grader.nbgrader_plugin.releasing.ReleaseAndNote"
c.ExchangeFactory.release_feedback = "grader.nbgrader_plugin.releasing.ReleaseFeedbackForAll"

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

# What holds for one class only (the exchange, a late policy, a database) stands in a file of the
# instructor's, which Git does not know: so an update of the course meets no local change.
LOCAL = "nbgrader_config_local.py"
try:
    load_subconfig(LOCAL, path=os.path.dirname(__file__))  # noqa: F821
except Exception as error:  # nbgrader would go on without any of these settings
    sys.exit(f"{LOCAL}: {type(error).__name__}: {error}")
