"""Ten seeds of the digits model: the NumPy network at once, against Keras' ``fit`` one by one."""

import time

import numpy as np

from benchmarks.table import Row

SIZES = (64, 256, 256, 10)
SEEDS = range(10)
EPOCHS = 100
BATCH_SIZE = 32


def digits():
    """200 training digits, pixels from 0 to 1, in single precision as both sides compute."""
    from sklearn.datasets import load_digits

    images, labels = load_digits(return_X_y=True)
    chosen = np.random.default_rng(0).permutation(len(images))[:200]
    return (images[chosen] / 16).astype("float32"), labels[chosen]


def at_once(x, y):
    """Seconds in which the NumPy network trains all seeds."""
    from grader.reference.network import Adam, Network

    start = time.perf_counter()
    network = Network(list(SIZES), seeds=SEEDS, dropout=0.5, initializer="glorot")
    network.fit(x, y, epochs=EPOCHS, batch_size=BATCH_SIZE, optimizer=Adam(1e-3))
    return time.perf_counter() - start


def one_by_one(x, y):
    """Seconds in which Keras trains all seeds, as a learner would write it."""
    import keras

    start = time.perf_counter()
    for seed in SEEDS:
        keras.utils.set_random_seed(seed)
        model = keras.Sequential([keras.Input((SIZES[0],))])
        for units in SIZES[1:-1]:
            model.add(keras.layers.Dense(units, activation="relu"))
            model.add(keras.layers.Dropout(0.5))
        model.add(keras.layers.Dense(SIZES[-1], activation="softmax"))
        model.compile("adam", "sparse_categorical_crossentropy")
        model.fit(x, y, batch_size=BATCH_SIZE, epochs=EPOCHS, verbose=0)
    return time.perf_counter() - start


def measure():
    """One line of the table."""
    from grader.quiet import quiet_standard_error

    x, y = digits()
    with quiet_standard_error():
        import keras

        # Neither side pays for what is done once a process.
        keras.layers.Dense(1)(np.zeros((1, 1)))
    at_once(x[:32], y[:32])
    fast = sorted(at_once(x, y) for _ in range(3))[1]
    slow = one_by_one(x, y)
    what = f"{len(SEEDS)} seeds of the digits model, {EPOCHS} epochs"
    return Row(f"{what}: {slow:.1f} s in Keras one by one, {fast:.1f} s here", slow / fast, 10)
