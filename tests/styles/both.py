"""The second proof: an answer gets the same verdict at home and in another process, as in class."""

import contextlib
import os
from pathlib import Path

from grader.judge import judge
from grader.remote.process import Process
from grader.student import Student

from .catalog import rewrites, sampled
from .judging import seed_globals, seeds, verdict
from .rewrite import Rewrite

EXERCISES, TOPICS, AROUND, ONE_IN = (
    "STYLES_EXERCISES",
    "STYLES_TOPICS",
    "STYLES_AROUND",
    "STYLES_ONE_IN",
)
"""Variables of the environment that tell `namespace` what to make."""

MISTAKES = "mistakes"
TIMEOUT = 600


def answers(exercise, topics, one_in=1):
    """A sample of rewrites on some topics; "mistakes" are the exercise's registered ones."""

    def chosen(name):
        return sampled(name, one_in)

    found = rewrites(exercise, tuple(t for t in topics if t != MISTAKES), chosen)
    if MISTAKES in topics:
        wrong = [Rewrite(exercise, m.name, MISTAKES, "", m.answer) for m in exercise.mistakes]
        found += [each for each in wrong if chosen(each.name)]
    return found


def differences(chosen, topics, one_in=1):
    """Answers whose verdicts differ between here and another process, each with how they do.

    One process has the answers of one exercise, or those of all: of a sample, or in one style of
    kernel.
    """
    groups = {}
    for each in chosen:
        kernel = each.style if each.topic == "around" else ""
        together = kernel or one_in > 1
        groups.setdefault(("" if together else each.exercise.id, kernel), []).append(each)
    for (_, kernel), some in groups.items():
        exercises = {each.exercise.id: each.exercise for each in some}
        wanted = ("around",) if kernel else tuple(t for t in topics if t != "around")
        with process(exercises, wanted, kernel, one_in) as wire:
            for each in some:
                words = difference(each, wire, seeds(each.exercise, 1)[0])
                if words:
                    yield each, words


@contextlib.contextmanager
def process(exercises, topics, around="", one_in=1):
    """Another process that has the answers of some exercises by name, in a style of kernel."""
    chosen = {EXERCISES: ",".join(exercises), TOPICS: ",".join(topics)}
    chosen |= {AROUND: around, ONE_IN: str(one_in)}
    before = {name: os.environ.get(name) for name in chosen}
    os.environ.update(chosen)
    try:
        started = Process(Path(__file__).with_name("namespace.py"), timeout=TIMEOUT)
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
    try:
        yield started
    finally:
        started.close()


def difference(answer, wire, seed):
    """How the verdict here and the one over the wire differ, in words; empty where they do not."""
    here = verdict(answer, seed)
    seed_globals(seed)
    there = judge(answer.exercise, Student(wire, answer.name), seed)
    pair = [(v.status, v.score, v.message) for v in (here, there)]
    if pair[0] == pair[1]:
        return ""
    return " but in another process ".join(f"{s}, {n:g}: {m}" for s, n, m in pair)
