"""JupyterLab as `course lab --instructor` starts it, looked at in a browser."""

import re
from urllib.parse import urlsplit

import lab_server
from playwright.sync_api import expect

PATIENCE = 60_000  # milliseconds, on a busy machine
TOOLS = ("Formgrader", "Assignment List")


def served(reader):
    """The address of a running `course lab --instructor`, as a context."""
    command = ["course", "lab", "--instructor", "--no-browser"]
    return lab_server.served(command, cwd=reader.course, env=reader.environment("instructor"))


def grade_by_hand(browser, address, lesson, student, score):
    """Find nbgrader's tools in the menu, and give a student's submission a score.

    Returns
    -------
    int
        How many submissions formgrader lists.
    """
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    page.get_by_role("menuitem", name="Nbgrader", exact=True).click()
    for name in TOOLS:
        expect(page.get_by_text(name, exact=True)).to_be_visible(timeout=PATIENCE)

    parts = urlsplit(address)
    page.goto(f"{parts.scheme}://{parts.netloc}/formgrader/gradebook/{lesson}/{lesson}")
    links = page.locator("table a", has_text="Submission #")
    expect(links.first).to_be_visible(timeout=PATIENCE)
    submissions = links.count()
    _open_submission(page, links, student)
    # A score typed before formgrader has fetched the grades is not saved; then it shows them.
    field = page.locator("input.score[placeholder]").first
    expect(field).to_be_visible(timeout=PATIENCE)
    with page.expect_response(lambda answer: "/api/grade/" in answer.url) as saved:
        field.fill(f"{score:g}")
        field.press("Tab")
    assert saved.value.ok
    context.close()
    return submissions


def _open_submission(page, links, student):
    """Open a student's submission: links are numbered, and the page itself names the student."""
    addresses = [link.get_attribute("href") for link in links.all()]
    for address in addresses:
        page.goto(page.url.split("/formgrader")[0] + address)
        if page.locator("nav", has_text=re.compile(student, re.IGNORECASE)).count():
            return
    raise AssertionError(f"formgrader shows no submission of {student}")
