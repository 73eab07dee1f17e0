"""Keep the machinery's noise away from the learner, and from nbgrader."""

import contextlib
import importlib.util
import io
import logging
import os
import sys
import tempfile

STANDARD_ERROR = 2

# A lesson makes many small models; that TensorFlow compiles each of them is no news to a learner.
logging.getLogger("tensorflow").addFilter(lambda record: "retracing" not in str(record.msg))


@contextlib.contextmanager
def quiet_standard_error():
    """Throw away what libraries write straight to the file descriptor of standard error.

    nbgrader gives no points to a cell with anything on standard error, and TensorFlow's C++ code
    writes there. What Python code prints while an answer runs is captured elsewhere and shown.
    """
    sys.stderr.flush()
    with tempfile.TemporaryFile() as swallowed:
        saved = os.dup(STANDARD_ERROR)
        os.dup2(swallowed.fileno(), STANDARD_ERROR)
        try:
            yield
        finally:
            os.dup2(saved, STANDARD_ERROR)
            os.close(saved)


@contextlib.contextmanager
def silenced():
    """Throw away what Python code prints, on both streams."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        yield


def installed(package):
    """Whether a package can be imported, told without importing it."""
    return importlib.util.find_spec(package) is not None
