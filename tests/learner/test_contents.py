"""JupyterLab's saves: whole files, and no version of a lesson is dropped without a copy."""

import asyncio
import errno
import os

import nbformat.sign
import nbformat.v4
import pytest
from desks import cell, written
from filelock import Timeout
from tornado.web import HTTPError

from grader.learner.contents import KeepingContents
from grader.learner.locks import held
from grader.learner.working import LOCK_NAME

PATH = "03_dropout/03_dropout.ipynb"


@pytest.fixture
def lesson(tmp_path):
    """A lesson's notebook."""
    path = tmp_path / PATH
    written(path, cell("markdown", "a", "as released"))
    return path


@pytest.fixture
def server(tmp_path):
    """Make the contents of one more server on the folder."""
    return lambda: KeepingContents(root_dir=str(tmp_path))


def opened(contents):
    """What a page has once it has read the lesson."""
    return asyncio.run(contents.get(PATH))


def save(contents, page, text):
    """Save a page with another text in its first cell."""
    page["content"]["cells"][0]["source"] = text
    model = {"type": "notebook", "format": "json", "content": page["content"]}
    return asyncio.run(contents.save(model, PATH))


def backups(tmp_path):
    """The texts of the copies that were kept."""
    return [path.read_text() for path in sorted(tmp_path.glob("backups/*"))]


def test_a_page_saves_its_own_work_as_often_as_it_likes(server, lesson, tmp_path):
    """Is nothing kept where nobody else has written?"""
    contents = server()
    page = opened(contents)
    for text in ("one", "two"):
        save(contents, page, text)
        assert text in lesson.read_text()
    assert backups(tmp_path) == []
    assert not list(lesson.parent.glob(".*.part"))


def test_a_stale_page_of_another_server_drops_no_edit(server, lesson, tmp_path):
    """Two labs on one folder: is what the first has saved kept when the second saves?"""
    first, second = server(), server()
    pages = opened(first), opened(second)
    save(first, pages[0], "edit of the first")
    save(second, pages[1], "edit of the second")
    assert "edit of the second" in lesson.read_text()
    (kept,) = backups(tmp_path)
    assert "edit of the first" in kept


def test_a_page_that_was_open_during_a_reset_drops_no_fresh_copy(server, lesson, tmp_path):
    """The lesson was changed by a command: is that version kept too?"""
    contents = server()
    page = opened(contents)
    written(lesson, cell("markdown", "a", "a newer version"))
    save(contents, page, "my work")
    (kept,) = backups(tmp_path)
    assert "a newer version" in kept


def full(*_):
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("function", ["write", "fsync", "replace"])
def test_a_save_on_a_full_disk_leaves_the_file_as_it_was(server, lesson, monkeypatch, function):
    """Is the page told, and the last save still there?"""
    contents = server()
    page = opened(contents)
    before = lesson.read_bytes()
    monkeypatch.setattr(os, function, full)
    with pytest.raises(HTTPError, match="No space left"):
        save(contents, page, "my work")
    assert lesson.read_bytes() == before


def test_what_cannot_be_kept_is_not_overwritten(server, lesson, monkeypatch):
    """A version from elsewhere and no room for a copy: the save is refused with a reason."""
    contents = server()
    page = opened(contents)
    written(lesson, cell("markdown", "a", "a newer version"))
    monkeypatch.setattr(os, "write", full)
    with pytest.raises(HTTPError, match="changed elsewhere"):
        save(contents, page, "my work")
    assert "a newer version" in lesson.read_text()


def test_a_command_waits_until_a_page_is_saved(server, lesson, tmp_path, monkeypatch):
    """Can no command swap the lesson between the look at its version and the save?"""
    contents, tried = server(), []
    page = opened(contents)
    saving = contents.atomic_writing

    def watched(*arguments, **options):
        with pytest.raises(Timeout), held(tmp_path / LOCK_NAME, 0):
            pass
        tried.append(arguments)
        return saving(*arguments, **options)

    monkeypatch.setattr(contents, "atomic_writing", watched)
    save(contents, page, "my work")
    assert tried
    with held(tmp_path / LOCK_NAME, 0):  # and it is free again
        pass


def test_a_page_says_that_a_command_is_at_work(server, lesson, tmp_path, monkeypatch):
    """Is it not saved over what the command is about to write, and told so?"""
    contents = server()
    page = opened(contents)
    monkeypatch.setattr("grader.learner.contents.SECONDS_TO_WAIT", 0)
    with held(tmp_path / LOCK_NAME, 0), pytest.raises(HTTPError, match="Save it again"):
        save(contents, page, "my work")
    save(contents, page, "my work")
    assert "my work" in lesson.read_text()


def test_two_saves_of_one_server_at_once_both_end(server, lesson):
    """Do they wait for each other without standing in each other's way?"""
    contents = server()
    page = opened(contents)

    async def both():
        model = {"type": "notebook", "format": "json", "content": page["content"]}
        return await asyncio.gather(*(contents.save(dict(model), PATH) for _ in range(2)))

    assert len(asyncio.run(both())) == 2


@pytest.mark.parametrize("with_output", [False, True])
def test_a_fresh_lesson_is_trusted_without_a_word(server, lesson, caplog, with_output):
    """Is only what shows somebody's outputs called not trusted?"""
    code = nbformat.v4.new_code_cell("1", id="b")
    if with_output:
        html = {"text/html": "<script>alert(1)</script>"}
        code.outputs = [nbformat.v4.new_output("display_data", html)]
    written(lesson, code)
    contents = server()
    contents.notary.store = nbformat.sign.MemorySignatureStore()
    contents.log.propagate = True
    (found,) = opened(contents)["content"]["cells"]
    assert found["metadata"]["trusted"] is not with_output
    assert ("not trusted" in caplog.text) == with_output
