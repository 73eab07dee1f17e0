"""What this machine offers for the sandbox, and what is too little."""

import contextlib
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass

OVERRIDE = "--without-sandbox"
"""The words on the command line that run students' code all the same."""

LANDLOCK_NEEDED = 6  # the first that holds signals and abstract sockets back

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
    if name == "Linux":
        return Finding("system", True, f"This is Linux {platform.release()} on {machine}.")
    return Finding("system", False, f"The sandbox needs Linux; this is {name or 'unknown'}.")


def _landlock():
    try:
        import sandlock
    except (ImportError, OSError, RuntimeError) as error:
        return Finding("landlock", False, f"The package sandlock cannot be imported ({error}).")
    version = sandlock.landlock_abi_version()
    if version >= LANDLOCK_NEEDED:
        return Finding("landlock", True, f"Landlock is there in version {version}.")
    found = f"has version {version}" if version > 0 else "has none, or it is switched off"
    words = (
        f"Landlock {LANDLOCK_NEEDED} is needed, which came with Linux 6.12; this kernel {found}."
    )
    return Finding("landlock", False, words)


def _confinement():
    """Confine a process for trial."""
    with tempfile.TemporaryDirectory() as work:
        trial = subprocess.run(
            [sys.executable, "-c", _TRIAL, work], capture_output=True, text=True, timeout=120
        )
    if not trial.returncode:
        return Finding("confinement", True, "A process could be confined for trial.")
    reason = (trial.stderr.strip().splitlines() or [f"exit code {trial.returncode}"])[-1]
    return Finding("confinement", False, " ".join([reason.rstrip(".") + ".", *_advice()]))


def _advice():
    """What an administrator may have forbidden."""
    for path, forbidding, words in (
        ("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1", "AppArmor restricts"),
        ("/proc/sys/kernel/unprivileged_userns_clone", "0", "This system forbids"),
        ("/proc/sys/user/max_user_namespaces", "0", "This system forbids"),
    ):
        with contextlib.suppress(OSError), open(path, encoding="utf-8") as file:
            if file.read().strip() == forbidding and os.geteuid():
                key = path.removeprefix("/proc/sys/").replace("/", ".")
                yield f"{words} user namespaces: see the setting {key}."
