"""A model whose penalty is so strong that it learns nothing."""

import numpy as np

from grader.criteria import Unacceptable, holds
from grader.criteria.keras import behaviour, penalties, structure
from grader.exercise import exercise
from grader.reference import clinic_models as reference
from grader.remote.models import CannotRebuild, rebuild
from grader.remote.plain import Model, describe

STEPS = 150
# Of the loss of guessing, log(n_classes). A strength of 0.03 leaves half of this, 0.1 more.
LEARNT = 0.04
# Shares of the loss before training: less is no penalty, more leaves the data no say.
FELT, ALL = 1e-4, 0.9


@exercise(
    reference=reference.clinic_strength,
    points=1,
    weights=(1, 3, 6),
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
    x, y = _clusters(rng, n_features, n_classes)
    flaw = _another(model, answer.compiled, (x, y), rng)
    yield holds(not flaw, "It is the network of the script, compiled for class numbers", flaw)
    flaw = flaw or _dose(model, x, y)
    sentence = "Both hidden kernels still have a penalty: one that is felt, but is not all that is"
    yield holds(not flaw, sentence, flaw).worth(3)
    sentence = "Trained on clear classes, it learns to tell them apart, and is sure of them"
    learns = not flaw and _loss(model, x, y) < LEARNT * np.log(n_classes)
    found = "the penalty keeps it from learning"
    found = "it does not count as long as the above does not hold" if flaw else found
    yield holds(learns, sentence, found).worth(6)


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


def _another(model, compiled, data, rng):
    """In which way it is another network than the script's, or compiled for another loss."""
    x, y = data
    expected = reference.clinic_strength(x.shape[1], int(y.max()) + 1)
    words = f"your model is {' → '.join(structure.steps(model))}"
    if structure.weights(model) != structure.weights(expected):
        return words
    own, weights = model.get_weights(), behaviour.random_weights(expected, rng)
    for each in (model, expected):
        each.set_weights(weights)
    alike = np.allclose(*(behaviour.predictions(m, x) for m in (model, expected)), atol=1e-4)
    loss = f"its loss is {structure.loss_name(compiled)}, or has other settings"
    try:
        losses = behaviour.evaluation(model, compiled, x, y)[0]
    except Exception:
        losses = np.full(2, np.nan)
    model.set_weights(own)
    if not alike:
        return words
    return "" if np.allclose(losses, _cross_entropy(expected, x, y), rtol=1e-3) else loss


def _dose(model, x, y):
    """What is wrong with its penalties before any training, in words."""
    kept = {(1, "kernel"), (2, "kernel")} & penalties.placed(model).keys()
    if len(kept) < 2:
        return "one of them has one" if kept else "none of them has one"
    penalty = sum(float(loss) for loss in model.losses)
    share = penalty / (penalty + _cross_entropy(model, x, y))
    if share < FELT:
        return "it is too weak to be felt"
    return f"before training it is more than {ALL:.0%} of the loss" if share > ALL else ""


def _cross_entropy(model, x, y):
    probabilities = np.asarray(model(x, training=False))[np.arange(len(y)), y]
    return -float(np.mean(np.log(np.maximum(probabilities, 1e-7))))


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
        Dense(
            64, **{"activation": "relu"} | {k: make(keras.regularizers) for k, make in each.items()}
        )
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
STILL_TOO_STRONG = _kernel(lambda regularizers: regularizers.L2(0.1))
RIGHT = _kernel(lambda regularizers: regularizers.L2(1e-3))

_wrong(
    "far_too_strong",
    "The penalty still is so strong that it outweighs the data: the weights shrink to nothing and "
    "the model says the same of every image. Take a strength some hundred times as small.",
    TOO_STRONG,
    TOO_STRONG,
)
_wrong(
    "still_too_strong",
    "The penalty is weaker, but still so strong that it outweighs the data: the model does not fit "
    "its own training images. Go further down, by factors of ten.",
    STILL_TOO_STRONG,
    STILL_TOO_STRONG,
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
    RIGHT,
    {},
)
_wrong(
    "without_relu",
    "The hidden layers have lost their ReLU: the network was right, all but the strength.",
    RIGHT | {"activation": lambda regularizers: "linear"},
    RIGHT | {"activation": lambda regularizers: "linear"},
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
