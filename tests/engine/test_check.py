"""`check` on answers that misbehave: it survives, and says what came."""

import functools
import subprocess
import sys
import warnings

import numpy as np
import pytest

from grader import check
from grader.reference.start import standardize as reference

CHECK = functools.partial(check, exercise="standardize")


def recurses(train, test):
    return recurses(train, test)


def leaves(train, test):
    raise SystemExit("bye")


def object_arrays(train, test):
    return train.astype(object), test.astype(object)


def not_numbers(train, test):
    return train * np.nan, test * np.nan


def one_dimension_less(train, test):
    return train.ravel(), test.ravel()


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (recurses, "error", "RecursionError"),
        (leaves, "error", "SystemExit: bye"),
        (lambda train, test: train.missing, "error", "AttributeError"),
        (lambda train: train, "error", "TypeError"),
        (lambda train, test: None, "failed", "did you forget a return?"),
        (lambda train, test: "text", "failed", "the text 'text'"),
        (lambda train, test: (train, test, 1), "failed", "got 3 values"),
        (lambda train, test: object(), "failed", "type object"),
        (object_arrays, "failed", "dtype object"),
        (not_numbers, "failed", "nan"),
        (one_dimension_less, "failed", "got shape"),
        (lambda train, test: (train.tolist(), test), "failed", "got a list"),
    ],
)
def test_a_misbehaving_answer_gets_a_reason(answer, status, words):
    """Does the verdict say what came, whatever came?"""
    verdict = CHECK(answer)
    assert verdict.status == status
    assert verdict.score == 0
    assert words in verdict.message


@pytest.mark.parametrize("framework", ["TensorFlow", "PyTorch"])
def test_a_tensor_is_named(framework):
    """Is a tensor in place of an array called by its framework's name?"""
    if framework == "PyTorch":
        convert = pytest.importorskip("torch", reason="PyTorch is optional").tensor
    else:
        from keras.ops import convert_to_tensor as convert
    verdict = CHECK(lambda train, test: (convert(train), convert(test)))
    assert verdict.status == "failed"
    assert f"got a {framework} tensor" in verdict.message
    assert "np.asarray" in verdict.message


def test_changing_an_argument_is_a_mistake_of_its_own():
    """Does a right result lose points when an argument was changed on the way?"""

    def changes(train, test):
        result = reference(train, test)
        train -= 1.0
        return result

    verdict = CHECK(changes)
    assert verdict.status == "partial"
    assert 0 < verdict.score < verdict.points
    assert "changes its argument `train`" in verdict.message


def test_prints_and_warnings_cost_nothing(capfd):
    """Are they captured and shown, and the answer right all the same?"""

    def chatty(train, test):
        print("on the way")
        print("trouble?", file=sys.stderr)
        warnings.warn("mind the gap", stacklevel=1)
        return reference(train, test)

    verdict = CHECK(chatty)
    assert verdict.status == "passed"
    assert "on the way" in verdict.printed
    assert "trouble?" in verdict.printed
    assert "mind the gap" in verdict.warned
    assert capfd.readouterr() == ("", "")


def test_draws_from_the_global_generator_are_seen():
    """Is a global draw found out even if it was seeded from rng?"""

    def dropout_forward(x, rate, rng, training=True):
        np.random.seed(int(rng.integers(2**31)))
        mask = np.random.random(x.shape) >= (rate if training else 0)
        return x * mask / ((1 - rate) if training else 1), mask

    verdict = check(dropout_forward)
    assert verdict.status == "partial"
    assert "global generator" in verdict.message


def test_an_exercise_is_found_by_what_the_notebook_calls_it():
    """Is a lambda or a wrapped function recognised by its name in the notebook?"""
    names = {"check": check, "reference": reference}
    exec("standardize = lambda a, b: reference(a, b)\nverdict = check(standardize)", names)
    assert names["verdict"].status == "passed"


@pytest.mark.parametrize(
    ("answer", "options", "words"),
    [
        (reference, {"exercise": "standardise"}, "Did you mean standardize?"),
        (5, {}, "No exercise is called 'int'"),
        (5, {"exercise": "standardize"}, "Expected the function standardize itself"),
    ],
)
def test_what_cannot_be_judged_gets_no_points(answer, options, words):
    """Does a call that makes no sense fail closed, with one sentence?"""
    verdict = check(answer, **options)
    assert (verdict.status, verdict.score) == ("error", 0.0)
    assert words in verdict.message


@pytest.mark.parametrize("then", ["", "check(lambda a, b: (a, b), exercise='standardize')"])
def test_checking_numpy_imports_no_heavy_package(then):
    """Are the import of `check` and the first check of a NumPy exercise free of heavy packages?"""
    heavy = "{'tensorflow', 'keras', 'torch', 'sklearn', 'matplotlib', 'scipy'}"
    code = (
        f"import sys; from grader import check; {then}\nprint(sorted({heavy} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
