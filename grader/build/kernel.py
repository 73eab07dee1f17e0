"""The kernel that lessons are executed in: this interpreter, and nothing of the user's."""

import os

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from traitlets import default

from grader.warm import library_settings

LEARNER_FOLDER = "COURSE_FOLDER"
"""Names the folder in which checks record progress: a build's checks are nobody's progress."""


class OwnKernel(AsyncKernelManager):
    """A kernel of the running interpreter, even where a kernel named python3 is installed."""

    @default("kernel_spec_manager")
    def _only_the_native_kernel(self):
        return KernelSpecManager(kernel_dirs=[])


def environment(profile):
    """Environment of the kernel, in which the same lesson gives the same outputs.

    Parameters
    ----------
    profile : str
        An empty folder, in place of the user's IPython profile and its startup files.

    Returns
    -------
    dict
    """
    inherited = {name: value for name, value in os.environ.items() if name != LEARNER_FOLDER}
    return library_settings.own(inherited) | {
        "IPYTHONDIR": profile,
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONHASHSEED": "0",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
