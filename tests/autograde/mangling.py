"""What the mangled submissions are made of; each module in mangled/ is one of them.

A module says what the `CASE` is, makes the folder's contents from an answered notebook with
``mangle(content)``, and says what is `EXPECTED`:

- ``reason``: a part of the reason why there is no notebook; without it, one comes out
- ``lost``: exercises that count as not answered; all others have the student's answer
- ``says``: for each repair a part of its sentence
- ``added``: for each helper cell in the result, its text and the lesson's cell that it follows
"""

import functools
import importlib.util
import json
import os
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
LESSON = "03_dropout"
NAME = f"{LESSON}.ipynb"
FIFO = object()
REGION = re.compile(r"^ *### (?:BEGIN|END) SOLUTION\n", re.MULTILINE)


class Link(str):
    """A symbolic link in the folder, as the path that it leads to."""


def read(folder, lesson=LESSON):
    """A lesson's notebook below the course directory, as plain data."""
    return json.loads((ROOT / folder / lesson / f"{lesson}.ipynb").read_bytes())


@functools.cache
def answered(lesson=LESSON):
    """A student's notebook with every exercise answered, as bytes."""
    notebook, solved = read("notebooks", lesson), read("solutions", lesson)
    texts = {cell["id"]: "".join(cell["source"]) for cell in solved["cells"]}
    for cell in notebook["cells"]:
        if is_answer(cell):
            cell["source"] = REGION.sub("", texts[cell["id"]] + "\n").splitlines(keepends=True)
    return dump(notebook)


def is_answer(cell):
    """Whether a cell is an exercise's solution cell."""
    return cell["metadata"].get("nbgrader", {}).get("solution", False)


def dump(notebook):
    """A notebook's bytes, as Jupyter writes them."""
    return (json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()


def place(notebook, cell_id):
    """Where a cell stands."""
    return [cell.get("id") for cell in notebook["cells"]].index(cell_id)


def cell(notebook, cell_id):
    """A cell by its id."""
    return notebook["cells"][place(notebook, cell_id)]


def cell_with(words, lesson=LESSON):
    """The id of the first cell of a lesson in whose text some words stand."""
    cells = read("notebooks", lesson)["cells"]
    return next(cell["id"] for cell in cells if words in "".join(cell["source"]))


def own_cell(text, **more):
    """A code cell that a student might add."""
    plain = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
    return {**plain, "source": text, **more}


def lay_out(folder, contents):
    """Write a submission's folder."""
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is FIFO:
            os.mkfifo(path)
        elif isinstance(content, Link):
            path.symlink_to(content)
        else:
            path.write_bytes(content)


def cases():
    """All mangled submissions, by name."""
    found = {}
    for path in sorted((Path(__file__).parent / "mangled").glob("*.py")):
        spec = importlib.util.spec_from_file_location(f"mangled_{path.stem}", path)
        found[path.stem] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(found[path.stem])
    return found
