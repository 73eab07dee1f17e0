"""Styles of putting layers together to a model."""

import os
import tempfile

import numpy as np

from ..rewrite import spoken

STYLES = {}


def style(function):
    """Register a style: it takes a plan and the layers, and returns a model, not compiled."""
    STYLES[spoken(function)] = function
    return function


def through(layers, x):
    """What layers make of a tensor."""
    for layer in layers:
        x = layer(x)
    return x


@style
def sequential(plan, layers):
    import keras

    return keras.Sequential([keras.Input(plan.inputs), *layers])


@style
def sequential_with_a_named_shape(plan, layers):
    import keras

    first = keras.Input(shape=plan.inputs, name="features", dtype="float32")
    return keras.models.Sequential([first, *layers], name="my_model")


@style
def sequential_added_one_by_one(plan, layers):
    import keras

    model = keras.Sequential()
    for layer in (keras.layers.Input(plan.inputs), *layers):
        model.add(layer)
    return model


@style
def sequential_with_an_input_layer(plan, layers):
    import keras

    return keras.Sequential([keras.layers.InputLayer(shape=plan.inputs), *layers])


@style
def sequential_with_a_batch_shape(plan, layers):
    import keras

    return keras.Sequential([keras.Input(batch_shape=(None, *plan.inputs)), *layers])


@style
def sequential_without_input_built_by_shape(plan, layers):
    import keras

    model = keras.Sequential(layers)
    model.build((None, *plan.inputs))
    return model


@style
def sequential_without_input_built_by_a_call(plan, layers):
    import keras

    model = keras.Sequential(layers)
    model(np.zeros((1, *plan.inputs), dtype="float32"))
    return model


@style
def sequential_of_tensorflow(plan, layers):
    import tensorflow as tf

    return tf.keras.Sequential([tf.keras.Input(shape=plan.inputs), *layers])


@style
def sequential_by_a_subclass(plan, layers):
    import keras

    class Own(keras.Sequential):
        pass

    return Own([keras.Input(plan.inputs), *layers])


@style
def functional(plan, layers):
    import keras

    inputs = keras.Input(shape=plan.inputs)
    return keras.Model(inputs, through(layers, inputs))


@style
def functional_by_keywords(plan, layers):
    import keras

    inputs = keras.layers.Input(plan.inputs)
    return keras.models.Model(inputs=inputs, outputs=through(layers, inputs), name="net")


@style
def functional_with_lists(plan, layers):
    import keras

    inputs = keras.Input(plan.inputs)
    return keras.Model(inputs=[inputs], outputs=[through(layers, inputs)])


@style
def functional_with_an_identity(plan, layers):
    import keras

    inputs = keras.Input(plan.inputs)
    return keras.Model(inputs, keras.layers.Identity()(through(layers, inputs)))


@style
def functional_by_a_subclass(plan, layers):
    import keras

    class Own(keras.Model):
        def __init__(self):
            inputs = keras.Input(plan.inputs)
            super().__init__(inputs, through(layers, inputs))

    return Own()


@style
def functional_cloned(plan, layers):
    import keras

    inputs = keras.Input(plan.inputs)
    return keras.models.clone_model(keras.Model(inputs, through(layers, inputs)))


@style
def sequential_from_its_configuration(plan, layers):
    import keras

    return keras.Sequential.from_config(sequential(plan, layers).get_config())


@style
def saved_and_loaded(plan, layers):
    import keras

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.keras")
        sequential(plan, layers).save(path)
        return keras.models.load_model(path)


@style
def printed_before_it_is_returned(plan, layers):
    model = sequential(plan, layers)
    model.summary()
    return model


@style
def called_before_it_is_returned(plan, layers):
    model = sequential(plan, layers)
    model.predict(np.zeros((3, *plan.inputs), dtype="float32"))
    return model
