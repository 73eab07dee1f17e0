"""What this machine offers for the sandbox, and what is too little."""

import contextlib
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass

from grader.sandbox import landlock, namespaces

OVERRIDE = "--without-sandbox"
"""The words on the command line that run students' code all the same."""

OLDEST = (5, 12)
"""The first Linux in which a mount and all below it can be made read-only at once."""

SWITCHES = (
    (
        "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
        "1",
        "kernel.apparmor_restrict_unprivileged_userns",
        "0",
    ),
    ("/proc/sys/kernel/unprivileged_userns_clone", "0", "kernel.unprivileged_userns_clone", "1"),
    ("/proc/sys/user/max_user_namespaces", "0", "user.max_user_namespaces", "15000"),
)
"""Files, what in them forbids namespaces, the setting and what allows them."""

CONTAINERS = ("/.dockerenv", "/run/.containerenv", "/var/run/secrets/kubernetes.io")
IN_A_CONTAINER = (
    "This is a container, and those are not allowed to make namespaces by default: start it with "
    "`--security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt "
    "systempaths=unconfined` (podman: `--security-opt unmask=ALL`), or grade outside of it."
)

_TRIAL = """
import sys
from grader.sandbox.confinement import CannotConfine, confine
from grader.sandbox.standard import standard_policy
try:
    confine(standard_policy(sys.argv[1]))
except CannotConfine as error:
    sys.exit(str(error))
"""


@dataclass(frozen=True)
class Finding:
    """One thing that the sandbox needs: whether it is there, and a sentence that says so."""

    name: str
    offered: bool
    words: str


def probe():
    """Find out what this machine offers.

    Returns
    -------
    tuple of Finding
        "system", "landlock" and "confinement"; the last confines a process of its own and is looked
        at only where the others are there: what forbids namespaces shows nowhere else.
    """
    findings = [_system()]
    if findings[-1].offered:
        findings.append(_landlock())
    if findings[-1].offered:
        findings.append(_confinement())
    return tuple(findings)


def missing(findings):
    """Say what is too little for grading and how to override it; None where nothing is.

    Parameters
    ----------
    findings : tuple of Finding
        From `probe`.
    """
    lacking = [finding.words for finding in findings if not finding.offered]
    if not lacking:
        return None
    return (
        f"Students' code cannot be confined on this machine. {' '.join(lacking)} "
        f"To run it all the same, with all the rights that you have, add {OVERRIDE}."
    )


def _system():
    name, machine = platform.system(), platform.machine()
    if name != "Linux":
        return Finding("system", False, f"The sandbox needs Linux; this is {name or 'unknown'}.")
    release = platform.release()
    if namespaces.release() < OLDEST:
        words = f"The sandbox needs Linux {OLDEST[0]}.{OLDEST[1]} or newer; this is {release}."
        return Finding("system", False, words)
    return Finding("system", True, f"This is Linux {release} on {machine}.")


def _landlock():
    """Any version will do, and none: namespaces and filters hold back alone then."""
    return Finding("landlock", True, landlock.words(landlock.version()))


def _confinement():
    """Confine a process for trial."""
    with tempfile.TemporaryDirectory() as work:
        trial = subprocess.run(
            [sys.executable, "-P", "-c", _TRIAL, work], capture_output=True, text=True, timeout=120
        )
    if not trial.returncode:
        return Finding("confinement", True, "A process could be confined for trial.")
    reason = (trial.stderr.strip().splitlines() or [f"exit code {trial.returncode}"])[-1]
    return Finding("confinement", False, " ".join([reason.rstrip(".") + ".", *_advice()]))


def _advice():
    """What an administrator may have forbidden, and how it is allowed."""
    if any(os.path.exists(mark) for mark in CONTAINERS):
        yield IN_A_CONTAINER
        return
    for path, forbidding, key, allowing in SWITCHES:
        with contextlib.suppress(OSError), open(path, encoding="utf-8") as file:
            if file.read().strip() == forbidding and os.geteuid():
                yield (
                    "This system keeps user namespaces from you: an administrator allows them with "
                    f"`sysctl -w {key}={allowing}`."
                )
