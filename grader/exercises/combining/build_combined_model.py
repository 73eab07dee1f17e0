"""A classifier with an L2 penalty and dropout in both hidden layers."""

from grader.criteria.keras import also, expected_model, same_model
from grader.exercise import exercise
from grader.exercises import compiling
from grader.exercises.combining import (
    combined_dropouts,
    combined_models,
    combined_outputs,
    combined_penalties,
)
from grader.exercises.wrong import teach
from grader.reference import combining_models as reference


@exercise(
    reference=reference.build_combined_model,
    points=2,
    hints=(
        "Build the network without regularization first: two hidden Dense layers of 64, then a "
        "softmax with one unit for each class, compiled for labels that are class numbers.",
        "A penalty is an argument of the layer whose kernel it is for; dropout is a layer of its "
        "own, which acts on the output of the one before. Both hidden layers get both.",
        "What comes out of the softmax are the predictions: nothing is dropped there.",
    ),
)
def build_combined_model(student, rng):
    """Twice Dense(64, relu, L2) and Dropout(rate), then a softmax without penalty, compiled."""
    n_features, n_classes = int(rng.integers(4, 30)), int(rng.integers(3, 9))
    l2, rate = float(rng.choice([0.003, 0.03, 0.04])), float(rng.choice([0.2, 0.3, 0.4]))
    for criterion in _judged(student, rng, n_features, n_classes, l2, rate):
        # What it drops is as much the point here as what it penalizes.
        drops = criterion.sentence.startswith("With training=True")
        yield criterion.worth(6) if drops else criterion
    two = _judged(student, rng, n_features, 2, 0.6, 0.75)
    yield also(two, "For two classes, too, it has a softmax, its loss, and the strengths asked for")
    wide = _judged(student, rng, 64, 11, 0.0004, 0.1)
    yield also(wide, "It also works for 64 features, eleven classes and small strengths")


def _judged(student, rng, *arguments):
    n_features, n_classes, *_ = arguments
    answer = student(*arguments)
    x = rng.normal(size=(24, n_features)).astype("float32")
    y = rng.integers(0, n_classes, size=24)
    expected = expected_model(reference.build_combined_model, *arguments)
    ideas = ("training", "penalty")
    return same_model(student, answer, expected, (x, y), rng, passes=3000, ideas=ideas)


for part in (combined_dropouts, combined_penalties, combined_outputs):
    teach(build_combined_model, part.MISTAKES)


compiling.teach(build_combined_model, "sparse_categorical_crossentropy")
compiling.teach_two_classes(build_combined_model)


@build_combined_model.alternative
def functional_in_a_loop(n_features, n_classes, l2, rate):
    import keras
    from keras import layers, regularizers

    inputs = hidden = keras.Input(shape=(n_features,))
    relu, drop = layers.Activation("relu"), layers.Dropout(rate)
    for _ in range(2):
        hidden = layers.Dense(64, kernel_regularizer=regularizers.l2(l2))(hidden)
        hidden = drop(relu(hidden))
    outputs = layers.Softmax()(layers.Dense(n_classes)(hidden))
    model = keras.Model(inputs, outputs)
    loss = keras.losses.SparseCategoricalCrossentropy()
    metric = keras.metrics.SparseCategoricalAccuracy()
    model.compile(keras.optimizers.Adam(3e-3), loss=loss, metrics=[metric])
    return model


@build_combined_model.alternative
def nested_blocks(n_features, n_classes, l2, rate):
    import keras
    from keras import layers

    def block():
        penalty = keras.regularizers.L1L2(l2=l2)
        dense = layers.Dense(64, kernel_regularizer=penalty, kernel_initializer="he_normal")
        return keras.Sequential([dense, layers.Dropout(rate, seed=3), layers.ReLU()])

    model = keras.models.Sequential()
    model.add(keras.Input((n_features,)))
    model.add(block())
    model.add(block())
    model.add(layers.Dense(n_classes, activation=keras.ops.softmax))
    model.compile("Adam", keras.losses.sparse_categorical_crossentropy, metrics=["acc"])
    return model


@build_combined_model.alternative
def with_a_function(n_features, n_classes, l2, rate):
    import keras

    penalty = {"kernel_regularizer": lambda w: l2 * keras.ops.sum(w * w)}
    return combined_models.build(n_features, n_classes, l2, rate, (penalty, penalty, {}))
