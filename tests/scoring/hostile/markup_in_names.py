"""See hostility.py for what a case is."""

from hostility import ALL_RIGHT

CASE = "names of files and of a cell are markup"
EXPECTED = {**ALL_RIGHT, "never": ["<img src=x", "<script>"]}


def attack(homework):
    homework.name = "<img src=x onerror=alert(1)>.ipynb"
    homework.files = {"<script>alert(1)<": b"", "`](javascript:alert(1))": b""}
    homework.cell("dropout_backward")["metadata"]["nbgrader"]["grade_id"] = "<img src=x>"
