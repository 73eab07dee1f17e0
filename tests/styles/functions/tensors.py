"""Styles of what comes back: tensors and variables of Keras, TensorFlow and PyTorch.

They hold the same numbers as the array or float that was asked for. Each of them needs its
framework, so they are kept apart from the styles that need NumPy alone.
"""

import numpy as np

from grader.quiet import installed

from ..contract import kinds
from ..rewrite import Rewrite, bases, spoken
from .returning import returning

STYLES = []
PARTS = ("array", "index", "mask", "float")


def style(function):
    """Register a style: it takes a part of a result as an array and returns a tensor."""
    STYLES.append(function)
    return function


def rewrites(exercise):
    """The reference of an exercise with its results as tensors, as far as they are installed."""
    known = kinds(exercise)
    if not set(PARTS) & set(known):
        return
    answer = bases(exercise)["reference"]
    for each in STYLES:
        if "torch" not in each.__name__ or installed("torch"):
            changed = returning(answer, each, PARTS, known)
            yield Rewrite(exercise, "reference", "tensors", spoken(each), changed)


@style
def as_a_tensor_of_keras(part):
    import keras

    return keras.ops.convert_to_tensor(np.asarray(part))


@style
def as_a_single_precision_tensor_of_keras(part):
    import keras

    array = np.asarray(part)
    return keras.ops.cast(array, "float32") if array.dtype.kind == "f" else array


@style
def as_a_variable_of_keras(part):
    import keras

    array = np.asarray(part)
    return keras.Variable(array, dtype=str(array.dtype))


@style
def as_a_constant_of_tensorflow(part):
    import tensorflow as tf

    return tf.constant(np.asarray(part))


@style
def as_a_variable_of_tensorflow(part):
    import tensorflow as tf

    return tf.Variable(np.asarray(part))


@style
def as_a_tensor_of_torch(part):
    import torch

    return torch.from_numpy(np.array(part))


@style
def as_a_tensor_of_torch_with_a_gradient(part):
    import torch

    tensor = torch.from_numpy(np.array(part))
    return tensor.requires_grad_() if tensor.is_floating_point() else tensor
