"""What frameworks do: training modes, frozen layers and batches of one."""

import numpy as np


def pinned_layers():
    """Whether the answer for one sample depends on the others, for ways to call a Keras model.

    The model has a batch norm that was given ``training=True`` where it was built in.

    Returns
    -------
    dict of str to bool
    """
    import keras

    inputs = keras.Input((3,))
    pinned = keras.Model(inputs, keras.layers.BatchNormalization()(inputs, training=True))
    rng = np.random.default_rng(0)
    image, company = rng.normal(size=(1, 3)), rng.normal(5, 1, size=(2, 7, 3))
    ways = {
        "model(x)": pinned,
        "model(x, training=True)": lambda x: pinned(x, training=True),
        "model(x, training=False)": lambda x: pinned(x, training=False),
        "model.predict(x)": lambda x: pinned.predict(x, verbose=0),
    }
    found = {}
    for way, ask in ways.items():
        first, second = (np.asarray(ask(np.vstack([image, others])))[0] for others in company)
        found[way] = not np.array_equal(first, second)
    return found


def frozen_layers(nn=None, torch=None):
    """What normalizes one batch in a frozen layer, and whether the running statistics move.

    Returns
    -------
    dict of str to (bool, bool)
        Whether it is normalized by the batch, and whether the statistics move.
    """
    import keras

    x = np.random.default_rng(0).normal(5, 1, size=(64, 3)).astype("float32")
    found = {}
    for trainable, training in ((True, True), (True, False), (False, True)):
        layer = keras.layers.BatchNormalization(trainable=trainable)
        out = layer(x, training=training)
        name = f"Keras: trainable={trainable}, training={training}"
        found[name] = _looked_at(out, layer.moving_mean)
    if torch is not None:
        for name, frozen, train_mode in (
            ("PyTorch: requires_grad_(False), train()", True, True),
            ("PyTorch: eval()", False, False),
        ):
            module = nn.BatchNorm1d(3).train(train_mode).requires_grad_(not frozen)
            out = module(torch.tensor(x)).detach().numpy()
            found[name] = _looked_at(out, module.running_mean.numpy())
    return found


def _looked_at(out, running_mean):
    by_batch = bool(abs(np.asarray(out).mean()) < 0.1)
    return by_batch, bool(np.any(np.asarray(running_mean) != 0))
