"""See mangling.py for what a case is."""

CASE = "the notebook was saved as .json, with other JSON beside it"
EXPECTED = {"says": ["03_dropout.json was taken"]}


def mangle(content):
    return {"03_dropout.json": content, "answers.json": b'{"cells": 3}', "data.json": b"[1, 2]"}
