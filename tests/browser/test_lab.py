"""A learner's first minutes, in a real browser on JupyterLab as `course lab` starts it."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lab_page import LabPage
from playwright.sync_api import expect

from grader.exercises import find
from grader.lab.quiz import load_quizzes

pytestmark = pytest.mark.slow

CHECK = "check(standardize)"
WRONG = """\
def standardize(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    scale = np.where(std > 0, std, np.inf)
    own = test.std(axis=0)
    own = np.where((std > 0) & (own > 0), own, np.inf)
    return (train - mean) / scale, (test - test.mean(axis=0)) / own
"""
RIGHT = """\
def standardize(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    scale = np.where(std > 0, std, np.inf)
    return (train - mean) / scale, (test - mean) / scale
"""
MISTAKE = "each_by_its_own"
QUIZ = "start_what_is_measured"


@pytest.fixture
def lab(browser, address):
    """JupyterLab on the page that the printed address leads to."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = LabPage(context.new_page())
    page.open(address)
    yield page
    context.close()


def test_a_learners_first_exercise(lab, address, learner, tmp_path):
    """Does a learner get from the stub over a named mistake to a pass, and find the work again?"""
    mistake = next(each for each in find("standardize").mistakes if each.name == MISTAKE)
    check, answer = lab.cell(CHECK), lab.cell("def standardize")
    lab.run_all_above(check)
    lab.run(check)
    expect(lab.output(check)).to_contain_text("not attempted")
    lab.page.screenshot(path=tmp_path / "not_attempted.png")

    lab.replace(answer, WRONG)
    lab.run(answer)
    lab.run(check)
    expect(lab.output(check)).to_contain_text(mistake.message)
    lab.page.screenshot(path=tmp_path / "mistake.png")

    lab.replace(answer, RIGHT)
    lab.run(answer)
    lab.run(check)
    expect(lab.output(check)).to_contain_text("passed")
    lab.page.screenshot(path=tmp_path / "passed.png")

    lab.save()
    lab.open(address)
    expect(lab.cell("def standardize")).to_contain_text("(test - mean) / scale")
    expect(lab.output(lab.cell(CHECK))).to_contain_text("passed")
    progress = json.loads(Path(learner["COURSE_FOLDER"], ".progress.json").read_text())
    assert progress["standardize"]["status"] == "passed"
    assert progress["standardize"]["attempts"] == 2
    assert_undisturbed(lab, address)


def test_a_quiz_is_answered_before_it_is_explained(lab, learner, tmp_path):
    """Is a choice kept, is everything explained then, and is the answer shown again?"""
    question = load_quizzes()[QUIZ]
    asking = lab.cell(f'quiz("{QUIZ}")')
    lab.run_all_above(asking)
    lab.run(asking)
    shown = lab.output(asking)
    expect(shown).to_contain_text(question.question)
    expect(shown).not_to_contain_text("Right.")
    commit = shown.get_by_role("button", name="That is my answer")
    expect(commit).to_be_disabled()
    lab.page.screenshot(path=tmp_path / "asked.png")

    shown.get_by_role("button", name="B", exact=True).click()
    commit.click()
    expect(shown).to_contain_text("(your choice)")
    expect(shown).to_contain_text("Right.")
    lab.page.screenshot(path=tmp_path / "explained.png")
    progress = json.loads(Path(learner["COURSE_FOLDER"], ".progress.json").read_text())
    assert progress[f"quiz:{QUIZ}"]["chosen"] == [1]

    lab.run(asking)
    expect(shown).to_contain_text("(your choice)")


def assert_undisturbed(lab, address):
    """Nothing popped up, no teacher's tools, and the page spoke to nobody but its own server."""
    expect(lab.page.locator(".Toastify__toast")).to_have_count(0)
    expect(lab.page.locator(".jp-Dialog")).to_have_count(0)
    expect(lab.page.get_by_text("Create Assignment")).to_have_count(0)
    own = urlsplit(address).netloc
    others = {urlsplit(url).netloc for url in lab.requests} - {own, ""}
    assert others == set()
