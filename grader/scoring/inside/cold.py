"""``python -m grader.scoring.inside.cold POLICY ARGUMENTS ...``: a kernel where none can be forked.

POLICY is a file with a policy's JSON text, or empty for no confinement; ARGUMENTS are ipykernel's.
"""

import sys
from pathlib import Path

from grader.scoring.inside import kernel


def main(policy, *arguments):
    """Confine this process, and run a kernel in it."""
    if policy:
        from grader.sandbox.confinement import confine

        confine(Path(policy).read_text(encoding="utf-8"))
    sys.argv = ["ipykernel_launcher", *arguments]
    kernel.main(lambda: None)


if __name__ == "__main__":
    main(*sys.argv[1:])
