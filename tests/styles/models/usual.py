"""The layers of a plan in the usual spelling, and the styles that write single parts otherwise."""

from ..rewrite import spoken


class Usual:
    """Makes the layers of a plan; a style is a subclass that makes some of them otherwise."""

    def layers(self, plan):
        """The layers of all steps, in order."""
        found = []
        for number, (kind, *values) in enumerate(plan.steps):
            self.number = number
            found += getattr(self, kind)(*values)
        return found

    def settings(self, kind):
        """Settings that a layer of this kind is given besides."""
        return {}

    def activation(self, name):
        """The argument `activation` of a layer, or None, and the layers behind it instead."""
        return name, []

    def penalty(self, l1, l2):
        """The argument `kernel_regularizer`."""
        import keras

        return keras.regularizers.L1L2(l1=l1, l2=l2)

    def dense(self, units, activation, strengths, use_bias):
        import keras

        argument, behind = self.activation(activation) if activation else (None, [])
        settings = self.settings("dense")
        if strengths:
            settings = {"kernel_regularizer": self.penalty(*strengths)} | settings
        settings = settings if use_bias else {"use_bias": False} | settings
        settings = settings if argument is None else {"activation": argument} | settings
        return [keras.layers.Dense(units, **settings), *behind]

    def conv(self, filters):
        import keras

        argument, behind = self.activation("relu")
        settings = {"kernel_size": (3, 3), "activation": argument} | self.settings("conv")
        return [keras.layers.Conv2D(filters, **settings), *behind]

    def relu(self):
        import keras

        return [keras.layers.Activation("relu", **self.settings("relu"))]

    def dropout(self, rate):
        import keras

        return [keras.layers.Dropout(rate, **self.settings("dropout"))]

    def norm(self):
        import keras

        return [keras.layers.BatchNormalization(**self.settings("norm"))]

    def pool(self):
        import keras

        return [keras.layers.MaxPooling2D((2, 2), **self.settings("pool"))]

    def flatten(self):
        import keras

        return [keras.layers.Flatten(**self.settings("flatten"))]


STYLES = {"usual": ((), Usual())}
"""By name: the kinds of step of which a plan must have one, and what makes its layers."""


def style(part, *kinds):
    """Register a method that stands in for a part of `Usual`."""

    def register(method):
        changed = type("Style", (Usual,), {part: method})()
        STYLES[spoken(method)] = kinds, changed
        return method

    return register


def settings(name, **by_kind):
    """Register a style of further settings by kind of layer, each made by a function."""

    def given(self, kind):
        return by_kind[kind](self) if kind in by_kind else {}

    STYLES[name] = tuple(by_kind), type("Style", (Usual,), {"settings": given})()
