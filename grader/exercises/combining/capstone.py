"""Two hundred digits, one label in five wrong: everything that the course has taught, at once."""

import numpy as np

from grader.criteria import holds
from grader.exercise import exercise
from grader.exercises.combining.hidden_digits import CLASSES, Task, Trained
from grader.reference import capstone as reference

TIME_LIMIT = 90.0
# Of the hidden images. The plain network stays below the first, the reference reaches the last:
# `python -m benchmarks.capstone` shows how far they are away.
STEPS = (0.86, 0.87, 0.88, 0.89)
GATES = ("in time", "probabilities", "the same")


@exercise(
    reference=reference.capstone,
    points=6,
    weights=(0,) * len(GATES) + (1,) * len(STEPS),
    hints=(
        "Begin with a network that has no regularization, and see how it does on the training and "
        "on the validation images. Which of the two tells you about the wrong labels?",
        "Which techniques kept a network from learning wrong labels in lessons 02, 03 and 05? Try "
        "one, choose its strength by the validation images, then try to add a second one.",
        "Dropout on the pixels and stronger dropout on the hidden units go well together here, and "
        "several networks that vote do better than one of them.",
        "A hundred labels are certain to be right. Once you have chosen everything by them, you "
        "may train once more, on all images.",
    ),
)
def capstone(student, rng):
    """Train on 200 noisy digits; return a model whose predict gives probabilities (n, 10)."""
    task = Task(rng)
    trained = Trained(student, task)
    flaws = []
    for criterion in _gates(trained, task):
        flaws += [] if criterion.passed else [criterion.found]
        yield criterion.worth(0)
    counts = not flaws
    accuracy, found, evidence = 0.0, "it does not count as long as the above does not hold", ""
    if counts:
        accuracy, found, evidence = _score(trained, task)
    for step in STEPS:
        sentence = f"It classifies at least {step:.0%} of unseen digits right"
        yield holds(counts and accuracy >= step, sentence, found, evidence)


def _gates(trained, task):
    """Criteria that must hold before an accuracy counts; each found in words, not in numbers."""
    seconds, limit = trained.seconds, f"{TIME_LIMIT:.0f} seconds"
    late = f"it took {seconds:.0f}" if seconds > TIME_LIMIT else ""
    yield holds(not late, f"It is trained within {limit}", late, "late" if late else "")
    x = task.hidden[:60]
    said = trained.predict(x)
    flaw = _no_probabilities(said, len(x))
    sentence = f"`predict` gives {CLASSES} probabilities for each image, which add up to 1"
    yield holds(not flaw, sentence, flaw)
    yield _steady(trained, x, said)


def _no_probabilities(said, n):
    """What keeps an array from being probabilities, in words."""
    if said.shape == (n,):
        return "there is one number for each image, such as that of its class"
    if said.shape != (n, CLASSES):
        return "it has another shape"
    if not np.isfinite(said).all():
        return "some are not finite"
    if said.min() < -1e-6:
        return "some are negative, as logits are"
    return "" if np.allclose(said.sum(axis=1), 1.0, atol=1e-3) else "rows do not add up to 1"


def _steady(trained, x, said):
    """Criterion: the same image gets the same answer, at any time and in any company."""
    sentence = "Asked again about an image, alone or among others, it says the same"
    if not _alike(trained.predict(x), said):
        return holds(False, sentence, "it differs from call to call")
    alone = [trained.predict(x[part]) for part in (slice(0, 1), slice(1, 8))]
    if any(each.shape[1:] != said.shape[1:] for each in alone):
        return holds(False, sentence, "for fewer images it has another shape")
    if not _alike(np.concatenate(alone), said[:8]):
        return holds(False, sentence, "it depends on the images that are asked about together")
    return holds(True, sentence)


def _alike(one, other):
    return one.shape == other.shape and np.allclose(one, other, atol=1e-3, equal_nan=True)


def _score(trained, task):
    """The accuracy on hidden images; what is found in words; and what it shows of the training."""
    accuracy = float(np.mean(trained.predict(task.hidden).argmax(axis=1) == task.labels))
    found = f"yours are {accuracy:.1%}"
    x, y = task.given[:2]
    repeated = np.mean(trained.predict(x).argmax(axis=1)[task.wrong] == y[task.wrong])
    if repeated > 0.7:
        return accuracy, f"{found}, and it repeats {repeated:.0%} of the wrong labels", "memorised"
    return accuracy, found, "" if accuracy > 0.3 else "guesses"


class _Nearest:
    """Probabilities by the nearest class mean: an answer whose accuracy is not what is wrong."""

    def __init__(self, x, y):
        means = [x[y == c].mean(axis=0) if (y == c).any() else x.mean(axis=0) for c in range(10)]
        self.means = np.array(means)

    def logits(self, x):
        return -4 * ((x[:, None] - self.means) ** 2).sum(axis=2)

    def predict(self, x):
        powers = np.exp(self.logits(x))
        return powers / powers.sum(axis=1, keepdims=True)


def _wrong(name, message, predict):
    """A mistake in `predict`, which takes a trained `_Nearest` and images."""

    class Wrong(_Nearest):
        def predict(self, x):
            return predict(_Nearest.predict, self, x)

    def answer(x_train, y_train, x_val, y_val):
        return Wrong(x_train, y_train)

    answer.__name__ = name
    capstone.mistake(message)(answer)


def _dropped(predict, model, x):
    kept = np.random.default_rng().random(x.shape) >= 0.3
    return predict(model, x * kept / 0.7)


_wrong(
    "class_numbers",
    "predict returns class numbers, as scikit-learn's does; the probabilities of all ten classes "
    "were asked for, which there is predict_proba.",
    lambda predict, model, x: predict(model, x).argmax(axis=1),
)
_wrong(
    "logits",
    "predict returns logits: a softmax makes probabilities of them.",
    lambda predict, model, x: model.logits(x),
)
_wrong(
    "a_sigmoid_for_each_class",
    "The ten numbers do not add up to 1: classes that exclude each other take a softmax.",
    lambda predict, model, x: 1 / (1 + np.exp(-model.logits(x))),
)
_wrong(
    "leaves_dropout_on",
    "Dropout, or something else that is random, still is on at prediction: the answers differ from "
    "call to call.",
    _dropped,
)
_wrong(
    "scales_by_the_batch",
    "predict scales the images by their own mean and spread, or uses batch statistics, so that an "
    "answer depends on the other images: take all statistics from the training images.",
    lambda predict, model, x: predict(model, x - x.mean(axis=0)),
)


@capstone.mistake("The function returns nothing: return the trained model.")
def returns_nothing(x_train, y_train, x_val, y_val):
    _Nearest(x_train, y_train)


@capstone.mistake(
    "The model has learned the wrong labels by heart, as a network without regularization does: "
    "see how much better it is on its training images than on the validation images, and hold it "
    "back."
)
def plain_network(x_train, y_train, x_val, y_val):
    return reference.plain(x_train, y_train, x_val, y_val)


class _Constant:
    def predict(self, x):
        return np.full((len(x), CLASSES), 0.1)


@capstone.mistake(
    "The model does little better than guessing: it is not trained, or held back so strongly that "
    "it learns nothing."
)
def not_trained(x_train, y_train, x_val, y_val):
    return _Constant()


@capstone.alternative
def support_vectors(x_train, y_train, x_val, y_val):
    """A kernel machine, with the decisions of each class against each other one counted."""
    from scipy.special import softmax
    from sklearn.svm import SVC

    x, y = np.concatenate([x_train, x_val]), np.concatenate([y_train, y_val])
    machine = SVC(C=5, gamma=0.02).fit(x, y)

    class Model:
        def predict(self, x):
            return softmax(machine.decision_function(x), axis=1)

    return Model()


@capstone.alternative
def random_features_in_keras(x_train, y_train, x_val, y_val):
    """The hidden layer stays as it was drawn; ridge regression gives the output layer."""
    import keras

    x, y = np.concatenate([x_train, x_val]), np.concatenate([y_train, y_val])
    rng = np.random.default_rng(0)
    kernel, bias = rng.normal(scale=0.5, size=(64, 2000)), rng.normal(size=2000)
    hidden = keras.layers.Dense(2000, activation="relu")
    outputs = keras.layers.Dense(10, activation="softmax")
    model = keras.Sequential([keras.Input((64,)), hidden, outputs])
    hidden.set_weights([kernel, bias])
    seen = np.maximum(x @ kernel + bias, 0.0)
    dual = np.linalg.solve(seen @ seen.T + 200.0 * np.eye(len(x)), np.eye(10)[y] - 0.1)
    outputs.set_weights([10 * seen.T @ dual, np.zeros(10)])
    return model
