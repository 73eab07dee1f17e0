"""See mangling.py for what a case is."""

from mangling import NAME

CASE = "the folder was packed with its folder"
EXPECTED = {"says": ["submission/03_dropout/03_dropout.ipynb was taken"]}


def mangle(content):
    return {f"submission/03_dropout/{NAME}": content}
