"""Lesson 02: L1, L2 and weight decay."""

LESSON = "02_l1_l2"
EXERCISES = ()
