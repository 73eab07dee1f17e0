"""Spellings of `build_augmenter`: random translation and rotation, idle at inference."""

import numpy as np

from ..rewrite import Rewrite, spoken

STYLES = []


def style(function):
    """Register an answer."""
    STYLES.append(function)
    return function


def rewrites(exercise):
    """The spellings, for the one exercise that they answer."""
    for answer in STYLES if exercise.id == "build_augmenter" else ():
        yield Rewrite(exercise, "reference", "augmenters", spoken(answer), answer)


def move(max_shift, **settings):
    import keras

    return keras.layers.RandomTranslation(max_shift, max_shift, **settings)


def turn(max_degrees, **settings):
    import keras

    return keras.layers.RandomRotation(max_degrees / 360, **settings)


def _with_settings(**settings):
    def answer(max_shift, max_rotation_degrees):
        import keras

        return keras.Sequential(
            [move(max_shift, **settings), turn(max_rotation_degrees, **settings)]
        )

    return answer


for mode in ("constant", "nearest", "wrap", "reflect"):
    style(_with_settings(fill_mode=mode)).__name__ = f"filled_by_{mode}"
style(_with_settings(interpolation="nearest")).__name__ = "without_interpolation"
style(_with_settings(fill_value=0.5, fill_mode="constant")).__name__ = "filled_with_gray"
style(_with_settings(seed=3)).__name__ = "with_seeds"
style(_with_settings(data_format="channels_last")).__name__ = "with_a_data_format"
style(_with_settings(dtype="float32")).__name__ = "with_a_dtype"


@style
def the_rotation_first(max_shift, max_rotation_degrees):
    import keras

    return keras.Sequential([turn(max_rotation_degrees), move(max_shift)])


@style
def one_direction_after_the_other(max_shift, max_rotation_degrees):
    import keras

    layers = [
        keras.layers.RandomTranslation(max_shift, 0.0),
        keras.layers.RandomTranslation(0.0, max_shift),
        turn(max_rotation_degrees),
    ]
    return keras.Sequential(layers)


@style
def with_ranges(max_shift, max_rotation_degrees):
    import keras

    share = np.deg2rad(max_rotation_degrees) / (2 * np.pi)
    both = (-max_shift, max_shift)
    layers = (
        keras.layers.RandomTranslation(both, both),
        keras.layers.RandomRotation([-share, share]),
    )
    return keras.Sequential([*layers])


@style
def added_one_by_one(max_shift, max_rotation_degrees):
    import keras

    model = keras.Sequential(name="augmenter")
    model.add(move(max_shift))
    model.add(turn(max_rotation_degrees))
    return model


@style
def with_an_input_of_any_size(max_shift, max_rotation_degrees):
    import keras

    layers = move(max_shift), turn(max_rotation_degrees)
    return keras.Sequential([keras.Input((None, None, 1)), *layers])


@style
def functional(max_shift, max_rotation_degrees):
    import keras

    inputs = keras.Input(shape=(None, None, 3))
    return keras.Model(inputs, turn(max_rotation_degrees)(move(max_shift)(inputs)))


@style
def functional_of_small_images(max_shift, max_rotation_degrees):
    import keras

    inputs = keras.Input(shape=(32, 32, 3))
    return keras.Model(inputs=inputs, outputs=turn(max_rotation_degrees)(move(max_shift)(inputs)))


@style
def nested(max_shift, max_rotation_degrees):
    import keras

    inner = keras.Sequential([move(max_shift)])
    return keras.Sequential([inner, keras.Sequential([turn(max_rotation_degrees)])])


@style
def of_tensorflow(max_shift, max_rotation_degrees):
    import tensorflow as tf

    layers = tf.keras.layers
    first = layers.RandomTranslation(height_factor=max_shift, width_factor=max_shift)
    return tf.keras.Sequential([first, layers.RandomRotation(factor=max_rotation_degrees / 360)])


@style
def compiled(max_shift, max_rotation_degrees):
    import keras

    model = keras.Sequential([move(max_shift), turn(max_rotation_degrees)])
    model.compile(optimizer="adam", loss="mse")
    return model


@style
def called_before(max_shift, max_rotation_degrees):
    import keras

    model = keras.Sequential([move(max_shift), turn(max_rotation_degrees)])
    model(np.zeros((2, 12, 12, 1)), training=True)
    return model


@style
def a_model_of_its_own(max_shift, max_rotation_degrees):
    import keras

    class Augmenter(keras.Model):
        def __init__(self):
            super().__init__()
            self.move, self.turn = move(max_shift), turn(max_rotation_degrees)

        def call(self, images, training=None):
            if not training:
                return images
            return self.turn(self.move(images, training=True), training=True)

    return Augmenter()


@style
def a_model_that_does_not_pass_training_on(max_shift, max_rotation_degrees):
    import keras

    class Augmenter(keras.Model):
        def __init__(self):
            super().__init__()
            self.steps = [move(max_shift), turn(max_rotation_degrees)]

        def call(self, images):
            for step in self.steps:
                images = step(images)
            return images

    return Augmenter()


@style
def a_subclass_of_sequential(max_shift, max_rotation_degrees):
    import keras

    class Augmenter(keras.Sequential):
        def __init__(self):
            super().__init__([move(max_shift), turn(max_rotation_degrees)])

    return Augmenter()


@style
def with_an_identity(max_shift, max_rotation_degrees):
    import keras

    layers = move(max_shift), keras.layers.Identity(), turn(max_rotation_degrees)
    return keras.Sequential([*layers, keras.layers.Rescaling(1.0)])
