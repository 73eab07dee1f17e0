"""The report of a large class, made and not graded, as a lecturer waits for it."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.classes import ROOT
from benchmarks.table import Row

sys.path.append(str(ROOT / "tests" / "report"))
from large_class import fill
from made_class import MadeClass

LESSON = "03_dropout"
CLASS = 300
SECONDS = 10


def measure():
    """The line of the table."""
    with tempfile.TemporaryDirectory() as folder:
        made = MadeClass(Path(folder, "class"), LESSON)
        fill(made, CLASS)
        course = str(Path(sys.executable).with_name("course"))
        command = [course, "report", LESSON, "--course-dir", str(made.root)]
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        took = time.perf_counter() - started
    return Row(f"seconds for the report of {CLASS} students of {LESSON}", took, SECONDS, False)
