"""The PyTorch twin of build_dropout_mlp, offered where PyTorch is installed."""

import numpy as np

from grader.criteria import Criterion, Unacceptable, holds
from grader.criteria.keras.behaviour import same_distribution
from grader.exercise import exercise
from grader.reference import dropout_models as reference
from grader.remote.plain import Tensor, describe

SHAPES = ((128, 784), (64, 128), (10, 64))
# Between two runs of 3,000 random passes the logarithm moves by a few hundredths.
LOG_SPREAD_TOLERANCE = 0.2


@exercise(
    id="DropoutNet",
    needs="torch",
    reference=reference.dropout_net,
    points=2,
    hints=(
        "Make the layers in __init__ and keep them as attributes of self: only what is an "
        "attribute is registered, trained and switched to inference.",
        "nn.Dropout knows whether the module is in train() or eval() mode; a dropout function does "
        "only if you pass training=self.training. The output stays a logit: the loss, "
        "nn.CrossEntropyLoss, has the softmax in it.",
    ),
)
def dropout_net(student, rng):
    """784, Linear(128), ReLU, Dropout(0.5), Linear(64), ReLU, Dropout(0.3), Linear(10): logits."""
    net = student()
    weights = _load(net, rng)
    yield holds(True, "It has exactly three Linear layers, all registered").worth(2)
    x = rng.normal(size=(5, 784)).astype("float32")
    net.eval()
    expected = _forward(x, weights, None)
    got = _output(net, x)
    close = np.allclose(got, expected, rtol=1e-3, atol=1e-3)
    yield holds(close, "In eval() it gives the logits, without dropout", _why(got, expected)).worth(
        3
    )
    net.train()
    batch = np.repeat(x[:1], 3000, axis=0)
    pair = [_squash(out) for out in (_output(net, batch), _forward(batch, weights, rng))]
    sentence = "In train() it drops half of the first hidden layer and 0.3 of the second"
    found = "what your net gives in train() is spread in another way"
    alike = same_distribution(*pair)
    yield Criterion(sentence, alike, found, _log_spread(pair[0]), LOG_SPREAD_TOLERANCE, weight=3)


def _load(net, rng):
    """Give the net random weights; the arrays by layer, as (weight, bias)."""
    state = net.state_dict()
    if not isinstance(state, dict) or not all(isinstance(v, Tensor) for v in state.values()):
        raise Unacceptable(f"Expected DropoutNet() to be an nn.Module; got {describe(state)}.")
    names = {v.values.shape: k for k, v in state.items()}
    wanted = [*SHAPES, *((shape[0],) for shape in SHAPES)]
    if len(state) != 6 or set(names) != set(wanted):
        found = ", ".join(str(v.values.shape) for v in state.values()) or "none"
        raise Unacceptable(
            "Expected three registered Linear layers: 784 to 128 to 64 to 10; the registered "
            f"parameters have shapes {found}."
        )
    layers = [
        (rng.normal(scale=1.3 / np.sqrt(k), size=(n, k)), rng.normal(scale=0.4, size=n))
        for n, k in SHAPES
    ]
    arrays = {a.shape: Tensor("PyTorch", a.astype("float32")) for pair in layers for a in pair}
    net.load_state_dict({name: arrays[shape] for shape, name in names.items()})
    return layers


def _forward(x, weights, rng):
    """The logits that must come; with `rng`, one random pass."""
    for (w, b), rate in zip(weights[:-1], (0.5, 0.3), strict=True):
        x = np.maximum(x @ w.T + b, 0.0)
        if rng is not None:
            x = x * (rng.random(x.shape) >= rate) / (1 - rate)
    w, b = weights[-1]
    return x @ w.T + b


def _output(net, x):
    out = net(Tensor("PyTorch", x))
    if not isinstance(out, Tensor) or out.values.shape != (len(x), 10):
        raise Unacceptable(f"Expected a tensor of shape ({len(x)}, 10); got {describe(out)}.")
    return out.values


def _why(got, expected):
    """In words, the likeliest reason why the logits are others."""
    if np.allclose(got.sum(axis=1), 1.0, atol=1e-4) and (got >= 0).all():
        return "your output is a probability already: return the logits"
    if (got >= 0).all() and np.allclose(got, np.maximum(expected, 0), atol=1e-3):
        return "there is a ReLU behind the last layer"
    return "your logits are not those of the three layers with a ReLU between them"


def _squash(logits):
    return 1 / (1 + np.exp(-np.clip(logits, -12, 12)))


def _log_spread(probabilities):
    """Evidence: the logarithm of the outputs' typical spread."""
    return float(np.log(np.median(probabilities.std(axis=0)) + 1e-6))


def _net(rates=(0.5, 0.3), between=True, last=None):
    from torch import nn

    relu = [nn.ReLU()] if between else []
    layers = [nn.Linear(784, 128), *relu, nn.Dropout(rates[0])]
    layers += [nn.Linear(128, 64), *relu, nn.Dropout(rates[1]), nn.Linear(64, 10)]
    return nn.Sequential(*layers, *([last] if last else []))


@dropout_net.mistake(
    "A softmax stands at the end: CrossEntropyLoss has it inside, so the net gives logits."
)
def with_softmax():
    from torch import nn

    return _net(last=nn.Softmax(dim=1))


@dropout_net.mistake("There is no ReLU between the layers.")
def without_relu():
    return _net(between=False)


@dropout_net.mistake(
    "Dropout stays on in eval(): the function dropout needs training=self.training, or use the "
    "layer nn.Dropout."
)
def always_drops():
    import torch
    from torch import nn

    class DropoutNet(nn.Module):
        def __init__(self):
            super().__init__()
            self.first, self.second = nn.Linear(784, 128), nn.Linear(128, 64)
            self.last = nn.Linear(64, 10)

        def forward(self, x):
            x = nn.functional.dropout(torch.relu(self.first(x)), 0.5)
            return self.last(nn.functional.dropout(torch.relu(self.second(x)), 0.3))

    return DropoutNet()


@dropout_net.mistake("There is no dropout in the net, or it never switches on.")
def without_dropout():
    return _net(rates=(0.0, 0.0))


@dropout_net.mistake(
    "The layers stand in a plain list, so nothing is registered: use attributes or nn.ModuleList."
)
def unregistered():
    from torch import nn

    class DropoutNet(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = list(_net())

        def forward(self, x):
            for layer in self.layers:
                x = layer(x)
            return x

    return DropoutNet()


@dropout_net.alternative
def named_layers():
    import torch
    from torch import nn

    class DropoutNet(nn.Module):
        def __init__(self):
            super().__init__()
            self.out = nn.Linear(64, 10)
            self.hidden = nn.ModuleList([nn.Linear(784, 128), nn.Linear(128, 64)])
            self.drops = nn.ModuleList([nn.Dropout(p=0.5), nn.Dropout(p=0.3)])

        def forward(self, x):
            for linear, drop in zip(self.hidden, self.drops, strict=True):
                x = drop(torch.relu(linear(x)))
            return self.out(x)

    return DropoutNet()


@dropout_net.alternative
def by_functions():
    from torch import nn
    from torch.nn import functional

    class DropoutNet(nn.Module):
        def __init__(self):
            super().__init__()
            self.fc1, self.fc2, self.fc3 = (
                nn.Linear(784, 128),
                nn.Linear(128, 64),
                nn.Linear(64, 10),
            )

        def forward(self, x):
            x = functional.dropout(functional.relu(self.fc1(x)), 0.5, self.training)
            x = functional.dropout(self.fc2(x).clamp(min=0), 0.3, self.training)
            return self.fc3(x)

    return DropoutNet()
