"""Styles of putting layers together in a class with a `call`, or in a block of one's own."""

import numpy as np

from .assemblies import style


def _class(**methods):
    """A subclass of keras.Model that keeps its layers in a list."""
    import keras

    class Own(keras.Model):
        def __init__(self, layers):
            super().__init__()
            self.steps = layers

        def call(self, x, training=None):
            for layer in self.steps:
                takes = "Dropout" in type(layer).__name__ or "Norm" in type(layer).__name__
                x = layer(x, training=training) if takes else layer(x)
            return x

    return type("Own", (Own,), methods)


@style
def a_subclass_not_built(plan, layers):
    return _class()(layers)


@style
def a_subclass_built_by_shape(plan, layers):
    model = _class()(layers)
    model.build((None, *plan.inputs))
    return model


@style
def a_subclass_built_by_a_call(plan, layers):
    model = _class()(layers)
    model(np.zeros((1, *plan.inputs), dtype="float32"))
    return model


@style
def a_subclass_called_on_an_input(plan, layers):
    import keras

    model = _class()(layers)
    model(keras.Input(plan.inputs))
    return model


@style
def a_subclass_in_a_functional_model(plan, layers):
    import keras

    inputs = keras.Input(plan.inputs)
    return keras.Model(inputs, _class()(layers)(inputs))


@style
def a_subclass_with_layers_the_other_way_round(plan, layers):
    import keras

    class Own(keras.Model):
        def __init__(self):
            super().__init__()
            for number, layer in reversed([*enumerate(layers)]):
                setattr(self, f"step_{number}", layer)

        def call(self, x):
            for number in range(len(layers)):
                x = getattr(self, f"step_{number}")(x)
            return x

    return Own()


@style
def a_subclass_with_the_output_layer_first(plan, layers):
    import keras

    class Own(keras.Model):
        def __init__(self):
            super().__init__()
            self.out = layers[-1]
            self.hidden = layers[:-1]

        def call(self, x):
            for layer in self.hidden:
                x = layer(x)
            return self.out(x)

    return Own()


@style
def a_subclass_with_a_list_for_each_kind_of_layer(plan, layers):
    import keras

    class Own(keras.Model):
        def __init__(self):
            super().__init__()
            self.others = [each for each in layers if not isinstance(each, keras.layers.Dense)]
            self.dense = [each for each in layers if isinstance(each, keras.layers.Dense)]

        def call(self, x):
            others, dense = iter(self.others), iter(self.dense)
            for layer in layers:
                x = next(dense if isinstance(layer, keras.layers.Dense) else others)(x)
            return x

    return Own()


@style
def a_subclass_that_passes_training_on(plan, layers):
    import keras

    class Own(keras.Model):
        def __init__(self):
            super().__init__()
            self.inner = keras.Sequential(layers)

        def call(self, inputs, training=False):
            return self.inner(inputs, training=training)

    return Own()


@style
def a_subclass_of_tensorflow(plan, layers):
    import tensorflow as tf

    class Own(tf.keras.Model):
        def __init__(self):
            super().__init__()
            *body, self.head = layers
            self.body = tf.keras.Sequential(body) if body else None

        def call(self, x):
            return self.head(self.body(x) if self.body else x)

    model = Own()
    model.build((None, *plan.inputs))
    return model


@style
def a_block_of_its_own(plan, layers):
    import keras

    class Block(keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.steps = layers[:-1]

        def call(self, x):
            for layer in self.steps:
                x = layer(x)
            return x

    return keras.Sequential([keras.Input(plan.inputs), Block(), layers[-1]])


def a_subclass_that_adds_the_penalties(plan, layers):
    """A model for the layers of `penalties.LeftToTheModel`."""
    from .penalties import total

    def call(self, x, training=None):
        for layer in self.steps:
            x = layer(x)
            if getattr(layer, "strengths", None):
                self.add_loss(total(layer.kernel, *layer.strengths))
        return x

    return _class(call=call)(layers)
