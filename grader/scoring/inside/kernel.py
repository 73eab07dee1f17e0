"""What a submission's fork runs: a kernel in which the references and exercises have stand-ins."""

from grader.scoring.inside import stand_ins
from grader.warm import kernel

NAME = "grader.scoring.inside.kernel:main"


def main(up):
    """Run the kernel that ``sys.argv`` describes; call `up` when its sockets are bound."""
    stand_ins.install()
    _stay()
    kernel.main(up)


def _stay():
    """Have ``exit()`` and ``quit()`` do nothing: what stands below is graded as well."""
    from ipykernel.zmqshell import ZMQInteractiveShell

    ZMQInteractiveShell.ask_exit = lambda shell: None
