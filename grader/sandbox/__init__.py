"""The sandbox: what confines a process that runs a student's code.

`policy` says what a process may use, as plain data; `confinement.confine` applies it to the process
that calls it, which may have imported TensorFlow long before; `guard.Guard` watches from outside,
ends what takes too much and leaves nothing running; `probing` tells what this machine offers.

Each part of the confinement stands on its own, so that one of them failing opens nothing:

- namespaces (`namespaces`): an own network without any device, own processes, own message queues;
- a root of its own (`root`): what is not named in the policy does not exist for the process;
- Landlock (`landlock`), as far as the kernel has it: the same for files once more, and no signals
  or ptrace to the outside;
- seccomp (`families`): sockets that do not belong to any network namespace;
- no capabilities, no new privileges, resource limits (`privileges`).

Nothing here needs root, Docker or a program of the system's.
"""
