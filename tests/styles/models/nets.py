"""Spellings of `DropoutNet` in PyTorch."""

from grader.quiet import installed

from ..rewrite import Rewrite, spoken

STYLES = []


def style(function):
    """Register a function of torch that returns a class."""
    STYLES.append(function)
    return function


def rewrites(exercise):
    """The spellings, for the one exercise that they answer, where PyTorch is installed."""
    if exercise.id != "DropoutNet" or not installed("torch"):
        return
    for make in STYLES:
        yield Rewrite(exercise, "reference", "nets", spoken(make), _later(make))


def _later(make):
    """The constructor, which imports PyTorch only once it is called."""

    def construct():
        import torch

        return make(torch)()

    return construct


def _steps(torch):
    nn = torch.nn
    first = nn.Linear(784, 128), nn.ReLU(), nn.Dropout(0.5)
    return *first, nn.Linear(128, 64), nn.ReLU(), nn.Dropout(0.3), nn.Linear(64, 10)


@style
def a_sequential_inside(torch):
    class DropoutNet(torch.nn.Module):
        def __init__(self):
            super(DropoutNet, self).__init__()  # noqa: UP008
            self.net = torch.nn.Sequential(*_steps(torch))

        def forward(self, x):
            return self.net(x)

    return DropoutNet


@style
def a_subclass_of_sequential(torch):
    class DropoutNet(torch.nn.Sequential):
        def __init__(self):
            super().__init__(*_steps(torch))

    return DropoutNet


@style
def a_module_list(torch):
    class DropoutNet(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.steps = torch.nn.ModuleList(_steps(torch))

        def forward(self, x):
            for step in self.steps:
                x = step(x)
            return x

    return DropoutNet


@style
def a_module_dict(torch):
    class DropoutNet(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.steps = torch.nn.ModuleDict({str(i): s for i, s in enumerate(_steps(torch))})

        def forward(self, x):
            for step in self.steps.values():
                x = step(x)
            return x

    return DropoutNet


@style
def body_and_head(torch):
    class DropoutNet(torch.nn.Module):
        def __init__(self):
            super().__init__()
            *body, self.head = _steps(torch)
            self.body = torch.nn.Sequential(*body)

        def forward(self, images):
            return self.head(self.body(images.flatten(1)))

    return DropoutNet


def _named(forward):
    """A style with layers under names, the last one first, and this forward pass."""

    def make(torch):
        class DropoutNet(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.fc3 = torch.nn.Linear(64, 10)
                self.fc2 = torch.nn.Linear(128, 64, bias=True)
                self.fc1 = torch.nn.Linear(in_features=784, out_features=128)
                self.drop1, self.drop2 = torch.nn.Dropout(), torch.nn.Dropout(p=0.3)

            def forward(self, x):
                return forward(self, x, torch)

        return DropoutNet

    make.__name__ = forward.__name__
    return style(make)


@_named
def named_layers(net, x, torch):
    x = net.drop1(torch.relu(net.fc1(x)))
    return net.fc3(net.drop2(torch.relu(net.fc2(x))))


@_named
def functions(net, x, torch):
    x = torch.nn.functional.dropout(net.fc1(x).relu(), p=0.5, training=net.training)
    return net.fc3(torch.nn.functional.dropout(net.fc2(x).relu(), 0.3, net.training))


@_named
def dropout_before_the_relu(net, x, torch):
    return net.fc3(torch.relu(net.drop2(net.fc2(torch.relu(net.drop1(net.fc1(x)))))))


@_named
def masks_by_hand(net, x, torch):
    for linear, rate in ((net.fc1, 0.5), (net.fc2, 0.3)):
        x = linear(x).clamp(min=0)
        if net.training:
            x = x * (torch.rand_like(x) >= rate) / (1 - rate)
    return net.fc3(x)


@_named
def maxima_with_zero(net, x, torch):
    x = net.drop1(torch.maximum(net.fc1(x), torch.zeros(())))
    return net.fc3(net.drop2(torch.where(net.fc2(x) > 0, net.fc2(x), 0.0)))


@_named
def matrices(net, x, torch):
    x = net.drop1(torch.relu(x @ net.fc1.weight.T + net.fc1.bias))
    x = net.drop2(torch.relu(x @ net.fc2.weight.T + net.fc2.bias))
    return x @ net.fc3.weight.T + net.fc3.bias


@_named
def prints_and_views(net, x, torch):
    print("forward of", tuple(x.shape))
    x = x.view(x.size(0), -1)
    x = net.drop1(torch.relu(net.fc1(x)))
    return net.fc3(net.drop2(torch.relu(net.fc2(x))))


@style
def other_initial_weights(torch):
    class DropoutNet(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.net = torch.nn.Sequential(*_steps(torch))
            for module in self.modules():
                if isinstance(module, torch.nn.Linear):
                    torch.nn.init.kaiming_normal_(module.weight)
                    torch.nn.init.zeros_(module.bias)

        def forward(self, x):
            return self.net(x)

    return DropoutNet


@style
def blocks_of_its_own(torch):
    class Block(torch.nn.Module):
        def __init__(self, inputs, outputs, rate):
            super().__init__()
            self.linear = torch.nn.Linear(inputs, outputs)
            self.drop = torch.nn.Dropout(rate, inplace=True)

        def forward(self, x):
            return self.drop(torch.relu(self.linear(x)))

    class DropoutNet(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.hidden = torch.nn.Sequential(Block(784, 128, 0.5), Block(128, 64, 0.3))
            self.output = torch.nn.Linear(64, 10)

        def forward(self, x):
            return self.output(self.hidden(x))

    return DropoutNet
