"""Styles of a loss: texts, objects, functions, structures, functions of one's own."""

from ..rewrite import spoken

STYLES = {}
CLASSES = {
    "binary_crossentropy": "BinaryCrossentropy",
    "categorical_crossentropy": "CategoricalCrossentropy",
    "sparse_categorical_crossentropy": "SparseCategoricalCrossentropy",
}


def style(function):
    """Register a function of a loss's name and the model; it makes what `compile` gets."""
    STYLES[spoken(function)] = function
    return function


def classed(name):
    """The class of Keras for a loss."""
    import keras

    return getattr(keras.losses, CLASSES[name])


def computed(name, y, p):
    """The loss of each sample, from its definition."""
    from keras import ops

    p = ops.clip(ops.convert_to_tensor(p), 1e-7, 1 - 1e-7)
    if name == "binary_crossentropy":
        y = ops.reshape(ops.cast(y, p.dtype), ops.shape(p))
        return -ops.mean(y * ops.log(p) + (1 - y) * ops.log(1 - p), axis=-1)
    if name.startswith("sparse"):
        y = ops.one_hot(ops.cast(ops.reshape(y, (-1,)), "int32"), p.shape[-1])
    return -ops.sum(ops.cast(y, p.dtype) * ops.log(p), axis=-1)


@style
def a_text(name, model):
    return name


@style
def an_object(name, model):
    return classed(name)()


@style
def an_object_with_its_defaults(name, model):
    return classed(name)(from_logits=False, name="my_loss", reduction="sum_over_batch_size")


@style
def a_function_of_keras(name, model):
    import keras

    return getattr(keras.losses, name)


@style
def a_function_of_tensorflow(name, model):
    import tensorflow as tf

    return getattr(tf.keras.losses, name)


@style
def an_object_by_get(name, model):
    import keras

    return keras.losses.get(CLASSES[name])


@style
def the_name_of_the_class(name, model):
    return CLASSES[name]


@style
def an_object_of_tensorflow(name, model):
    import tensorflow as tf

    return getattr(tf.keras.losses, CLASSES[name])()


@style
def a_list_of_one(name, model):
    return [name]


@style
def a_list_of_one_object(name, model):
    return [classed(name)()]


@style
def a_dict_by_output(name, model):
    return {output: name for output in model.output_names}


@style
def a_function_of_its_own(name, model):
    def my_loss(y_true, y_pred):
        return computed(name, y_true, y_pred)

    return my_loss


@style
def a_lambda(name, model):
    return lambda y, p: computed(name, y, p)


@style
def a_function_around_keras(name, model):
    import keras

    def my_loss(y_true, y_pred):
        return getattr(keras.losses, name)(y_true, y_pred)

    return my_loss


@style
def the_mean_of_a_function(name, model):
    import keras

    return lambda y, p: keras.ops.mean(computed(name, y, p))


@style
def a_class_of_its_own(name, model):
    import keras

    class Own(keras.losses.Loss):
        def call(self, y_true, y_pred):
            return computed(name, y_true, y_pred)

    return Own()


@style
def a_subclass(name, model):
    class Own(classed(name)):
        pass

    return Own()
