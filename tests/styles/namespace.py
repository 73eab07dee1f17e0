"""The rewrites of some exercises by name: run as a file by ``grader.remote.worker``.

What is made is chosen by variables of the environment, since a process that answers is started with
nothing but this file: `EXERCISES` and `TOPICS`, names between commas, `ONE_IN`, the size
of the sample, and `AROUND`, the style of kernel in which the process answers.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from grader.exercises import find
from tests.styles import both
from tests.styles.functions import around
from tests.styles.rewrite import spoken


def _entered(name):
    """The context manager of a style of kernel, entered for as long as this process lives."""
    managers = {spoken(each): each for each in (*around.STYLES, *around.WITH_KERAS)}
    manager = managers[name]()
    manager.__enter__()
    return manager


_topics, _one_in = tuple(os.environ[both.TOPICS].split(",")), int(os.environ[both.ONE_IN])
for _id in os.environ[both.EXERCISES].split(","):
    _found = both.answers(find(_id), _topics, _one_in)
    globals().update({each.name: each.answer for each in _found})
if os.environ[both.AROUND]:
    _manager = _entered(os.environ[both.AROUND])
