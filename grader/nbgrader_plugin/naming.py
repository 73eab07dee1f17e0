"""The list on top of a feedback page, which names exercises instead of kinds of cells."""

import re

from nbconvert.exporters import HTMLExporter

ENTRY = re.compile(
    r'(<a href="#(?P<id>[\w-]+)">)'
    r"(?P<kind>Test cell|Coding free-response|Written response|Task)(</a> \(Score: )"
)
DRAWN = re.compile(r"cell-[0-9a-f]{10,}$")
"""An id that nbgrader drew, and that says nothing."""


class NamingExporter(HTMLExporter):
    """Exports feedback as nbgrader does; in its list "Test cell" is the exercise's name."""

    def from_notebook_node(self, nb, resources=None, **options):
        """Export a notebook; returns the page and its resources."""
        page, resources = super().from_notebook_node(nb, resources, **options)
        return ENTRY.sub(_named, page), resources


def _named(entry):
    before, id, kind, after = entry.groups()
    if DRAWN.match(id):
        return entry.group()
    name = id.removesuffix("_check").removesuffix("_test")
    told = name if kind == "Test cell" else f"{kind}: {name}"
    return f"{before}{told}{after}"
