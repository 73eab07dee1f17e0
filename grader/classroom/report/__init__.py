"""What a class understood: pages to read and tables to work with, from what grading left behind.

`command` does what ``course report`` is asked for. `reading` puts gradebook, records and answers
together as a `lesson`, with `folders`, which knows whose files are where, and `course` puts all of
them together. `findings` is what is found in one: `people` tells who is missing, late or may need
help, `items` how hard an exercise is and how well it tells students apart, `wrong` which mistakes
there were. `shape` and `attributes` make of an answer what a copy keeps, `similarity` finds those
that are too alike; `canonical` keeps more of it, and `equal` finds wrong answers that many gave.
`borrowed` finds the course's own answers, and `anonymous` takes out of what is shown the names that
`names` finds. `plots`, `page` and `tables` write it down.
"""
