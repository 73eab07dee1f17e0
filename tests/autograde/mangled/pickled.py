"""See mangling.py for what a case is."""

import json
import pickle

from mangling import NAME

CASE = "the notebook was pickled"
EXPECTED = {"reason": "is a Python pickle"}


def mangle(content):
    return {NAME: pickle.dumps(json.loads(content), protocol=4)}
