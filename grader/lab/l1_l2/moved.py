"""Case 5: one training script in PyTorch and in Keras, both of them run."""

import contextlib
import itertools
from functools import partial

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.anew import Anew
from grader.lab.cards import Table
from grader.lab.experiment import OPEN, TURNS, experiment
from grader.lab.statistics import in_percent
from grader.lab.torch_or_stub import torch

UNITS, BATCH = (128, 128, 10), 32
NONE, IN_KERAS = "Keras: Adam(0.001)", "Keras: Adam(0.001, weight_decay=0.02)"
IN_TORCH = "PyTorch: Adam(lr=0.001, weight_decay=0.02)"
LIKE_TORCH = "Keras: Adam(0.001), kernel_regularizer=L2(0.01)"


CONDITIONS = {
    "3 x the steps": {"steps": 3, "seeds": range(5)},
    "a rate of 0.003": {"rate": 0.003, "seeds": range(5)},
    "MNIST-1D": {"data": "mnist1d", "seeds": range(5)},
}


@experiment(CONDITIONS)
def scripts(seeds=range(10), epochs=100, steps=1, rate=0.001, data="digits"):
    """Train the script in both frameworks; PyTorch is left out where it is not installed.

    Each framework draws its own initial weights, and the rate is part of what was moved.

    Parameters
    ----------
    seeds : sequence of int
    epochs : int
    steps, rate, data
        The audit's conditions.

    Returns
    -------
    dict of str to dict of str to ndarray, shape (seeds,), ``norms`` (seeds, layers)
        By script: ``norms`` of the kernels, ``training`` and ``test`` accuracy.
    """
    few, found = lessons_data.few_shot(data, seeds), {}
    ways = {
        NONE: partial(in_keras, Anew()),
        IN_TORCH: partial(in_torch, decay=0.02),
        IN_KERAS: partial(in_keras, Anew(), decay=0.02),
        LIKE_TORCH: partial(in_keras, Anew(), l2=0.01),
    }
    for name, train in ways.items():
        if name == IN_TORCH and torch is None:
            continue
        rows = [train(few, place, seed, rate, steps * epochs) for place, seed in enumerate(seeds)]
        parts = (np.array(part) for part in zip(*rows, strict=True))
        found[name] = dict(zip(("norms", "training", "test"), parts, strict=True))
    return found


def case_5(found):
    """A table of what `scripts` found: norms of the kernels layer by layer, and accuracies."""
    rows = [
        (
            name,
            ", ".join(f"{norm:.2f}" for norm in of["norms"].mean(axis=0)),
            in_percent(of["training"]),
            in_percent(of["test"]),
        )
        for name, of in found.items()
    ]
    return Table(("", "norms of the kernels", "training (%)", "test (%)"), tuple(rows))


def _passes(few, place, seed, epochs):
    """All epochs' images and labels, one after the other, in fresh orders."""
    rng, x, y = np.random.default_rng(seed), few.x_train[place], few.y_train[place]
    order = np.concatenate([rng.permutation(len(y)) for _ in range(epochs)])
    order = order[: len(order) // BATCH * BATCH]
    return x[order].astype("float32"), y[order]


def _told(kernels, predict, few, place):
    """Norms, training accuracy and test accuracy."""
    parts = ((few.x_train, few.y_train), (few.x_test, few.y_test))
    hits = [
        np.mean(predict(x[place].astype("float32")).argmax(axis=1) == y[place]) for x, y in parts
    ]
    return [np.sqrt(np.square(kernel).sum()) for kernel in kernels], *hits


def in_keras(anew, few, place, seed, rate, epochs, decay=None, l2=0.0):
    """Norms of the kernels, training and test accuracy of the script in Keras."""
    import keras

    keras.utils.set_random_seed(seed)
    penalty = keras.regularizers.L2(l2) if l2 else None
    activations = ("relu", "relu", "softmax")
    layers = [
        keras.layers.Dense(units, activation, kernel_regularizer=penalty)
        for units, activation in zip(UNITS, activations, strict=True)
    ]
    model = keras.Sequential([keras.Input(few.x_train.shape[2:]), *layers])
    x, y = _passes(few, place, seed, epochs)
    optimizer = keras.optimizers.Adam(rate, weight_decay=decay)
    at_once = min(len(y) // BATCH, 625)
    model.compile(optimizer, "sparse_categorical_crossentropy", steps_per_execution=at_once)
    model = anew.begin(model)
    model.fit(x, y, batch_size=BATCH, shuffle=False, verbose=0)
    kernels = [layer.kernel.numpy() for layer in model.layers]
    return _told(kernels, lambda x: np.asarray(model(x)), few, place)


def in_torch(few, place, seed, rate, epochs, decay=0.0):
    """The same of the script in PyTorch."""
    torch.manual_seed(seed)
    sizes, layers = (few.x_train.shape[2], *UNITS), []
    for inputs, units in itertools.pairwise(sizes):
        layers += [torch.nn.Linear(inputs, units), torch.nn.ReLU()]
    network = torch.nn.Sequential(*layers[:-1])
    optimizer = torch.optim.Adam(network.parameters(), lr=rate, weight_decay=decay)
    x, y = map(torch.tensor, _passes(few, place, seed, epochs))
    with _one_thread():
        for inputs, labels in zip(x.split(BATCH), y.split(BATCH), strict=True):
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(network(inputs), labels).backward()
            optimizer.step()
    kernels = [layer.weight.detach().numpy() for layer in layers[::2]]
    return _told(kernels, lambda x: network(torch.tensor(x)).detach().numpy(), few, place)


@contextlib.contextmanager
def _one_thread():
    """Let PyTorch compute on one core: several wait for each other in layers as small as these."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


@scripts.concludes(
    "The move costs accuracy",
    quote="it costs 4.7 ± 1.5 points",
    exceptions={"MNIST-1D": OPEN},
)
def _(found):
    return found[IN_TORCH]["test"] - found[IN_KERAS]["test"]


@scripts.concludes(
    "The norms of the hidden kernels are more than twice as large after the move",
    quote="the norms of the hidden kernels are more than twice as large after the move",
    exceptions={"MNIST-1D": TURNS},
)
def _(found):
    return (found[IN_KERAS]["norms"] - 2 * found[IN_TORCH]["norms"])[:, :-1].min(axis=1)


@scripts.concludes(
    "With L2 of 0.01, Keras gains more than two points again",
    quote="Keras wins back 8.3 ± 0.9 points",
    exceptions={"MNIST-1D": TURNS},
)
def _(found):
    return found[LIKE_TORCH]["test"] - found[IN_KERAS]["test"] - 0.02
