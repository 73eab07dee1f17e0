"""What a class understood: pages to read and tables to work with, from what grading left behind.

`command` does what ``course report`` is asked for. `reading` puts gradebook, records and answers
together as a `lesson`, and `course` puts all of them together. `findings` is what is found in one:
`people` tells who is missing, late or may need help, `items` how hard an exercise is and how well
it tells students apart, `wrong` which mistakes there were. `shape` makes of an answer what a copy
keeps, `similarity` finds those that are too alike, `borrowed` the course's own answers, and
`anonymous` takes names out of what is shown. `plots`, `page` and `tables` write it down.
"""
