"""Penalties of Keras models beyond the bank: every spelling, and what only looks like one."""

import functools

import keras
import pytest

from grader.exercises.l1_l2.build_l2_model import build_l2_model
from grader.judge import Trial
from grader.student import local


class OwnL2(keras.regularizers.Regularizer):
    """An L2 penalty of somebody's own, with its configuration."""

    def __init__(self, factor):
        self.factor = factor

    def __call__(self, w):
        return self.factor * keras.ops.sum(keras.ops.square(w))

    def get_config(self):
        return {"factor": self.factor}


class OwnL2WithoutConfig:
    """The same, which Keras could not save."""

    def __init__(self, factor):
        self.factor = factor

    def __call__(self, w):
        return self.factor * keras.ops.sum(w**2)


def _trial(hidden, output=None, afterwards=None):
    """Try build_l2_model with other settings; each is a function of the strength."""

    def answer(n_features, strength):
        dense = {"activation": "relu"} | hidden(strength)
        last = output(strength) if output else {}
        model = keras.Sequential(
            [
                keras.Input((n_features,)),
                keras.layers.Dense(64, **dense),
                keras.layers.Dense(1, activation="sigmoid", **last),
            ]
        )
        if afterwards:
            afterwards(model.layers[0], strength)
        model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
        return model

    return Trial(build_l2_model, local(answer), seed=5)


def _on_kernel(make):
    return lambda strength: {"kernel_regularizer": make(strength)}


L2 = keras.regularizers.L2
RIGHT = {
    "l2": keras.regularizers.l2,
    "l1_l2": lambda s: keras.regularizers.l1_l2(l1=0.0, l2=s),
    "L1L2 by position": lambda s: keras.regularizers.L1L2(0.0, s),
    "dict": lambda s: {"class_name": "L2", "config": {"l2": s}},
    "own class": OwnL2,
    "own class without config": OwnL2WithoutConfig,
    "partial": lambda s: functools.partial(lambda factor, w: factor * keras.ops.sum(w * w), s),
    "squared norm": lambda s: lambda w: s * keras.ops.norm(w) ** 2,
}
WRONG = {
    "the default": lambda s: "l2",
    "own class of half the strength": lambda s: OwnL2(s / 2),
    "L1 by position": lambda s: keras.regularizers.L1L2(s),
    "orthogonal": keras.regularizers.OrthogonalRegularizer,
    "root of the strength": lambda s: L2(s**0.5),
}
BESIDE = {
    "bias": {"bias_regularizer": "l2"},
    "activity": {"activity_regularizer": "l1"},
    "constraint": {"kernel_constraint": "unit_norm"},
    "frozen": {"trainable": False},
}


def _wrong(trial):
    """The criteria that do not hold, but for those on models of other sizes and strengths."""
    failed = (each for each in trial.criteria if not each.passed)
    return [each for each in failed if not each.sentence.startswith("It also works")]


def _failed(trial):
    """The sentences that do not hold, by their first words."""
    return [" ".join(each.sentence.split()[:3]) for each in _wrong(trial)]


@pytest.mark.parametrize("name", RIGHT)
def test_every_spelling_passes(name):
    assert _failed(_trial(_on_kernel(RIGHT[name]))) == []


@pytest.mark.parametrize("name", WRONG)
def test_another_penalty_is_rejected(name):
    """Is a penalty of another kind or strength found out, and nothing else blamed?"""
    assert _failed(_trial(_on_kernel(WRONG[name]))) == ["Every kernel that"]


@pytest.mark.parametrize("name", ["mean", "norm"])
def test_a_function_that_is_no_l1_or_l2_is_another_penalty(name):
    """Is it judged by its values, also where one size would give L2's value?"""
    makes = {
        "mean": lambda s: lambda w: 2 * s * keras.ops.mean(w**2),
        "norm": lambda s: lambda w: s * keras.ops.norm(w),
    }
    assert _failed(_trial(_on_kernel(makes[name]))) == ["Every kernel that"]


@pytest.mark.parametrize("name", BESIDE)
def test_what_stands_beside_the_penalty_is_rejected(name):
    """Is it noticed that more than the kernel is restricted?"""
    trial = _trial(lambda s: {"kernel_regularizer": L2(s)} | BESIDE[name])
    assert _failed(trial) == ["Nothing else is"]


def test_a_penalty_on_the_output_layer_too_is_rejected():
    """Does the message name this penalty alone, and not the one that was asked for?"""
    trial = _trial(_on_kernel(L2), _on_kernel(L2))
    assert _failed(trial) == ["Nothing else is"]
    (found,) = (each.found for each in _wrong(trial))
    assert found.startswith("a penalty on the kernel of layer 2, Dense, by L2 of")
    assert "layer 1" not in found


def test_a_penalty_on_the_output_layer_alone_is_rejected():
    trial = _trial(lambda s: {}, _on_kernel(L2))
    assert _failed(trial) == ["Every kernel that", "Nothing else is"]


def test_no_penalty_at_all_does_not_read_as_what_is_expected():
    """Does what came contradict the sentence that nothing else is penalized?"""
    trial = _trial(lambda s: {})
    assert _failed(trial) == ["Every kernel that", "Nothing else is"]
    assert _wrong(trial)[1].found == "no penalty at all, where there should be one"


def test_a_regularizer_set_after_the_layer_was_built_adds_nothing():
    """Is it seen that Keras takes a regularizer over when it builds the layer, and never again?"""

    def late(layer, strength):
        layer.kernel_regularizer = L2(strength)

    assert _failed(_trial(lambda s: {}, None, late)) == ["Every kernel that", "Nothing else is"]


def test_a_regularizer_set_on_the_kernel_itself_counts():
    def on_the_variable(layer, strength):
        layer.kernel.regularizer = L2(strength)

    assert _failed(_trial(lambda s: {}, None, on_the_variable)) == []


def test_the_share_of_what_was_asked_for_is_told():
    """Does the message say that it is half of it, and where?"""
    trial = _trial(_on_kernel(lambda s: L2(s / 2)))
    (found,) = (each.found for each in _wrong(trial))
    assert "the kernel of layer 1, Dense, by L2 of 0.0" in found
    assert found.endswith("which is half of what was asked for")


@pytest.mark.parametrize(
    ("change", "call"),
    [(lambda s: min(s, 0.1), "(1, 0.6)"), (lambda s: round(s, 3), "(80, 0.0004)")],
)
def test_a_strength_that_is_not_taken_as_it_is_is_rejected(change, call):
    """Do other strengths tell where the usual ones do not, and is the call named that shows it?"""
    trial = _trial(_on_kernel(lambda s: L2(change(s))))
    assert _failed(trial) == []
    (failed,) = (each for each in trial.criteria if not each.passed)
    assert failed.sentence.startswith("It also works")
    assert failed.call == f"build_l2_model{call}"
