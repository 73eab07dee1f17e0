"""Forged descriptions of Keras models: nothing but built-in parts of a sane size is ever built."""

import copy
import json
from dataclasses import replace

import keras
import numpy as np
import pytest

from grader.criteria.keras.compiling import Settings
from grader.exercises import find
from grader.judge import judge
from grader.remote.built_in import CannotRebuild
from grader.remote.models import rebuild, to_plain_model
from grader.remote.plain import Model, Opaque
from grader.student import Student

LAYERS = keras.layers


@pytest.fixture(scope="module")
def honest():
    """A description of a Dense and a Flatten, as JSON, and its weights."""
    model = keras.Sequential([keras.Input((4,)), LAYERS.Dense(3, "relu"), LAYERS.Flatten()])
    plain = to_plain_model(model)
    return json.loads(plain.config), plain.weights


def _layer(tree):
    """The Dense, inside the description."""
    return tree["config"]["layers"][1]


def _class(module, name, config=None):
    return {"module": module, "class_name": name, "config": config or {}, "registered_name": None}


def _as_layer(module, name, config=None):
    return lambda tree: _layer(tree).update(_class(module, name, config))


def _as_activation(module, name, config):
    made = _class(module, name, config)
    return lambda tree: _layer(tree)["config"].update(activation=made)


def _set(**settings):
    return lambda tree: _layer(tree)["config"].update(settings)


def _called(args):
    return lambda tree: _layer(tree).update(inbound_nodes=[{"args": args, "kwargs": {}}])


def _deep(tree):
    inner = 1
    for _ in range(200):
        inner = [inner]
    _set(units=inner)(tree)


FORGED = {
    "lambda": _as_layer("keras.layers", "Lambda"),
    "a file of words": _as_layer("keras.layers", "StringLookup", {"vocabulary": "/etc/passwd"}),
    "a file of numbers": _as_layer("keras.layers", "IntegerLookup", {"vocabulary": "/etc/passwd"}),
    "a file of a text": _as_layer(
        "keras.layers", "TextVectorization", {"vocabulary": "/etc/passwd"}
    ),
    "a saved model": _as_layer("keras.layers", "TFSMLayer", {"filepath": "/tmp"}),
    "a module of PyTorch": _as_layer("keras.layers", "TorchModuleWrapper"),
    "a recurrent layer": _as_layer("keras.layers", "LSTM", {"units": 3}),
    "another package": _as_layer("os", "system", {}),
    "no package": _as_layer(None, "Dense", {"units": 3}),
    "a class with no name": _as_layer("keras.layers", ["Dense"]),
    "a type of TensorFlow": _as_layer("keras.layers", "__typespec__", ["x"]),
    "code": _as_activation("builtins", "__lambda__", {"value": "x"}),
    "a function of Python": _as_activation("builtins", "function", "eval"),
    "a function that loads": _as_activation("keras.utils", "function", "get_file"),
    "a switch of Keras": _as_activation(
        "keras.config", "function", "enable_unsafe_deserialization"
    ),
    "a function that reads a description": _as_activation("builtins", "function", "deserialize"),
    "text as an array": _as_activation(None, "__numpy__", {"value": [], "dtype": "S2000000000"}),
    "a million units": _set(units=10**6),
    "deep settings": _deep,
    "a call with a number": _called([1]),
    "a call with a text": _called(['"class_name": "__keras_tensor__"']),
    "a call with itself": lambda tree: _layer(tree)["inbound_nodes"][0]["args"][0]["config"].update(
        keras_history=["dense", 0, 0]
    ),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_part_is_refused(honest, name):
    """Is each refused, in words, before it is built?"""
    tree, weights = copy.deepcopy(honest[0]), honest[1]
    assert rebuild(Model(json.dumps(tree), None, weights)).count_params() == 15
    FORGED[name](tree)
    with pytest.raises(CannotRebuild, match=r"\w+ \w+"):
        rebuild(Model(json.dumps(tree), None, weights))


@pytest.mark.parametrize("text", ["", "[]", "1", "{}", "[" * 10**5, '{"class_name": "__tuple__"}'])
def test_a_text_that_is_no_model_is_refused(text):
    """Is nonsense refused in words?"""
    with pytest.raises(CannotRebuild):
        rebuild(Model(text, None, []))


def _described(*layers):
    """A model of dummy weights, of which only the description is small."""
    with keras.StatelessScope(initialize_variables=False):
        config = json.dumps(
            keras.saving.serialize_keras_object(keras.Sequential([keras.Input((1000,)), *layers]))
        )
    keras.utils.clear_session(free_memory=False)
    return Model(config, None, [])


@pytest.mark.parametrize(
    ("layers", "words"),
    [
        ((LAYERS.Dense(90_000), LAYERS.Dense(90_000)), "parameters"),
        ((LAYERS.RepeatVector(90_000), LAYERS.GlobalMaxPooling1D()), "numbers of one example"),
        ((keras.Sequential([LAYERS.Dense(90_000)]),), "parameters"),
        ((LAYERS.Dense(2),), "other shapes"),
    ],
)
def test_size_is_looked_at_before_memory_is_given(layers, words):
    """Is what the description would take counted, whatever weights came with it?"""
    with pytest.raises(CannotRebuild, match=words):
        rebuild(_described(*layers))


def test_many_operations_are_refused():
    """Is a model of a thousand layers refused?"""
    x = inputs = keras.Input((2,))
    for _ in range(600):
        x = keras.ops.negative(x)
    plain = to_plain_model(keras.Model(inputs, x))
    with pytest.raises(CannotRebuild, match="operations"):
        rebuild(plain)


@pytest.mark.parametrize("weights", [[], [np.ones((4, 3))], [np.ones((3, 4)), np.ones(3)]])
def test_other_weights_are_refused(honest, weights):
    """Are count and shapes of the weights those of the layers?"""
    with pytest.raises(CannotRebuild, match="other shapes"):
        rebuild(Model(json.dumps(honest[0]), None, weights))


@pytest.mark.parametrize("value", [np.nan, np.inf, 1j])
def test_weights_that_are_no_numbers_are_refused(honest, value):
    """Are weights finite?"""
    weights = [weight * value for weight in map(np.ones_like, honest[1])]
    with pytest.raises(CannotRebuild, match="finite"):
        rebuild(Model(json.dumps(honest[0]), None, weights))


def test_compile_settings_name_built_in_parts_only():
    """Is a part left out that names something else, and its neighbor kept?"""
    get_file = {"module": "keras.utils", "class_name": "function", "config": "get_file"}
    text = json.dumps({"loss": get_file, "optimizer": "adam", "metrics": ["accuracy", get_file]})
    settings = Settings(text)
    assert settings.arguments["loss"] is None
    assert settings.arguments["metrics"] == ["accuracy"]
    assert not settings.complete
    settled = Settings(json.dumps({"loss": _class("keras.losses", "BinaryCrossentropy")}))
    assert settled.complete
    many = _class("keras.metrics", "AUC", {"num_thresholds": 10**9})
    assert Settings(json.dumps({"metrics": [many]})).arguments["metrics"] == []


@pytest.mark.parametrize("compiled", ["", "[]", "1", "[" * 10**5, '{"optimizer": 5}', "{}"])
def test_forged_compile_settings_get_a_verdict(compiled):
    """Is nonsense about how a model was compiled no more than a criterion that fails?"""
    exercise = find("build_classifier")
    honest = Student(_Replying(None), "answer")
    shape = judge(exercise, honest, seed=1)
    assert shape.score < exercise.points
    verdict = judge(exercise, Student(_Replying(compiled), "answer"), seed=1)
    assert verdict.score < exercise.points


class _Replying:
    """Builds the reference and says that it was compiled in this way."""

    def __init__(self, compiled):
        self._compiled = compiled

    def ask(self, request):
        reply = {"printed": "", "warned": [], "changed": [], "global_draws": False}
        model = find("build_classifier").reference(*request["args"], **request["kwargs"])
        plain = to_plain_model(model)
        assert not isinstance(plain, Opaque)
        return reply | {"value": replace(plain, compiled=self._compiled, number=0)}
