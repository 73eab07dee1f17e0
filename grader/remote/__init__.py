"""The wire: an answer is asked in its own process, and only plain data crosses.

`plain` says what plain data is, `wire` turns it into bytes, `responder` answers where the student's
code runs, `process` asks from outside, `models` carries Keras models as configuration and weights.
Nothing here imports the references or the checks.
"""
