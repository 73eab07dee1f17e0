"""The learner's folder: copies appear, and nothing is ever overwritten."""

import os

import pytest

from grader.learner import CourseError, folder


def contents(place):
    """Return every file under a folder with its bytes."""
    return {str(p.relative_to(place)): p.read_bytes() for p in place.rglob("*") if p.is_file()}


def test_the_first_start_copies_every_lesson(course, mine):
    """Are all lessons there, as released, after the first start?"""
    assert folder.copy_missing(course, mine) == ["00_start_here", "03_dropout"]
    for lesson in folder.lessons(course):
        released = course / "notebooks" / lesson / f"{lesson}.ipynb"
        assert (mine / lesson / f"{lesson}.ipynb").read_bytes() == released.read_bytes()


def test_a_learners_copy_is_never_overwritten(course, mine, release):
    """Does work survive later starts, whatever happened to the course meanwhile?"""
    folder.copy_missing(course, mine)
    work = mine / "03_dropout" / "03_dropout.ipynb"
    work.write_text("my work")
    release("03_dropout", "dropout, second version")
    release("04_augmentation", "new")
    assert folder.copy_missing(course, mine) == ["04_augmentation"]
    assert work.read_text() == "my work"


def test_files_beside_a_notebook_come_along(course, mine):
    """A picture of the lesson is copied, also to a learner who has the notebook already."""
    folder.copy_missing(course, mine)
    (course / "notebooks" / "03_dropout" / "mask.png").write_bytes(b"png")
    assert folder.copy_missing(course, mine) == []
    assert (mine / "03_dropout" / "mask.png").read_bytes() == b"png"


def test_an_interrupted_copy_leaves_no_part_of_a_notebook(course, mine, monkeypatch):
    """A disk that fills up leaves neither a half-written lesson nor a temporary file."""

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CourseError, match="No space"):
        folder.copy_missing(course, mine)
    assert not list(mine.rglob("*.ipynb"))
    assert not list(mine.rglob("*.part"))


@pytest.mark.parametrize(
    "name", ["03_dropout", "03", "3", "dropout", " Dropout ", "03_dropout/", "03_dropout.ipynb"]
)
def test_a_lesson_is_found_by_number_or_topic(course, name):
    """Whatever of a lesson's name the learner remembers is enough."""
    assert folder.find_lesson(course, name) == "03_dropout"


@pytest.mark.parametrize("name", ["", "9", "drop", "../03_dropout", "0_3"])
def test_an_unknown_lesson_is_refused_with_the_list(course, name):
    """Does the message say which lessons there are?"""
    with pytest.raises(CourseError, match=r"00_start_here, 03_dropout\.$"):
        folder.find_lesson(course, name)


def test_reset_keeps_the_work_and_brings_a_fresh_copy(course, mine):
    """Is the old work in the backup, byte for byte?"""
    folder.copy_missing(course, mine)
    work = mine / "03_dropout" / "03_dropout.ipynb"
    fresh = work.read_bytes()
    work.write_text("my work")
    backup = folder.reset(course, mine, "03_dropout")
    assert backup.read_text() == "my work"
    assert backup.parent == mine / "backups"
    assert work.read_bytes() == fresh


def test_two_resets_in_one_second_keep_two_backups(course, mine):
    """No backup replaces another one of the same date and time."""
    folder.copy_missing(course, mine)
    work = mine / "03_dropout" / "03_dropout.ipynb"
    backups = []
    for text in ("one", "two", "three"):
        work.write_text(text)
        backups.append(folder.reset(course, mine, "03_dropout"))
    assert [path.read_text() for path in backups] == ["one", "two", "three"]


def test_a_link_that_leads_nowhere_is_left_alone(course, mine):
    """A lesson that lies on a disk that is not there just now is not replaced."""
    link = mine / "03_dropout" / "03_dropout.ipynb"
    link.parent.mkdir()
    link.symlink_to("/nowhere/03_dropout.ipynb")
    assert folder.copy_missing(course, mine) == ["00_start_here"]
    assert link.is_symlink()
    assert folder.dangling(course, mine) == ["03_dropout"]


def test_a_link_to_a_lesson_stays_one(course, mine, tmp_path):
    """A reset writes into the file that the link leads to, and keeps its permissions."""
    folder.copy_missing(course, mine)
    work = mine / "03_dropout" / "03_dropout.ipynb"
    real = work.rename(tmp_path / "elsewhere.ipynb")
    real.chmod(0o640)
    work.symlink_to(real)
    folder.reset(course, mine, "03_dropout")
    assert work.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640


def test_what_a_killed_process_left_is_swept_when_it_is_old(course, mine):
    """An unfinished file of a process that is at work stays."""
    folder.copy_missing(course, mine)
    old, young = (mine / "03_dropout" / f".{name}.part" for name in ("old", "young"))
    for path in (old, young):
        path.touch()
    os.utime(old, (0, 0))
    folder.copy_missing(course, mine)
    assert (old.exists(), young.exists()) == (False, True)


def test_a_link_in_a_circle_is_named(tmp_path, monkeypatch):
    """COURSE_FOLDER that leads back to itself is refused in one sentence."""
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    monkeypatch.setenv("COURSE_FOLDER", str(tmp_path / "loop"))
    with pytest.raises(CourseError, match="leads back to itself"):
        folder.learner_folder(tmp_path)


def test_a_file_in_the_folders_place_is_named(tmp_path, monkeypatch):
    """COURSE_FOLDER that names a file is refused in one sentence."""
    (tmp_path / "taken").write_text("")
    monkeypatch.setenv("COURSE_FOLDER", str(tmp_path / "taken"))
    with pytest.raises(CourseError, match="it is a file"):
        folder.learner_folder(tmp_path)
