"""See mangling.py for what a case is."""

CASE = "nothing but a checkpoint and a picture"
EXPECTED = {"reason": "only picture.png"}


def mangle(content):
    checkpoint = ".ipynb_checkpoints/03_dropout-checkpoint.ipynb"
    return {checkpoint: content, "picture.png": b"\x89PNG"}
