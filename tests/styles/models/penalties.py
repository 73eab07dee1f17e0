"""Styles of a penalty on a kernel: objects, functions, classes, and losses that a layer adds."""

import functools

import numpy as np

from .usual import Usual, style


def total(w, l1, l2):
    """The penalty of a kernel."""
    from keras import ops

    return l1 * ops.sum(ops.abs(w)) + l2 * ops.sum(ops.square(w))


@style("penalty", "penalty")
def penalty_by_position(self, l1, l2):
    import keras

    return keras.regularizers.L1L2(l1, l2)


@style("penalty", "penalty")
def penalty_in_small_letters(self, l1, l2):
    import keras

    if not l1:
        return keras.regularizers.l2(l2)
    return keras.regularizers.l1_l2(l1=l1, l2=l2)


@style("penalty", "penalty")
def penalty_by_l2(self, l1, l2):
    import keras

    return keras.regularizers.L1L2(l1=l1, l2=l2) if l1 else keras.regularizers.L2(l2=l2)


@style("penalty", "penalty")
def penalty_of_tensorflow(self, l1, l2):
    import tensorflow as tf

    return tf.keras.regularizers.L1L2(l1=np.float64(l1), l2=np.float64(l2))


@style("penalty", "penalty")
def penalty_as_a_configuration(self, l1, l2):
    import keras

    return keras.regularizers.get({"class_name": "L1L2", "config": {"l1": l1, "l2": l2}})


@style("penalty", "penalty")
def penalty_as_a_lambda(self, l1, l2):
    return lambda w: total(w, l1, l2)


@style("penalty", "penalty")
def penalty_as_a_function(self, l1, l2):
    def penalty(weights):
        """What a learner calls it."""
        return total(weights, l1, l2)

    return penalty


@style("penalty", "penalty")
def penalty_as_a_partial(self, l1, l2):
    return functools.partial(total, l1=l1, l2=l2)


@style("penalty", "penalty")
def penalty_by_functions_of_tensorflow(self, l1, l2):
    import tensorflow as tf

    return lambda w: l1 * tf.reduce_sum(tf.abs(w)) + 2 * l2 * tf.nn.l2_loss(w)


@style("penalty", "penalty")
def penalty_as_a_method(self, l1, l2):
    class Penalty:
        def of(self, w):
            return total(w, l1, l2)

    return Penalty().of


@style("penalty", "penalty")
def penalty_of_its_own_class(self, l1, l2):
    import keras

    class Own(keras.regularizers.Regularizer):
        def __call__(self, w):
            return total(w, l1, l2)

    return Own()


@style("penalty", "penalty")
def penalty_of_its_own_class_with_a_configuration(self, l1, l2):
    import keras

    class Own(keras.regularizers.Regularizer):
        def __init__(self, first=l1, second=l2):
            self.first, self.second = first, second

        def __call__(self, w):
            return total(w, self.first, self.second)

        def get_config(self):
            return {"first": self.first, "second": self.second}

    return Own()


@style("penalty", "penalty")
def penalty_by_a_subclass(self, l1, l2):
    import keras

    class Own(keras.regularizers.L1L2):
        pass

    return Own(l1, l2)


@style("penalty", "penalty")
def penalty_as_a_sum_of_two(self, l1, l2):
    import keras

    parts = keras.regularizers.L1(l1), keras.regularizers.L2(l2)
    return lambda w: parts[0](w) + parts[1](w)


@style("dense", "penalty")
def penalty_set_after_the_layer_is_made(self, units, activation, strengths, use_bias):
    (layer,) = Usual.dense(self, units, activation, None, use_bias)
    if strengths:
        layer.kernel_regularizer = self.penalty(*strengths)
    return [layer]


@style("dense", "penalty")
def penalty_as_a_loss_that_a_layer_adds(self, units, activation, strengths, use_bias):
    import keras

    class Penalized(keras.layers.Dense):
        def call(self, x):
            if strengths:
                self.add_loss(total(self.kernel, *strengths))
            return super().call(x)

    return [Penalized(units, activation=activation)]


@style("dense", "penalty")
def penalty_as_a_loss_of_a_layer_behind(self, units, activation, strengths, use_bias):
    import keras

    (dense,) = Usual.dense(self, units, activation, None, use_bias)

    class Penalty(keras.layers.Layer):
        def call(self, x):
            self.add_loss(total(dense.kernel, *strengths))
            return x

    return [dense, Penalty()] if strengths else [dense]


class LeftToTheModel(Usual):
    """Layers without penalties, each with its strengths, for a model that adds them itself."""

    def dense(self, units, activation, strengths, use_bias):
        layers = super().dense(units, activation, None, use_bias)
        layers[0].strengths = strengths
        return layers
