"""What a student is told about a submission shows as plain text, whatever it holds."""

import html
import re

import nbformat
from markdown_it import MarkdownIt

from grader.scoring.notes import ID, add_note


def test_nothing_to_say_is_no_cell():
    """Does a sound submission stay as it is?"""
    notebook = nbformat.v4.new_notebook()
    add_note(notebook, (), None)
    assert notebook.cells == []


def test_markup_of_a_file_name_is_no_markup():
    """Are HTML, links, pictures and code of a student's shown, and not made?"""
    name = "<img src=x onerror=alert(1)> [a](javascript:b) ![c](d) `e` **f** $g$ # h\n- i"
    notebook = nbformat.v4.new_notebook()
    add_note(notebook, [f"{name}: was taken."], "It <b>was</b> ended.")
    (cell,) = notebook.cells
    assert (cell.id, cell.cell_type) == (ID, "markdown")
    made = MarkdownIt("commonmark", {"html": True}).render(cell.source)
    items = [html.unescape(item) for item in re.findall(r"<li>(.*?)</li>", made, re.DOTALL)]
    assert items == ["It <b>was</b> ended.", f"{' '.join(name.split())}: was taken."]
    assert not re.search(r"<(?!/?(p|ul|li|strong)>)", made)
