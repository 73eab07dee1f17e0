"""A picture that a notebook can show and read aloud: PNG bytes, alt text and a caption."""

import base64
import io
from dataclasses import dataclass, field
from html import escape

DOTS_PER_INCH = 110


@dataclass(frozen=True)
class Picture:
    """One figure of a lesson.

    Parameters
    ----------
    png : bytes
    alt : str
        What a reader who cannot see the picture needs to know.
    caption : str
        One sentence shown below the picture.
    """

    png: bytes = field(repr=False)
    alt: str
    caption: str

    def _repr_html_(self):
        encoded = base64.b64encode(self.png).decode("ascii")
        return (
            '<figure style="margin: 0.5em 0">'
            f'<img style="max-width: 100%" alt="{escape(self.alt)}" '
            f'src="data:image/png;base64,{encoded}">'
            f"<figcaption>{escape(self.caption)}</figcaption></figure>"
        )

    def __repr__(self):
        return f"Picture: {self.alt}"


def to_picture(figure, alt, caption):
    """Render a matplotlib figure.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    alt, caption : str

    Returns
    -------
    Picture

    Raises
    ------
    ValueError
        If the alt text is empty.
    """
    if not alt.strip():
        raise ValueError("A picture needs alt text: expected a sentence, got an empty string.")
    stream = io.BytesIO()
    # Without the software's version in it, the same figure gives the same bytes after an upgrade.
    figure.savefig(stream, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None})
    return Picture(stream.getvalue(), alt, caption)
