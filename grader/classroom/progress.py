"""How far a run is: a bar on a terminal, lines elsewhere."""

import time
from contextlib import contextmanager

from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from grader.classroom.text import printable

EVERY = 10.0
"""Seconds between two lines."""


class Count:
    """What has been done, and how fast.

    Attributes
    ----------
    total, graded, unchanged, failed : int
    """

    def __init__(self, total):
        self.total, self.graded, self.unchanged, self.failed = total, 0, 0, 0
        self._begun = time.monotonic()

    @property
    def done(self):
        """The submissions that are finished in one way or another."""
        return self.graded + self.unchanged + self.failed

    def words(self):
        """One line."""
        parts = [f"{self.graded} graded"]
        parts += [f"{self.unchanged} unchanged"] if self.unchanged else []
        parts += [f"{self.failed} failed"] if self.failed else []
        if self.graded and self.done < self.total:
            rate = self.graded / max(time.monotonic() - self._begun, 1e-3)
            left = (self.total - self.done) / rate
            parts += [f"{60 * rate:.0f} a minute", f"{_duration(left)} left"]
        return ", ".join(parts)


def _duration(seconds):
    minutes, seconds = divmod(round(seconds), 60)
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"


@contextmanager
def shown(console, total):
    """Show how far a run is for as long as it lasts.

    Parameters
    ----------
    console : rich.console.Console
    total : int
        The submissions there are.

    Yields
    ------
    callable
        To be called as ``tell(count)`` with a `Count`, and with ``tell(count, failed)`` when a
        `grader.classroom.results.Result` has failed.
    """
    if console.is_terminal:
        with _bar(console) as bar:
            task = bar.add_task("starting", total=total)

            def tell(count, failed=None):
                _say_failed(bar.console, failed)
                bar.update(task, completed=count.done, description=count.words())

            yield tell
        return
    last = time.monotonic()

    def tell(count, failed=None):
        nonlocal last
        _say_failed(console, failed)
        if count.done == count.total or time.monotonic() - last > EVERY:
            last = time.monotonic()
            console.print(f"{count.done} of {count.total}: {count.words()}")

    yield tell


def _bar(console):
    return Progress(
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
        console=console,
    )


def _say_failed(console, failed):
    if failed:
        words = f"Not graded: {printable(failed.student)}. {printable(failed.reason)}"
        console.print(escape(words), highlight=False, soft_wrap=True)
