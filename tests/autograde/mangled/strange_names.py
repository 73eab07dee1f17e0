"""See mangling.py for what a case is."""

CASE = "a name with a line break, brackets, stars and letters beyond ASCII"
EXPECTED = {"says": ["Lösung?[*].ipynb was taken"]}


def mangle(content):
    return {"Lösung\n[*].ipynb": content}
