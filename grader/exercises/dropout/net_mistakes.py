"""Wrong networks in place of `DropoutNet`; each function makes one."""

from grader.exercises.wrong import Wrong

wrong = Wrong()


def net(rates=(0.5, 0.3), between=True, first=None, last=None):
    """The network, with other rates, without ReLU, or with a layer more at one of its ends."""
    from torch import nn

    relu = [nn.ReLU()] if between else []
    layers = [nn.Linear(784, 128), *relu, nn.Dropout(rates[0])]
    layers += [nn.Linear(128, 64), *relu, nn.Dropout(rates[1]), nn.Linear(64, 10)]
    ends = ([layer] if layer else [] for layer in (first, last))
    return nn.Sequential(*next(ends), *layers, *next(ends))


@wrong(about="idea")
def always_drops():
    """Dropout stays on in eval(), so the same image gets another prediction each time. Only layers
    that are attributes of the module are switched: make `nn.Dropout` in `__init__`, or pass
    `training=self.training` to the function.
    """
    import torch
    from torch import nn

    class DropoutNet(nn.Module):
        def __init__(self):
            super().__init__()
            self.first, self.second = nn.Linear(784, 128), nn.Linear(128, 64)
            self.last = nn.Linear(64, 10)

        def forward(self, x):
            x = nn.Dropout(0.5)(torch.relu(self.first(x)))
            x = nn.Dropout(0.3)(torch.relu(self.second(x)))
            return self.last(x)

    return DropoutNet()


@wrong(about="idea")
def without_dropout():
    """There is no dropout in the net, or it never switches on. Put `nn.Dropout(0.5)` after the
    first ReLU and `nn.Dropout(0.3)` after the second: in train() they drop by themselves.
    """
    return net(rates=(0.0, 0.0))


@wrong(about="idea")
def one_rate_twice():
    """Both dropout layers have the rate 0.5. The second layer has half as many units as the first
    and is meant to lose fewer of them: its rate is 0.3.
    """
    return net(rates=(0.5, 0.5))


@wrong(about="idea")
def rates_exchanged():
    """The two rates are exchanged. The first hidden layer, which is the larger one, loses half of
    its units, and the second one 30%.
    """
    return net(rates=(0.3, 0.5))


@wrong(about="idea")
def only_the_first():
    """Only the first hidden layer has dropout, so the second one is free to memorize. Put
    `nn.Dropout(0.3)` after the second ReLU as well.
    """
    return net(rates=(0.5, 0.0))


@wrong(about="idea")
def rates_to_keep():
    """The second dropout layer drops 70% of its units: its argument is read as the share that is
    KEPT. In PyTorch, as in Keras, it is the probability of being dropped, 0.3.
    """
    return net(rates=(0.5, 0.7))


@wrong(about="idea")
def drops_the_inputs():
    """Pixels of the input are dropped, or hidden units are changed instead of dropped, as by
    `nn.AlphaDropout`. `nn.Dropout` belongs after each hidden layer, and the input is left as it is.
    """
    from torch import nn

    return net(rates=(0.3, 0.0), first=nn.Dropout(0.5))


@wrong(about="idea")
def drops_the_logits():
    """Logits are dropped. Whatever the network has learned about a class is then thrown away at
    random, and the loss punishes it for nothing. Dropout belongs after hidden layers.
    """
    from torch import nn

    return net(rates=(0.5, 0.0), last=nn.Dropout(0.3))


@wrong(about="idea")
def drops_whole_rows():
    """Whole samples are dropped instead of single units: `nn.Dropout1d` and `nn.Dropout2d` drop
    channels, and take a row of a batch for one. For vectors, use `nn.Dropout`.
    """
    from torch import nn

    layers = [nn.Linear(784, 128), nn.ReLU(), nn.Dropout1d(0.5)]
    layers += [nn.Linear(128, 64), nn.ReLU(), nn.Dropout1d(0.3)]
    return nn.Sequential(*layers, nn.Linear(64, 10))


@wrong()
def with_softmax():
    """There is a softmax at the end. `nn.CrossEntropyLoss` has a softmax of its own; with two of
    them, even a sure prediction looks doubtful, and training is slow. Return the logits.
    """
    from torch import nn

    return net(last=nn.Softmax(dim=1))


@wrong()
def with_relu_at_the_end():
    """There is a ReLU after the last layer, so no logit can be negative: the net can never say that
    a class is unlikely. Return what the last Linear layer gives.
    """
    from torch import nn

    return net(last=nn.ReLU())


@wrong()
def without_relu():
    """There is no ReLU between the layers. Linear layers in a row are just one linear layer, so the
    hidden ones add nothing. Put `nn.ReLU()` or `torch.relu` after each hidden layer.
    """
    return net(between=False)


@wrong()
def unregistered():
    """The layers are in a plain list, or made in `forward`, where PyTorch does not find them:
    `parameters()` is empty, and an optimizer would train nothing. Make them in `__init__`, as
    attributes, in an `nn.ModuleList` or in an `nn.Sequential`.
    """
    from torch import nn

    class DropoutNet(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = list(net())

        def forward(self, x):
            for layer in self.layers:
                x = layer(x)
            return x

    return DropoutNet()
