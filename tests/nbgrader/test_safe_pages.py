"""Feedback and formgrader's pages, opened in a real browser, run no script of a student's."""

import shutil
from pathlib import Path

import nbformat
import pytest
from hostile_notebook import BREAKS_OUT, poison
from nbconvert import HTMLExporter
from nbgrader.converters import GenerateFeedback
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension
from outcomes import outcome, submission

from grader.nbgrader_plugin.writing import Writer, open_course

pytestmark = pytest.mark.slow

LESSON = "00_start_here"
STIR = """() => {
    for (const each of document.querySelectorAll('#notebook *, nav *, h4 *'))
        for (const kind of ['mouseover', 'focus', 'toggle', 'click', 'load', 'error'])
            if (kind != 'click' || each.tagName != 'SUMMARY')
                each.dispatchEvent(new Event(kind, {bubbles: false, cancelable: true}));
}"""
HANDLERS = """() => [...document.querySelectorAll('#notebook *')].filter(
    each => [...each.attributes].some(a => a.name.startsWith('on') || /^javascript:/i.test(a.value))
    || ['SCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'SVG', 'META', 'BASE', 'STYLE', 'FORM', 'INPUT']
       .includes(each.tagName.toUpperCase()) && !each.closest('.panel-heading')
).map(each => each.outerHTML)"""


@pytest.fixture(scope="module")
def course(registered, tmp_path_factory):
    """A class with one hostile submission, graded."""
    folder = tmp_path_factory.mktemp("pages") / "course"
    shutil.copytree(registered, folder)
    released = nbformat.read(folder / "notebooks" / LESSON / f"{LESSON}.ipynb", as_version=4)
    found = open_course(folder)
    writer = Writer(found)
    hostile = outcome(released, 0.5, message=f"Not yet. {BREAKS_OUT}", change=poison)
    writer.save("mallory", LESSON, hostile, submission())
    writer.close()
    return found


@pytest.fixture
def look(browser, tmp_path):
    """Opens HTML as a page that reaches no network, stirs all that is on it, takes a picture."""
    context = browser.new_context(viewport={"width": 1100, "height": 900})
    context.route("**/*", lambda route: _only_files(route))

    def open_page(html):
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        page = context.new_page()
        page.goto(path.as_uri())
        page.evaluate(STIR)
        page.wait_for_timeout(300)
        page.screenshot(path=tmp_path / "page.png", full_page=True)
        return page

    yield open_page
    context.close()


def _only_files(route):
    route.continue_() if route.request.url.startswith("file:") else route.abort()


def ran(page):
    """Whether a script of the student's ran."""
    return page.evaluate("() => document.documentElement.dataset.ran") is not None


def autograded(course):
    path = Path(course.format_path("autograded", "mallory", LESSON)) / f"{LESSON}.ipynb"
    return nbformat.read(path, as_version=4)


def test_the_scripts_would_run(course, look):
    """Does a page made without care run them, so that these tests can tell?"""
    html, _ = HTMLExporter().from_notebook_node(autograded(course))
    assert ran(look(html))


def test_feedback_is_safe_and_shows_the_card(course, look):
    """Does feedback run nothing, and show the verdict card with its colors and pictures?"""
    course.assignment_id = LESSON
    GenerateFeedback(coursedir=course, parent=course.parent).start()
    path = Path(course.format_path("feedback", "mallory", LESSON)) / f"{LESSON}.html"
    page = look(path.read_text(encoding="utf-8"))
    assert_safe(page)
    assert "(Score: 1.0 / 2.0)" in page.locator("h4").inner_text()
    assert page.locator("img[src^='data:image/png;base64,iVBOR']").count() > 0


def test_formgrader_is_safe_and_shows_the_card(course, look):
    """Does the page for grading by hand run nothing, whatever a student's name is?"""
    extension = FormgradeExtension(config_dir=course.root)
    extension.load_cwd_config = False
    extension.initialize([], root=course.root)
    given = dict.fromkeys(("student", "first_name", "last_name", "notebook_path"), BREAKS_OUT)
    ids = {"assignment_id": LESSON, "notebook_id": LESSON, "submission_id": "1", "base_url": ""}
    resources = {**given, **ids, "index": 0, "total": 1}
    exporter = HTMLExporter(config=extension.config)
    html, _ = exporter.from_notebook_node(autograded(course), resources=resources)
    assert_safe(look(html))


def assert_safe(page):
    """Nothing ran or could run, and the card is there as `grader.lab.cards` made it."""
    assert not ran(page)
    assert page.evaluate(HANDLERS) == []
    card = page.locator("div", has_text="standardize · 1 of 2 points").last.locator("xpath=..")
    style = card.evaluate("each => getComputedStyle(each)")
    assert style["borderLeftWidth"] == "6px"
    assert style["backgroundColor"] == "rgb(255, 255, 255)"
    chip = card.locator("span", has_text="failed").first
    assert chip.evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(168, 35, 28)"
    assert card.locator("details").count() == 1
