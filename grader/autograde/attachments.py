"""Pictures that a student pasted into a cell: those that a page can show, and not too many."""

import base64
import binascii
import re

KINDS = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff", "image/gif": b"GIF8"}
"""How a picture's bytes begin."""

NAME = re.compile(r"[\w .()-]{1,200}")
MOST = 32 * 2**20
"""Characters of all pictures of a notebook."""


class Pictures:
    """Reads the pictures of one notebook's cells.

    Attributes
    ----------
    dropped : int
        How many were left out.
    """

    def __init__(self):
        self._left, self.dropped = MOST, 0

    def of(self, attachments):
        """The pictures among a cell's attachments.

        Parameters
        ----------
        attachments : object
            Whatever stands there.

        Returns
        -------
        dict of str to dict
            As in a notebook.
        """
        found = {}
        for name, data in attachments.items() if isinstance(attachments, dict) else ():
            picture = self._picture(data) if NAME.fullmatch(name) else None
            if picture is None:
                self.dropped += 1
            else:
                found[name] = picture
        return found

    def _picture(self, data):
        for kind in KINDS.keys() & (data.keys() if isinstance(data, dict) else ()):
            text = data[kind]
            if isinstance(text, list) and all(isinstance(line, str) for line in text):
                text = "".join(text)
            if isinstance(text, str) and len(text) <= self._left and _is_picture(text, KINDS[kind]):
                self._left -= len(text)
                return {kind: text}
        return None


def _is_picture(text, start):
    try:
        return base64.b64decode(text.replace("\n", ""), validate=True).startswith(start)
    except (binascii.Error, ValueError):
        return False
