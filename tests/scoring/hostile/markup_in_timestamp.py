"""See hostility.py for what a case is."""

from hostility import ALL_RIGHT

CASE = "the time of handing in is markup"
EXPECTED = {**ALL_RIGHT, "never": ["<img src=x", "<script>"]}


def attack(homework):
    homework.files = {"timestamp.txt": b"<script>alert(1)</script><img src=x onerror=alert(1)>"}
