"""A small convolutional network in Keras, with and without augmentation layers."""

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.anew import Anew
from grader.lab.arms import at_own_rates
from grader.lab.augmentation.experiments.drawn import RATE, RATES
from grader.lab.experiment import OPEN, experiment

SHAPES = {"digits": (8, 8, 1), "mnist1d": (40, 1, 1)}
NONE, LAYERS = "no augmentation", "translation 1/8, rotation 15°"


def small_cnn(shape, augmentation, rate, initializer):
    """Two convolutions and a dense layer, behind the augmentation layers."""
    import keras
    from keras import layers

    usual = {"activation": "relu", "kernel_initializer": initializer}
    model = keras.Sequential(
        [
            keras.Input(shape),
            *augmentation,
            layers.Conv2D(16, 3, padding="same", **usual),
            layers.MaxPooling2D(padding="same"),
            layers.Conv2D(32, 3, padding="same", **usual),
            layers.Flatten(),
            layers.Dense(128, **usual),
            layers.Dense(10, activation="softmax", kernel_initializer=initializer),
        ]
    )
    speed = {"steps_per_execution": 25, "jit_compile": False}
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy", **speed)
    return model


def augmentation_layers(data):
    """Gentle changes: digits are moved and turned, signals only moved."""
    from keras import layers

    if data == "mnist1d":
        return [layers.RandomTranslation(1 / 8, 0.0, fill_mode="nearest")]
    return [
        layers.RandomTranslation(1 / 8, 1 / 8, fill_mode="constant"),
        layers.RandomRotation(15 / 360, fill_mode="constant"),
    ]


CONDITIONS = {
    "3 x the steps": {"steps": 3, "seeds": range(4)},
    "10 x the steps": {"steps": 10, "seeds": range(3)},
    "He": {"initializer": "he_uniform"},
    "each arm's own rate": {"tuned": True, "seeds": range(3)},
    "MNIST-1D": {"data": "mnist1d"},
}


@experiment(CONDITIONS)
def in_keras(
    epochs=60,
    seeds=range(5),
    steps=1,
    initializer="glorot_uniform",
    tuned=False,
    data="digits",
):
    """Train the small network on 200 digits, one label in five wrong, in both ways.

    Parameters
    ----------
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    dict of str to dict of str to ndarray, shape (seeds,)
        By arm: accuracy on ``augmented`` and ``plain`` training images, on ``validation`` and on
        ``test`` images.
    """
    few = lessons_data.few_shot(data, seeds)
    found = {}
    for name in (NONE, LAYERS):

        def run(rate, name=name):
            settings = data, name == LAYERS, steps * epochs, rate, initializer, Anew()
            made = [_trained(few, place, seed, *settings) for place, seed in enumerate(seeds)]
            return {kind: np.array([[one[kind] for one in made]]) for kind in made[0]}

        own = at_own_rates(run, tuned, RATES, RATE)
        found[name] = {kind: values[0] for kind, values in own.items()}
    return found


def _trained(few, place, seed, data, augments, epochs, rate, initializer, anew):
    """Accuracies of one network; all its epochs are one call of `fit`."""
    import keras

    keras.utils.set_random_seed(seed)
    augmentation = augmentation_layers(data) if augments else []
    model = anew.begin(small_cnn(SHAPES[data], augmentation, rate, initializer))
    augmentation = model.layers[: len(augmentation)]
    x, y = few.x_train[place].reshape(-1, *SHAPES[data]), few.y_train[place]
    many, many_labels = np.tile(x, (epochs, 1, 1, 1)), np.tile(y, epochs)
    model.fit(many, many_labels, batch_size=32, verbose=0)
    shown = many[:2000]
    for layer in augmentation:
        shown = layer(shown, training=True)
    samples = {
        "augmented": (shown, many_labels[:2000]),
        "plain": (x, y),
        "validation": (few.x_val[place].reshape(-1, *SHAPES[data]), few.y_val[place]),
        "test": (few.x_test[place].reshape(-1, *SHAPES[data]), few.y_test[place]),
    }
    return {
        name: np.mean(np.argmax(model(images, training=False), axis=1) == labels)
        for name, (images, labels) in samples.items()
    }


def _rise(found, part):
    return found[LAYERS][part] - found[NONE][part]


@in_keras.concludes(
    "The small CNN gains more than 3 points",
    quote="the small CNN gains 10.0 ± 2.4 points",
    exceptions=dict.fromkeys(
        ("3 x the steps", "10 x the steps", "He", "each arm's own rate"), OPEN
    ),
)
def _(found):
    return _rise(found, "test") - 0.03


@in_keras.concludes(
    "The accuracy that training reports falls by more than 8 points",
    quote="the accuracy that training reports falls by 25.6 ± 0.9 points",
    exceptions=dict.fromkeys(("10 x the steps", "each arm's own rate"), OPEN),
)
def _(found):
    return -_rise(found, "augmented") - 0.08
