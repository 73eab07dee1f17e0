"""See mangling.py for what a case is."""

CASE = "the name is in capitals"
EXPECTED = {"says": ["03_DROPOUT.IPYNB was taken"]}


def mangle(content):
    return {"03_DROPOUT.IPYNB": content}
