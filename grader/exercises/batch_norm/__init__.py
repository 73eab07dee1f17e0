"""Lesson 06: batch normalisation and its relatives."""

LESSON = "06_batch_norm"
EXERCISES = ()
