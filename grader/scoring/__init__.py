"""Scoring one submission: a rebuilt notebook runs where nothing of the course can be read.

`submission` reads what was handed in, `master` is what overrides it, `plan` says which cells run,
`kernel` starts a confined kernel, `executor` runs the notebook in it, `judge_process` reaches the
verdicts in a process of its own, `inside` is what the student's process needs for that, `weighing`
turns them into the cell's points, and `score` puts it all together.
"""
