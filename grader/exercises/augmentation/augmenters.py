"""Wrong augmenters, made like `build_augmenter`'s.

The docstrings say what went wrong; the learner reads them.
"""

import numpy as np


def augmenter(max_shift, max_rotation_degrees, *more, turn=None, shifts=None):
    """A Sequential of the two layers, with other factors or more layers."""
    import keras

    down, right = (max_shift, max_shift) if shifts is None else shifts
    factor = max_rotation_degrees / 360 if turn is None else turn
    layers = keras.layers.RandomTranslation(down, right), keras.layers.RandomRotation(factor)
    return keras.Sequential([*layers, *more])


def degrees_for_the_factor(max_shift, max_rotation_degrees):
    """RandomRotation is given degrees; its factor is a fraction of a full turn, degrees / 360."""
    return augmenter(max_shift, max_rotation_degrees, turn=max_rotation_degrees)


def degrees_in_a_pair(max_shift, max_rotation_degrees):
    """RandomRotation is given a range of degrees; it counts in full turns, degrees / 360."""
    both = -max_rotation_degrees, max_rotation_degrees
    return augmenter(max_shift, max_rotation_degrees, turn=both)


def degrees_as_percent(max_shift, max_rotation_degrees):
    """The degrees are divided by 100; RandomRotation's factor is a fraction of a full turn, 360."""
    return augmenter(max_shift, max_rotation_degrees, turn=max_rotation_degrees / 100)


def fraction_of_half_a_turn(max_shift, max_rotation_degrees):
    """The degrees are divided by 180; RandomRotation's factor is a fraction of a FULL turn, 360."""
    return augmenter(max_shift, max_rotation_degrees, turn=max_rotation_degrees / 180)


def radians_for_the_factor(max_shift, max_rotation_degrees):
    """RandomRotation is given radians; its factor is a fraction of a full turn, degrees / 360."""
    return augmenter(max_shift, max_rotation_degrees, turn=float(np.deg2rad(max_rotation_degrees)))


def half_the_rotation(max_shift, max_rotation_degrees):
    """The rotation is halved: a factor f means from -f to +f, not a range of width f."""
    return augmenter(max_shift, max_rotation_degrees, turn=max_rotation_degrees / 720)


def half_the_translation(max_shift, max_rotation_degrees):
    """The translation is halved: a factor f means from -f to +f, not a range of width f."""
    return augmenter(max_shift, max_rotation_degrees, shifts=(max_shift / 2, max_shift / 2))


def turns_one_way(max_shift, max_rotation_degrees):
    """Images turn one way only: a pair (0, f) is a range that begins at 0; give the factor f
    alone.
    """
    return augmenter(max_shift, max_rotation_degrees, turn=(0.0, max_rotation_degrees / 360))


def moves_one_way(max_shift, max_rotation_degrees):
    """Images move one way only: a pair (0, f) is a range that begins at 0; give the factor f
    alone.
    """
    ranges = (0.0, max_shift), (0.0, max_shift)
    return augmenter(max_shift, max_rotation_degrees, shifts=ranges)


def always_by_the_full_amount(max_shift, max_rotation_degrees):
    """Every image is moved and turned alike: a pair (f, f) is a range with nothing in it; give the
    factor f alone.
    """
    turn, shift = max_rotation_degrees / 360, (max_shift, max_shift)
    return augmenter(max_shift, max_rotation_degrees, turn=(turn, turn), shifts=(shift, shift))


def without_rotation(max_shift, max_rotation_degrees):
    """There is no rotation."""
    return augmenter(max_shift, max_rotation_degrees, turn=0.0)


def without_translation(max_shift, max_rotation_degrees):
    """There is no translation, or one by a hundredth of what was asked for: max_shift already is a
    fraction of the side.
    """
    return augmenter(max_shift, max_rotation_degrees, shifts=(0.0, 0.0))


def only_up_and_down(max_shift, max_rotation_degrees):
    """Images move up and down only: the width needs its factor too."""
    return augmenter(max_shift, max_rotation_degrees, shifts=(max_shift, 0.0))


def only_left_and_right(max_shift, max_rotation_degrees):
    """Images move left and right only: the height needs its factor too."""
    return augmenter(max_shift, max_rotation_degrees, shifts=(0.0, max_shift))


def mirrors_too(max_shift, max_rotation_degrees):
    """Images are mirrored too: nobody asked for a RandomFlip."""
    from keras.layers import RandomFlip

    return augmenter(max_shift, max_rotation_degrees, RandomFlip("horizontal"))


def zooms_too(max_shift, max_rotation_degrees):
    """Images are zoomed too, or their contrast changes: only moving and turning is asked for."""
    from keras.layers import RandomZoom

    return augmenter(max_shift, max_rotation_degrees, RandomZoom(0.2))


def zooms_by_max_shift(max_shift, max_rotation_degrees):
    """Images are zoomed too, or zoomed instead of moved: moving is RandomTranslation's task."""
    from keras.layers import RandomZoom

    return augmenter(max_shift, max_rotation_degrees, RandomZoom(max_shift))


def adds_noise_too(max_shift, max_rotation_degrees):
    """Pixels change, by noise for example: only moving and turning is asked for."""
    from keras.layers import GaussianNoise

    return augmenter(max_shift, max_rotation_degrees, GaussianNoise(0.1))


def rescales_too(max_shift, max_rotation_degrees):
    """Pixels are rescaled, so that training=False does not give the images back."""
    from keras.layers import Rescaling

    return augmenter(max_shift, max_rotation_degrees, Rescaling(1 / 255))


def always_active(max_shift, max_rotation_degrees):
    """training=True is fixed inside, so that images are changed at inference too; leave it to the
    caller.
    """
    import keras

    class Always(keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.inner = augmenter(max_shift, max_rotation_degrees)

        def call(self, images):
            return self.inner(images, training=True)

    return keras.Sequential([Always()])


def never_active(max_shift, max_rotation_degrees):
    """Nothing happens: the model holds no random layer that acts in training."""
    return augmenter(max_shift, max_rotation_degrees, turn=0.0, shifts=(0.0, 0.0))


def legacy_generator(max_shift, max_rotation_degrees):
    """ImageDataGenerator is a deprecated class that makes batches outside the model; use layers."""
    from tensorflow.keras.preprocessing.image import ImageDataGenerator

    return ImageDataGenerator(
        rotation_range=max_rotation_degrees,
        width_shift_range=max_shift,
        height_shift_range=max_shift,
    )


MISTAKES = (
    degrees_for_the_factor,
    degrees_in_a_pair,
    degrees_as_percent,
    fraction_of_half_a_turn,
    radians_for_the_factor,
    half_the_rotation,
    half_the_translation,
    turns_one_way,
    moves_one_way,
    always_by_the_full_amount,
    without_rotation,
    without_translation,
    only_up_and_down,
    only_left_and_right,
    mirrors_too,
    zooms_too,
    zooms_by_max_shift,
    adds_noise_too,
    rescales_too,
    always_active,
    never_active,
    legacy_generator,
)
