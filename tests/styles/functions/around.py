"""What a learner's kernel may have set before the check runs; an answer stays as right as it was.

Each is a context manager, so that what it set is set back.
"""

import contextlib
import random
import warnings

import numpy as np

from ..contract import PLAIN, SLOW
from ..rewrite import Rewrite, bases, spoken

STYLES, WITH_KERAS = [], []
OF_IMAGES = ("build_dropout_cnn", "build_augmenter")
"""Their answers do mean something else where channels come first."""


def style(function):
    """Register a context manager for every exercise."""
    STYLES.append(contextlib.contextmanager(function))
    return STYLES[-1]


def style_with_keras(function):
    """Register a context manager that needs Keras, for exercises on models."""
    WITH_KERAS.append(contextlib.contextmanager(function))
    return WITH_KERAS[-1]


def rewrites(exercise):
    """The answers of an exercise as they are, in kernels with other settings."""
    keras = exercise.id not in PLAIN
    for base, answer in bases(exercise).items():
        if base != "reference" and exercise.id in SLOW:
            continue
        for around in (*STYLES, *(WITH_KERAS if keras else ())):
            if around is channels_first and exercise.id in OF_IMAGES:
                continue
            if around is floatx_float64 and exercise.id == "build_augmenter":
                continue  # Keras' RandomRotation fails there, whoever calls it
            yield Rewrite(exercise, base, "around", spoken(around), answer, around)


@style
def numpy_raises_at_every_odd_number():
    with np.errstate(divide="raise", over="raise", invalid="raise"):
        yield


@style
def numpy_raises_at_underflow_too():
    with np.errstate(all="raise"):
        yield


@style
def warnings_are_errors():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@style
def arrays_are_printed_short():
    with np.printoptions(precision=1, threshold=3, suppress=True, legacy="1.25"):
        yield


@style
def global_generators_are_seeded():
    states = np.random.get_state(), random.getstate()
    np.random.seed(0)
    random.seed(0)
    yield
    np.random.set_state(states[0])
    random.setstate(states[1])


def _dtype_policy(name):
    import keras

    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(name)
    try:
        yield
    finally:
        keras.config.set_dtype_policy(before)


@style_with_keras
def mixed_float16():
    yield from _dtype_policy("mixed_float16")


@style_with_keras
def mixed_bfloat16():
    yield from _dtype_policy("mixed_bfloat16")


@style_with_keras
def policy_float64():
    yield from _dtype_policy("float64")


@style_with_keras
def floatx_float64():
    import keras

    keras.config.set_floatx("float64")
    try:
        yield from _dtype_policy("float64")
    finally:
        keras.config.set_floatx("float32")


@style_with_keras
def channels_first():
    import keras

    keras.config.set_image_data_format("channels_first")
    try:
        yield
    finally:
        keras.config.set_image_data_format("channels_last")


@style_with_keras
def another_epsilon():
    import keras

    before = keras.config.epsilon()
    keras.config.set_epsilon(1e-6)
    try:
        yield
    finally:
        keras.config.set_epsilon(before)


@style_with_keras
def eager_functions():
    import tensorflow as tf

    tf.config.run_functions_eagerly(True)
    try:
        yield
    finally:
        tf.config.run_functions_eagerly(False)


@style_with_keras
def seeds_of_keras():
    import keras

    states = np.random.get_state(), random.getstate()
    keras.utils.set_random_seed(0)
    yield
    np.random.set_state(states[0])
    random.setstate(states[1])


@style_with_keras
def torch_without_gradients():
    from grader.quiet import installed

    if not installed("torch"):
        yield
        return
    import torch

    with torch.no_grad():
        yield
