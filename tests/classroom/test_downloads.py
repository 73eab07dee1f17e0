"""Downloads of Canvas and Moodle: each file reaches its student, or nothing changes."""

import io
import stat
import zipfile

import pytest

from grader.classroom.downloads import archive, planning, refusing
from grader.classroom.downloads.collecting import collect
from grader.classroom.downloads.placing import place_all
from grader.learner import CourseError
from grader.nbgrader_plugin.roster import Student

LESSON = "03_dropout"
NOTEBOOK = f"{LESSON}.ipynb"
CLASS = [
    Student("ada", "Ada", "Lovelace", "41"),
    Student("bob", "Bob", "Ó Broin-Smith", ""),
    Student("eve", "Eve", "Lee", "43"),
    Student("liu", "伟", "刘", ""),
]


@pytest.fixture
def submitted(tmp_path):
    """Where submissions are kept; nothing has been handed in."""
    return tmp_path / "submitted"


def packed(files):
    """An archive, as bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in files.items():
            made.writestr(name, text)
    return content.getvalue()


@pytest.fixture
def download(tmp_path):
    """Writes an archive of a platform's, and says where it is."""

    def write(files, name="submissions.zip"):
        path = tmp_path / name
        path.write_bytes(packed(files))
        return path

    return write


def found(submitted):
    """What was handed in, by student and file; ``submitted/STUDENT/LESSON`` is all there may be."""
    files = [path for path in submitted.rglob("*") if path.is_file()]
    parts = {path: path.relative_to(submitted).parts for path in files}
    assert all(each[1] == LESSON for each in parts.values())
    return {(each[0], "/".join(each[2:])): path.read_text() for path, each in parts.items()}


CANVAS = {
    "lovelaceada_41_900_03_dropout.ipynb": "ada",
    "obroinsmithbob_LATE_42_901_03_dropout-2.ipynb": "bob",
    "刘伟_44_903_my work_1.ipynb": "liu",
}
MOODLE = {
    "Ada Lovelace_7001_assignsubmission_file_/03_dropout.ipynb": "ada",
    "Bob Ó Broin-Smith_7002_assignsubmission_file/03_dropout.ipynb": "bob",
    "刘 伟_7003_assignsubmission_file_my work_1.ipynb": "liu",
    "Eve Lee_7004_assignsubmission_onlinetext_/onlinetext.html": "I could not do it.",
}


@pytest.mark.parametrize("files", [CANVAS, MOODLE], ids=["Canvas", "Moodle"])
@pytest.mark.parametrize("around", ["", "all of them/"])
@pytest.mark.parametrize("unpacked", [False, True])
def test_every_file_reaches_its_student(submitted, download, tmp_path, files, around, unpacked):
    """Are names understood, in an archive and in a folder, with accents, hyphens and numbers?"""
    litter = {"__MACOSX/._x": "", ".DS_Store": "", f"{around}Thumbs.db": ""}
    place = download({around + name: text for name, text in files.items()} | litter)
    if unpacked:
        with zipfile.ZipFile(place) as made:
            made.extractall(place := tmp_path / "folder")
    said = collect(place, submitted, CLASS, LESSON)
    mine = {("ada", NOTEBOOK): "ada", ("bob", NOTEBOOK): "bob", ("liu", "my work_1.ipynb"): "liu"}
    assert found(submitted) == mine
    assert "3 collected" in " ".join(said)
    assert ("bob: late" in " ".join(said)) is (files is CANVAS)


def test_archives_of_students_are_opened(submitted, download):
    """Are a notebook and the file beside it there, which a student had packed?"""
    inner = packed({NOTEBOOK: "ada", "data/x.csv": "1,2"})
    collect(download({"lovelaceada_41_9_work.zip": inner}), submitted, CLASS, LESSON)
    assert found(submitted) == {
        ("ada", f"work/{NOTEBOOK}"): "ada",
        ("ada", "work/data/x.csv"): "1,2",
    }


def test_folders_named_by_id_are_taken(submitted, download):
    """A folder for each student is what nbgrader and many platforms have."""
    files = {f"eve/{LESSON}/{NOTEBOOK}": "eve", f"ada/{NOTEBOOK}": "ada"}
    collect(download(files), submitted, CLASS, LESSON)
    assert found(submitted) == {("ada", NOTEBOOK): "ada", ("eve", NOTEBOOK): "eve"}


def test_the_later_of_two_attempts_counts(submitted, download):
    """Platforms number attempts, and need not list them in order."""
    files = {
        f"lovelaceada_41_905_{LESSON}-1.ipynb": "second",
        f"lovelaceada_41_97_{NOTEBOOK}": "first",
    }
    collect(download(files), submitted, CLASS, LESSON)
    assert found(submitted) == {("ada", NOTEBOOK): "second"}


def test_another_version_is_replaced_only_when_asked(submitted, download):
    """Is work that is there kept, said, and replaced by --update, with no file left behind?"""
    name = f"lovelaceada_41_9_{NOTEBOOK}"
    collect(download({name: "old", "lovelaceada_41_8_own.py": "x = 1"}), submitted, CLASS, LESSON)
    (submitted / "ada" / LESSON / "timestamp.txt").write_text("2026-05-01 12:00:00 UTC")
    said = collect(download({name: "old", "lovelaceada_41_8_own.py": "x = 1"}), *into(submitted))
    assert "1 unchanged" in said[-1]
    said = collect(download({name: "new"}), *into(submitted))
    assert found(submitted)["ada", NOTEBOOK] == "old"
    assert "--update" in said[0]
    collect(download({name: "new"}), *into(submitted), update=True)
    assert found(submitted) == {("ada", NOTEBOOK): "new"}


def into(submitted):
    return submitted, CLASS, LESSON


def link():
    """A symbolic link, as archives of Unix hold it."""
    member = zipfile.ZipInfo(f"lovelaceada_41_9_{NOTEBOOK}")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


BAD = {
    "out of the folder": ({f"lovelaceada_41_9_/../../{NOTEBOOK}": "x"}, "outside"),
    "absolute": ({"/etc/lovelaceada_41_9_x.ipynb": "x"}, "outside"),
    "a drive": ({"C:/lovelaceada_41_9_x.ipynb": "x"}, "outside"),
    "backslashes": ({"..\\lovelaceada_41_9_x.ipynb": "x"}, "outside"),
    "in a packed one": ({"lovelaceada_41_9_w.zip": packed({"../x.ipynb": "x"})}, "outside"),
    "from the root": ({"Ada Lovelace_1_assignsubmission_file_//tmp/x.ipynb": "x"}, "outside"),
    "from the root, packed": (
        {"Ada Lovelace_1_assignsubmission_file_.zip": packed({"/tmp/x.ipynb": "x"})},
        "outside",
    ),
    "the folder itself": ({"Ada Lovelace_1_assignsubmission_file_/.": "x"}, "outside"),
    "in another's folder": (
        {"curiemarie_77_9_.zip": packed({f"eve/{NOTEBOOK}": "x"})},
        "as Canvas or Moodle",
    ),
    "a folder in the way": (
        {"lovelaceada_41_9_w.zip": packed({"a": "x", f"a/{NOTEBOOK}": "x"})},
        "both a file and a folder",
    ),
    "many bombs": (
        {f"lovelaceada_41_{n}_{n}.ipynb": b"\0" * 2**19 for n in range(3)},
        "in all, more than",
    ),
    "two of one name": (
        {
            f"Ada Lovelace_1001_assignsubmission_file_/{NOTEBOOK}": "one",
            f"Ada Lovelace_1009_assignsubmission_file_/{NOTEBOOK}": "the other",
        },
        "may be two people",
    ),
    "two numbers": (
        {f"刘伟_{user}_9_{NOTEBOOK}": "x" for user in (555, 556)},
        "may be two people",
    ),
    "control characters": ({"lovelaceada_41_9_\x1b[2J.ipynb": "x"}, "no name"),
    "too long": ({f"lovelaceada_41_9_{'a' * 300}": "x"}, "no name"),
    "a bomb": ({f"lovelaceada_41_9_{NOTEBOOK}": b"\0" * 2**20}, "MiB"),
    "a packed bomb": ({"lovelaceada_41_9_w.zip": packed({"x": b"\0" * 2**20})}, "MiB"),
    "a link": ({link(): "/etc/passwd"}, "link"),
    "no zip": ({"lovelaceada_41_9_w.zip": b"this is no zip"}, "no zip file"),
    "somebody else": ({f"curiemarie_77_9_{NOTEBOOK}": "x"}, "not in the roster"),
    "a namesake": ({f"leeeve_99_9_{NOTEBOOK}": "x"}, "not in the roster"),
    "no owner": ({NOTEBOOK: "x"}, "as Canvas or Moodle"),
    "anonymous": ({f"Participant_99_assignsubmission_file_/{NOTEBOOK}": "x"}, "not in the roster"),
}


@pytest.mark.parametrize(("files", "words"), BAD.values(), ids=BAD)
def test_what_cannot_be_taken_stops_it_or_is_left_out(
    submitted, download, monkeypatch, files, words
):
    """One sentence and nothing changed; with --skip the others' work is collected."""
    monkeypatch.setattr(refusing, "MAX_BYTES", 2**19)
    monkeypatch.setattr(planning, "MOST_OF_ONE", 2**20)
    place = download({f"leeeve_43_9_{NOTEBOOK}": "eve"} | files)
    with pytest.raises(CourseError, match=words) as caught:
        collect(place, submitted, CLASS, LESSON)
    assert str(caught.value).isprintable()
    assert not submitted.exists()
    said = collect(place, submitted, CLASS, LESSON, skip=True)
    assert any(words in sentence for sentence in said)
    assert found(submitted) == {("eve", NOTEBOOK): "eve"}


def test_an_unknown_student_s_folder_gives_nobody_else_work(submitted, download):
    """Does a folder count for a student only where the platform's folders lie?"""
    place = download({f"ada/{NOTEBOOK}": "ada", f"mallory/eve/{NOTEBOOK}": "not by eve"})
    said = collect(place, submitted, CLASS, LESSON, skip=True)
    assert found(submitted) == {("ada", NOTEBOOK): "ada"}
    assert "mallory/eve" in " ".join(said)


def test_what_was_typed_into_a_page_is_no_file(submitted, download):
    """Do text entries of either platform stop nothing?"""
    typed = {"leeeve_43_text.html": "x", "Eve Lee_7_assignsubmission_onlinetext_/o.html": "x"}
    collect(download(CANVAS | typed), submitted, CLASS, LESSON)
    assert {student for student, _ in found(submitted)} == {"ada", "bob", "liu"}


def test_nothing_is_written_outside_whatever_was_planned(submitted, tmp_path):
    """Is the path looked at where it is written, too?"""
    file = archive.Download("x", 1, lambda: b"x")
    for name in (str(tmp_path / "x"), "../../x", "."):
        with pytest.raises(CourseError, match="outside of its folder"):
            place_all({"ada": {name: (0, file)}}, submitted, LESSON, update=False, skip=False)
    assert sorted(tmp_path.iterdir()) == []


def test_two_students_of_one_name_are_told_apart_by_number_alone(submitted, download):
    """Is nobody given a namesake's work?"""
    twins = [Student("ada", "Ada", "Lee", "1"), Student("ada2", "Ada", "Lee", "2")]
    with pytest.raises(CourseError, match="may be ada and ada2"):
        collect(
            download({"Ada Lee_7_assignsubmission_file_/x.ipynb": ""}), submitted, twins, LESSON
        )
    collect(download({"leeada_2_9_x.ipynb": "second"}), submitted, twins, LESSON)
    assert found(submitted) == {("ada2", "x.ipynb"): "second"}


def test_far_too_much_is_refused_before_anything_is_unpacked(submitted, download, monkeypatch):
    """Is the sum looked at, which many files below the limit of each may exceed?"""
    monkeypatch.setattr(archive, "MOST_BYTES", 1000)
    files = {f"lovelaceada_41_{number}_{number}.txt": "x" * 400 for number in range(3)}
    with pytest.raises(CourseError, match="nothing has been unpacked"):
        collect(download(files), submitted, CLASS, LESSON)
    assert not submitted.exists()


def test_a_header_that_lies_unpacks_no_more_than_it_says(submitted, download):
    """Does a file that says it is small, and is not, stop everything?"""
    place = download({f"lovelaceada_41_9_{NOTEBOOK}": "x" * 100_000})
    content = place.read_bytes()
    place.write_bytes(content.replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(CourseError, match="cannot be unpacked"):
        collect(place, submitted, CLASS, LESSON)
    assert found(submitted) == {}


def test_a_place_that_is_not_there_is_named(submitted, tmp_path):
    """Does the sentence say what was expected?"""
    with pytest.raises(CourseError, match="a folder of downloads, or a zip file"):
        collect(tmp_path / "nope.zip", submitted, CLASS, LESSON)
