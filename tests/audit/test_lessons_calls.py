"""The lessons run the experiments that the audit examined: as they are by default, seeds aside."""

import ast
import inspect
from pathlib import Path

import pytest

from audit import finding

LESSONS = sorted((Path(__file__).parents[2] / "solutions").glob("*/*.py"))
DRAWN = ("plots", "tables")
"""Modules in which a picture or a table of an experiment may have its name."""


def constants(tree):
    """What a lesson's names stand for where that is written out: numbers, tuples, ranges."""
    found = {"range": range}
    for target, node in assignments(tree):
        value = evaluated(node, found)
        if isinstance(target, ast.Name) and value is not None:
            found[target.id] = value
    return found


def assignments(tree):
    """Targets at the top level and what they are given, one by one."""
    for node in tree.body:
        if isinstance(node, ast.Assign):
            (target,) = node.targets
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                yield from zip(target.elts, node.value.elts, strict=True)
            else:
                yield target, node.value


def evaluated(node, names):
    """The value of an expression of constants; None of anything else, such as an own function."""
    allowed = (ast.Constant, ast.Tuple, ast.Name, ast.Load, ast.Call, ast.UnaryOp, ast.USub)
    if not all(isinstance(part, allowed) for part in ast.walk(node)):
        return None
    if not all(part.id in names for part in ast.walk(node) if isinstance(part, ast.Name)):
        return None
    return eval(compile(ast.Expression(node), "<lesson>", "eval"), {}, names)


def calls(tree, experiments):
    """Calls of experiments in a lesson, each with its experiment."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of_pictures = ast.unparse(node.func.value).split(".")[0] in DRAWN
            if node.func.attr in experiments and not of_pictures:
                yield node, experiments[node.func.attr]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_runs_what_was_audited(lesson):
    """Has each argument but the seeds its default, so that table and audit show the same?"""
    topic = lesson.stem.partition("_")[2]
    experiments = {e.__name__: e for e in finding.experiments() if e.topic == topic}
    tree = ast.parse(lesson.read_text(encoding="utf-8"))
    names = constants(tree)
    others = []
    for call, experiment in calls(tree, experiments):
        parameters = inspect.signature(experiment.function).parameters
        for given in call.keywords:
            value = evaluated(given.value, names)
            usual = parameters[given.arg].default if given.arg in parameters else None
            if given.arg != "seeds" and value is not None and value != usual:
                others.append(f"line {call.lineno}: {given.arg}={value}, where {usual} was audited")
    assert others == []


def test_another_argument_is_noticed():
    """Does the reading of calls see names, and let what nobody can read pass?"""
    tree = ast.parse("MANY, FEW = 80, 2\nx = lab.run(epochs=MANY, whole=mine)\nplots.run(epochs=3)")
    ((call, experiment),) = calls(tree, {"run": "an experiment"})
    values = [evaluated(each.value, constants(tree)) for each in call.keywords]
    assert (experiment, values) == ("an experiment", [80, None])
