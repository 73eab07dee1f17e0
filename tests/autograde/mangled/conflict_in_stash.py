"""See mangling.py for what a case is."""

from mangling import NAME, dump, read

CASE = "the student's work came back from Git's stash: it is the second side"
EXPECTED = {"says": ["merge conflict: yours"]}


def mangle(content):
    upstream = dump(read("notebooks"))
    start, end = b"<<<<<<< Updated upstream\n", b">>>>>>> Stashed changes\n"
    return {NAME: start + upstream + b"=======\n" + content + end}
