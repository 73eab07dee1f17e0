"""Which code decides scores: the same on each machine, and nothing that has no say in them."""

import shutil

from grader.classroom import code_digest


def digests(tmp_path, monkeypatch, change=lambda folder: None):
    """What the files of a copy of the package hold after a change."""
    copy = tmp_path / "grader"
    for name in ("scoring", "cli"):
        shutil.copytree(code_digest.CODE / name, copy / name)
    change(copy)
    monkeypatch.setattr(code_digest, "CODE", copy)
    found = code_digest.files_on_disk()
    monkeypatch.undo()
    shutil.rmtree(copy)
    return found


def windows(folder):
    """Write each file as Git for Windows may."""
    for path in folder.rglob("*.py"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def test_line_ends_make_no_other_code(tmp_path, monkeypatch):
    """Can a clone made on Windows be a worker beside an ordinary one?"""
    assert digests(tmp_path, monkeypatch) == digests(tmp_path, monkeypatch, windows)


def test_what_a_command_says_regrades_nobody(tmp_path, monkeypatch):
    """Is a change of the command line no change of scores, and one of scoring one?"""

    def change(name):
        def at(folder):
            path = folder / name
            path.write_text(path.read_text() + "# changed\n")

        return at

    before = digests(tmp_path, monkeypatch)
    assert digests(tmp_path, monkeypatch, change("cli/grading.py")) == before
    assert digests(tmp_path, monkeypatch, change("scoring/score.py")) != before
