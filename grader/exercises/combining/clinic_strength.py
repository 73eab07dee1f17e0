"""A model whose penalty is so strong that it learns nothing."""

import numpy as np

from grader.criteria import holds
from grader.criteria.keras import compiled, expected_model, structure
from grader.criteria.keras.comparison import Comparison
from grader.criteria.keras.fitting import train
from grader.criteria.keras.subject import Rebuilt, subject_of
from grader.exercise import exercise
from grader.exercises.combining import strengths
from grader.exercises.combining.dose import dose
from grader.exercises.combining.followed import followed
from grader.exercises.wrong import teach
from grader.reference import clinic_models as reference

STEPS = 150
LEARNED = 0.04
"""Of the loss of guessing, log(n_classes)."""


@exercise(
    reference=reference.clinic_strength,
    points=1,
    weights=(3, 3, 4),
    ideas=(1, 2),
    hints=(
        "A model that does no better on its training images than guessing underfits. Which part of "
        "the loss keeps it from learning?",
        "Compare the two parts of the loss before training. The data's part is about "
        "log(n_classes); the penalty's part is the strength times the sum of all squared weights, "
        "which is several dozen.",
        "Lesson 02 tried strengths on a log scale. In which range did they help?",
    ),
)
def clinic_strength(student, rng):
    """Two Dense(64, relu), each with a penalty that leaves it room to learn, then a softmax."""
    n_features, n_classes = int(rng.integers(8, 14)), 4
    subject = subject_of(student, student(n_features, n_classes))
    expected = expected_model(reference.clinic_strength, n_features, n_classes)
    own = subject.model and subject.model.get_weights()
    x, y = _clusters(rng, n_features, n_classes)
    start = _start(expected, rng)
    both = Comparison(subject, Rebuilt.of(expected), x, rng)
    flaw = _another(both, y)
    yield holds(
        not flaw, "It is the network of the script, compiled for class numbers", flaw
    ).worth(3)
    model = subject.model or followed(both, n_features, n_classes)
    model.set_weights(own or start)
    flaw, evidence = dose(model, expected, start, np.log(n_classes))
    sentence = "Both hidden kernels have a penalty that is felt and leaves the data a say"
    yield holds(not flaw, sentence, flaw, evidence).worth(3).as_idea()
    sentence = "Trained on four well-separated classes, it learns to tell them apart"
    if flaw:
        found = "a penalty that is not right yet, so that this does not count"
        yield holds(False, sentence, found).worth(4).as_idea()
        return
    loss, guessing = train(model, x, y, STEPS), np.log(n_classes)
    found = f"a loss of {loss:.2f} on the data that it was trained on; guessing has {guessing:.2f}"
    learns = loss < LEARNED * guessing
    yield holds(learns, sentence, found, "learns too little").worth(4).as_idea()


def _clusters(rng, n_features, n_classes):
    """Some points of each class, far from those of the others."""
    y = np.repeat(np.arange(n_classes), 24)
    # Orthogonal, so that no draw brings two centers near to each other.
    centers = np.linalg.qr(rng.normal(size=(n_features, n_classes)))[0].T
    return (centers[y] + 0.1 * rng.normal(size=(len(y), n_features))).astype("float32"), y


def _start(model, rng):
    """Weights as Keras draws them by default."""
    bounds = [np.sqrt(6 / sum(w.shape)) if w.ndim == 2 else 0.0 for w in model.get_weights()]
    pairs = zip(bounds, model.get_weights(), strict=True)
    return [rng.uniform(-bound, bound, size=w.shape) for bound, w in pairs]


def _another(both, y):
    """In which way it is another network than the script's, or compiled for another loss."""
    words = f"the model {' → '.join(both.subject.steps)}"
    if not both.same_shapes:
        return words
    outputs, wanted = (each.outputs(both.x) for each in (both.subject, both.expected))
    if not both.close(outputs, wanted):
        return words
    own = both.subject.model
    if own is not None and not structure.same_drops(own, both.expected.model):
        return words
    if compiled.criteria(both, y)["loss"].passed:
        return ""
    if both.subject.optimizer is None:
        return "a model that is not compiled"
    return f"the loss {both.subject.loss_in_words}, or other settings of it"


teach(clinic_strength, strengths.MISTAKES)


@clinic_strength.alternative
def by_l1_and_l2(n_features, n_classes):
    from keras.regularizers import L1L2

    return strengths.network(n_features, n_classes, L1L2(1e-4, 1e-4), L1L2(1e-4, 1e-4))


@clinic_strength.alternative
def as_weak_as_can_be_felt(n_features, n_classes):
    """From other initial weights than Keras' own."""
    import keras
    from keras.layers import Dense

    settings = {
        "kernel_initializer": "he_normal",
        "kernel_regularizer": keras.regularizers.L2(1e-4),
    }
    model = keras.Sequential()
    model.add(keras.Input(shape=(n_features,)))
    for _ in range(2):
        model.add(Dense(64, activation="relu", **settings))
    model.add(Dense(n_classes, activation="softmax"))
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


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
