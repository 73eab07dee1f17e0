"""Lesson 00: how the course works."""

LESSON = "00_start_here"
EXERCISES = ("standardize",)
