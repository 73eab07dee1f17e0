"""The secret by which feedback is found again: to the letter, or none."""

import os

import pytest

from grader.autograde.secret import MAX_LENGTH, NAME, read_secret


def test_it_is_read_to_the_letter(tmp_path):
    """Is nothing taken off, as nbgrader's name for the page depends on each byte?"""
    assert read_secret(tmp_path) is None
    (tmp_path / NAME).write_bytes(b" s\xc3\xa9cret \n")
    assert read_secret(tmp_path) == " sécret \n"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"x" * (MAX_LENGTH + 1)])
def test_what_is_none_counts_as_none(tmp_path, content):
    """Is nothing taken that is empty, no text or far too long?"""
    (tmp_path / NAME).write_bytes(content)
    assert read_secret(tmp_path) is None


def test_only_an_ordinary_file_is_read(tmp_path):
    """Is a link not followed, and a FIFO not waited for?"""
    (tmp_path / NAME).symlink_to("/etc/hostname")
    assert read_secret(tmp_path) is None
    (tmp_path / NAME).unlink()
    os.mkfifo(tmp_path / NAME)
    assert read_secret(tmp_path) is None
