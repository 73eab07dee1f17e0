"""A class of hundreds, drawn from a seed: answers of the bank, rewritten a little by each."""

import ast
import inspect
import re
import textwrap
from datetime import timedelta

import numpy as np
from made_class import Given, Work

from grader.exercises import all_exercises

NAMES = (
    "Zoë Ångström",
    "学生 王",
    "O'Neil, Jr.",
    '<script>alert("x")</script> =1+1',
    "علی\u200cرضا 👩\u200d🏫",
    "W" * 5000,
)


def fill(made, students, seed=0):
    """Grade this many students, some of them late, and enroll a few who hand in nothing."""
    rng = np.random.default_rng(seed)
    ids = [f"s{number:03}" for number in range(students)]
    names = {id: NAMES[n] if n < len(NAMES) else f"First{n} Last{n}" for n, id in enumerate(ids)}
    made.enroll(**names, **{f"gone{n}": f"Gone Person{n}" for n in range(3)})
    banks = {name: _bank(all_exercises()[name]) for name in made.most if name in all_exercises()}
    made.grade({id: _work(made, banks, rng) for id in ids} | {"zoe": _work(made, banks, rng)})


def _work(made, banks, rng):
    able = rng.beta(4, 2)
    answers = {name: _answer(rng, bank, able) for name, bank in banks.items()}
    answers |= {name: Given("not attempted", None) for name in made.most.keys() - banks.keys()}
    late = rng.random() < 0.1
    penalty = 2.0 if late else 0.0
    return Work(answers, late=timedelta(hours=26) if late else timedelta(0), penalty=penalty)


def _answer(rng, bank, able):
    right, wrong = bank
    if rng.random() < 0.05:
        return Given("not attempted", 0.0)
    if rng.random() < able or not wrong:
        return Given(text=_rewritten(rng, rng.choice(right)))
    name, text = wrong[int(rng.integers(len(wrong)))]
    share = float(rng.choice([0.0, 0.25, 0.5]))
    named = name if rng.random() < 0.7 else None
    told = "The mean is that of the training set: no, see column 2."
    return Given("partial" if share else "failed", share, _rewritten(rng, text), named, told)


def _rewritten(rng, text):
    """The same with a comment and other names, as another person would have it."""
    number = int(rng.integers(1000))
    changed = re.sub(r"\bmask\b", f"mask{number}", str(text))
    return f"{changed}\n# written by me, number {number}\n"


def _bank(exercise):
    right = [_source(each, exercise.id) for each in (exercise.reference, *exercise.alternatives)]
    right = [text for text in right if "reference." not in text]
    wrong = [(each.name, _source(each.answer, exercise.id)) for each in exercise.mistakes]
    return right, wrong


def _source(answer, name):
    """Its text, as a definition of the exercise's name."""
    text = textwrap.dedent(inspect.getsource(answer))
    (tree,) = ast.parse(text).body
    text = "\n".join(text.splitlines()[tree.lineno - 1 :])  # without decorators
    return text.replace(tree.name, name, 1)
