"""Whole training runs against Keras in float64: optimizers, penalties, batch norm, inference."""

import numpy as np
import pytest

from grader.reference.network import L1L2, SGD, Adam, Network

SIZES, N, EPOCHS = [6, 8, 7, 4], 40, 12
CLOSE = {"rtol": 1e-6, "atol": 1e-6}


@pytest.fixture(scope="module")
def samples():
    rng = np.random.default_rng(30)
    return rng.normal(size=(N, SIZES[0])), rng.integers(0, SIZES[-1], size=N)


def twin_of(keras64, network, s, optimizer, penalty):
    """The Keras model with network s's weights."""
    model = keras64.Sequential([keras64.Input((SIZES[0],))])
    for layer, units in enumerate(SIZES[1:]):
        last = layer == len(SIZES) - 2
        normalized = network.batch_norm and not last
        model.add(keras64.layers.Dense(units, use_bias=not normalized, kernel_regularizer=penalty))
        if normalized:
            model.add(keras64.layers.BatchNormalization())
        model.add(keras64.layers.Activation("softmax" if last else "relu"))
    model.compile(optimizer, "sparse_categorical_crossentropy")
    for ours, theirs in parameters(network, s, model):
        theirs.assign(ours)
    return model


def parameters(network, s, model):
    """Pairs of a parameter of network s and the Keras variable it stands for."""
    ours = []
    views = network.parameters
    for kernel, bias, gamma in zip(views.kernels, views.biases, views.gammas, strict=True):
        ours += [kernel[s], *([] if gamma is None else [gamma[s, 0]]), bias[s, 0]]
    return zip(ours, model.trainable_variables, strict=True)


@pytest.mark.parametrize("batch_norm", [False, True])
@pytest.mark.parametrize(
    ("optimizer", "keras_name", "settings"),
    [
        (Adam(), "Adam", {}),
        (Adam(0.01, 0.8, 0.99, 1e-4), "Adam", {"beta_1": 0.8, "beta_2": 0.99, "epsilon": 1e-4}),
        (SGD(), "SGD", {}),
        (SGD(0.1, momentum=0.9), "SGD", {"momentum": 0.9}),
    ],
)
def test_full_batch_training_ends_where_keras_ends(
    keras64, samples, optimizer, keras_name, settings, batch_norm
):
    x, y = samples
    network = Network(
        SIZES, [1, 2], batch_norm=batch_norm, penalty=L1L2(0.001, 0.01), dtype=np.float64
    )
    # Keras' own default where ours is meant to equal it.
    if optimizer not in (Adam(), SGD()):
        settings = {"learning_rate": optimizer.learning_rate, **settings}
    s = 1
    twin = twin_of(
        keras64,
        network,
        s,
        getattr(keras64.optimizers, keras_name)(**settings),
        keras64.regularizers.L1L2(0.001, 0.01),
    )
    history = network.fit(x, y, EPOCHS, batch_size=N, optimizer=optimizer, validation=(x, y))
    theirs = twin.fit(x, y, epochs=EPOCHS, batch_size=N, shuffle=False, verbose=0)
    for ours, variable in parameters(network, s, twin):
        np.testing.assert_allclose(ours, variable.numpy(), **CLOSE)
    probabilities = twin(x, training=False)
    np.testing.assert_allclose(network.predict(x)[s], probabilities, **CLOSE)
    loss = keras64.losses.sparse_categorical_crossentropy(y, probabilities).numpy().mean()
    np.testing.assert_allclose(history.val_loss[-1, s], loss, **CLOSE)
    np.testing.assert_allclose(history.penalty[-1, s], float(sum(twin.losses)), **CLOSE)
    # Keras takes the penalty before the step, hence that of the epoch before.
    total = history.loss[1:, s] + history.penalty[:-1, s]
    np.testing.assert_allclose(total, theirs.history["loss"][1:], **CLOSE)
