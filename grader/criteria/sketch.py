"""What a picture in a verdict shows: plain arrays, the answer's beside what should hold."""

from dataclasses import dataclass

import numpy as np

KINDS = ("mask", "image", "curve", "distribution")
MOST = 4096
"""Numbers in one array of a sketch."""


@dataclass(frozen=True)
class Sketch:
    """Two arrays side by side; `grader.lab.sketches` draws them.

    Parameters
    ----------
    kind : str
        "mask" (boolean, 2-d), "image" (2-d, or 3-d with colors, values in [0, 1]), "curve" (1-d)
        or "distribution" (samples, 1-d).
    yours, expected : ndarray
        What came, and one example of what should hold.
    words : str
        What to look at, for the picture's caption and alt text: "Yours drops whole rows."
    """

    kind: str
    yours: np.ndarray
    expected: np.ndarray
    words: str

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"Expected a kind of {KINDS}; received {self.kind!r}.")

    @property
    def drawable(self):
        """Whether both arrays are of a size and kind that can be drawn."""
        dimensions = {"mask": (2,), "image": (2, 3)}.get(self.kind, (1,))
        return all(
            isinstance(a, np.ndarray)
            and a.dtype.kind in "biuf"
            and a.ndim in dimensions
            and 0 < a.size <= MOST
            for a in (self.yours, self.expected)
        )
