"""What crosses as plain data, and what stays where it is as an object."""

from collections import Counter, namedtuple

import numpy as np
import pytest

from grader.remote.plain import to_plain

KEPT = object()


class Stopper(dict):
    def update(self, value, weights):
        return value > weights


class Ensemble(list):
    def predict(self, x):
        return x


class Table(dict):
    """Without methods of its own."""


Model, Fit = namedtuple("Model", "predict accuracy"), namedtuple("Fit", "w b")


@pytest.mark.parametrize("value", [Stopper(), Ensemble([1]), Model(print, 0.5)])
def test_a_basic_type_with_methods_is_an_object(value):
    assert to_plain(value, lambda _: KEPT) is KEPT


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Fit(1.0, 2.0), (1.0, 2.0)),
        (Table(a=1), {"a": 1}),
        (Counter("aab"), {"a": 2, "b": 1}),
        (np.float64(0.5), 0.5),
        (np.str_("a"), "a"),
        (True, True),
    ],
)
def test_data_of_any_class_crosses(value, plain):
    found = to_plain(value, lambda _: KEPT)
    assert found == plain
    assert type(found) is type(plain) or isinstance(found, np.generic)
