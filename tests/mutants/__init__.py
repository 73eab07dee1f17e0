"""Right answers with one thing changed: does every check notice?

`sources` finds the code of an exercise's answers, `operators` change it, `making` makes the
mutants, `judging` runs the check on one, `workers` on many. A mutant that passes has survived:
either the check is to be made stricter, or the mutant is right, and `equivalents` says why.
"""
