"""Tests of an instructor's own, whose outputs nbgrader reads: those of which it makes nonsense."""

from grader.scoring.executor import TOO_LATE
from grader.scoring.verdicts import NOT_RUN


def objection(outputs, points):
    """Say why the outputs of a test can give no points, as a sentence.

    nbgrader takes the first value that a test ends with for its points. Where it is not a number
    or below 0, it gives all of them; where it is above `points` or has no text, it fails, and with
    it the whole submission.

    Parameters
    ----------
    outputs : list of NotebookNode
        Of a cell that students do not write.
    points : float
        To be had.

    Returns
    -------
    str or None
        None where nbgrader reads them well. A value that is no number at all has always meant that
        the test passed.
    """
    for output in outputs:
        if output.output_type == "error" or output.get("name") == "stderr":
            return None
        if output.output_type == "execute_result":
            return _objection_to(output.data.get("text/plain"), points)
    return None


def why_no_points(outputs):
    """Say why a test gives no points where that may be no fault of the answer's, else None.

    Parameters
    ----------
    outputs : list of NotebookNode
        As they stand in the graded notebook.
    """
    first = next((each for each in outputs if each.output_type == "error"), None)
    return first.evalue if first is not None and first.ename in (NOT_RUN, TOO_LATE) else None


def allowed(outputs, points):
    """How many points the outputs of a test leave to be had, and why there are none.

    What it prints to standard error costs nothing: an answer may warn.

    Parameters
    ----------
    outputs : list of NotebookNode
        Of a cell that students do not write.
    points : float
        To be had.

    Returns
    -------
    most : float
    reason : str or None
        A sentence where there are none.
    """
    for output in outputs:
        if output.output_type == "error":
            return 0.0, f"The test beside it failed: {output.ename}: {output.evalue}"
        if output.output_type == "execute_result":
            if reason := objection([output], points):
                return 0.0, reason
            value = _value(output.data["text/plain"])
            return points if value is None else value, None
    return points, None


def _objection_to(text, points):
    if not text:
        return "The value that this test ends with has no text, so it gives no points."
    value = _value(text)
    if value is None or 0 <= value <= points:
        return None
    return f"This test ends with {value:g}, which is no number of points from 0 to {points:g}."


def _value(text):
    """The number that a text is, None where it is none."""
    try:
        return float(text)
    except ValueError:
        return None
