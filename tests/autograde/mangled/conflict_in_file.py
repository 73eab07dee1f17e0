"""See mangling.py for what a case is."""

from mangling import NAME

CASE = "Git's conflict markers stand between lines of the file; both sides are sound"
EXPECTED = {"says": ["merge conflict: yours"]}


def mangle(content):
    line = b'   "d_x = 1"\n'
    start = content.index(b'  {\n   "cell_type"', content.index(b'"id": "dropout_forward"'))
    end = content.index(b"\n  },\n", start) + 6
    ours = content[start:end]
    theirs = ours.replace(b'"source": [\n', b'"source": [\n' + line.replace(b'"\n', b'",\n'))
    both = b"<<<<<<< HEAD\n" + ours + b"=======\n" + theirs + b">>>>>>> origin/main\n"
    return {NAME: content[:start] + both + content[end:]}
