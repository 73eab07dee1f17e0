"""Keras answers beyond the bank: the ways to be wrong that Keras itself lets pass."""

import pytest

from grader.exercises import find
from grader.judge import judge
from grader.student import local


def _verdict(change):
    """Judge build_dropout_model with one thing changed."""

    def build_dropout_model(n_features):
        import keras
        from keras import layers

        dense = {"activation": "relu"} | change.get("dense", {})
        model = keras.Sequential(
            [
                keras.Input((n_features,)),
                layers.Dense(64, **dense),
                change.get("dropout", layers.Dropout)(0.5),
                layers.Dense(1, activation="sigmoid"),
            ]
        )
        compiled = {"optimizer": "adam", "loss": "binary_crossentropy", "metrics": ["accuracy"]}
        compiled |= change.get("compile", dict)() if "compile" in change else {}
        model.compile(*change.get("positional", ()), **({} if "positional" in change else compiled))
        return model

    return judge(find("build_dropout_model"), local(build_dropout_model))


def _settings(make):
    def settings():
        import keras

        return make(keras)

    return settings


WRONG = {
    "adamw": {"compile": _settings(lambda k: {"optimizer": k.optimizers.AdamW()})},
    "adam with decay": {
        "compile": _settings(lambda k: {"optimizer": k.optimizers.Adam(weight_decay=0.01)})
    },
    "adam with another beta": {
        "compile": _settings(lambda k: {"optimizer": k.optimizers.Adam(beta_1=0.5)})
    },
    "logits": {
        "compile": _settings(lambda k: {"loss": k.losses.BinaryCrossentropy(from_logits=True)})
    },
    "smoothed": {
        "compile": _settings(lambda k: {"loss": k.losses.BinaryCrossentropy(label_smoothing=0.2)})
    },
    "metrics in the place of loss_weights": {
        "positional": ("adam", "binary_crossentropy", ["accuracy"])
    },
    "another metric": {"compile": _settings(lambda k: {"metrics": ["mse"]})},
    "penalty": {"dense": {"kernel_regularizer": "l2"}},
    "activity penalty": {"dense": {"activity_regularizer": "l1"}},
    "constraint": {"dense": {"kernel_constraint": "non_neg"}},
    "frozen": {"dense": {"trainable": False}},
    "no bias": {"dense": {"use_bias": False}},
    "leaky": {"dense": {"activation": "leaky_relu"}},
}


@pytest.mark.parametrize("name", WRONG)
def test_a_model_that_differs_in_one_thing_is_rejected(name):
    """Is each of these found out?"""
    verdict = _verdict(WRONG[name])
    assert verdict.status == "partial", str(verdict)


@pytest.mark.parametrize("layer", ["GaussianDropout", "AlphaDropout"])
def test_another_kind_of_noise_is_no_dropout(layer):
    """Are its relatives told from dropout?"""
    import keras

    assert _verdict({"dropout": getattr(keras.layers, layer)}).status == "partial"


@pytest.mark.parametrize("layer", ["GaussianDropout", "AlphaDropout", "GaussianNoise"])
def test_noise_of_strength_0_is_none(layer):
    """Does a model with a layer that does nothing pass?"""
    import keras

    def dropout(rate):
        idle = getattr(keras.layers, layer)(0.0)
        return keras.Sequential([keras.layers.Dropout(rate), idle])

    found = _verdict({"dropout": dropout})
    assert found.status == "passed", str(found)


LOSSES = {
    "a loss of its own": lambda k: lambda y, p: 2 * k.losses.binary_crossentropy(y, p),
    "binary_crossentropy with reduction=sum": lambda k: k.losses.BinaryCrossentropy(
        reduction="sum"
    ),
    "binary_crossentropy with label_smoothing=0.2": lambda k: k.losses.BinaryCrossentropy(
        label_smoothing=0.2
    ),
}


@pytest.mark.parametrize("words", LOSSES)
def test_another_loss_is_named_with_what_makes_it_another(words):
    """Does the message say which loss it is, and what its value should have been?"""
    verdict = _verdict({"compile": _settings(lambda k: {"loss": LOSSES[words](k)})})
    assert f"got {words}, which is " in str(verdict), str(verdict)


def test_one_mask_for_the_whole_batch_is_rejected():
    """Is a noise_shape that all rows share found out?"""
    import keras

    verdict = _verdict({"dropout": lambda rate: keras.layers.Dropout(rate, noise_shape=(1, 64))})
    assert verdict.status == "partial"


def test_the_unchanged_model_passes():
    """Is it the change that was rejected above?"""
    assert _verdict({}).status == "passed"
