"""nbgrader's commands: names in UTF-8, and one sentence where a gradebook cannot be used."""

import contextlib

from nbgrader.apps import (
    AutogradeApp,
    CollectApp,
    ExportApp,
    GenerateAssignmentApp,
    GenerateFeedbackApp,
    NbGraderApp,
)
from nbgrader.apps.dbapp import DbBaseApp, DbUpgradeApp

from grader import encoding
from grader.learner import CourseError
from grader.nbgrader_plugin.examining import DEFAULT_COURSE
from grader.nbgrader_plugin.gradebook import Book

USING = (AutogradeApp, CollectApp, DbBaseApp, ExportApp, GenerateAssignmentApp, GenerateFeedbackApp)
"""What opens the gradebook. nbgrader would make its tables there first, whatever it is."""


def install():
    """Have ``nbgrader`` read names as UTF-8, and look at the gradebook before these commands."""
    original = getattr(NbGraderApp.start, "original", NbGraderApp.start)

    def start(self):
        encoding.settle()
        app = self
        while app.subapp is not None:
            app = app.subapp
        try:
            with _checked(app):
                original(self)
        except CourseError as error:
            app.fail("%s", error)

    start.original = original
    NbGraderApp.start = start


def _checked(app):
    """A context in which the gradebook of a command can be used, and speaks in sentences."""
    if not isinstance(app, USING) or isinstance(app, DbUpgradeApp):
        return contextlib.nullcontext()
    return Book(app.coursedir.db_url, app.coursedir.course_id or DEFAULT_COURSE).checked()
