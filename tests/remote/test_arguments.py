"""Arguments that are more than values: a list that lasts from call to call, a Keras model."""

from dataclasses import replace

import numpy as np
import pytest

from grader.remote.models import to_plain_model
from grader.remote.plain import Reused
from grader.remote.process import Process
from grader.remote.responder import Responder
from grader.student import Student

ANSWERS = """
class Keeper:
    def __init__(self):
        self.seen = []
    def take(self, weights):
        self.seen.append(weights)
        return [weights is first for first in self.seen]
    def spoil(self, weights):
        weights[0][0] = -1.0
    def fill(self, parts):
        parts[-1] = 0.25

def weights_of(model):
    return model.get_weights()
"""


@pytest.fixture(scope="module")
def process(tmp_path_factory):
    path = tmp_path_factory.mktemp("answers") / "answers.py"
    path.write_text(ANSWERS)
    process = Process(path, timeout=120)
    yield process
    process.close()


@pytest.fixture(params=["here", "there"])
def responder(request):
    if request.param == "there":
        return request.getfixturevalue("process")
    names = {}
    exec(ANSWERS, names)
    return Responder(names)


def test_a_reused_list_is_overwritten_in_place(responder):
    """Does what an answer kept of a former call show the values of the latest?"""
    keeper = Student(responder, "Keeper")()
    weights = Reused([np.zeros(2), np.zeros((1, 3))])
    assert keeper.take(weights) == [True]
    assert keeper.take(replace(weights, values=[np.ones(2), np.ones((1, 3))])) == [True, True]
    seen = keeper.member("seen")
    assert all(np.all(array == 1.0) for kept in seen for array in kept)


def test_another_reused_list_is_another_object(responder):
    """Do two of them never share arrays, even of one shape?"""
    keeper = Student(responder, "Keeper")()
    assert keeper.take(Reused([np.zeros(2)])) == [True]
    assert keeper.take(Reused([np.ones(2)])) == [False, True]
    assert np.all(keeper.member("seen")[0][0] == 0.0)


def test_a_change_of_a_reused_list_is_noticed(responder):
    """Is an answer reported that writes into its caller's list?"""
    keeper = Student(responder, "Keeper")()
    keeper.spoil(Reused([np.zeros(2)]))
    assert keeper.notes.changed == ["weights"]


@pytest.mark.parametrize("last", [0.5, 3, "linear", None], ids=str)
def test_a_change_inside_a_list_is_noticed(responder, last):
    """Is an answer reported that overwrites a number or a text in its caller's list?"""
    keeper = Student(responder, "Keeper")()
    keeper.fill([0.25, last])
    assert keeper.notes.changed == ["parts"]


def test_an_equal_number_in_its_place_is_no_change(responder):
    """Is nothing reported where the list still says the same?"""
    keeper = Student(responder, "Keeper")()
    keeper.fill([0.5, 0.25])
    assert keeper.notes.changed == []


@pytest.mark.slow
def test_a_model_arrives_with_its_weights(responder):
    """Can an answer be handed a Keras model?"""
    import keras

    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
    got = Student(responder, "weights_of")(to_plain_model(model))
    assert all(np.array_equal(a, b) for a, b in zip(got, model.get_weights(), strict=True))


@pytest.mark.slow
def test_a_reused_model_is_one_object_with_new_weights(responder):
    """Does a model that an answer kept have the weights of the latest call?"""
    import keras

    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
    plain = to_plain_model(model)
    keeper, first = Student(responder, "Keeper")(), Reused(plain)
    keeper.take(first)
    moved = [weight + 1 for weight in plain.weights]
    second = replace(first, values=replace(plain, weights=moved))
    assert keeper.take(second) == [True, True]
    kept = keeper.member("seen")[0]
    assert all(np.array_equal(a, b) for a, b in zip(kept.weights, moved, strict=True))
