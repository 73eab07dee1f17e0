"""Judge all rewrites of some exercises: ``python -m tests.styles [exercise ids] [options]``.

It prints a line for each exercise, and each rewrite that does not get all points with the verdict's
message. With --both each rewrite is judged in another process, too, and so is each registered
mistake: then those are listed whose verdicts differ.
"""

import argparse
import os
import sys
import time
import warnings

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from grader.exercises import all_exercises, find

from . import both
from .catalog import TOPICS, rewrites, sampled
from .judging import rejection

COLUMNS = ("rewrites", "accepted", "rejected", "seconds")


def main():
    """Judge what the command line chooses; the exit status is 1 where something was rejected."""
    options = _options()
    warnings.simplefilter("ignore")
    exercises = [find(name) for name in options.exercises] or all_exercises().values()
    topics = tuple(options.topic or TOPICS)
    print("exercise".ljust(28), *(f"{name:>9}" for name in COLUMNS))
    rows = (_compare if options.both else _judge)(exercises, topics, options)
    total = [sum(column) for column in zip(*rows, strict=True)] or [0, 0, 0]
    _print_row("all", *total)
    return int(total[1] > 0)


def _options():
    parser = argparse.ArgumentParser(prog="python -m tests.styles", description=__doc__)
    parser.add_argument("exercises", nargs="*", help="ids; all by default")
    parser.add_argument("--topic", action="append", choices=TOPICS, help="all by default")
    parser.add_argument("--style", default="", help="only rewrites with this in their names")
    parser.add_argument("--seeds", type=int, default=2, help="inputs for each rewrite")
    parser.add_argument("--one-in", type=int, default=1, help="the size of a sample")
    parser.add_argument("--both", action="store_true", help="compare with another process")
    options = parser.parse_args()
    options.chosen = lambda name: options.style in name and sampled(name, options.one_in)
    return options


def _judge(exercises, topics, options):
    """Judge the rewrites at home; a row an exercise."""
    rows = []
    for exercise in exercises:
        begin = time.perf_counter()
        found = rewrites(exercise, topics, options.chosen)
        rejected = [*filter(None, (rejection(each, options.seeds) for each in found))]
        if found:
            rows.append((len(found), len(rejected), time.perf_counter() - begin))
            _print_row(exercise.id, *rows[-1])
        for each in rejected:
            _print_line(f"{each.rewrite.name} (seed {each.seed}): {each.message}")
    return rows


def _compare(exercises, topics, options):
    """Judge the rewrites and the mistakes in two places; one row, with those that differ."""
    begin = time.perf_counter()
    topics = (*topics, both.MISTAKES)
    found = [a for exercise in exercises for a in both.answers(exercise, topics, options.one_in)]
    chosen = [answer for answer in found if options.chosen(answer.name)]
    differing = 0
    for each, words in both.differences(chosen, topics, options.one_in):
        differing += 1
        _print_line(f"{each.name}: {words}")
    return [(len(chosen), differing, time.perf_counter() - begin)]


def _print_line(text):
    print("   ", " ".join(text.split()), flush=True)


def _print_row(name, count, rejected, taken):
    print(f"{name:28}{count:10}{count - rejected:10}{rejected:10}{taken:10.1f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
