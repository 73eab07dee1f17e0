"""What a submission's fork runs: a kernel in which the references and exercises have stand-ins."""

from grader.scoring.inside import stand_ins
from grader.warm import kernel

NAME = "grader.scoring.inside.kernel:main"


def main(up):
    """Run the kernel that ``sys.argv`` describes; call `up` when its sockets are bound."""
    stand_ins.install()
    kernel.main(up)
