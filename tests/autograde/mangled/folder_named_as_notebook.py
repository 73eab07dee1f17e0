"""See mangling.py for what a case is."""

from mangling import NAME

CASE = "a folder has the notebook's name"
EXPECTED = {"says": ["03_dropout.ipynb/work.ipynb was taken"]}


def mangle(content):
    return {f"{NAME}/work.ipynb": content}
