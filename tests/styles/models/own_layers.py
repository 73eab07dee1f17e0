"""Styles of layers that a learner writes as classes: the same computation in code of their own."""

from .usual import Usual, style


@style("dense")
def dense_of_its_own(self, units, activation, strengths, use_bias):
    import keras

    penalty = self.penalty(*strengths) if strengths else None

    class OwnDense(keras.layers.Layer):
        def build(self, shape):
            self.w = self.add_weight(shape=(shape[-1], units), regularizer=penalty, name="w")
            if use_bias:
                self.b = self.add_weight(shape=(units,), initializer="zeros", name="b")

        def call(self, x):
            out = keras.ops.matmul(x, self.w) + (self.b if use_bias else 0.0)
            return keras.activations.get(activation)(out)

    return [OwnDense()]


@style("dense")
def dense_by_a_subclass(self, units, activation, strengths, use_bias):
    import keras

    class OwnDense(keras.layers.Dense):
        pass

    penalty = self.penalty(*strengths) if strengths else None
    return [OwnDense(units, activation, use_bias=use_bias, kernel_regularizer=penalty)]


@style("dense")
def dense_inside_a_layer(self, units, activation, strengths, use_bias):
    import keras

    (inner,) = Usual.dense(self, units, activation, strengths, use_bias)

    class Block(keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.inner = inner

        def call(self, x):
            return self.inner(x)

    return [Block()]


@style("dense")
def dense_by_einsum(self, units, activation, strengths, use_bias):
    import keras

    settings = {"kernel_regularizer": self.penalty(*strengths)} if strengths else {}
    bias = {"bias_axes": "o"} if use_bias else {}
    layer = keras.layers.EinsumDense("bi,io->bo", units, activation, **bias, **settings)
    return [layer]


@style("dropout", "dropout")
def dropout_by_a_subclass(self, rate):
    import keras

    class OwnDropout(keras.layers.Dropout):
        pass

    return [OwnDropout(rate)]


@style("dropout", "dropout")
def dropout_of_its_own(self, rate):
    import keras

    class OwnDropout(keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.seeds = keras.random.SeedGenerator(3)

        def call(self, x, training=False):
            return keras.random.dropout(x, rate, seed=self.seeds) if training else x

    return [OwnDropout()]


@style("dropout", "dropout")
def dropout_of_its_own_by_a_mask(self, rate):
    import keras

    class OwnDropout(keras.layers.Layer):
        def call(self, x, training=None):
            if not training:
                return x
            kept = keras.random.uniform(keras.ops.shape(x)) >= rate
            return x * keras.ops.cast(kept, x.dtype) / (1 - rate)

    return [OwnDropout()]


@style("dropout", "dropout")
def dropout_of_tensorflow(self, rate):
    import keras
    import tensorflow as tf

    class OwnDropout(keras.layers.Layer):
        def call(self, x, training=False):
            return tf.nn.dropout(x, rate) if training else x

    return [OwnDropout()]


@style("dropout", "dropout")
def dropout_in_a_sequential(self, rate):
    import keras

    return [keras.Sequential([keras.layers.Dropout(rate)])]


@style("norm", "norm")
def norm_by_a_subclass(self):
    import keras

    class OwnNorm(keras.layers.BatchNormalization):
        pass

    return [OwnNorm()]


@style("norm", "norm")
def norm_inside_a_layer(self):
    import keras

    class Norm(keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.inner = keras.layers.BatchNormalization()

        def call(self, x, training=None):
            return self.inner(x, training=training)

    return [Norm()]


@style("conv", "conv")
def conv_by_a_subclass(self, filters):
    import keras

    class OwnConv(keras.layers.Conv2D):
        pass

    return [OwnConv(filters, 3, activation="relu")]
