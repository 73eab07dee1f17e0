"""See mangling.py for what a case is."""

from mangling import NAME

CASE = "some bytes in the middle are lost"
EXPECTED = {
    "lost": ["dropconnect_forward"],
    "says": ["damaged", "dropconnect_forward was missing"],
}


def mangle(content):
    start = content.index(b'"grade_id": "dropconnect_forward"')
    return {NAME: content[:start] + content[start + 25 :]}
