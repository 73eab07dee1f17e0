"""A whole class: every submission of an assignment is graded, and a killed run loses nothing.

`grading` is the whole run. `assignment` is what is graded, which one `naming` finds, and by which
code `code_digest` tells;
`submissions` is what was handed in, `lookalikes` by whom, `records` what is known of earlier runs.
`batch` sends submissions to `cluster`, where `work` scores them, and hands back what came of each;
`keeping` writes it down, one after the other. `progress` shows how far it is; `results`, `tables`,
`spreadsheet` and `chart` sum up; `replay` repeats one. `report` tells what the class understood.
"""
