"""What a notebook's fork runs: ipykernel, as its own launcher would have started it."""

import os
import sys

NAME = "grader.warm.kernel:main"
NO_POLLER = 1


def main(up):
    """Run the kernel that ``sys.argv`` describes; call `up` when its sockets are bound."""
    forget_the_course()
    import matplotlib
    from ipykernel.kernelapp import IPKernelApp

    app = IPKernelApp.instance()
    # The process above this one is not the one it works for, so its own poller must not look.
    app.parent_handle = NO_POLLER
    # A kernel sets this too, but matplotlib reads it only on import.
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    matplotlib.rcParams["backend"] = os.environ["MPLBACKEND"]
    app.initialize()
    up()
    app.start()


def forget_the_course():
    """Have the notebook import the course itself: it may have been edited since the parent did."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "grader"]:
        del sys.modules[name]
