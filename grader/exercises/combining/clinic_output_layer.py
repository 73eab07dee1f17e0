"""A model that drops its own predictions."""

import numpy as np

from grader.criteria.keras import expected_model, same_model
from grader.exercise import exercise
from grader.exercises import compiling
from grader.exercises.combining import dropouts
from grader.exercises.wrong import teach
from grader.reference import clinic_models as reference


@exercise(
    reference=reference.clinic_output_layer,
    points=1,
    hints=(
        "Which layer gives the predictions, and what comes after it? What is the loss when the "
        "probability of the right class has been set to 0?",
        "Dropout is for hidden units: what one of them knows, others can know too. For a class, "
        "there is only one output.",
    ),
)
def clinic_output_layer(student, rng):
    """Dense(64, relu), Dropout(rate), softmax: dropout after the hidden layer only, compiled."""
    n_features, n_classes = int(rng.integers(5, 30)), int(rng.integers(3, 9))
    rate = float(rng.choice([0.2, 0.3, 0.4]))
    answer = student(n_features, n_classes, rate)
    x = rng.normal(size=(24, n_features)).astype("float32")
    y = rng.integers(0, n_classes, size=24)
    expected = expected_model(reference.clinic_output_layer, n_features, n_classes, rate)
    ideas = ("training", "inference")
    for criterion in same_model(student, answer, expected, (x, y), rng, passes=3000, ideas=ideas):
        # The broken script is right in all but what it drops.
        drops = criterion.sentence.startswith("With training=True")
        yield criterion.worth(16) if drops else criterion


teach(clinic_output_layer, dropouts.MISTAKES)
compiling.teach(clinic_output_layer, "sparse_categorical_crossentropy")


@clinic_output_layer.alternative
def functional(n_features, n_classes, rate):
    import keras
    from keras import layers

    inputs = keras.Input((n_features,))
    hidden = layers.Dropout(rate)(layers.ReLU()(layers.Dense(64)(inputs)))
    model = keras.Model(inputs, layers.Softmax()(layers.Dense(n_classes)(hidden)))
    loss = keras.losses.SparseCategoricalCrossentropy()
    model.compile(keras.optimizers.Adam(0.002), loss, metrics=["acc"])
    return model


@clinic_output_layer.alternative
def layer_by_layer(n_features, n_classes, rate):
    import tensorflow as tf

    model = tf.keras.Sequential()
    model.add(tf.keras.Input(shape=(n_features,)))
    model.add(tf.keras.layers.Dense(64, "relu"))
    model.add(tf.keras.layers.Dropout(np.float64(rate)))
    model.add(tf.keras.layers.Dense(n_classes, tf.nn.softmax))
    model.add(tf.keras.layers.Dropout(0.0))
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
