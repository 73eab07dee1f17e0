"""See mangling.py for what a case is."""

CASE = "the browser numbered a second download"
EXPECTED = {"says": ["03_dropout (1).ipynb was taken"]}


def mangle(content):
    return {"03_dropout (1).ipynb": content}
