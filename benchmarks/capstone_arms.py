"""What a learner may try on the capstone, from nearest neighbors to a combination of techniques."""

from functools import partial
from types import SimpleNamespace

import numpy as np
from sklearn.base import clone
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.svm import SVC

from grader.lab.combining.capstone_signals import CLASSES, LENGTH
from grader.reference import capstone as reference
from grader.reference.network import L2, Network

BOOSTING = {"max_features": "sqrt"}
CLASSICAL = {
    "nearest neighbors": (KNeighborsClassifier(), [{"n_neighbors": k} for k in (1, 3, 10, 30)]),
    "SVC": (SVC(), [{"C": c, "gamma": g} for c in (1, 3, 10) for g in ("scale", 0.003, 0.01)]),
    "logistic regression": (
        LogisticRegression(max_iter=500),
        [{"C": c} for c in (0.001, 0.01, 0.1)],
    ),
    "random forest": (
        RandomForestClassifier(random_state=0),
        [{"min_samples_leaf": n} for n in (1, 3, 10)],
    ),
    "gradient boosting": (
        GradientBoostingClassifier(random_state=0),
        [BOOSTING | {"learning_rate": rate} for rate in (0.05, 0.15)],
    ),
}


class Classes:
    """A classifier of scikit-learn, with 0 and 1 as probabilities."""

    def __init__(self, machine):
        self.machine = machine

    def predict(self, x):
        """Class "probabilities" of signals, shape (n, 8)."""
        return np.eye(CLASSES)[self.machine.predict(x)]


def by_default(machine):
    """An answer that trains a classifier as it comes, on all signals."""
    return lambda *given: Classes(clone(machine).fit(*together(*given)))


def by_grid(machine, grid):
    """The same with the settings that are best on the validation signals."""

    def answer(x_train, y_train, x_val, y_val):
        machines = [clone(machine).set_params(**settings) for settings in grid]
        scores = [each.fit(x_train, y_train).score(x_val, y_val) for each in machines]
        best = clone(machines[int(np.argmax(scores))])
        return Classes(best.fit(*together(x_train, y_train, x_val, y_val)))

    return answer


def together(x_train, y_train, x_val, y_val):
    """All signals and their labels."""
    return np.concatenate([x_train, x_val]), np.concatenate([y_train, y_val])


def without_drift(*given):
    """A default SVC on what a level, a slope and a bow leave of each signal, which is no drift."""
    slow = np.vander(np.linspace(-1, 1, LENGTH), 3)

    def left(x):
        return x - x @ np.linalg.pinv(slow).T @ slow.T

    x, y = together(*given)
    return Classes(make_pipeline(FunctionTransformer(left), SVC()).fit(x, y))


def network(**settings):
    """A network of the reference's size."""
    return Network([LENGTH, *reference.HIDDEN, CLASSES], seeds=[0], **settings)


def regularized(epochs, **settings):
    """An answer that trains a network on all signals."""

    def answer(*given):
        made = network(**settings)
        made.fit(*together(*given), epochs=epochs, validate_every=epochs)
        return reference.Committee(made)

    return answer


def stopped(epochs, **settings):
    """One that trains on the training signals up to the best epoch of the validation signals."""

    def answer(x_train, y_train, x_val, y_val):
        watched = network(**settings)
        history = watched.fit(x_train, y_train, epochs=epochs, validation=(x_val, y_val))
        accuracies = history.val_accuracy[:, 0]
        made = network(**settings)
        made.fit(x_train, y_train, epochs=int(np.argmax(accuracies)) + 1)
        return reference.Committee(made, expected_accuracy=accuracies.max())

    return answer


def in_keras(x_train, y_train, x_val, y_val):
    """The recipe on the cards of the lessons: Keras, dropout, early stopping that restores."""
    import keras
    from keras.layers import Dense, Dropout

    keras.utils.set_random_seed(0)
    hidden = [layer for n in reference.HIDDEN for layer in (Dense(n, "relu"), Dropout(0.5))]
    stack = [keras.Input((LENGTH,)), *hidden, Dense(CLASSES, "softmax")]
    model = keras.Sequential(stack)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    settings = {"patience": 10, "restore_best_weights": True}
    stopping = keras.callbacks.EarlyStopping("val_loss", **settings)
    watched = {"validation_data": (x_val, y_val), "callbacks": [stopping]}
    history = model.fit(x_train, y_train, epochs=200, verbose=0, **watched).history
    told = history["val_accuracy"][int(np.argmin(history["val_loss"]))]
    return SimpleNamespace(predict=partial(model.predict, verbose=0), expected_accuracy=told)


def augmented(*given):
    """A network on varied copies of all signals."""
    x, y = reference.enlarged(*given, np.random.default_rng(0))
    made = network()
    made.fit(x, y, epochs=15, batch_size=64, validate_every=15)
    return reference.Committee(made)


def mixed(*given):
    """A network on mixed signals; which of the two labels counts is drawn, as good on average."""
    (x, y), rng = together(*given), np.random.default_rng(0)
    signals, labels = [], []
    for _ in range(8):
        share, partner = rng.beta(0.4, 0.4, (len(x), 1)), rng.permutation(len(x))
        signals.append(share * x + (1 - share) * x[partner])
        labels.append(np.where(rng.random(len(x)) < share[:, 0], y, y[partner]))
    made = network()
    made.fit(np.concatenate(signals), np.concatenate(labels), epochs=10, validate_every=10)
    return reference.Committee(made)


def held_back(x_train, y_train, x_val, y_val):
    """A combination without a committee: dropout on copies, half of the validation kept back."""
    kept = slice(0, len(x_val) // 2)
    learned = slice(len(x_val) // 2, None)
    rng = np.random.default_rng(0)
    x, y = reference.enlarged(x_train, y_train, x_val[learned], y_val[learned], rng)
    made = network(dropout=(0.0, 0.3, 0.3))
    made.fit(x, y, epochs=20, batch_size=64, validate_every=20)
    expected = made.accuracy(x_val[kept], y_val[kept])[0]
    return reference.Committee(made, expected_accuracy=expected)


CLASSICAL_ARMS = {
    f"{name}, {kind}": made
    for name, (machine, grid) in CLASSICAL.items()
    for kind, made in (("defaults", by_default(machine)), ("grid", by_grid(machine, grid)))
}
SINGLE_ARMS = {
    "early stopping": stopped(40),
    "label smoothing": regularized(60, label_smoothing=0.3),
    "mixup": mixed,
    "L2": regularized(60, penalty=L2(1e-2)),
    "dropout": regularized(120, dropout=0.5),
    "augmentation": augmented,
}
ARMS = (
    CLASSICAL_ARMS
    | {"SVC, drift taken out by hand": without_drift}
    | {"plain network": reference.plain}
    | SINGLE_ARMS
    | {
        "dropout and early stopping": stopped(120, dropout=0.5),
        "the same in Keras": in_keras,
        "dropout and augmentation": held_back,
        "reference": reference.capstone,
    }
)
