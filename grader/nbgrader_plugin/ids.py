"""Which ids can name a student's or an assignment's folder: it lies where all others lie."""

import unicodedata

CONTROL = {"Cc", "Zl", "Zp"}
"""Unicode's categories of characters that begin a line or steer a terminal."""

LONGEST = 255
"""Bytes that a folder's name may have."""

EXPECTED = (
    "which cannot name a folder: give one of at most 255 bytes that has no slash, backslash or "
    "control character, and no dot at its beginning."
)
"""What is said of an id that cannot."""


def names_folder(id):
    """Whether a folder can have an id, or a pattern for such ids, as its name."""
    control = any(unicodedata.category(sign) in CONTROL for sign in id)
    leads_elsewhere = "/" in id or "\\" in id or id.startswith(".")
    long = len(id.encode("utf-8", "surrogateescape")) > LONGEST
    return bool(id) and not (control or leads_elsewhere or long)
