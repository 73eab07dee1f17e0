"""The page can be read by everybody, on paper and aloud, and does nothing that a name says."""

import csv
from html.parser import HTMLParser

import pytest
from independent import COPIED, DISGUISED
from made_class import Given, Work

from grader.classroom.report import command

EXERCISE = "standardize"
VOID = {"meta", "img", "link", "br"}
NAMES = [
    '<script>alert("x")</script>',
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1",
    "@SUM(A1)",
    'Lovelace, "Countess"',
    "O'Neil & Söhne {{ 7 * 7 }} {% raw %}",
    "学生 王小明",
    "علی‌رضا \u202e evil",
    "👩\u200d🏫🏴",
    "W" * 5000,
    "\x1b[31mred\x07",
    "line\nbreak",
]


class Outline(HTMLParser):
    """What a screen reader finds on a page."""

    def __init__(self, page):
        super().__init__()
        self.open, self.tags, self.headings, self.ids, self.links = [], [], [], [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append((tag, attributes, tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)
        if tag in ("h1", "h2", "h3"):
            self.headings.append(int(tag[1]))
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if "href" in attributes:
            self.links.append(attributes["href"])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def all(self, tag):
        return [attributes for name, attributes, _ in self.tags if name == tag]


@pytest.fixture(scope="module")
def page(template, tmp_path_factory):
    """The page of a class with everything in it."""
    made = template.copied(tmp_path_factory.mktemp("page") / "class")
    made.enroll(ada="Ada Lovelace", gus="Gus Gone")
    wrong = {"bob": COPIED, "cem": DISGUISED}
    works = {s: Work({EXERCISE: Given("partial", 0.5, text)}) for s, text in wrong.items()}
    works["ada"] = Work({EXERCISE: Given("failed", 0.0, "<b>&", "forgets_to_center")})
    works["dan"] = Work({EXERCISE: Given(text="from grader import reference")})
    works["eve"] = Work({EXERCISE: Given("passed", None)})
    made.grade(works)
    path, *_ = command.run(made.lesson, made.root)
    return path.read_text("utf-8")


def test_it_needs_nothing_else(page):
    """Does it run no script, and load nothing from anywhere?"""
    outline = Outline(page)
    assert not outline.all("script")
    assert not outline.all("link")
    assert all(link.startswith("#") for link in outline.links)
    assert all(img["src"].startswith("data:image/svg+xml;base64,") for img in outline.all("img"))
    assert "default-src 'none'" in page
    assert "@media print" in page


def test_a_screen_reader_finds_its_way(page):
    """Have tables captions and scopes, pictures words, and headings an order without gaps?"""
    outline = Outline(page)
    assert outline.open == []
    assert outline.all("html") == [{"lang": "en"}]
    assert outline.headings[0] == 1
    steps = zip(outline.headings, outline.headings[1:], strict=False)
    assert all(after - before <= 1 for before, after in steps)
    assert len(outline.ids) == len(set(outline.ids))
    assert {link[1:] for link in outline.links} <= set(outline.ids)
    assert len(outline.all("table")) == len(outline.all("caption")) > 5
    assert all(cell["scope"] in ("col", "row") for cell in outline.all("th"))
    assert all(len(picture["alt"]) > 30 for picture in outline.all("img"))
    for tag, _, above in outline.tags:
        assert tag != "th" or "table" in above


def test_everything_is_on_it(page):
    """Are all parts there, with whom and what they are about?"""
    for words in (
        "Ada Lovelace",
        "Gus Gone",
        "forgets to center",
        "&lt;b&gt;&amp;",
        "imports or calls the course&#39;s own answers",
        "undefined: there is no other exercise",
    ):
        assert words in page
    alike = page[page.index('id="alike"') :]
    assert "<bdi>bob</bdi>" in alike[: alike.index("<h2", 10)]
    assert "<bdi>cem</bdi>" in alike[: alike.index("<h2", 10)]


def test_names_are_only_names(made):
    """Is a name no markup, no formula and no template, and one of 5,000 letters cut?"""
    works = {
        f"s{n:02}": Work({EXERCISE: Given("failed", 0.0, f"# {n}")}) for n in range(len(NAMES))
    }
    with made.gradebook() as book:
        for student, name in zip(works, NAMES, strict=True):
            told = {"first_name": name, "last_name": name, "email": name}
            book.update_or_create_student(student, **told)
    made.grade(works)
    path, *tables = command.run(made.lesson, made.root)
    page = path.read_text("utf-8")
    assert Outline(page).open == []
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "{{ 7 * 7 }}" in page
    assert "学生 王小明" in page
    assert "W" * 100 not in page
    assert "\x1b" not in page
    for table in tables:
        with open(table, encoding="utf-8-sig", newline="") as stream:
            head, *rows = csv.reader(stream)
        assert len(rows) == len(NAMES)
        for row in rows:
            assert len(row) == len(head)
            for cell in row[:5]:
                assert not cell.lstrip().startswith(("=", "+", "-", "@"))


def test_all_lessons_are_in_one_table(made):
    """Has each student a row with all lessons, and is whoever is behind in two of them named?"""
    made.enroll(ada="Ada Lovelace", gus="Gus Gone")
    made.grade({"ada": Work({EXERCISE: Given()})})
    made.add("03_dropout")
    made.grade({"ada": Work({"dropout_forward": Given("partial", 0.5)}, penalty=0.5)})
    page, table, *others = command.run(None, made.root)
    assert sorted(path.name for path in others if path.suffix == ".html") == [
        "00_start_here_report.html",
        "03_dropout_report.html",
    ]
    text = page.read_text("utf-8")
    assert set(Outline(text).links) == {path.name for path in others if path.suffix == ".html"}
    help, students = text.split('id="help"')[1].split('id="students"')
    assert "Gus Gone" in help
    assert help.count("(missing)") == 2
    gus = students.split("Gus Gone")[1]
    assert '<span class="quiet">none</span> of' in gus
    with open(table, encoding="utf-8-sig", newline="") as stream:
        rows = {row["student"]: row for row in csv.DictReader(stream)}
    ada = rows["ada"]
    assert [ada["00_start_here"], ada["03_dropout"], ada["total"]] == ["2", "1", "3"]
    assert float(ada["maximum"]) == 2 + sum(made.most.values())
    assert rows["gus"]["total"] == ""
