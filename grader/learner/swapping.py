"""A lesson's file gives way to another version, and nothing that was in it is lost."""

from grader.learner.files import keep_copy, write_atomically, write_new


def swap(path, content, folder, stem, expected=None):
    """Replace a file by another version, and keep what it held under a dated name.

    Commands and JupyterLab's saves wait for each other, other editors do not: what one of them
    saves while the file is replaced is kept, too, whether it writes into the file or puts another
    one in its place.

    Parameters
    ----------
    path : pathlib.Path
    content : bytes
        The new version.
    folder, stem : pathlib.Path, str
        Where the copy goes, see `grader.learner.files.keep_copy`.
    expected : bytes, optional
        What the new version was made of: where the file holds anything else, it stays.

    Returns
    -------
    pathlib.Path or None
        The copy; None where the file held something else than was expected.

    Raises
    ------
    OSError
        The file is as it was.
    """
    while True:
        with open(path, "rb") as old:
            backup = keep_copy(path, folder, stem)
            kept = backup.read_bytes()
            if expected is not None and kept != expected:
                return None
            if write_atomically(path, content, over=old):
                last = old.read()
                return backup if last == kept else _keep_too(path, backup, last)


def _keep_too(path, backup, last):
    """Keep what was saved after the copy had been made; the file comes back where that fails."""
    later = backup.with_stem(f"{backup.stem}-later")
    try:
        write_new(later, last)
    except OSError:
        write_atomically(path, last)
        raise
    return later
