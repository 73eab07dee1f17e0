"""See mangling.py for what a case is."""

from mangling import answered

CASE = "all lessons in one folder, and the wanted one under another name"
EXPECTED = {"says": ["zz.ipynb was taken"]}


def mangle(content):
    return {"00_start_here.ipynb": answered("00_start_here"), "zz.ipynb": content}
