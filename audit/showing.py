"""Tables of what holds where."""

from rich.table import Table

from audit.running import conditions_of
from grader.lab.experiment import HOLDS, OPEN, TURNS

SIGNS = {HOLDS: "✓", TURNS: "✗ turns", OPEN: "? open"}


def table(experiment, known):
    """Each conclusion of an experiment under each condition.

    Parameters
    ----------
    experiment : grader.lab.experiment.Experiment
    known : dict
        Its results, as `audit.keeping.load` gives them.

    Returns
    -------
    rich.table.Table
    """
    shown = Table(title=f"{experiment.topic}: {experiment.__name__}", title_justify="left")
    shown.add_column("condition")
    for conclusion in experiment.conclusions:
        shown.add_column(conclusion.sentence)
    for condition in conditions_of(experiment):
        found = known.get("conditions", {}).get(condition, {})
        shown.add_row(condition, *(_cell(c, condition, found) for c in experiment.conclusions))
    return shown


def surprises(experiment, known):
    """A sentence for each result that is not what the lesson says."""
    for condition in conditions_of(experiment):
        found = known.get("conditions", {}).get(condition, {})
        for conclusion in experiment.conclusions:
            got, said = found.get(conclusion.sentence), conclusion.expected(condition)
            if got and got["verdict"] != said:
                yield (
                    f"{experiment.topic}, {experiment.__name__}, {condition}: "
                    f'"{conclusion.sentence}" {got["verdict"]}, and the lesson says: {said}.'
                )


def _cell(conclusion, condition, found):
    got = found.get(conclusion.sentence)
    if got is None:
        return "-"
    mark = "" if got["verdict"] == conclusion.expected(condition) else " (!)"
    return f"{SIGNS[got['verdict']]}{mark} {got['mean']:+.3g} ± {got['half_width']:.2g}"
