"""See mangling.py for what a case is."""

CASE = "the only notebook has another name"
EXPECTED = {"says": ["homework final.ipynb was taken"]}


def mangle(content):
    return {"homework final.ipynb": content, "notes.txt": b"please grade the other file"}
