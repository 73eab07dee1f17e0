"""See mangling.py for what a case is."""

from mangling import NAME, dump, own_cell

CASE = "a notebook that has nothing to do with the course"
EXPECTED = {"reason": "03_dropout.ipynb holds no exercise of 03_dropout"}


def mangle(content):
    return {NAME: dump({"cells": [own_cell("print('hello')")], "nbformat": 4, "metadata": {}})}
