"""Outputs taken out of a notebook's text before it is parsed: grading does without them."""

import re

TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}]', re.DOTALL)
DROPPED = ('"outputs"', '"widgets"')
"""Keys whose lists and objects may hold any number of values."""


def without_outputs(text):
    """Empty the outputs of cells and the state of widgets in a notebook's text.

    Parameters
    ----------
    text : str
        JSON, well-formed or not.

    Returns
    -------
    str
        Where an output never ends, the text from there on is as it was.
    """
    kept, done, depth = [], 0, 0
    key = cut = None
    for token in TOKEN.finditer(text):
        start, end = token.span()
        if text[start] == '"':
            key = (start, end)
        elif text[start] in "[{":
            if cut is None and key is not None and _is_dropped(text, key, start):
                cut = (start, depth)
            depth += 1
        else:
            depth -= 1
            if cut is not None and depth == cut[1]:
                kept += [text[done : cut[0]], "[]" if text[start] == "]" else "{}"]
                done, cut = end, None
    return "".join([*kept, text[done:]])


def _is_dropped(text, key, start):
    """Whether what begins there is the value of one of these keys."""
    begin, end = key
    longest = max(map(len, DROPPED))
    if end - begin > longest or text[begin:end] not in DROPPED:
        return False
    return start - end < longest and text[end:start].strip() == ":"
