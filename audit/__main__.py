"""Run the lessons' experiments under other conditions; exit code 1 where a lesson says otherwise.

What is on file is not run again, so an audit that was stopped goes on where it was.
"""

import argparse
import sys

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from audit import finding, keeping, running, showing
from audit.code import code_of


def main():
    """Run what is missing, then print all."""
    parser = argparse.ArgumentParser(prog="make audit ARGS=...", description=__doc__)
    parser.add_argument("names", nargs="*", help="topics or experiments; all by default")
    parser.add_argument("--show", action="store_true", help="only print what is on file")
    arguments = parser.parse_args()
    try:
        experiments = finding.experiments(arguments.names)
    except LookupError as error:
        parser.error(str(error))
    if not arguments.show:
        _run(experiments)
    console, strange = Console(), []
    for experiment in experiments:
        known = keeping.load(experiment.topic).get(experiment.__name__, {})
        console.print(showing.table(experiment, known))
        strange += showing.surprises(experiment, known)
    for sentence in strange:
        console.print(sentence, style="bold", highlight=False)
    return 1 if strange else 0


def _run(experiments):
    waiting = []
    for experiment in experiments:
        known = keeping.load(experiment.topic).get(experiment.__name__, {})
        code = code_of(experiment)
        waiting += [(experiment, code, n) for n in running.missing(experiment, known, code)]
    columns = (TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns) as bar:
        task = bar.add_task("", total=len(waiting))
        for experiment, code, condition in waiting:
            bar.update(task, description=f"{experiment.topic}, {experiment.__name__}: {condition}")
            _keep(experiment, code, condition, running.run(experiment, condition))
            bar.advance(task)


def _keep(experiment, code, condition, found):
    """Add what was found to the file; results of other code than the one that ran go."""
    results = keeping.load(experiment.topic)
    known = results.get(experiment.__name__, {})
    if known.get("code") != code:
        known = {"code": code, "conditions": {}}
    known["conditions"][condition] = found
    keeping.save(experiment.topic, results | {experiment.__name__: known})


if __name__ == "__main__":
    sys.exit(main())
