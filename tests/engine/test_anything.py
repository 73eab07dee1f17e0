"""`check` on anything at all: always a verdict with a sentence, never a traceback of ours."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from grader import check
from grader.verdict import Verdict


class Hostile:
    """Fails at whatever it is asked."""

    def __getattr__(self, name):
        raise RuntimeError(name)

    def __eq__(self, other):
        raise RuntimeError("eq")

    __hash__ = None

    def __repr__(self):
        raise RuntimeError("repr")

    __str__ = __bool__ = __len__ = __iter__ = __array__ = __float__ = __repr__


class Liar(Hostile):
    """Looks like a tensor, and is none."""

    __module__ = "tensorflow"
    shape = property(lambda self: 1 / 0)
    dtype = "bfloat16"


class Strange(np.ndarray):
    """An array that says it has another shape."""

    shape = property(lambda self: ("a", None))


class Unspeakable(Exception):
    def __str__(self):
        raise ValueError("no words")


def raises(*args, **kwargs):
    raise Unspeakable


ODD = {
    "hostile": Hostile,
    "liar": Liar,
    "class of hostile ones": lambda: Hostile,
    "module": lambda: np,
    "built-in": lambda: print,
    "class": lambda: dict,
    "bare object": object,
    "strange array": lambda: np.arange(4.0).view(Strange),
    "generator": lambda: (i for i in range(3)),
}
"""Made by a call: Hypothesis shows what it draws from, and these cannot be shown."""

LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.complex_numbers(),
    st.text(max_size=20),
    st.binary(max_size=20),
    st.dates(),
    st.functions(),
    st.sampled_from(sorted(ODD)).map(lambda name: ODD[name]()),
    st.builds(iter, st.lists(st.integers())),
    arrays.from_dtype(np.dtype("m8[s]")),
    arrays.arrays(
        arrays.scalar_dtypes() | st.just(np.dtype("U3")) | st.just(np.dtype("O")),
        arrays.array_shapes(min_dims=0, min_side=0),
    ),
)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.tuples(inner, inner),
        st.dictionaries(st.text(max_size=5) | st.integers(), inner, max_size=3),
    ),
    max_leaves=6,
)
NAMES = st.sampled_from(["standardize", "l1_penalty", "dropout_forward", "k_fold", "EarlyStopper"])
MANY = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def require_verdict(found):
    """A verdict that says something, in each of its forms."""
    assert isinstance(found, Verdict)
    assert found.status != "passed"
    assert 0 <= float(repr(found)) <= found.points
    assert len(found.message) > 20
    assert "\n" not in str(found)
    assert found.message.split()[0] in found._repr_html_()


@given(ANYTHING)
@MANY
def test_anything_as_an_answer(answer):
    require_verdict(check(answer))


@given(ANYTHING, ANYTHING)
@MANY
def test_anything_as_the_name_of_the_exercise(answer, name):
    require_verdict(check(answer, name))


@given(NAMES, ANYTHING)
@MANY
def test_anything_as_a_result(name, result):
    """Is whatever an answer returns named in a sentence?"""
    require_verdict(check(lambda *args, **kwargs: result, name))


@given(st.lists(ANYTHING, max_size=3), st.dictionaries(st.just("seed"), ANYTHING))
@MANY
def test_anything_beside_the_answer(others, options):
    """Is a call with other arguments than `check` takes a sentence, too?"""
    if others or options:
        require_verdict(check(*others, **options))
    require_verdict(check())


@pytest.mark.parametrize("name", ["standardize", "EarlyStopper", "k_fold"])
def test_an_exception_without_words(name):
    require_verdict(check(raises, name))
