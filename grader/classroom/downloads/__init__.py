"""Submissions as a learning platform gives them out: archives, file names, whose they are.

`archive` lists what was downloaded, `refusing` says what nobody should unpack, `names` reads whose
file it is out of its name, `matching` finds that student in the roster, and `planning` holds a
student's files against each other. `collecting` puts it all into ``submitted/``, or nothing.
"""
