"""What an augmenter does to images, seen from two pictures that tell where each pixel came from.

One brightens evenly from left to right, the other from top to bottom. Bilinear interpolation leaves
such ramps as they are: round the centre of a transformed one its slope tells by which angle the
image turned, and its value how far it moved, whatever fills what comes free at the border.
"""

import numpy as np

from grader.criteria.guards import Unacceptable
from grader.remote.models import CannotRebuild, rebuild
from grader.remote.plain import Model, Tensor, describe
from grader.student import AnswerRaised, Student

SHAPE = (56, 44, 3)
COUNT = 128


class Augmenter:
    """What the learner's function returned, wherever it lives, as something to call.

    Parameters
    ----------
    student : grader.student.Student
        The function.
    answer : object
        What it returned. A model of Keras' own parts is rebuilt here; one with code of its own, and
        one that has no inputs yet, is asked where it is.

    Attributes
    ----------
    shape : tuple of int
        Height, width and channels of the images that it is given.

    Raises
    ------
    Unacceptable
        Where it is no model and no layer.
    """

    def __init__(self, student, answer):
        self._model, self.shape = _callable(student, answer), SHAPE
        fixed = getattr(self._model, "input_shape", None) if isinstance(answer, Model) else None
        if isinstance(fixed, tuple) and len(fixed) == 4:
            self.shape = tuple(own or usual for own, usual in zip(fixed[1:], SHAPE, strict=True))

    def __call__(self, images, training):
        """The transformed images, an array shaped like them."""
        images = np.asarray(images, dtype="float32")
        try:
            out = self._model(images, training=training)
        except AnswerRaised:
            raise
        except Exception as error:
            reason = str(error).strip().partition("\n")[0][:150]
            raise Unacceptable(f"It fails on images {images.shape}: {reason}") from None
        values = np.asarray(out.values if isinstance(out, Tensor) else out, dtype=float)
        if values.shape != images.shape:
            raise Unacceptable(f"Expected images {images.shape} back; got shape {values.shape}.")
        return values


def _callable(student, answer):
    wanted = "Expected a Keras model of random layers"
    if isinstance(answer, Model):
        try:
            return rebuild(answer)
        except CannotRebuild:
            return student.at(answer.number)
    if not isinstance(answer, Student):
        advice = ": did you forget a return?" if answer is None else "."
        raise Unacceptable(f"{wanted}; got {describe(answer)}{advice}")
    try:
        answer.member("get_config")  # every layer and model of Keras has it
    except AnswerRaised:
        raise Unacceptable(f"{wanted}; got {describe(answer)}.") from None
    return answer


class Motion:
    """How an augmenter turned and moved ramps along one axis.

    Parameters
    ----------
    out : ndarray, shape (n, h, w, c)
        Transformed ramps, as `ramps` gives them.
    axis : int
        1 for ramps from top to bottom, 2 from left to right.

    Attributes
    ----------
    degrees : ndarray, shape (n,)
        By which angle each image turned; a mirrored one is 180 degrees off.
    pixels : ndarray, shape (n,)
        How far away, along the axis, the centre came from.
    blur : ndarray, shape (n,)
        By how many pixels the places that are seen differ from a plane: 0 with bilinear
        interpolation, some tenths with nearest neighbours.
    rigid : boolean ndarray, shape (n,)
        Whether the image was neither stretched nor changed in another way.
    flaw : str
        What happened to those that are not, in words.
    """

    def __init__(self, out, axis):
        rows, columns = (_middle(size) for size in out.shape[1:3])
        side = out.shape[axis]
        patch = out[:, rows][:, :, columns].mean(axis=-1) * side
        y, x = (np.arange(k) - (k - 1) / 2 for k in patch.shape[1:])
        level = patch.mean(axis=(1, 2))
        down = np.einsum("nyx,y->n", patch, y) / (np.sum(y**2) * len(x))
        right = np.einsum("nyx,x->n", patch, x) / (np.sum(x**2) * len(y))
        plane = level[:, None, None] + down[:, None, None] * y[:, None] + right[:, None, None] * x
        self.blur = np.sqrt(np.mean((patch - plane) ** 2, axis=(1, 2)))
        along, across = (down, right) if axis == 1 else (right, -down)
        self.degrees = np.rad2deg(np.arctan2(across, along))
        self.pixels = level - side / 2
        stretch = np.abs(np.hypot(along, across) - 1)
        smooth = self.blur < 0.6
        self.rigid = smooth & (stretch < 0.02 + 0.5 * self.blur)
        self.flaw = "some are stretched or shrunk" if not self.rigid.all() else ""
        if np.mean(self.blur > 0.02) > 0.5 and self.flaw:
            self.flaw = "some are changed in another way"


def ramps(shape, axis):
    """COUNT equal images that brighten from 0 to 1 along an axis, shape (COUNT, h, w, c)."""
    side = shape[axis - 1]
    ramp = ((np.arange(side) + 0.5) / side)[:, None, None]
    image = np.broadcast_to(ramp if axis == 1 else ramp.transpose(1, 0, 2), shape)
    return np.broadcast_to(image, (COUNT, *shape))


def _middle(size):
    """A quarter of an axis about its centre, so that no border is seen."""
    reach = size // 8
    return slice(size // 2 - reach, (size + 1) // 2 + reach)
