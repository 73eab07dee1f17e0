"""See hostility.py for what a case is."""

CASE = "the check of a wrong answer is deleted"


def attack(homework):
    homework.wrong()
    homework.notebook["cells"].remove(homework.cell("dropout_forward_check"))
