"""Feedback pages: renewed when anything on them changed, with pictures, released to everybody."""

from dataclasses import replace

import nbformat
import pytest
from hostile_notebook import PIXEL
from nbformat.v4 import new_markdown_cell
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.utils import notebook_hash
from outcomes import NOON, outcome, submission
from typed import nbgrader

from grader.nbgrader_plugin.writing import Writer, open_course

pytestmark = pytest.mark.slow

LESSON = "00_start_here"
SECRET = "a secret\n"


class Class:
    """A course directory, and what is done with it after grading."""

    def __init__(self, root):
        self.root = root
        self.released = nbformat.read(root / "notebooks" / LESSON / f"{LESSON}.ipynb", as_version=4)
        self.writer = Writer(open_course(root))

    def grade(self, student, share, change=None, **handed):
        """Write down that a student earned a share of the points."""
        given = replace(submission(handed.get("timestamp", NOON)), secret=handed.get("secret"))
        self.writer.save(student, LESSON, outcome(self.released, share, change=change), given)
        self.writer.close()

    def feedback(self, student):
        """Generate feedback as formgrader does; returns the page."""
        course = open_course(self.root)
        done = NbGraderAPI(course, parent=course.parent).generate_feedback(
            LESSON, student, force=False
        )
        assert done["success"], done
        return self.page(student)

    def page(self, student):
        """Where a student's page is."""
        return self.root / "feedback" / student / LESSON / f"{LESSON}.html"


@pytest.fixture
def course(folder):
    """A class in which nobody has been graded yet."""
    made = Class(folder)
    yield made
    made.writer.close()


def test_a_page_is_made_again_when_anything_on_it_changed(course):
    """Is it renewed for a score by hand, a comment and an attempt without a time, and only then?"""
    course.grade("ann", 1.0, timestamp=None)
    page = course.feedback("ann")
    assert "2.0 / " in page.read_text()
    first = page.stat().st_mtime_ns
    assert course.feedback("ann").stat().st_mtime_ns == first

    with Gradebook(f"sqlite:///{course.root}/gradebook.db", "regularization") as opened:
        grade = opened.find_grade("standardize_check", LESSON, LESSON, "ann")
        grade.manual_score = 1.25
        opened.db.commit()
    assert "1.25 / " in course.feedback("ann").read_text()

    with Gradebook(f"sqlite:///{course.root}/gradebook.db", "regularization") as opened:
        opened.find_comment("standardize", LESSON, LESSON, "ann").manual_comment = "Well said."
        opened.db.commit()
    assert "Well said." in course.feedback("ann").read_text()

    def second(notebook):
        next(cell for cell in notebook.cells if cell.id == "standardize").source = "second = 2"

    course.grade("ann", 1.0, change=second, timestamp=None)
    assert "second" in course.feedback("ann").read_text()


def test_the_list_on_top_names_the_exercises(course):
    """Does it say which exercise has which score, and leave what students write alone?"""

    def quote(notebook):
        text = '<a href="#standardize_check">Test cell</a>'
        notebook.cells.insert(1, new_markdown_cell(text))

    course.grade("ann", 0.5, change=quote)
    page = course.feedback("ann").read_text()
    assert '<a href="#standardize_check">standardize</a> (Score: 1.0 / 2.0)' in page
    assert page.count(">Test cell<") == 1


def test_a_pasted_picture_is_on_the_page(course):
    """Is it there for whoever reads it, and does one that is missing stop nothing?"""

    def paste(notebook):
        cell = new_markdown_cell("See ![mine](attachment:p.png) and ![gone](attachment:q.png).")
        cell["attachments"] = {"p.png": {"image/png": PIXEL}}
        notebook.cells.insert(1, cell)

    course.grade("ann", 1.0, change=paste)
    assert f'src="data:image/png;base64,{PIXEL}"' in course.feedback("ann").read_text()


def test_feedback_is_released_to_everybody_who_can_find_it(course):
    """Does a page lie where its student looks, and is whoever has no secret named?"""
    exchange = course.root / "exchange"
    exchange.mkdir(mode=0o777)
    config = course.root / "nbgrader_config.py"
    config.write_text(f"{config.read_text()}\nc.Exchange.root = {str(exchange)!r}\n")
    course.grade("ann", 1.0, secret=SECRET)
    course.grade("bob", 1.0)
    course.grade("cem", 1.0, secret="another", timestamp=None)
    course.feedback("*")
    done = nbgrader(course.root, "release_feedback", LESSON)
    assert done.returncode == 0, done.stderr
    released = {path.name for path in exchange.glob("*/feedback/*")}
    assert released == {f"{notebook_hash(secret=SECRET, notebook_id=LESSON)}.html"}
    assert "released to bob: submission_secret.txt and" not in done.stderr
    assert "released to bob: submission_secret.txt is" in done.stderr
    assert "released to cem: timestamp.txt is" in done.stderr


def test_a_secret_goes_with_its_submission(course):
    """Is the file there to the letter, and gone when the next submission has none?"""
    path = course.root / "autograded" / "ann" / LESSON / "submission_secret.txt"
    course.grade("ann", 1.0, secret=SECRET)
    assert path.read_text() == SECRET
    course.grade("ann", 1.0)
    assert not path.exists()
