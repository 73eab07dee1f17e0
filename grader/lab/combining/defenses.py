"""Training on attacked images: what it gains under attack, and what it costs without."""

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.combining.adversarial import FgsmExamples, RandomSigns, attack
from grader.lab.combining.training import train
from grader.lab.experiment import OPEN, TRAINING, TURNS, experiment
from grader.lab.tuning import RATES
from grader.reference.network import Network

EPSILON = 0.1


@experiment(TRAINING)
def defended(
    epsilon=EPSILON,
    epochs=40,
    seeds=range(6),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Accuracy of networks that were trained on plain, on disturbed and on attacked images.

    Parameters
    ----------
    epsilon : float
        How far a pixel moves, in the training and in the test.
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions; a learning rate is chosen by the clean validation accuracy.

    Returns
    -------
    dict of str to dict of str to ndarray, shape (seeds,)
        By the training and by the test images: ``clean``, ``random noise``, ``FGSM`` and
        ``five steps``.
    """
    few = task(seeds, data)
    found = {}
    for name in ("plain", "random noise", "FGSM"):
        options = few, list(seeds), epsilon, steps * epochs, initializer
        networks = [train_defense(name, *options, rate) for rate in (RATES if tuned else (1e-3,))]
        scores = [network.accuracy(few.x_val, few.y_val).mean() for network in networks]
        found[name] = under_attack(networks[int(np.argmax(scores))], few, list(seeds), epsilon)
    return found


def task(seeds, data="digits"):
    """500 samples with right labels, all values between 0 and 1; a FewShot."""
    few = lessons_data.few_shot(data, seeds, n_train=500, wrong=0.0, n_val=100)
    parts = vars(few)
    images = {name: part for name, part in parts.items() if name.startswith("x_")}
    low = min(part.min() for part in images.values())
    high = max(part.max() for part in images.values())
    scaled = {name: (part - low) / (high - low) for name, part in images.items()}
    return lessons_data.FewShot(**(parts | scaled))


def train_defense(name, few, seeds, epsilon, epochs, initializer="he", rate=1e-3):
    """Train networks on half batches that are changed in the way that `name` says."""
    change = {"random noise": RandomSigns(epsilon, seeds), "FGSM": FgsmExamples(epsilon)}.get(name)
    network = Network([few.x_train.shape[2], 128, 10], seeds, initializer=initializer)
    train(network, few.x_train, few.y_train, epochs, change=change, learning_rate=rate)
    return network


def under_attack(network, few, seeds, epsilon, n=400):
    """Accuracy on n test samples, as they are and changed in three ways."""
    x, y = few.x_test[:, :n], few.y_test[:, :n]
    noisy = RandomSigns(epsilon, seeds)(network, np.concatenate([x, x], axis=1), y)
    images = {
        "clean": x,
        "random noise": noisy[:, :n],
        "FGSM": attack(network, x, y, epsilon),
        "five steps": attack(network, x, y, epsilon, steps=5),
    }
    return {name: network.accuracy(each, y) for name, each in images.items()}


@defended.concludes(
    "On plain networks, FGSM costs at least three times as many points as random noise",
    quote="an attack costs at least three times as many points as random noise of the same size",
)
def _(found):
    plain = found["plain"]
    return (plain["clean"] - plain["FGSM"]) - 3 * (plain["clean"] - plain["random noise"])


@defended.concludes(
    "FGSM training gains more than ten points under attack",
    quote="FGSM training gains more than ten points under attack",
    exceptions={"MNIST-1D": TURNS},
)
def _(found):
    return found["FGSM"]["FGSM"] - found["plain"]["FGSM"] - 0.1


@defended.concludes(
    "Training on random noise gains less than half of that",
    quote="training on random noise gains less than half of that",
)
def _(found):
    gains = {name: found[name]["FGSM"] - found["plain"]["FGSM"] for name in found}
    return gains["FGSM"] / 2 - gains["random noise"]


@defended.concludes(
    "FGSM training costs less than a point and a half on clean images",
    quote="it costs less than a point and a half on clean images",
    exceptions={"MNIST-1D": OPEN},
)
def _(found):
    return 0.015 - (found["plain"]["clean"] - found["FGSM"]["clean"])


@defended.concludes(
    "After FGSM training, an attack in five steps does more harm than one",
    quote="After FGSM training, too, an attack in five steps",
)
def _(found):
    return found["FGSM"]["FGSM"] - found["FGSM"]["five steps"]
