"""What nbgrader itself uses: its gradebook, commands and formgrader grade as `course grade` does.

`course` opens a course directory, `gradebook` its gradebook, `roster` its students, whom
`roster_file` reads from a file; `generating` makes a release, `registering` puts it into the
gradebook as `preparing` makes it, with its `new_cells` and without its `gone_cells`; `masters`
reads what it is graded with. `writing` writes what came of one submission, by `exporting` to
nbgrader's preprocessors, with `autograded` for its notebook and `penalties` for late work.
`converter` takes the place of nbgrader's own autograder, `idle` ends what it started, `anew` runs
it in a process of its own; `feedback` finds every student, `pages` tells which of its pages are out
of date, `naming` lists exercises by name, and `releasing` gives them out; `safe_html` makes them
safe to open, `formulas` sets what is TeX in them. `ledger` reads what the gradebook says for
reports, as `marks`, and `exporters` writes it for Canvas and Moodle. Nothing here runs code of a
student's.
"""
