"""Styles of metrics: every spelling of accuracy, alone and beside other metrics."""

import numpy as np

from ..rewrite import spoken

STYLES = {}
PREFIXES = {
    "binary_crossentropy": "binary",
    "categorical_crossentropy": "categorical",
    "sparse_categorical_crossentropy": "sparse_categorical",
}


def style(function):
    """Register a function of the loss's name and the model; it makes what `compile` gets."""
    STYLES[spoken(function)] = function
    return function


def named(loss):
    """The text of Keras for the accuracy that goes with a loss."""
    return f"{PREFIXES[loss]}_accuracy"


def classed(loss):
    """The class of Keras for it."""
    import keras

    return getattr(keras.metrics, named(loss).title().replace("_", ""))


def counted(loss, y, p):
    """Whether each sample is classified right."""
    from keras import ops

    p = ops.convert_to_tensor(p)
    if loss == "binary_crossentropy":
        return ops.cast(ops.equal(ops.cast(y, "float32") > 0.5, p > 0.5), "float32")
    y = ops.argmax(y, axis=-1) if loss.startswith("categorical") else ops.reshape(y, (-1,))
    return ops.cast(ops.equal(ops.cast(y, "int32"), ops.argmax(p, axis=-1)), "float32")


def text(*names):
    STYLES[f"the texts {' '.join(names)}"] = lambda loss, model: list(names)


for _name in ("accuracy", "acc", "Accuracy"):
    text(_name)
text("accuracy", "acc")


@style
def the_text_of_the_loss(loss, model):
    return [named(loss)]


@style
def a_tuple(loss, model):
    return ("accuracy",)


@style
def a_list_in_a_list(loss, model):
    return [["accuracy"]]


@style
def a_dict_by_output(loss, model):
    return {name: "accuracy" for name in model.output_names}


@style
def a_dict_of_lists_by_output(loss, model):
    return {name: ["accuracy"] for name in model.output_names}


@style
def an_object(loss, model):
    return [classed(loss)()]


@style
def an_object_with_a_name(loss, model):
    return [classed(loss)(name="accuracy", dtype="float32")]


@style
def an_object_with_another_name(loss, model):
    return [classed(loss)(name="share_right")]


@style
def an_object_in_a_list_in_a_list(loss, model):
    return [[classed(loss)()]]


@style
def an_object_of_tensorflow(loss, model):
    import tensorflow as tf

    return [getattr(tf.keras.metrics, classed(loss).__name__)()]


@style
def a_function_of_keras(loss, model):
    import keras

    return [getattr(keras.metrics, named(loss))]


@style
def accuracy_and_a_function(loss, model):
    import keras

    def mean_output(y_true, y_pred):
        return keras.ops.mean(y_pred, axis=-1)

    return ["accuracy", mean_output]


@style
def accuracy_and_a_lambda(loss, model):
    import keras

    return ["accuracy", lambda y, p: keras.ops.mean(p, axis=-1)]


@style
def accuracy_and_a_metric_of_its_own(loss, model):
    import keras

    class Calls(keras.metrics.Metric):
        def __init__(self):
            super().__init__(name="calls")
            self.total = self.add_weight(name="total", initializer="zeros")

        def update_state(self, y_true, y_pred, sample_weight=None):
            self.total.assign(self.total + 1)

        def result(self):
            return self.total

    return ["accuracy", Calls()]


@style
def accuracy_and_others_of_keras(loss, model):
    import keras

    if loss == "binary_crossentropy":
        return ["accuracy", "mse", keras.metrics.AUC(), keras.metrics.Precision()]
    if loss == "categorical_crossentropy":
        return ["mse", keras.metrics.MeanAbsoluteError(), "accuracy"]
    return [keras.metrics.SparseTopKCategoricalAccuracy(k=2), "accuracy"]


@style
def a_function_of_its_own(loss, model):
    def accuracy(y_true, y_pred):
        return counted(loss, y_true, y_pred)

    return [accuracy]


@style
def a_lambda(loss, model):
    return [lambda y, p: counted(loss, y, p)]


@style
def a_function_in_a_metric(loss, model):
    import keras

    return [keras.metrics.MeanMetricWrapper(lambda y, p: counted(loss, y, p), name="accuracy")]


@style
def a_subclass(loss, model):
    class Own(classed(loss)):
        pass

    return [Own()]


@style
def a_class_of_its_own(loss, model):
    import keras

    class Share(keras.metrics.Metric):
        def __init__(self):
            super().__init__(name="accuracy")
            self.right = self.add_weight(name="right", initializer="zeros")
            self.seen = self.add_weight(name="seen", initializer="zeros")

        def update_state(self, y_true, y_pred, sample_weight=None):
            right = counted(loss, y_true, y_pred)
            self.right.assign(self.right + keras.ops.sum(right))
            self.seen.assign(self.seen + keras.ops.cast(keras.ops.size(right), "float32"))

        def result(self):
            return self.right / self.seen

    return [Share()]


@style
def a_numpy_text(loss, model):
    return [np.str_("accuracy")]
