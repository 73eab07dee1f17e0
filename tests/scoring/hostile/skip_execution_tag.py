"""See hostility.py for what a case is."""

CASE = "a tag has nbclient skip the check, whose stored output is full points"


def attack(homework):
    homework.wrong()
    check = homework.cell("dropout_forward_check")
    check["metadata"]["tags"] = ["skip-execution", "skip-in-grading", "raises-exception"]
    value = {"data": {"text/plain": ["3.0"]}, "execution_count": 9, "metadata": {}}
    check["outputs"] = [{"output_type": "execute_result", **value}]
