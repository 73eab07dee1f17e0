"""Make `.venv` from requirements.lock; return at once where it is up to date.

It runs on a bare Python, so it imports the standard library only. uv, in a small environment of
its own, does the work in a fraction of pip's time; where uv cannot be had, pip does it. A stamp is
written last: without one whatever is there counts as half done and is made anew.
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
UV_LOCK = ROOT / "tools" / "uv-requirements.txt"
OLDEST, NEWEST = (3, 11), (3, 13)


def main():
    """Bring `.venv` up to date, or end with one sentence that says what is missing."""
    if is_current():
        return
    os.umask(os.umask(0) & 0o077)  # what is made here, its owner can use
    require_python()
    print("Setting up .venv: this takes some minutes the first time, seconds later.", flush=True)
    try:
        build()
    except KeyboardInterrupt:
        sys.exit("Stopped half-way: the next make begins again.")
    except (OSError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        sys.exit(
            "The packages could not be installed (see above): "
            "check the network and the free disk space, then run make again."
        )


def is_current():
    """Tell whether `.venv` was finished, here, from this lock and this pyproject.toml."""
    return stamp().is_file() and stamp().read_text() == expected_stamp() and python().exists()


def build():
    """Install everything; the stamp comes off first and goes on last."""
    keep = stamp().is_file() and stamp().read_text().startswith(f"{ROOT}\n") and runs(python())
    stamp().unlink(missing_ok=True)
    uv = find_uv()
    if not (uv and install_with_uv(uv, keep)):
        print("uv cannot do it here, pip takes over: this takes longer.", flush=True)
        install_with_pip()
    unfinished = stamp().with_suffix(".new")
    unfinished.write_text(expected_stamp())
    os.replace(unfinished, stamp())


def find_uv():
    """Return the path of uv, installed into `.tools` when it is not there, or None."""
    uv = TOOLS / "bin" / "uv"
    if runs(uv, "--version"):
        return uv
    run(base_python(), "-m", "venv", "--clear", TOOLS)
    pip = [TOOLS / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install"]
    succeeds(*pip, "--quiet", "--require-hashes", "-r", UV_LOCK)
    return uv if runs(uv, "--version") else None


def install_with_uv(uv, keep):
    """Install with uv and tell whether it worked; a finished `.venv` is only updated."""
    pip = [uv, "pip", "install", "--python", python()]
    return (
        (keep or succeeds(uv, "venv", "--quiet", "--clear", "--python", base_python(), VENV))
        and succeeds(*pip, "--require-hashes", "--no-deps", "-r", LOCK)
        and succeeds(*pip, "--quiet", "--no-deps", "--no-build-isolation", "-e", ROOT)
    )


def install_with_pip():
    """Install with pip into a new `.venv`; raises CalledProcessError when it fails."""
    run(base_python(), "-m", "venv", "--clear", VENV)
    pip = [python(), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    run(*pip, "--require-hashes", "--no-deps", "-r", LOCK)
    run(*pip, "--no-deps", "--no-build-isolation", "-e", ROOT)


def require_python():
    """End with one sentence where there are no packages for this Python, or it came incomplete."""
    version = ".".join(map(str, sys.version_info[:2]))
    span = ".".join(map(str, OLDEST)) + " to " + ".".join(map(str, NEWEST))
    advice = f"install Python {span} and say `make PYTHON=python3.12`, for example."
    unfit = what_is_unfit()
    if unfit:
        sys.exit(
            f"Python {version} ({sys.executable}) {unfit}, and the course needs packages that "
            f"there are for others only: {advice}"
        )
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        sys.exit(
            f"Python {version} came without venv: install it "
            "(on Debian and Ubuntu: apt-get install python3-venv), then run make again."
        )


def what_is_unfit():
    """Say why TensorFlow has no wheels for this Python; None where it has."""
    if sys.version_info[:2] < OLDEST:
        return "is too old"
    if sys.version_info[:2] > NEWEST:
        return "is too new"
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        return "is free-threaded"
    if sys.maxsize < 2**32:
        return "is for 32 bits"
    if sys.implementation.name != "cpython":
        return f"is {sys.implementation.name}"
    return None


def stamp():
    """Return the path of the file that says `.venv` is finished."""
    return VENV / "finished.stamp"


def expected_stamp():
    """Return where the environment belongs (it cannot be moved) and a digest of what is in it."""
    digest = hashlib.sha256()
    for path in (LOCK, ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    return f"{ROOT}\n{digest.hexdigest()}\n"


def python():
    """Return the environment's Python."""
    return VENV / "bin" / "python"


def base_python():
    """Return the Python behind this one: an activated .venv must not build itself."""
    return getattr(sys, "_base_executable", None) or sys.executable


def run(*command):
    """Run a command; uv takes the Python it is given and fetches none."""
    environment = dict(os.environ, UV_PYTHON_DOWNLOADS="never")
    subprocess.run([str(part) for part in command], check=True, env=environment)


def succeeds(*command):
    """Run a command and tell whether it went well."""
    try:
        run(*command)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def runs(program, *arguments):
    """Tell whether a program is there and can be run."""
    arguments = arguments or ("-c", "")
    command = [str(program), *arguments]
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False


if __name__ == "__main__":
    main()
