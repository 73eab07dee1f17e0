"""Every exercise's own answers, under one name each: what the tests judge, here and over the wire.

Run as a file by ``grader.remote.worker``, its namespace is what can be asked for.
"""

from grader.exercises import all_exercises


def stub(*args, **kwargs):
    """An answer that is not written yet."""
    raise NotImplementedError("Not written yet.")


def answers(exercise):
    """The answers of an exercise by name: reference, alternatives, mistakes."""
    found = {f"{exercise.id}:reference": exercise.reference}
    found |= {f"{exercise.id}:{f.__name__}": f for f in exercise.alternatives}
    return found | {f"{exercise.id}:{m.name}": m.answer for m in exercise.mistakes}


for each in all_exercises().values():
    globals().update(answers(each))
