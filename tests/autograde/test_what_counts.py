"""Which of what was handed in counts: the fuller notebook, files beside it, and huge outputs."""

import json

import pytest
from mangling import NAME, answered, cell, dump, is_answer, read

from grader.autograde import files, rebuild
from grader.autograde.beside import MAX_FILES, read_beside
from grader.autograde.lightening import without_outputs
from grader.autograde.python_text import definitions

COPY = "03_dropout (conflicted copy 2026-05-04).ipynb"
MAGICS = ("%%writefile layers.py", "  %%file x.py", "%%bash", "%%html", "%%script false", "%%js")


def only(count):
    """A notebook in which the first exercises have answers."""
    notebook, stubs = (
        json.loads(answered()),
        {c["id"]: c["source"] for c in read("notebooks")["cells"]},
    )
    own = [each for each in notebook["cells"] if is_answer(each)]
    for each in own[count:]:
        each["source"] = stubs[each["id"]]
    return dump(notebook)


def answers_in(found, lesson):
    """How many exercises have an answer after all."""
    notebook, _ = rebuild(lesson, found.notebook)
    texts = {each.id: each.source for each in notebook.cells}
    return sum(texts[each.id] != each.source for each in lesson.cells)


@pytest.mark.parametrize(("exact", "copy"), [(1, 9), (9, 1), (3, 2)])
def test_the_fuller_of_two_notebooks_is_taken_and_that_is_said(hand_in, lesson, exact, copy):
    """Does an exact name not hide the work in a copy, and are both numbers told?"""
    found = hand_in({NAME: only(exact), COPY: only(copy)})
    assert answers_in(found, lesson) == answers_in_alone(max(exact, copy), lesson)
    (notice,) = found.notices
    assert notice in found.repairs
    assert "several notebooks with answers" in notice
    assert (COPY if copy > exact else NAME) in notice.split(" was taken")[0]


def answers_in_alone(count, lesson):
    """The number of answers in such a notebook."""
    stubs = {each.id: each.source for each in lesson.cells}
    cells = json.loads(only(count))["cells"]
    return sum("".join(c["source"]) != stubs[c["id"]] for c in cells if is_answer(c))


def test_an_untouched_copy_is_nothing_to_look_at(hand_in):
    """Is the instructor not bothered with a copy in which nothing was done?"""
    found = hand_in({NAME: answered(), COPY: dump(read("notebooks"))})
    assert found.notices == ()


def test_files_beside_the_notebook_come_along(hand_in):
    """Do modules, packages and data, but no links, hidden files, notebooks or nbgrader's own?"""
    contents = {
        NAME: answered(),
        "my_layers.py": b"x = 1",
        "package/__init__.py": b"",
        "data.npz": b"\0\1",
        ".secret": b"x",
        ".git/config": b"x",
        "other.ipynb": b"{}",
        "timestamp.txt": b"2026-01-01 10:00:00 UTC",
        "submission_secret.txt": b"x",
    }
    files = hand_in(contents).files
    assert set(files) == {"my_layers.py", "package/__init__.py", "data.npz"}
    assert files["data.npz"] == b"\0\1"


def test_their_paths_are_those_from_the_notebook(hand_in):
    """Is a folder that was packed with its notebook the folder that the notebook runs in?"""
    found = hand_in({f"work/{NAME}": answered(), "work/a/b.py": b"x", "outside.py": b"y"})
    assert found.files == {"a/b.py": b"x"}


def test_files_have_limits_and_links_are_not_followed(tmp_path, monkeypatch):
    """Is what is too much left out, and said?"""
    (tmp_path / "link.py").symlink_to("/etc/passwd")
    for number in range(MAX_FILES + 3):
        (tmp_path / f"{number}.txt").write_bytes(b"x")
    found, repairs = read_beside(tmp_path, NAME)
    assert len(found) == MAX_FILES
    assert "link.py" not in found
    assert repairs[0].endswith("were left out: 3.")
    monkeypatch.setattr("grader.autograde.beside.MAX_BYTES", 10)
    (tmp_path / "0.txt").write_bytes(b"x" * 11)
    assert "0.txt" not in read_beside(tmp_path, NAME)[0]


@pytest.mark.parametrize("magic", MAGICS)
def test_a_file_that_a_cell_writes_is_no_answer(magic):
    """Does the text below such a magic define nothing in the notebook?"""
    assert definitions(f"{magic}\ndef dropout_forward(x):\n    return x") == {}


@pytest.mark.parametrize("magic", ["%%time", "%%capture out", "%%timeit -n 1"])
def test_what_the_notebook_runs_itself_is(magic):
    """Is an answer found below a magic that runs it here?"""
    assert "f" in definitions(f"{magic}\ndef f(x):\n    return x")


def test_an_answer_may_import_what_a_cell_writes(hand_in, lesson):
    """Is the answer the cell that imports it, with the cell that writes the file above it?"""
    notebook = json.loads(answered())
    own = cell(notebook, "dropout_backward")
    text = "%%writefile layers.py\n" + "".join(own["source"])
    own["source"] = "from layers import dropout_backward"
    place = notebook["cells"].index(own)
    writes = {"cell_type": "code", "metadata": {}, "source": text, "outputs": []}
    notebook["cells"].insert(place, writes)
    rebuilt, _ = rebuild(lesson, hand_in({NAME: dump(notebook)}).notebook)
    texts = {each.id: each.source for each in rebuilt.cells}
    assert texts["dropout_backward"] == own["source"]
    assert text in texts.values()


def with_output(data):
    """An answered notebook with one more output."""
    notebook = json.loads(answered())
    first = next(each for each in notebook["cells"] if each["cell_type"] == "code")
    first["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": data}]
    notebook["metadata"]["widgets"] = {"state": data}
    return dump(notebook)


def test_millions_of_values_in_outputs_cost_nothing(hand_in, monkeypatch):
    """Are answers read whatever was shown, and is text that looks like an output no output?"""
    monkeypatch.setattr("grader.autograde.notebook_json.MAX_VALUES", 20_000)
    data = {"text/plain": '"outputs": [' * 50 + "\\", "application/json": [[1, 2]] * 30_000}
    found = hand_in({NAME: with_output(data)})
    assert found.reason is None
    expected = ["".join(each["source"]) for each in json.loads(answered())["cells"]]
    assert [each.source for each in found.notebook.cells] == expected


def test_outputs_of_80_mb_are_read(hand_in):
    """Is a notebook judged by its answers, though its outputs are huge?"""
    content = with_output({"text/plain": "x" * 80_000_000})
    assert len(content) < files.MAX_BYTES
    assert hand_in({NAME: content}).reason is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"outputs": [1, {"a": "]"}], "b": 1}', '{"outputs": [], "b": 1}'),
        ('{"a": "\\"outputs\\": [1]"}', '{"a": "\\"outputs\\": [1]"}'),
        ('{"widgets": {"a": {}}, "outputs" : []}', '{"widgets": {}, "outputs" : []}'),
        ('{"outputs": [1, 2', '{"outputs": [1, 2'),
        ('["outputs", [1]]', '["outputs", [1]]'),
        ("]]}}", "]]}}"),
        ("", ""),
    ],
)
def test_only_outputs_are_emptied(text, expected):
    """Is all else kept to the letter, whatever the text is?"""
    assert without_outputs(text) == expected
