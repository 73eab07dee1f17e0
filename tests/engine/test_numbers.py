"""Numbers that a message sets beside each other can be told apart."""

import pytest

from grader.criteria.numbers import instead, series, told_apart


@pytest.mark.parametrize(
    ("got", "right", "words"),
    [
        (1.5, 2.0, ("1.5", "2")),
        (1.00001, 1.00002, ("1.00001", "1.00002")),
        ((1.0, 2.00001), (1.0, 2.00002), ("(1, 2.00001)", "(1, 2.00002)")),
        ((0.5,), (0.25,), ("0.5", "0.25")),
        (3.0, 3.0, ("3", "3")),
    ],
)
def test_two_values_get_the_digits_that_they_need(got, right, words):
    """Do they look alike only where they are equal?"""
    assert told_apart(got, right) == words


def test_what_came_never_looks_like_what_is_right():
    """Are there as many digits as it takes, with and without what the number is for?"""
    assert instead(1.00001, 1.00002) == "1.00001 where 1.00002 is right"
    assert instead(2.0, 3.0, "at [4]") == "2 at [4], where 3 is right"


def test_neighbors_in_a_row_look_alike_only_where_they_are_equal():
    """Does a row of errors show each step down, and a step that changes nothing?"""
    assert series([0.5, 0.25, 0.25]) == "0.5, 0.25, 0.25"
    assert series([0.40401, 0.40402, 0.40402]) == "0.40401, 0.40402, 0.40402"
