"""Remove what a submission left behind."""

import contextlib
import os
import secrets
import stat


def remove(folder, last=None):
    """Remove a folder and all in it, whatever its permissions are and however deep it is.

    Nothing may write to it any more. What cannot be removed stays: no score is lost over it.

    Parameters
    ----------
    folder : str or pathlib.Path
    last : str, optional
        Name of a file in the folder that stays until all else is gone.
    """
    with contextlib.suppress(OSError):
        _empty(str(folder), last)
        if last is not None:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(os.path.join(folder, last))
        os.rmdir(folder)


def _empty(top, last):
    """Folders are moved up before they are emptied: no path becomes too long, and no call deep."""
    mark, found = secrets.token_hex(8), 0
    os.chmod(top, stat.S_IRWXU)
    waiting = [top]
    while waiting:
        current = waiting.pop()
        for entry in list(os.scandir(current)):
            if entry.is_dir(follow_symlinks=False):
                os.chmod(entry.path, stat.S_IRWXU)
                found += 1
                waiting.append(os.path.join(top, f"{mark}{found}"))
                os.rename(entry.path, waiting[-1])
            elif current != top or entry.name != last:
                os.unlink(entry.path)
        if current != top:
            os.rmdir(current)
