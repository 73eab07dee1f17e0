"""Case 5: one training script in PyTorch and in Keras, both of them run."""

import contextlib
import itertools

import numpy as np

from grader.lab.cards import Table
from grader.lab.statistics import in_percent
from grader.lab.torch_or_stub import torch

UNITS, EPOCHS, BATCH = (128, 128, 10), 100, 32
NONE, IN_KERAS = "Keras: Adam(0.001)", "Keras: Adam(0.001, weight_decay=0.02)"
IN_TORCH = "PyTorch: Adam(lr=0.001, weight_decay=0.02)"
LIKE_TORCH = "Keras: Adam(0.001), kernel_regularizer=L2(0.01)"


def case_5(few, seeds):
    """Train the script in both frameworks; PyTorch's row is left out where it is not installed.

    Parameters
    ----------
    few : grader.lab.data.FewShot
    seeds : iterable of int
        Rows of `few`.

    Returns
    -------
    Table
        Norms of the kernels layer by layer, and accuracies.
    tests : dict of str to ndarray, shape (seeds,)
        Test accuracy by row.
    """
    ways = {
        NONE: lambda seed: in_keras(few, seed),
        IN_TORCH: lambda seed: in_torch(few, seed, decay=0.02),
        IN_KERAS: lambda seed: in_keras(few, seed, decay=0.02),
        LIKE_TORCH: lambda seed: in_keras(few, seed, l2=0.01),
    }
    rows, tests = [], {}
    for name, train in ways.items():
        if name == IN_TORCH and torch is None:
            continue
        norms, training, test = (np.array(part) for part in zip(*map(train, seeds), strict=True))
        words = ", ".join(f"{norm:.2f}" for norm in norms.mean(axis=0))
        rows.append((name, words, in_percent(training), in_percent(test)))
        tests[name] = test
    return Table(("", "norms of the kernels", "training (%)", "test (%)"), tuple(rows)), tests


def _passes(few, seed):
    """All epochs' images and labels, one after the other, in fresh orders."""
    rng = np.random.default_rng(seed)
    order = np.concatenate([rng.permutation(len(few.y_train[seed])) for _ in range(EPOCHS)])
    order = order[: len(order) // BATCH * BATCH]
    return few.x_train[seed][order].astype("float32"), few.y_train[seed][order]


def _told(kernels, predict, few, seed):
    """Norms, training accuracy and test accuracy."""
    parts = ((few.x_train, few.y_train), (few.x_test, few.y_test))
    hits = [np.mean(predict(x[seed].astype("float32")).argmax(axis=1) == y[seed]) for x, y in parts]
    return [np.sqrt(np.square(kernel).sum()) for kernel in kernels], *hits


def in_keras(few, seed, decay=None, l2=0.0):
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
    x, y = _passes(few, seed)
    optimizer = keras.optimizers.Adam(0.001, weight_decay=decay)
    at_once = len(y) // BATCH
    model.compile(optimizer, "sparse_categorical_crossentropy", steps_per_execution=at_once)
    model.fit(x, y, batch_size=BATCH, shuffle=False, verbose=0)
    kernels = [layer.kernel.numpy() for layer in layers]
    return _told(kernels, lambda x: np.asarray(model(x)), few, seed)


def in_torch(few, seed, decay=0.0):
    """The same of the script in PyTorch."""
    torch.manual_seed(seed)
    sizes, layers = (few.x_train.shape[2], *UNITS), []
    for inputs, units in itertools.pairwise(sizes):
        layers += [torch.nn.Linear(inputs, units), torch.nn.ReLU()]
    network = torch.nn.Sequential(*layers[:-1])
    optimizer = torch.optim.Adam(network.parameters(), lr=0.001, weight_decay=decay)
    x, y = map(torch.tensor, _passes(few, seed))
    with _one_thread():
        for inputs, labels in zip(x.split(BATCH), y.split(BATCH), strict=True):
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(network(inputs), labels).backward()
            optimizer.step()
    kernels = [layer.weight.detach().numpy() for layer in layers[::2]]
    return _told(kernels, lambda x: network(torch.tensor(x)).detach().numpy(), few, seed)


@contextlib.contextmanager
def _one_thread():
    """Let PyTorch compute on one core: several wait for each other in layers as small as these."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)
