"""See mangling.py for what a case is."""

import io
import zipfile

from mangling import NAME

CASE = "a zip archive was renamed"
EXPECTED = {"reason": "is a zip archive"}


def mangle(content):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(NAME, content)
    return {NAME: packed.getvalue()}
