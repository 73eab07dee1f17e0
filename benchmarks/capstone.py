"""What reaches which step of the capstone, over fresh tasks.

``python -m benchmarks.capstone 60`` measures what is missing of 60 tasks and keeps the result in
``capstone.json`` beside this file, task by task, so that it can be ended and goes on from there; a
task takes about half a minute. ``python -m benchmarks.capstone 100 reference`` measures only the
answers that are named. Without a number, what is kept is printed. Where the data have changed,
delete the file first; where an answer has, delete its line.
"""

import json
import sys
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.capstone_arms import ARMS
from grader.exercises.combining.capstone import NEAR, PAID_FROM, STEPS
from grader.lab.combining.capstone_signals import draw_task

KEPT = Path(__file__).with_suffix(".json")
NUMBERS = ("tasks", "mean", "sd", "least", "most")
HEADINGS = ("answer", *NUMBERS, *(f"{step:.0%}" for step in STEPS), "points")


def measured(train, seed):
    """Accuracy on the hidden signals of one task, and the expected one or None."""
    task = draw_task(seed)
    model = train(*task.given)
    right = model.predict(task.x_test).argmax(axis=1) == task.y_test
    return round(float(np.mean(right)), 4), getattr(model, "expected_accuracy", None)


def measure(number, names):
    """Measure what is not kept yet of the tasks up to a number, and keep it task by task."""
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    results = {name: kept.get(name, {"accuracy": [], "expected": []}) for name in ARMS}
    for seed in range(number):
        missing = [name for name in names if len(results[name]["accuracy"]) <= seed]
        found = {name: measured(ARMS[name], seed) for name in missing}
        for name, (accuracy, expected) in found.items():
            results[name]["accuracy"].append(accuracy)
            results[name]["expected"].append(expected)
        lines = (f'"{name}": {json.dumps(result)}' for name, result in results.items())
        if found:
            KEPT.write_text("{\n" + ",\n".join(lines) + "\n}\n")


def points(result):
    """The points of each task, shape (n,)."""
    accuracy = np.array(result["accuracy"])
    steps = np.sum([accuracy >= step for step in STEPS], axis=0)
    off = np.abs(np.array(result["expected"], dtype=float) - accuracy)
    honest = np.sum([off <= near for near in NEAR], axis=0) * (accuracy >= STEPS[PAID_FROM])
    return steps + honest


def row(name, result):
    """One line of the table: the share of the tasks on which each step is reached, and points."""
    found = 100 * np.array(result["accuracy"])
    numbers = (found.mean(), found.std(ddof=1), found.min(), found.max())
    shares = [f"{np.mean(found >= 100 * step - 1e-9):.0%}" for step in STEPS]
    shown = (f"{each:.1f}" for each in numbers)
    return (name, f"{len(found)}", *shown, *shares, f"{points(result).mean():.1f}")


def main(number=0, *names):
    """Measure up to a number of tasks, and print the table of all that are kept."""
    measure(int(number), names or ARMS)
    table = Table(*HEADINGS)
    for name, result in json.loads(KEPT.read_text()).items():
        table.add_row(*row(name, result))
    Console(width=120).print(table)


if __name__ == "__main__":
    main(*sys.argv[1:])
