"""What nbgrader itself uses: its gradebook, commands and formgrader grade as `course grade` does.

`course` opens a course directory, `gradebook` its gradebook, `registering` an assignment in it and
its `new_cells`; `writing` writes what came of one submission, with `autograded` for its notebook.
`converter` takes the place of nbgrader's own autograder, `feedback` finds every student, and
`safe_html` makes its pages safe to open. Nothing here runs code of a student's.
"""
