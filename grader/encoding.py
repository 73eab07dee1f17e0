"""Names are UTF-8 on the disk and in the gradebook, whatever the locale says.

In a locale of another encoding Python would take a student's folder for one of another name.
"""

import os
import sys

TERMINAL = "COURSE_TERMINAL"
"""Tells the process that is started anew how the terminal writes; nothing else may see it."""


def settle():
    """Start this command anew in Python's UTF-8 mode, where it reads names in another way."""
    if sys.getfilesystemencoding() != "utf-8":
        os.environ |= {"PYTHONUTF8": "1", TERMINAL: sys.stdout.encoding}
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])
    written = os.environ.pop(TERMINAL, "ascii")
    encoding = None if written in ("ascii", "utf-8") else written
    for stream in (sys.stdout, sys.stderr):
        # What cannot be shown must not end a run: PYTHONIOENCODING may be anything.
        stream.reconfigure(encoding=encoding, errors="replace")
