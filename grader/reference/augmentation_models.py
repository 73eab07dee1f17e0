"""The Keras model of the augmentation lesson.

Its function imports Keras itself: importing this module costs nothing.
"""


def build_augmenter(max_shift, max_rotation_degrees):
    """Random translation and rotation of images (n, h, w, c), active only with training=True.

    Parameters
    ----------
    max_shift : float
        Largest translation, up or down as a fraction of h, left or right as a fraction of w.
    max_rotation_degrees : float
        Largest rotation in either direction. Keras' own factor is a fraction of a full turn.

    Returns
    -------
    keras.Sequential
    """
    from keras import Sequential
    from keras.layers import RandomRotation, RandomTranslation

    return Sequential(
        [
            RandomTranslation(height_factor=max_shift, width_factor=max_shift),
            RandomRotation(max_rotation_degrees / 360),
        ]
    )
