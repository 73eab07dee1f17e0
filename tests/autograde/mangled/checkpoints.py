"""See mangling.py for what a case is."""

from mangling import NAME, dump, read

CASE = "Jupyter's checkpoint of an older state, and macOS's shadow file"
EXPECTED = {}


def mangle(content):
    old = dump(read("notebooks"))
    return {
        f".ipynb_checkpoints/{NAME}": old,
        f"._{NAME}": b"\0\5\26\7",
        f"__MACOSX/{NAME}": old,
        NAME: content,
    }
