"""Warm kernels: TensorFlow is imported once, and every kernel is a fork of the process that did.

`parent` imports and forks on request, `child` makes the fork a process of its own, `kernel` is what
a notebook's fork runs, `client` asks for one, `provisioner` does so wherever Jupyter starts a
kernel, and `starter` starts a parent. Where there is no parent, or none that answers, kernels start
cold, as ever.

The standard library's fork server (``multiprocessing.forkserver``) was considered. It serves the
one program that started it, runs that program's main module in every child and speaks pickle; here
several programs share a parent, a child begins with an environment, folder, session and
descriptors of its own, and requests are plain data.

Copying a process copies its secrets: the seed of ``hash`` is the same in all children of a parent.
Everything else that is drawn at random is seeded afresh (`child.reseed`).
"""

INTERPRETER_OPTIONS = ["-Xfrozen_modules=off"]
"""Options of the interpreter in ipykernel's own kernelspec: the parent is started with them too."""

PROVISIONER = "warm-provisioner"
"""Name of the kernel provisioner among the entry points."""

SOCKET_VARIABLE = "COURSE_WARM_SOCKET"
"""Environment variable that names the parent's socket."""

PATIENCE_VARIABLE = "COURSE_WARM_PATIENCE"
"""Environment variable: seconds that a kernel waits for a parent that is still importing."""

PROVISIONER_VARIABLE = "JUPYTER_DEFAULT_PROVISIONER_NAME"
"""Environment variable of jupyter_client: the provisioner of kernels that name none."""
