"""Keras' and PyTorch's conventions of batch norm, turned into each other, and both ways back."""

import numpy as np
import pytest

from grader.reference import batch_norm as reference

D, N = 4, 6
UPDATES = 5


@pytest.fixture
def rng():
    return np.random.default_rng(67)


@pytest.fixture
def batches(rng):
    scale, shift = rng.uniform(0.3, 3.0, size=D), rng.uniform(-2.0, 2.0, size=D)
    return shift + scale * rng.normal(size=(UPDATES, N, D))


def keras_layer(keras, batches, **options):
    """A layer that has seen the batches, and its last output."""
    layer = keras.layers.BatchNormalization(dtype="float64", **options)
    for batch in batches:
        out = layer(batch, training=True)
    return layer, np.asarray(out)


def torch_layer(batches, **options):
    import torch

    layer = torch.nn.BatchNorm1d(D, dtype=torch.float64, **options)
    for batch in batches:
        out = layer(torch.from_numpy(batch))
    return layer, out.detach().numpy()


def compare(keras_made, torch_made, momentum):
    """Outputs, running means, and running variances converted in both directions."""
    (keras_layer, keras_out), (torch_layer, torch_out) = keras_made, torch_made
    np.testing.assert_allclose(keras_out, torch_out, rtol=0, atol=1e-6)
    means = np.asarray(keras_layer.moving_mean), torch_layer.running_mean.numpy()
    np.testing.assert_allclose(*means, rtol=0, atol=1e-6)
    in_keras, in_torch = np.asarray(keras_layer.moving_variance), torch_layer.running_var.numpy()
    assert np.all(np.abs(in_keras - in_torch) > 1e-4)
    seen = {"n": N, "n_updates": UPDATES, "momentum": momentum}
    to_torch = reference.torch_running_var(in_keras, **seen)
    to_keras = reference.keras_running_var(in_torch, **seen)
    np.testing.assert_allclose(to_torch, in_torch, rtol=0, atol=1e-6)
    np.testing.assert_allclose(to_keras, in_keras, rtol=0, atol=1e-6)


@pytest.mark.parametrize(("momentum", "epsilon"), [(0.99, 1e-3), (0.6, 0.2)])
def test_a_layer_of_keras_made_in_pytorch(keras64, batches, momentum, epsilon):
    pytest.importorskip("torch")
    settings = {"momentum": momentum, "epsilon": epsilon}
    theirs = torch_layer(batches, **reference.torch_arguments(**settings))
    compare(keras_layer(keras64, batches, **settings), theirs, momentum)


@pytest.mark.parametrize(("momentum", "eps"), [(0.1, 1e-5), (0.7, 0.3)])
def test_a_layer_of_pytorch_made_in_keras(keras64, batches, momentum, eps):
    pytest.importorskip("torch")
    settings = {"momentum": momentum, "eps": eps}
    converted = reference.keras_arguments(**settings)
    ours = keras_layer(keras64, batches, **converted)
    compare(ours, torch_layer(batches, **settings), converted["momentum"])


def test_the_defaults_are_those_of_the_frameworks(keras64):
    torch = pytest.importorskip("torch")
    ours, theirs = keras64.layers.BatchNormalization(), torch.nn.BatchNorm1d(D)
    assert reference.torch_arguments() == {"momentum": 1 - ours.momentum, "eps": ours.epsilon}
    wanted = {"momentum": 1 - theirs.momentum, "epsilon": theirs.eps}
    assert reference.keras_arguments() == wanted


@pytest.mark.parametrize("n_updates", [0, 1, 200])
def test_there_and_back_gives_the_running_variance(rng, n_updates):
    running_var, start = rng.uniform(0.5, 2.0, size=(2, D))
    seen = {"n": N, "n_updates": n_updates, "momentum": 0.8, "start": start}
    there = reference.torch_running_var(running_var, **seen)
    back = reference.keras_running_var(there, **seen)
    np.testing.assert_allclose(back, running_var, rtol=0, atol=1e-12)


@pytest.mark.parametrize("convert", [reference.torch_running_var, reference.keras_running_var])
def test_a_batch_of_one_has_no_variance_over_n_minus_1(convert):
    with pytest.raises(ValueError, match=r"at least 2 samples.*n=1"):
        convert(np.ones(D), n=1, n_updates=3)


def test_forward_and_backward_agree_with_pytorch(rng, batches):
    """PyTorch normalizes a batch by the variance over n, and its gradient is that of this."""
    torch = pytest.importorskip("torch")
    x, d_out = (torch.tensor(a, requires_grad=True) for a in (batches[0], rng.normal(size=(N, D))))
    gamma, beta = (torch.tensor(p, requires_grad=True) for p in rng.normal(size=(2, D)))
    statistics = torch.zeros(D, dtype=torch.float64), torch.ones(D, dtype=torch.float64)
    out = torch.nn.functional.batch_norm(x, *statistics, gamma, beta, training=True, eps=1e-3)
    (out * d_out.detach()).sum().backward()
    arrays = [t.detach().numpy() for t in (x, gamma, beta)]
    ours, *_ = reference.batch_norm_forward(*arrays, np.zeros(D), np.ones(D))
    np.testing.assert_allclose(ours, out.detach().numpy(), rtol=0, atol=1e-6)
    gradients = reference.batch_norm_backward(d_out.detach().numpy(), *arrays[:2])
    for mine, theirs in zip(gradients, (x, gamma, beta), strict=True):
        np.testing.assert_allclose(mine, theirs.grad.numpy(), rtol=0, atol=1e-6)


def test_layer_norm_and_images_agree_with_pytorch(rng):
    torch = pytest.importorskip("torch")
    x, images = rng.normal(size=(N, D)), rng.normal(size=(3, 5, 2, D))
    gamma, beta = rng.normal(size=(2, D))
    given = torch.from_numpy(gamma), torch.from_numpy(beta)
    rows = torch.nn.functional.layer_norm(torch.from_numpy(x), (D,), *given, eps=1e-3)
    np.testing.assert_allclose(reference.layer_norm(x, gamma, beta), rows, rtol=0, atol=1e-6)
    channels_first = torch.from_numpy(images.transpose(0, 3, 1, 2))
    out = torch.nn.functional.batch_norm(channels_first, None, None, *given, True, eps=1e-3)
    ours = reference.batch_norm_images(images, gamma, beta).transpose(0, 3, 1, 2)
    np.testing.assert_allclose(ours, out, rtol=0, atol=1e-6)
