"""The same step in NumPy, in Keras and in PyTorch."""

import numpy as np

from grader.reference import batch_norm as reference


def keras_step(d_out, x, gamma, beta, running_mean, running_var):
    """One training step of Keras' layer, and its output at prediction afterwards, by name."""
    import keras
    import tensorflow as tf

    layer = keras.layers.BatchNormalization(dtype="float64")
    layer.build((None, x.shape[1]))
    layer.set_weights([gamma, beta, running_mean, running_var])
    with tf.GradientTape() as tape:
        inputs = tf.Variable(x)
        out = layer(inputs, training=True)
        loss = tf.reduce_sum(out * d_out)
    wanted = [inputs, layer.gamma.value, layer.beta.value]
    names = ("gradient with respect to x", "... to gamma", "... to beta")
    step = {"output in training": out, "running mean": layer.moving_mean}
    step |= {"running variance": layer.moving_variance}
    step |= dict(zip(names, tape.gradient(loss, wanted), strict=True))
    return step | {"output at prediction, afterwards": layer(x, training=False)}


def your_step(forward, backward, d_out, x, gamma, beta, running_mean, running_var):
    """The same by two functions like `batch_norm_forward` and `batch_norm_backward`."""
    out, mean, var = forward(x, gamma, beta, running_mean, running_var)
    d_x, d_gamma, d_beta = backward(d_out, x, gamma)
    after, *_ = forward(x, gamma, beta, mean, var, training=False)
    values = out, mean, var, d_x, d_gamma, d_beta, after
    names = "output in training", "running mean", "running variance", "gradient with respect to x"
    more = "... to gamma", "... to beta", "output at prediction, afterwards"
    return dict(zip((*names, *more), values, strict=True))


def five_batches(nn, torch, momentum=0.8, seed=5):
    """How far Keras and PyTorch are apart after five batches of six samples.

    Returns
    -------
    list of (str, float, float)
        The statistic; the largest difference with the same number as momentum in both, and with a
        converted one.
    """
    import keras

    batches = np.random.default_rng(seed).normal(1, 2, size=(5, 6, 4))
    ours = keras.layers.BatchNormalization(momentum=momentum, dtype="float64")
    same = nn.BatchNorm1d(4, momentum=momentum, eps=1e-3, dtype=torch.float64)
    settings = reference.torch_arguments(momentum, 1e-3)
    converted = nn.BatchNorm1d(4, **settings, dtype=torch.float64)
    for one in batches:
        ours(one, training=True)
        for module in (same, converted):
            module(torch.tensor(one))
    mean, var = np.asarray(ours.moving_mean), np.asarray(ours.moving_variance)
    as_torch = reference.torch_running_var(var, n=6, n_updates=5, momentum=momentum)
    found = []
    for name, value, attribute in (
        ("running mean", mean, "running_mean"),
        ("running variance", var, "running_var"),
        ("running variance, converted by n / (n - 1)", as_torch, "running_var"),
    ):
        off = [np.abs(value - getattr(m, attribute).numpy()).max() for m in (same, converted)]
        found.append((name, *map(float, off)))
    return found
