"""See mangling.py for what a case is."""

import codecs

from mangling import NAME

CASE = "an editor saved as UTF-16, little-endian"
EXPECTED = {"says": ["was in UTF-16"]}


def mangle(content):
    return {NAME: codecs.BOM_UTF16_LE + content.decode().encode("utf-16-le")}
