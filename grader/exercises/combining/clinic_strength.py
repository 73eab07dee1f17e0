"""A model whose penalty is so strong that it learns nothing."""

import numpy as np

from grader.criteria import Unacceptable, holds
from grader.criteria.keras import penalties, structure
from grader.exercise import exercise
from grader.reference import clinic_models as reference
from grader.remote.models import CannotRebuild, rebuild
from grader.remote.plain import Model, describe

STEPS = 150
# Of the loss of guessing, log(n_classes). A strength of 0.03 leaves half of this, 0.1 more.
LEARNT = 0.04
# Of the loss before training; less than that is no penalty.
FELT = 1e-4


@exercise(
    reference=reference.clinic_strength,
    points=1,
    weights=(1, 5, 4),
    hints=(
        "A model that does no better on its training images than by guessing underfits. Which part "
        "of the loss keeps it from learning?",
        "Compare the two parts of the loss before training: the data's is about log(n_classes); "
        "the penalty's is the strength times the sum of all squared weights, several dozen.",
        "Lesson 02 tried strengths on a log scale. In which range did they help?",
    ),
)
def clinic_strength(student, rng):
    """Two Dense(64, relu), each with a penalty that leaves it room to learn, then a softmax."""
    n_features, n_classes = int(rng.integers(8, 14)), 4
    answer = student(n_features, n_classes)
    model = _guarded(answer)
    expected = reference.clinic_strength(n_features, n_classes)
    same_shapes = structure.weights(model) == structure.weights(expected)
    found = f"your model is {' → '.join(structure.steps(model))}"
    yield holds(same_shapes, "Its layers are those of the script", found, found)
    x, y = _clusters(rng, n_features, n_classes)
    share = _share(model, x, y)
    learns = same_shapes and _loss(model, x, y) < LEARNT * np.log(n_classes)
    places = [place for place in penalties.placed(model) if place[1] == "kernel"]
    sentence = "Trained on clear classes, it learns to tell them apart, and is sure of them"
    where = f"the penalty is {'much the larger part' if share > 0.7 else 'a part'} of its loss"
    found = where if places else "it does not"
    yield holds(learns, sentence, found, found).worth(5)
    kept = {(1, "kernel"), (2, "kernel")} <= set(places)
    found = "" if kept else f"{('none of them has', 'one of them has')[len(places) > 0]} one"
    found = found or ("it is too weak to be felt" if share < FELT else "it is too strong to learn")
    sentence = "Both hidden layers still have a penalty on their kernels, and one that is felt"
    yield holds(learns and kept and share >= FELT, sentence, found, found).worth(4)


def _guarded(answer):
    """The model, rebuilt; Unacceptable where it is none, or not compiled."""
    if not isinstance(answer, Model) or answer.compiled is None:
        what = "one that is not compiled" if isinstance(answer, Model) else describe(answer)
        raise Unacceptable(f"Expected a compiled keras.Model; got {what}.")
    try:
        return rebuild(answer)
    except CannotRebuild as error:
        raise Unacceptable(f"Your model cannot be judged: {error}.") from None


def _clusters(rng, n_features, n_classes):
    """Some points of each class, far from those of the others."""
    y = np.repeat(np.arange(n_classes), 24)
    # Orthogonal, so that no draw brings two centres near to each other.
    centres = np.linalg.qr(rng.normal(size=(n_features, n_classes)))[0].T
    return (centres[y] + 0.1 * rng.normal(size=(len(y), n_features))).astype("float32"), y


def _cross_entropy(model, x, y):
    probabilities = np.asarray(model(x, training=False))[np.arange(len(y)), y]
    return -float(np.mean(np.log(np.maximum(probabilities, 1e-7))))


def _share(model, x, y):
    """Which share of its loss before training is the penalty."""
    cross_entropy = _cross_entropy(model, x, y)
    penalty = sum(float(loss) for loss in model.losses)
    return penalty / (penalty + cross_entropy)


def _loss(model, x, y):
    """Its cross-entropy on what it was trained on, for long enough that a penalty shows."""
    import keras

    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    for _ in range(STEPS):
        model.train_on_batch(x, y)
    return _cross_entropy(model, x, y)


def _model(n_features, n_classes, first, second, last=None):
    """Dense layers with the regularizers that `first`, `second` and `last` make."""
    import keras
    from keras.layers import Dense

    hidden = [
        Dense(64, activation="relu", **{k: make(keras.regularizers) for k, make in each.items()})
        for each in (first, second)
    ]
    output = Dense(n_classes, activation="softmax")
    model = keras.Sequential([keras.Input((n_features,)), *hidden, output])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def _wrong(name, message, first, second):
    def answer(n_features, n_classes):
        return _model(n_features, n_classes, first, second)

    answer.__name__ = name
    clinic_strength.mistake(message)(answer)


def _kernel(make):
    return {"kernel_regularizer": make}


TOO_STRONG = _kernel(lambda regularizers: regularizers.L2(1.0))

_wrong(
    "far_too_strong",
    "The penalty still is so strong that it outweighs the data: the weights shrink to nothing and "
    "the model says the same of every image. Take a strength some hundred times as small.",
    TOO_STRONG,
    TOO_STRONG,
)
_wrong(
    "without_penalty",
    "The penalty is gone altogether. It was too strong, not out of place: make it weaker.",
    {},
    {},
)
_wrong(
    "too_weak_to_be_felt",
    "The penalty is so weak now that it makes no difference; 0.0001 to 0.01 is a range to try.",
    _kernel(lambda regularizers: regularizers.L2(1e-8)),
    _kernel(lambda regularizers: regularizers.L2(1e-8)),
)
_wrong(
    "only_one_is_left",
    "One of the two hidden layers has lost its penalty: make both weaker.",
    _kernel(lambda regularizers: regularizers.L2(1e-3)),
    {},
)


@clinic_strength.mistake("There is one hidden layer; the script has two of 64 units.")
def a_smaller_model(n_features, n_classes):
    import keras
    from keras.layers import Dense

    hidden = Dense(64, activation="relu", kernel_regularizer=keras.regularizers.L2(1e-3))
    output = Dense(n_classes, activation="softmax")
    model = keras.Sequential([keras.Input((n_features,)), hidden, output])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


@clinic_strength.alternative
def by_l1_and_l2(n_features, n_classes):
    penalty = _kernel(lambda regularizers: regularizers.L1L2(1e-4, 1e-4))
    return _model(n_features, n_classes, penalty, penalty)


@clinic_strength.alternative
def functional_and_everywhere(n_features, n_classes):
    import keras
    from keras import layers

    settings = {"kernel_regularizer": keras.regularizers.l2(0.01)}
    inputs = hidden = keras.Input((n_features,))
    for _ in range(2):
        hidden = layers.Activation("relu")(layers.Dense(64, **settings)(hidden))
    outputs = layers.Dense(n_classes, activation="softmax", **settings)(hidden)
    model = keras.Model(inputs, outputs)
    model.compile(keras.optimizers.Adam(), keras.losses.SparseCategoricalCrossentropy())
    return model
