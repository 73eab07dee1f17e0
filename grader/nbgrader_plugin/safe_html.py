"""Pages of notebooks that are safe to open, whatever a student wrote: feedback and formgrader's.

For ``c.HTMLExporter`` in nbgrader_config.py. nbgrader's templates put Markdown, ids and names into
their pages as they are, so each is made harmless before or as it gets there.
"""

import re
from html import escape

import bleach
from bleach.css_sanitizer import CSSSanitizer
from jinja2 import pass_context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

from grader.nbgrader_plugin.formulas import picture

TAGS = """
a abbr acronym b blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img kbd li ol
p pre s small span strong sub summary sup table tbody td th thead tr u ul
"""
PICTURES = ("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,")
ADDRESS = re.compile(r"\s*(https?:|mailto:|#|[^:]*$)", re.IGNORECASE)
PROTOCOLS = {"http", "https", "mailto", "data"}
"""Data for pictures alone: `_allowed` sees to that."""

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

    return _clean(text, allowed, css_sanitizer=CARD_STYLES)


class _Pasted(dict):
    """A cell's pictures by name; one that is not there is an empty picture and no error."""

    def __contains__(self, name):
        return True

    def __missing__(self, name):
        return {"image/png": ""}


class _Renderer(IPythonRenderer):
    """Sets formulas as pictures where it can."""

    def block_math(self, body):
        """A formula on a line of its own."""
        made = picture(body)
        return f"<p>{made}</p>" if made else super().block_math(body)

    def inline_math(self, body):
        """A formula in a line."""
        return picture(body) or super().inline_math(body)


@pass_context
def markdown2html(context, source):
    """Make HTML of Markdown, which may be a student's; a filter for templates.

    Pictures that were pasted into the template's `cell` are shown.
    """
    cell = context.get("cell") or {}
    renderer = _Renderer(escape=False, attachments=_Pasted(cell.get("attachments", {})))
    made = MarkdownWithMath(renderer=renderer).render(source)
    return _clean(made, _allowed)


def _clean(text, attributes, **options):
    tags = set(TAGS.split())
    return bleach.clean(text, tags=tags, attributes=attributes, protocols=PROTOCOLS, **options)


def _allowed(tag, name, value):
    """Whether an attribute may stay; bleach itself takes none but the protocols above."""
    if tag == "img":
        plain = name == "alt" or (name, value) in {("class", "formula"), ("align", "middle")}
        return plain or (name == "src" and value.startswith(PICTURES))
    address = tag == "a" and name == "href" and ADDRESS.match(value) is not None
    return name in ATTRIBUTES or address


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
