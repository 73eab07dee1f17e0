"""See hostility.py for what a case is."""

import copy

CASE = "the check of a right answer is copied, also under the grading mark of a wrong one"


def attack(homework):
    homework.wrong()
    check = homework.cell("dropout_backward_check")
    for number, name in enumerate(("dropout_backward_check", "dropout_forward_check", "new")):
        twin = copy.deepcopy(check)
        twin["id"] = f"twin{number}"
        twin["metadata"]["nbgrader"] |= {"grade_id": name, "points": 1000}
        homework.notebook["cells"].append(twin)
