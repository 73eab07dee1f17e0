"""Which array of one model stands for which of another, in whatever order layers were made."""

import pytest

from grader.criteria.keras.pairing import MOST, pairings
from grader.criteria.keras.structure import OF_NORMS

NORM = [(name, (6,)) for name in OF_NORMS]
EXPECTED = [("", (8, 6)), *NORM, ("", (6, 6)), *NORM, ("", (6, 3)), ("", (3,))]
"""Two hidden layers of six units without bias, each with a batch norm, and an output layer."""

FIRST, SECOND = [1, 2, 3, 4], [6, 7, 8, 9]
ORDERS = {
    "as they are used": [*range(12)],
    "the other way round": [10, 11, *SECOND, 5, *FIRST, 0],
    "norms before kernels": [*FIRST, *SECOND, 0, 5, 10, 11],
    "norms after kernels": [0, 5, 10, 11, *FIRST, *SECOND],
    "norms exchanged": [0, *SECOND, 5, *FIRST, 10, 11],
}


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_every_order_of_the_layers_is_thought_of(order):
    """Is the true pairing among those that are found from shapes alone?"""
    own = [("", EXPECTED[place][1]) for place in order]
    assert order in pairings(own, EXPECTED, ())


def test_the_usual_order_comes_first():
    """Is the one in which the layers are used tried before all others?"""
    own = [("", shape) for _, shape in EXPECTED]
    assert pairings(own, EXPECTED, ())[0] == ORDERS["as they are used"]


def test_a_missing_or_another_array_has_no_pairing():
    """Is nothing paired where a bias lacks, or a kernel has another shape?"""
    own = [("", shape) for _, shape in EXPECTED]
    assert pairings(own[:-1], EXPECTED, ()) == []
    assert pairings([("", (8, 5)), *own[1:]], EXPECTED, ()) == []


def test_a_spare_bias_stands_for_nothing():
    """Is a bias before a norm, which does nothing, passed over where it is known to be one?"""
    own = [EXPECTED[0], ("", (6,)), *EXPECTED[1:]]
    assert pairings(own, EXPECTED, ()) == []
    assert pairings(own, EXPECTED, (1,)) == [[0, None, *range(1, 12)]]


def test_many_layers_of_one_size_do_not_take_forever():
    """Is the number of orders bounded where all layers are alike?"""
    alike = [("", (6, 6)), ("", (6,))] * 12
    assert len(pairings(alike, alike, ())) == MOST
