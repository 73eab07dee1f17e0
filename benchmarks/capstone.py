"""How far the capstone's plain baseline and its reference are from the steps of its points.

``python -m benchmarks.capstone [FIRST_SEED [NUMBER]]``; 20 tasks take about two minutes.
"""

import sys

import numpy as np
from rich.console import Console
from rich.table import Table

from grader.exercises.combining.capstone import STEPS
from grader.exercises.combining.hidden_digits import Task
from grader.reference import capstone


def accuracies(train, seeds):
    """Accuracy on the hidden digits of one task for each seed."""
    found = []
    for seed in seeds:
        task = Task(np.random.default_rng(seed))
        said = train(*task.given).predict(task.hidden)
        found.append(np.mean(said.argmax(axis=1) == task.labels))
    return np.array(found)


def main(first=0, number=20):
    """Print mean, spread, extremes and the distance to the step that matters, in deviations."""
    seeds = range(first, first + number)
    table = Table("network", "mean", "sd", "least", "most", "step", "distance (sd)")
    for name, train, step in (
        ("plain, stays below", capstone.plain, STEPS[0]),
        ("reference, reaches", capstone.capstone, STEPS[-1]),
    ):
        found = accuracies(train, seeds)
        sd = found.std(ddof=1)
        row = (found.mean(), sd, found.min(), found.max(), step, abs(found.mean() - step) / sd)
        table.add_row(name, *(f"{value:.3f}" for value in row))
    Console(width=100).print(table)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
