"""Styles of the callable itself: how a function is defined and called does not matter.

They fit every answer that is called once to get a result, which all but a class are. Where models
are built, which takes long, the reference stands for all answers.
"""

import functools
import inspect
import sys
import time
import warnings

import numpy as np

from ..contract import kinds
from ..rewrite import Rewrite, bases, spoken

STYLES = []


def style(function):
    """Register a style: it takes an answer and the signature asked for, and returns an answer."""
    STYLES.append(function)
    return function


def rewrites(exercise):
    """Every answer of an exercise in every style of this module."""
    if exercise.id == "EarlyStopper":
        return
    signature = inspect.signature(exercise.reference)
    for base, answer in bases(exercise).items():
        if base != "reference" and not kinds(exercise):
            continue
        for each in STYLES:
            yield Rewrite(exercise, base, "callable", spoken(each), each(answer, signature))


def written(signature, text, **names):
    """Evaluate a template: SIGNATURE and ARGUMENTS become the exercise's own."""
    namespace, parameters = dict(names), signature.parameters.values()
    # By position only what must be given: an answer may have taken the rest by keyword alone.
    required = [p.name for p in parameters if p.default is p.empty]
    optional = [f"{p.name}={p.name}" for p in parameters if p.default is not p.empty]
    passed = ", ".join(required + optional)
    text = text.replace("SIGNATURE", ", ".join(map(str, parameters)))
    exec(text.replace("ARGUMENTS", passed), namespace)
    return namespace["result"]


@style
def as_a_lambda(answer, signature):
    return written(signature, "result = lambda SIGNATURE: answer(ARGUMENTS)", answer=answer)


@style
def as_a_partial(answer, signature):
    return functools.partial(answer)


@style
def with_a_wrapping_decorator(answer, signature):
    @functools.wraps(answer)
    def wrapper(*args, **kwargs):
        return answer(*args, **kwargs)

    return wrapper


@style
def with_a_careless_decorator(answer, signature):
    def wrapper(*args, **kwargs):
        started = time.perf_counter()
        result = answer(*args, **kwargs)
        print(f"{answer.__name__} took {time.perf_counter() - started:.0f} s")
        return result

    return wrapper


@style
def as_a_callable_object(answer, signature):
    text = "class Own:\n def __call__(self, SIGNATURE): return answer(ARGUMENTS)\nresult = Own()"
    return written(signature, text.replace("self, )", "self)"), answer=answer)


@style
def as_a_bound_method(answer, signature):
    text = "class Own:\n def f(self, SIGNATURE): return answer(ARGUMENTS)\nresult = Own().f"
    return written(signature, text, answer=answer)


@style
def as_a_static_method(answer, signature):
    text = "class Own:\n @staticmethod\n def f(SIGNATURE): return answer(ARGUMENTS)\nresult = Own.f"
    return written(signature, text, answer=answer)


@style
def as_a_class_method(answer, signature):
    text = "class Own:\n @classmethod\n def f(cls, SIGNATURE): return answer(ARGUMENTS)\n"
    return written(signature, text + "result = Own.f", answer=answer)


@style
def with_one_parameter_more(answer, signature):
    comma = ", " if signature.parameters else ""
    text = f"def result(SIGNATURE{comma}verbose=False): return answer(ARGUMENTS)"
    return written(signature, text, answer=answer)


@style
def with_annotations(answer, signature):
    def result(*args, **kwargs):
        return answer(*args, **kwargs)

    typed = [p.replace(annotation="np.ndarray") for p in signature.parameters.values()]
    result.__signature__ = signature.replace(parameters=typed)
    return result


@style
def as_a_closure(answer, signature):
    text = "def make():\n def inner(SIGNATURE): return answer(ARGUMENTS)\n return inner\n"
    return written(signature, text + "result = make()", answer=answer)


@style
def that_prints(answer, signature):
    def result(*args, **kwargs):
        print("called with", *map(type, args), *kwargs)
        return answer(*args, **kwargs)

    return result


@style
def that_warns(answer, signature):
    def result(*args, **kwargs):
        warnings.warn("this was not tested on real data", stacklevel=2)
        return answer(*args, **kwargs)

    return result


@style
def that_writes_to_stderr(answer, signature):
    def result(*args, **kwargs):
        sys.stderr.write("debug: in the function\n")
        return answer(*args, **kwargs)

    return result


@style
def that_logs(answer, signature):
    def result(*args, **kwargs):
        import logging

        logging.getLogger("learner").warning("in the function")
        return answer(*args, **kwargs)

    return result


@style
def that_counts_its_calls(answer, signature):
    def result(*args, **kwargs):
        result.calls += 1
        return answer(*args, **kwargs)

    result.calls = 0
    return result


@style
def that_catches_and_raises_again(answer, signature):
    def result(*args, **kwargs):
        try:
            return answer(*args, **kwargs)
        except Exception as error:
            raise RuntimeError("it went wrong") from error

    return result


@style
def in_quiet_arithmetic(answer, signature):
    return np.errstate(all="ignore")(answer)


@style
def by_a_second_function(answer, signature):
    def solution(*args, **kwargs):
        return answer(*args, **kwargs)

    return written(
        signature, "def result(SIGNATURE): return solution(ARGUMENTS)", solution=solution
    )
