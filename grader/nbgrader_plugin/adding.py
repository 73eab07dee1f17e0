"""What ``nbgrader db student add`` and ``db assignment add`` are given is checked first."""

from dateutil.tz import gettz
from nbgrader.apps import dbapp
from nbgrader.utils import parse_utc

from grader.classroom.text import printable
from grader.nbgrader_plugin.ids import EXPECTED, names_folder


def install():
    """Have nbgrader refuse an id that can name no folder, and a due date that is none."""
    _check_first(dbapp.DbStudentAddApp, _check_id)
    _check_first(dbapp.DbAssignmentAddApp, _check_assignment)


def _check_first(command, check):
    original = getattr(command.start, "original", command.start)

    def start(self):
        check(self)
        original(self)

    start.original = original
    command.start = start


def _check_assignment(app):
    _check_id(app)
    if len(app.extra_args) == 1 and "+" in app.extra_args[0]:
        app.fail(
            "%r has a plus sign, which the exchange uses itself: take another name.",
            *app.extra_args,
        )
    _check_due_date(app)


def _check_id(app):
    if len(app.extra_args) == 1 and not names_folder(app.extra_args[0]):
        app.fail("%r is an id %s", printable(app.extra_args[0], 60), EXPECTED)


def _check_due_date(app):
    """Refuse no date, and a zone that nbgrader would not know and pass over."""
    if app.duedate is None:
        return
    given, zone = printable(app.duedate, 60), app.duedate.split(" ")[2:]
    try:
        parse_utc(app.duedate)
    except (ValueError, OverflowError):
        app.fail("--duedate %r is no date: give one such as '2035-02-01 23:59 UTC'.", given)
    if len(zone) == 1 and gettz(zone[0]) is None:
        app.fail(
            "--duedate %r ends with a time zone that nbgrader does not know: name it, as in "
            "'2035-02-01 23:59 UTC' or '2035-02-01 23:59 Europe/Berlin'.",
            given,
        )
