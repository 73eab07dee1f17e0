"""A small classifier with an L1 and an L2 penalty."""

from grader.criteria.keras import also, expected_model, same_model
from grader.exercise import exercise
from grader.exercises import compiling
from grader.exercises.l1_l2 import elastic_net_models
from grader.exercises.l1_l2.elastic_net_models import network
from grader.exercises.l1_l2.inputs import rows
from grader.reference import l1_l2_models as reference


@exercise(
    reference=reference.build_elastic_net_model,
    points=2,
    hints=(
        "keras.regularizers has one regularizer with both strengths. What are its arguments "
        "called, and which defaults do they have?",
        "A softmax needs one unit a class, and labels that are class numbers need a sparse loss.",
    ),
)
def build_elastic_net_model(student, rng):
    """Dense(64, relu) with L1 and L2 on its kernel alone, then a softmax, compiled."""
    n_features, n_classes = int(rng.integers(4, 20)), int(rng.integers(3, 7))
    l1, l2 = (float(s) for s in rng.permutation([0.002, 0.03, 0.005])[:2])
    yield from _judged(student, rng, n_features, n_classes, l1, l2)
    two = _judged(student, rng, n_features, 2, 0.0004, 0.6)
    yield also(two, "For two classes, too, it has a softmax, its loss, and the strengths asked for")
    without_l1 = _judged(student, rng, 80, 11, 0.0, 0.0004)
    yield also(without_l1, "It also works for many features and classes, and an l1 of 0")


def _judged(student, rng, *arguments):
    n_features, n_classes, *_ = arguments
    answer = student(*arguments)
    data = rows(rng, n_features), rng.integers(0, n_classes, size=24)
    expected = expected_model(reference.build_elastic_net_model, *arguments)
    return same_model(student, answer, expected, data, rng, passes=2, ideas=("penalty",))


elastic_net_models.wrong.teach(build_elastic_net_model)
compiling.teach(build_elastic_net_model, "sparse_categorical_crossentropy")
compiling.teach_two_classes(build_elastic_net_model)


@build_elastic_net_model.alternative
def functional(n_features, n_classes, l1, l2):
    import keras
    from keras import layers

    inputs = keras.Input((n_features,))
    penalty = keras.regularizers.l1_l2(l1=l1, l2=l2)
    hidden = layers.ReLU()(layers.Dense(64, kernel_regularizer=penalty)(inputs))
    outputs = layers.Softmax()(layers.Dense(n_classes)(hidden))
    model = keras.Model(inputs=inputs, outputs=outputs)
    loss = keras.losses.SparseCategoricalCrossentropy()
    model.compile("adam", loss, metrics=[keras.metrics.SparseCategoricalAccuracy()])
    return model


@build_elastic_net_model.alternative
def with_a_function(n_features, n_classes, l1, l2):
    import keras

    def elastic_net(w):
        return l1 * keras.ops.sum(keras.ops.abs(w)) + l2 * keras.ops.sum(w**2)

    return network(n_features, n_classes, {"kernel_regularizer": elastic_net})


@build_elastic_net_model.alternative
def sum_of_two_regularizers(n_features, n_classes, l1, l2):
    import keras

    class Both(keras.regularizers.Regularizer):
        def __call__(self, w):
            return keras.regularizers.L1(l1)(w) + keras.regularizers.L2(l2)(w)

    return network(n_features, n_classes, {"kernel_regularizer": Both(), "name": "hidden"})
