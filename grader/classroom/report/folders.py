"""Which student a folder is of, in every locale."""

import locale
import os


def students(folder, known):
    """The students who have a folder here.

    Names are UTF-8 on the disk. Read as the locale has it, the same bytes may be other signs, and
    the gradebook may have those, where nbgrader worked in that locale.

    Parameters
    ----------
    folder : pathlib.Path
    known : set of str
        Ids that the gradebook has.

    Returns
    -------
    dict of str to str
        What the folder is called, by student; empty where there is none to read.
    """
    try:
        names = os.listdir(folder)
    except OSError:
        return {}
    return {_known_as(name, known): name for name in names}


def _known_as(name, known):
    misread = os.fsencode(name).decode(locale.getencoding(), "surrogateescape")
    return misread if name not in known and misread in known else name
