"""Which ids can name a student's folder: it has to lie where all others lie."""

import unicodedata

CONTROL = {"Cc", "Zl", "Zp"}
"""Unicode's categories of characters that begin a line or steer a terminal."""

LONGEST = 255
"""Bytes that a folder's name may have."""

EXPECTED = (
    "which cannot name the student's folder: give one of at most 255 bytes that has no slash, "
    "backslash or control character, and no dot at its beginning."
)
"""What is said of an id that cannot."""


def names_folder(student):
    """Whether a folder can have a student's id, or a pattern for such ids, as its name."""
    control = any(unicodedata.category(sign) in CONTROL for sign in student)
    leads_elsewhere = "/" in student or "\\" in student or student.startswith(".")
    long = len(student.encode("utf-8", "surrogateescape")) > LONGEST
    return bool(student) and not (control or leads_elsewhere or long)
