"""Scoring one submission: a rebuilt notebook runs where nothing of the course can be read.

`submission` reads what was handed in, `plan` says which cells run, `kernel` starts a confined
kernel, `executor` runs the notebook in it, `judge_process` reaches the verdicts in a process of its
own, `inside` is what the student's process needs for that, and `score` puts it all together.
"""
