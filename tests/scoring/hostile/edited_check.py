"""See hostility.py for what a case is."""

CASE = "the checks are full points by themselves"


def attack(homework):
    homework.wrong()
    check = homework.cell("dropout_forward_check")
    check["source"] = "3.0"
    check["metadata"]["nbgrader"] |= {"points": 1000, "checksum": "0" * 32, "locked": False}
    homework.cell("dropout_forward")["metadata"]["nbgrader"] |= {"grade": True, "points": 1000}
