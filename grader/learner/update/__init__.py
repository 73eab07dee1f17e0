"""``course update``: a newer version of a lesson, with the learner's answers and cells in it.

`lesson` decides what is to be done with one lesson and does it, `merging` carries the work over by
what `matching` finds, `signatures` tells which exercises ask for something else now, `summary`
holds what was done, and `news` is what the command says.
"""
