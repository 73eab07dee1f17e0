"""``python -m grader.warm COMMAND ...``: run a command whose kernels are warm.

For example ``python -m grader.warm nbgrader autograde 03_dropout``.
"""

import os
import subprocess
import sys

from grader.warm.starter import warm_kernels


def main(command):
    """Run a command with a parent beside it; return its exit code."""
    if not command:
        sys.exit("python -m grader.warm needs a command to run")
    with warm_kernels() as variables:
        try:
            return subprocess.run(command, env=os.environ | variables).returncode
        except FileNotFoundError:
            sys.exit(f"python -m grader.warm: there is no command {command[0]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
