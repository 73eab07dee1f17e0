"""Wrong models for `build_combined_model`, in their layers, output or loss.

The docstrings say what went wrong; the learner reads them.
"""

from grader.exercises.combining.combined_models import build, l2_penalty, stack
from grader.exercises.sequential import compiled


def one_hidden_layer(n_features, n_classes, l2, rate):
    """There is one hidden layer where the exercise asks for two, so the model has less capacity.
    Add the second block.
    """
    layers = stack(n_classes, rate, (l2_penalty(l2), l2_penalty(l2), {}))
    return compiled((n_features,), [*layers[:2], layers[4]])


def without_relu(n_features, n_classes, l2, rate):
    """The hidden layers have no ReLU. Without a nonlinearity two Dense layers in a row compute
    what a single one could, so the whole model is linear. Give each hidden layer
    `activation="relu"`.
    """
    return build(n_features, n_classes, l2, rate, activation=None)


def without_softmax(n_features, n_classes, l2, rate):
    """The output has no softmax, so the model gives logits, which are not probabilities and do
    not add up to 1. Give the output layer `activation="softmax"`.
    """
    return build(n_features, n_classes, l2, rate, output=None)


def sigmoid_output(n_features, n_classes, l2, rate):
    """The output has a sigmoid for each class, so the outputs need not add up to 1. Classes that
    exclude each other share one probability distribution: use a softmax.
    """
    return build(n_features, n_classes, l2, rate, output="sigmoid")


def loss_of_one_hot_labels(n_features, n_classes, l2, rate):
    """`categorical_crossentropy` takes one-hot rows, and these labels are class numbers, so
    Keras compares arrays of different shapes. For class numbers the loss is
    `sparse_categorical_crossentropy`.
    """
    return build(n_features, n_classes, l2, rate, loss="categorical_crossentropy")


def loss_of_logits(n_features, n_classes, l2, rate):
    """The loss is told `from_logits=True`, but the model ends in a softmax and gives
    probabilities, so the loss would take a softmax of a softmax. Leave `from_logits` at its
    default.
    """
    import keras

    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    return build(n_features, n_classes, l2, rate, loss=loss)


MISTAKES = {
    "": (
        one_hidden_layer,
        without_relu,
        without_softmax,
        sigmoid_output,
        loss_of_one_hot_labels,
        loss_of_logits,
    ),
}
