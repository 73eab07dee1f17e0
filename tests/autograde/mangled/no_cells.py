"""See mangling.py for what a case is."""

import json

from mangling import NAME, dump

CASE = "all cells were deleted"
EXPECTED = {"reason": "03_dropout.ipynb is a notebook without content"}


def mangle(content):
    return {NAME: dump({**json.loads(content), "cells": []})}
