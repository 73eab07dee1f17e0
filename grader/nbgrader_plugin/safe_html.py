"""Pages of notebooks that are safe to open, whatever a student wrote: feedback and formgrader's.

For ``c.HTMLExporter`` in nbgrader_config.py. nbgrader's templates put Markdown, ids and names into
their pages as they are, so each is made harmless before or as it gets there.
"""

from html import escape

import bleach
from bleach.css_sanitizer import CSSSanitizer
from nbconvert import filters
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

TAGS = """
a abbr acronym b blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img kbd li ol
p pre s small span strong sub summary sup table tbody td th thead tr u ul
"""
PICTURES = ("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,")
ATTRIBUTES = {"title", "class", "colspan", "rowspan", "align", "scope"}

STYLES = """
background border border-left border-radius border-collapse color display font-weight line-height
margin margin-top max-width padding text-align white-space
"""
CARD_STYLES = CSSSanitizer(allowed_css_properties=STYLES.split())
"""What the cards of `grader.lab.cards` use; none of it moves a thing out of its place."""


def clean_html(element):
    """Leave of HTML that a cell shows what a verdict card may have; a filter for templates."""
    text = element.decode() if isinstance(element, bytes) else str(element)

    def allowed(tag, name, value):
        plain = name == "style" and "url" not in value.lower() and "\\" not in value
        return plain or _allowed(tag, name, value)

    return bleach.clean(text, tags=set(TAGS.split()), attributes=allowed, css_sanitizer=CARD_STYLES)


def markdown2html(source):
    """Make HTML of Markdown, which may be a student's; a filter for templates."""
    made = filters.markdown2html(source)
    return bleach.clean(made, tags=set(TAGS.split()), attributes=_allowed)


def _allowed(tag, name, value):
    """Whether an attribute may stay; bleach itself takes only harmless addresses."""
    if tag == "img":
        return name == "alt" or (name == "src" and value.startswith(PICTURES))
    return name in ATTRIBUTES or (tag == "a" and name == "href")


class Defuse(Preprocessor):
    """Takes from a page what templates put there as it is: names, and the data of outputs."""

    enabled = True

    def preprocess(self, nb, resources):
        """Escape names in the resources, and clear each cell's outputs of what templates trust."""
        for name in ("student", "first_name", "last_name", "notebook_path", "filename"):
            if isinstance(resources.get(name), str):
                resources[name] = escape(resources[name])
        nb.metadata.pop("widgets", None)
        return super().preprocess(nb, resources)

    def preprocess_cell(self, cell, resources, index):
        """Clear the outputs of a cell."""
        for output in cell.get("outputs", []):
            if "metadata" in output:
                output.metadata = NotebookNode()
        return cell, resources
