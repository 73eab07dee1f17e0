"""What the build says while it works: a bar on a terminal, plain lines elsewhere."""

from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

SLOWEST = 3
"""How many cells are named with their time."""


class Report:
    """Tells of the build's progress.

    Parameters
    ----------
    console : rich.console.Console, optional
        Where to write; standard output by default.
    """

    def __init__(self, console=None):
        self.console = console or Console(highlight=False)

    def say(self, line):
        """Write one plain line."""
        self.console.print(line, markup=False, soft_wrap=True)

    @contextmanager
    def running(self, lesson):
        """Show a lesson's execution; yields a function to call after each code cell."""
        cells = sum(cell.cell_type == "code" for cell in lesson.cells)
        if not self.console.is_terminal:
            self.say(f"{lesson.title}: running {cells} code cells")
            yield lambda: None
            return
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, TimeElapsedColumn(), console=self.console, transient=True) as bar:
            task = bar.add_task(lesson.title, total=cells)
            yield lambda: bar.advance(task)

    def ran(self, lesson, seconds, durations):
        """Say how long a lesson took, and its slowest cells (one may be TensorFlow's import).

        Parameters
        ----------
        lesson : Lesson
        seconds : float
        durations : dict
            Seconds of each code cell, by index.
        """
        slowest = sorted(durations, key=durations.get, reverse=True)[:SLOWEST]
        cells = ", ".join(f"{durations[i]:.0f} s on line {lesson.lines[i]}" for i in slowest)
        self.say(f"{lesson.title}: ran in {seconds:.0f} s; slowest cells: {cells}")
