"""Points are due for right answers, whatever else a student's notebook does and needs."""

import pytest
from small_lesson import RIGHT, graded, lesson, points
from test_score import host  # noqa: F401 (a fixture)

from grader.scoring.score import score
from grader.scoring.settings import Settings
from grader.scoring.submission import Submission

pytestmark = pytest.mark.slow

MODULE = f"import numpy as np\n{RIGHT}".encode()
MISSING = "from google.colab import drive"


def outcome(host, notebook, files=None):  # noqa: F811
    """What comes of a notebook with files beside it."""
    submission = Submission(notebook, (), None, None, "", files or {})
    return score(submission, lesson(answer="def standardize(train, test):\n    ..."), 1, host)


@pytest.mark.parametrize(
    ("above", "answer"),
    [
        ((), "from my_layers import standardize"),
        (("from package.part import standardize as own",), "standardize = own"),
        (("%run my_layers.py",), "own = standardize\ndef standardize(a, b):\n    return own(a, b)"),
        (("TWO = np.load('more/two.npy').item()\nassert TWO == 2",), RIGHT),
        (
            (f"%%writefile other_layers.py\nimport numpy as np\n{RIGHT}",),
            "from other_layers import standardize",
        ),
    ],
)
def test_files_beside_the_notebook_are_there(host, above, answer):  # noqa: F811
    """Are modules, packages and data found, and what a cell writes itself?"""
    import io

    import numpy as np

    number = io.BytesIO()
    np.save(number, np.array(2))
    files = {
        "my_layers.py": MODULE,
        "package/__init__.py": b"",
        "package/part.py": MODULE,
        "more/two.npy": number.getvalue(),
        "../outside.py": b"",
        "k.json": b"{}",
    }
    assert points(outcome(host, lesson(*above, answer=answer), files)) == [2.0, 1.0]


def test_a_file_with_the_name_of_a_module_hides_none(host):  # noqa: F811
    """Is no module that is installed hidden, is it said, and is data of that name there?"""
    bad = b"raise SystemExit('mine')"
    modules = (
        "grader/notes.py",
        "json.py",
        "skimage/__init__.py",
        "mnist1d.py",
        "sitecustomize.py",
    )
    files = dict.fromkeys(modules, bad) | {"calendar.csv": b"7", "statistics/mean.csv": b"3"}
    reads = "import mnist1d, skimage\nassert open('calendar.csv').read() == '7'\n"
    reads += "assert open('statistics/mean.csv').read() == '3'\n"
    found = outcome(host, lesson(answer=reads + RIGHT), files)
    assert points(found) == [2.0, 1.0]
    named = {said.split()[0] for said in found.remarks if "was left out" in said}
    assert named == {name.partition("/")[0] for name in modules}


def test_own_cells_do_not_use_up_the_time_of_answers(host):  # noqa: F811
    """Are experiments not run when their time is up, but what answers use is, and is it said?"""
    before = host.settings
    host.settings = Settings(own=1e-6)
    train = [f"trained_{number} = {number}" for number in range(4)]
    uses = RIGHT.replace("(part - mean)", "helper(part - mean)")
    notebook = lesson(*train, "def helper(x):\n    return x", answer=uses)
    try:
        found = outcome(host, notebook)
    finally:
        host.settings = before
    assert points(found) == [2.0, 1.0]
    shown = [str(cell.get("outputs", "")) for cell in found.notebook.cells]
    assert sum("Not run" in text for text in shown) == len(train) - 1
    assert any("Your own cells took more than" in said for said in found.remarks)
    assert "Your own cells" in found.notebook.cells[0].source


@pytest.mark.parametrize(
    "first",
    [
        MISSING,
        f"{MISSING}\ndrive.mount('/content/drive')",
        "import seaborn_that_is_not_there as sns",
        "%load_ext nothing",
        "%tensorflow_version 2.x",
        "%matplotlib widget",
        f"{MISSING}\nimport seaborn_that_is_not_there\n%load_ext nothing",
    ],
)
def test_a_first_line_that_only_the_student_can_run_costs_nothing(host, first):  # noqa: F811
    """Is the helper below it there, in a cell of the student's own and in the answer's?"""
    text = f"{first}\nTWO = 2\ndef helper(x):\n    return TWO * x / 2"
    uses = RIGHT.replace("(part - mean)", "helper(part - mean)")
    for notebook in (lesson(text, answer=uses), lesson(answer=f"{text}\n{uses}")):
        found = outcome(host, notebook)
        assert points(found) == [2.0, 1.0]
    if "widget" not in first:  # where it is installed, nothing is amiss
        assert first.splitlines()[0] in found.remarks[0]


def test_it_is_said_why_a_helper_is_missing(host):  # noqa: F811
    """Does the student hear which cell ended early, and what it should have defined?"""
    text = "x = 1\nraise NotImplementedError\ndef helper(x):\n    return x"
    uses = RIGHT.replace("(part - mean)", "helper(part - mean)")
    found = outcome(host, lesson(text, answer=uses))
    assert points(found)[0] < 2
    assert any("NotImplementedError" in said and "helper" in said for said in found.remarks)


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ("float('nan')", 0),
        ("-1", 0),
        ("5", 0),
        ("0.5", 0.5),
        ("'fine'", 1),
    ],
)
def test_a_value_that_nbgrader_cannot_read_gives_nothing(host, test, expected):  # noqa: F811
    """Does it neither give all points nor keep the submission from being written down?"""
    notebook = lesson()
    notebook.cells[-1] = graded(test, "shape_test", points=1)
    assert points(outcome(host, notebook)) == [2.0, expected]
