"""Runs that are killed at a given step, forked from one process that has imported what they take.

A step is a statement or a commit that goes to the gradebook, or a change of the file system; the
process is killed before the step is taken. The argument is a course directory to practice on. Reads
a JSON object a line from standard input: ``root`` is the course directory, ``address`` that of the
scheduler, ``scored`` a folder for `fakes.FakeScoring`, ``die_at`` the number of the step, or 0. The
answer is a line with the number of steps, or that it was killed.
"""

import io
import json
import os
import shutil
import signal
import sys
from pathlib import Path

from fakes import LESSON, FakeScoring, outcome
from rich.console import Console
from sqlalchemy import event
from sqlalchemy.engine import Engine

from grader.classroom import chart, grading
from grader.classroom.keeping import Keeper
from grader.nbgrader_plugin.writing import Writer
from grader.scoring.submission import read

CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "tempfile.mkdtemp"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Steps:
    """Counts steps, and dies before a given one."""

    def __init__(self, die_at):
        self.taken, self.die_at = 0, die_at
        sys.addaudithook(self.audit)
        for name in ("before_cursor_execute", "commit"):
            event.listen(Engine, name, lambda *_: self.take())

    def audit(self, name, arguments):
        """Count what changes the file system."""
        if name in CHANGES or (name == "open" and (arguments[2] or 0) & WRITING):
            self.take()

    def take(self):
        """Count a step."""
        self.taken += 1
        if self.taken == self.die_at:
            os.kill(os.getpid(), signal.SIGKILL)


def run(root, address, die_at, scored):
    """A whole run, without the picture, which comes when all is written and takes long."""
    steps = Steps(die_at)
    chart.write = lambda *_: None
    order = grading.Order(Path(root), LESSON, scheduler=address, sandbox=False)
    fine = grading.grade(order, Console(file=io.StringIO()), FakeScoring(scored))
    return {"steps": steps.taken, "fine": fine}


def import_and_compile(root):
    """Have all the rest imported, and nbgrader's statements compiled, with no thread left.

    Leaves a copy of the gradebook as it is when nothing has been graded.
    """
    order = grading.Order(Path(root), LESSON)
    course, assignment, handed = order.open()
    writer = Writer(course)
    writer.register(LESSON)
    writer.close()
    shutil.copy(Path(root, "gradebook.db"), Path(root, "registered.db"))
    for each in handed:
        submission = read(each.folder, LESSON, assignment.released)
        made = outcome(submission, assignment.released, 1, "")
        Keeper(course, writer, assignment).keep(each.student, submission, made)
        writer.score(each.student, LESSON)
    writer.close()


def main():
    """Fork a process for each line."""
    import_and_compile(sys.argv[1])
    print("ready", flush=True)
    for line in sys.stdin:
        ours, theirs = os.pipe()
        child = os.fork()
        if not child:
            try:
                os.write(theirs, json.dumps(run(**json.loads(line))).encode())
            except Exception as error:
                os.write(theirs, json.dumps({"error": repr(error)}).encode())
            finally:
                os._exit(0)
        os.close(theirs)
        with open(ours, "rb") as pipe:
            said = pipe.read()
        os.waitpid(child, 0)
        print(said.decode() or '{"killed": true}', flush=True)


if __name__ == "__main__":
    main()
