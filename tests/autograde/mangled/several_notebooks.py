"""See mangling.py for what a case is."""

from mangling import NAME, dump, read

CASE = "the notebook of the right name is untouched, the work is in a copy"
EXPECTED = {"says": ["03_dropout-Copy1.ipynb was taken"]}


def mangle(content):
    return {NAME: dump(read("notebooks")), "03_dropout-Copy1.ipynb": content}
