"""Styles of `EarlyStopper`: around its class, and of what its attributes and `update` are."""

from types import SimpleNamespace

import numpy as np

from ..rewrite import Rewrite, bases, spoken

STYLES = []


def style(function):
    """Register a style: it takes a class (or a function that makes the object) and returns one."""
    STYLES.append(function)
    return function


def rewrites(exercise):
    """Every answer to the exercise in every style."""
    if exercise.id != "EarlyStopper":
        return
    for base, answer in bases(exercise).items():
        for each in STYLES:
            yield Rewrite(exercise, base, "stoppers", spoken(each), each(answer))


class Around:
    """An object that shows another one's best epoch, with changes."""

    def __init__(self, inner, returned, value, epoch, weights):
        self.inner, self.returned = inner, returned
        self.value, self.epoch, self.weights = value, epoch, weights

    def update(self, value, weights):
        return self.returned(self.inner.update(value, weights))

    best_value = property(lambda self: self.value(self.inner.best_value))
    best_epoch = property(lambda self: self.epoch(self.inner.best_epoch))
    best_weights = property(lambda self: self.weights(self.inner.best_weights))


def same(value):
    return value


def changed(name, returned=same, value=same, epoch=same, weights=same):
    """Register a style of what the object gives, as far as it is there already."""

    def around(answer):
        def make(patience, min_delta=0.0, mode="min"):
            changes = [_where_there(change) for change in (value, epoch, weights)]
            return Around(answer(patience, min_delta, mode), returned, *changes)

        return make

    around.__name__ = name
    return style(around)


def _where_there(change):
    """The change, of anything but what stands for nothing yet."""

    def apply(value):
        nothing = value is None or (isinstance(value, tuple) and not value)
        return value if nothing else change(value)

    return apply


changed("update_gives_a_numpy_bool", returned=np.bool_)
changed("update_gives_an_integer", returned=lambda stop: 1 if stop else 0)
changed("update_gives_an_array_without_dimension", returned=lambda stop: np.array(bool(stop)))
changed("update_gives_none_for_false", returned=lambda stop: True if stop else None)
changed("best_value_as_float64", value=np.float64)
changed("best_value_as_float32", value=np.float32)
changed("best_value_as_an_array", value=np.array)
changed("best_value_as_a_float", value=float)
changed("best_epoch_as_int64", epoch=np.int64)
changed("best_epoch_as_uint8", epoch=np.uint8)
changed("best_epoch_as_an_array", epoch=np.array)
changed("best_weights_as_a_tuple", weights=tuple)
changed("best_weights_as_a_list", weights=list)
changed("best_weights_in_single_precision", weights=lambda ws: [np.float32(w) for w in ws])
changed("best_weights_read_only", weights=lambda ws: [np.broadcast_to(w, w.shape) for w in ws])
changed("best_weights_in_fortran_order", weights=lambda ws: [np.asfortranarray(w) for w in ws])


@style
def by_a_function(answer):
    def make(*args, **kwargs):
        return answer(*args, **kwargs)

    return make


@style
def as_a_subclass(answer):
    if not isinstance(answer, type):
        return lambda *args, **kwargs: answer(*args, **kwargs)
    return type("EarlyStopper", (answer,), {"__slots__": ()})


@style
def that_prints(answer):
    def make(patience, min_delta=0.0, mode="min"):
        inner = answer(patience, min_delta, mode)

        def told(stop):
            print("stop" if stop else "go on")
            return stop

        return Around(inner, told, same, same, same)

    return make


@style
def with_a_logged_history(answer):
    class EarlyStopper:
        def __init__(self, patience, min_delta=0.0, mode="min", verbose=False):
            self.inner, self.history = answer(patience, min_delta=min_delta, mode=mode), []

        def update(self, value, weights):
            self.history.append(SimpleNamespace(value=value))
            return self.inner.update(value, weights)

        def __getattr__(self, name):
            return getattr(self.inner, name)

    return EarlyStopper


@style
def that_starts_with_infinity(answer):
    class EarlyStopper:
        def __init__(self, patience, min_delta=0.0, mode="min"):
            self.patience, self.min_delta, self.mode = patience, min_delta, mode
            self.best_value = np.inf if mode == "min" else -np.inf
            self.best_epoch, self.best_weights, self.wait, self.epoch = 0, None, 0, -1

        def update(self, value, weights):
            self.epoch += 1
            gain = self.best_value - value if self.mode == "min" else value - self.best_value
            if gain > self.min_delta:
                self.best_value, self.best_epoch, self.wait = value, self.epoch, 0
                self.best_weights = [np.array(w, copy=True) for w in weights]
            else:
                self.wait += 1
            return self.wait >= self.patience

    return EarlyStopper
