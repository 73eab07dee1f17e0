"""What an augmenter does to images, seen from two pictures that tell where each pixel came from.

One brightens evenly from left to right, the other from top to bottom. Bilinear interpolation leaves
such ramps as they are: around the center of a transformed one its slope tells by which angle the
image turned, and its value how far it moved, whatever fills what is vacated at the border.
"""

import numpy as np

from grader.criteria.guards import Unacceptable
from grader.criteria.keras import precision
from grader.remote.models import CannotRebuild, rebuild
from grader.remote.plain import Model, Tensor, describe
from grader.student import AnswerRaised, Student

SHAPE = (40, 36, 3)
CALLS = 4
"""In which `transformed` asks for its pictures, so that what a batch shares can be told."""
NOTHING = "images that are not changed in training either"
MOST = 6_000_000
"""Numbers that are passed to an augmenter at once."""


class Augmenter:
    """What the learner's function returned, wherever it lives, as something to call.

    Parameters
    ----------
    student : grader.student.Student
        The function.
    answer : object
        What it returned. A model of Keras' own parts is rebuilt here; one with code of its own, and
        one that has no inputs yet, is asked where it is.
    shape : tuple of int
        Height, width and channels of the images to give it, where it does not fix them.

    Attributes
    ----------
    shape : tuple of int
        The same, with those that it fixes.
    exact : float
        By how much an image that is not changed may differ: more in half precision.

    Raises
    ------
    Unacceptable
        Where it is no model and no layer.
    """

    def __init__(self, student, answer, shape=SHAPE):
        self._model, self.shape = _callable(student, answer), shape
        fixed = getattr(self._model, "input_shape", None) if isinstance(answer, Model) else None
        if isinstance(fixed, tuple) and len(fixed) == 4:
            self.shape = tuple(own or usual for own, usual in zip(fixed[1:], shape, strict=True))
        own_code = isinstance(self._model, Student)
        self.exact = 1e-5 + (precision.grain(self._model) if own_code else 0.0)

    def __call__(self, images, training):
        """The transformed images, an array shaped like them."""
        images = np.asarray(images, dtype="float32")
        step = max(1, MOST // int(np.prod(images.shape[1:])))
        parts = [images[start : start + step] for start in range(0, len(images), step)]
        return np.concatenate([self._transformed(part, training) for part in parts])

    def _transformed(self, images, training):
        try:
            out = self._model(images, training=training)
        except AnswerRaised:
            raise
        except Exception as error:
            reason = str(error).strip().partition("\n")[0][:150]
            message = f"Expected images of shape {images.shape} to be transformed; got {reason}"
            raise Unacceptable(message) from None
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
        How far away, along the axis, the center came from.
    blur : ndarray, shape (n,)
        By how many pixels the places that are seen differ from a plane: 0 with bilinear
        interpolation, some tenths with nearest neighbors.
    rigid : boolean ndarray, shape (n,)
        Whether the image was neither stretched nor changed in another way.
    flaw : str
        What happened to those that are not, in words.
    shared : str
        What the images of one batch of `transformed` share, and those of others do not, in words.
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
        self.flaw = (
            "images that are stretched or shrunk, or of another contrast"
            if not self.rigid.all()
            else ""
        )
        if np.mean(self.blur > 0.02) > 0.5 and self.flaw:
            self.flaw = "images that are changed in another way"
        self.shared = ""
        for values, verb in ((self.pixels, "moved"), (self.degrees, "turned")):
            if _by_batch(values):
                self.shared = f"images of which all in a batch are {verb} alike"


def _by_batch(values):
    """Whether values differ so much more between batches than within that chance is no reason.

    The ratio of the two variances is about 1 where each image has a draw of its own; it exceeds 40
    less than once in 10^9 times.
    """
    if len(values) % CALLS or len(values) < 8 * CALLS:
        return False
    batches = values.reshape(CALLS, -1)
    between = batches.shape[1] * np.var(batches.mean(axis=1), ddof=1)
    return bool(between > 40 * np.mean(np.var(batches, axis=1, ddof=1)) + 1e-3)


def transformed(augment, count):
    """What becomes of ramps along both axes, `count` each, and of some even gray images."""
    each = count // CALLS
    kinds = [ramps(augment.shape, axis, each) for axis in (1, 2)]
    batch = np.concatenate([*kinds, np.full((2, *augment.shape), 0.5)])
    made = [augment(batch, training=True) for _ in range(CALLS)]
    parts = zip(*(np.split(out, [each, 2 * each]) for out in made), strict=True)
    return [np.concatenate(part) for part in parts]


def fades(gray, exact):
    """Whether images that were gray all over are of another even gray about their center."""
    rows, columns = (_middle(size) for size in gray.shape[1:3])
    patch = gray[:, rows][:, :, columns]
    even, level = np.ptp(patch, axis=(1, 2)) < 1e-3 + exact, patch.mean(axis=(1, 2))
    # Black is what an image leaves behind that moves too far.
    return bool(np.any(even & (level > 0.05) & (np.abs(level - 0.5) > 0.01 + 10 * exact)))


def neighbors_alike(batch, exact):
    """Whether the images of a batch, which were equal, still are; parts of it may differ."""
    different = np.abs(batch[1:] - batch[:-1]).max(axis=(1, 2, 3)) > exact
    return np.mean(different) < 0.5


def alike(tall, wide, originals, exact):
    """What is wrong with the randomness, in words; both batches hold equal images."""
    if np.allclose(tall, originals, rtol=0, atol=exact):
        return NOTHING
    if all(neighbors_alike(batch, exact) for batch in (tall, wide)):
        return "the same change of all images of a batch"
    return ""


def ramps(shape, axis, count):
    """Equal images that brighten from 0 to 1 along an axis, shape (count, h, w, c)."""
    side = shape[axis - 1]
    ramp = ((np.arange(side) + 0.5) / side)[:, None, None]
    image = np.broadcast_to(ramp if axis == 1 else ramp.transpose(1, 0, 2), shape)
    return np.broadcast_to(image, (count, *shape))


def _middle(size):
    """A third of an axis about its center, so that no border is seen."""
    reach = size // 6
    return slice(size // 2 - reach, (size + 1) // 2 + reach)
