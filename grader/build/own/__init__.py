"""Assignments of an instructor's own: a new source, from exercises of the lessons or a template.

`selection` takes an exercise out of its lesson with what it needs, `statements` the code among
that, `template` has what else a source begins with, `naming` says what it may be called, and
`making` writes it. `checking` says what the build asks of such a source, which is less than of a
lesson.
"""
