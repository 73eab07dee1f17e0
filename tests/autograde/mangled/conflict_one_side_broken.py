"""See mangling.py for what a case is."""

from mangling import NAME

CASE = "a conflict whose first side is no JSON"
EXPECTED = {"says": ["merge conflict: the other"]}


def mangle(content):
    start = content.index(b' "metadata": {\n  "kernelspec"')
    both = b'<<<<<<< HEAD\n "metadata": {{,\n=======\n "metadata": {\n>>>>>>> main\n'
    return {NAME: content[:start] + both + content[start + 14 :].lstrip(b"\n")}
