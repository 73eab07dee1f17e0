"""Formulas as pictures, so that a page shows them without a network.

nbgrader's pages fetch MathJax from the network. Matplotlib, which the course has anyway, sets most
of what TeX can; what it cannot stays as TeX, which MathJax sets where there is a network.
"""

import base64
import functools
import io
import re
from html import escape

from matplotlib import mathtext
from matplotlib.font_manager import FontProperties

LONGEST = 1000
"""Characters of a formula that is set; the course's longest has a third of it."""

DEEPEST = 12
RESOLUTION = 108
"""Dots per inch at which letters are as large as a page's own."""

SAME = {
    r"\\(?:[bB]igg?|left|right)[lr]?(?=[\s(){}\[\]|.\\])": "",
    r"\\[lr]Vert": r"\\|",
    r"\\[lr]vert": "|",
    r"\\le(?![a-zA-Z])": r"\\leq",
    r"\\ge(?![a-zA-Z])": r"\\geq",
    r"\\ne(?![a-zA-Z])": r"\\neq",
    r"\\[td]frac": r"\\frac",
    r"\\frac\s*(\w)\s*(\w)": r"\\frac{\1}{\2}",
    r"\\frac\s*(\w|\\[a-zA-Z]+)\s*(\w)": r"\\frac{\1}{\2}",
    r"\\sqrt\s*(\w)": r"\\sqrt{\1}",
}
"""What Matplotlib calls otherwise, or can do without."""


def picture(formula):
    """Set a formula.

    Parameters
    ----------
    formula : str
        TeX, without dollar signs; it may be anybody's.

    Returns
    -------
    str or None
        An image with the TeX as its text, as HTML; None where it cannot be set.
    """
    tex = " ".join(formula.split())
    if not 0 < len(tex) <= LONGEST or _depth(tex) > DEEPEST:
        return None
    content = _png(tex)
    if content is None:
        return None
    data = base64.b64encode(content).decode()
    source = f"data:image/png;base64,{data}"
    return f'<img class="formula" align="middle" alt="{escape(tex)}" src="{source}">'


@functools.lru_cache(maxsize=512)
def _png(tex):
    for pattern, same in SAME.items():
        tex = re.sub(pattern, same, tex)
    target = io.BytesIO()
    font = FontProperties(family="serif", size=11, math_fontfamily="cm")
    try:
        mathtext.math_to_image(f"${tex}$", target, prop=font, dpi=RESOLUTION, format="png")
    except Exception:  # what TeX means and Matplotlib does not know, it says in many ways
        return None
    return target.getvalue()


def _depth(tex):
    """How deep its braces are nested."""
    depth = deepest = 0
    for letter in tex:
        depth += (letter == "{") - (letter == "}")
        deepest = max(deepest, depth)
    return deepest
