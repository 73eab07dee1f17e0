"""See mangling.py for what a case is."""

from mangling import FIFO, NAME

CASE = "a FIFO that nobody writes to has the right name, the work another"
EXPECTED = {"says": ["several notebooks: work.ipynb was taken"]}


def mangle(content):
    return {NAME: FIFO, "work.ipynb": content, "timestamp.txt": FIFO}
