"""A small binary classifier with an L2 penalty."""

from grader.criteria.keras import also, expected_model, same_model
from grader.exercise import exercise
from grader.exercises import compiling
from grader.exercises.l1_l2 import l2_models
from grader.exercises.l1_l2.inputs import rows
from grader.exercises.l1_l2.l2_models import network
from grader.reference import l1_l2_models as reference


@exercise(
    reference=reference.build_l2_model,
    points=2,
    hints=(
        "Build and compile the model without a penalty first: keras.Input((n_features,)), the "
        "hidden Dense layer, the output layer.",
        "A penalty belongs to a layer's kernel: `kernel_regularizer` of Dense takes an object from "
        "keras.regularizers, made with the strength that is handed in.",
    ),
)
def build_l2_model(student, rng):
    """Dense(64, relu) with an L2 penalty on its kernel alone, Dense(1, sigmoid), compiled."""
    n_features = int(rng.integers(3, 30))
    yield from _judged(student, rng, n_features, float(rng.choice([0.03, 0.04, 0.06])))
    weak = _judged(student, rng, 80, 0.0004)
    yield also(weak, "It also works for many features and a small strength")
    strong = _judged(student, rng, 1, 0.6)
    yield also(strong, "It also works for a single feature and a large strength")


def _judged(student, rng, n_features, strength):
    answer = student(n_features, strength)
    data = rows(rng, n_features), rng.integers(0, 2, size=(24, 1))
    expected = expected_model(reference.build_l2_model, n_features, strength)
    return same_model(student, answer, expected, data, rng, passes=2, ideas=("penalty",))


l2_models.wrong.teach(build_l2_model)
compiling.teach(build_l2_model, "binary_crossentropy")


@build_l2_model.alternative
def functional(n_features, strength):
    import keras
    from keras import layers, regularizers

    inputs = keras.Input(shape=(n_features,))
    dense = layers.Dense(64, kernel_regularizer=regularizers.l2(strength), name="hidden")
    hidden = layers.Activation("relu")(dense(inputs))
    outputs = layers.Dense(1, activation=keras.activations.sigmoid)(hidden)
    model = keras.Model(inputs, outputs)
    loss = keras.losses.BinaryCrossentropy()
    model.compile(keras.optimizers.Adam(0.01), loss, metrics=[keras.metrics.BinaryAccuracy()])
    return model


@build_l2_model.alternative
def nested_with_both_strengths_named(n_features, strength):
    import keras
    from keras import layers

    penalty = keras.regularizers.L1L2(l1=0.0, l2=strength)
    block = keras.Sequential([layers.Dense(64, kernel_regularizer=penalty), layers.ReLU()])
    model = keras.Sequential()
    model.add(keras.Input((n_features,)))
    model.add(block)
    model.add(layers.Dense(1, "sigmoid"))
    model.compile("Adam", keras.losses.binary_crossentropy, metrics=["acc"])
    return model


@build_l2_model.alternative
def with_a_function(n_features, strength):
    import keras

    penalty = {"kernel_regularizer": lambda w: strength * keras.ops.sum(w * w)}
    return network(n_features, penalty | {"kernel_initializer": "he_normal"})


@build_l2_model.alternative
def with_a_class_of_its_own(n_features, strength):
    import keras

    class Ridge(keras.regularizers.Regularizer):
        def __init__(self, factor):
            self.factor = factor

        def __call__(self, w):
            return self.factor * keras.ops.sum(keras.ops.square(w))

        def get_config(self):
            return {"factor": self.factor}

    return network(n_features, {"kernel_regularizer": Ridge(strength)})
