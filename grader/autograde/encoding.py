"""Bytes of a file that should be a notebook: as text, or what they are instead."""

import json

KINDS = (
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"%PDF", "a PDF document"),
    (b"\x80\x04", "a Python pickle"),
    (b"\x80\x05", "a Python pickle"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x7fELF", "a program"),
    (b"version https://git-lfs", "a pointer to a file in Git LFS"),
)
"""How other files begin."""


def decode(content):
    """Turn bytes into text; never fails.

    Parameters
    ----------
    content : bytes

    Returns
    -------
    text : str
    encoding : str or None
        What it was, None for UTF-8 with or without a byte order mark.
    """
    encoding = json.detect_encoding(content)
    if not encoding.startswith("utf-8"):
        return content.decode(encoding, "replace"), encoding.upper()
    try:
        return content.decode(encoding), None
    except UnicodeDecodeError as error:
        # A file that broke off may end within a character.
        if error.reason == "unexpected end of data" and error.end == len(content):
            return content.decode(encoding, "ignore"), None
    for encoding in ("cp1252", "latin-1"):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:  # latin-1 has a character for each byte
            continue


def binary_kind(content):
    """What a file is by its first bytes, such as "a zip archive"; None where it may be text."""
    return next((name for beginning, name in KINDS if content.startswith(beginning)), None)


def text_kind(text):
    """What a text is that holds no notebook, such as "a web page"."""
    start = text.lstrip()[:2000].lower()
    if start.startswith(("<!doctype html", "<html", "<?xml")):
        return "a web page"
    if start.startswith(("{", "[", '"')):
        return "JSON, but not a notebook"
    if any(line.startswith(("import ", "from ", "def ", "# %%")) for line in start.splitlines()):
        return "Python code, not a notebook"
    return "not a notebook"
