"""Styles of an optimizer: every spelling of Adam. The learning rate is free."""

from ..rewrite import spoken

STYLES = {}


def style(function):
    """Register a function that makes what `compile` gets as its optimizer."""
    STYLES[spoken(function)] = function
    return function


def text(name):
    STYLES[f"the text {name}"] = lambda: name


text("adam")
text("Adam")


@style
def adam():
    import keras

    return keras.optimizers.Adam()


@style
def adam_with_a_rate():
    import keras

    return keras.optimizers.Adam(1e-3)


@style
def adam_with_a_named_rate():
    import keras

    return keras.optimizers.Adam(learning_rate=0.01, name="my_adam")


@style
def adam_with_its_defaults():
    import keras

    settings = {"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7, "amsgrad": False}
    return keras.optimizers.Adam(3e-4, **settings)


@style
def adam_with_no_decay_at_all():
    import keras

    return keras.optimizers.Adam(weight_decay=None, clipnorm=None, use_ema=False)


@style
def adam_with_a_schedule():
    import keras

    schedule = keras.optimizers.schedules.ExponentialDecay(0.01, 1000, 0.9)
    return keras.optimizers.Adam(schedule)


@style
def adam_with_a_schedule_of_its_own():
    import keras

    class Own(keras.optimizers.schedules.LearningRateSchedule):
        def __call__(self, step):
            return 0.01 / (1.0 + keras.ops.cast(step, "float32") / 100)

    return keras.optimizers.Adam(Own())


@style
def adam_of_tensorflow():
    import tensorflow as tf

    return tf.keras.optimizers.Adam(learning_rate=1e-3)


@style
def adam_by_get():
    import keras

    return keras.optimizers.get("adam")


@style
def adam_as_a_configuration():
    return {"class_name": "adam", "config": {"learning_rate": 0.002}}


@style
def adam_by_a_subclass():
    import keras

    class Own(keras.optimizers.Adam):
        pass

    return Own(0.002)


@style
def adam_with_a_scaled_loss():
    import keras

    return keras.optimizers.LossScaleOptimizer(keras.optimizers.Adam())
