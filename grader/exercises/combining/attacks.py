"""Wrong ways to attack an image, called like `fgsm`.

The docstrings say what went wrong; the learner reads them.
"""

import numpy as np


def goes_downhill(x, gradient, epsilon):
    """The sign is wrong. `x - epsilon * sign(gradient)` is a step of gradient descent, which makes
    the loss smaller; an attack wants it to grow, so add.
    """
    return np.clip(x - epsilon * np.sign(gradient), 0, 1)


def without_the_sign(x, gradient, epsilon):
    """You add the gradient itself, so pixels with a small gradient hardly move and others move too
    far. Take its sign: then every pixel uses the whole `epsilon` that it is allowed.
    """
    return np.clip(x + epsilon * gradient, 0, 1)


def normalizes_the_gradient(x, gradient, epsilon):
    """You divide the gradient by its norm. All pixels together then move by `epsilon`, and each of
    them by only a little. Take the sign, so that every single pixel moves by `epsilon`.
    """
    return np.clip(x + epsilon * gradient / np.linalg.norm(gradient), 0, 1)


def normalizes_by_the_largest(x, gradient, epsilon):
    """You divide the gradient by its largest value, so only one pixel moves by `epsilon` and the
    others by less. Take the sign, so that each of them does.
    """
    return np.clip(x + epsilon * gradient / np.abs(gradient).max(), 0, 1)


def clips_the_gradient(x, gradient, epsilon):
    """You clip the gradient to [-epsilon, epsilon], so pixels with a smaller gradient do not use
    all that they are allowed. Take the sign: a pixel moves by `epsilon` however small its gradient.
    """
    return np.clip(x + np.clip(gradient, -epsilon, epsilon), 0, 1)


def moves_upwards_only(x, gradient, epsilon):
    """All pixels become brighter. Where the gradient is negative, that makes the loss smaller:
    those pixels have to become darker, which the sign of the gradient sees to.
    """
    return np.clip(x + epsilon * np.abs(np.sign(gradient)), 0, 1)


def clips_the_step(x, gradient, epsilon):
    """You clip the step, `epsilon * sign(gradient)`, to [0, 1], and so lose all of its negative
    values. It is the image after the step that must stay in [0, 1].
    """
    return x + np.clip(epsilon * np.sign(gradient), 0, 1)


def only_the_step(x, gradient, epsilon):
    """This is the step alone, `epsilon * sign(gradient)`, without the image. Add it to `x`."""
    return epsilon * np.sign(gradient)


def forgets_epsilon(x, gradient, epsilon):
    """The step is the sign itself, so every pixel becomes black or white and nothing of the image
    is left. Multiply it by `epsilon`, which keeps the change too small to see.
    """
    return np.clip(x + np.sign(gradient), 0, 1)


def scales_epsilon_for_bytes(x, gradient, epsilon):
    """You divide `epsilon` by 255, as one does for pixels from 0 to 255. Here the pixels lie in
    [0, 1], and `epsilon` is given in the same units.
    """
    return np.clip(x + epsilon / 255 * np.sign(gradient), 0, 1)


def scales_the_pixels(x, gradient, epsilon):
    """The step is multiplied by the pixel, so dark pixels hardly move. Every pixel moves by
    `epsilon`, whatever its value.
    """
    return np.clip(x * (1 + epsilon * np.sign(gradient)), 0, 1)


def without_clipping(x, gradient, epsilon):
    """The result is not clipped. Pixels below 0 or above 1 do not exist, so a network that they
    fool has not been fooled by an image. Clip the sum to [0, 1].
    """
    return x + epsilon * np.sign(gradient)


def clips_only_above(x, gradient, epsilon):
    """The result is clipped at 1 but not at 0, or it is clipped to [-1, 1]. A pixel cannot be
    darker than 0 either: clip to [0, 1].
    """
    return np.minimum(x + epsilon * np.sign(gradient), 1)


def clips_only_below(x, gradient, epsilon):
    """The result is clipped at 0 but not at 1, or it is clipped to [0, 255]. A pixel cannot be
    brighter than 1 either: clip to [0, 1].
    """
    return np.maximum(x + epsilon * np.sign(gradient), 0)


def leaves_pixels_near_the_limits(x, gradient, epsilon):
    """Pixels that would leave [0, 1] stay where they were. They may still go as far as 0 or 1, and
    the attack needs every bit: clip them there.
    """
    moved = x + epsilon * np.sign(gradient)
    return np.where((moved < 0) | (moved > 1), x, moved)


def within_the_range_of_the_image(x, gradient, epsilon):
    """You clip to the darkest and the brightest pixel of this image. An image need not use all of
    its range: the limits are 0 and 1 for every image.
    """
    return np.clip(x + epsilon * np.sign(gradient), x.min(), x.max())


def divides_by_the_size(x, gradient, epsilon):
    """You compute the sign as `gradient / abs(gradient)`, which is 0 / 0, and so NaN, where the
    gradient is 0. One such pixel spoils every output of the network. `np.sign` gives 0 there.
    """
    return np.clip(x + epsilon * gradient / np.abs(gradient), 0, 1)


def darkens_pixels_without_gradient(x, gradient, epsilon):
    """Pixels with a gradient of 0 become darker, as if it were negative. Changing them does
    nothing for the attack: the sign of 0 is 0, and they stay as they are.
    """
    return np.clip(np.where(gradient > 0, x + epsilon, x - epsilon), 0, 1)


def brightens_pixels_without_gradient(x, gradient, epsilon):
    """Pixels with a gradient of 0 become brighter, as if it were positive. Changing them does
    nothing for the attack: the sign of 0 is 0, and they stay as they are.
    """
    return np.clip(np.where(gradient >= 0, x + epsilon, x - epsilon), 0, 1)


MISTAKES = {
    "idea": (
        goes_downhill,
        without_the_sign,
        normalizes_the_gradient,
        normalizes_by_the_largest,
        clips_the_gradient,
        moves_upwards_only,
        clips_the_step,
        only_the_step,
    ),
    "": (
        forgets_epsilon,
        scales_epsilon_for_bytes,
        scales_the_pixels,
        without_clipping,
        clips_only_above,
        clips_only_below,
        leaves_pixels_near_the_limits,
        within_the_range_of_the_image,
        divides_by_the_size,
    ),
    "slip": (darkens_pixels_without_gradient, brightens_pixels_without_gradient),
}
