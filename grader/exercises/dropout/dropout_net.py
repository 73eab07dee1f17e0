"""The PyTorch twin of build_dropout_mlp, offered where PyTorch is installed."""

from dataclasses import replace

import numpy as np

from grader.criteria import Unacceptable, close, holds
from grader.criteria.masks import beside_an_example, drops_at, independent
from grader.exercise import exercise
from grader.exercises.dropout import net_mistakes
from grader.exercises.dropout.gates import UNKNOWN
from grader.exercises.dropout.probe_net import ROWS, SHAPES, Seen, random_layers, telling_layers
from grader.reference import dropout_models as reference
from grader.remote.plain import Tensor, describe

RATES = 0.5, 0.3


@exercise(
    id="DropoutNet",
    needs="torch",
    reference=reference.dropout_net,
    points=2,
    hints=(
        "Make the layers in __init__ and keep them as attributes of self: only attributes are "
        "registered, trained and switched to inference.",
        "nn.Dropout knows whether the module is in train() or eval() mode; a dropout function "
        "knows it only if you pass training=self.training.",
        "The outputs stay logits: the loss, nn.CrossEntropyLoss, has the softmax in it.",
    ),
)
def dropout_net(student, rng):
    """784, Linear(128), ReLU, Dropout(0.5), Linear(64), ReLU, Dropout(0.3), Linear(10): logits."""
    net = student()
    layers = random_layers(rng)
    _load(net, layers)
    yield holds(True, "It has exactly three Linear layers, all registered").worth(2)
    # Large enough that hidden units go far beyond 6, where ReLU6 cuts them off.
    x = 6 * rng.normal(size=(5, 784)).astype("float32")
    net.eval()
    got, again = _output(net, x), _output(net, x)
    same = np.allclose(got, again, rtol=1e-4, atol=1e-5)
    sentence = "In eval() nothing is dropped, so the same input gives the same output"
    yield holds(same, sentence, "another output each time").as_idea()
    found = _flaw(got, x, layers) if same else UNKNOWN
    sentence = "In eval() it gives the logits of three layers with a ReLU between them"
    yield holds(not found, sentence, found).worth(6)
    alone = close(_output(net, x[:1]), got[:1], "", 1e-3, 1e-3).passed
    sentence = "In eval() a row that comes alone has the same logits"
    yield holds(same and alone, sentence, "other logits" if same else UNKNOWN)
    layers = telling_layers(rng)
    _load(net, layers)
    net.train()
    yield from _training(Seen(_output(net, np.ones((ROWS, 784), "float32")), layers))


SENTENCES = (
    "In train() 50% of the units of the first hidden layer are dropped",
    "In train() 30% of the units of the second hidden layer are dropped",
    "Each unit is dropped independently of the row's other units and of other rows",
    "Kept units are divided by 1 - rate",
)


def _training(seen):
    """Criteria on what is dropped in train()."""
    found = "logits that are dropped" if seen.drops_outputs else UNKNOWN
    criteria = [holds(False, sentence, found) for sentence in SENTENCES]
    if seen.told:
        shares = [_share(*each) for each in zip(SENTENCES, RATES, seen.layers, strict=False)]
        criteria = [*shares, _each_unit(seen), _scales(seen, all(one.passed for one in shares))]
    for criterion in criteria[:-1]:
        yield criterion.as_idea()
    yield criteria[-1].worth(3)


def _share(sentence, rate, kept):
    """Criterion for the share that one layer drops."""
    criterion, share = drops_at(kept, rate, "units"), np.mean(~kept)
    # PyTorch draws from no generator of ours: the words must not depend on its draws.
    found = f"about {round(share, 1):.0%} of them" if share else "none of them"
    return replace(criterion, sentence=sentence, found="" if criterion.passed else found)


def _scales(seen, right):
    """Criterion for the factors: exact ones where the right shares are dropped."""
    rates = RATES if right else [np.mean(~kept) for kept in seen.layers]
    scales = [f * (1 - rate) for f, rate in zip(seen.factors, rates, strict=True)]
    passed = np.allclose(scales, 1, rtol=1e-3 if right else 0.1)
    return holds(passed, SENTENCES[3], "factors of {:.3g} and {:.3g}".format(*seen.factors))


def _each_unit(seen):
    """Criterion: neither rows nor columns of units share their fate."""
    if seen.both.all():
        return holds(True, SENTENCES[2])
    alike = "rows that are dropped or kept as a whole", "rows that all lose the same units"
    both = [independent(seen.both, axis, SENTENCES[2], alike[1 - axis]) for axis in (1, 0)]
    words = "Each row is a sample, each column a unit; gray ones were dropped in either layer."
    picture = beside_an_example(seen.both, 1 - (1 - RATES[0]) * (1 - RATES[1]), words)
    return next((one for one in both if not one.passed), both[0]).drawn(picture)


def _load(net, layers):
    """Give the net these weights and biases, one pair a layer."""
    state = net.state_dict()
    if not isinstance(state, dict) or not all(isinstance(v, Tensor) for v in state.values()):
        raise Unacceptable(f"Expected DropoutNet() to be an nn.Module; got {describe(state)}.")
    shapes = {name: tensor.values.shape for name, tensor in state.items()}
    wanted = {*SHAPES, *((shape[0],) for shape in SHAPES)}
    if set(shapes.values()) != wanted or not _are_one_each(net, shapes):
        found = ", ".join(str(v.values.shape) for v in state.values())
        found = f"registered parameters of the shapes {found}" if state else "no parameters at all"
        wanted = "three registered Linear layers: 784 to 128 to 64 to 10, with biases"
        raise Unacceptable(f"Expected {wanted}; got {found}.")
    arrays = {a.shape: Tensor("PyTorch", a.astype("float32")) for pair in layers for a in pair}
    net.load_state_dict({name: arrays[shape] for name, shape in shapes.items()})


def _are_one_each(net, shapes):
    """Whether names of one shape are names of one parameter, which then changes under all."""
    if len(shapes) == len(set(shapes.values())):
        return True
    numbered = {
        name: Tensor("PyTorch", np.full(shape, number, "float32"))
        for number, (name, shape) in enumerate(shapes.items())
    }
    net.load_state_dict(numbered)
    found = {(shapes[name], float(t.values.flat[0])) for name, t in net.state_dict().items()}
    return len(found) == len(set(shapes.values()))


def _output(net, x):
    out = net(Tensor("PyTorch", x))
    if not isinstance(out, Tensor) or out.values.shape != (len(x), 10):
        got = f"one of shape {out.values.shape}" if isinstance(out, Tensor) else describe(out)
        raise Unacceptable(f"Expected a tensor of shape ({len(x)}, 10); got {got}.")
    return out.values


def _forward(x, layers, activation):
    """The logits of a network."""
    (w1, b1), (w2, b2), (w3, b3) = layers
    return activation(activation(x @ w1.T + b1) @ w2.T + b2) @ w3.T + b3


def _flaw(got, x, layers):
    """What came instead of the logits, in words; empty where they came."""
    logits = _forward(x, layers, lambda z: np.maximum(z, 0))
    if np.allclose(got, logits, rtol=1e-3, atol=1e-3):
        return ""
    if np.allclose(got.sum(axis=1), 1.0, atol=1e-4) and (got >= 0).all():
        return "probabilities"
    if np.allclose(np.exp(got).sum(axis=1), 1.0, atol=1e-4):
        return "logarithms of probabilities"
    if np.allclose(got, np.maximum(logits, 0), rtol=1e-3, atol=1e-3):
        return "logits that went through a ReLU"
    if np.allclose(got, _forward(x, layers, lambda z: z), rtol=1e-3, atol=1e-3):
        return "logits without any ReLU"
    if np.allclose(got, _forward(x, layers, lambda z: np.clip(z, 0, 6)), rtol=1e-3, atol=1e-3):
        return "logits of hidden units that are cut off at 6, as by ReLU6"
    return "other numbers"


net_mistakes.wrong.teach(dropout_net)


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
            self.linears = nn.ModuleList([*self.hidden, self.out])

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
            self.fc1, self.fc2 = nn.Linear(784, 128), nn.Linear(128, 64)
            self.fc3 = nn.Linear(64, 10)

        def forward(self, x):
            x = functional.dropout(functional.relu(self.fc1(x)), 0.5, self.training)
            x = functional.dropout(self.fc2(x).clamp(min=0), 0.3, self.training)
            return self.fc3(x)

    return DropoutNet()


@dropout_net.alternative
def dropped_before_the_relu():
    from torch import nn

    layers = [nn.Linear(784, 128), nn.Dropout(0.5, inplace=True), nn.ReLU()]
    layers += [nn.Linear(128, 64), nn.Dropout(0.3), nn.ReLU(inplace=True)]
    return nn.Sequential(*layers, nn.Linear(64, 10))


@dropout_net.alternative
def by_masks():
    import torch
    from torch import nn

    class DropoutNet(nn.Module):
        def __init__(self):
            super().__init__()
            sizes = (784, 128, 64, 10)
            self.layers = nn.ModuleList(map(nn.Linear, sizes[:-1], sizes[1:]))

        def forward(self, x):
            for layer, rate in zip(self.layers, (0.5, 0.3), strict=False):
                x = layer(x).relu()
                if self.training:
                    x = x * (torch.rand_like(x) >= rate) / (1 - rate)
            return self.layers[-1](x)

    return DropoutNet()
