"""Which student a folder is of, in every locale."""

import os


def students(folder, known):
    """The students who have a folder here.

    Ids are UTF-8 on the disk. A locale of another encoding reads other signs from the same bytes,
    and the gradebook may have them, where a class was graded in that locale.

    Parameters
    ----------
    folder : pathlib.Path
    known : set of str
        Ids that the gradebook has.

    Returns
    -------
    dict of str to str
        What the folder is called in this locale, by student; empty where there is none to read.
    """
    try:
        names = os.listdir(folder)
    except OSError:
        return {}
    return {name if name in known else _as_utf8(name): name for name in names}


def _as_utf8(name):
    return os.fsencode(name).decode("utf-8", "surrogateescape")
