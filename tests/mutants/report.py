"""What `make mutants` prints."""

import json
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from mutants.equivalents import topic_of

COLUMNS = ("mutants", "killed", "equivalent", "survived", "not mutated")


def progress():
    """A bar that is drawn when told to: no thread may run when processes are forked."""
    columns = TextColumn("judging"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    return Progress(*columns, auto_refresh=False, console=Console(stderr=True), transient=True)


def show_end(bar, outcome):
    """Print, above the bar, that an exercise is done."""
    made, *_, survived, _ = numbers(outcome)
    bar.console.print(f"{outcome.exercise.id}: {survived} of {made} survived", highlight=False)


def numbers(outcome):
    """An exercise's numbers, in the order of `COLUMNS`."""
    killed = len(outcome.ids(survived=False))
    equivalent = len(outcome.ids(survived=True, listed=True))
    survived = len(outcome.survivors)
    return len(outcome.mutants), killed, equivalent, survived, len(outcome.skipped)


def table(outcomes):
    """One line an exercise, and the sums."""
    shown = Table(box=None)
    shown.add_column("exercise")
    for name in COLUMNS:
        shown.add_column(name, justify="right")
    rows = [numbers(outcome) for outcome in outcomes]
    for outcome, row in zip(outcomes, rows, strict=True):
        shown.add_row(outcome.exercise.id, *map(str, row))
    shown.add_row("in all", *(str(sum(column)) for column in zip(*rows, strict=True)))
    return shown


def lines(outcome):
    """What is not as it should be; survivors as keys for the list of equivalents."""
    exercise_id = outcome.exercise.id
    found = [f"[{exercise_id}]"] if outcome.survivors else []
    found += [f"{json.dumps(i, ensure_ascii=False)} = " for i in outcome.survivors]
    found += [f"# not mutated, because it has no source: {name}" for name in outcome.skipped]
    found += [f"# {exercise_id}: the list is stale, {words}" for words in outcome.stale]
    return found + [
        f"# {exercise_id}: the check does not accept the right answer {name}"
        for name in outcome.refused
    ]


def show(outcomes):
    """Print the table and all that needs a look.

    Returns
    -------
    bool
        Whether all is well.
    """
    Console().print(table(outcomes))
    for line in (line for outcome in outcomes for line in lines(outcome)):
        print(line)
    return not any(each.survivors or each.stale or each.refused for each in outcomes)


def write(outcomes, folder):
    """Write what needs a look into one file a topic, in the form of the lists of equivalents."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    texts = {}
    for outcome in outcomes:
        made, killed, equivalent, survived, _ = numbers(outcome)
        head = f"# {outcome.exercise.id}: {made} mutants, {killed} killed, {equivalent} equivalent"
        texts.setdefault(topic_of(outcome.exercise), []).extend(
            [f"{head}, {survived} survived", *lines(outcome), ""]
        )
    for topic, found in texts.items():
        (Path(folder) / f"{topic}.txt").write_text("\n".join(found), encoding="utf-8")
