"""See mangling.py for what a case is."""

CASE = "the folder is empty"
EXPECTED = {"reason": "holds no files"}


def mangle(content):
    return {}
