"""Formulas on pages that have no network: set as pictures, or left as they are."""

import re
from pathlib import Path

import nbformat
import pytest
from jinja2 import Environment

from grader.exercises import all_exercises
from grader.nbgrader_plugin.formulas import picture
from grader.nbgrader_plugin.safe_html import markdown2html

ROOT = Path(__file__).parents[2]
FORMULA = re.compile(r"\$\$(.+?)\$\$|\$([^$\n]+?)\$", re.DOTALL)
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)


def page(text):
    """The HTML of a text."""
    context = Environment().from_string("").new_context({})
    return markdown2html(context, text)


def formulas(lesson):
    """All formulas of a lesson."""
    released = ROOT / "notebooks" / lesson / f"{lesson}.ipynb"
    cells = nbformat.read(released, as_version=4).cells
    text = "\n\n".join(CODE.sub("", c.source) for c in cells if c.cell_type == "markdown")
    return ["".join(found) for found in FORMULA.findall(text)]


@pytest.mark.parametrize("lesson", sorted({each.lesson for each in all_exercises().values()}))
def test_all_formulas_of_a_lesson_are_set(lesson):
    """Is nothing left as TeX? (Matplotlib sets neither matrices nor cases nor braces below.)"""
    left = {each for each in formulas(lesson) if picture(each) is None}
    assert not left


def test_a_lesson_s_formulas_are_found():
    """Does the test above have something to look at?"""
    assert len(formulas("03_dropout")) > 20


@pytest.mark.parametrize("around", ["$", "$$"])
def test_a_formula_becomes_a_picture_with_its_text(around):
    """Can it be read aloud, and is it alone what changes?"""
    html = page(f"Here is {around}\\frac12 \\lVert w\\rVert^2 \\le 1{around}, which is *small*.")
    assert html.count("<img") == 1
    assert 'alt="\\frac12 \\lVert w\\rVert^2 \\le 1"' in html
    assert "data:image/png;base64," in html
    assert "<em>small</em>" in html


@pytest.mark.parametrize(
    "formula",
    [
        r"\begin{cases}1\end{cases}",
        r"\nothing",
        "{" * 400 + "}" * 400,
        "x" * 5000,
        r"\frac{1}",
        "",
    ],
)
def test_what_cannot_be_set_stays(formula):
    """Is it left to MathJax, at once and without an error?"""
    assert picture(formula) is None


def test_a_formula_cannot_leave_its_picture():
    """Does nothing in it become a part of the page?"""
    html = page('$x"><script>document.title = 1</script>$ and $y" onload="z$')
    assert "<script" not in html
    assert not re.search(r"<img[^>]*\sonload=", html)
