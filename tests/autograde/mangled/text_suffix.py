"""See mangling.py for what a case is."""

CASE = "a mail program added .txt"
EXPECTED = {"says": ["03_dropout.ipynb.txt was taken"]}


def mangle(content):
    return {"03_dropout.ipynb.txt": content}
