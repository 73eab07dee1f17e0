"""Keras answers that cannot be rebuilt elsewhere are asked where they are."""

import numpy as np
import pytest

from grader.remote.plain import Model, Tensor
from grader.student import Student, local


@pytest.fixture(scope="module")
def keras():
    return pytest.importorskip("keras")


def _doubled(out):
    assert isinstance(out, Tensor)
    return np.array_equal(out.values, 2 * np.ones((2, 3)))


def _double(keras):
    class Double(keras.layers.Layer):
        def call(self, x):
            return 2 * x

    return Double()


def test_a_model_without_inputs_can_be_called(keras):
    """Does it say what it lacks, and answer all the same?"""
    answer = local(lambda: keras.Sequential([_double(keras)]))()
    assert isinstance(answer, Student)
    assert "has no inputs yet" in answer.words
    assert _doubled(answer(np.ones((2, 3)), training=False))


def test_a_model_with_code_of_its_own_can_be_called(keras):
    """Is a model that crosses but cannot be rebuilt still to be reached by its number?"""
    student = local(lambda: keras.Sequential([keras.Input((3,)), _double(keras)]))
    answer = student()
    assert isinstance(answer, Model)
    assert _doubled(student.at(answer.number)(np.ones((2, 3))))
