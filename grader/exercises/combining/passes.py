"""Wrong ways to predict with a model, called like `clinic_prediction`.

The docstrings say what went wrong; the learner reads them.
"""

import numpy as np


def leaves_dropout_on(model, x):
    """Dropout is still on: the model is called in training mode, where it drops units and
    normalizes by the batch, so every call gives other answers. Call it with `training=False`, or
    use `model.predict`.
    """
    return np.asarray(model(x, training=True))


def averages_random_passes(model, x):
    """You average random passes. The mean varies less than one of them but still varies, and batch
    normalization still looks at the batch. Call the model once, in inference mode: it then uses
    all units, scaled as in training, and no average is needed.
    """
    return np.mean([np.asarray(model(x, training=True)) for _ in range(20)], axis=0)


def batch_statistics(model, x):
    """Dropout is off, but batch normalization is still in training mode, so the answer for one
    image depends on which other images are asked about. At inference it uses its moving mean and
    variance.
    """
    for layer in model.layers:
        if type(layer).__name__ == "BatchNormalization":
            x = layer(x, training=True)
        elif type(layer).__name__ != "Dropout":
            x = layer(x)
    return np.asarray(x)


def scales_the_hidden_units(model, x):
    """You multiply the hidden units by the keep probability. Keras has already divided by it in
    training (inverted dropout), so nothing is left to do at prediction.
    """
    for layer in model.layers:
        x = 0.5 * x if type(layer).__name__ == "Dropout" else layer(x)
    return np.asarray(x)


def scales_the_probabilities(model, x):
    """You multiply the probabilities by the keep probability, so they no longer add up to 1. Keras
    has already divided by it in training: return what the model says.
    """
    return 0.5 * np.asarray(model(x, training=False))


def one_for_the_most_probable_class(model, x):
    """You return 1 for the most probable class and 0 for the others, which hides how sure the
    model is. Return the probabilities themselves.
    """
    said = np.asarray(model(x, training=False))
    return np.eye(said.shape[1])[said.argmax(axis=1)]


def percentages(model, x):
    """You return percentages. Probabilities lie between 0 and 1: return what the model says."""
    return 100 * np.asarray(model(x, training=False))


def class_numbers(model, x):
    """You return one number for each image, such as its most probable class. Return the
    probabilities of all classes, shape (n, n_classes).
    """
    return np.asarray(model(x, training=False)).argmax(axis=1)


MISTAKES = {
    "idea": (
        leaves_dropout_on,
        averages_random_passes,
        batch_statistics,
        scales_the_hidden_units,
    ),
    "": (
        scales_the_probabilities,
        one_for_the_most_probable_class,
        percentages,
        class_numbers,
    ),
}
