"""What the command ``course`` begins with: no folder on PYTHONPATH hides a module from it.

Such folders come before all that is installed, and `grader` is a common name. Nothing but what
Python itself has imported already may be imported before they are out of the way.
"""

import os
import sys


def main():
    """Run the command line, with the user's folders at the end of the search path."""
    here = os.path.dirname(os.path.realpath(__file__))
    given = os.environ.get("PYTHONPATH", "")
    theirs = {os.path.abspath(each) for each in given.split(os.pathsep)} if given else set()
    own = [each for each in sys.path if each not in theirs and each != here]
    sys.path[:] = [*own, here, *(each for each in sys.path if each in theirs and each != here)]
    from grader.cli import main

    main()


if __name__ == "__main__":
    main()
