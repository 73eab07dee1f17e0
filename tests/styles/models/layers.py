"""Styles of single layers: activations, names, initializers, settings at their defaults."""

import numpy as np

from .usual import settings, style


@style("activation")
def activations_as_functions(self, name):
    import keras

    return getattr(keras.activations, name), []


@style("activation")
def activations_of_ops(self, name):
    import keras

    return getattr(keras.ops, name), []


@style("activation")
def activations_of_tensorflow(self, name):
    import tensorflow as tf

    return getattr(tf.nn, name), []


@style("activation")
def activations_as_lambdas(self, name):
    import keras

    return (lambda z: getattr(keras.ops, name)(z)), []


@style("activation")
def activations_of_its_own(self, name):
    from keras import ops

    def softmax(z):
        powers = ops.exp(z - ops.max(z, axis=-1, keepdims=True))
        return powers / ops.sum(powers, axis=-1, keepdims=True)

    own = {
        "relu": lambda z: ops.maximum(z, 0.0),
        "sigmoid": lambda z: 1 / (1 + ops.exp(-z)),
        "softmax": softmax,
    }
    return own[name], []


@style("activation")
def activations_as_layers(self, name):
    import keras

    return None, [keras.layers.Activation(name)]


@style("activation")
def activations_as_layers_of_functions(self, name):
    import keras

    return "linear", [keras.layers.Activation(getattr(keras.activations, name))]


@style("activation")
def activations_as_layers_of_their_own(self, name):
    import keras

    layers = {"relu": keras.layers.ReLU, "softmax": keras.layers.Softmax}
    return (None, [layers[name]()]) if name in layers else (name, [])


@style("activation")
def activations_as_layers_in_the_argument(self, name):
    import keras

    layers = {"relu": keras.layers.ReLU, "softmax": keras.layers.Softmax}
    return (layers[name]() if name in layers else keras.layers.Activation(name)), []


@style("activation")
def activations_as_lambda_layers(self, name):
    import keras

    return None, [keras.layers.Lambda(lambda z: getattr(keras.ops, name)(z))]


@style("activation")
def activations_as_layers_with_a_call(self, name):
    import keras

    class Own(keras.layers.Layer):
        def call(self, z):
            return getattr(keras.activations, name)(z)

    return None, [Own()]


@style("flatten", "flatten")
def flatten_by_reshape(self):
    import keras

    return [keras.layers.Reshape((-1,))]


@style("pool", "pool")
def pool_by_an_integer(self):
    import keras

    return [keras.layers.MaxPool2D(2)]


@style("pool", "pool")
def pool_with_strides(self):
    import keras

    return [keras.layers.MaxPooling2D(pool_size=(2, 2), strides=2, padding="valid")]


@style("relu", "relu")
def relu_as_a_layer(self):
    import keras

    return [keras.layers.ReLU()]


@style("relu", "relu")
def relu_as_a_layer_of_a_function(self):
    import keras

    return [keras.layers.Activation(lambda z: keras.ops.maximum(z, 0))]


@style("dropout", "dropout")
def dropout_with_all_arguments(self, rate):
    import keras

    return [keras.layers.Dropout(rate=np.float64(rate), noise_shape=None, seed=7)]


@style("dropout", "dropout")
def dropout_as_one_minus_what_is_kept(self, rate):
    import keras

    return [keras.layers.Dropout(1 - (1 - rate))]


@style("dropout", "dropout")
def dropout_with_a_noise_shape(self, rate):
    import keras

    return [keras.layers.Dropout(rate, noise_shape=(None, None))]


@style("dropout", "dropout")
def dropout_with_a_second_one_of_rate_0(self, rate):
    import keras

    return [keras.layers.Dropout(rate), keras.layers.Dropout(0.0)]


settings(
    "names everywhere",
    dense=lambda self: {"name": f"my_dense_{self.number}"},
    dropout=lambda self: {"name": f"drop_{self.number}"},
    norm=lambda self: {"name": f"norm_{self.number}"},
    conv=lambda self: {"name": f"look_{self.number}"},
    relu=lambda self: {"name": f"bend_{self.number}"},
)
settings("names that lie", dense=lambda self: {"name": f"dropout_{self.number}"})
settings("seeds", dropout=lambda self: {"seed": self.number})
for _name in ("he_normal", "zeros", "orthogonal", "random_uniform"):
    settings(f"kernels from {_name}", dense=lambda self, i=_name: {"kernel_initializer": i})
for _name in ("float32", "float64", "mixed_float16", "mixed_bfloat16"):
    settings(f"layers of {_name}", dense=lambda self, d=_name: {"dtype": d})
settings("biases of ones", conv=lambda self: {"bias_initializer": "ones"})
settings(
    "defaults spelled out",
    dense=lambda self: {"bias_regularizer": None, "kernel_constraint": None, "trainable": True},
    conv=lambda self: {"strides": 1, "padding": "valid", "data_format": "channels_last"},
    norm=lambda self: {"axis": -1, "center": True, "scale": True, "trainable": True},
)
settings("kernels of 3", conv=lambda self: {"kernel_size": 3})
settings("a momentum of 0.9", norm=lambda self: {"momentum": 0.9})
settings("an epsilon of 1e-5", norm=lambda self: {"epsilon": 1e-5})
settings("statistics from ones", norm=lambda self: {"moving_mean_initializer": "ones"})
