"""Styles of the call of `compile` itself, and all spellings of what it is given."""

from ..rewrite import spoken
from . import losses, metrics, optimizers

STYLES = {}


def style(function):
    """Register a style: it takes a model and the name of its loss, and compiles the model."""
    STYLES[spoken(function)] = function
    return function


def usual(model, loss):
    """The call as the lessons write it."""
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])


def _with_optimizer(make):
    return lambda model, loss: model.compile(optimizer=make(), loss=loss, metrics=["accuracy"])


def _with_loss(make):
    return lambda model, loss: model.compile("adam", make(loss, model), metrics=["accuracy"])


def _with_metrics(make):
    return lambda model, loss: model.compile("adam", loss, metrics=make(loss, model))


def _with(**settings):
    def compiling(model, loss):
        model.compile(optimizer="adam", loss=loss, metrics=["accuracy"], **settings)

    return compiling


STYLES |= {f"optimizer: {k}": _with_optimizer(v) for k, v in optimizers.STYLES.items()}
STYLES |= {f"loss: {k}": _with_loss(v) for k, v in losses.STYLES.items()}
STYLES |= {f"metrics: {k}": _with_metrics(v) for k, v in metrics.STYLES.items()}
STYLES |= {
    "compiled by XLA": _with(jit_compile=True),
    "not compiled by XLA": _with(jit_compile=False),
    "run eagerly": _with(run_eagerly=True),
    "four steps at once": _with(steps_per_execution=4),
    "without scaling": _with(auto_scale_loss=False),
    "with a weight of the loss": _with(loss_weights=1.0),
    "with a list of weights of the loss": _with(loss_weights=[1.0]),
    "with weighted metrics too": _with(weighted_metrics=["accuracy"]),
    "with an empty list of weighted metrics": _with(weighted_metrics=[]),
}


@style
def by_position(model, loss):
    model.compile("adam", loss, None, ["accuracy"])


@style
def with_weighted_metrics_alone(model, loss):
    model.compile("adam", loss, weighted_metrics=["accuracy"])


@style
def in_another_order(model, loss):
    model.compile(metrics=["accuracy"], loss=loss, optimizer="adam")


@style
def twice(model, loss):
    model.compile("sgd", "mse")
    usual(model, loss)


@style
def with_a_rate_set_afterwards(model, loss):
    usual(model, loss)
    model.optimizer.learning_rate = 0.005


@style
def with_a_rate_assigned_afterwards(model, loss):
    usual(model, loss)
    model.optimizer.learning_rate.assign(0.005)


@style
def with_settings_in_a_dict(model, loss):
    settings = {"optimizer": "adam", "loss": loss, "metrics": ["accuracy"]}
    model.compile(**settings)


@style
def from_a_configuration(model, loss):
    settings = {"optimizer": "adam", "loss": loss, "metrics": ["accuracy"]}
    model.compile_from_config(settings)
