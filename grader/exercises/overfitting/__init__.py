"""Lesson 01: overfitting, and how it is measured."""

LESSON = "01_overfitting"
EXERCISES = ()
