"""Wrong augmenters, made like `build_augmenter`'s."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


def augmenter(max_shift, max_rotation_degrees, *more, turn=None, shifts=None):
    """A Sequential of the two layers, with other factors or more layers."""
    import keras

    down, right = (max_shift, max_shift) if shifts is None else shifts
    factor = max_rotation_degrees / 360 if turn is None else turn
    layers = keras.layers.RandomTranslation(down, right), keras.layers.RandomRotation(factor)
    return keras.Sequential([*layers, *more])


# These come first: all of their pictures are looked at before they are known.
@wrong()
def adds_noise_too(max_shift, max_rotation_degrees):
    """Pixels change their values as well, for example by noise. Only moving and turning is asked
    for: leave out all other layers.
    """
    from keras.layers import GaussianNoise

    return augmenter(max_shift, max_rotation_degrees, GaussianNoise(0.1))


@wrong()
def rescales_too(max_shift, max_rotation_degrees):
    """Pixels are rescaled as well, so with training=False the images do not come back as they were.
    Leave that to another part of the model.
    """
    from keras.layers import Rescaling

    return augmenter(max_shift, max_rotation_degrees, Rescaling(1 / 255))


@wrong()
def zooms_by_max_shift(max_shift, max_rotation_degrees):
    """Images are zoomed by max_shift. That is the range of `RandomTranslation`, which moves images
    and keeps their size: leave out `RandomZoom`.
    """
    from keras.layers import RandomZoom

    return augmenter(max_shift, max_rotation_degrees, RandomZoom(max_shift))


@wrong()
def zooms_too(max_shift, max_rotation_degrees):
    """Images are zoomed as well, so objects change their size, or their contrast is changed. Only
    moving and turning is asked for: leave out `RandomZoom`, and whatever else is in the model.
    """
    from keras.layers import RandomZoom

    return augmenter(max_shift, max_rotation_degrees, RandomZoom(0.2))


@wrong()
def mirrors_too(max_shift, max_rotation_degrees):
    """Images are mirrored as well, which would turn a b into a d. Only moving and turning is asked
    for: leave out `RandomFlip`.
    """
    from keras.layers import RandomFlip

    return augmenter(max_shift, max_rotation_degrees, RandomFlip("horizontal"))


@wrong()
def degrees_for_the_factor(max_shift, max_rotation_degrees):
    """`RandomRotation` is given degrees, and Keras refuses factors beyond 1. Its factor is a
    fraction of a full turn: divide max_rotation_degrees by 360.
    """
    return augmenter(max_shift, max_rotation_degrees, turn=max_rotation_degrees)


@wrong()
def degrees_in_a_pair(max_shift, max_rotation_degrees):
    """`RandomRotation` is given a range in degrees, but it counts in full turns: images turn by any
    angle, even upside down. Divide both ends by 360.
    """
    both = -max_rotation_degrees, max_rotation_degrees
    return augmenter(max_shift, max_rotation_degrees, turn=both)


@wrong()
def degrees_as_percent(max_shift, max_rotation_degrees):
    """The degrees are divided by 100, so images turn more than three times too far. The factor of
    `RandomRotation` is a fraction of a full turn: divide by 360.
    """
    return augmenter(max_shift, max_rotation_degrees, turn=max_rotation_degrees / 100)


@wrong()
def fraction_of_half_a_turn(max_shift, max_rotation_degrees):
    """The degrees are divided by 180, so images turn twice too far. The factor of `RandomRotation`
    is a fraction of a FULL turn: divide by 360.
    """
    return augmenter(max_shift, max_rotation_degrees, turn=max_rotation_degrees / 180)


@wrong()
def radians_for_the_factor(max_shift, max_rotation_degrees):
    """`RandomRotation` is given radians, so images turn more than six times too far. Its factor is
    a fraction of a full turn: divide the degrees by 360.
    """
    return augmenter(max_shift, max_rotation_degrees, turn=float(np.deg2rad(max_rotation_degrees)))


@wrong()
def half_the_rotation(max_shift, max_rotation_degrees):
    """Images turn only half as far as they may. A factor f means any angle from -f to +f, not a
    range of width f: do not divide it by 2.
    """
    return augmenter(max_shift, max_rotation_degrees, turn=max_rotation_degrees / 720)


@wrong()
def half_the_translation(max_shift, max_rotation_degrees):
    """Images move only half as far as they may. A factor f means any distance from -f to +f, not a
    range of width f: do not divide it by 2.
    """
    return augmenter(max_shift, max_rotation_degrees, shifts=(max_shift / 2, max_shift / 2))


@wrong()
def turns_one_way(max_shift, max_rotation_degrees):
    """Images turn in one direction only, as with the pair (0, f), a range that begins at 0. Give
    the factor f alone, which means from -f to +f.
    """
    return augmenter(max_shift, max_rotation_degrees, turn=(0.0, max_rotation_degrees / 360))


@wrong()
def moves_one_way(max_shift, max_rotation_degrees):
    """Images move in one direction only, as with the pair (0, f), a range that begins at 0. Give
    the factor f alone, which means from -f to +f.
    """
    ranges = (0.0, max_shift), (0.0, max_shift)
    return augmenter(max_shift, max_rotation_degrees, shifts=ranges)


@wrong(about="idea")
def always_by_the_full_amount(max_shift, max_rotation_degrees):
    """All images of a batch are moved and turned alike: the pair (f, f) is a range that holds
    nothing but f, or one draw serves them all. Augmentation needs variety: give the factor f alone,
    which means from -f to +f, and draw for each image.
    """
    turn, shift = max_rotation_degrees / 360, (max_shift, max_shift)
    return augmenter(max_shift, max_rotation_degrees, turn=(turn, turn), shifts=(shift, shift))


@wrong(about="idea")
def without_rotation(max_shift, max_rotation_degrees):
    """Images never turn, or by hardly anything. Add a `RandomRotation` whose factor is
    max_rotation_degrees / 360.
    """
    return augmenter(max_shift, max_rotation_degrees, turn=0.0)


@wrong(about="idea")
def without_translation(max_shift, max_rotation_degrees):
    """Images never move, or by hardly anything. Add a `RandomTranslation`, and pass max_shift as it
    is: it is a fraction of the side already.
    """
    return augmenter(max_shift, max_rotation_degrees, shifts=(0.0, 0.0))


@wrong()
def only_up_and_down(max_shift, max_rotation_degrees):
    """Images move up and down only. `RandomTranslation` takes a factor for the height and one for
    the width: pass max_shift for both.
    """
    return augmenter(max_shift, max_rotation_degrees, shifts=(max_shift, 0.0))


@wrong()
def only_left_and_right(max_shift, max_rotation_degrees):
    """Images move left and right only. `RandomTranslation` takes a factor for the height and one
    for the width: pass max_shift for both.
    """
    return augmenter(max_shift, max_rotation_degrees, shifts=(0.0, max_shift))


@wrong(about="idea")
def always_active(max_shift, max_rotation_degrees):
    """`training=True` is fixed inside, so images are changed at prediction as well, and the same
    image gets another prediction each time. Pass on the `training` that your model is called with,
    or leave it to Keras.
    """
    import keras

    class Always(keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.inner = augmenter(max_shift, max_rotation_degrees)

        def call(self, images):
            return self.inner(images, training=True)

    return keras.Sequential([Always()])


@wrong(about="idea")
def never_active(max_shift, max_rotation_degrees):
    """Nothing happens to the images, not even in training: the model holds no random layer, or is
    called with training=False inside. Pass on the `training` that your model is called with, or
    leave it to Keras.
    """
    return augmenter(max_shift, max_rotation_degrees, turn=0.0, shifts=(0.0, 0.0))


@wrong()
def legacy_generator(max_shift, max_rotation_degrees):
    """`ImageDataGenerator` is a deprecated class that makes batches outside the model, so it is not
    saved with the model. Return a `keras.Sequential` of random layers.
    """
    from tensorflow.keras.preprocessing.image import ImageDataGenerator

    return ImageDataGenerator(
        rotation_range=max_rotation_degrees,
        width_shift_range=max_shift,
        height_shift_range=max_shift,
    )
